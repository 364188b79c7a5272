"""Whether quantities fell where their forecasts said: the PIT histogram, and intervals that held.

Enters probability integral transforms, and how many central intervals held
their outcome; leaves ``Chart``s. A forecaster who is right has outcomes spread
evenly, so the bars are level (Gneiting, Balabdaoui and Raftery, JRSS B 69,
2007). With few questions the outcomes are dots, not bars. An outcome of which
only a stretch is known is spread over it, or drawn as long as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from foresite.charts.axes import value_axis
from foresite.charts.chart import Chart
from foresite.charts.palette import paint
from foresite.charts.plane import PERCENT_MARKS, RIGHT, Ruler, label, mark, plane_chart, rule
from foresite.charts.plane_picture import Row
from foresite.charts.timeline_frame import Twin
from foresite.scores.calibration import FEWEST
from foresite.scores.pit import TENTHS, Pit, Tenth, by_chance, tenths
from foresite.words import counted, percent

WIDTH = 560
PIT_HEIGHT, DOT_HEIGHT = 190, 15
EVEN_LABEL = 48
"""Pixels for the word at the end of the level line."""

ROW_HEIGHT = 52
TIGHT = 4.0
"""Dots closer than this, in percent, are set above one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many of ``count`` intervals that should hold ``share`` of outcomes did."""

    share: float
    held: int
    count: int


def pit_histogram(pits: Sequence[Pit], *, name: str = "pit", title: str = "") -> Chart:
    """Where the outcomes fell within their forecasts.

    From ``FEWEST`` questions on bars of a tenth, with the level line of a
    forecaster who is right and the range that chance allows; below, a dot each.
    """
    counted_in = tenths(pits)
    is_enough = len(pits) >= FEWEST
    drawn, upward = _bars(counted_in, len(pits)) if is_enough else _dots(pits)
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
            sentence=_pit_sentence(counted_in, pits),
            caption="Outcomes by the tenth of the forecast in which they fell",
            columns=("Tenth", "Outcomes", "If the forecasts are right", "What chance allows")
            if is_enough
            else ("Tenth", "Outcomes", "If the forecasts are right"),
            rows=tuple(
                tuple(_pit_row(tenth, len(pits), is_enough=is_enough)) for tenth in counted_in
            ),
        ),
    )


def _pit_row(tenth: Tenth, of: int, *, is_enough: bool) -> Iterator[str]:
    yield f"{100 * tenth.low:.0f} to {100 * tenth.high:.0f}"
    yield _some(tenth.outcomes)
    yield f"{of / TENTHS:.3g}"
    if is_enough:
        yield f"{_some(tenth.chance.low)} to {_some(tenth.chance.high)}"


def _some(outcomes: float) -> str:
    """How many, with a decimal where some are spread: ``7``, ``6.4``."""
    return f"{outcomes:,.1f}".removesuffix(".0")


def _bars(counted_in: Sequence[Tenth], of: int) -> tuple[dict[str, list[Row]], Ruler]:
    axis = value_axis([0, *(end for t in counted_in for end in (t.outcomes, t.chance.high))])
    even = of / TENTHS
    drawn: dict[str, list[Row]] = {
        "bars": [
            *_allowed_in(counted_in),
            *(
                {
                    "at": round(100 * tenth.low + 0.4, 3),
                    "until": round(100 * tenth.high - 0.4, 3),
                    "level": 0,
                    "upper": round(tenth.outcomes, 3),
                    "colour": paint("s1"),
                    "opacity": 0.75,
                }
                for tenth in counted_in
            ),
        ],
        "rules": [rule(0, even, until=100, upper=even, colour="ink", dash=(5, 4), width=1.5)],
        "updates": [
            mark(
                round(50 * (tenth.low + tenth.high), 3),
                round(tenth.outcomes, 3),
                index=n,
                tip=f"{_outcomes(tenth.outcomes)}\nbetween {100 * tenth.low:.0f} and {100 * tenth.high:.0f} %",
                size=0,
            )
            for n, tenth in enumerate(counted_in)
        ],
        "labels": [label(100, even, "even", dx=10)],
    }
    marks = tuple((level, f"{level:g}") for level in axis.levels)
    return drawn, Ruler(low=0, high=axis.high, title="Outcomes in each tenth", marks=marks)


def _outcomes(number: float) -> str:
    return counted(int(number), "outcome") if number == int(number) else f"{_some(number)} outcomes"


def _allowed_in(counted_in: Sequence[Tenth]) -> Iterator[Row]:
    """What chance allows, tenths with the same range in one piece."""
    for (low, high), members in groupby(counted_in, key=lambda t: (t.chance.low, t.chance.high)):
        inside = tuple(members)
        yield {
            "at": 100 * inside[0].low,
            "until": 100 * inside[-1].high,
            "level": round(low, 3),
            "upper": round(high, 3),
            "colour": paint("muted"),
            "opacity": 0.22,
        }


def _dots(pits: Sequence[Pit]) -> tuple[dict[str, list[Row]], Ruler]:
    """A dot for each outcome, and a stroke as long as the stretch in which it is known to lie."""
    placed: list[tuple[Pit, int]] = []
    for pit in sorted(pits, key=lambda one: (one.middle, one.low)):
        near = {height for other, height in placed if _apart(pit, other) < TIGHT}
        placed.append((pit, next(n for n in range(len(placed) + 1) if n not in near)))
    drawn: dict[str, list[Row]] = {
        "rules": [
            rule(0, 0, until=100, upper=0),
            *(
                rule(
                    round(100 * pit.low, 3),
                    height + 0.5,
                    until=round(100 * pit.high, 3),
                    upper=height + 0.5,
                )
                for pit, height in placed
                if not pit.is_point
            ),
        ],
        "updates": [
            mark(round(100 * pit.middle, 3), height + 0.5, index=n, tip=_dot_tip(pit))
            for n, (pit, height) in enumerate(placed)
        ],
    }
    top = max((height for _, height in placed), default=0)
    return drawn, Ruler(low=0, high=top + 1.5, title="A dot for each outcome", marks=())


def _apart(one: Pit, other: Pit) -> float:
    """How much lies between two, in percent; below 0 where they overlap."""
    return round(100 * max(one.low - other.high, other.low - one.high), 3)


def _dot_tip(pit: Pit) -> str:
    if pit.is_point:
        return f"fell at {100 * pit.middle:.0f} % of its forecast"
    return f"fell between {100 * pit.low:.0f} and {100 * pit.high:.0f} % of its forecast"


def _pit_sentence(counted_in: Sequence[Tenth], pits: Sequence[Pit]) -> str:
    of = len(pits)
    if not of:
        return "No question with a number or a day for its answer has been scored yet."
    below, above = (fsum(t.outcomes for t in half) for half in (counted_in[:5], counted_in[5:]))
    said = _halves(_some(below), _some(above), of)
    wide = sum(pit.high - pit.low > 1 / TENTHS + 1e-9 for pit in pits)
    if wide:
        said += f" {_spread(wide, of)}"
    if of < FEWEST:
        return f"{said} With fewer than {FEWEST} it is too early to tell a pattern from chance."
    least = min(tenth.chance.low for tenth in counted_in)
    most = max(tenth.chance.high for tenth in counted_in)
    beyond = sum(not tenth.is_allowed for tenth in counted_in)
    return (
        f"{said} If the forecasts are right, each tenth holds {of / TENTHS:.3g}, by chance from "
        f"{_some(least)} to {_some(most)}; {counted(beyond, 'tenth lies', 'tenths lie')} outside "
        f"{'that' if len({tenth.chance for tenth in counted_in}) == 1 else 'its range'}."
    )


def _halves(below: str, above: str, of: int) -> str:
    """In which half of their forecasts the outcomes fell; one alone may be spread over both."""
    if of > 1:
        return f"Of {of:,} outcomes, {below} fell in the lower half of the forecast and {above} in the upper."
    if "0" not in (below, above):
        return "The one outcome lies across the middle of its forecast."
    return (
        f"The one outcome fell in the {'upper' if below == '0' else 'lower'} half of its forecast."
    )


def _spread(wide: int, of: int) -> str:
    """How many outcomes are told with less than a tenth's sharpness."""
    if wide == of:
        which = "It is" if of == 1 else "All are"
    else:
        which = f"{wide:,} of them {'is' if wide == 1 else 'are'}"
    return (
        f"{which} known only to lie in a stretch wider than a tenth, over which "
        f"{'it' if wide == 1 else 'each'} is spread evenly."
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
    return " ".join(map(_held, kept))


def _held(one: Kept) -> str:
    if one.count == 1:
        return f"The one outcome lay {'inside' if one.held else 'outside'} the {percent(one.share)} interval."
    return (
        f"{one.held} of {one.count} outcomes lay inside the {percent(one.share)} interval, "
        f"where {one.share * one.count:.3g} should."
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
