"""The kinds of question: what may be said of each, and in which words.

A module a kind, all with the same functions (``rules.KindRules``). Whoever
meets a belief asks ``kind_rules`` for its kind's and knows no kind by name.
Charts are registered by kind in ``charts.forecast_chart``, since drawing is
heavy and reading an archive draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from foresite.kinds import binary, days, multiple_choice, numeric
from foresite.kinds.quantities import (
    INTERVALS,
    gives_interval,
    is_drawn_in,
    quantity_pit,
    score_unit,
)
from foresite.kinds.rules import Fault, Figure, Form, KindRules, Part
from foresite.model import Kind, KindName

KINDS: Mapping[KindName, KindRules] = {
    KindName.BINARY: binary,
    KindName.MULTIPLE_CHOICE: multiple_choice,
    KindName.NUMERIC: numeric,
    KindName.DATE: days,
}


def kind_rules(kind: Kind) -> KindRules:
    """The rules of that kind of question."""
    return KINDS[kind.name]


__all__ = [
    "INTERVALS",
    "KINDS",
    "Fault",
    "Figure",
    "Form",
    "KindRules",
    "Part",
    "gives_interval",
    "is_drawn_in",
    "kind_rules",
    "quantity_pit",
    "score_unit",
]
