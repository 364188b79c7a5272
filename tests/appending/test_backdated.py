"""A new update with an old date is warned of, once for each forecast."""

from __future__ import annotations

from datetime import date

from foresite.problems import Severity
from tests.worlds import FORECAST, OPENING, VALID, against

HOME = FORECAST.rpartition("/")[0]
WORLD = {FORECAST: VALID[FORECAST], OPENING: VALID[OPENING]}
UPDATE = "---\nprobability: 0.5\nreason: evidence\n---\nA wet week.\n"
"""The desk may publish up to three days after the date."""


def new(*days: str) -> dict[str, str]:
    """The world with updates of those days."""
    return WORLD | {f"{HOME}/updates/{day}.md": UPDATE for day in days}


def test_an_update_dated_further_back_than_the_desk_allows_is_warned_of() -> None:
    [problem] = against(WORLD, new("2026-02-06"), today=date(2026, 2, 10))
    assert (problem.rule, problem.severity) == ("update-backdated", Severity.WARNING)
    assert problem.message == "is dated four days before today, but is not published at origin/main"
    assert problem.where.path == f"{HOME}/updates/2026-02-06.md"


def test_an_update_within_the_days_that_the_desk_allows_is_not() -> None:
    assert against(WORLD, new("2026-02-07", "2026-02-10"), today=date(2026, 2, 10)) == ()


def test_a_new_forecast_that_copies_a_date_from_the_handbook_is_warned_of() -> None:
    published = {"forecasts/authors.yml": "y: {name: Y}\n"}
    [problem] = against(published, published | WORLD, today=date(2026, 11, 24))
    assert (problem.rule, problem.where.path) == ("update-backdated", OPENING)
    assert problem.message.startswith("is dated 323 days before today")


def test_a_history_that_is_brought_here_is_one_warning() -> None:
    days = ("2026-01-20", "2026-01-21", "2026-01-22")
    [problem] = against(WORLD, new(*days), today=date(2026, 2, 10))
    assert problem.where.path.endswith("2026-01-20.md")
    assert problem.message.endswith(", and so are two others")


def test_what_is_refused_for_its_date_is_not_warned_of_as_well() -> None:
    published = new("2026-02-06")
    [problem] = against(published, published | new("2026-01-30"), today=date(2026, 2, 10))
    assert problem.rule == "published-order"
