"""The day on which an option was added: one that can be, and one on which it could still be forecast."""

from __future__ import annotations

from datetime import date

import pytest

from foresite.problems import Problem, Severity
from tests.kind_worlds import CUP, SEVERAL
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, TODAY, load

LINE = 9
"""Where the added option stands in forecast.yml."""


def late(added_on: str, *, closes: str = "2026-12-31") -> dict[str, str]:
    """The cup, opened on 5 January 2026, with an option that was added on that day."""
    text = CUP[FORECAST].replace(
        "  other: Another team\n",
        f"  other: Another team\n  late: {{name: Late United, added_on: {added_on}}}\n",
    )
    return {**CUP, FORECAST: text.replace("closes_on: 2026-12-31", f"closes_on: {closes}")}


def answered(outcome: str, known_on: str) -> dict[str, str]:
    """The cup's resolution."""
    return {
        RESOLUTION: f"---\noutcome: {outcome}\nknown_on: {known_on}\nrecorded_on: 2026-02-28\n"
        "sources: [{name: The league}]\n---\nWe saw it coming.\n"
    }


def said(files: dict[str, str], today: date = TODAY) -> list[tuple[str, str, int, str]]:
    """Rule, file, line and message of each Problem."""
    _, problems = load(files, today=today)
    return [(p.rule, p.where.path, p.where.line, p.message) for p in problems]


def only(files: dict[str, str]) -> Problem:
    """The one Problem there is."""
    [problem] = load(files, today=TODAY)[1]
    return problem


@pytest.mark.parametrize("added_on", ["2026-01-06", "2026-03-01", "2026-03-02"])
def test_an_option_may_come_on_any_day_from_the_opening_to_today(added_on: str) -> None:
    """Today is 1 March, and somewhere it is the 2nd already."""
    assert said(late(added_on)) == []


def test_an_option_is_not_added_on_a_day_to_come() -> None:
    problem = only(late("2027-11-01"))
    assert (problem.rule, problem.severity) == ("option-dates", Severity.ERROR)
    assert (problem.where.path, problem.where.line) == (FORECAST, LINE)
    assert problem.message == "the option “late” is added on 2027-11-01, but today is 2026-03-01"
    assert [rule for rule, *_ in said(late("2026-03-03"))] == ["option-dates"]


def test_an_option_that_is_older_than_the_question_leads_to_its_day_from_both_files() -> None:
    """Every update lacks it, and would be told to give it a number."""
    _, problems = load(late("2025-11-01"), today=TODAY)
    assert [(p.rule, p.where.path, p.where.line) for p in problems] == [
        ("option-dates", FORECAST, LINE),
        ("option-missing", OPENING, 2),
    ]
    assert "before the question opened on 2026-01-05" in problems[0].message
    assert problems[1].hint.endswith("correct added_on in forecast.yml, 2025-11-01")


@pytest.mark.parametrize(("known_on", "rules"), [("2026-02-10", []), ("2026-02-09", [LINE])])
@pytest.mark.parametrize("outcome", ["late", "lions"])
def test_an_option_that_comes_after_the_answer_is_warned_of(
    outcome: str, known_on: str, rules: list[int]
) -> None:
    """Added on 10 February. On the day of the answer it can still be given a number in time."""
    found = said({**late("2026-02-10"), **answered(outcome, known_on)})
    assert [(rule, line) for rule, _, line, _ in found] == [
        ("option-too-late", line) for line in rules
    ]


def test_after_the_close_no_number_counts_either() -> None:
    problem = only(late("2026-02-01", closes="2026-01-31"))
    assert (problem.rule, problem.severity) == ("option-too-late", Severity.WARNING)
    assert problem.message == (
        "the option “late” is added on 2026-02-01, after the question closed on 2026-01-31"
    )
    assert said(late("2026-01-31", closes="2026-01-31")) == []


def test_a_day_to_come_that_lies_behind_the_answer_is_told_once() -> None:
    """Added on 1 November, known on 1 March."""
    found = said({**late("2026-11-01"), **answered("late", "2026-02-27")})
    assert [rule for rule, *_ in found] == ["option-dates"]


def test_an_option_of_a_dimension_is_told_at_its_own_line() -> None:
    text = SEVERAL[FORECAST].replace(
        "    options: {city: The city, state: The state, nobody: Nobody}\n",
        "    options:\n      city: The city\n      state: The state\n      nobody: Nobody\n"
        "      region:\n        name: The region\n        added_on: 2027-01-01\n",
    )
    [(rule, path, line, message)] = said({**SEVERAL, FORECAST: text})
    assert (rule, path) == ("option-dates", FORECAST)
    assert text.splitlines()[line - 1] == "        added_on: 2027-01-01"
    assert "the option “region”" in message


def test_an_update_after_the_answer_does_not_bring_the_option_back_in_time() -> None:
    second = CUP[OPENING].replace("other: 0.2", "other: 0.1\n  late: 0.1")
    files = {
        **late("2026-02-10"),
        **answered("late", "2026-02-01"),
        SECOND.replace("2026-01-12", "2026-02-10"): second.replace(
            "\n---\n", "\nreason: evidence\n---\n", 1
        ),
    }
    assert {rule for rule, *_ in said(files)} == {"option-too-late", "update-after-answer"}
