"""What the track record's page prints, in a reader's order.

Frozen values and nothing else: every word is decided by the modules of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foresite.charts import Chart
from foresite.pages.forecast.view import Link
from foresite.pages.tables import Table
from foresite.pages.track_record.audit_words import AuditView


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFigure:
    """The one score a reader sees first, with what it is and what it is set against."""

    figure: str
    name: str
    note: str
    definition: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The groups of one sort: a chart where two or more can be compared, and the table.

    ``note`` is what must be known to read them, mostly nothing; ``said`` is what
    the fold says that holds them.
    """

    heading: str
    note: str
    said: str
    chart: Chart | None
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsView:
    """The worst calls of one kind of question, then the best."""

    heading: str
    worst: Table
    best: Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """All that the template prints. ``whose`` says whose record it is, above everything else.

    ``definitions`` is the page that defines the scores, empty where this one does.
    What most readers pass over stands folded: ``nones_said`` and ``questions_said`` are
    what those folds say.
    """

    title: str
    description: str
    whose: str
    authors: Table | None
    head: HeadFigure | None
    lede: str
    statements: tuple[str, ...]
    denominators: Table
    nones: Table | None
    nones_said: str
    scores: Table | None
    covered: str
    references: Table | None
    more_references: Table | None
    without: str
    counterfactuals: tuple[str, ...]
    diagrams: tuple[Chart, ...]
    bins: Table | None
    decomposition: Table | None
    quantiles: tuple[Chart, ...]
    left_out: str
    groups: tuple[GroupView, ...]
    audit: AuditView
    calls: tuple[CallsView, ...]
    questions: Table | None
    questions_said: str
    all_questions: Link | None
    uncounted: Table | None
    downloads: tuple[Link, ...]
    definitions: str
    dictionary: str

    @property
    def jumps(self) -> tuple[tuple[str, str], ...]:
        """The anchors of the sections that there are, with their names, in order."""
        return tuple((anchor, name) for anchor, name, is_there in self._sections() if is_there)

    def _sections(self) -> Iterator[tuple[str, str, bool]]:
        yield "whose", "Whose record", self.authors is not None
        yield "counts", "What counts", True
        yield "scores", "Scores", self.scores is not None
        yield "references", "Beside others", self.scores is not None
        yield "calibration", "Calibration", bool(self.diagrams)
        yield "quantiles", "Numbers and dates", bool(self.quantiles)
        yield "groups", "In groups", bool(self.groups)
        yield "signposts", "Signposts", True
        yield "calls", "Worst and best calls", bool(self.calls)
        yield "questions", "Every question", bool(self.questions or self.all_questions)
        yield "uncounted", "Not counted", self.uncounted is not None
        yield "definitions", "What each score is", not self.definitions
        yield "data", "Data", True
