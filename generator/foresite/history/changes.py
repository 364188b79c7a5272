"""States of a forecast, and the typed changes that lead from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from foresite.model import (
    Belief,
    Correction,
    CriteriaVersion,
    Evidence,
    HeadlineVersion,
    Move,
    Resolution,
    SignpostState,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one dimension stands.

    ``probability`` is the last one published, or None if none ever was;
    ``moved_on`` and ``moved`` tell of the last move, ``moved_from`` is known
    only where both numbers were published. ``belief`` is the last one of a
    dimension that is not answered by yes or no, ``belief_from`` the one before.
    """

    probability: float | None = None
    belief: Belief | None = None
    belief_from: Belief | None = None
    moved: Move | None = None
    moved_on: date | None = None
    moved_from: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the archive says of a forecast at one moment.

    ``headline_rule`` is None until it is first changed: the first rule holds.
    """

    probability: float | None = None
    headline_rule: HeadlineVersion | None = None
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
class BeliefChanged:
    """A dimension that is not binary was given a belief; ``before`` is None at first."""

    dimension: str
    before: Belief | None
    after: Belief
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
class HeadlineRuleChanged:
    """Another rule ties the headline to the dimensions."""

    before: HeadlineVersion
    after: HeadlineVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded:
    """A piece of evidence entered the ledger."""

    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SignpostChanged:
    """A signpost was armed, fired or expired; ``on`` is the day, where it is not the entry's."""

    signpost: str
    state: SignpostState
    on: date | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A resolution was found to be wrong: the question is open to be resolved again."""

    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An error in a published file was mended in the open; what it then says stands in the file."""

    correction: Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewound:
    """What was published was rewritten: what follows goes on from ``to``, before the first edit."""

    to: State


Change: TypeAlias = (
    HeadlineMoved
    | DimensionMoved
    | BeliefChanged
    | DimensionLeaned
    | CriteriaChanged
    | HeadlineRuleChanged
    | EvidenceAdded
    | SignpostChanged
    | CounterargumentRevised
    | ForcesRevised
    | Closed
    | Resolved
    | Withdrawn
    | Corrected
    | Rewound
)


def apply(state: State, change: Change) -> State:
    """The state after one change."""
    match change:
        case HeadlineMoved(after=after):
            return replace(state, probability=after)
        case DimensionMoved() | DimensionLeaned():
            standing = _moved(state.standing(change.dimension), change)
            return replace(state, standings=_with(state.standings, change.dimension, standing))
        case BeliefChanged(dimension=id_, before=before, after=belief, on=on):
            standing = Standing(belief=belief, belief_from=before, moved_on=on)
            return replace(state, standings=_with(state.standings, id_, standing))
        case CriteriaChanged(dimension=dimension, after=version):
            return replace(state, criteria=_with(state.criteria, dimension, version))
        case HeadlineRuleChanged(after=rule):
            return replace(state, headline_rule=rule)
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
        case Withdrawn():
            return replace(state, resolution=None)
        case Rewound(to=to):
            return to
        case Closed() | Corrected():
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
