"""Dimensions that came later: from which day on they are asked, and count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.checks.dates import AHEAD
from foresite.checks.desk import Desk
from foresite.model import Archive, Dimension, Forecast, HeadlineRule
from foresite.problems import Location, Problem


def dimension_added(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A dimension that came later has a day that can be, and changes no number without a word."""
    for dimension in forecast.dimensions:
        place = ("dimensions", dimension.id, "added_on")
        is_read = desk.knows(forecast, "opened_on", place) and desk.knows_answer(forecast)
        if dimension.added_on is None or not is_read:
            continue
        where = dimension.added_where or dimension.where
        fault = _impossible(dimension.added_on, forecast, desk.today)
        if fault:
            message, hint = fault
            yield Problem(where, "dimension-added", f"{dimension.id} is added on {message}", hint)
            continue
        if desk.knows_rule(forecast):
            yield from _untold(dimension, dimension.added_on, forecast, where)
        yield from _spoken_of_before(dimension, dimension.added_on, forecast, desk)


def _impossible(on: date, forecast: Forecast, today: date) -> tuple[str, str] | None:
    """Why nothing is added on that day, and what to do; None if it may be."""
    if on < forecast.opened_on:
        message = f"{on}, before the question opened on {forecast.opened_on}"
        return message, "leave added_on out: it was there from the opening"
    if on > today + AHEAD:
        return f"{on}, but today is {today}", "correct added_on, or publish it on that day"
    resolution = forecast.resolution
    if resolution and resolution.known_on <= on:
        message = f"{on}, but the answer was known on {resolution.known_on}"
        return message, "leave it out: what is asked after the answer is another question"
    return None


def _untold(
    dimension: Dimension, on: date, forecast: Forecast, where: Location
) -> Iterator[Problem]:
    """That a joining rule goes on, in which the dimension had no part."""
    rule = forecast.headline_on(on)
    is_joining = rule.rule in (HeadlineRule.ALL, HeadlineRule.ANY)
    if is_joining and not rule.hangs_on(dimension):
        message = (
            f"{dimension.id} is added on {on}, but the headline is “{rule.rule.value}” since "
            f"{rule.since}: its numbers would mean something else without a word"
        )
        hint = (
            f"add a version of “headline” with since: {on}, whose reason says why "
            f"{dimension.id} counts from then on"
        )
        yield Problem(where, "dimension-added", message, hint)


def _spoken_of_before(
    dimension: Dimension, on: date, forecast: Forecast, desk: Desk
) -> Iterator[Problem]:
    """Updates from before that day that say something of it."""
    for update in desk.dated(forecast):
        if update.made_on >= on:
            continue
        places = [b.where or update.where for id_, b in update.beliefs if id_ == dimension.id]
        for piece in update.evidence:
            named = [b for b in piece.bears_on if b.dimension == dimension.id]
            places += [bearing.where or piece.where for bearing in named]
        for where in places:
            message = f"speaks of {dimension.id}, a dimension that was only added on {on}"
            hint = "leave it out, or correct added_on in forecast.yml"
            yield Problem(where, "dimension-added", message, hint)
