"""The reliability diagram: of what was given 70 %, did seven in ten come true?

Enters yes-or-no questions with their forecasts, the plain bins, and the CORP
curve where there are enough questions for one (Dimitriadis, Gneiting and
Jordan, PNAS 118, 2021); leaves a ``Chart``. Below that many questions it draws
the bins alone and says that it is too early to tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from foresite.charts.chart import Chart
from foresite.charts.palette import paint
from foresite.charts.plane import PERCENT_MARKS, Ruler, label, mark, plane_chart, rule
from foresite.charts.plane_picture import Row
from foresite.charts.timeline_frame import Twin
from foresite.scores.calibration import FEWEST, Bin, Reliability
from foresite.words import NARROW_SPACE, counted, percent

WIDTH, HEIGHT = 432, 372
MARGIN = 6
"""In percent, beyond 0 and 100: room for marks at the ends, and for the strokes."""

PIXELS = HEIGHT / (100 + 2 * MARGIN)
"""To a percent, upward."""

STROKE = 5
"""The longest of the strokes that show where the forecasts lie, in percent."""

ROOM_ACROSS, ROOM_UPWARD = 8.0, 5.0
"""Percent of the plot that a count's label takes; of two that would meet, the greater count has it."""

LEAST, MOST = 40.0, 520.0
"""Areas of marks, in square pixels; the greatest is never of fewer than ``MANY`` questions."""

MANY = 10

Point = tuple[float, bool]

COLUMNS = ("Forecasts", "Came true", "Share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Questions that are read together: forecasts from ``low`` to ``high`` and their mean."""

    low: float
    high: float
    mean: float
    count: int
    came_true: int
    band: tuple[float, float] | None = None

    @property
    def share(self) -> float:
        """How many came true, of all."""
        return self.came_true / self.count


def reliability_diagram(
    points: Sequence[Point],
    *,
    bins: Sequence[Bin],
    curve: Reliability | None,
    name: str = "reliability",
    title: str = "",
) -> Chart:
    """The diagram of those questions, each a forecast in [0, 1] and whether it came true.

    ``curve`` is None below ``FEWEST`` questions; the marks are then the bins'.
    """
    blocks = tuple(curve_blocks(curve) if curve else _bin_blocks(bins))
    axis = Ruler(low=-MARGIN, high=100 + MARGIN, title="", marks=PERCENT_MARKS)
    return plane_chart(
        {
            "rules": [
                rule(0, 0, until=100, upper=100, dash=(2, 4), width=1.5),
                *_strokes(points),
            ],
            "bands": list(_band(curve)) if curve else [],
            "lines": list(_line(curve)) if curve else [],
            "updates": list(_marks(blocks)),
            "labels": list(_labels(blocks)),
        },
        across=Ruler(
            low=axis.low, high=axis.high, title="What was said, in percent", marks=axis.marks
        ),
        upward=Ruler(
            low=axis.low,
            high=axis.high,
            title="How much of it came true, in percent",
            marks=axis.marks,
        ),
        width=WIDTH,
        height=HEIGHT,
        twin=Twin(
            id=name,
            name=name,
            title=title,
            sentence=_sentence(points, curve),
            caption="The same questions, put together as the curve puts them"
            if curve
            else "The same questions by tenths",
            columns=(*COLUMNS, "What chance allows") if curve else COLUMNS,
            rows=tuple(_row(block) for block in blocks),
        ),
    )


def curve_blocks(curve: Reliability) -> Iterator[Block]:
    """The level stretches of the isotonic curve: what the data themselves put together."""
    stretches = groupby(
        zip(curve.forecasts, curve.recalibrated, curve.counts, curve.low, curve.high, strict=True),
        key=lambda at: round(at[1], 9),
    )
    for share, members in stretches:
        inside = tuple(members)
        count = sum(n for _, _, n, _, _ in inside)
        mean = sum(p * n for p, _, n, _, _ in inside) / count
        yield Block(
            low=inside[0][0],
            high=inside[-1][0],
            mean=mean,
            count=count,
            came_true=round(share * count),
            band=(
                between(mean, curve.forecasts, curve.low),
                between(mean, curve.forecasts, curve.high),
            ),
        )


def between(at: float, places: Sequence[float], values: Sequence[float]) -> float:
    """The value at a place within rising ``places``, straight between its neighbours."""
    for (x, y), (to, then) in zip(
        zip(places, values, strict=True), zip(places[1:], values[1:], strict=True), strict=False
    ):
        if x <= at <= to:
            return y + (then - y) * (at - x) / (to - x)
    return values[0] if at <= places[0] else values[-1]


def _bin_blocks(bins: Sequence[Bin]) -> Iterator[Block]:
    for one in bins:
        if one.mean is not None:
            yield Block(
                low=one.low, high=one.high, mean=one.mean, count=one.count, came_true=one.came_true
            )


def _strokes(points: Sequence[Point]) -> Iterator[Row]:
    """Where the forecasts lie, by whole percents: above, those that came true; below, the others."""
    tally = Counter((round(100 * p), came) for p, came in points)
    most = max(tally.values(), default=1)
    for (at, came), count in sorted(tally.items()):
        length = 1 + (STROKE - 1) * count / most
        level = 100 + MARGIN - length if came else -MARGIN
        yield rule(at, level, until=at, upper=level + length, width=1.5)


def _band(curve: Reliability) -> Iterator[Row]:
    for at, low, high in zip(curve.forecasts, curve.low, curve.high, strict=True):
        yield {
            "at": round(100 * at, 3),
            "level": round(100 * low, 3),
            "upper": round(100 * high, 3),
            "band": "chance",
            "colour": paint("muted"),
            "opacity": 0.18,
        }


def _line(curve: Reliability) -> Iterator[Row]:
    for at, level in zip(curve.forecasts, curve.recalibrated, strict=True):
        yield {
            "at": round(100 * at, 3),
            "level": round(100 * level, 3),
            "line": "recalibrated",
            "colour": paint("s1"),
            "dash": [],
            "width": 2.4,
        }


def _area(block: Block, most: int) -> float:
    return round(max(LEAST, MOST * block.count / max(most, MANY)), 1)


def _marks(blocks: Sequence[Block]) -> Iterator[Row]:
    most = max((b.count for b in blocks), default=1)
    for index, block in enumerate(blocks):
        yield mark(
            round(100 * block.mean, 3),
            round(100 * block.share, 3),
            index=index,
            tip="\n".join(
                (
                    f"{block.came_true} of {block.count} came true",
                    f"said: {_range(block)}, {percent(block.mean)} on average",
                )
            ),
            size=_area(block, most),
        )


def _labels(blocks: Sequence[Block]) -> Iterator[Row]:
    """The count beside each mark, the greatest first, where it meets no other count."""
    most = max((b.count for b in blocks), default=1)
    taken: list[tuple[float, float]] = []
    for block in sorted(blocks, key=lambda b: (-b.count, b.mean)):
        at, level = 100 * block.mean, 100 * block.share
        if all(abs(at - x) > ROOM_ACROSS or abs(level - y) > ROOM_UPWARD for x, y in taken):
            taken.append((at, level))
            yield _count_label(block, radius=round(_area(block, most) ** 0.5 / 2))


def _count_label(block: Block, *, radius: int) -> Row:
    """Where the curve does not run: off its corner, within the plot at 0 and 1."""
    at, level = round(100 * block.mean, 3), 100 * block.share
    if level in (0, 100):
        away = (radius + 9) / PIXELS
        return label(
            at,
            round(level + (away if level == 0 else -away), 3),
            f"{block.count:,}",
            dx=0,
            align="center",
        )
    # A curve that only rises leaves free what lies above and left of a mark, and below and right.
    away, side = (radius + 7) / PIXELS, 1 if block.share > block.mean else -1
    return label(at, round(level + side * away, 3), f"{block.count:,}", dx=-3 * side)


def _range(block: Block) -> str:
    low, high = percent(block.low), percent(block.high)
    return low if low == high else f"{low} to {high}"


def _row(block: Block) -> tuple[str, ...]:
    cells = (_range(block), f"{block.came_true} of {block.count}", percent(block.share))
    if block.band is None:
        return cells
    return (*cells, f"{_whole_percent(block.band[0])} to {_whole_percent(block.band[1])}")


def _whole_percent(level: float) -> str:
    """The band is redrawn by chance: its decimals are."""
    return f"{100 * level:.0f}{NARROW_SPACE}%"


def _sentence(points: Sequence[Point], curve: Reliability | None) -> str:
    if not points:
        return "No yes-or-no question has been scored yet. The diagram will stand here."
    count = len(points)
    came = sum(came for _, came in points)
    expected = fsum(p for p, _ in points)
    came_out = (
        f"The one question {'came true' if came else 'did not come true'}"
        if count == 1
        else f"Of {count:,} questions, {came:,} came true"
    )
    said = [f"{came_out}; the forecasts added up to {expected:,.1f}."]
    if curve is None:
        said.append(
            f"With fewer than {FEWEST} questions it is too early to tell how well calibrated "
            "they are, so no curve is drawn: it would show chance."
        )
        return " ".join(said)
    said.append(_against_chance(curve))
    return " ".join(said)


def _against_chance(curve: Reliability) -> str:
    """Where the curve leaves the band, which holds at each forecast by itself."""
    outside = tuple(_outside(curve))
    if not outside:
        return (
            "The curve stays inside the band, where at each forecast chance alone keeps that of a "
            "perfectly calibrated forecaster nine times in ten."
        )
    where = " and ".join(_stretch(low, high) for low, high in outside[:2])
    more = f", and in {counted(len(outside) - 2, 'more place')}" if len(outside) > 2 else ""
    return (
        f"The curve leaves the band of chance for forecasts {where}{more}. At any one forecast chance "
        "alone does that one time in ten, and somewhere on a whole curve far more often."
    )


def _stretch(low: float, high: float) -> str:
    if percent(low) == percent(high):
        return f"of {percent(low)}"
    return f"from {percent(low)} to {percent(high)}"


def _outside(curve: Reliability) -> Iterator[tuple[float, float]]:
    """The stretches of forecasts at which the curve lies outside its band."""
    at = zip(curve.forecasts, curve.recalibrated, curve.low, curve.high, strict=True)
    beyond = [(p, not low - 1e-9 <= level <= high + 1e-9) for p, level, low, high in at]
    for is_outside, members in groupby(beyond, key=lambda one: one[1]):
        if is_outside:
            inside = [p for p, _ in members]
            yield inside[0], inside[-1]
