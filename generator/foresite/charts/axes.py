"""Axes: which numbers and which days a chart is ruled by.

Enters the extent of what is drawn; leaves ticks with their text. It knows
nothing of pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

MAX_TICKS = 5
SPACE = 0.6
"""Of a character, between two labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbabilityAxis:
    """The range of an axis in percent and its five lines."""

    low: float
    high: float

    @property
    def is_zoomed(self) -> bool:
        """Whether the axis shows less than 0 to 100."""
        return (self.low, self.high) != (0, 100)

    @property
    def broken_at(self) -> float | None:
        """The end beyond which the scale goes on unseen."""
        return (self.high if self.low == 0 else self.low) if self.is_zoomed else None

    @property
    def levels(self) -> tuple[float, ...]:
        """Where the five lines are, from the lowest."""
        return tuple(self.low + (self.high - self.low) * n / 4 for n in range(5))


def probability_axis(levels: Iterable[float]) -> ProbabilityAxis:
    """0 to 100, or zoomed when every level, in percent, is below 10 or above 90.

    A zoomed axis keeps the certain end (0 or 100) and a fifth of room.
    """
    drawn = tuple(levels)
    if not drawn or not (max(drawn) < 10 or min(drawn) > 90):
        return ProbabilityAxis(low=0, high=100)
    is_low = max(drawn) < 10
    reach = max(drawn) if is_low else 100 - min(drawn)
    extent = next((n for n in (1, 2, 4) if reach <= n * 0.8), 10)
    if is_low:
        return ProbabilityAxis(low=0, high=extent)
    return ProbabilityAxis(low=100 - extent, high=100)


class Reach(Protocol):
    """What every axis has: its two ends."""

    @property
    def low(self) -> float:
        """The lower end."""

    @property
    def high(self) -> float:
        """The upper end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    """The range of an axis in the unit of what is drawn, and its lines."""

    low: float
    high: float
    levels: tuple[float, ...]


_STEPS = (1, 2, 2.5, 5, 10)


def value_axis(values: Iterable[float]) -> ValueAxis:
    """Round numbers around all values; from zero where that wastes little room."""
    drawn = tuple(values) or (0.0, 1.0)
    low, high = min(drawn), max(drawn)
    if 0 <= low < 0.4 * high:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    size = 10.0 ** math.floor(math.log10(span / 4))
    step = next(size * n for n in _STEPS if size * n * 4 >= span * 0.999)
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    levels = tuple(float(f"{step * n:.12g}") for n in range(first, last + 1))
    return ValueAxis(low=levels[0], high=levels[-1], levels=levels)


def day_axis(values: Iterable[float]) -> ValueAxis:
    """Days as proleptic ordinals, ruled where a reader counts: at months or years if it can be."""
    drawn = tuple(values) or (1.0, 2.0)
    room = max(1, round((max(drawn) - min(drawn)) * 0.04))
    low = max(1, math.floor(min(drawn)) - room)
    high = min(date.max.toordinal(), math.ceil(max(drawn)) + room)
    ticks = date_ticks(date.fromordinal(low), date.fromordinal(high))
    levels = tuple(float(tick.on.toordinal()) for tick in ticks)
    return ValueAxis(low=float(low), high=float(high), levels=levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTick:
    """A day on the axis; ``text`` may hold a second line, the year."""

    on: date
    text: str


def date_ticks(first: date, last: date, *, characters: float = math.inf) -> tuple[DateTick, ...]:
    """Two to five ticks on days a reader counts by, with as few words as will do.

    A month is named where it changes, a year under the first tick and where it
    changes. ``last`` is after ``first``. ``characters`` is how many of them are
    as wide as the axis; texts that would touch there give way to fewer.
    """
    made = (_named(days) for days in _rulers(first, last))
    per_day = characters / (last - first).days
    fitting = (ticks for ticks in made if len(ticks) > 1 and _fit(ticks, per_day))
    return next(fitting, _named((first, last)))


def _fit(ticks: tuple[DateTick, ...], per_day: float) -> bool:
    """Whether a space is left between texts of one line, each in the middle of its day."""
    return all(
        (other.on - one.on).days * per_day >= (len(text) + len(next_text)) / 2 + SPACE
        for one, other in pairwise(ticks)
        for text, next_text in zip(one.text.split("\n"), other.text.split("\n"), strict=False)
    )


def _named(on: tuple[date, ...]) -> tuple[DateTick, ...]:
    shows_days = any(day.day != 1 for day in on)
    shows_months = shows_days or any(day.month != 1 for day in on)
    ticks: list[DateTick] = []
    before: date | None = None
    for day in on:
        new_year = before is None or before.year != day.year
        new_month = new_year or (before is not None and before.month != day.month)
        if shows_days:
            text = f"{day.day} {day:%b}" if new_month else str(day.day)
        elif shows_months:
            text = f"{day:%b}"
        else:
            text = str(day.year)
        if shows_months and new_year:
            text = f"{text}\n{day.year}"
        ticks.append(DateTick(on=day, text=text))
        before = day
    return tuple(ticks)


def _rulers(first: date, last: date) -> Iterator[tuple[date, ...]]:
    """Ever coarser divisions of the time from ``first`` to ``last``, each of at most five days."""
    span = (last - first).days
    for step in (1, 2, 7, 14):
        if span // step < MAX_TICKS:
            yield tuple(first + timedelta(days=n) for n in range(0, span + 1, step))
    # Counted in months, and only at multiples of the step: a century has 1,200 months, and a
    # chart of one needs five of them.
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    begin += first.day > 1
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400):
        aligned = range(begin + -begin % step, end + 1, step)
        if len(aligned) <= MAX_TICKS:
            yield tuple(date(months // 12, months % 12 + 1, 1) for months in aligned)
    yield (first, last)
