"""A number may not move with the goal: what a freeze allows."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.freeze_words import frozen_kind, room, why, within
from foresite.history import Freeze, freeze_on, numbers_of
from foresite.kinds import kind_rules
from foresite.model import (
    SINGLE_READING,
    Archive,
    Belief,
    CriteriaStatus,
    Forecast,
    HeadlineRule,
    Update,
)
from foresite.problems import Problem

Number = tuple[Update, Belief]
"""A number, and the update that gave it."""


def frozen_number(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """While a number is frozen it moves by at most the desk's limit, at once and in all."""
    if not _ever_frozen(forecast):
        return
    named = dict.fromkeys(id_ for update in forecast.updates for id_, _ in update.beliefs)
    for dimension in (None, *named):
        before: Number | None = None
        for number in numbers_of(forecast, dimension):
            if dimension is None or _own_number(forecast, number[0], dimension):
                freeze = freeze_on(forecast, number[0].made_on, dimension)
                if freeze and freeze.anchor:
                    limit = desk.limits.freeze_points
                    yield from _moved(forecast, before or number, number, freeze, limit)
            before = number


def _ever_frozen(forecast: Forecast) -> bool:
    """Most forecasts have never been, and there may be thousands."""
    rules = [version.rule for version in forecast.headlines] or [forecast.headline]
    return HeadlineRule.UNSPECIFIED in rules or any(
        version.status is CriteriaStatus.UNDER_REVIEW
        for dimension in forecast.dimensions
        for version in dimension.criteria
    )


def _own_number(forecast: Forecast, update: Update, dimension: str) -> bool:
    """Whether a dimension's number is another than the headline's, and so judged by itself."""
    known = any(each.id == dimension for each in forecast.dimensions)
    rule = forecast.headline_on(update.made_on)
    return known and dimension not in (SINGLE_READING, rule.dimension)


def _moved(
    forecast: Forecast, before: Number, number: Number, freeze: Freeze, limit: float
) -> Iterator[Problem]:
    """Whether a number goes too far: in all, or at once from the one before it."""
    kind = frozen_kind(forecast, freeze)
    rules = kind_rules(kind)
    assert freeze.anchor is not None
    assert freeze.anchored_by is not None
    for made, each in ((freeze.anchored_by, freeze.anchor), before, number):
        if any(True for _ in rules.faults(kind, each, made.made_on)):
            return  # another rule's to say
    update, belief = number
    anchor, last = freeze.anchor, before[1]
    # From a number that went too far itself, every way back is open.
    is_step = within(rules.distance(anchor, last), limit)
    is_far = not within(rules.distance(anchor, belief), limit)
    if not is_far and not (is_step and not within(rules.distance(last, belief), limit)):
        return
    whose = "the number" if freeze.dimension is None else freeze.dimension
    because = why(forecast, freeze)
    if freeze.is_taken_back:
        because += ", and what freed it in between said nothing new and was taken back"
    may = "it may move" if is_far else "one update may move it"
    message = (
        f"{whose} is frozen since {freeze.since}, because {because}; {may} "
        f"only {room(forecast, freeze, limit, before=last if is_step else None)}, "
        f"but goes {rules.change(kind, anchor if is_far else last, belief)}"
    )
    where = belief.where or update.where
    yield Problem(where, "frozen-number", message, _hint(freeze))


def _hint(freeze: Freeze) -> str:
    """What ends the freeze."""
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
