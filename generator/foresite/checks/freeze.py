"""A number may not move with the goal: what a freeze allows."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.freeze_words import frozen_kind, room, why
from foresite.history import Freeze, freeze_on, said_of
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

_ROUNDING = 1e-9
"""Five points are five points, whatever binary fractions make of them."""


def frozen_number(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """While a number is frozen it moves by at most the desk's limit in all."""
    if not _ever_frozen(forecast):
        return
    for update in forecast.updates:
        whose: list[str | None] = [None, *(id_ for id_, _ in update.beliefs)]
        for dimension in whose:
            if dimension is not None and not _own_number(forecast, update, dimension):
                continue
            freeze = freeze_on(forecast, update.made_on, dimension)
            belief = said_of(forecast, update, dimension)
            if freeze and freeze.anchor and belief:
                yield from _moved(forecast, update, belief, freeze, desk.limits.freeze_points)


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
    forecast: Forecast, update: Update, belief: Belief, freeze: Freeze, limit: float
) -> Iterator[Problem]:
    kind = frozen_kind(forecast, freeze)
    rules = kind_rules(kind)
    assert freeze.anchor is not None
    assert freeze.anchored_by is not None
    for each, made in ((freeze.anchor, freeze.anchored_by), (belief, update)):
        if any(True for _ in rules.faults(kind, each, made.made_on)):
            return  # another rule's to say
    if rules.distance(freeze.anchor, belief) * 100 <= limit + _ROUNDING:
        return
    whose = "the number" if freeze.dimension is None else freeze.dimension
    change = rules.change(kind, freeze.anchor, belief)
    because = why(forecast, freeze)
    if freeze.is_taken_back:
        because += ", and what freed it in between said nothing new and was taken back"
    message = (
        f"{whose} is frozen since {freeze.since}, because {because}; it may move "
        f"only {room(forecast, freeze, limit)}, but goes {change}"
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
