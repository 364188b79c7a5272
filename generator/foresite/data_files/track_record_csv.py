"""The track record as tables: every figure of its page.

``record`` names whose record a line is of: an author's id, or ``all``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from foresite.data_files.addresses import site_url
from foresite.data_files.audit_lines import FOLDER, MOVES, SIGNPOSTS, move_lines, signpost_lines
from foresite.data_files.tables import Line, as_csv, as_json
from foresite.model import Archive, Belief
from foresite.publication import RenderedFile, Settings, forecast_address
from foresite.track_record import (
    SCORE_IDS,
    Comparison,
    Mean,
    Moment,
    Row,
    Stage,
    TrackRecord,
)
from foresite.track_record.audit import audit

EVERYBODY = "all"
VERSION = 1
"""Raised when a column changes its meaning or goes; new ones do not raise it."""

_INTERVAL = ("low", "high", "is_small")
_MEAN = ("kind", "score", "unit", "moment", "questions")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "scores": (
        *("forecast", "dimension", "is_headline", "author", "kind", "unit", "stage", "counts"),
        *("span", "spans", "scored_from", "scored_until"),
        *("opened_on", "closes_on", "scheduled_on", "known_on"),
        *(
            "outcome",
            "option",
            "value",
            "side",
            "updates",
            "late_updates",
            "corrected",
            "recording",
            "is_last_on_answer_day",
            "time_covered",
        ),
        *("probability_opening", "probability_close"),
        *(f"{score}_{moment.value}" for score in SCORE_IDS for moment in Moment),
        *("pit_opening", "pit_close", "url"),
        *("pit_low_opening", "pit_high_opening", "pit_low_close", "pit_high_close", "is_drawn_in"),
        "corrected_after_answer",
    ),
    "denominators": (
        *("record", "today", "published", "matured", "resolved"),
        *(stage.value for stage in Stage),
        "earlier_spans",
        *("recorded_in_time", "recorded_partly_after", "recorded_after_answer"),
        *("recorded_unknown", "last_on_answer_day", "corrected_after_answer"),
    ),
    "groups": ("record", "by", "key", *_MEAN, "mean", *_INTERVAL),
    "references": (
        *("record", "reference", *_MEAN, "ours", "theirs", "skill", "difference"),
        *_INTERVAL,
    ),
    "calibration": ("record", "moment", "from", "to", "questions", "came_true", "mean_probability"),
    "reliability": ("record", "moment", "probability", "questions", "recalibrated", "low", "high"),
    "decomposition": (
        *("record", "moment", "questions", "score"),
        *("miscalibration", "discrimination", "uncertainty"),
    ),
    "coverage": ("record", "moment", "share", "questions", "held", "low", "high", "left_out"),
    "pit": ("record", "moment", "from", "to", "questions", "outcomes", "low", "high"),
    "horizons": (
        *("forecast", "dimension", "is_headline", "author", "kind", "unit", "counts"),
        *("span", "horizon", *SCORE_IDS),
    ),
    "signposts": SIGNPOSTS,
    "moves": MOVES,
}
"""The columns of each table, which are published addresses: they are added to, never renamed."""


def track_record_files(
    records: Sequence[TrackRecord], archive: Archive, *, settings: Settings
) -> tuple[RenderedFile, ...]:
    """The tables beside the page; ``records`` begin with that of the whole archive."""
    tables = record_tables(records, archive, settings=settings)
    return (
        *(
            RenderedFile(path=f"{FOLDER}{name}.csv", content=as_csv(COLUMNS[name], lines))
            for name, lines in tables.items()
        ),
        RenderedFile(path=f"{FOLDER}record.json", content=as_json(tables, version=VERSION)),
    )


def record_tables(
    records: Sequence[TrackRecord], archive: Archive, *, settings: Settings
) -> Mapping[str, tuple[Line, ...]]:
    """Every table by its name, as lines with the cells of its columns.

    Tables of questions, signposts and moves are of the first record's author, or of all.
    """
    first = records[0]
    audited = audit(
        archive,
        today=first.today,
        author=first.author,
        signpost_days=settings.limits.signpost_days,
    )
    return {
        "scores": tuple(score_lines(first.rows, settings=settings)),
        "denominators": tuple(line for r in records for line in _denominators(r)),
        "groups": tuple(line for r in records for line in _groups(r)),
        "references": tuple(line for r in records for line in _references(r)),
        "calibration": tuple(line for r in records for line in _bins(r)),
        "reliability": tuple(line for r in records for line in _curves(r)),
        "decomposition": tuple(line for r in records for line in _decompositions(r)),
        "coverage": tuple(line for r in records for line in _coverage(r)),
        "pit": tuple(line for r in records for line in _tenths(r)),
        "horizons": tuple(_horizons(first.rows)),
        "signposts": tuple(signpost_lines(audited, settings=settings)),
        "moves": tuple(move_lines(audited, settings=settings)),
    }


def _reading(row: Row) -> Line:
    """Which reading of which forecast a line speaks of."""
    return {
        "forecast": row.forecast,
        "dimension": row.dimension,
        "is_headline": row.is_headline,
        "author": row.author,
        "kind": row.kind.value,
        "unit": row.unit,
    }


def score_lines(rows: Iterable[Row], *, settings: Settings) -> Iterator[Line]:
    """A line for each row: which reading it is, how it came out, and its scores."""
    for row in rows:
        answer = row.answer
        line = _reading(row) | {
            "stage": row.stage.value,
            "counts": row.counts,
            "span": row.span.number,
            "spans": row.span.of,
            "scored_from": row.span.start,
            "scored_until": row.span.end,
            "opened_on": row.opened_on,
            "closes_on": row.closes_on,
            "scheduled_on": row.scheduled_on,
            "known_on": row.known_on,
            "outcome": answer.outcome.value if answer else None,
            "option": answer.option if answer else None,
            "value": answer.value if answer else None,
            "side": answer.side.value if answer and answer.side else None,
            "updates": row.updates,
            "late_updates": row.late_updates,
            "corrected": row.corrected,
            "recording": row.recording.value if row.recording else None,
            "is_last_on_answer_day": row.is_last_on_answer_day,
            "time_covered": row.time_covered,
            "probability_opening": _given(row, row.opening),
            "probability_close": _given(row, row.closing),
        }
        for score in SCORE_IDS:
            for moment in Moment:
                line[f"{score}_{moment.value}"] = row.score(score, moment)
        fell = (("opening", row.pit_opening), ("close", row.pit_closing))
        line |= {f"pit_{when}": pit.middle if pit else None for when, pit in fell}
        address = forecast_address(row.forecast)
        line["url"] = site_url(address, settings=settings, start=FOLDER)
        for when, pit in fell:
            line[f"pit_low_{when}"] = pit.low if pit else None
            line[f"pit_high_{when}"] = pit.high if pit else None
        line["is_drawn_in"] = row.is_drawn_in
        line["corrected_after_answer"] = row.corrected_after_answer
        yield line


def _given(row: Row, belief: Belief | None) -> float | None:
    """The probability of a yes, or that of the option that came true."""
    if belief is None or belief.quantiles:
        return None
    if belief.options:
        option = row.answer.option if row.answer else None
        return dict(belief.options).get(option, 0.0) if option else None
    return belief.probability


def _whose(record: TrackRecord) -> Line:
    return {"record": record.author or EVERYBODY}


def _denominators(record: TrackRecord) -> Iterator[Line]:
    yield _whose(record) | {"today": record.today} | asdict(record.denominators)


def _groups(record: TrackRecord) -> Iterator[Line]:
    """All questions first, then each group: a line for each mean."""
    for mean in record.means:
        yield _whose(record) | {"by": EVERYBODY, "key": EVERYBODY} | _mean(mean)
    for group in record.groups:
        for mean in group.means:
            yield _whose(record) | {"by": group.by.value, "key": group.key} | _mean(mean)


def _mean(mean: Mean) -> Line:
    return {
        "kind": mean.kind.value,
        "score": mean.score,
        "unit": mean.unit,
        "moment": mean.moment.value,
        "questions": mean.count,
        "mean": mean.mean,
        "low": mean.interval.low if mean.interval else None,
        "high": mean.interval.high if mean.interval else None,
        "is_small": mean.is_small,
    }


def _references(record: TrackRecord) -> Iterator[Line]:
    for compared in record.comparisons:
        yield _whose(record) | _comparison(compared)


def _comparison(compared: Comparison) -> Line:
    interval = compared.interval
    return {
        "reference": compared.reference.value,
        "kind": compared.kind.value,
        "score": compared.score,
        "unit": compared.unit,
        "moment": compared.moment.value,
        "questions": compared.count,
        "ours": compared.ours,
        "theirs": compared.theirs,
        "skill": compared.skill,
        "difference": compared.difference,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "is_small": compared.is_small,
    }


def _bins(record: TrackRecord) -> Iterator[Line]:
    for calibration in record.calibrations:
        for each in calibration.bins:
            yield (
                _whose(record)
                | {"moment": calibration.moment.value}
                | {
                    "from": each.low,
                    "to": each.high,
                    "questions": each.count,
                    "came_true": each.came_true,
                    "mean_probability": each.mean,
                }
            )


def _curves(record: TrackRecord) -> Iterator[Line]:
    for calibration in record.calibrations:
        curve = calibration.curve
        if curve is None:
            continue
        points = zip(
            curve.forecasts, curve.counts, curve.recalibrated, curve.low, curve.high, strict=True
        )
        names = ("probability", "questions", "recalibrated", "low", "high")
        for point in points:
            yield (
                _whose(record)
                | {"moment": calibration.moment.value}
                | dict(zip(names, point, strict=True))
            )


def _decompositions(record: TrackRecord) -> Iterator[Line]:
    for calibration in record.calibrations:
        parts = calibration.decomposition
        if parts is not None:
            yield (
                _whose(record)
                | {"moment": calibration.moment.value, "questions": len(calibration.points)}
                | asdict(parts)
            )


def _coverage(record: TrackRecord) -> Iterator[Line]:
    for calibration in record.quantiles:
        for held in calibration.coverage:
            yield (
                _whose(record)
                | {"moment": calibration.moment.value, "share": held.share}
                | {"questions": held.count, "held": held.held}
                | dict(zip(("low", "high"), held.chance, strict=True))
                | {"left_out": held.left_out}
            )


def _tenths(record: TrackRecord) -> Iterator[Line]:
    for calibration in record.quantiles:
        for tenth in calibration.tenths:
            yield (
                _whose(record)
                | {"moment": calibration.moment.value, "from": tenth.low, "to": tenth.high}
                | {"questions": len(calibration.points), "outcomes": tenth.outcomes}
                | asdict(tenth.chance)
            )


def _horizons(rows: Iterable[Row]) -> Iterator[Line]:
    """A line for each band in which a number of a scored reading stood."""
    for row in rows:
        for band, figures in row.horizons:
            line = _reading(row) | {
                "counts": row.counts,
                "span": row.span.number,
                "horizon": band,
            }
            scores = dict(figures)
            yield line | {score: scores.get(score) for score in SCORE_IDS}
