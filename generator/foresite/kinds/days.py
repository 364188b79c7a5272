"""A day on which something happens: quantiles that are days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from foresite.kinds.quantities import (
    MEDIAN,
    quantile_faults,
    quantity_answer,
    quantity_answer_words,
    quantity_answers,
    quantity_change,
    quantity_course,
    quantity_distance,
    quantity_figure,
    quantity_figure_then,
    quantity_form,
    quantity_parts,
    quantity_room,
    quantity_scores,
    quantity_shift,
)
from foresite.kinds.rules import Fault, Figure, Form, Part, direction
from foresite.model import Answer, Belief, Kind, Move
from foresite.words import counted, day


def shown(ordinal: float) -> str:
    """A proleptic ordinal as its day."""
    return day(date.fromordinal(round(ordinal)))


def faults(kind: Kind, belief: Belief, made_on: date) -> Iterator[Fault]:
    """Quantiles that rise, with a median, in the range."""
    yield from quantile_faults(kind, belief, shown)


def answer(kind: Kind, typed: str) -> Answer | Fault:
    """A day, ``below`` (earlier) or ``above`` (later)."""
    try:
        parsed: float | None = float(date.fromisoformat(typed).toordinal())
    except ValueError:
        parsed = None
    return quantity_answer(kind, typed, parsed, shown, "2026-11-23")


def declaration() -> str:
    """The ends of the range where it has any."""
    return """\
kind: date
# low: 2026-01-01   # the first possible day, if there is one
# high: 2028-12-31  # the last possible day, if there is one
# open: high        # which of these ends may be passed all the same
"""


def form(kind: Kind, belief: Belief | None, on: date) -> Form:
    """A day for each level."""
    return quantity_form(belief, lambda ordinal: date.fromordinal(round(ordinal)).isoformat())


def answers(kind: Kind) -> str:
    """A day, or a side."""
    said = quantity_answers(kind, "a day such as 2026-11-23", shown)
    return said.replace("less than", "earlier than").replace("more than", "later than")


def figure(kind: Kind, belief: Belief) -> Figure:
    """The median day."""
    return quantity_figure(kind, belief, shown)


def figure_then(kind: Kind, belief: Belief) -> Figure:
    """The same of a question that is closed."""
    return quantity_figure_then(kind, belief, shown)


def change(kind: Kind, before: Belief, after: Belief) -> str:
    """Where the median went."""
    return quantity_change(before, after, shown)


def shift(kind: Kind, before: Belief, after: Belief) -> str:
    """From one median to another."""
    return quantity_shift(before, after, shown, "")


def origin(kind: Kind, before: Belief, after: Belief) -> str:
    """The earlier median."""
    return shown(dict(before.quantiles)[MEDIAN])


def move(kind: Kind, before: Belief, after: Belief) -> tuple[Move, str]:
    """How far the median went: ``31 days later``."""
    then, now = dict(before.quantiles)[MEDIAN], dict(after.quantiles)[MEDIAN]
    way = "later" if now > then else "earlier"
    return direction(then, now), f"{counted(abs(round(now - then)), 'day')} {way}"


def distance(before: Belief, after: Belief) -> float:
    """How far the distribution went."""
    return quantity_distance(before, after)


def room(kind: Kind, beliefs: Sequence[Belief], distance: float) -> str:
    """How far the distribution may go."""
    return quantity_room(distance)


def parts(kind: Kind, belief: Belief) -> tuple[Part, ...]:
    """Median and intervals."""
    return quantity_parts(kind, belief, shown)


def course(kind: Kind, beliefs: Sequence[Belief]) -> tuple[float, ...]:
    """The medians, within all that was ever given."""
    return quantity_course(beliefs)


def answer_words(kind: Kind, answer: Answer) -> str:
    """The day."""
    return quantity_answer_words(kind, answer, shown)


def scores(kind: Kind, belief: Belief, answer: Answer) -> Mapping[str, float]:
    """Weighted interval score, CRPS and coverage, in days."""
    return quantity_scores(kind, belief, answer)
