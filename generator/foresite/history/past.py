"""A forecast's past as a changelog, and what stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from foresite.history.changes import (
    BeliefChanged,
    Change,
    Closed,
    Corrected,
    CounterargumentRevised,
    CriteriaChanged,
    DimensionLeaned,
    DimensionMoved,
    EvidenceAdded,
    ForcesRevised,
    HeadlineMoved,
    HeadlineRuleChanged,
    Resolved,
    SignpostChanged,
    Standing,
    State,
    Withdrawn,
    apply,
)
from foresite.history.signposts import happenings
from foresite.model import (
    Archive,
    Belief,
    Correction,
    CriteriaVersion,
    Evidence,
    Forecast,
    KindName,
    Move,
    Reason,
    SignpostState,
    Status,
    Update,
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

    @property
    def correction(self) -> Correction | None:
        """What was corrected, if that is what the entry tells."""
        corrected = (c.correction for c in self.changes if isinstance(c, Corrected))
        return next(corrected, None) if self.update is None else None


def entries(forecast: Forecast, *, today: date) -> tuple[Entry, ...]:
    """The changelog of one forecast up to ``today``, oldest first.

    Criteria that take force, signposts that are armed and a closing date that
    passes enter on their own days; those of an update's day enter with the
    day's first update. Updates of one day keep their file names' order. That it
    closed is not told before the closing day is over.
    """
    made: list[Entry] = []
    state = State()
    for on, update, scheduled in _occasions(forecast, today=today):
        before = state
        state = fold(state, scheduled)
        changes = list(scheduled)
        if update is not None:
            found = list(_differences(state, update))
            state = fold(state, found)
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


def fold(state: State, changes: Iterable[Change]) -> State:
    """The state after one change after the other."""
    for change in changes:
        state = apply(state, change)
    return state


_LATE = (Closed, Resolved, Withdrawn, Corrected)
"""What ends a day: the day's updates came before it. Of these, closing is last."""


def _occasions(
    forecast: Forecast, *, today: date
) -> Iterator[tuple[date, Update | None, list[Change]]]:
    """Each day's updates, with what the calendar brought on that day."""
    dated = [
        (on, change)
        for on, change in _scheduled(forecast)
        if (on < today if isinstance(change, Closed) else on <= today)
    ]
    updates = [u for u in forecast.updates if u.made_on <= today]
    for on in sorted({on for on, _ in dated} | {u.made_on for u in updates}):
        scheduled = [change for changed_on, change in dated if changed_on == on]
        early: list[Change] = [c for c in scheduled if not isinstance(c, _LATE)]
        late: list[Change] = [c for c in scheduled if isinstance(c, _LATE)]
        late.sort(key=lambda change: isinstance(change, Closed))
        of_day = [u for u in updates if u.made_on == on]
        if early and not of_day:
            yield on, None, early
        for position, update in enumerate(of_day):
            yield on, update, early if position == 0 else []
        for change in late:
            yield on, None, [change]


def _scheduled(forecast: Forecast) -> Iterator[tuple[date, Change]]:
    for dimension in forecast.dimensions:
        before: CriteriaVersion | None = None
        for version in dimension.criteria:
            yield (
                version.since,
                CriteriaChanged(dimension=dimension.id, before=before, after=version),
            )
            before = version
    for earlier, later in pairwise(forecast.headlines):
        yield later.since, HeadlineRuleChanged(before=earlier, after=later)
    for signpost in forecast.signposts:
        yield (
            signpost.armed_on,
            SignpostChanged(signpost=signpost.id, state=SignpostState.ARMED),
        )
    for happening in happenings(forecast):
        if happening.update is None:
            yield (
                happening.on,
                SignpostChanged(signpost=happening.signpost.id, state=happening.state),
            )
    resolution = forecast.resolution
    if forecast.closes_on and (resolution is None or forecast.closes_on < resolution.known_on):
        yield forecast.closes_on, Closed(on=forecast.closes_on)
    yield from _answers(forecast)
    for correction in forecast.corrections:
        yield correction.made_on, Corrected(correction=correction)


def _answers(forecast: Forecast) -> Iterator[tuple[date, Change]]:
    """Each resolution on the day its answer was known, and on which it was withdrawn.

    What replaces one that was wrong enters when that was withdrawn, though its
    answer may have been known before: until then the archive said otherwise.
    """
    from_day = date.min
    for resolution in (*forecast.withdrawn, forecast.resolution):
        if resolution is None:
            continue
        yield max(resolution.known_on, from_day), Resolved(resolution=resolution)
        if resolution.withdrawn_on:
            yield resolution.withdrawn_on, Withdrawn(resolution=resolution)
            from_day = resolution.withdrawn_on


def _differences(state: State, update: Update) -> Iterator[Change]:
    if update.probability is not None and update.probability != state.probability:
        yield HeadlineMoved(before=state.probability, after=update.probability)
    for dimension, belief in update.beliefs:
        yield from _dimension_change(state.standing(dimension), dimension, belief, update.made_on)
    for piece in update.evidence:
        yield EvidenceAdded(evidence=piece)
    for event in update.signposts:
        on = event.on if event.on != update.made_on else None
        yield SignpostChanged(signpost=event.signpost, state=event.state, on=on)
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
    elif belief.is_number:
        if belief != standing.belief:
            yield BeliefChanged(dimension=dimension, before=standing.belief, after=belief, on=on)
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
    return Status.CLOSED if has_closed(forecast, today=today) else Status.OPEN


def has_closed(forecast: Forecast, *, today: date) -> bool:
    """Whether the closing day is over: it is the last day for updates, and a day like any other."""
    return forecast.closes_on is not None and forecast.closes_on < today


def headline_belief(forecast: Forecast, state: State) -> Belief | None:
    """What the headline says in that state, whatever its kind; None before the first word."""
    settling = forecast.settling
    if settling and settling.kind.name is not KindName.BINARY:
        return state.standing(settling.id).belief
    return None if state.probability is None else Belief(probability=state.probability)


def said(forecast: Forecast, update: Update) -> Belief | None:
    """What an update says of the headline, whatever its kind."""
    settling = forecast.settling
    if settling and settling.kind.name is not KindName.BINARY:
        return dict(update.beliefs).get(settling.id)
    return None if update.probability is None else Belief(probability=update.probability)


def beliefs(forecast: Forecast, *, until: date) -> tuple[tuple[date, Belief], ...]:
    """Every belief of the headline up to the end of that day, oldest first."""
    made = ((u.made_on, said(forecast, u)) for u in forecast.updates if u.made_on <= until)
    return tuple((on, belief) for on, belief in made if belief is not None)


def belief_on(forecast: Forecast, day: date) -> Belief | None:
    """The headline in force at the end of that day, or None before the first."""
    made = beliefs(forecast, until=day)
    return made[-1][1] if made else None


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
