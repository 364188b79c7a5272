"""Between forecasts: a yes to one that is also a yes to another.

Such as a later deadline of the same question. What is implied is at least as
likely, on every day on which both have a number. An answer is the number 1 or
0 from the day on which it was known; one that is no answer ends the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foresite.checks.coherence import ROUNDING
from foresite.checks.dates import AHEAD
from foresite.checks.desk import Desk
from foresite.history import belief_on
from foresite.model import Archive, Forecast, Implication, KindName, Outcome
from foresite.problems import Location, Problem, Severity
from foresite.records.field_faults import did_you_mean
from foresite.words import percent

_TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Excess:
    """A day at whose end the number, or the answer as 1 or 0, was above that of what it implies."""

    on: date
    number: float
    implied: float


def implies_known(forecast: Forecast, archive: Archive, desk: Desk) -> Iterator[Problem]:
    """What is implied is another question of the archive, answered by yes or no."""
    knows_ids = desk.unread.knows(forecast.path.removesuffix(f"/{forecast.id}"))
    for number, implication in enumerate(forecast.implies):
        other = archive.forecast(implication.forecast)
        if not desk.knows(forecast, ("implies", number)):
            continue
        if implication.added_on and implication.added_on > desk.today + AHEAD:
            message = (
                f"implies “{implication.forecast}” from {implication.added_on} on, "
                f"but today is {desk.today}"
            )
            hint = "correct added_on, or publish it on that day"
            yield Problem(implication.where, "implies", message, hint)
        if other is None and not knows_ids:
            continue
        if implication.forecast == forecast.id:
            message = "implies itself"
            yield Problem(implication.where, "implies", message, "delete this line")
        elif other is None:
            message = f"implies “{implication.forecast}”, which the archive does not have"
            ids = [each.id for each in archive.forecasts]
            yield Problem(implication.where, "implies", message, _near(implication.forecast, ids))
        elif any(
            each.kind.name is not KindName.BINARY and desk.knows_settling(each)
            for each in (forecast, other)
        ):
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


def implies_bound(forecast: Forecast, archive: Archive, desk: Desk) -> Iterator[Problem]:
    """What is implied is at least as likely."""
    for implication in forecast.implies:
        other = archive.forecast(implication.forecast)
        if other is None or other == forecast or not _are_read(forecast, other, desk):
            continue
        days = list(_excesses(forecast, other))
        if not days:
            continue
        newest = days[-1]
        if _stands(forecast, other, newest):
            yield _standing(forecast, other, newest)
        else:
            yield _past(implication, other, newest)


def _are_read(forecast: Forecast, other: Forecast, desk: Desk) -> bool:
    """Whether every number of both is known, and every answer."""
    return all(
        desk.knows_settling(each)
        and desk.knows_answer(each)
        and len(tuple(desk.course(each, "probability", "dimensions"))) == len(each.updates)
        for each in (forecast, other)
    )


def _excesses(forecast: Forecast, other: Forecast) -> Iterator[_Excess]:
    """Every turning point at which the bound was passed, oldest first."""
    for on in _turning_points(forecast, other):
        number, implied = _stood(forecast, on), _stood(other, on)
        if number is not None and implied is not None and number > implied + ROUNDING + _TINY:
            yield _Excess(on=on, number=number, implied=implied)


def _turning_points(forecast: Forecast, other: Forecast) -> list[date]:
    """The days of updates and of answers, each once, in order."""
    both = (forecast, other)
    answered = {f.resolution.known_on for f in both if f.resolution}
    return sorted(answered | {update.made_on for f in both for update in f.updates})


def _stood(forecast: Forecast, on: date) -> float | None:
    """The number at the end of that day: 1 or 0 once a yes or a no was known, none if neither."""
    if _is_answered(forecast, on):
        assert forecast.resolution is not None
        return {Outcome.YES: 1.0, Outcome.NO: 0.0}.get(forecast.resolution.outcome)
    belief = belief_on(forecast, on)
    return belief.probability if belief else None


def _is_answered(forecast: Forecast, on: date) -> bool:
    return forecast.resolution is not None and forecast.resolution.known_on <= on


def _stands(forecast: Forecast, other: Forecast, excess: _Excess) -> bool:
    """Whether nothing came since."""
    return _turning_points(forecast, other)[-1] == excess.on


def _standing(forecast: Forecast, other: Forecast, excess: _Excess) -> Problem:
    where = _newest(forecast, other, excess.on)
    said = f"“{forecast.id}” implies “{other.id}”, so"
    answered = _is_answered(forecast, excess.on), _is_answered(other, excess.on)
    match answered:
        case (True, True):
            message = f"{said} a yes to it is a yes to both; but “{other.id}” is resolved no"
            hint = "withdraw the resolution that is wrong, and say why"
        case (True, False):
            message = (
                f"{said} a yes to it is a yes to both; but “{other.id}” stands at "
                f"{percent(excess.implied)}"
            )
            hint = f"resolve the other too: foresite resolve {other.id}"
        case (False, True):
            message = (
                f"{said} a no to that is a no to both; but “{forecast.id}” stands at "
                f"{percent(excess.number)}"
            )
            hint = f"resolve this one too: foresite resolve {forecast.id}"
        case _:
            message = (
                f"{said} it cannot be above it; but it stands at "
                f"{percent(excess.number)}, and “{other.id}” at {percent(excess.implied)}"
            )
            hint = "update the other forecast on the same day, or correct this number"
    return Problem(where, "implies-bound", message, hint)


def _newest(forecast: Forecast, other: Forecast, on: date) -> Location:
    """The place of what was said on that day: an answer, or else an update."""
    answers = [f.resolution for f in (other, forecast) if f.resolution]
    known = [answer.where for answer in answers if answer.known_on == on]
    made = [u.where for f in (other, forecast) for u in f.updates if u.made_on == on]
    return [*made, *known][-1]


def _past(implication: Implication, other: Forecast, excess: _Excess) -> Problem:
    message = (
        f"implies “{other.id}”, but on {excess.on} stood at {percent(excess.number)}, above the "
        f"{percent(excess.implied)} of what it implies"
    )
    hint = "what is published stays; say under “waivers” how it came about"
    where = implication.where
    return Problem(where, "implies-bound-before", message, hint, Severity.WARNING)
