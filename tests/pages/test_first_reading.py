"""What somebody who comes for the first time must not misread."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from foresite import pipeline
from foresite.history import changelog
from foresite.model import Archive
from foresite.pages.archive_words import about
from foresite.publication import Settings
from foresite.sentences import headline
from tests.track_record.questions import TODAY as LATER
from tests.track_record.questions import archive, question
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, TODAY, VALID, load, loaded

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
CHECKS = Settings(site_name="The Desk", desk="The Desk", authored=frozenset({"feeds-and-data.md"}))
MOVE = {SECOND: "---\nprobability: 0.5\nreason: evidence\n---\nA wet month is forecast.\n"}
OTHER = {
    "forecasts/snow/forecast.yml": VALID[FORECAST],
    "forecasts/snow/updates/2026-02-01.md": "---\nprobability: 0.2\n---\nThe climate.\n",
}
PAGE = "forecasts/rain-in-paris/index.md"


def site(made: Archive, settings: Settings = SETTINGS, *, later: bool = False) -> dict[str, str]:
    files = pipeline.render(
        made, settings=settings, today=LATER if later else TODAY, draw=pipeline.draw_nothing
    )
    return {file.path: file.content for file in files if file.path.endswith(".md")}


def world(*changed: Mapping[str, str]) -> Archive:
    made, problems = loaded(*changed)
    assert not [problem for problem in problems if problem.rule.startswith("syntax")]
    return made


def test_an_opening_is_no_move_where_something_moved() -> None:
    home = site(world(MOVE, OTHER))["index.md"]
    moved, opened = (
        home.split("## What moved")[1].split("## What is live")[0].split("### What opened")
    )
    assert "forecasts/rain-in-paris/" in moved
    assert "forecasts/snow/" not in moved
    assert "forecasts/snow/" in opened
    assert "forecasts/rain-in-paris/" not in opened


def test_where_nothing_moved_only_what_opened_is_told() -> None:
    home = site(world(OTHER))["index.md"]
    assert "What moved" not in home
    assert "\n## What opened\n" in home


def test_the_only_live_question_is_not_told_twice() -> None:
    """What is live has it with its number; that it opened would say the same above."""
    home = site(world())["index.md"]
    assert home.split("## What resolves next")[0].count("forecasts/rain-in-paris/") == 1
    assert "What opened" not in home
    assert "No number has moved in the last three months." in home


@pytest.mark.parametrize(("count", "shown", "cards"), [(1, 1, 0), (2, 2, 0), (3, 3, 1), (5, 3, 1)])
def test_moves_fill_a_row_of_three_cards_or_make_a_list(count: int, shown: int, cards: int) -> None:
    moved = {
        path.replace("rain-in-paris", f"rain-{n}"): text
        for n in range(count)
        for path, text in {**VALID, **MOVE}.items()
    }
    archive, _ = load(moved)
    home = site(archive)["index.md"].split("## What is live")[0]
    assert home.count("fs-entry-question") == shown
    assert home.count("fs-cards") == cards


def test_checking_the_past_is_explained_where_the_desk_has_that_page() -> None:
    with_it, without = site(world(), CHECKS), site(world())
    assert 'href="feeds-and-data/#the-ledger"' in with_it["index.md"]
    assert 'href="../../feeds-and-data/#the-ledger"' in with_it[PAGE]
    assert "feeds-and-data" not in without["index.md"] + without[PAGE]


def test_a_base_rate_is_shown_without_any_likelihood_ratio() -> None:
    rate = "base_rate: {probability: 0.4, source: The almanac, url: 'https://almanac.example/'}\n"
    page = site(world({FORECAST: VALID[FORECAST] + rate}))[PAGE]
    shown = page.split("{: #evidence")[1].split("## ")[0]
    assert "<strong>40\N{NARROW NO-BREAK SPACE}%</strong>" in shown
    assert '<a href="https://almanac.example/" rel="nofollow noopener">The almanac</a>' in shown


WATCHED = "signposts:\n  front: {event: A front is forecast., moves_to: at least 0.8, expires_on: 2026-02-01}\n"


@pytest.mark.parametrize(
    ("ends", "title"),
    [("2026-02-01", "What was to move us"), ("2026-12-01", "What would move us")],
)
def test_signposts_are_told_in_the_tense_of_what_is_still_watched(ends: str, title: str) -> None:
    posts = WATCHED.replace("2026-02-01", ends)
    assert f"## {title} " in site(world({FORECAST: VALID[FORECAST] + posts}))[PAGE]


def test_after_the_answer_nothing_would_move_us() -> None:
    answer = {
        RESOLUTION: "---\noutcome: yes\nknown_on: 2026-02-20\nrecorded_on: 2026-02-20\nsources: [{name: The service}]\n---\nIt rained.\n"
    }
    posts = WATCHED.replace("2026-02-01", "2026-12-01")
    page = site(world({FORECAST: VALID[FORECAST] + posts}, answer))[PAGE]
    assert "## What was to move us " in page


def test_several_options_open_with_the_likeliest_at_its_number() -> None:
    kind = "kind: multiple-choice\noptions: {drama: A drama, comedy: A comedy}\n"
    made = world(
        {
            FORECAST: VALID[FORECAST] + kind,
            OPENING: "---\noptions: {drama: 0.7, comedy: 0.3}\n---\nThe juries.\n",
        }
    )
    said = [headline(entry) for entry in changelog(made, today=TODAY)]
    assert said == ["Opened with A drama at 70\N{NARROW NO-BREAK SPACE}%"]


THEIRS = [
    question(
        f"theirs-{n}", {"2026-01-05": f"probability: {p}"}, more="author: desk-a\ncriteria: x\n"
    )
    for n, p in enumerate((0.95, 0.97, 0.5))
]


def test_a_first_own_question_does_not_hide_the_record_of_others() -> None:
    own = question("own", outcome=None, closes="2026-12-31")
    home = site(archive(own, *THEIRS), later=True)["index.md"]
    # (0.05² + 0.03² + 0.5²) ÷ 3 = 0.0845, told as 0.084; always 50 % has 0.25 on any question.
    assert (
        "No question of The Desk’s own counts yet. On 3 yes-or-no questions the forecasts of A "
        "have a mean Brier score of 0.084 (always 50\N{NARROW NO-BREAK SPACE}% would have 0.250)"
    ) in home


def test_a_record_of_one_sided_questions_says_so() -> None:
    page = site(archive(*THEIRS), later=True)["track-record/index.md"]
    assert (
        "Most of these questions were one-sided: 2 of 3 (67\N{NARROW NO-BREAK SPACE}%) opened"
        in page
    )
    even = [question(f"q{n}", {"2026-01-05": "probability: 0.6"}) for n in range(3)]
    assert "one-sided" not in site(archive(*even), later=True)["track-record/index.md"]


def test_a_mean_of_some_of_a_group_says_of_how_many() -> None:
    cup = question(
        "cup",
        {"2026-01-05": "options: {a: 0.5, b: 0.5}"},
        outcome="a",
        more="kind: multiple-choice\noptions: {a: A, b: B}\ncriteria: x\nauthor: desk-a\n",
    )
    page = site(archive(cup, *THEIRS), later=True)["track-record/index.md"]
    whose = page.split("{: #whose")[1].split("\n## ")[0]
    assert "Brier score, of 3 yes-or-no questions" in whose
    assert "of three questions, too few for an interval" in page


def test_who_forecasts_and_about_what_is_one_sentence() -> None:
    tags = ("[elections, governors]", "[elections, governors]", "[health]", "[arts]", "[sport]")
    made = archive(
        *(question(f"q{n}", more=f"criteria: x\ntags: {t}\n") for n, t in enumerate(tags))
    )
    # “elections” and “governors” tag the same two: the first by name speaks for both.
    assert about(made, settings=SETTINGS) == (
        "They are by The Desk, and tagged elections, arts, health and others."
    )
