"""Corrections that cannot have been made on their day."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.dates import AHEAD, whole_file
from foresite.checks.desk import Desk
from foresite.model import Archive, Forecast
from foresite.problems import Problem


def correction_dates(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A correction is made after what it corrects, and not in days to come."""
    made_on = {f"updates/{update.id}.md": update.made_on for update in forecast.updates}
    for correction in forecast.corrections:
        where, hint = whole_file(correction.where), "correct the day in the file’s name"
        earliest = made_on.get(correction.file, forecast.opened_on)
        if correction.made_on > desk.today + AHEAD:
            message = f"is made on {correction.made_on}, but today is {desk.today}"
            yield Problem(where, "correction-dates", message, hint)
        elif correction.made_on < earliest:
            message = f"is made on {correction.made_on}, before {correction.file}, of {earliest}"
            yield Problem(where, "correction-dates", message, hint)
