"""Corrections that cannot have been made on their day."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.dates import AHEAD, whole_file
from foresite.checks.desk import Desk
from foresite.model import Archive, Correction, Forecast
from foresite.problems import Problem
from foresite.records import DAY


def correction_dates(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A correction is made after what it corrects, and not in days to come."""
    made_on = {f"updates/{update.id}.md": update.made_on for update in desk.dated(forecast)}
    for correction in forecast.corrections:
        if not desk.knows(correction, DAY):
            continue
        where, hint = whole_file(correction.where), "correct the day in the file’s name"
        earliest = made_on.get(correction.file, forecast.opened_on)
        if correction.made_on > desk.today + AHEAD:
            message = f"is made on {correction.made_on}, but today is {desk.today}"
            yield Problem(where, "correction-dates", message, hint)
        elif _knows_earliest(correction, forecast, desk) and correction.made_on < earliest:
            message = f"is made on {correction.made_on}, before {correction.file}, of {earliest}"
            yield Problem(where, "correction-dates", message, hint)


def _knows_earliest(correction: Correction, forecast: Forecast, desk: Desk) -> bool:
    """Whether it is known of which day the corrected file is: an update's own, or the opening."""
    undated = {f"updates/{u.id}.md" for u in forecast.updates if not desk.knows(u, DAY)}
    is_update = correction.file.startswith("updates/")
    is_read = desk.knows(correction, "file") and correction.file not in undated
    return is_read and (is_update or desk.knows(forecast, "opened_on"))
