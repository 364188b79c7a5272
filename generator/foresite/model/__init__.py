"""The nouns of a forecast archive, as validated values.

Enters: nothing but the standard library and ``problems.Location``. Leaves:
frozen records that every later layer reads. It knows neither files nor pages;
a probability here is a float in [0, 1], a day is a ``date``, and text that an
author may format is CommonMark, all of it untrusted.
"""

from __future__ import annotations

from foresite.model.forecast import (
    Answer,
    Archive,
    Belief,
    Correction,
    Evidence,
    Forecast,
    Reference,
    Resolution,
    Source,
    Update,
)
from foresite.model.question import (
    BINARY,
    SINGLE_READING,
    Author,
    Bearing,
    Bound,
    CriteriaVersion,
    Dimension,
    HeadlineVersion,
    Implication,
    Kind,
    Option,
    Signpost,
    SignpostEvent,
    Threshold,
    Waiver,
)
from foresite.model.seal import Reveal, Seal, sealed_digest, secret_text
from foresite.model.terms import (
    UNSCORED,
    Comparison,
    CriteriaEffect,
    CriteriaStatus,
    Direction,
    EvidenceKind,
    HeadlineRule,
    KindName,
    Move,
    Outcome,
    Reason,
    Side,
    SignpostState,
    Status,
)

__all__ = [
    "BINARY",
    "SINGLE_READING",
    "UNSCORED",
    "Answer",
    "Archive",
    "Author",
    "Bearing",
    "Belief",
    "Bound",
    "Comparison",
    "Correction",
    "CriteriaEffect",
    "CriteriaStatus",
    "CriteriaVersion",
    "Dimension",
    "Direction",
    "Evidence",
    "EvidenceKind",
    "Forecast",
    "HeadlineRule",
    "HeadlineVersion",
    "Implication",
    "Kind",
    "KindName",
    "Move",
    "Option",
    "Outcome",
    "Reason",
    "Reference",
    "Resolution",
    "Reveal",
    "Seal",
    "Side",
    "Signpost",
    "SignpostEvent",
    "SignpostState",
    "Source",
    "Status",
    "Threshold",
    "Update",
    "Waiver",
    "sealed_digest",
    "secret_text",
]
