"""The closing day is the last day for updates: a question is open on it, and closed from the next."""

from __future__ import annotations

from datetime import date, timedelta

from foresite.charts.course import course
from foresite.history import Closed, Entry, entries, status
from foresite.model import Forecast, Status
from foresite.pages.forecast.summary_words import closes, opened
from foresite.problems import Severity
from tests.worlds import FORECAST, OPENING, VALID, loaded

CLOSES = date(2026, 2, 10)
DAY = timedelta(days=1)
LAST = OPENING.replace("2026-01-05", "2026-02-10")
WORLD = {
    FORECAST: VALID[FORECAST].replace("2026-12-31\n", "2026-02-10\n"),
    LAST: "---\nprobability: 0.5\nreason: evidence\n---\nIt is wet.\n",
    "forecasts/rain-in-paris/corrections/2026-02-10.md": (
        f"---\nfile: updates/2026-01-05.md\nby: desk\nbecause: A slip.\n---\n"
        f"{VALID[OPENING].replace('January', 'january')}"
    ),
}


def rain() -> Forecast:
    archive, problems = loaded(WORLD, today=CLOSES)
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    return archive.forecasts[0]


def told(today: date) -> list[Entry]:
    return list(entries(rain(), today=today))


def test_an_update_of_the_closing_day_is_in_time_and_the_question_open() -> None:
    assert [status(rain(), today=CLOSES + DAY * n) for n in (-1, 0, 1)] == [
        Status.OPEN,
        Status.OPEN,
        Status.CLOSED,
    ]


def test_the_changelog_tells_of_the_closing_when_its_day_is_over_and_under_that_day() -> None:
    """The day’s update and correction came first."""
    on, after = told(CLOSES), told(CLOSES + DAY)
    assert [entry.on for entry in on] == [date(2026, 1, 5), CLOSES, CLOSES]
    assert after[: len(on)] == on
    [closing] = after[len(on) :]
    assert (closing.on, closing.changes) == (CLOSES, (Closed(on=CLOSES),))


def test_page_and_chart_say_so_on_the_same_day() -> None:
    forecast = rain()
    said = [
        (
            opened(forecast, today),
            closes(forecast, today),
            course(forecast, today=today).closed,
        )
        for today in (CLOSES - DAY, CLOSES, CLOSES + DAY)
    ]
    live = ("Open since 5 Jan 2026", "closes 10 Feb 2026", False)
    assert said == [live, live, ("Opened 5 Jan 2026", "closed 10 Feb 2026", True)]
