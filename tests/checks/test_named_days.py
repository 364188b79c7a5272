"""The days that a text names, and the warning where the answer is due after the close."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.checks.named_days import latest_day
from foresite.problems import Severity
from foresite.words import long_day
from tests.kind_worlds import BRIDGE
from tests.worlds import FORECAST, OPENING, RESOLUTION, VALID, found, load, loaded

READ = {
    "on 31 December 2027": "2027-12-31",
    "on 31st of December, 2027": "2027-12-31",
    "on December 31, 2027": "2027-12-31",
    "on Dec. 1st 2027": "2027-12-01",
    "up to 2027-06-30": "2027-06-30",
    "held on 18 December\n2022": "2022-12-18",
    "before 1 January 2028": "2027-12-31",
    "earlier than the 1 May 2027": "2027-04-30",
    "by the end of 2027": "2027-12-31",
    "by the end of the year 2027": "2027-12-31",
    "by year-end 2027": "2027-12-31",
    "by the end of February 2028": "2028-02-29",
    "before the end of May 2027": "2027-05-30",
    # A month or a year alone is taken at its first day: a warning must not guess.
    "in December 2027": "2027-12-01",
    "before December of 2027": "2027-11-30",
    "by 2028": "2028-01-01",
    "before the year 2028": "2027-12-31",
    "from 5 May 2026 to 6 June 2027": "2027-06-06",
}


@pytest.mark.parametrize(("text", "day"), READ.items())
def test_a_day_is_read_as_it_is_commonly_written(text: str, day: str) -> None:
    named = latest_day(f"Resolves yes if it happens {text}, as reported.")
    assert named is not None
    assert named.on.isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The host of the games in 2036.",
        "The Boeing 2707 or the peak of 2028 metres.",
        "on 31 February 2027",
        "on 31 June",
        "before 1 January 0001",
        "It may 2027 times.",
        "9999-99-99",
        "by the end of the season",
    ],
)
def test_what_is_no_day_is_left_alone(text: str) -> None:
    assert latest_day(text) is None


@given(st.dates(min_value=date(1000, 1, 2), max_value=date(2999, 12, 31)))
def test_any_day_is_read_in_each_of_its_forms(day: date) -> None:
    forms = (long_day(day), f"{day:%B} {day.day}, {day.year}", day.isoformat())
    for form in forms:
        named = latest_day(f"by {form}")
        assert named is not None
        assert named.on == day


@given(st.text())
def test_no_text_raises(text: str) -> None:
    latest_day(text)


# The rule

QUESTION = "question: Will it rain in Paris?\nopened_on: 2026-01-05\ncloses_on: 2026-03-31\n"
GOOD = "Resolves yes if the weather service reports at least 1 mm"


def said(text: str, *more: dict[str, str]) -> list[tuple[str, int, str]]:
    """Rule, line and message of each Problem of a forecast that closes on 31 March 2026."""
    _, problems = loaded({FORECAST: QUESTION + text}, *more)
    return [(p.rule, p.where.line, p.message) for p in problems]


def test_criteria_that_run_on_after_the_close_want_the_day_by_which_they_end() -> None:
    late = f"criteria: {GOOD} by 31 December 2027.\n"
    message = "the criteria name “by 31 December 2027”, but the question closes on 2026-03-31"
    assert said(late) == [("criteria-after-closing", 4, message)]
    assert said(f"{late}resolves_by: 2027-12-31\n") == []
    assert said(f"{late}waivers: {{criteria-after-closing: It decides nothing.}}\n") == []
    assert said(f"criteria: {GOOD} by 31 March 2026.\n") == []
    assert said(f"criteria: {GOOD} before 1 April 2026.\n") == []


def test_a_day_in_what_is_quoted_or_in_an_address_decides_nothing() -> None:
    assert said(f"criteria: {GOOD}, as “Plan of 31 December 2027” has it.\n") == []
    assert said(f"criteria: {GOOD} ([list](https://example.org/2027-12-31)).\n") == []


def test_of_several_texts_the_latest_day_is_told_once() -> None:
    text = (
        "headline: all\ndimensions:\n"
        f"  a: {{criteria: {GOOD} by June 2026.}}\n"
        f"  b: {{question: Will it by 2028?, criteria: {GOOD} in Paris.}}\n"
        f"  c: {{criteria: {GOOD} by the end of 2026.}}\n"
    )
    message = "the question names “by 2028”, but the question closes on 2026-03-31"
    assert said(text) == [("criteria-after-closing", 7, message)]


def test_a_text_under_review_may_still_change_and_is_left_alone() -> None:
    version = f"criteria: [{{status: under-review, text: {GOOD} by 31 December 2027.}}]\n"
    assert said(version) == []


@pytest.mark.parametrize(
    ("today", "rules"), [("2027-12-31", ["criteria-after-closing"]), ("2028-01-01", [])]
)
def test_an_answer_that_came_early_changes_nothing_until_the_day_is_over(
    today: str, rules: list[str]
) -> None:
    """The very case in which it would be counted too soon."""
    answer = "---\noutcome: yes\nknown_on: 2026-10-01\nrecorded_on: 2026-10-02\nsources: [{name: The service}]\n---\nIt rained.\n"
    files = {
        FORECAST: QUESTION + f"criteria: {GOOD} by 31 December 2027.\n",
        OPENING: VALID[OPENING],
        RESOLUTION: answer,
    }
    _, problems = load(files, today=date.fromisoformat(today))
    assert [p.rule for p in problems] == rules
    assert {p.severity for p in problems} <= {Severity.WARNING}


def test_a_range_of_days_ends_when_the_answer_is_due() -> None:
    """Its last day is 31 December 2028, its last day for updates two years before."""
    undue = BRIDGE[FORECAST].replace("resolves_by: 2028-12-31\n", "")
    _, problems = load({**BRIDGE, FORECAST: undue})
    assert found(problems) == [("criteria-after-closing", FORECAST, 6)]
    assert problems[0].message.startswith("the answer may be as late as 2028-12-31, but")
    assert load(BRIDGE)[1] == ()
