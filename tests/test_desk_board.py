"""The desk board: what waits, since when, for how long, and what takes it off."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from foresite import desk_board_report
from foresite.cli import main
from foresite.desk_board import DeskItem, Wait, desk_items
from foresite.model import Archive
from foresite.pages.desk_board_page import desk_board_pages
from foresite.publication import Limits, Settings
from tests import hostile
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, SHOWN, VALID, load, loaded

SETTINGS = Settings(site_name="The Desk", desk="The Desk", authored=frozenset({"desk.md"}))
LIMITS = Limits()
THIRD = "forecasts/rain-in-paris/updates/2026-01-20.md"
POST = "signposts:\n  front:\n    event: A front is forecast.\n    moves_to: at least 0.6\n"
FIRED = POST + "    fired: {on: 2026-01-10, evidence: The bulletin names it.}\n"


def items(
    *changed: dict[str, str], today: str, limits: Limits = LIMITS
) -> list[tuple[Wait, str, int]]:
    """Kind, since and days overdue of each item of the valid archive, with files changed."""
    day = date.fromisoformat(today)
    archive, problems = loaded(*changed, today=day)
    assert [p for p in problems if p.severity == 0] == []
    found = desk_items(archive, today=day, limits=limits)
    return [(i.wait, i.since.isoformat(), i.overdue) for i in found]


def declared(text: str) -> dict[str, str]:
    """The valid forecast with more in its forecast.yml."""
    return {FORECAST: VALID[FORECAST] + text}


def update(probability: str, *lines: str) -> str:
    """An update with that number."""
    more = "".join(f"{line}\n" for line in lines)
    return f"---\nprobability: {probability}\nreason: evidence\n{more}---\nWhy.\n"


# Signposts that fired


def test_a_fired_signpost_is_due_an_update_within_the_limit() -> None:
    """Fired on 10 January with 14 days' grace: due on the 24th."""
    assert items(declared(FIRED), today="2026-01-24") == []
    assert items(declared(FIRED), today="2026-01-25") == [(Wait.SIGNPOST, "2026-01-10", 1)]
    assert items(declared(FIRED), today="2026-02-03") == [(Wait.SIGNPOST, "2026-01-10", 10)]


def test_the_limit_is_the_desk_s_own() -> None:
    short = Limits(signpost_days=3)
    assert items(declared(FIRED), today="2026-01-14", limits=short) == [
        (Wait.SIGNPOST, "2026-01-10", 1)
    ]


def test_any_update_since_answers_it_even_one_that_moves_nothing() -> None:
    assert items(declared(FIRED), {SECOND: update("0.4")}, today="2026-02-03") == []


def test_an_update_that_is_silent_on_the_signpost_s_dimension_leaves_it_waiting() -> None:
    head = FIRED.replace("at least 0.6\n", "at least 0.6\n    dimension: evening\n")
    readings = "headline: morning\ndimensions:\n  morning: {criteria: The weather service reports at least 1 mm before noon on 31 December 2026.}\n  evening: {criteria: The weather service reports at least 1 mm after noon on 31 December 2026.}\n"
    world = {FORECAST: VALID[FORECAST].partition("criteria:")[0] + head + readings}
    silent, spoken = update("0.4"), update("0.4", "dimensions: {evening: {moved: unchanged}}")
    day = date(2026, 2, 3)
    archive, problems = loaded(world, {SECOND: silent}, today=day)
    assert problems == ()
    [item] = desk_items(archive, today=day, limits=LIMITS)
    assert (item.wait, item.overdue) == (Wait.SIGNPOST, 10)
    assert item.next_action.startswith("Publish an update that says where “Evening” goes now")
    assert items(world, {SECOND: spoken}, today="2026-02-03") == []


def test_an_update_that_tells_of_the_firing_answers_it_itself() -> None:
    told = update("0.4", "signposts: {front: fired}", SHOWN)
    assert items(declared(POST), {SECOND: told}, today="2026-02-20") == []


# Thresholds crossed


def test_a_number_past_a_threshold_wants_the_signpost_that_took_it_there() -> None:
    """From 40 to 65 %, past “at least 0.6”, on 12 January; the board is of the 20th."""
    assert items(declared(POST), {SECOND: update("0.65")}, today="2026-01-20") == [
        (Wait.THRESHOLD, "2026-01-12", 8)
    ]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("0.65", "The number passed 60 % on 12 Jan 2026 (40 % → 65 %)."),
        ("0.6", "The number reached 60 % on 12 Jan 2026 (40 % → 60 %)."),
    ],
)
def test_a_crossed_threshold_is_told_first_and_then_the_signpost_for_it(
    second: str, said: str
) -> None:
    archive, _ = loaded(declared(POST), {SECOND: update(second)}, today=date(2026, 1, 20))
    [item] = desk_items(archive, today=date(2026, 1, 20), limits=LIMITS)
    expected = f"{said} The signpost for that, “A front is forecast”, has not fired."
    assert item.what.replace("\N{NARROW NO-BREAK SPACE}", " ") == expected


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(update("0.59"), id="short of it"),
        pytest.param(update("0.65", "signposts: {front: fired}", SHOWN), id="fired in that update"),
        pytest.param(update("0.65", "signposts: {front: expired}"), id="given up in that update"),
    ],
)
def test_nothing_is_asked_where_no_threshold_was_crossed_or_its_signpost_has_ended(
    second: str,
) -> None:
    assert items(declared(POST), {SECOND: second}, today="2026-01-20") == []


def test_another_signpost_of_that_direction_will_do_but_none_of_the_other() -> None:
    other = "  other: {event: A storm is forecast., moves_to: above 0.5}\n"
    fired = update("0.65", "signposts: {other: fired}", SHOWN)
    assert items(declared(POST + other), {SECOND: fired}, today="2026-01-20") == []
    down = other.replace("above 0.5", "below 0.9")
    assert items(declared(POST + down), {SECOND: fired}, today="2026-01-20") == [
        (Wait.THRESHOLD, "2026-01-12", 8)
    ]


def test_a_number_that_went_back_asks_for_nothing() -> None:
    there_and_back = {SECOND: update("0.65"), THIRD: update("0.5")}
    assert items(declared(POST), there_and_back, today="2026-02-01") == []


def test_a_number_that_began_past_a_threshold_never_crossed_it() -> None:
    begun = {OPENING: VALID[OPENING].replace("0.4", "0.7"), SECOND: update("0.8")}
    assert items(declared(POST), begun, today="2026-01-20") == []


# What goes stale


def test_a_closed_question_waits_for_its_resolution_and_for_nothing_else() -> None:
    closed = {FORECAST: VALID[FORECAST].replace("2026-12-31\n", "2026-01-31\n")}
    assert items(closed, today="2026-01-31") == []
    assert items(closed, today="2027-02-01") == [(Wait.RESOLUTION, "2026-01-31", 366)]


def test_on_its_closing_day_a_forecast_waits_as_on_the_day_before() -> None:
    """Its last day for updates: what was overdue can still be done. Then only the outcome waits.

    Promised for 20 January, fired on the 10th with 14 days' grace, under review
    since the 5th with 20: all of it waits on the 30th, and a day longer on the 31st.
    """
    limits = Limits(stale_days=10, review_days=20)
    terms = (
        VALID[FORECAST]
        .replace("2026-12-31\n", "2026-01-31\n")
        .replace("criteria: Resolves", "criteria:\n  - status: under-review\n    text: Resolves")
    )
    promise = "---\nprobability: 0.4\nreview_by: 2026-01-20\n---\nWhy.\n"
    world = {FORECAST: terms + FIRED, OPENING: promise}
    before, on = (items(world, today=f"2026-01-{day}", limits=limits) for day in (30, 31))
    assert before == [
        (Wait.SIGNPOST, "2026-01-10", 6),
        (Wait.REVIEW, "2026-01-05", 10),
        (Wait.UPDATE, "2026-01-05", 15),
        (Wait.CRITERIA, "2026-01-05", 5),
    ]
    assert on == [(wait, since, overdue + 1) for wait, since, overdue in before]
    assert items(world, today="2026-02-01", limits=limits) == [(Wait.RESOLUTION, "2026-01-31", 1)]


@given(closes=st.integers(2, 300), later=st.integers(0, 400))
def test_what_waits_never_goes_by_itself_for_a_day(closes: int, later: int) -> None:
    """Once something waits, something waits on every day until the desk acts."""
    begun = date(2026, 1, 5)
    terms = VALID[FORECAST].replace("2026-12-31\n", f"{begun + timedelta(days=closes)}\n")
    archive, _ = loaded({FORECAST: terms}, today=begun)
    short = Limits(stale_days=1, review_days=1, signpost_days=1)
    today = begun + timedelta(days=2 + later)
    assert desk_items(archive, today=today, limits=short)


def test_a_question_that_is_closed_waits_for_its_resolution_only_once_that_is_due() -> None:
    dates = "closes_on: 2026-01-31\nresolves_by: 2026-12-31\n"
    due = {FORECAST: VALID[FORECAST].replace("closes_on: 2026-12-31\n", dates)}
    assert items(due, today="2026-12-31") == []
    assert items(due, today="2027-01-02") == [(Wait.RESOLUTION, "2026-12-31", 2)]
    made, _ = loaded(due)
    [item] = desk_items(made, today=date(2027, 1, 2), limits=LIMITS)
    assert item.what == "The answer was due by 31 Dec 2026, and no outcome is recorded."


def test_a_resolved_question_waits_for_nothing() -> None:
    resolved = "---\noutcome: yes\nknown_on: 2026-01-20\nrecorded_on: 2026-01-20\nsources: [{name: The gauge}]\n---\nIt rained.\n"
    assert items(declared(FIRED), {RESOLUTION: resolved}, today="2027-12-01") == []


def test_a_promised_review_is_due_on_its_day() -> None:
    """Only the last update's promise counts: an update is a review."""
    promise = {OPENING: "---\nprobability: 0.4\nreview_by: 2026-02-01\n---\nWhy.\n"}
    assert items(promise, today="2026-02-01") == []
    assert items(promise, today="2026-02-03") == [(Wait.REVIEW, "2026-01-05", 2)]
    assert items(promise, {SECOND: update("0.4")}, today="2026-02-03") == []


def test_a_forecast_is_stale_after_ninety_days_without_an_update() -> None:
    """5 January and 90 days: 5 April."""
    assert items(today="2026-04-05") == []
    assert items(today="2026-04-06") == [(Wait.UPDATE, "2026-01-05", 1)]


def test_criteria_are_under_review_from_the_first_version_that_says_so() -> None:
    versions = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
criteria:
  - {text: It rains.}
  - {since: 2026-01-06, status: under-review, reason: Vague., effect: clarifies, text: It rains much.}
  - {since: 2026-01-10, status: under-review, reason: Vague still., effect: clarifies, text: It rains a lot.}
"""
    short = Limits(review_days=10)
    assert items({FORECAST: versions}, today="2026-01-16", limits=short) == []
    assert items({FORECAST: versions}, today="2026-01-17", limits=short) == [
        (Wait.CRITERIA, "2026-01-06", 1)
    ]
    firm = (
        versions
        + "  - {since: 2026-01-12, reason: Named., effect: narrows, text: At least 1 mm.}\n"
    )
    assert items({FORECAST: firm}, today="2026-01-17", limits=short) == []


def test_evidence_names_who_found_it_or_where() -> None:
    def piece(more: str) -> dict[str, str]:
        evidence = (
            f"evidence: [{{id: a, claim: It is wet., kind: direct, bears_on: supports{more}}}]"
        )
        return {SECOND: update("0.5", evidence)}

    assert items(piece(""), today="2026-01-15") == [(Wait.SOURCE, "2026-01-12", 3)]
    assert items(piece(", source: The gauge"), today="2026-01-15") == []
    assert items(piece(", url: 'https://gauge.example'"), today="2026-01-15") == []


# The list


def all_at_once() -> tuple[Archive, tuple[DeskItem, ...]]:
    """Two forecasts with something of every kind."""
    other = {path.replace("rain", "snow"): text for path, text in VALID.items()}
    january = VALID[FORECAST].replace("2026-12-31\n", "2026-01-31\n")
    other["forecasts/snow-in-paris/forecast.yml"] = january.replace("31 December", "31 January")
    files = {
        **other,
        FORECAST: VALID[FORECAST].replace(
            "criteria: Resolves", "criteria:\n  - status: under-review\n    text: Resolves"
        )
        + FIRED.replace("front", "storm")
        + "  cold: {event: A cold front., moves_to: below 0.38}\n",
        OPENING: "---\nprobability: 0.4\nreview_by: 2026-01-08\n---\nWhy.\n",
        "forecasts/rain-in-paris/updates/2026-01-07.md": update(
            "0.37",
            "review_by: 2026-01-09",
            "evidence: [{id: a, claim: It is dry., kind: direct, bears_on: opposes}]",
        ),
    }
    today = date(2026, 5, 1)
    archive, problems = load(files, today=today)
    assert problems == ()
    return archive, desk_items(archive, today=today, limits=LIMITS)


def test_kinds_follow_each_other_and_within_one_the_most_overdue_comes_first() -> None:
    _, found = all_at_once()
    assert [i.wait for i in found] == list(Wait)
    late = {FORECAST.replace("rain", name): VALID[FORECAST] for name in ("a", "b", "c")}
    late |= {
        OPENING.replace("rain", name).replace("01-05", day): VALID[OPENING]
        for name, day in (("a", "01-06"), ("b", "01-05"), ("c", "01-06"))
    }
    archive, _ = load(late, today=date(2026, 6, 1))
    stale = desk_items(archive, today=date(2026, 6, 1), limits=LIMITS)
    assert [(i.forecast.id[0], i.overdue) for i in stale] == [("b", 57), ("a", 56), ("c", 56)]


@given(wait=st.integers(0, 400), days=st.integers(0, 100))
def test_a_longer_limit_never_lengthens_the_board(wait: int, days: int) -> None:
    archive, _ = all_at_once()
    today = date(2026, 1, 7) + timedelta(days=wait)
    strict = Limits(signpost_days=days, stale_days=days, review_days=days)
    lenient = Limits(signpost_days=days + 1, stale_days=days + 1, review_days=days + 1)

    def waiting(limits: Limits) -> set[tuple[str, str, date]]:
        made = desk_items(archive, today=today, limits=limits)
        assert all(item.overdue > 0 for item in made)
        return {(i.wait, i.forecast.id, i.since) for i in made}

    assert waiting(lenient) <= waiting(strict)


def test_the_board_reads_as_the_golden_page(golden: Callable[[str, str], None]) -> None:
    archive, _ = all_at_once()
    [page] = desk_board_pages(archive, settings=SETTINGS, today=date(2026, 5, 1))
    golden("pages/desk-board.md", page.content)


def test_a_long_board_goes_on_over_several_pages_and_loses_nothing() -> None:
    """Nobody looked for five months after 120 forecasts were begun: 100 of them fit on a page."""
    many = {
        path.replace("rain", f"rain-{n:03}"): text
        for n in range(120)
        for path, text in VALID.items()
    }
    archive, _ = load(many, today=date(2026, 6, 1))
    made = list(desk_board_pages(archive, settings=SETTINGS, today=date(2026, 6, 1)))
    assert [file.path for file in made] == ["desk-board/index.md", "desk-board/page/2/index.md"]
    assert sum(file.content.count("fs-board-next") for file in made) == 120
    assert 'href="../../../forecasts/rain-119-in-paris/"' in made[1].content
    assert 'href="../desk-board/page/2/" rel="next"' in made[0].content


def test_a_board_with_nothing_on_it_says_so() -> None:
    archive, _ = loaded()
    [page] = desk_board_pages(archive, settings=SETTINGS, today=date(2026, 1, 6))
    words = page.content.partition("# Desk board")[2]
    assert words.count("Nothing waits") == 1
    assert "Every fired signpost is answered" in page.content
    assert desk_board_report.as_text(()) == "Nothing waits.\n"
    assert json.loads(desk_board_report.as_json(())) == []


def test_a_desk_without_a_page_that_explains_the_board_gets_no_link_to_one() -> None:
    archive, _ = loaded()
    bare = Settings(site_name="The Desk", desk="The Desk")
    [page] = desk_board_pages(archive, settings=bare, today=date(2026, 1, 6))
    assert "../desk/" not in page.content


def test_a_command_to_type_is_set_as_code() -> None:
    archive, _ = all_at_once()
    [page] = desk_board_pages(archive, settings=SETTINGS, today=date(2026, 5, 1))
    assert "annulled: <code>foresite resolve snow-in-paris</code></p>" in page.content
    assert page.content.count("<code>") == page.content.count(": <code>foresite ") == 5


def test_as_text_and_as_json_the_board_says_the_same() -> None:
    _, found = all_at_once()
    text = desk_board_report.as_text(found)
    objects = json.loads(desk_board_report.as_json(found))
    assert [o["kind"] for o in objects] == [w.value for w in Wait]
    for said in objects:
        assert f"{said['forecast']}: " in text
        assert said["what"] in text
        assert said["next_action"] in text


def test_hostile_text_does_nothing_to_a_page_or_a_terminal() -> None:
    text = json.dumps(hostile.HOSTILE[:200])
    fired = (
        POST.replace("A front is forecast.", text)
        + f"    fired: {{on: 2026-01-10, evidence: {text}}}\n"
    )
    archive, problems = loaded(declared(fired))
    assert problems == ()
    [made] = desk_board_pages(archive, settings=SETTINGS, today=date(2026, 3, 1))
    page = made.content
    assert "<script" not in page.partition("---\n")[2].partition("---\n")[2]
    assert "&lt;script&gt;" in page
    bell = "signposts: a\x1b[2J\nb"
    [item] = desk_items(archive, today=date(2026, 3, 1), limits=LIMITS)
    printed = desk_board_report.as_text((replace(item, what=bell),))
    assert "\x1b" not in printed
    assert "\nb" not in printed


def test_the_command_prints_the_board_and_leaves_with_success() -> None:
    """Over the example archive, 90 days and more after its last update."""
    asked = ["board", "--today", "2027-06-01"]
    run = CliRunner().invoke(main, asked)
    assert (run.exit_code, run.exception) == (0, None)
    assert "open-model-parity: 100 days overdue, since 2026-11-23" in run.output
    data = CliRunner().invoke(main, [*asked, "--format", "json"])
    assert {o["overdue_days"] for o in json.loads(data.stdout)} == {100}
