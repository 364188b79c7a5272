"""What is asked: dimensions, criteria, kinds of answer, signposts, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from foresite.model.terms import (
    Comparison,
    CriteriaEffect,
    CriteriaStatus,
    Direction,
    HeadlineRule,
    KindName,
    SignpostState,
)
from foresite.problems import Location

SINGLE_READING = "answer"
"""Id of the only dimension of a forecast whose author declared none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who answers for a forecast: a desk, a model, a person.

    ``is_own`` are people of the desk itself, whose forecasts are the desk's.
    """

    id: str
    name: str
    url: str | None = None
    about: str = ""
    is_own: bool = False
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaVersion:
    """One text of the resolution criteria, in force from ``since``.

    ``where`` is the version's place, ``text_where`` that of its text.
    """

    since: date
    status: CriteriaStatus
    text: str
    reason: str = ""
    effect: CriteriaEffect | None = None
    where: Location = field(compare=False)
    text_where: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineVersion:
    """What tied the headline number to the dimensions from ``since`` on.

    ``dimension`` is set when ``rule`` is ``DIMENSION``; ``reason`` says why it
    replaced the version before.
    """

    since: date
    rule: HeadlineRule
    dimension: str | None = None
    reason: str = ""
    where: Location = field(compare=False)

    def hangs_on(self, dimension: Dimension) -> bool:
        """Whether that dimension has a part in the headline; without a rule any may have.

        A rule that joins dimensions joins those there were when it began.
        """
        match self.rule:
            case HeadlineRule.DIMENSION:
                return dimension.id == self.dimension
            case HeadlineRule.UNSPECIFIED:
                return True
            case HeadlineRule.ALL | HeadlineRule.ANY:
                return dimension.is_there_on(self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A warning that the author sets aside: the rule's id, and why."""

    rule: str
    reason: str
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Implication:
    """A forecast, by its id, that is answered yes if this one is.

    ``added_on`` is None for one that was named from the opening.
    """

    forecast: str
    added_on: date | None = None
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a multiple-choice question; ``added_on`` is None for one that was there first.

    ``where`` is the place of that day.
    """

    id: str
    name: str
    added_on: date | None = None
    where: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An end of the range of a quantity.

    A closed bound cannot be passed; beyond an open one the outcome is only
    known to lie there. The value is in the unit of the question, or the
    proleptic ordinal of a day.
    """

    value: float
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What sort of answer a dimension has, and what may be said of it.

    ``options`` are those of a multiple-choice question, ``is_ordered`` if their
    order means something. ``unit``, ``low`` and ``high`` belong to quantities.
    """

    name: KindName = KindName.BINARY
    options: tuple[Option, ...] = ()
    is_ordered: bool = False
    unit: str = ""
    low: Bound | None = None
    high: Bound | None = None


BINARY = Kind()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One reading of the question; ``criteria`` run from oldest to newest.

    ``added_on`` is None for one that was there from the opening.
    """

    id: str
    name: str
    question: str
    criteria: tuple[CriteriaVersion, ...]
    kind: Kind = BINARY
    added_on: date | None = None
    where: Location = field(compare=False)
    added_where: Location | None = field(default=None, compare=False)

    def is_there_on(self, day: date) -> bool:
        """Whether it was asked already on that day."""
        return self.added_on is None or self.added_on <= day


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
class SignpostEvent:
    """Somebody's word that a signpost fired or expired, and on which day it did.

    In forecast.yml ``because`` says what shows it, ``source`` and ``url`` who
    says so and where; an update names ``evidence`` by its ids instead.
    """

    signpost: str
    state: SignpostState
    on: date
    because: str = ""
    source: str = ""
    url: str | None = None
    evidence: tuple[str, ...] = ()
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """A named future event and the number it would move the forecast to.

    ``dimension`` is None when it would move the headline. It is armed from
    ``armed_on`` until it fires or expires: by an update's word, by ``events``
    (what forecast.yml itself records), or by itself once ``expires_on``, the
    last day on which it can fire, has come.
    """

    id: str
    event: str
    moves_to: Threshold
    armed_on: date
    dimension: str | None = None
    expires_on: date | None = None
    events: tuple[SignpostEvent, ...] = ()
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """Which way evidence cuts on a dimension; None is the question as a whole."""

    dimension: str | None
    direction: Direction
    where: Location | None = field(default=None, compare=False)
