"""The day by which the answer is due, as forecast.yml has it: right, left out, or wrong at its line."""

from __future__ import annotations

import pytest

from tests.worlds import FORECAST, VALID, loaded


@pytest.mark.parametrize(
    ("dates", "rule", "column", "message"),
    [
        ("resolves_by: 2027-12-31\n", "missing-key", 1, "resolves_by is given, but this file has no “closes_on”"),
        ("closes_on: 2026-12-31\nresolves_by: 2026-12-30\n", "resolves-before-closes", 14, "the answer is due by 2026-12-30, before the question closes on 2026-12-31"),
        ("closes_on: 2026-12-31\nresolves_by: 2027\n", "date-format", 14, "resolves_by is “2027”, but must be a date"),
        ("closes_on: 2026-12-31\nresolves_by: 2027-02-29\n", "date-exists", 14, "resolves_by is 2027-02-29, but the calendar has no such day"),
        ("closes_on: 2026-12-31\nresolves_on: 2027-12-31\n", "unknown-key", 1, "this file has no key “resolves_on”"),
    ],
)  # fmt: skip
def test_a_day_by_which_the_answer_is_due_that_cannot_be_is_said_at_its_line(
    dates: str, rule: str, column: int, message: str
) -> None:
    text = VALID[FORECAST].replace("closes_on: 2026-12-31\n", dates)
    _, problems = loaded({FORECAST: text})
    [problem] = problems
    assert (problem.rule, problem.message) == (rule, message)
    assert (problem.where.line, problem.where.column) == (2 + dates.count("\n"), column)
    assert problem.hint


@pytest.mark.parametrize(("due", "scheduled"), [("", "2026-03-01"), ("resolves_by: 2026-03-01\n", "2026-03-01"), ("resolves_by: 2027-12-31\n", "2027-12-31")])  # fmt: skip
def test_the_answer_is_due_on_the_closing_day_unless_a_later_one_is_named(
    due: str, scheduled: str
) -> None:
    undated = VALID[FORECAST].replace(" on 31 December 2026?", "?")
    dates = f"closes_on: 2026-03-01\n{due}"
    archive, problems = loaded({FORECAST: undated.replace("closes_on: 2026-12-31\n", dates)})
    assert problems == ()
    assert str(archive.forecasts[0].scheduled_on) == scheduled
