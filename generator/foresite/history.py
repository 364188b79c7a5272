"""A forecast's past: its state on a date, and typed changes between states.

Enters a ``Forecast``; leaves ``State``s (the fold of its updates), ``Change``s
(what an update did) and ``Entry``s (the changelog). A change is never written
by hand, and ``apply`` undoes nothing: folding the changes over the first state
gives the last. It knows no words, pages or charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from foresite.model import (
    Archive,
    Belief,
    CriteriaStatus,
    CriteriaVersion,
    Evidence,
    Forecast,
    HeadlineRule,
    Move,
    Reason,
    Resolution,
    SignpostState,
    Status,
    Update,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one dimension stands.

    ``probability`` is the last one published, or None if none ever was;
    ``moved_on`` and ``moved`` tell of the last move, ``moved_from`` is known
    only where both numbers were published.
    """

    probability: float | None = None
    moved: Move | None = None
    moved_on: date | None = None
    moved_from: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the archive says of a forecast at one moment."""

    probability: float | None = None
    standings: tuple[tuple[str, Standing], ...] = ()
    criteria: tuple[tuple[str, CriteriaVersion], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    signposts: tuple[tuple[str, SignpostState], ...] = ()
    counterargument: str | None = None
    forces: tuple[str, ...] = ()
    resolution: Resolution | None = None

    def standing(self, dimension: str) -> Standing:
        """Where that dimension stands; an empty Standing if nothing was said."""
        return dict(self.standings).get(dimension, Standing())

    def criteria_in_force(self, dimension: str) -> CriteriaVersion | None:
        """The criteria that hold for that dimension."""
        return dict(self.criteria).get(dimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineMoved:
    """The headline went from one number to another; ``before`` is None at first."""

    before: float | None
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionMoved:
    """A dimension was given a number; ``before`` is None if it had none."""

    dimension: str
    before: float | None
    after: float
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionLeaned:
    """A dimension moved in a direction, by an amount that was not published."""

    dimension: str
    moved: Move
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaChanged:
    """A new version of a dimension's criteria took force; ``before`` is None at first."""

    dimension: str
    before: CriteriaVersion | None
    after: CriteriaVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded:
    """A piece of evidence entered the ledger."""

    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SignpostChanged:
    """A signpost was armed, fired or expired."""

    signpost: str
    state: SignpostState


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterargumentRevised:
    """The strongest case against was stated or restated."""

    before: str | None
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcesRevised:
    """The forces behind the number were stated or restated."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The question closed to further forecasts."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The outcome was recorded."""

    resolution: Resolution


Change: TypeAlias = (
    HeadlineMoved
    | DimensionMoved
    | DimensionLeaned
    | CriteriaChanged
    | EvidenceAdded
    | SignpostChanged
    | CounterargumentRevised
    | ForcesRevised
    | Closed
    | Resolved
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a changelog: what changed on a day, and by which update.

    ``update`` is None for what happens between updates: new criteria, closing,
    resolution. ``reviewed_only`` is true of an update that changed nothing.
    """

    forecast: Forecast
    on: date
    changes: tuple[Change, ...]
    before: State
    after: State
    update: Update | None = None

    @property
    def reviewed_only(self) -> bool:
        """Whether the desk looked again and left everything as it was."""
        return self.update is not None and not self.changes


def apply(state: State, change: Change) -> State:
    """The state after one change."""
    match change:
        case HeadlineMoved(after=after):
            return replace(state, probability=after)
        case DimensionMoved() | DimensionLeaned():
            standing = _moved(state.standing(change.dimension), change)
            return replace(state, standings=_with(state.standings, change.dimension, standing))
        case CriteriaChanged(dimension=dimension, after=version):
            return replace(state, criteria=_with(state.criteria, dimension, version))
        case EvidenceAdded(evidence=evidence):
            return replace(state, evidence=(*state.evidence, evidence))
        case SignpostChanged(signpost=signpost, state=signpost_state):
            return replace(state, signposts=_with(state.signposts, signpost, signpost_state))
        case CounterargumentRevised(after=text):
            return replace(state, counterargument=text)
        case ForcesRevised(after=forces):
            return replace(state, forces=forces)
        case Resolved(resolution=resolution):
            return replace(state, resolution=resolution)
        case Closed():
            return state


def _moved(standing: Standing, change: DimensionMoved | DimensionLeaned) -> Standing:
    if isinstance(change, DimensionLeaned):
        return replace(standing, moved=change.moved, moved_on=change.on, moved_from=None)
    if change.before is None:
        return Standing(probability=change.after, moved_on=change.on)
    return Standing(
        probability=change.after,
        moved=Move.UP if change.after > change.before else Move.DOWN,
        moved_on=change.on,
        moved_from=change.before,
    )


def _with(pairs: tuple[tuple[str, T], ...], key: str, value: T) -> tuple[tuple[str, T], ...]:
    return tuple({**dict(pairs), key: value}.items())


def entries(forecast: Forecast, *, today: date) -> tuple[Entry, ...]:
    """The changelog of one forecast up to ``today``, oldest first.

    Criteria that take force, signposts that are armed and a closing date that
    passes enter on their own days; those of an update's day enter with the
    day's first update. Updates of one day keep their file names' order.
    """
    made: list[Entry] = []
    state = State()
    for on, update, scheduled in _occasions(forecast, today=today):
        before = state
        state = _fold(state, scheduled)
        changes = list(scheduled)
        if update is not None:
            found = list(_differences(state, update))
            state = _fold(state, found)
            changes += found
        made.append(
            Entry(
                forecast=forecast,
                on=on,
                changes=tuple(changes),
                before=before,
                after=state,
                update=update,
            )
        )
    return tuple(made)


def _fold(state: State, changes: Iterable[Change]) -> State:
    for change in changes:
        state = apply(state, change)
    return state


def _occasions(
    forecast: Forecast, *, today: date
) -> Iterator[tuple[date, Update | None, list[Change]]]:
    """Each day's updates, with what the calendar brought on that day."""
    dated = [(on, change) for on, change in _scheduled(forecast) if on <= today]
    updates = [u for u in forecast.updates if u.made_on <= today]
    for on in sorted({on for on, _ in dated} | {u.made_on for u in updates}):
        scheduled = [change for changed_on, change in dated if changed_on == on]
        early: list[Change] = [c for c in scheduled if not isinstance(c, Closed | Resolved)]
        late: list[Change] = [c for c in scheduled if isinstance(c, Closed | Resolved)]
        of_day = [u for u in updates if u.made_on == on]
        if not of_day:
            yield on, None, early + late
        for position, update in enumerate(of_day):
            yield on, update, early if position == 0 else []
        if of_day and late:
            yield on, None, late


def _scheduled(forecast: Forecast) -> Iterator[tuple[date, Change]]:
    for dimension in forecast.dimensions:
        before: CriteriaVersion | None = None
        for version in dimension.criteria:
            yield (
                version.since,
                CriteriaChanged(dimension=dimension.id, before=before, after=version),
            )
            before = version
    for signpost in forecast.signposts:
        yield (
            signpost.armed_on,
            SignpostChanged(signpost=signpost.id, state=SignpostState.ARMED),
        )
    resolution = forecast.resolution
    if forecast.closes_on and (resolution is None or forecast.closes_on < resolution.known_on):
        yield forecast.closes_on, Closed(on=forecast.closes_on)
    if resolution:
        yield resolution.known_on, Resolved(resolution=resolution)


def _differences(state: State, update: Update) -> Iterator[Change]:
    if update.probability != state.probability:
        yield HeadlineMoved(before=state.probability, after=update.probability)
    for dimension, belief in update.beliefs:
        yield from _dimension_change(state.standing(dimension), dimension, belief, update.made_on)
    for piece in update.evidence:
        yield EvidenceAdded(evidence=piece)
    for event in update.signposts:
        yield SignpostChanged(signpost=event.signpost, state=event.state)
    if update.counterargument is not None and update.counterargument != state.counterargument:
        yield CounterargumentRevised(before=state.counterargument, after=update.counterargument)
    if update.forces is not None and update.forces != state.forces:
        yield ForcesRevised(before=state.forces, after=update.forces)


def _dimension_change(
    standing: Standing, dimension: str, belief: Belief, on: date
) -> Iterator[Change]:
    if belief.probability is not None:
        if belief.probability != standing.probability:
            yield DimensionMoved(
                dimension=dimension,
                before=standing.probability,
                after=belief.probability,
                on=on,
            )
    elif belief.moved in (Move.UP, Move.DOWN):
        yield DimensionLeaned(dimension=dimension, moved=belief.moved, on=on)


def state_on(forecast: Forecast, day: date) -> State:
    """What the archive said of the forecast at the end of that day."""
    made = entries(forecast, today=day)
    return made[-1].after if made else State()


def changelog(archive: Archive, *, today: date) -> tuple[Entry, ...]:
    """Every forecast's entries up to ``today``, newest first.

    Within a day, forecasts run by id; within a forecast, the later entry first.
    """
    return newest_first(e for f in archive.forecasts for e in entries(f, today=today))


def newest_first(made: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by falling day, then forecast, then falling order of making."""
    numbered = list(enumerate(made))
    numbered.sort(key=lambda pair: (-pair[1].on.toordinal(), pair[1].forecast.id, -pair[0]))
    return tuple(entry for _, entry in numbered)


def status(forecast: Forecast, *, today: date) -> Status:
    """Where the question is in its life."""
    resolution = forecast.resolution
    if resolution and resolution.known_on <= today:
        return Status.RESOLVED
    if today < forecast.opened_on:
        return Status.UPCOMING
    if forecast.closes_on and forecast.closes_on <= today:
        return Status.CLOSED
    return Status.OPEN


def probability_on(forecast: Forecast, day: date) -> float | None:
    """The headline in force at the end of that day, or None before the first."""
    made = [u.probability for u in forecast.updates if u.made_on <= day]
    return made[-1] if made else None


def is_frozen(forecast: Forecast, state: State) -> bool:
    """Whether the number must hold still until the criteria are firm."""
    if state.resolution is not None:
        return False
    under_review = any(
        version.status is CriteriaStatus.UNDER_REVIEW for _, version in state.criteria
    )
    return under_review or forecast.headline is HeadlineRule.UNSPECIFIED


def is_correction(update: Update) -> bool:
    """Whether an update mends an error in the open; never a change of mind."""
    return update.reason is Reason.CORRECTION


def by_dimension(evidence: Iterable[Evidence]) -> Mapping[str | None, tuple[Evidence, ...]]:
    """Evidence under each dimension it bears on; None is the whole question."""
    grouped: dict[str | None, list[Evidence]] = {}
    for piece in evidence:
        for bearing in piece.bears_on:
            grouped.setdefault(bearing.dimension, []).append(piece)
    return {key: tuple(pieces) for key, pieces in grouped.items()}
