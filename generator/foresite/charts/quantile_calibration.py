"""Whether quantities fell where their forecasts said: the PIT histogram, and intervals that held.

Enters probability integral transforms in [0, 1], and how many central
intervals held their outcome; leaves ``Chart``s. A forecaster who is right has
outcomes spread evenly, so the bars are level (Gneiting, Balabdaoui and
Raftery, JRSS B 69, 2007). With few questions the outcomes are dots, not bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foresite.charts.axes import value_axis
from foresite.charts.chart import Chart
from foresite.charts.palette import paint
from foresite.charts.plane import PERCENT_MARKS, RIGHT, Ruler, label, mark, plane_chart, rule
from foresite.charts.plane_picture import Row
from foresite.charts.timeline_frame import Twin
from foresite.scores.calibration import FEWEST
from foresite.words import counted, percent

WIDTH = 560
PIT_HEIGHT, DOT_HEIGHT = 190, 15
EVEN_LABEL = 48
"""Pixels for the word at the end of the level line."""

BINS = 10
BAND_SHARE = 0.9
ROW_HEIGHT = 52
TIGHT = 4.0
"""Dots closer than this, in percent, are set above one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many of ``count`` intervals that should hold ``share`` of outcomes did."""

    share: float
    held: int
    count: int


def pit_histogram(pits: Sequence[float], *, name: str = "pit", title: str = "") -> Chart:
    """Where the outcomes fell within their forecasts, each in [0, 1].

    From ``FEWEST`` questions on bars of a tenth, with the level line of a
    forecaster who is right and the range that chance allows; below, a dot each.
    """
    counts = pit_counts(pits)
    is_enough = len(pits) >= FEWEST
    drawn, upward = _bars(counts, len(pits)) if is_enough else _dots(pits)
    return plane_chart(
        drawn,
        across=Ruler(
            low=0, high=100, title="Where the outcome fell, in percent", marks=PERCENT_MARKS
        ),
        upward=upward,
        width=WIDTH,
        height=PIT_HEIGHT if is_enough else round(DOT_HEIGHT * upward.high),
        right=EVEN_LABEL if is_enough else RIGHT,
        twin=Twin(
            id=name,
            name=name,
            title=title,
            sentence=_pit_sentence(counts, len(pits)),
            caption="Outcomes by the tenth of the forecast in which they fell",
            columns=("Tenth", "Outcomes", "If the forecasts are right"),
            rows=tuple(
                (f"{10 * n} to {10 * n + 10}", str(count), f"{len(pits) / BINS:.3g}")
                for n, count in enumerate(counts)
            ),
        ),
    )


def pit_counts(pits: Sequence[float]) -> tuple[int, ...]:
    """How many lie in each tenth; a tenth includes its lower end, the last its upper too."""
    counts = [0] * BINS
    for pit in pits:
        counts[min(int(pit * BINS + 1e-9), BINS - 1)] += 1
    return tuple(counts)


def by_chance(count: int, share: float) -> tuple[int, int]:
    """The least and most of ``count`` that chance gives nine times in ten, each with ``share``.

    The central range of the binomial distribution, ends included.
    """
    from scipy.stats import binom

    tail = (1 - BAND_SHARE) / 2
    low, high = binom.ppf([tail, 1 - tail], count, share)
    return int(low), int(high)


def _bars(counts: Sequence[int], of: int) -> tuple[dict[str, list[Row]], Ruler]:
    low, high = by_chance(of, 1 / BINS)
    axis = value_axis([0, *counts, high])
    even = of / BINS
    drawn: dict[str, list[Row]] = {
        "bars": [
            {
                "at": 0,
                "until": 100,
                "level": low,
                "upper": high,
                "colour": paint("muted"),
                "opacity": 0.22,
            },
            *(
                {
                    "at": 10 * n + 0.4,
                    "until": 10 * n + 9.6,
                    "level": 0,
                    "upper": count,
                    "colour": paint("s1"),
                    "opacity": 0.75,
                }
                for n, count in enumerate(counts)
            ),
        ],
        "rules": [rule(0, even, until=100, upper=even, colour="ink", dash=(5, 4), width=1.5)],
        "updates": [
            mark(
                10 * n + 5,
                count,
                index=n,
                tip=f"{counted(count, 'outcome')}\nbetween {10 * n} and {10 * n + 10} %",
                size=0,
            )
            for n, count in enumerate(counts)
        ],
        "labels": [label(100, even, "even", dx=10)],
    }
    marks = tuple((level, f"{level:g}") for level in axis.levels)
    return drawn, Ruler(low=0, high=axis.high, title="Outcomes in each tenth", marks=marks)


def _dots(pits: Sequence[float]) -> tuple[dict[str, list[Row]], Ruler]:
    placed: list[tuple[float, int]] = []
    for pit in sorted(pits):
        at = round(100 * pit, 3)
        near = [height for x, height in placed if at - x < TIGHT]
        placed.append((at, next(h for h in range(len(placed) + 1) if h not in near)))
    top = max((height for _, height in placed), default=0)
    drawn: dict[str, list[Row]] = {
        "rules": [rule(0, 0, until=100, upper=0)],
        "updates": [
            mark(at, height + 0.5, index=n, tip=f"fell at {at:.0f} % of its forecast")
            for n, (at, height) in enumerate(placed)
        ],
    }
    return drawn, Ruler(low=0, high=top + 1.5, title="A dot for each outcome", marks=())


def _pit_sentence(counts: Sequence[int], of: int) -> str:
    if not of:
        return "No question with a number or a day for its answer has been scored yet."
    below, above = sum(counts[:5]), sum(counts[5:])
    outcomes = "outcome" if of == 1 else "outcomes"
    said = f"Of {of:,} {outcomes}, {below} fell in the lower half of the forecast and {above} in the upper."
    if of < FEWEST:
        return f"{said} With fewer than {FEWEST} it is too early to tell a pattern from chance."
    low, high = by_chance(of, 1 / BINS)
    beyond = sum(not low <= count <= high for count in counts)
    return (
        f"{said} If the forecasts are right, each tenth holds {of / BINS:.3g}, by chance from "
        f"{low} to {high}; {counted(beyond, 'tenth lies', 'tenths lie')} outside that."
    )


def coverage_plot(kept: Sequence[Kept], *, name: str = "intervals", title: str = "") -> Chart:
    """For each interval the share of outcomes that it held, beside the share it should hold.

    ``kept`` are of one question or more each.
    """
    rows = len(kept)
    return plane_chart(
        {
            "bars": list(_allowed(kept)),
            "rules": [
                rule(
                    100 * one.share,
                    level - 0.2,
                    until=100 * one.share,
                    upper=level + 0.2,
                    colour="ink",
                    width=2,
                )
                for one, level in zip(kept, _rows(rows), strict=True)
            ],
            "updates": [
                mark(
                    round(100 * one.held / one.count, 3),
                    level,
                    index=n,
                    tip=f"{one.held} of {one.count} held\n{percent(one.share)} should",
                    size=90,
                    is_filled=True,
                )
                for n, (one, level) in enumerate(zip(kept, _rows(rows), strict=True))
            ],
            "labels": [
                label(
                    0,
                    level + 0.38,
                    f"{percent(one.share)} intervals: {one.held} of {one.count} held",
                    dx=0,
                )
                for one, level in zip(kept, _rows(rows), strict=True)
            ],
        },
        across=Ruler(low=0, high=100, title="Held, in percent", marks=PERCENT_MARKS),
        upward=Ruler(low=0, high=rows, title="", marks=()),
        width=WIDTH,
        height=max(1, rows) * ROW_HEIGHT,
        twin=Twin(
            id=name,
            name=name,
            title=title,
            sentence=_coverage_sentence(kept),
            caption="How many outcomes each interval held",
            columns=("Interval", "Held", "Share", "What chance allows"),
            rows=tuple(_coverage_rows(kept)),
        ),
    )


def _rows(count: int) -> tuple[float, ...]:
    """The height of each row, the first on top."""
    return tuple(count - n - 0.46 for n in range(count))


def _allowed(kept: Sequence[Kept]) -> Iterator[Row]:
    for one, level in zip(kept, _rows(len(kept)), strict=True):
        low, high = by_chance(one.count, one.share)
        yield {
            "at": 100 * low / one.count,
            "until": 100 * high / one.count,
            "level": level - 0.12,
            "upper": level + 0.12,
            "colour": paint("muted"),
            "opacity": 0.25,
        }


def _coverage_sentence(kept: Sequence[Kept]) -> str:
    if not kept:
        return "No forecast with intervals has been scored yet."
    return " ".join(
        f"{one.held} of {one.count} {'outcome' if one.count == 1 else 'outcomes'} lay inside the "
        f"{percent(one.share)} interval, "
        f"where {one.share * one.count:.3g} should."
        for one in kept
    )


def _coverage_rows(kept: Sequence[Kept]) -> Iterator[tuple[str, ...]]:
    for one in kept:
        low, high = by_chance(one.count, one.share)
        yield (
            percent(one.share),
            f"{one.held} of {one.count}",
            percent(one.held / one.count),
            f"{low} to {high}",
        )
