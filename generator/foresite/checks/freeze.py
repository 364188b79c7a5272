"""A number may not move with the goal: what a freeze allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from foresite.checks.desk import Desk, criteria_place
from foresite.freeze_words import frozen_kind, room, why, within
from foresite.history import Freeze, Number, Telling, freeze_on, readings, tellings
from foresite.kinds import kind_rules
from foresite.model import (
    SINGLE_READING,
    Archive,
    CriteriaStatus,
    Forecast,
    HeadlineRule,
    Update,
)
from foresite.problems import Problem
from foresite.records import BODY, DAY, NAMES, Place


def frozen_number(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """While a number is frozen it moves by at most the desk's limit, at once and in all.

    A correction is held like an update, on its own day; and what was told while
    the number was frozen is held by the freeze of its day, whenever it is corrected.
    """
    if not _ever_frozen(forecast) or not _is_read(forecast, desk):
        return
    named = dict.fromkeys(id_ for update in forecast.updates for id_, _ in update.beliefs)
    for dimension in (None, *named):
        updates = tuple(desk.course(forecast, *_said_at(forecast, dimension)))
        known = replace(forecast, updates=updates)
        told = tellings(known, dimension)
        newest = {each.update.id: each for each in told}
        for each in newest.values():
            if dimension is None or _own_number(known, each.update, dimension):
                moves = _moves(known, each, told, dimension)
                found = (_too_far(known, move, desk.limits.freeze_points) for move in moves)
                yield from islice((problem for problem in found if problem), 1)


def _ever_frozen(forecast: Forecast) -> bool:
    """Most forecasts have never been, and there may be thousands."""
    return any(_is_open(each) for each in readings(forecast, date.min))


def _is_open(terms: Forecast) -> bool:
    """Whether they ever left open what settles a number."""
    rules = [version.rule for version in terms.headlines] or [terms.headline]
    return HeadlineRule.UNSPECIFIED in rules or any(
        version.status is CriteriaStatus.UNDER_REVIEW
        for dimension in terms.dimensions
        for version in dimension.criteria
    )


def _is_read(forecast: Forecast, desk: Desk) -> bool:
    """Whether all that freezes a number is known."""
    places = [criteria_place(dimension) for dimension in forecast.dimensions]
    places += [("opened_on",), ("criteria",), ("dimensions", NAMES)]
    return (
        desk.knows(forecast, *places)
        and desk.knows_rule(forecast)
        and desk.knows_answer(forecast)
        and all(desk.knows(each, DAY, "file", BODY) for each in forecast.corrections)
        and all(desk.knows_kind(forecast, dimension.id) for dimension in forecast.dimensions)
    )


def _said_at(forecast: Forecast, dimension: str | None) -> tuple[Place, ...]:
    """Where an update gives the number of a dimension, or of the headline (None)."""
    if dimension is None and forecast.settling and forecast.settling.id != SINGLE_READING:
        return ("probability", ("dimensions", forecast.settling.id))
    whole = dimension in (None, SINGLE_READING)
    return ("probability", "options", "quantiles") if whole else (("dimensions", str(dimension)),)


def _own_number(forecast: Forecast, update: Update, dimension: str) -> bool:
    """Whether a dimension's number is another than the headline's, and so judged by itself."""
    known = any(each.id == dimension for each in forecast.dimensions)
    rule = forecast.headline_on(update.made_on)
    return known and dimension not in (SINGLE_READING, rule.dimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """A number that a freeze holds: where it went from, in all and at once, and to what."""

    freeze: Freeze
    telling: Telling
    start: Number
    last: Number
    number: Number


def _moves(
    forecast: Forecast, telling: Telling, told: Sequence[Telling], dimension: str | None
) -> Iterator[_Move]:
    """Each way in which what an update now says moved a number that was frozen."""
    freeze = freeze_on(forecast, telling.on, dimension)
    if telling.after and telling.after != telling.before:
        yield from _from_anchor(freeze, telling, telling.after, telling.before or telling.after)
    if telling.correction is None or telling.belief is None:
        return
    number = (telling.update, telling.belief)
    if freeze and telling.after == telling.before:
        # What no longer stands is measured by itself: as it read when the review began.
        own = [each for each in told if each.update == telling.update and each.belief]
        start = ([each for each in own if each.on < freeze.since] or own[:1])[-1].belief
        assert start is not None
        was = (telling.update, start)
        yield _Move(freeze=freeze, telling=telling, start=was, last=was, number=number)
    then = freeze_on(forecast, telling.update.made_on, dimension)
    yield from _from_anchor(then, telling, number, None)


def _from_anchor(
    freeze: Freeze | None, telling: Telling, number: Number, last: Number | None
) -> Iterator[_Move]:
    if freeze and freeze.anchor and freeze.anchored_by:
        start = (freeze.anchored_by, freeze.anchor)
        yield _Move(freeze=freeze, telling=telling, start=start, last=last or start, number=number)


def _too_far(forecast: Forecast, move: _Move, limit: float) -> Problem | None:
    """That a number went too far: in all, or at once from the one before it."""
    freeze, telling = move.freeze, move.telling
    kind = frozen_kind(forecast, freeze)
    rules = kind_rules(kind)
    for made, each in (move.start, move.last, move.number):
        if any(True for _ in rules.faults(kind, each, made.made_on)):
            return None  # another rule's to say
    (_, start), (_, last), (_, belief) = move.start, move.last, move.number
    # From a number that went too far itself, every way back is open.
    is_step = within(rules.distance(start, last), limit)
    is_far = not within(rules.distance(start, belief), limit)
    if not is_far and not (is_step and not within(rules.distance(last, belief), limit)):
        return None
    whose = "the number" if freeze.dimension is None else freeze.dimension
    what = "a correction" if telling.correction else "it" if is_far else "one update"
    may = "may move" if what == "it" else "may move it"
    allowed = room(forecast, freeze, limit, start=[start, last] if is_step else [start])
    message = (
        f"{whose} is frozen since {freeze.since}, because {_because(forecast, freeze)}; {what} {may} "
        f"only {allowed}, but goes {rules.change(kind, start if is_far else last, belief)}"
    )
    where = (telling.belief and telling.belief.where) or telling.update.where
    return Problem(where, "frozen-number", message, _hint(freeze, telling))


def _because(forecast: Forecast, freeze: Freeze) -> str:
    """Why it is frozen, also where the present terms no longer show it."""
    because = why(forecast, freeze)
    if freeze.is_taken_back:
        because += ", and what freed it in between said nothing new and was taken back"
    if freeze.corrected_on:
        because += f", as forecast.yml stood until it was corrected on {freeze.corrected_on}"
    return because


def _hint(freeze: Freeze, telling: Telling) -> str:
    """What ends the freeze, or how to do without."""
    if telling.correction:
        return (
            "put the number back as it was published, and say the right one in an update with "
            "“reason: correction”, as soon as the number is free"
        )
    if freeze.corrected_on:
        return f"date this update {freeze.corrected_on} or later; or stay in that range"
    if freeze.is_taken_back:
        return (
            "leave the criteria firm and the rule named, or say something new in them before "
            "they go under review again; or stay in that range"
        )
    steps = []
    reviewed = [cause.dimension for cause in freeze.causes if cause.dimension]
    if len(reviewed) < len(freeze.causes):
        steps.append("a version of “headline” that names what settles the number")
    if reviewed:
        steps.append("a version of the criteria that decide it with “status: firm”")
    return (
        f"first add {' and '.join(steps)}, dated no later than this update; or stay in that range"
    )
