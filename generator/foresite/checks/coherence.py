"""Numbers that cannot all be right: a headline against its dimensions, one forecast against another.

Bounds are those that hold whatever the dimensions have to do with each other
(Fréchet 1935). Published numbers are rounded, so a bound may be passed by
half a point for each number that makes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foresite.checks.desk import Desk
from foresite.model import Archive, Forecast, HeadlineRule, HeadlineVersion
from foresite.problems import Location, Problem
from foresite.records import NAMES
from foresite.words import percent

ROUNDING = 0.005
"""How far one published number may lie from the one that was meant: half a point."""

_TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The most or the least that a headline can be, and what makes it so."""

    value: float
    why: str
    numbers: int


def bounds_of_all(numbers: Mapping[str, float], *, known: int) -> tuple[Bound, Bound]:
    """The least and the greatest chance that all of ``known`` dimensions come true.

    ``numbers`` has those that are published. Without the others nothing but
    zero bounds it from below.
    """
    least = min(numbers, key=lambda id_: numbers[id_])
    high = Bound(
        value=numbers[least],
        why=f"all must hold, and {least} stands at {percent(numbers[least])}",
        numbers=1,
    )
    if len(numbers) < known:
        return Bound(value=0.0, why="", numbers=0), high
    total = sum(numbers.values())
    low = Bound(
        value=max(0.0, total - (known - 1)),
        why=f"all must hold, and the {known} dimensions sum to {percent_sum(total)}",
        numbers=known,
    )
    return low, high


def bounds_of_any(numbers: Mapping[str, float], *, known: int) -> tuple[Bound, Bound]:
    """The least and the greatest chance that any of ``known`` dimensions comes true."""
    greatest = max(numbers, key=lambda id_: numbers[id_])
    low = Bound(
        value=numbers[greatest],
        why=f"any one is enough, and {greatest} stands at {percent(numbers[greatest])}",
        numbers=1,
    )
    if len(numbers) < known:
        return low, Bound(value=1.0, why="", numbers=0)
    total = sum(numbers.values())
    high = Bound(
        value=min(1.0, total),
        why=f"any one is enough, and the {known} dimensions sum to {percent_sum(total)}",
        numbers=known,
    )
    return low, high


def percent_sum(total: float) -> str:
    """A sum of probabilities, which may be above one."""
    return f"{total * 100:.0f} points"


def headline_bounds(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A headline lies within what its dimensions allow."""
    added = [("dimensions", dimension.id, "added_on") for dimension in forecast.dimensions]
    is_read = desk.knows(forecast, ("dimensions", NAMES), *added) and desk.knows_rule(forecast)
    if not is_read or not desk.knows_settling(forecast):
        return
    for update, stated in desk.stated(forecast):
        numbers = {id_: number for id_, (number, _) in stated.items()}
        if update.probability is not None and desk.knows(update, "probability"):
            rule = forecast.headline_on(update.made_on)
            yield from _outside(update.probability, numbers, rule, forecast, update.where)
            newest, last = forecast.headlines[-1], forecast.updates[-1]
            is_last = update is last and desk.knows_order(forecast)
            if is_last and len(forecast.headlines) > 1 and update.made_on < newest.since:
                yield from _outside(update.probability, numbers, newest, forecast, newest.where)


def _outside(
    number: float,
    stated: Mapping[str, float],
    rule: HeadlineVersion,
    forecast: Forecast,
    where: Location,
) -> Iterator[Problem]:
    joined = [dimension.id for dimension in forecast.dimensions if rule.hangs_on(dimension)]
    known = {id_: stated[id_] for id_ in joined if id_ in stated}
    if not known or rule.rule not in (HeadlineRule.ALL, HeadlineRule.ANY):
        return
    bounds = bounds_of_all if rule.rule is HeadlineRule.ALL else bounds_of_any
    low, high = bounds(known, known=len(joined))
    hint = "correct the headline, or the dimensions"
    if number > high.value + ROUNDING * high.numbers + _TINY:
        message = (
            f"the headline is {percent(number)}, but cannot be above {percent(high.value)}: "
            f"{high.why}"
        )
        yield Problem(where, "headline-bounds", message, hint)
    if number < low.value - ROUNDING * low.numbers - _TINY:
        message = (
            f"the headline is {percent(number)}, but cannot be below {percent(low.value)}: "
            f"{low.why}"
        )
        yield Problem(where, "headline-bounds", message, hint)
