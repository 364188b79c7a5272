"""The frame of a chart that sets numbers against numbers: its axes, its room, its twin.

Enters rows of drawn values with two axes and the text twin; leaves a ``Chart``.
It knows pixels, but nothing of calibration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foresite.charts.chart import Chart
from foresite.charts.palette import paint
from foresite.charts.plane_picture import Row, plane_spec
from foresite.charts.timeline_frame import FIGURE_WIDTH, Twin

TOP, RIGHT, BOTTOM = 36, 22, 54
TOP_WITHOUT_TITLE = 10
NARROWEST, MARGIN = 22, 4
"""Room in pixels left of a plot: for short words, or for half of a figure below its edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """An axis: its ends, its title, and where it is marked with which text."""

    low: float
    high: float
    title: str
    marks: tuple[tuple[float, str], ...]


PERCENT_MARKS = tuple((float(n), str(n)) for n in (0, 25, 50, 75, 100))


def plane_chart(
    drawn: Mapping[str, Sequence[Row]],
    *,
    across: Ruler,
    upward: Ruler,
    width: int,
    height: int,
    twin: Twin,
    right: int = RIGHT,
) -> Chart:
    """The chart of those rows; ``width`` is the whole file's, ``height`` the plot's.

    ``right`` is the room in pixels right of the plot, for labels at the ends of lines.
    """
    top = TOP if upward.title else TOP_WITHOUT_TITLE
    words = max((len(text) for _, text in upward.marks), default=0)
    left = max(NARROWEST, 15 + FIGURE_WIDTH * words) if words else MARGIN
    return Chart(
        id=twin.id,
        name=twin.name,
        title=twin.title,
        spec=plane_spec(
            {
                "titles": [{"text": upward.title}] if upward.title else [],
                "feet": [{"text": across.title}] if across.title else [],
                "levels": [
                    {"level": level, "text": text, "colour": paint("rule" if level else "muted")}
                    for level, text in upward.marks
                ],
                "ticks": [{"at": at, "text": text} for at, text in across.marks],
                **drawn,
            },
            {
                "start": across.low,
                "stop": across.high,
                "low": upward.low,
                "high": upward.high,
                "left": left,
                "focus": -1,
            },
            width=width - left - right,
            height=height,
            padding={"left": left, "top": top, "right": right, "bottom": BOTTOM},
        ),
        sentence=twin.sentence,
        caption=twin.caption,
        columns=twin.columns,
        rows=twin.rows,
        width=width,
        height=height + top + BOTTOM,
    )


def rule(
    at: float,
    level: float,
    *,
    until: float,
    upper: float,
    colour: str = "muted",
    width: float = 1,
    dash: tuple[int, ...] = (),
) -> Row:
    """A straight line; ``until`` is not left of ``at``."""
    return {
        "at": at,
        "until": until,
        "level": level,
        "upper": upper,
        "colour": paint(colour),
        "width": width,
        "dash": list(dash),
    }


def label(
    at: float, level: float, text: str, *, dx: float, colour: str = "ink", align: str = ""
) -> Row:
    """Text beside a place: right of it where ``dx`` is 0 or more, else left."""
    return {
        "at": at,
        "level": level,
        "text": text,
        "dx": dx,
        "align": align or ("right" if dx < 0 else "left"),
        "colour": paint(colour),
    }


def mark(
    at: float,
    level: float,
    *,
    index: int,
    tip: str,
    size: float = 60,
    colour: str = "s1",
    is_filled: bool = False,
    shape: str = "circle",
) -> Row:
    """A mark that a reader may point at; ``size`` is its area in square pixels."""
    return {
        "at": at,
        "level": level,
        "index": index,
        "tip": tip,
        "size": size,
        "colour": paint(colour),
        "inside": paint(colour if is_filled else "card"),
        "shape": shape,
    }
