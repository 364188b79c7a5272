"""Two archives compared: what the later one says more, otherwise, or no more.

Enters an archive before and after a change; leaves a ``Difference`` for each
forecast that differs. It is told by the same entries as the changelog, so that
what a pull request adds is worded as readers will find it. Folding the changes
of a difference over the first archive's last state gives the second's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from foresite.history.changes import (
    Change,
    Corrected,
    CriteriaChanged,
    HeadlineRuleChanged,
    Resolved,
    Rewound,
    SignpostChanged,
    State,
    Withdrawn,
)
from foresite.history.past import Entry, entries
from foresite.model import (
    Archive,
    Author,
    Dimension,
    Forecast,
    Resolution,
    Signpost,
    SignpostState,
)

_SCHEDULED = (CriteriaChanged, HeadlineRuleChanged, Resolved, Withdrawn, Corrected)
_TERMS = (
    "question",
    "opened_on",
    "closes_on",
    "resolves_by",
    "author",
    "tags",
    "background",
    "base_rate",
    "implies",
    "waivers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChanged:
    """A term of forecast.yml that no entry tells of: ``before`` and ``after`` are its values.

    ``what`` is the field's name; ``of`` is the id of the dimension or signpost
    whose field it is, or "". A dimension, a signpost or a seal that came or went
    has the name ``dimension``, ``signpost`` or ``seal``, and None on the side
    where it is not; a seal that was revealed is on both.
    """

    what: str
    of: str = ""
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a change does to one forecast; ``before`` or ``after`` is None if it is not there.

    ``added`` are the entries that are new, ``edited`` pairs of an entry as it
    was and as it is, ``lost`` entries that are gone, all oldest first. ``terms``
    are fields of forecast.yml. ``changes`` lead from the last state before to
    the last state after.
    """

    before: Forecast | None
    after: Forecast | None
    added: tuple[Entry, ...] = ()
    edited: tuple[tuple[Entry, Entry], ...] = ()
    lost: tuple[Entry, ...] = ()
    terms: tuple[TermChanged, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def forecast(self) -> Forecast:
        """The forecast as it is, or as it was if it is gone."""
        made = self.after or self.before
        assert made is not None, "one of the two is there"
        return made

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        told = (self.added, self.edited, self.lost, self.terms)
        return not any(told) and self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a change does to an archive: to its forecasts, by id, and to its authors."""

    forecasts: tuple[Difference, ...]
    authors: tuple[tuple[Author | None, Author | None], ...] = ()


def between(before: Archive, after: Archive) -> Comparison:
    """All in which two archives differ; forecasts and authors sorted by id."""
    old, new = ({f.id: f for f in archive.forecasts} for archive in (before, after))
    made = (difference(old.get(id_), new.get(id_)) for id_ in sorted(old.keys() | new.keys()))
    was, now = ({a.id: a for a in archive.authors} for archive in (before, after))
    pairs = ((was.get(id_), now.get(id_)) for id_ in sorted(was.keys() | now.keys()))
    return Comparison(
        forecasts=tuple(d for d in made if not d.is_empty),
        authors=tuple((a, b) for a, b in pairs if a != b),
    )


def difference(before: Forecast | None, after: Forecast | None) -> Difference:
    """What differs between a forecast and itself after a change; either may be missing.

    The whole record is compared, with what it holds for days to come. A closing
    day is a term here; whether it has passed is no change of the archive.
    """
    old, new = _record(before), _record(after)
    same = sum(1 for _ in takewhile(_is_same, zip(old, new, strict=False)))
    left, right = old[same:], new[same:]
    changes = [change for entry in right for change in entry.changes]
    if left:
        changes.insert(0, Rewound(to=new[same - 1].after if same else State()))
    added, lost = tuple(_untold(right, left)), tuple(_untold(left, right))
    now = {_name(entry): entry for entry in added}
    was = {_name(entry): entry for entry in lost}
    return Difference(
        before=before,
        after=after,
        added=tuple(entry for entry in added if _name(entry) not in was),
        edited=tuple((was[_name(e)], e) for e in now.values() if _name(e) in was),
        lost=tuple(entry for entry in lost if _name(entry) not in now),
        terms=tuple(_terms(before, after)) if before and after else (),
        changes=tuple(changes),
    )


def _record(forecast: Forecast | None) -> tuple[Entry, ...]:
    if forecast is None:
        return ()
    return entries(replace(forecast, closes_on=None), today=date.max)


def _is_same(pair: tuple[Entry, Entry]) -> bool:
    was, now = pair
    return (was.on, was.update, was.changes) == (now.on, now.update, now.changes)


def _untold(entries_: tuple[Entry, ...], others: tuple[Entry, ...]) -> Iterator[Entry]:
    """What these entries tell that the others do not, as entries of only that.

    What an update moves may have moved it from elsewhere before; as long as the
    update itself is the same, it tells the same.
    """
    updates = [entry.update for entry in others if entry.update is not None]
    told = [(e.on, _bare(c)) for e in others for c in e.changes if _is_scheduled(c, e)]
    for entry in entries_:
        is_new = entry.update is not None and entry.update not in updates
        untold = tuple(
            change
            for change in entry.changes
            if (
                (entry.on, _bare(change)) not in told and not _lapses(change, entry)
                if _is_scheduled(change, entry)
                else is_new
            )
        )
        if untold or is_new:
            yield replace(entry, changes=untold, update=entry.update if is_new else None)


def _is_scheduled(change: Change, entry: Entry) -> bool:
    """Whether it stands in another file than the entry's update, and only fell on its day."""
    if isinstance(change, SignpostChanged):
        own = entry.update.signposts if entry.update else ()
        return change.signpost not in [event.signpost for event in own]
    return isinstance(change, _SCHEDULED)


def _bare(change: Change) -> Change:
    """A change without what other entries tell: what was before, and what became of it."""
    match change:
        case CriteriaChanged():
            return replace(change, before=None)
        case HeadlineRuleChanged():
            return replace(change, before=change.after)
        case Resolved(resolution=resolution):
            return Resolved(resolution=_standing(resolution))
    return change


def _standing(resolution: Resolution) -> Resolution:
    return replace(resolution, withdrawn_on=None, withdrawn_because="")


def _lapses(change: Change, entry: Entry) -> bool:
    """Whether a signpost only passes its last day, which is a term of its own."""
    if not isinstance(change, SignpostChanged) or change.state is not SignpostState.EXPIRED:
        return False
    signpost = next(s for s in entry.forecast.signposts if s.id == change.signpost)
    return all(event.state is not SignpostState.EXPIRED for event in signpost.events)


def _name(entry: Entry) -> tuple[object, ...]:
    """What an entry has in common with itself before an edit."""
    if entry.update:
        return (entry.update.id,)
    return (entry.on, *(type(change).__name__ for change in entry.changes))


def _terms(before: Forecast, after: Forecast) -> Iterator[TermChanged]:
    for key in _TERMS:
        was, now = getattr(before, key), getattr(after, key)
        if was != now:
            yield TermChanged(what=key, before=was, after=now)
    first, new = before.headlines[:1], after.headlines[:1]
    if first and new and (first[0].rule, first[0].dimension) != (new[0].rule, new[0].dimension):
        yield TermChanged(what="headline", before=first[0], after=new[0])
    if not (before.has_single_reading and after.has_single_reading):
        yield from _parts(
            "dimension", before.dimensions, after.dimensions, ("name", "question", "added_on")
        )
    yield from _kinds(before, after)
    keys = ("event", "moves_to", "dimension", "expires_on")
    yield from _parts("signpost", before.signposts, after.signposts, keys)
    old, new_seals = ({seal.id: seal for seal in f.seals} for f in (before, after))
    for id_ in sorted(old.keys() | new_seals.keys()):
        if old.get(id_) != new_seals.get(id_):
            yield TermChanged(what="seal", of=id_, before=old.get(id_), after=new_seals.get(id_))


def _parts(
    sort: str,
    before: tuple[Dimension, ...] | tuple[Signpost, ...],
    after: tuple[Dimension, ...] | tuple[Signpost, ...],
    keys: tuple[str, ...],
) -> Iterator[TermChanged]:
    """Dimensions or signposts that came, went, or have another value under a key.

    That a signpost came, its entry tells.
    """
    old, new = {part.id: part for part in before}, {part.id: part for part in after}
    for id_ in (*old, *(id_ for id_ in new if id_ not in old)):
        was, now = old.get(id_), new.get(id_)
        if was is None or now is None:
            if was is not None or sort == "dimension":
                yield TermChanged(what=sort, of=id_, before=was, after=now)
            continue
        for key in keys:
            if getattr(was, key) != getattr(now, key):
                yield TermChanged(
                    what=key, of=id_, before=getattr(was, key), after=getattr(now, key)
                )


def _kinds(before: Forecast, after: Forecast) -> Iterator[TermChanged]:
    now = {dimension.id: dimension.kind for dimension in after.dimensions}
    for dimension in before.dimensions:
        kind = now.get(dimension.id, dimension.kind)
        if kind != dimension.kind:
            yield TermChanged(what="kind", of=dimension.id, before=dimension.kind, after=kind)
