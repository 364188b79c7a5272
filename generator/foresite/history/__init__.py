"""A forecast's past: its state on a date, and typed changes between states.

Enters a ``Forecast``; leaves ``State``s (the fold of its updates), ``Change``s
(what an update did) and ``Entry``s (the changelog). A change is never written
by hand, and ``apply`` undoes nothing: folding the changes over the first state
gives the last. It knows no words, pages or charts.
"""

from __future__ import annotations

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
    Rewound,
    SignpostChanged,
    Standing,
    State,
    Withdrawn,
    apply,
)
from foresite.history.comparison import (
    Comparison,
    Difference,
    TermChanged,
    between,
    difference,
)
from foresite.history.freeze import Cause, Freeze, freeze_on, is_frozen
from foresite.history.outcomes import headline_answer
from foresite.history.past import (
    Entry,
    belief_on,
    beliefs,
    by_dimension,
    changelog,
    entries,
    fold,
    has_closed,
    headline_belief,
    is_correction,
    newest_first,
    said,
    state_on,
    status,
)
from foresite.history.readings import readings
from foresite.history.recording import days_late
from foresite.history.tellings import Number, Telling, tellings

__all__ = [
    "BeliefChanged",
    "Cause",
    "Change",
    "Closed",
    "Comparison",
    "Corrected",
    "CounterargumentRevised",
    "CriteriaChanged",
    "Difference",
    "DimensionLeaned",
    "DimensionMoved",
    "Entry",
    "EvidenceAdded",
    "ForcesRevised",
    "Freeze",
    "HeadlineMoved",
    "HeadlineRuleChanged",
    "Number",
    "Resolved",
    "Rewound",
    "SignpostChanged",
    "Standing",
    "State",
    "Telling",
    "TermChanged",
    "Withdrawn",
    "apply",
    "belief_on",
    "beliefs",
    "between",
    "by_dimension",
    "changelog",
    "days_late",
    "difference",
    "entries",
    "fold",
    "freeze_on",
    "has_closed",
    "headline_answer",
    "headline_belief",
    "is_correction",
    "is_frozen",
    "newest_first",
    "readings",
    "said",
    "state_on",
    "status",
    "tellings",
]
