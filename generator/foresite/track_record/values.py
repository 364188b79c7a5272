"""What a track record is made of: rows, means, comparisons, groups and calls.

Values only. Scores are by the ids of ``kinds`` (``brier``, ``log``,
``brier_multi``, ``rps``, ``wis``, ``crps``), lower being better; ``coverage_50``
and ``coverage_90`` are shares that ought to be a half and nine tenths.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from foresite.model import Answer, Belief, KindName, Outcome
from foresite.scores.calibration import Bin, Decomposition, Reliability
from foresite.scores.means import Interval
from foresite.scores.pit import Pit, Tenth

HEADLINE = "headline"
"""The reading's id where the headline is no declared dimension."""

SCORE_IDS = ("brier", "log", "brier_multi", "rps", "wis", "crps", "coverage_50", "coverage_90")
"""Every score that a kind of question gives, by id."""

Figures = tuple[tuple[str, float], ...]
"""Scores by their ids."""


class Moment(StrEnum):
    """When a forecast is scored.

    ``AVERAGE`` is the mean over the days on which a number stood, from the
    opening to the earlier of the close and the day the answer was known.
    """

    OPENING = "opening"
    CLOSE = "close"
    AVERAGE = "average"


class Stage(StrEnum):
    """Where a question stands in the cohort; every question has exactly one.

    ``SCORED`` alone counts. ``UNNUMBERED`` came out, but no number stood before
    the answer. ``OVERDUE`` has passed its scheduled date without an answer.
    ``EARLY`` has an answer, but its scheduled date is yet to pass; ``UNDATED``
    has an answer and never had a scheduled date. ``OPEN`` is all the rest.
    """

    SCORED = "scored"
    UNNUMBERED = "unnumbered"
    AMBIGUOUS = "ambiguous"
    ANNULLED = "annulled"
    WITHDRAWN = "withdrawn"
    OVERDUE = "overdue"
    EARLY = "early"
    UNDATED = "undated"
    OPEN = "open"


class Recording(StrEnum):
    """Whether a reading's numbers were in the archive's git history when its answer was known.

    ``IN_TIME``: all were, by that day (UTC). ``PARTLY_AFTER``: the first was,
    another that is scored came after. ``AFTER_ANSWER``: the first itself came
    after. ``UNKNOWN``: git knows too little to say any of these.
    """

    IN_TIME = "in-time"
    PARTLY_AFTER = "partly-after"
    AFTER_ANSWER = "after-answer"
    UNKNOWN = "unknown"


class ReferenceName(StrEnum):
    """With whose number on the same questions ours is compared.

    ``EVEN`` says 50 %, or the same of each option. ``FIRST`` is our own first
    number, had we never moved. ``BASE_RATE`` and ``MARKET`` are those the
    forecast states. ``SIGNPOSTS`` is what we would have said had we gone to a
    signpost's threshold whenever one fired.
    """

    EVEN = "even"
    FIRST = "first"
    BASE_RATE = "base-rate"
    MARKET = "market"
    SIGNPOSTS = "signposts"


class GroupBy(StrEnum):
    """By what questions are grouped."""

    KIND = "kind"
    AUTHOR = "author"
    TAG = "tag"
    YEAR = "year"
    DIMENSION = "dimension"
    HORIZON = "horizon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days during which one meaning of the criteria held, from ``start`` to ``end``.

    ``number`` runs from 1 to ``of``. Criteria that narrow or widen begin a new
    span; only the last one counts, for the answer is by the last criteria.
    """

    start: date
    end: date
    number: int = 1
    of: int = 1

    @property
    def is_last(self) -> bool:
        """Whether the answer was given by these criteria."""
        return self.number == self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Our score and a reference's on one question, at one moment, over the same days."""

    reference: ReferenceName
    moment: Moment
    score: str
    ours: float
    theirs: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One reading of one forecast in one span of its criteria, with its scores.

    ``dimension`` is its id, or ``headline``. ``unit`` is that of ``wis`` and
    ``crps``. ``scheduled_on`` is the day on which the answer is due. ``opening`` and ``closing`` are the first and the last belief that
    may be scored, with ``pit_opening`` and ``pit_closing`` where the outcome
    fell in them; ``is_drawn_in`` says that some of what was said, or the outcome,
    lies beyond an end that can be passed and is scored as if at it. ``time_covered`` is the share of the span, in [0, 1], in which
    a number stood. ``updates`` were made in the span, with a number each; one that
    stood at its start is of the span before. ``late_updates`` were made after the close or after the
    answer was known, and are not scored. ``corrected`` counts the corrections of
    files that are scored, the resolution's among them; ``corrected_after_answer`` those
    of numbers and terms that came too late to mend the scores (``as_known``). ``recording`` is None while no answer is
    known or no number stood; ``is_last_on_answer_day`` says that the last number is dated on
    ``known_on`` itself. ``horizons`` holds the mean score over the days of each
    band before the scheduled date. The scores of a row that does not
    ``count`` are listed and enter no mean; a row without an answer has none.
    """

    forecast: str
    question: str
    author: str
    tags: tuple[str, ...]
    dimension: str
    dimension_name: str
    is_headline: bool
    kind: KindName
    unit: str
    span: Span
    stage: Stage
    opened_on: date
    closes_on: date | None
    scheduled_on: date | None
    known_on: date | None
    answer: Answer | None
    opening: Belief | None = None
    closing: Belief | None = None
    updates: int = 0
    late_updates: int = 0
    corrected: int = 0
    corrected_after_answer: int = 0
    recording: Recording | None = None
    is_last_on_answer_day: bool = False
    time_covered: float = 0.0
    scores: tuple[tuple[Moment, Figures], ...] = ()
    pit_opening: Pit | None = None
    pit_closing: Pit | None = None
    is_drawn_in: bool = False
    horizons: tuple[tuple[str, Figures], ...] = ()
    paired: tuple[Paired, ...] = ()

    @property
    def is_scored(self) -> bool:
        """Whether it counts among the readings: matured, answered, by the last criteria."""
        return self.stage is Stage.SCORED and self.span.is_last

    @property
    def counts(self) -> bool:
        """Whether it enters the means of the record, in which a question counts once."""
        return self.is_scored and self.is_headline

    @property
    def came_true(self) -> bool | None:
        """Yes or no; None for another sort of answer."""
        if self.answer is None or self.answer.outcome not in (Outcome.YES, Outcome.NO):
            return None
        return self.answer.outcome is Outcome.YES

    def at(self, moment: Moment) -> dict[str, float]:
        """The scores at that moment, by id."""
        return dict(dict(self.scores).get(moment, ()))

    def score(self, id_: str, moment: Moment) -> float | None:
        """One score, None where it is not defined."""
        return self.at(moment).get(id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominators:
    """How many questions there are, and how many the means leave out.

    ``published`` is the sum of the nine stages. ``matured`` have a scheduled
    date that has passed; ``resolved`` have an answer that stands, of any sort.
    ``earlier_spans`` are listed, not counted: their criteria were narrowed or
    widened since. The four from ``recorded_in_time`` add up to ``scored``, and
    ``last_on_answer_day`` and
    ``corrected_after_answer`` are of those too.
    """

    published: int
    matured: int
    resolved: int
    scored: int
    unnumbered: int
    ambiguous: int
    annulled: int
    withdrawn: int
    overdue: int
    early: int
    undated: int
    open: int
    earlier_spans: int
    recorded_in_time: int
    recorded_partly_after: int
    recorded_after_answer: int
    recorded_unknown: int
    last_on_answer_day: int
    corrected_after_answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The mean of a score at a moment over ``count`` questions of a kind, each counted once.

    Kinds are never mixed, nor units; ``unit`` is empty unless the score has one.
    ``interval`` holds nine in ten means of redrawn questions, None below ``means.FEW``.
    """

    kind: KindName
    score: str
    moment: Moment
    unit: str
    count: int
    mean: float
    interval: Interval | None
    is_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Our mean and a reference's on the same ``count`` questions over the same days.

    ``skill`` is 1 − ours ÷ theirs: above 0 is better than the reference; None
    where theirs is 0. ``difference`` is ours less theirs, below 0 being better,
    with its interval over redrawn questions, None below ``means.FEW``.
    """

    reference: ReferenceName
    kind: KindName
    score: str
    moment: Moment
    unit: str
    count: int
    ours: float
    theirs: float
    skill: float | None
    difference: float
    interval: Interval | None
    is_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some of the questions, and their means; ``is_small`` below ``means.FEW`` questions."""

    by: GroupBy
    key: str
    count: int
    is_small: bool
    means: tuple[Mean, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Yes-or-no questions, each with the probability it had at that moment.

    ``points`` are (forecast, probability, came true), by forecast. ``curve``
    and ``decomposition`` are None below ``scores.calibration.FEWEST`` questions,
    of which too little can be told.
    """

    moment: Moment
    points: tuple[tuple[str, float, bool], ...]
    bins: tuple[Bin, ...]
    curve: Reliability | None
    decomposition: Decomposition | None

    @property
    def is_enough(self) -> bool:
        """Whether a curve may be drawn."""
        return self.curve is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many of ``count`` central intervals of a nominal ``share`` held their outcome.

    ``left_out`` are those that reach an end that can be passed, whatever came out;
    ``chance`` is the least and the most that chance allows if the forecasts are right.
    """

    share: float
    held: int
    count: int
    left_out: int
    chance: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantileCalibration:
    """Questions answered by a quantity, each with where its outcome fell at that moment.

    ``points`` are (forecast, probability integral transform).
    """

    moment: Moment
    points: tuple[tuple[str, Pit], ...]
    tenths: tuple[Tenth, ...]
    coverage: tuple[Held, ...]
    is_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The worst and the best questions by one score averaged over time; worst and best first."""

    kind: KindName
    score: str
    unit: str
    worst: tuple[Row, ...]
    best: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """What was said against what happened, of one author or (None) of the whole archive.

    ``rows`` are all readings, in the archive's order, scored or not; ``means``,
    ``comparisons``, ``calibrations`` and ``calls`` are over those that count.
    """

    author: str | None
    today: date
    denominators: Denominators
    rows: tuple[Row, ...] = field(repr=False)
    means: tuple[Mean, ...]
    comparisons: tuple[Comparison, ...]
    calibrations: tuple[Calibration, ...]
    quantiles: tuple[QuantileCalibration, ...]
    groups: tuple[Group, ...]
    calls: tuple[Calls, ...]

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows that enter the means, a question once."""
        return tuple(row for row in self.rows if row.counts)

    def calibration(self, moment: Moment) -> Calibration:
        """The calibration at the opening or at the close."""
        return next(c for c in self.calibrations if c.moment is moment)
