"""A number with a unit: quantiles, or a few named points of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from foresite.kinds.quantities import (
    MEDIAN,
    is_tellable,
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
from foresite.kinds.rules import Fault, Figure, Form, Part, direction, typed_number
from foresite.model import Answer, Belief, Kind, Move
from foresite.words import quantity

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+")


def faults(kind: Kind, belief: Belief, made_on: date) -> Iterator[Fault]:
    """Quantiles that rise, with a median, in the range."""
    yield from quantile_faults(kind, belief, quantity)


def answer(kind: Kind, typed: str) -> Answer | Fault:
    """A number, ``below`` or ``above``."""
    parsed = float(typed) if _NUMBER.fullmatch(typed) else None
    if parsed is not None and not is_tellable(parsed):
        parsed = None
    example = typed.replace(",", "") if _THOUSANDS.fullmatch(typed) else "1200"
    return quantity_answer(kind, typed, parsed, quantity, example)


def declaration() -> str:
    """A unit, and the ends of the range where it has any."""
    return """\
kind: numeric
unit:            # what is counted, such as admissions
# low: 0         # the least possible answer, if there is one
# high: 5000     # the greatest possible answer, if there is one
# open: high     # which of these ends may be passed all the same
"""


def form(kind: Kind, belief: Belief | None, on: date) -> Form:
    """A number for each level."""
    return quantity_form(belief, typed_number)


def answers(kind: Kind) -> str:
    """A number, or a side."""
    unit = f" of {kind.unit}" if kind.unit else ""
    return quantity_answers(kind, f"a number{unit}, such as 1200", quantity)


def figure(kind: Kind, belief: Belief) -> Figure:
    """The median with its unit."""
    return quantity_figure(kind, belief, quantity)


def figure_then(kind: Kind, belief: Belief) -> Figure:
    """The same of a question that is closed."""
    return quantity_figure_then(kind, belief, quantity)


def change(kind: Kind, before: Belief, after: Belief) -> str:
    """Where the median went."""
    return quantity_change(before, after, quantity)


def shift(kind: Kind, before: Belief, after: Belief) -> str:
    """From one median to another."""
    return quantity_shift(before, after, quantity, kind.unit)


def origin(kind: Kind, before: Belief, after: Belief) -> str:
    """The earlier median."""
    return quantity(dict(before.quantiles)[MEDIAN])


def move(kind: Kind, before: Belief, after: Belief) -> tuple[Move, str]:
    """How far the median went."""
    then, now = dict(before.quantiles)[MEDIAN], dict(after.quantiles)[MEDIAN]
    size = quantity(abs(now - then))
    return direction(then, now), f"{size} {kind.unit}".rstrip()


def distance(before: Belief, after: Belief) -> float:
    """How far the distribution went."""
    return quantity_distance(before, after)


def room(kind: Kind, beliefs: Sequence[Belief], distance: float) -> str:
    """How far the distribution may go."""
    return quantity_room(distance)


def parts(kind: Kind, belief: Belief) -> tuple[Part, ...]:
    """Median and intervals."""
    return quantity_parts(kind, belief, quantity)


def course(kind: Kind, beliefs: Sequence[Belief]) -> tuple[float, ...]:
    """The medians, within all that was ever given."""
    return quantity_course(beliefs)


def answer_words(kind: Kind, answer: Answer) -> str:
    """The value with its unit."""
    said = quantity_answer_words(kind, answer, quantity)
    return f"{said} {kind.unit}" if kind.unit else said


def scores(kind: Kind, belief: Belief, answer: Answer) -> Mapping[str, float]:
    """Weighted interval score, CRPS and coverage, in the question's unit."""
    return quantity_scores(kind, belief, answer)
