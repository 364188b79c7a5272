"""The whole record: of the archive, and of each author by whom there is a forecast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from foresite.model import Archive
from foresite.track_record.calibrating import calibrations, quantile_calibrations
from foresite.track_record.rows import score_rows
from foresite.track_record.summaries import calls, comparisons, groups, means
from foresite.track_record.values import Denominators, Recording, Row, Stage, TrackRecord
from foresite.track_record.whose import members, record_of_author


def track_records(archive: Archive, *, today: date) -> tuple[TrackRecord, ...]:
    """The record of the whole archive, then one for each author, by id.

    People of the desk itself have none of their own: what they said is in the desk's.
    """
    rows = score_rows(archive, today=today)
    authors = sorted({record_of_author(row.author, archive) for row in rows})
    return (
        record_of(rows, archive, today=today, author=None),
        *(record_of(rows, archive, today=today, author=author) for author in authors),
    )


def record_of(
    rows: Sequence[Row], archive: Archive, *, today: date, author: str | None
) -> TrackRecord:
    """The record of those rows that are an author's; of all of them, if None."""
    whose = None if author is None else members(author, archive)
    own = tuple(row for row in rows if whose is None or row.author in whose)
    counted = tuple(row for row in own if row.counts)
    return TrackRecord(
        author=author,
        today=today,
        denominators=denominators(own, today=today),
        rows=own,
        means=means(counted),
        comparisons=comparisons(counted),
        calibrations=calibrations(counted),
        quantiles=quantile_calibrations(counted),
        groups=groups([row for row in own if row.is_scored]),
        calls=calls(counted),
    )


def denominators(rows: Sequence[Row], *, today: date) -> Denominators:
    """Every question once, by its headline; and the spans of older criteria beside them."""
    questions = [row for row in rows if row.is_headline and row.span.is_last]
    stages = Counter(row.stage for row in questions)
    counted = [row for row in questions if row.counts]
    recorded = Counter(row.recording for row in counted)
    return Denominators(
        published=len(questions),
        matured=sum(row.scheduled_on is not None and row.scheduled_on < today for row in questions),
        resolved=sum(row.known_on is not None for row in questions),
        earlier_spans=sum(row.is_headline and not row.span.is_last for row in rows),
        **{stage.value: stages[stage] for stage in Stage},
        recorded_in_time=recorded[Recording.IN_TIME],
        recorded_partly_after=recorded[Recording.PARTLY_AFTER],
        recorded_after_answer=recorded[Recording.AFTER_ANSWER],
        recorded_unknown=recorded[Recording.UNKNOWN],
        last_on_answer_day=sum(row.is_last_on_answer_day for row in counted),
        corrected_after_answer=sum(row.corrected_after_answer > 0 for row in counted),
    )
