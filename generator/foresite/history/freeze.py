"""Numbers that are held: since when, why, and from where they are measured.

A number may not move with the goal. It is frozen while the text that decides
it is under review, and the headline also while no rule says what settles it. What
frees it for a while and says nothing new does not free it: see ``intervals``.
Nor does a correction free or move what came before it: see ``readings``, ``tellings``.
How far a desk lets a frozen number move is the desk's limit and not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from foresite.history.changes import State
from foresite.history.intervals import is_reviewed, rules_meant
from foresite.history.readings import readings, turning_points
from foresite.history.tellings import tellings
from foresite.model import Belief, CriteriaStatus, Forecast, HeadlineRule, Update

Held = Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a number is held, and since when.

    ``dimension`` is the one whose criteria are under review; None means that no
    rule ties the headline to the dimensions.
    """

    dimension: str | None
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """A number that is held on some day.

    ``dimension`` is None for the headline. ``since`` is the first day of the
    review, which one cause may have begun and another carried on; ``causes``
    are those of the day. Moves are measured from ``anchor``: the last number
    before the review or, if there was none, the first in it; None before any.
    ``anchored_by`` is the update that gave it. Both are as they then stood,
    whatever was corrected since. ``is_taken_back`` if the versions of the day
    would leave the number free, but were taken back later. ``corrected_on`` is
    the day on which the terms that hold it were corrected to others that do not.
    """

    dimension: str | None
    since: date
    causes: tuple[Cause, ...]
    anchor: Belief | None
    anchored_by: Update | None
    is_taken_back: bool = False
    corrected_on: date | None = None


def freeze_on(forecast: Forecast, day: date, dimension: str | None = None) -> Freeze | None:
    """How a number is held on that day: the headline's, or that of a dimension.

    A review ends on the day from which a firm text, or a rule, holds: that
    day's updates are free. Nothing is held before the opening, nor once the
    answer is known.
    """
    if day < forecast.opened_on or (forecast.resolution and forecast.resolution.known_on <= day):
        return None
    held = tuple(_causes(forecast, day, dimension))
    if not held:
        return None
    days = turning_points(forecast, until=day)

    def begun(holds: Held) -> date:
        """The first day of the run that ends on ``day``."""
        first = day
        for on in reversed(days):
            if not holds(on):
                break
            first = on
        return first

    since = begun(lambda on: bool(tuple(_causes(forecast, on, dimension))))
    told = [each for each in tellings(forecast, dimension) if each.on <= day]
    before = [each.after for each in told if each.on < since and each.after]
    anchors = before[-1:] or [each.after for each in told if each.after][:1]

    def held_by(cause: str | None) -> Held:
        return lambda on: cause in tuple(_causes(forecast, on, dimension))

    return Freeze(
        dimension=dimension,
        since=since,
        causes=tuple(Cause(dimension=each, since=begun(held_by(each))) for each in held),
        anchor=anchors[0][1] if anchors else None,
        anchored_by=anchors[0][0] if anchors else None,
        is_taken_back=not tuple(_causes(forecast, day, dimension, as_written=True)),
        corrected_on=_corrected_on(forecast, day, dimension),
    )


def is_frozen(forecast: Forecast, state: State) -> bool:
    """Whether the headline must hold still in that state."""
    if state.resolution is not None:
        return False
    rule = state.headline_rule or forecast.headline_on(forecast.opened_on)
    rules = rules_meant(forecast, rule)
    return any(each.rule is HeadlineRule.UNSPECIFIED for each in rules) or any(
        is_reviewed(forecast, forecast.dimension(id_), version)
        and any(each.hangs_on(forecast.dimension(id_)) for each in rules)
        for id_, version in state.criteria
    )


def _causes(
    forecast: Forecast, day: date, dimension: str | None, *, as_written: bool = False
) -> Iterator[str | None]:
    """What holds a number on a day: dimensions under review, and None for want of a rule.

    ``as_written`` looks at the versions of that day alone, not at what came of them.
    """
    terms = readings(forecast, day)
    if as_written:
        yield from _causes_by(terms[0], day, dimension, as_written=True)
        return
    yield from dict.fromkeys(cause for each in terms for cause in _causes_by(each, day, dimension))


def _causes_by(
    terms: Forecast, day: date, dimension: str | None, *, as_written: bool = False
) -> Iterator[str | None]:
    """What holds a number by one reading of the terms."""
    rule = terms.headline_on(day)
    rules = (rule,) if as_written else rules_meant(terms, rule)
    if dimension is None and any(each.rule is HeadlineRule.UNSPECIFIED for each in rules):
        yield None
    for each in terms.dimensions:
        if not each.is_there_on(day):
            continue
        settles = any(rule.hangs_on(each) for rule in rules)
        concerns = each.id == dimension if dimension is not None else settles
        in_force = ([v for v in each.criteria if v.since <= day] or [each.criteria[0]])[-1]
        if concerns and (
            in_force.status is CriteriaStatus.UNDER_REVIEW
            if as_written
            else is_reviewed(terms, each, in_force)
        ):
            yield each.id


def _corrected_on(forecast: Forecast, day: date, dimension: str | None) -> date | None:
    """When the terms of that day, which hold the number, were corrected to some that leave it free."""
    if not tuple(_causes_by(readings(forecast, day)[0], day, dimension)):
        return None
    corrections = forecast.corrections_of("forecast.yml")
    later = {each.made_on for each in corrections if each.made_on > day}
    return next(
        (
            on
            for on in sorted(later)
            if not any(tuple(_causes_by(each, day, dimension)) for each in readings(forecast, on))
        ),
        None,
    )
