"""The nouns of a forecast archive, as validated values.

Enters: nothing but the standard library and ``problems.Location``. Leaves:
frozen records that every later layer reads. It knows neither files nor pages;
a probability here is a float in [0, 1], a day is a ``date``, and text that an
author may format is CommonMark, all of it untrusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from foresite.problems import Location

SINGLE_READING = "answer"
"""Id of the only dimension of a forecast whose author declared none."""


class HeadlineRule(StrEnum):
    """What ties the headline number to the dimensions."""

    DIMENSION = "dimension"
    ALL = "all"
    ANY = "any"
    UNSPECIFIED = "unspecified"


class CriteriaStatus(StrEnum):
    """Whether resolution criteria may be relied on."""

    FIRM = "firm"
    UNDER_REVIEW = "under-review"


class CriteriaEffect(StrEnum):
    """What a new version of the criteria does to the outcomes that count."""

    NARROWS = "narrows"
    WIDENS = "widens"
    CLARIFIES = "clarifies"


class Reason(StrEnum):
    """Why an update was made."""

    OPENING = "opening"
    EVIDENCE = "evidence"
    REREADING = "re-reading"
    TIME = "passage-of-time"
    CRITERIA = "criteria"
    CORRECTION = "correction"


class Move(StrEnum):
    """The direction of a move whose size was not published."""

    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"


class EvidenceKind(StrEnum):
    """Direct evidence measures the question itself; circumstantial suggests."""

    DIRECT = "direct"
    CIRCUMSTANTIAL = "circumstantial"


class Direction(StrEnum):
    """Which way a piece of evidence cuts."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    BOTH = "both"


class SignpostState(StrEnum):
    """Armed: watched for. Fired: it happened. Expired: it no longer can."""

    ARMED = "armed"
    FIRED = "fired"
    EXPIRED = "expired"


class Comparison(StrEnum):
    """The side of its threshold to which a signpost would move the number."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"


class Outcome(StrEnum):
    """What a resolution says; the last two are listed and never scored."""

    YES = "yes"
    NO = "no"
    AMBIGUOUS = "ambiguous"
    ANNULLED = "annulled"


class Status(StrEnum):
    """The life of a question, in Metaculus's words."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who answers for a forecast: a desk, a model, a person."""

    id: str
    name: str
    url: str | None = None
    about: str = ""
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaVersion:
    """One text of the resolution criteria, in force from ``since``."""

    since: date
    status: CriteriaStatus
    text: str
    reason: str = ""
    effect: CriteriaEffect | None = None
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One reading of the question; ``criteria`` run from oldest to newest."""

    id: str
    name: str
    question: str
    criteria: tuple[CriteriaVersion, ...]
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Where a signpost would move the number: ``>= 0.85``."""

    comparison: Comparison
    probability: float

    @property
    def is_upward(self) -> bool:
        """Whether reaching it means a higher probability."""
        return self.comparison in (Comparison.AT_LEAST, Comparison.ABOVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """A named future event and the number it would move the forecast to.

    ``dimension`` is None when it would move the headline. It is armed from
    ``armed_on`` until an update says that it fired or expired.
    """

    id: str
    event: str
    moves_to: Threshold
    armed_on: date
    dimension: str | None = None
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """Which way evidence cuts on a dimension; None is the question as a whole."""

    dimension: str | None
    direction: Direction
    where: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sourced fact. ``source`` names where it is from, ``url`` points there."""

    id: str
    claim: str
    kind: EvidenceKind
    bears_on: tuple[Bearing, ...]
    source: str = ""
    url: str | None = None
    dated: date | None = None
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What an update says of one dimension.

    Exactly one of the two is given: a probability in [0, 1], or only the
    direction of a move whose size the author did not publish.
    """

    probability: float | None = None
    moved: Move | None = None
    where: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignpostEvent:
    """An update's word that a signpost fired or expired."""

    signpost: str
    state: SignpostState
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One dated belief with its rationale.

    ``id`` is the file's stem (``2026-11-23`` or ``2026-11-23-evening``) and
    never changes: it is the update's anchor. ``probability`` is the headline
    number in [0, 1]. ``beliefs`` names only dimensions the update speaks of.
    ``counterargument`` and ``forces`` are None where the update leaves them
    as they stood.
    """

    id: str
    made_on: date
    author: str
    reason: Reason
    probability: float
    beliefs: tuple[tuple[str, Belief], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    signposts: tuple[SignpostEvent, ...] = ()
    counterargument: str | None = None
    forces: tuple[str, ...] | None = None
    review_by: date | None = None
    rationale: str
    where: Location = field(compare=False)
    rationale_where: Location | None = field(default=None, compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Location:
        """Where the value of that key of the file stands, or the file's own place."""
        return self.places.get(key, self.where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact can be checked."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How the question came out.

    ``known_on`` is when the answer became public, ``recorded_on`` when the
    archive took it down. ``post_mortem`` is Markdown.
    """

    outcome: Outcome
    known_on: date
    recorded_on: date
    sources: tuple[Source, ...]
    post_mortem: str
    where: Location = field(compare=False)
    post_mortem_where: Location | None = field(default=None, compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Location:
        """Where the value of that key of the file stands, or the file's own place."""
        return self.places.get(key, self.where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A question, how it resolves, and its updates from oldest to newest.

    ``id`` is the folder's path below the archive (``us-governors-2022/arizona``)
    and is permanent. ``closes_on`` is None when no date was published.
    ``headline_dimension`` is set when ``headline`` is ``DIMENSION``.
    """

    id: str
    question: str
    background: str
    headline: HeadlineRule
    headline_dimension: str | None
    dimensions: tuple[Dimension, ...]
    signposts: tuple[Signpost, ...]
    opened_on: date
    closes_on: date | None
    tags: tuple[str, ...]
    author: str
    updates: tuple[Update, ...]
    resolution: Resolution | None = None
    path: str
    where: Location = field(compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Location:
        """Where the value of that key of the file stands, or the file's own place."""
        return self.places.get(key, self.where)

    @property
    def has_single_reading(self) -> bool:
        """Whether the author declared no dimensions."""
        return self.dimensions[0].id == SINGLE_READING and len(self.dimensions) == 1

    def dimension(self, id_: str) -> Dimension:
        """The dimension of that id; KeyError if the forecast has none."""
        for dimension in self.dimensions:
            if dimension.id == id_:
                return dimension
        raise KeyError(id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Every forecast, sorted by id, and the authors they name."""

    forecasts: tuple[Forecast, ...]
    authors: tuple[Author, ...] = ()

    def author(self, id_: str) -> Author | None:
        """The author of that id, or None if the archive describes none."""
        return next((a for a in self.authors if a.id == id_), None)
