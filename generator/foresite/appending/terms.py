"""What of forecast.yml may change once it is published, field by field.

Free are tags, background and waivers, which decide nothing. Added may be
what has a day of its own: a dimension, an option, a signpost, what is implied, a version
of the criteria or of the headline's rule. Everything else says what the published
numbers meant, and so does a closing or a scheduled date, a base rate or a signpost's last day that
comes later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foresite.appending.differences import quoted
from foresite.appending.stand import Stand
from foresite.model import Bound, Dimension, Forecast, HeadlineVersion, Kind, KindName, Signpost
from foresite.problems import Location
from foresite.words import long_day

CHANGED = "published-changed"
ORDER = "published-order"
_VERSION = ("text", "since", "status", "effect", "reason")
_HEADLINE = ("rule", "dimension", "since", "reason")
_SIGNPOST = ("event", "moves_to", "dimension", "armed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A fault in a term; without a ``hint``, the way out is to put it back or to correct it.

    What ``is_backdated`` no correction excuses: it was never published, so there
    is nothing to correct. What is gone has its place in the published file: ``was``.
    """

    where: Location
    was: Location | None = None
    rule: str
    message: str
    hint: str = ""
    is_backdated: bool = False


def changed_terms(before: Forecast, after: Forecast, stand: Stand) -> Iterator[Term]:
    """What changed that must not."""
    for key, value in _replaced(before, after):
        message = f"{key} is published at {stand.ref} as “{value}”"
        was = None if key in after.places else before.places.get(key)
        yield Term(where=after.place(key), was=was, rule=CHANGED, message=message)
    yield from _said_late(before, after, stand)
    yield from _headlines(before, after, stand)
    yield from _dimensions(before, after, stand)
    yield from _signposts(before, after, stand)
    yield from _implications(before, after, stand)


def _replaced(before: Forecast, after: Forecast) -> Iterator[tuple[str, str]]:
    """Each single value that changed: its key, and what it was."""
    pairs = (
        ("question", before.question, after.question),
        ("opened_on", before.opened_on, after.opened_on),
        ("author", before.author, after.author),
    )
    for key, was, now in pairs:
        if was != now:
            yield key, _said(was)
    for key in ("closes_on", "resolves_by"):
        day = getattr(before, key)
        if day is not None and day != getattr(after, key):
            yield key, _said(day)
    if before.base_rate is not None and before.base_rate != after.base_rate:
        yield "base_rate", f"{before.base_rate.probability:g}"
    if not set(before.implies) <= set(after.implies):
        yield "implies", _implied(before)


def _said_late(before: Forecast, after: Forecast, stand: Stand) -> Iterator[Term]:
    """What has no day of its own, and would count from the opening on."""
    for key, effect in (
        ("closes_on", "decide afterwards which updates count"),
        ("resolves_by", "decide afterwards when the question counts"),
        ("base_rate", "decide afterwards what the numbers are measured by"),
    ):
        if getattr(before, key) is None and getattr(after, key) is not None:
            message = f"{key} is not published at {stand.ref}; added now, it would {effect}"
            hint = (
                f"run `{stand.correct}` and say in it why {key} is added only now, or take it out"
            )
            yield Term(where=after.place(key), rule=CHANGED, message=message, hint=hint)


def _backdated(where: Location, what: str, day: date, hint: str, stand: Stand) -> Iterator[Term]:
    """What is new and would have begun before it was published."""
    why = stand.too_early(day)
    if why:
        yield Term(
            where=where,
            rule=ORDER,
            message=f"{what} since {day}, {why}",
            hint=f"{hint}: {stand.next_day}",
            is_backdated=True,
        )


def _implied(forecast: Forecast) -> str:
    said = (
        f"{other.forecast} since {other.added_on}" if other.added_on else other.forecast
        for other in forecast.implies
    )
    return quoted(", ".join(said))


def _implications(before: Forecast, after: Forecast, stand: Stand) -> Iterator[Term]:
    known = {other.forecast for other in before.implies}
    for other in after.implies:
        if other.forecast in known:
            continue
        if other.added_on is None:
            message = f"“{other.forecast}” is newly implied, but is not said to be"
            hint = f"write {{forecast: {other.forecast}, added_on: {stand.next_day}}}"
            yield Term(where=other.where, rule=ORDER, message=message, hint=hint)
        else:
            what = f"“{other.forecast}” would be implied"
            hint = "give it “added_on:” with the day on which it is published"
            yield from _backdated(other.where, what, other.added_on, hint, stand)


def _headlines(before: Forecast, after: Forecast, stand: Stand) -> Iterator[Term]:
    """The headline's rules: the published ones stay, and the next holds from its own day."""
    if before.has_single_reading:
        return  # its only rule is implied, and its criteria are missed if they go
    for index, version in enumerate(before.headlines):
        now = after.headlines[index : index + 1]
        if not now or _differing(version, now[0], _HEADLINE):
            message = f"headline is published at {stand.ref} as “{_rule(version)}”"
            hint = "keep it as a version, and add the next below it with since and reason"
            where = now[0].where if now else after.place("headline")
            was = None if now else version.where
            yield Term(where=where, was=was, rule=CHANGED, message=message, hint=hint)
            return
    for version in after.headlines[len(before.headlines) :]:
        what = f"headline would be “{_rule(version)}”"
        hint = "let it hold from the day on which it is published"
        yield from _backdated(version.where, what, version.since, hint, stand)


def _rule(version: HeadlineVersion) -> str:
    return version.dimension or version.rule.value


def _dimensions(before: Forecast, after: Forecast, stand: Stand) -> Iterator[Term]:
    now = {dimension.id: dimension for dimension in after.dimensions}
    for dimension in before.dimensions:
        if dimension.id in now:
            yield from _dimension(dimension, now[dimension.id], before, after, stand)
        elif before.has_single_reading:
            message = f"the criteria are gone, but are published at {stand.ref}"
            where = after.place("dimensions")
            yield Term(where=where, was=dimension.where, rule=CHANGED, message=message)
        else:
            message = f"the dimension “{dimension.id}” is gone, but is published at {stand.ref}"
            place = after.place("dimensions" if "dimensions" in after.places else "criteria")
            yield Term(where=place, was=dimension.where, rule=CHANGED, message=message)
    known = {dimension.id for dimension in before.dimensions}
    if not before.has_single_reading:
        for dimension in after.dimensions:
            if dimension.id not in known:
                yield from _added(dimension, stand)


def _added(dimension: Dimension, stand: Stand) -> Iterator[Term]:
    """A dimension that is new says so: otherwise it would count from the opening on."""
    hint = "give it “added_on:” with the day on which it is published"
    what = f"the dimension “{dimension.id}”"
    if dimension.added_on is None:
        message = f"{what} is new, but is not said to be"
        hint = f"{hint}: {stand.next_day}"
        where = dimension.where
        yield Term(where=where, rule=ORDER, message=message, hint=hint, is_backdated=True)
    else:
        where = dimension.added_where or dimension.where
        yield from _backdated(where, f"{what} would be asked", dimension.added_on, hint, stand)


def _dimension(
    was: Dimension, now: Dimension, before: Forecast, after: Forecast, stand: Stand
) -> Iterator[Term]:
    whose = "" if before.has_single_reading else f"{was.id}: "
    place = after.where if before.has_single_reading else now.where
    for what, value in _renamed(was, now, before):
        message = f"{whose}{what} is published at {stand.ref} as “{value}”"
        yield Term(where=place, rule=CHANGED, message=message)
    newest = max((o.added_on for o in was.kind.options if o.added_on), default=None)
    for option in now.kind.options[len(was.kind.options) :]:
        hint = "give it “added_on:” with the day on which it is published"
        if option.added_on is None:
            message = f"{whose}the option “{option.id}” is new, but is not said to be"
            yield Term(where=place, rule=ORDER, message=message, hint=hint)
        elif newest and option.added_on < newest:
            message = f"{whose}the option “{option.id}” would stand before one of {newest}"
            message += f", which is published at {stand.ref}"
            yield Term(where=place, rule=ORDER, message=message, hint=hint, is_backdated=True)
        else:
            what = f"{whose}the option “{option.id}” would be open to numbers"
            yield from _backdated(place, what, option.added_on, hint, stand)
    yield from _criteria(was, now, whose, stand)


def _renamed(was: Dimension, now: Dimension, before: Forecast) -> Iterator[tuple[str, str]]:
    """What of a dimension changed, and what it was; a single reading has none of its own."""
    if not before.has_single_reading:
        if was.name != now.name:
            yield "name", quoted(was.name)
        if was.question != now.question:
            yield "question", quoted(was.question) or "left out"
        if was.added_on != now.added_on:
            yield "added_on", _said(was.added_on) if was.added_on else "left out"
    if was.kind.name is not now.kind.name:
        yield "kind", was.kind.name.value
        return
    if was.kind.options != now.kind.options[: len(was.kind.options)]:
        yield "options", quoted(", ".join(f"{o.id}: {o.name}" for o in was.kind.options))
    if was.kind.is_ordered != now.kind.is_ordered:
        yield "ordered", "yes" if was.kind.is_ordered else "no"
    if was.kind.unit != now.kind.unit:
        yield "unit", was.kind.unit or "left out"
    for end in ("low", "high"):
        if getattr(was.kind, end) != getattr(now.kind, end):
            yield end, _bound(was.kind, end)


def _bound(kind: Kind, end: str) -> str:
    bound: Bound | None = getattr(kind, end)
    if bound is None:
        return "left out"
    is_day = kind.name is KindName.DATE
    value = date.fromordinal(round(bound.value)).isoformat() if is_day else f"{bound.value:g}"
    return f"{value}, open" if bound.is_open else value


def _criteria(before: Dimension, after: Dimension, whose: str, stand: Stand) -> Iterator[Term]:
    for index, version in enumerate(before.criteria):
        if index >= len(after.criteria):
            where = after.criteria[-1].where
            message = f"{whose}version {index + 1} of the criteria is gone, but is published at {stand.ref}"
            yield Term(where=where, was=version.where, rule=CHANGED, message=message)
            continue
        changed = _differing(version, after.criteria[index], _VERSION)
        if changed:
            message = (
                f"{whose}version {index + 1} of the criteria is published at {stand.ref} "
                f"with another {changed}"
            )
            hint = "put it back, and add a version below it with since, reason and effect"
            where = after.criteria[index].where
            yield Term(where=where, rule=CHANGED, message=message, hint=hint)
    for version in after.criteria[len(before.criteria) :]:
        what = f"{whose}these criteria would hold"
        hint = "let them hold from the day on which they are published"
        yield from _backdated(version.where, what, version.since, hint, stand)


def _signposts(before: Forecast, after: Forecast, stand: Stand) -> Iterator[Term]:
    now = {signpost.id: signpost for signpost in after.signposts}
    was = {signpost.id for signpost in before.signposts}
    for signpost in before.signposts:
        if signpost.id in now and signpost.expires_on is None and now[signpost.id].expires_on:
            yield _ended_late(now[signpost.id], stand)
        if signpost.id not in now:
            message = f"the signpost “{signpost.id}” is gone, but is published at {stand.ref}"
            hint = "put it back; an update may say that it expired"
            where = after.place("signposts")
            yield Term(where=where, was=signpost.where, rule=CHANGED, message=message, hint=hint)
            continue
        changed = _signpost(signpost, now[signpost.id])
        if changed:
            message = (
                f"the signpost “{signpost.id}” is published at {stand.ref} with another {changed}"
            )
            hint = "put it back, and add a signpost of another name"
            where = now[signpost.id].where
            yield Term(where=where, rule=CHANGED, message=message, hint=hint)
    for signpost in after.signposts:
        if signpost.id not in was:
            what = f"the signpost “{signpost.id}” would be watched"
            hint = "give it “armed_on:” with the day on which it is published"
            yield from _backdated(signpost.where, what, signpost.armed_on, hint, stand)


def _ended_late(signpost: Signpost, stand: Stand) -> Term:
    message = (
        f"the signpost “{signpost.id}” is published at {stand.ref} without expires_on; "
        "added now, it would decide afterwards how long was watched"
    )
    hint = (
        f"take it out, and say on the day that the signpost expired; or run `{stand.correct}` "
        "and say in it why the last day is added only now"
    )
    return Term(where=signpost.where, rule=CHANGED, message=message, hint=hint)


def _signpost(was: Signpost, now: Signpost) -> str:
    """What of a signpost changed; its firing and its lapse may be added."""
    if was.expires_on not in (None, now.expires_on):
        return "expires_on"
    for event in was.events:
        if event not in now.events:
            return event.state.value
    return _differing(was, now, _SIGNPOST)


def _differing(was: object, now: object, keys: tuple[str, ...]) -> str:
    """The keys whose values differ, as in a list; empty if none does."""
    return " and ".join(key for key in keys if getattr(was, key) != getattr(now, key))


def _said(value: object) -> str:
    return long_day(value) if isinstance(value, date) else quoted(str(value))
