"""Beliefs that do not fit their question: each kind says itself what fits it."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.kinds import Fault, kind_rules
from foresite.model import (
    SINGLE_READING,
    Archive,
    Belief,
    Forecast,
    KindName,
    Update,
)
from foresite.problems import Location, Problem


def headline_missing(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Every update says what the headline is: a number, options or quantiles."""
    settling = forecast.settling
    for update in forecast.updates if desk.knows_settling(forecast) else ():
        if not desk.knows(update, "probability", "options", "quantiles", "dimensions"):
            continue
        top = Location(update.where.path)
        if forecast.kind.name is KindName.BINARY:
            given = [b for id_, b in update.beliefs if id_ == SINGLE_READING]
            if update.probability is None and not given:
                message = "this file has no “probability”"
                hint = "add “probability:” with a number between 0 and 1"
                yield Problem(top, "missing-key", message, hint)
            continue
        if update.probability is not None:
            sort = forecast.kind.name.value
            message = f"gives a probability, but the answer to a {sort} question is not yes or no"
            hint = f"give {_wanted(forecast.kind.name)} instead"
            yield Problem(update.place("probability"), "belief-kind", message, hint)
        elif settling and settling.id not in dict(update.beliefs):
            key = _wanted(forecast.kind.name)
            message = f"this file has no “{key}”"
            if settling.id != SINGLE_READING:
                message = f"says nothing of “{settling.id}”, which is the headline"
            hint = f"add “{key}:” for {settling.id}" if settling.name else f"add “{key}:”"
            yield Problem(top, "missing-key", message, hint)


def reference_misfit(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A base rate and a market's number are probabilities of a yes."""
    if forecast.kind.name is KindName.BINARY or not desk.knows_settling(forecast):
        return
    sort = forecast.kind.name.value
    places = [forecast.place("base_rate")] if forecast.base_rate else []
    places += [update.place("market") for update in forecast.updates if update.market]
    for where in places:
        message = f"is a probability, but the answer to a {sort} question is not yes or no"
        hint = "leave it out, or ask a question that is answered by yes or no"
        yield Problem(where, "belief-kind", message, hint)


def signpost_misfit(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A signpost moves a number to a probability, so it is about a yes."""
    kinds = {dimension.id: dimension.kind for dimension in forecast.dimensions}
    for signpost in forecast.signposts:
        is_read = desk.knows(forecast, ("signposts", signpost.id, "dimension"))
        if not is_read or not _knows_moved(forecast, signpost.dimension, desk):
            continue
        kind = kinds.get(signpost.dimension, forecast.kind) if signpost.dimension else forecast.kind
        if kind.name is not KindName.BINARY:
            message = (
                f"would move a {kind.name.value} question to a probability, "
                "but its answer is not yes or no"
            )
            hint = "give it the “dimension:” that it moves, or tell of it in the rationale"
            yield Problem(signpost.where, "belief-kind", message, hint)


def _knows_moved(forecast: Forecast, dimension: str | None, desk: Desk) -> bool:
    """Whether the kind of what a signpost moves is known: a dimension, or else the headline."""
    declared = any(each.id == dimension for each in forecast.dimensions)
    return (
        desk.knows_kind(forecast, dimension)
        if dimension and declared
        else desk.knows_settling(forecast)
    )


def _wanted(name: KindName) -> str:
    return "options" if name is KindName.MULTIPLE_CHOICE else "quantiles"


def belief_misfit(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """What is said of a dimension fits its kind."""
    known = {d.id: d for d in forecast.dimensions if desk.knows_kind(forecast, d.id)}
    for update in forecast.updates:
        for id_, belief in update.beliefs:
            is_read = desk.knows_belief(update, id_)
            if is_read and id_ in known and belief.moved is None:
                kind = known[id_].kind
                knows_range = desk.knows_range(forecast, id_)
                for fault in kind_rules(kind).faults(kind, belief, update.made_on):
                    if knows_range or fault.rule != "quantile-range":
                        yield _problem(fault, id_, belief, update)


def _problem(fault: Fault, dimension: str, belief: Belief, update: Update) -> Problem:
    where = belief.places.get(fault.key, belief.where or update.where)
    whose = "" if dimension == SINGLE_READING else f"{dimension} "
    return Problem(where, fault.rule, f"{whose}{fault.message}", fault.hint)
