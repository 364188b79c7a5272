"""The labels of a timeline: at the ends of its lines, instead of a legend.

Enters a ``Course`` and its axis; leaves ``Label``s and the rows that place them
where none covers another. It knows pixels, but neither SVG nor Vega.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foresite.charts.axes import ProbabilityAxis, Reach
from foresite.charts.course import Course, DimensionCourse
from foresite.charts.dimension_styles import dimension_styles
from foresite.charts.labels import Wish, spread
from foresite.charts.palette import HEADLINE, paint, shifted
from foresite.charts.plain_text import plain, wrapped
from foresite.charts.timeline_picture import (
    KEY_SIZE,
    LINE_HEIGHT,
    NUMBER_SIZE,
    NUMBER_WEIGHT,
    TEXT_SIZE,
    TEXT_WEIGHT,
    Row,
)
from foresite.charts.timeline_text import OUTCOME_WORDS
from foresite.model import Move, Outcome, Signpost
from foresite.words import counted, minority_odds, percent_figure

NAME_WIDTH, NAME_LINES = 14, 2
"""Characters and lines that a dimension's name is cut to."""

WHOLE_WIDTH = 24
"""Characters of a name on one line, within a plot that is half empty."""

EVENT_WIDTH = 16
"""Characters of a line of a signpost's, which has words in the place of a mark."""

FIGURES, WORDS, MARKED = 64, 108, 122
"""Pixels that labels take beside the plot: a few figures, words, or words after a mark."""

BESIDE, KEY_PLACE, BESIDE_KEY = 9, 15, 23
"""Pixels from a line's end to its label: to the text, or to the mark and the text after it."""

OPENERS = (
    *("a", "all", "an", "any", "both", "each", "either", "every", "in", "more", "no", "one"),
    *("some", "the", "their", "there", "these", "this", "two"),
)
"""Words that lose their capital within a sentence; another may be a name."""

DECIDED = {Outcome.YES: 100.0, Outcome.NO: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label says, the line's end it belongs to, and how tall it is in pixels.

    ``weight`` is how near it must stay to that end. ``room`` is how much
    it takes beside the plot, in pixels. ``key`` is the shape of the mark on its
    line, which is drawn before the text too.
    """

    dataset: str
    text: str
    at: date
    level: float
    colour: str
    weight: float = 1.0
    room: int = FIGURES
    key: str = ""

    @property
    def height(self) -> float:
        """Its lines and a little air."""
        if self.dataset == "numbers":
            return NUMBER_SIZE + 2
        return (self.text.count("\n") + 1) * LINE_HEIGHT + 2


def labels(
    past: Course, axis: ProbabilityAxis, *, end: date, edge: date, is_young: bool
) -> tuple[Label, ...]:
    """All labels: lines end at the day ``end``, signposts at the plot's ``edge``.

    ``is_young`` says that half of the plot or more lies between the two, so
    that a name has room for all of it on one line.
    """
    width, lines = (WHOLE_WIDTH, 1) if is_young else (NAME_WIDTH, NAME_LINES)
    return (
        *_number(past, axis, end),
        *_outcome(past, end),
        *_dimensions(past, end, width=width, lines=lines),
        *_signposts(past, axis, edge),
    )


def level_of(probability: float) -> float:
    """In percent, without the dust of binary fractions."""
    return round(probability * 100, 6)


def _number(past: Course, axis: ProbabilityAxis, end: date) -> Iterator[Label]:
    if not past.headline:
        return
    last = past.headline[-1][1]
    yield Label(
        dataset="numbers",
        text=percent_figure(last),
        at=end,
        level=level_of(last),
        colour=HEADLINE.colour,
        weight=8.0,
    )
    # Far from even, odds are easier to picture than a percentage.
    if axis.is_zoomed and past.resolution is None and 0 < last < 1:
        yield Label(
            dataset="labels",
            text="\n".join(wrapped(minority_odds(last), width=NAME_WIDTH, lines=3)),
            at=end,
            level=level_of(last),
            colour=paint("muted"),
            weight=2.0,
            room=WORDS,
        )


def _outcome(past: Course, end: date) -> Iterator[Label]:
    if past.resolution and past.headline:
        outcome = past.resolution.outcome
        yield Label(
            dataset="numbers",
            text=OUTCOME_WORDS[outcome],
            at=end,
            level=DECIDED.get(outcome, level_of(past.headline[-1][1])),
            colour=paint("ink"),
            weight=8.0,
            room=FIGURES if outcome in DECIDED else WORDS,
        )


def _dimensions(past: Course, end: date, *, width: int, lines: int) -> Iterator[Label]:
    styles = dimension_styles(past)
    for one in past.dimensions:
        if not one.published:
            continue
        number = "" if one.is_headline else f"{percent_figure(one.published[-1][1])} "
        words = f"{number}{_leaning(one)}{one.dimension.name}"
        style = styles[one.dimension.id]
        yield Label(
            dataset="labels",
            text="\n".join(wrapped(words, width=width, lines=lines)),
            at=end,
            level=level_of(one.published[-1][1]),
            colour=style.colour,
            weight=2.0,
            room=WORDS if one.is_headline else MARKED,
            key="" if one.is_headline else style.shape,
        )


def _leaning(one: DimensionCourse) -> str:
    """An arrow where the number no longer stands and no other is known."""
    if one.is_known:
        return ""
    return "▲ " if one.standing.moved is Move.UP else "▼ "


def _signposts(past: Course, axis: ProbabilityAxis, edge: date) -> Iterator[Label]:
    """One label for each threshold; an arrow where it is off the axis."""
    for probability in sorted({s.moves_to.probability for s in past.signposts}):
        level = level_of(probability)
        arrow = "↑ " if level > axis.high else "↓ " if level < axis.low else ""
        there = [s for s in past.signposts if s.moves_to.probability == probability]
        figure = f"{arrow}{percent_figure(probability)}"
        words = wrapped(f"{figure} if {_condition(there)}", width=EVENT_WIDTH, lines=NAME_LINES)
        if all(signpost in past.passed for signpost in there):
            words = (f"{figure} passed,", "not fired")
        yield Label(
            dataset="labels",
            text="\n".join(words),
            at=edge,
            level=min(max(level, axis.low), axis.high),
            colour=paint("muted"),
            room=MARKED,
        )


def _condition(there: Sequence[Signpost]) -> str:
    """What would take the number to a threshold; an event that begins with a small word goes on."""
    if len(there) > 1:
        return f"one of {counted(len(there), 'signpost')}"
    first, space, rest = plain(there[0].event).removesuffix(".").partition(" ")
    return f"{first.lower() if first.lower() in OPENERS else first}{space}{rest}"


def placed(
    made: Sequence[Label], axis: Reach, *, height: int, edge: date, crossing: Sequence[float]
) -> dict[str, list[Row]]:
    """Rows that draw the labels, none over another, as levels of the axis.

    ``height`` is the plot's, in pixels; ``crossing`` are the levels of lines
    that run on to the plot's ``edge``. A label inside the plot lies on none of
    them, and stands on a halo, since the lines of the ground run behind it.
    """
    rows: dict[str, list[Row]] = {
        name: [] for name in ("leaders", "halos", "keys", "labels", "numbers")
    }
    per_pixel = (axis.high - axis.low) / height
    wishes = [
        Wish(
            centre=(axis.high - label.level) / per_pixel,
            height=label.height,
            weight=label.weight,
            avoids=label.at < edge,
        )
        for label in made
    ]
    centres = spread(
        wishes,
        low=-NUMBER_SIZE / 2,
        high=height + NUMBER_SIZE / 2,
        lines=[(axis.high - level) / per_pixel for level in crossing],
    )
    inside = [
        (centre - label.height / 2, centre + label.height / 2)
        for label, centre in zip(made, centres, strict=True)
        if label.at < edge
    ]
    for label, wish, centre in zip(made, wishes, centres, strict=True):
        # On a telephone a label inside the plot ends beside it, across what joins others there.
        low, high = sorted((wish.centre, centre - label.height / 2))
        is_free = label.at < edge or not any(a < high and low < b for a, b in inside)
        for name, row in _rows(label, centre - wish.centre, per_pixel):
            if {"halos": label.at < edge, "leaders": is_free}.get(name, True):
                rows[name].append(row)
    return rows


def _rows(label: Label, moved: float, per_pixel: float) -> Iterator[tuple[str, Row]]:
    """A label's text, the mark before it, and a line to its own where it had to move."""
    # Vega places a text by the middle of its first line.
    first = moved - label.text.count("\n") * LINE_HEIGHT / 2
    at = label.at.isoformat()
    place = {
        "at": at,
        "level": round(label.level - first * per_pixel, 4),
        "dx": BESIDE_KEY if label.key else BESIDE,
        "text": label.text,
    }
    is_number = label.dataset == "numbers"
    yield label.dataset, {**place, "colour": label.colour}
    size, weight = (NUMBER_SIZE, NUMBER_WEIGHT) if is_number else (TEXT_SIZE, TEXT_WEIGHT)
    yield "halos", {**place, "size": size, "weight": weight}
    if label.key:
        yield (
            "keys",
            {
                "at": at,
                "level": place["level"],
                "shape": shifted(label.key, KEY_PLACE / (KEY_SIZE**0.5 / 2)),
                "colour": label.colour,
            },
        )
    if abs(first) > (NUMBER_SIZE + 2 if is_number else LINE_HEIGHT + 1) / 2:
        yield (
            "leaders",
            {
                "at": at,
                "level": label.level,
                "shape": f"M2,0L{BESIDE - 1},{first:.1f}",
                "colour": label.colour,
            },
        )
