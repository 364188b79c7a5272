"""Between forecasts: a yes to one that is also a yes to another.

Such as a later deadline of the same question. What is implied is at least as
likely, on every day on which both have a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foresite.checks.coherence import ROUNDING
from foresite.checks.desk import Desk
from foresite.history import belief_on
from foresite.model import Archive, Forecast, Implication, KindName
from foresite.problems import Problem, Severity
from foresite.records.fields import did_you_mean
from foresite.words import percent

_TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Excess:
    """A day at whose end the number was above that of what it implies."""

    on: date
    number: float
    implied: float


def implies_known(forecast: Forecast, archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """What is implied is another question of the archive, answered by yes or no."""
    for implication in forecast.implies:
        other = archive.forecast(implication.forecast)
        if implication.forecast == forecast.id:
            message = "implies itself"
            yield Problem(implication.where, "implies", message, "delete this line")
        elif other is None:
            message = f"implies “{implication.forecast}”, which the archive does not have"
            ids = [each.id for each in archive.forecasts]
            yield Problem(implication.where, "implies", message, _near(implication.forecast, ids))
        elif forecast.kind.name is not KindName.BINARY or other.kind.name is not KindName.BINARY:
            message = f"implies “{other.id}”, but both must be answered by yes or no"
            yield Problem(implication.where, "implies", message, "delete this line")
        elif _leads_back(other, forecast, archive):
            message = f"implies “{other.id}”, which in turn implies this forecast"
            hint = "if each implies the other, they are one question; delete the wrong one"
            yield Problem(implication.where, "implies", message, hint)


def _near(id_: str, ids: list[str]) -> str:
    """The nearest id; an archive may have too many to list."""
    hint = did_you_mean(id_, ids)
    return hint if hint.startswith("did you mean") else "write a forecast’s folder below forecasts/"


def _leads_back(start: Forecast, goal: Forecast, archive: Archive) -> bool:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        here = ahead.pop()
        for implication in here.implies:
            if implication.forecast == goal.id:
                return True
            other = archive.forecast(implication.forecast)
            if other and other.id not in seen:
                seen.add(other.id)
                ahead.append(other)
    return False


def implies_bound(forecast: Forecast, archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """What is implied is at least as likely."""
    for implication in forecast.implies:
        other = archive.forecast(implication.forecast)
        if other is None or other == forecast:
            continue
        days = list(_excesses(forecast, other))
        if not days:
            continue
        newest = days[-1]
        if _stands(forecast, other, newest):
            yield _standing(forecast, other, newest)
        else:
            yield _past(implication, other, newest)


def _excesses(forecast: Forecast, other: Forecast) -> Iterator[_Excess]:
    """Every turning point at which the bound was passed, oldest first."""
    until = min(_known_on(forecast), _known_on(other))
    for on in sorted({u.made_on for f in (forecast, other) for u in f.updates}):
        number, implied = (belief_on(f, on) for f in (forecast, other))
        if on >= until or number is None or implied is None:
            continue
        if number.probability is None or implied.probability is None:
            continue
        if number.probability > implied.probability + ROUNDING + _TINY:
            yield _Excess(on=on, number=number.probability, implied=implied.probability)


def _known_on(forecast: Forecast) -> date:
    return forecast.resolution.known_on if forecast.resolution else date.max


def _stands(forecast: Forecast, other: Forecast, excess: _Excess) -> bool:
    """Whether nothing was said since, and an update could still mend it."""
    later = [u for f in (forecast, other) for u in f.updates if u.made_on > excess.on]
    return not later and forecast.resolution is None and other.resolution is None


def _standing(forecast: Forecast, other: Forecast, excess: _Excess) -> Problem:
    made = [u for f in (other, forecast) for u in f.updates if u.made_on == excess.on]
    message = (
        f"“{forecast.id}” implies “{other.id}”, so it cannot be above it; but it stands at "
        f"{percent(excess.number)}, and “{other.id}” at {percent(excess.implied)}"
    )
    hint = "update the other forecast on the same day, or correct this number"
    return Problem(made[-1].where, "implies-bound", message, hint)


def _past(implication: Implication, other: Forecast, excess: _Excess) -> Problem:
    message = (
        f"implies “{other.id}”, but on {excess.on} stood at {percent(excess.number)}, above the "
        f"{percent(excess.implied)} of what it implies"
    )
    hint = "what is published stays; say under “waivers” how it came about"
    where = implication.where
    return Problem(where, "implies-bound-before", message, hint, Severity.WARNING)
