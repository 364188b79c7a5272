"""What a forecast's page prints, in a reader's order.

Frozen values and nothing else: every word is decided by the modules of words.
Plain author text stays plain (the template escapes it); author Markdown has
become ``Markup``.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from foresite.kinds import Part
from foresite.pages.forecast.criteria_view import CriteriaSection
from foresite.pages.forecast.ledger_view import LedgerView
from foresite.pages.forecast.sealed_words import SealedView


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Text that leads somewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveView:
    """The last move: which way (``up``, ``down``, ``none``; ``told`` without a colour), how far, since when, why.

    ``spoken`` is what a screen reader says for the sign.
    """

    way: str
    sign: str
    spoken: str
    size: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """What a reader must know before relying on the number."""

    title: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionRow:
    """One line of the table of dimensions.

    ``bar`` is a width in percent, or None where the number is no probability;
    ``came_out`` is empty while nobody knows, ``added`` if it was there from the opening.
    """

    name: str
    href: str
    settles: bool
    added: str
    criterion: str
    number: str
    is_number: bool
    bar: str | None
    way: str
    move: str
    since: str
    came_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignpostView:
    """A signpost as a card; ``shown`` holds (what shows it, who says so, where) for each."""

    way: str
    title: str
    event: str
    state: str
    concerns: str
    is_armed: bool
    shown: tuple[tuple[str, str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A piece in the ledger, as it bears on one dimension; ``also`` says on which others, how.

    ``direction`` is ``supports``, ``opposes`` or ``both``.
    """

    direction: str
    way: str
    sign: str
    word: str
    claim: str
    source: str
    href: str | None
    dated: str
    ratio: str
    also: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGroup:
    """What bears on one dimension: its heading, a count, and (kind, heading, pieces) for each kind."""

    heading: str
    count: str
    kinds: tuple[tuple[str, str, tuple[EvidenceView, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLedger:
    """The evidence ledger.

    ``ways`` and ``kinds`` are what a reader may choose to see: (value, label,
    how many pieces), nothing where there is too little to choose from.
    ``none`` lists the pairs of a direction and a kind that no piece has.
    """

    groups: tuple[EvidenceGroup, ...]
    ways: tuple[tuple[str, str, int], ...]
    kinds: tuple[tuple[str, str, int], ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """An error that was mended: what it says of it, and the earlier text or where that is read.

    ``earlier`` is empty where another place of the page keeps the text, to
    which ``href`` leads.
    """

    summary: str
    earlier: Markup
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """An update, or what happened between updates; ``recorded`` is what git says of its date."""

    anchor: str
    heading: str
    day: str
    iso: str
    reason: str
    author: str
    changes: tuple[str, ...]
    evidence: tuple[str, ...]
    rationale: Markup
    recorded: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderUpdates:
    """Updates that are folded away below the newest, by year or by month."""

    label: str
    updates: tuple[UpdateView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """How the question came out, and what stood when the answer became known."""

    kind: str
    title: str
    text: str
    sources: tuple[tuple[str, str | None], ...]
    post_mortem: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastView:
    """All that the template prints."""

    question: str
    question_size: str
    description: str
    tags: tuple[Link, ...]
    opened: str
    closes: str
    said_last: str
    """When the number was given, if it is not a present one."""

    figure: str
    figure_size: str
    sign: str
    words: str
    odds: str
    move: MoveView
    parts: tuple[Part, ...]
    parts_title: str
    facts: tuple[tuple[str, str], ...]
    attribution: Link | None
    is_own: bool
    desk: str
    outcome: OutcomeView | None
    banners: tuple[Banner, ...]
    background: Markup
    dimensions: tuple[DimensionRow, ...]
    headline_rule: str
    criteria: CriteriaSection
    signposts: tuple[SignpostView, ...]
    signposts_title: str
    forces: tuple[str, ...]
    base_rate: tuple[str, str, str | None] | None
    """The base rate as a number, who says so, and where."""

    evidence: EvidenceLedger
    counterargument: Markup
    updates: tuple[UpdateView, ...]
    older: tuple[OlderUpdates, ...]
    recorded: tuple[str, ...]
    corrected_terms: tuple[CorrectionView, ...]
    corrected_outcome: tuple[CorrectionView, ...]
    data: tuple[Link, ...]
    sealed: tuple[SealedView, ...]
    ledger: LedgerView | None
