"""Why a number is frozen, and how far it may still go, in words.

Enters a ``Freeze`` and the desk's limit; leaves parts of sentences of plain
text, for the check as for the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from foresite.history import Freeze
from foresite.kinds import kind_rules
from foresite.model import BINARY, Belief, Forecast, Kind

_ROUNDING = 1e-9
"""Five points are five points, whatever binary fractions make of them."""
NAMED = 2
"""So many dimensions are named; more are counted."""


def frozen_kind(forecast: Forecast, freeze: Freeze) -> Kind:
    """What sort of number is frozen."""
    if freeze.dimension is not None:
        return forecast.dimension(freeze.dimension).kind
    return forecast.settling.kind if forecast.settling else BINARY


def room(forecast: Forecast, freeze: Freeze, limit: float, *, start: Sequence[Belief] = ()) -> str:
    """Where the number may be, ``limit`` in points: ``between 70 % and 80 %``; may be empty.

    It is measured from the anchor, or from every ``start`` if there are any.
    """
    beliefs = start or ([freeze.anchor] if freeze.anchor else [])
    kind = frozen_kind(forecast, freeze)
    return kind_rules(kind).room(kind, beliefs, limit / 100) if beliefs else ""


def within(distance: float, limit: float) -> bool:
    """Whether a distance between two beliefs is no more than so many points."""
    return distance * 100 <= limit + _ROUNDING


def why(forecast: Forecast, freeze: Freeze) -> str:
    """What holds the number, as a clause: ``the criteria are under review``."""
    reviewed = [c.dimension for c in freeze.causes if c.dimension is not None]
    clauses = []
    if len(reviewed) < len(freeze.causes):
        clauses.append("no rule says which dimension settles it")
    if forecast.has_single_reading and reviewed:
        clauses.append("the criteria are under review")
    elif reviewed:
        clauses.append(f"{_whose(forecast, reviewed)} are under review")
    return ", and ".join(clauses)


def _whose(forecast: Forecast, reviewed: list[str]) -> str:
    if len(reviewed) == len(forecast.dimensions) > NAMED:
        return "the criteria of all dimensions"
    if len(reviewed) > NAMED:
        return f"the criteria of {len(reviewed)} dimensions"
    names = [f"“{_name(forecast, id_)}”" for id_ in reviewed]
    return f"the criteria of {' and '.join(names)}"


def _name(forecast: Forecast, dimension: str) -> str:
    """A dimension’s name, also of one that a correction took out of the terms."""
    terms = (forecast, *(each.terms for each in forecast.corrections if each.terms))
    named = (each.name for one in terms for each in one.dimensions if each.id == dimension)
    return next(filter(None, named), dimension)
