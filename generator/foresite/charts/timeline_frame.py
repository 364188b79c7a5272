"""The frame that every timeline hangs in: its days, its ground, its room for labels.

Enters rows of drawn values with their labels and their text twin; leaves a
``Chart``. It knows pixels, but no kind of question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foresite.charts.axes import Reach, date_ticks
from foresite.charts.chart import Chart
from foresite.charts.course import Course
from foresite.charts.palette import paint
from foresite.charts.timeline_labels import FIGURES, Label, placed
from foresite.charts.timeline_picture import LINE_HEIGHT, Row, timeline_spec

WIDTH = 720
PLOT_HEIGHT = 250
"""In pixels; more where the labels need it."""

TOP, BOTTOM, LEFT = 36, 46, 36
TITLE = -22
"""Where the middle of the title's last line is, in pixels from the top of the plot."""

TELEPHONE = 296
"""Pixels of a chart on a telephone of 320."""

TITLE_WIDTH = 48
"""Characters of a title's line; they fit a telephone."""


SPARSE = 1.25
"""A plot is at least so much taller than its labels, or most would stand far from their lines."""

A_DAY = timedelta(days=1)
YOUNG = timedelta(days=14)
"""An open forecast's axis is at least this long, so that its line has room to grow."""

BRIEF = timedelta(days=7)
"""The same for one that has ended."""

FIGURE_WIDTH = 7
"""In pixels; the widest figure of the page's face at the size of the labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The days of a timeline: lines run from ``first`` to ``end``, the plot to ``edge``."""

    first: date
    end: date
    edge: date

    @property
    def is_young(self) -> bool:
        """Whether half of the plot or more is still empty."""
        return self.end - self.first <= (self.edge - self.first) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What lies below the lines: a title of one line or several, and levels with their text."""

    title: str
    colour: str
    levels: tuple[tuple[float, str], ...]
    broken_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """What says the same as the picture, and the chart's names."""

    id: str
    sentence: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str = "chart"
    title: str = ""


def extent_of(past: Course, first: date) -> Extent:
    """The days of a course whose first number is of the day ``first``."""
    # A day is drawn from its beginning, and a number holds until a day's end.
    end = past.stop + A_DAY
    edge = max(end, first + (BRIEF if past.has_ended else YOUNG))
    return Extent(first=first, end=end, edge=edge)


def timeline_chart(
    drawn: Mapping[str, Sequence[Row]],
    *,
    ground: Ground,
    axis: Reach,
    extent: Extent,
    labels: Sequence[Label],
    updates: int,
    twin: Twin,
    crossing: Sequence[float] = (),
) -> Chart:
    """The chart of those rows.

    ``updates`` is how many marks stand beside each other; ``crossing`` are the
    levels of lines that run on to the plot's edge, where other lines end before.
    """
    first, edge = extent.first, extent.edge
    height = max(PLOT_HEIGHT, _room(labels, crossing))
    gutter = max((label.room for label in labels), default=FIGURES)
    top = TOP + LINE_HEIGHT * ground.title.count("\n")
    left = max(LEFT, 15 + FIGURE_WIDTH * max((len(text) for _, text in ground.levels), default=0))
    return Chart(
        id=twin.id,
        name=twin.name,
        title=twin.title,
        spec=timeline_spec(
            {
                **_grounds(ground, extent, characters=(TELEPHONE - left - gutter) / FIGURE_WIDTH),
                **drawn,
                **placed(labels, axis, height=height, edge=edge, crossing=crossing),
            },
            {
                "first": first.isoformat(),
                "last": edge.isoformat(),
                "low": axis.low,
                "high": axis.high,
                "left": left,
                "mark_size": _mark_size(updates),
                "focus": -1,
            },
            width=WIDTH - left - gutter,
            height=height,
            padding={"left": left, "top": top, "right": gutter, "bottom": BOTTOM},
        ),
        sentence=twin.sentence,
        caption=twin.caption,
        columns=twin.columns,
        rows=twin.rows,
        width=WIDTH,
        height=height + top + BOTTOM,
    )


def _room(labels: Sequence[Label], crossing: Sequence[float]) -> int:
    """The least height of a plot with those labels, each line taking the place of one of them."""
    tallest = max((label.height for label in labels), default=0)
    return round(SPARSE * sum(label.height for label in labels) + len(set(crossing)) * tallest)


def _mark_size(updates: int) -> int:
    """The area of a mark: smaller where many updates stand close together."""
    return 60 if updates <= 30 else 34 if updates <= 60 else 16


def _grounds(ground: Ground, extent: Extent, *, characters: float) -> dict[str, list[Row]]:
    """The title, the lines and the days below them."""
    titles = ground.title.split("\n")
    return {
        "titles": [
            {"text": text, "dy": TITLE - LINE_HEIGHT * n, "colour": paint(ground.colour)}
            for n, text in zip(range(len(titles) - 1, -1, -1), titles, strict=True)
        ],
        "levels": [
            {"level": level, "text": text, "colour": paint("rule" if level else "muted")}
            for level, text in ground.levels
        ],
        "breaks": [] if ground.broken_at is None else [{"level": ground.broken_at}],
        "days": [
            {"at": tick.on.isoformat(), "text": tick.text}
            for tick in date_ticks(extent.first, extent.edge, characters=characters)
        ],
    }
