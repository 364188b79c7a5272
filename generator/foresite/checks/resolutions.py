"""Resolutions that cannot be relied on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.checks.dates import AHEAD, whole_file
from foresite.checks.desk import Desk
from foresite.model import UNSCORED, Archive, Forecast, KindName, Resolution
from foresite.problems import Problem, Severity


def resolution_dates(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Opened, then known, then recorded, and not in the future."""
    for resolution in (*forecast.withdrawn, forecast.resolution):
        if resolution is not None:
            yield from _dates(resolution, forecast, desk)


def _dates(resolution: Resolution, forecast: Forecast, desk: Desk) -> Iterator[Problem]:
    recorded, today = resolution.place("recorded_on"), desk.today
    hint = "correct whichever date is wrong"
    knows_day, knows_record = (desk.knows(resolution, key) for key in ("known_on", "recorded_on"))
    knows_opening = knows_day and desk.knows(forecast, "opened_on")
    if knows_opening and resolution.known_on < forecast.opened_on:
        message = f"the answer was known on {resolution.known_on}, before the question opened on {forecast.opened_on}"
        yield Problem(resolution.place("known_on"), "resolution-dates", message, hint)
    if knows_day and knows_record and resolution.recorded_on < resolution.known_on:
        message = f"is recorded on {resolution.recorded_on}, before the answer was known on {resolution.known_on}"
        yield Problem(recorded, "resolution-dates", message, hint)
    if knows_record and resolution.recorded_on > today + AHEAD:
        message = f"is recorded on {resolution.recorded_on}, but today is {today}"
        yield Problem(recorded, "resolution-dates", message, hint)
    withdrawn_on = resolution.withdrawn_on
    is_read = knows_record and desk.knows(resolution, "withdrawn_on")
    if is_read and withdrawn_on and not resolution.recorded_on <= withdrawn_on <= today + AHEAD:
        message = (
            f"is withdrawn on {withdrawn_on}, but was recorded on {resolution.recorded_on} "
            f"and today is {today}"
        )
        yield Problem(resolution.place("withdrawn_on"), "resolution-dates", message, hint)


def outcome_day(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """The day that answers a question had come when the answer was known."""
    resolution = forecast.resolution
    for id_, answer in resolution.answers if resolution else ():
        is_day = forecast.dimension(id_).kind.name is KindName.DATE
        is_read = resolution and desk.knows(resolution, "known_on")
        if not resolution or not is_read or not is_day or answer.value is None:
            continue
        day = date.fromordinal(round(answer.value))
        if day > resolution.known_on:
            message = f"outcome is {day}, after the answer was known on {resolution.known_on}"
            where = resolution.place(f"outcomes.{id_}")
            hint = "correct whichever date is wrong; if nobody can know the day yet, do not resolve"
            yield Problem(where, "outcome", message, hint)


def reason_unused(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Why it could not be answered is only said where something could not be."""
    resolution = forecast.resolution
    if resolution is None or not resolution.reason:
        return
    outcomes = {resolution.outcome, *(answer.outcome for _, answer in resolution.answers)}
    is_read = desk.knows(resolution, "reason", "outcome", "outcomes")
    if is_read and not outcomes & set(UNSCORED):
        message = "gives a reason, which no reader sees: nothing here is ambiguous or annulled"
        hint = "put what it says into the post-mortem below, or correct the outcome"
        where = resolution.place("reason")
        yield Problem(where, "resolution-reason-unused", message, hint, Severity.WARNING)


def update_after_answer(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """An update made after the answer was known is kept, marked, and not scored."""
    resolution = forecast.resolution
    for update in desk.dated(forecast) if desk.knows_answer(forecast) else ():
        if resolution and resolution.known_on < update.made_on:
            message = (
                f"is made on {update.made_on}, after the answer was known on {resolution.known_on}; "
                "it is kept and marked, and not scored"
            )
            hint = "if the answer was known later, correct known_on in resolution.md"
            where = whole_file(update.where)
            yield Problem(where, "update-after-answer", message, hint, Severity.WARNING)
