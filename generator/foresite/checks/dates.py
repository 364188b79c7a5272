"""Dates that cannot be: closed before opened, made before or after their time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from foresite.checks.desk import Desk, criteria_place
from foresite.model import Archive, Forecast
from foresite.problems import Location, Problem, Severity

AHEAD = timedelta(days=1)
"""Somewhere it is already tomorrow: an author's date may be this far ahead of UTC's."""


def closes_before_opened(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A question closes after it opened."""
    is_read = desk.knows(forecast, "opened_on", "closes_on")
    if is_read and forecast.closes_on and forecast.closes_on <= forecast.opened_on:
        message = f"closes on {forecast.closes_on}, not after it opened on {forecast.opened_on}"
        yield Problem(
            forecast.place("closes_on"),
            "closes-before-opened",
            message,
            "correct whichever date is wrong",
        )


def resolves_before_closes(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Updates end before the answer is due, or on that day."""
    due, closes = forecast.resolves_by, forecast.closes_on
    if due and closes and due < closes and desk.knows(forecast, "resolves_by", "closes_on"):
        message = f"the answer is due by {due}, before the question closes on {closes}"
        hint = "correct whichever date is wrong"
        yield Problem(forecast.place("resolves_by"), "resolves-before-closes", message, hint)


def criteria_before_opening(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """From the first day on, criteria are in force."""
    for dimension in forecast.dimensions:
        first, added_on = dimension.criteria[0], dimension.added_on
        since, added = (
            (*criteria_place(dimension), 0, "since"),
            ("dimensions", dimension.id, "added_on"),
        )
        if not desk.knows(forecast, "opened_on", since, added):
            continue
        if added_on is not None and first.since != added_on:
            message = f"the first criteria hold since {first.since}, but the dimension was added on {added_on}"
            hint = "let the first version hold from that day: delete its “since”"
            yield Problem(first.where, "criteria-before-opening", message, hint)
        elif added_on is None and first.since > forecast.opened_on:
            message = f"the first criteria hold since {first.since}, but the question opened on {forecast.opened_on}"
            hint = "let the first version hold from the opening: delete its “since”"
            yield Problem(first.where, "criteria-before-opening", message, hint)


def update_before_opening(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """No update is older than its question."""
    for update in desk.dated(forecast):
        if update.made_on < forecast.opened_on and desk.knows(forecast, "opened_on"):
            message = (
                f"is made on {update.made_on}, before the question opened on {forecast.opened_on}"
            )
            hint = "correct the day in the file’s name, or opened_on in forecast.yml"
            yield Problem(whole_file(update.where), "update-before-opening", message, hint)


def update_in_future(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """An update is published on its day, not before it."""
    for update in desk.dated(forecast):
        if update.made_on > desk.today + AHEAD:
            message = f"is made on {update.made_on}, but today is {desk.today}"
            hint = "correct the day in the file’s name, or publish it on that day"
            yield Problem(whole_file(update.where), "update-in-future", message, hint)


def update_after_closing(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """An update made after the question closed is kept, and marked."""
    is_read = desk.knows(forecast, "opened_on", "closes_on") and desk.knows_answer(forecast)
    for update in desk.dated(forecast) if is_read else ():
        known_on = forecast.resolution.known_on if forecast.resolution else date.max
        if update.made_on > known_on:
            continue  # another rule's to say
        if forecast.closes_on and forecast.opened_on < forecast.closes_on < update.made_on:
            message = (
                f"is made on {update.made_on}, after the question closed on {forecast.closes_on}"
            )
            hint = "if the question is still open, correct closes_on in forecast.yml"
            where = whole_file(update.where)
            yield Problem(where, "update-after-closing", message, hint, Severity.WARNING)


def review_before_update(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """The next review lies ahead of the update that promises it."""
    for update in desk.dated(forecast):
        is_read = desk.knows(update, "review_by")
        if is_read and update.review_by and update.review_by <= update.made_on:
            message = (
                f"promises a review by {update.review_by}, not after its own day, {update.made_on}"
            )
            where = update.place("review_by")
            yield Problem(where, "review-before-update", message, "correct review_by")


def whole_file(where: Location) -> Location:
    """The file, when the fault is in its name."""
    return replace(where, line=1, column=1, length=1)
