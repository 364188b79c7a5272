"""What was said, and how it came out: evidence, updates, resolutions, forecasts, the archive."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from foresite.model.question import (
    BINARY,
    SINGLE_READING,
    Author,
    Bearing,
    Dimension,
    HeadlineVersion,
    Implication,
    Kind,
    Signpost,
    SignpostEvent,
    Waiver,
)
from foresite.model.seal import Seal
from foresite.model.terms import (
    EvidenceKind,
    HeadlineRule,
    Move,
    Outcome,
    Reason,
    Side,
)
from foresite.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sourced fact. ``source`` names where it is from, ``url`` points there.

    ``likelihood_ratio`` is how many times likelier the fact is if the headline
    comes true than if it does not: positive, 1 for a fact that tells nothing.
    """

    id: str
    claim: str
    kind: EvidenceKind
    bears_on: tuple[Bearing, ...]
    source: str = ""
    url: str | None = None
    dated: date | None = None
    likelihood_ratio: float | None = None
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What an update says of one dimension.

    Exactly one is given: a probability in [0, 1]; a probability for each option
    by its id; quantiles as pairs of a level in (0, 1) and a value (a day as its
    proleptic ordinal if ``in_days``), levels rising; or only the direction of a
    move whose size the author did not publish.
    """

    probability: float | None = None
    options: tuple[tuple[str, float], ...] = ()
    quantiles: tuple[tuple[float, float], ...] = ()
    in_days: bool = False
    moved: Move | None = None
    where: Location | None = field(default=None, compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_number(self) -> bool:
        """Whether it says how likely, not only which way."""
        return self.probability is not None or bool(self.options or self.quantiles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A number somebody else would give for the headline, in [0, 1], and whose it is."""

    probability: float
    source: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One dated belief with its rationale.

    ``id`` is the file's stem (``2026-11-23`` or ``2026-11-23-evening``) and
    never changes: it is the update's anchor. ``probability`` is the headline
    number in [0, 1], or None where the headline is a dimension that is not
    binary; then its belief is among ``beliefs``. ``market`` is what a market or
    a crowd said on that day. ``beliefs`` names only dimensions the update speaks of.
    ``counterargument`` and ``forces`` are None where the update leaves them
    as they stood. ``typed`` is the front matter as its author typed it: texts,
    lists, tables and None. ``recorded_on`` is the day on which git first had the
    file, or None where git does not know; no author says it.
    """

    id: str
    made_on: date
    author: str
    reason: Reason
    probability: float | None
    market: Reference | None = None
    beliefs: tuple[tuple[str, Belief], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    signposts: tuple[SignpostEvent, ...] = ()
    counterargument: str | None = None
    forces: tuple[str, ...] | None = None
    review_by: date | None = None
    rationale: str
    recorded_on: date | None = field(default=None, compare=False)
    typed: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
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
class Answer:
    """How one dimension came out.

    ``option`` is an option's id; ``value`` a quantity (a day as its proleptic
    ordinal); ``side`` says that the quantity lies beyond an open bound.
    """

    outcome: Outcome
    option: str | None = None
    value: float | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How the question came out.

    ``outcome`` is the headline's, by its rule; ``answers`` are those of the
    dimensions by id. ``known_on`` is when the answer became public,
    ``recorded_on`` when the archive took it down. ``reason`` says why it was
    annulled or cannot be told. One that was wrong is withdrawn on a day, with
    the reason; it stays in the record. ``post_mortem`` is Markdown, and
    ``typed`` the front matter as its author typed it.
    """

    outcome: Outcome
    answers: tuple[tuple[str, Answer], ...]
    known_on: date
    recorded_on: date
    reason: str = ""
    withdrawn_on: date | None = None
    withdrawn_because: str = ""
    sources: tuple[Source, ...]
    post_mortem: str
    typed: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    where: Location = field(compare=False)
    post_mortem_where: Location | None = field(default=None, compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Location:
        """Where the value of that key of the file stands, or the file's own place."""
        return self.places.get(key, self.where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An error in a published file, mended in the open; never a change of mind.

    ``id`` is the file's stem and ``made_on`` its day. ``file`` is the path of
    what was corrected, inside the forecast's folder (``updates/2026-11-23.md``).
    ``earlier`` is that file's whole text as it stood before, ``because`` why it
    had to be corrected, ``by`` an author's id. ``update``, ``terms`` or
    ``resolution`` is that text read as it was then, that of forecast.yml without
    updates; None of another file, or if today's rules do not let it be read.
    """

    id: str
    made_on: date
    file: str
    by: str
    because: str
    what: str = ""
    earlier: str
    update: Update | None = field(default=None, compare=False, repr=False)
    terms: Forecast | None = field(default=None, compare=False, repr=False)
    resolution: Resolution | None = field(default=None, compare=False, repr=False)
    where: Location = field(compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Location:
        """Where the value of that key of the file stands, or the file's own place."""
        return self.places.get(key, self.where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A question, how it resolves, and its updates from oldest to newest.

    ``id`` is the folder's path below the archive (``us-governors-2022/arizona``)
    and is permanent. ``closes_on`` is None when no date was published, and
    ``resolves_by`` when the answer is due on the day on which it closes.
    ``headline`` is the newest rule, or the one that decided once there is an
    answer, and ``headline_dimension`` is set when it is ``DIMENSION``; ``headlines`` are all rules that ever held, oldest first, or
    nothing where the newest has held from the opening. ``implied_by`` holds the
    ids of the forecasts that imply this one.
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
    resolves_by: date | None = None
    tags: tuple[str, ...]
    author: str
    updates: tuple[Update, ...]
    base_rate: Reference | None = None
    resolution: Resolution | None = None
    withdrawn: tuple[Resolution, ...] = ()
    corrections: tuple[Correction, ...] = ()
    seals: tuple[Seal, ...] = ()
    headlines: tuple[HeadlineVersion, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    implies: tuple[Implication, ...] = ()
    implied_by: tuple[str, ...] = ()
    path: str
    where: Location = field(compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Location:
        """Where the value of that key of the file stands, or the file's own place."""
        return self.places.get(key, self.where)

    @property
    def scheduled_on(self) -> date | None:
        """The day on which the answer is due, from which horizon and maturity are reckoned."""
        return self.resolves_by or self.closes_on

    @property
    def has_single_reading(self) -> bool:
        """Whether the author declared no dimensions."""
        return self.dimensions[0].id == SINGLE_READING and len(self.dimensions) == 1

    @property
    def settling(self) -> Dimension | None:
        """The dimension whose belief is the headline; None where a rule joins several."""
        if self.headline is HeadlineRule.DIMENSION and self.headline_dimension:
            return self.dimension(self.headline_dimension)
        return None

    def headline_on(self, day: date) -> HeadlineVersion:
        """The rule that held on that day; before the opening, the first."""
        versions = self.headlines or (
            HeadlineVersion(
                since=self.opened_on,
                rule=self.headline,
                dimension=self.headline_dimension,
                where=self.place("headline"),
            ),
        )
        return [v for v in versions if v.since <= day or v is versions[0]][-1]

    @property
    def rule(self) -> HeadlineVersion:
        """``headline`` with its day and its reason."""
        known_on = self.resolution.known_on if self.resolution else date.max
        return self.deciding_rule(known_on)

    def deciding_rule(self, known_on: date) -> HeadlineVersion:
        """The rule by which the headline comes out, if the answer was known on that day.

        What is written after it decides nothing; only where there was no rule
        yet, the newest does.
        """
        rule = self.headline_on(known_on)
        newest = self.headline_on(date.max)
        return newest if rule.rule is HeadlineRule.UNSPECIFIED else rule

    @property
    def kind(self) -> Kind:
        """What sort of answer the headline has."""
        return self.settling.kind if self.settling else BINARY

    def corrections_of(self, file: str) -> tuple[Correction, ...]:
        """What was corrected in that file of the forecast's folder, oldest first."""
        return tuple(c for c in self.corrections if c.file == file)

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

    def forecast(self, id_: str) -> Forecast | None:
        """The forecast of that id, or None if the archive has none."""
        index = bisect_left(self.forecasts, id_, key=lambda forecast: forecast.id)
        near = self.forecasts[index : index + 1]
        return near[0] if near and near[0].id == id_ else None

    def author(self, id_: str) -> Author | None:
        """The author of that id, or None if the archive describes none."""
        return next((a for a in self.authors if a.id == id_), None)
