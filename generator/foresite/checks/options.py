"""Options that came later: on a day that can be, and while there was still something to forecast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.checks.dates import AHEAD
from foresite.checks.desk import Desk, criteria_place
from foresite.model import Archive, Forecast, Option
from foresite.problems import Location, Problem, Severity


def option_dates(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """An option is added after the opening, and published on its day."""
    for option, added_on, where in _added(forecast, desk):
        message = ""
        if added_on > desk.today + AHEAD:
            message = f"but today is {desk.today}"
            hint = "correct added_on, or publish the option on that day"
        elif added_on < forecast.opened_on and desk.knows(forecast, "opened_on"):
            message = f"before the question opened on {forecast.opened_on}"
            hint = "leave added_on out if the option was there from the opening, or correct it"
        if message:
            said = f"the option “{option.id}” is added on {added_on}, {message}"
            yield Problem(where, "option-dates", said, hint)


def option_too_late(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """While an option is new, it can still be given a number that counts."""
    if not desk.knows(forecast, "opened_on", "closes_on") or not desk.knows_answer(forecast):
        return
    for option, added_on, where in _added(forecast, desk):
        ended = _ended_before(forecast, added_on)
        if ended and added_on <= desk.today + AHEAD:
            message = f"the option “{option.id}” is added on {added_on}, {ended}"
            hint = (
                "correct whichever date is wrong; an answer that nobody could give a number "
                "is scored as if it had been given 0"
            )
            yield Problem(where, "option-too-late", message, hint, Severity.WARNING)


def _ended_before(forecast: Forecast, day: date) -> str:
    """What had ended the forecasting before that day; empty if nothing had."""
    resolution, closes_on = forecast.resolution, forecast.closes_on
    if resolution and resolution.known_on < day:
        return f"after the answer was known on {resolution.known_on}"
    if closes_on and forecast.opened_on < closes_on < day:
        return f"after the question closed on {closes_on}"
    return ""


def _added(forecast: Forecast, desk: Desk) -> Iterator[tuple[Option, date, Location]]:
    """Each option that has a day of its own, and where it stands."""
    for dimension in forecast.dimensions:
        own = criteria_place(dimension)[:-1]
        for option in dimension.kind.options:
            is_read = desk.knows(forecast, (*own, "options", option.id, "added_on"))
            if option.added_on and is_read:
                yield option, option.added_on, option.where or dimension.where
