"""Updates that leave a reader without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.model import Archive, Forecast, Reason
from foresite.problems import Problem


def no_update(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A question that has opened has a number."""
    is_read = desk.knows(forecast, "opened_on") and desk.knows_files(forecast)
    if is_read and not forecast.updates and forecast.opened_on <= desk.today:
        message = f"opened on {forecast.opened_on}, but has no update and so no number"
        slug = forecast.id
        yield Problem(forecast.where, "no-update", message, f"run `foresite update {slug}`")


def reason_missing(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Every update after the first says why it was made."""
    for update in tuple(desk.dated(forecast))[1:]:
        if update.reason is Reason.OPENING and desk.knows(update, "reason"):
            message = "gives no reason for this update, which is not the first"
            allowed = ", ".join(reason.value for reason in Reason if reason is not Reason.OPENING)
            where = update.place("reason")
            hint = f"add “reason:” with one of {allowed}"
            yield Problem(where, "reason-missing", message, hint)
