"""Means over questions, comparisons, groups and calls: what the rows say together.

Every interval redraws questions, never updates: updates of one question say
much the same, and would make any record look surer than it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import fsum

from foresite.model import KindName
from foresite.scores import skill
from foresite.scores.means import FEW, Interval, bootstrap_mean
from foresite.track_record.rows import BANDS
from foresite.track_record.values import (
    Calls,
    Comparison,
    Figures,
    Group,
    GroupBy,
    Mean,
    Moment,
    ReferenceName,
    Row,
)

IN_UNIT = ("wis", "crps")
"""Scores in the question's own unit; the others are pure numbers."""

DECISIVE = ("brier", "brier_multi", "wis")
"""The score by which the calls of each kind are ranked."""

_Compared = tuple[ReferenceName, KindName, str, str, Moment]

CALLS = 5
"""How many calls are shown at either end."""


def means(rows: Iterable[Row]) -> tuple[Mean, ...]:
    """The mean of each score at each moment, over the rows that have it."""
    return _means((row, moment, figures) for row in rows for moment, figures in row.scores)


def _means(scored: Iterable[tuple[Row, Moment, Figures]]) -> tuple[Mean, ...]:
    gathered: dict[tuple[KindName, str, str, Moment], list[float]] = defaultdict(list)
    for row, moment, figures in scored:
        for score, value in figures:
            gathered[row.kind, score, _unit(row, score), moment].append(value)
    return tuple(
        Mean(
            kind=kind,
            score=score,
            moment=moment,
            unit=unit,
            count=len(values),
            mean=fsum(values) / len(values),
            interval=_interval(values),
            is_small=len(values) < FEW,
        )
        for (kind, score, unit, moment), values in gathered.items()
    )


def _interval(values: Sequence[float]) -> Interval | None:
    """The bootstrap's interval; None below ``FEW``, where the redraws know too little to vary."""
    return None if len(values) < FEW else bootstrap_mean(values)


def _unit(row: Row, score: str) -> str:
    return row.unit if score in IN_UNIT else ""


def comparisons(rows: Sequence[Row]) -> tuple[Comparison, ...]:
    """Each reference on the questions for which there is one."""
    gathered: dict[_Compared, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        for pair in row.paired:
            unit = _unit(row, pair.score)
            key = (pair.reference, row.kind, pair.score, unit, pair.moment)
            gathered[key].append((pair.ours, pair.theirs))
    order = list(ReferenceName)
    made = [_comparison(key, pairs) for key, pairs in gathered.items()]
    return tuple(sorted(made, key=lambda c: order.index(c.reference)))


def _comparison(key: _Compared, pairs: list[tuple[float, float]]) -> Comparison:
    reference, kind, score, unit, moment = key
    count = len(pairs)
    ours = fsum(mine for mine, _ in pairs) / count
    theirs = fsum(other for _, other in pairs) / count
    return Comparison(
        reference=reference,
        kind=kind,
        score=score,
        moment=moment,
        unit=unit,
        count=count,
        ours=ours,
        theirs=theirs,
        skill=skill(ours, theirs),
        difference=ours - theirs,
        interval=_interval([mine - other for mine, other in pairs]),
        is_small=count < FEW,
    )


def groups(rows: Sequence[Row]) -> tuple[Group, ...]:
    """Questions by kind, author, tag, year of the scheduled date, reading and horizon.

    ``rows`` are all that are scored. Readings other than the headline enter the
    groups by dimension only: elsewhere a question counts once.
    """
    headlines = [row for row in rows if row.is_headline]
    made = [
        *_grouped(GroupBy.KIND, headlines, lambda row: [row.kind.value]),
        *_grouped(GroupBy.AUTHOR, headlines, lambda row: [row.author]),
        *_grouped(GroupBy.TAG, headlines, lambda row: row.tags),
        *_grouped(
            GroupBy.YEAR,
            headlines,
            lambda row: [str(row.scheduled_on.year)] if row.scheduled_on else [],
        ),
        *_grouped(
            GroupBy.DIMENSION,
            rows,
            lambda row: ["headline"] if row.is_headline else [row.dimension],
        ),
    ]
    return (*made, *_by_horizon(headlines))


def _grouped(
    by: GroupBy, rows: Iterable[Row], keys: Callable[[Row], Iterable[str]]
) -> Iterator[Group]:
    gathered: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            gathered[key].append(row)
    for key in sorted(gathered):
        members = gathered[key]
        yield Group(
            by=by,
            key=key,
            count=len(members),
            is_small=len(members) < FEW,
            means=means(members),
        )


def _by_horizon(rows: Iterable[Row]) -> Iterator[Group]:
    """Each band with the questions that had a number, and no answer, so long before their date."""
    gathered: dict[str, list[tuple[Row, Moment, Figures]]] = defaultdict(list)
    for row in rows:
        for band, figures in row.horizons:
            gathered[band].append((row, Moment.AVERAGE, figures))
    for band, _, _ in BANDS:
        members = gathered[band]
        if members:
            yield Group(
                by=GroupBy.HORIZON,
                key=band,
                count=len(members),
                is_small=len(members) < FEW,
                means=_means(members),
            )


def calls(rows: Iterable[Row]) -> tuple[Calls, ...]:
    """Where we were furthest off and nearest, by kind; in half the questions at most each."""
    gathered: dict[tuple[KindName, str, str], list[tuple[float, Row]]] = defaultdict(list)
    for row in rows:
        for score in DECISIVE:
            value = row.score(score, Moment.AVERAGE)
            if value is not None:
                gathered[row.kind, score, _unit(row, score)].append((value, row))
    made = []
    for (kind, score, unit), scored in gathered.items():
        worst = sorted(scored, key=lambda pair: (-pair[0], pair[1].forecast))
        best = sorted(scored, key=lambda pair: (pair[0], pair[1].forecast))
        half = len(scored) // 2
        made.append(
            Calls(
                kind=kind,
                score=score,
                unit=unit,
                worst=tuple(row for _, row in worst[: min(CALLS, len(scored) - half)]),
                best=tuple(row for _, row in best[: min(CALLS, half)]),
            )
        )
    return tuple(made)
