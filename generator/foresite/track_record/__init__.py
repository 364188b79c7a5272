"""The track record: what was said against what happened.

Enters an archive and a day; leaves frozen values: rows, means, comparisons,
calibrations, groups. It knows no words, charts, pages or files. How scores are
counted is told in decision 10.
"""

from __future__ import annotations

from foresite.track_record.records import record_of, track_records
from foresite.track_record.rows import BANDS, is_matured, score_rows
from foresite.track_record.summaries import IN_UNIT
from foresite.track_record.values import (
    HEADLINE,
    SCORE_IDS,
    Calibration,
    Calls,
    Comparison,
    Denominators,
    Group,
    GroupBy,
    Held,
    Mean,
    Moment,
    Paired,
    QuantileCalibration,
    Recording,
    ReferenceName,
    Row,
    Span,
    Stage,
    TrackRecord,
)
from foresite.track_record.whose import record_of_author

__all__ = [
    "BANDS",
    "HEADLINE",
    "IN_UNIT",
    "SCORE_IDS",
    "Calibration",
    "Calls",
    "Comparison",
    "Denominators",
    "Group",
    "GroupBy",
    "Held",
    "Mean",
    "Moment",
    "Paired",
    "QuantileCalibration",
    "Recording",
    "ReferenceName",
    "Row",
    "Span",
    "Stage",
    "TrackRecord",
    "is_matured",
    "record_of",
    "record_of_author",
    "score_rows",
    "track_records",
]
