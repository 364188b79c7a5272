"""A question that is closed is told in the past, on its own page and in every list."""

from __future__ import annotations

import re
from datetime import date

import pytest

from foresite import pipeline, sentences
from foresite.history import entries
from foresite.publication import Settings
from tests.kind_archive import FORECASTS, HOME, TODAY
from tests.worlds import FORECAST, OPENING, SECOND, load, loaded

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
S = "\N{NARROW NO-BREAK SPACE}"


def pages(*ids: str, today: date = TODAY) -> dict[str, str]:
    """The Markdown of a site that has only these forecasts."""
    files = {
        f"forecasts/{id_}/{path.removeprefix(HOME).lstrip('/')}": text
        for id_ in ids
        for path, text in FORECASTS[id_].items()
    }
    archive, _ = load(files, today=today)
    made = pipeline.render(archive, settings=SETTINGS, today=today, draw=pipeline.draw_nothing)
    return {file.path: file.content for file in made if file.path.endswith(".md")}


def answer(id_: str, today: date = TODAY) -> str:
    """What stands beside the chart on a forecast's page, as text."""
    page = pages(id_, today=today)[f"forecasts/{id_}/index.md"]
    html = page[page.index('<div class="fs-answer">') : page.index("</dl>")]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("rain-yes", "Said last, 12 Jan 2026 80 % Very likely. 1 in 5 that it would not."),
        ("cup-resolved", "About 2 in 3 that it would be another."),
        ("cars-few", "9 in 10 that it would be from 100 to 800. As likely to be above as below."),
    ],
)
def test_the_last_number_has_its_day_and_its_odds_are_past(id_: str, said: str) -> None:
    assert said in answer(id_)
    assert "Status" not in answer(id_)


def test_while_it_is_open_the_number_is_a_present_one() -> None:
    text = answer("rain-open")
    assert "Said last" not in text
    assert "2 in 5 that it does not." in text
    assert "Status Open" in text


def test_what_closed_without_an_answer_is_told_in_the_past_and_keeps_its_status() -> None:
    text = answer("rain-open", today=date(2027, 1, 1))
    assert "Said last, 12 Jan 2026" in text
    assert "that it would not." in text
    assert "Status Closed, awaiting resolution" in text


def test_of_an_annulled_question_nothing_was_likely() -> None:
    text = answer("rain-annulled")
    assert "Said last, 5 Jan 2026" in text
    assert "that it" not in text


def test_below_a_heading_that_says_so_the_outcome_is_not_said_to_be_resolved() -> None:
    made = pages("rain-yes", "cup-resolved", "cars-few", "rain-annulled")
    for path in ("index.md", "forecasts/index.md"):
        came_out = re.findall(r'data-label="Came out"><strong>([^<]*)<', made[path])
        assert sorted(came_out) == ["850 cars", "Annulled", "The Latecomers", "Yes"]


def test_the_home_page_sets_units_small_and_says_of_whom_the_number_is() -> None:
    home = pages("cars-few", "cup-resolved")["index.md"]
    decided = home[home.index("How it came out") :]
    assert "<strong>400 <small>cars</small></strong><span>9 in 10: 100 to 800</span>" in decided
    assert f"<strong>35{S}%</strong><span>The Lions, the likeliest" in decided


def test_only_a_chance_has_a_colour_and_days_have_no_arrow() -> None:
    """More cars are nothing good, a later day nothing bad."""
    made = pages("rain-open", "cars-open", "bridge-open", today=date(2026, 2, 1))
    moves = dict(
        re.findall(
            r'<a href="[./a-z]*/([a-z]+)-open/">.*?fs-list-move fs-(\w+">[^<]*)<',
            made["forecasts/index.md"],
        )
    )
    assert moves == {
        "rain": 'up">▲ 20 points',
        "cars": 'told">▲ 100 cars',
        "bridge": 'told">120 days later',
    }
    for path in ("index.md", "changelog/index.md"):
        ways = re.findall(r'<p class="fs-entry-what"><strong class="fs-(\w+)', made[path])
        assert sorted(set(ways)) in (["told", "up"], ["none", "told", "up"])


REVIEWED = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
criteria:
  - {status: under-review, text: It rains.}
  - {since: 2026-01-06, status: firm, reason: Named., effect: clarifies, text: At least 1 mm.}
"""
LATER = "---\nprobability: 0.45\nreason: evidence\n---\nA wet month is forecast.\n"


@pytest.mark.parametrize(
    ("terms", "said"), [({}, ()), ({FORECAST: REVIEWED}, (sentences.CRITERIA_UNCHANGED,))]
)
def test_that_criteria_did_not_change_is_said_only_where_they_are_or_were_under_review(
    terms: dict[str, str], said: tuple[str, ...]
) -> None:
    archive, _ = loaded(terms, {SECOND: LATER})
    *_, last = entries(archive.forecasts[0], today=TODAY)
    assert sentences.sentences(last) == said


def test_before_they_came_under_review_nobody_asks_for_the_criteria() -> None:
    later = REVIEWED.replace("status: under-review, ", "").replace(
        "status: firm", "status: under-review"
    )
    archive, _ = loaded({FORECAST: later, OPENING: LATER.replace("reason: evidence\n", "")})
    first, *_ = entries(archive.forecasts[0], today=TODAY)
    assert first.update is not None
    assert sentences.CRITERIA_UNCHANGED not in sentences.sentences(first)
