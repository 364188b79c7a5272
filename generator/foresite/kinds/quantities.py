"""What numbers and days share: quantiles, a range, and answers beyond its open ends.

A day is its proleptic ordinal here, so that both are numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from foresite.kinds.rules import Fault, Figure, Form, Part
from foresite.model import Answer, Belief, Kind, KindName, Outcome, Side
from foresite.words import percent, points

if TYPE_CHECKING:
    from foresite.scores.pit import Pit

Shown = Callable[[float], str]

MEDIAN = 0.5
INTERVALS = ((0.5, 0.25, 0.75), (0.9, 0.05, 0.95))
"""The central intervals that are told and drawn: share, lower and upper level."""


LEAST, GREATEST = 1e-15, 1e15


def is_tellable(value: float) -> bool:
    """Whether a value can be told, drawn and scored without loss: 0, or of a size between."""
    return value == 0 or LEAST <= abs(value) <= GREATEST


def quantile_faults(kind: Kind, belief: Belief, shown: Shown) -> Iterator[Fault]:
    """Quantiles rise with their levels, have a median and stay in the range."""
    if not belief.quantiles:
        message = f"gives no quantiles, as a {kind.name.value} question needs"
        hint = "write quantiles: {0.05: …, 0.5: …, 0.95: …}"
        yield Fault(rule="belief-kind", message=message, hint=hint)
        return
    if belief.in_days is not (kind.name is KindName.DATE):
        given, wanted = ("days", "numbers") if belief.in_days else ("numbers", "days")
        message = f"gives {given}, but a {kind.name.value} question takes {wanted}"
        yield Fault(rule="belief-kind", message=message, hint=f"write {wanted}")
        return
    for (level, value), (next_level, next_value) in pairwise(belief.quantiles):
        if next_value < value:
            message = (
                f"gives quantiles that cross: {shown(next_value)} at {next_level:g} is less than "
                f"{shown(value)} at {level:g}"
            )
            hint = "a higher level needs a value at least as high"
            yield Fault(rule="quantile-order", message=message, hint=hint, key=f"{next_level:g}")
    if MEDIAN not in dict(belief.quantiles):
        message = "gives no median, the quantile at 0.5"
        yield Fault(rule="quantile-median", message=message, hint="add 0.5: …")
    for level, value in belief.quantiles:
        problem = _out_of_range(kind, value, shown)
        if problem:
            message = f"gives {shown(value)} at {level:g}, {problem}"
            hint = "correct the value, or the range in forecast.yml"
            yield Fault(rule="quantile-range", message=message, hint=hint, key=f"{level:g}")


_BEYOND = {
    KindName.NUMERIC: ("below the least possible", "above the greatest possible"),
    KindName.DATE: ("before the first possible day", "after the last possible day"),
}


def _out_of_range(kind: Kind, value: float, shown: Shown) -> str:
    below, above = _BEYOND[kind.name]
    if kind.low and not kind.low.is_open and value < kind.low.value:
        return f"{below}, {shown(kind.low.value)}"
    if kind.high and not kind.high.is_open and value > kind.high.value:
        return f"{above}, {shown(kind.high.value)}"
    return ""


def quantity_answer(
    kind: Kind, typed: str, parsed: float | None, shown: Shown, example: str
) -> Answer | Fault:
    """A value within the range, or the side on which it lies beyond an open end."""
    for side, bound in ((Side.BELOW, kind.low), (Side.ABOVE, kind.high)):
        if typed == side.value:
            if bound and bound.is_open:
                return Answer(outcome=Outcome.SETTLED, side=side)
            message = f"is “{typed}”, but the range has no open end there"
            return Fault(
                rule="outcome", message=message, hint=f"write the value, such as {example}"
            )
    if parsed is None:
        message = f"is “{typed}”, but must be a value"
        return Fault(rule="outcome", message=message, hint=f"write it like {example}")
    problem = _out_of_range(kind, parsed, shown)
    if problem:
        return Fault(rule="outcome", message=f"is {shown(parsed)}, {problem}")
    return Answer(outcome=Outcome.SETTLED, value=parsed)


BLANK_LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The levels of a new update: the median and both intervals that are drawn."""


def quantity_form(belief: Belief | None, typed: Shown) -> Form:
    """A value for each level that the last update gave, or for those that are drawn."""
    if belief and belief.quantiles:
        pairs = [(f"{level:g}", typed(value)) for level, value in belief.quantiles]
    else:
        pairs = [(f"{level:g}", "") for level in BLANK_LEVELS]
    return Form(key="quantiles", table=tuple(pairs))


def quantity_answers(kind: Kind, sort: str, shown: Shown) -> str:
    """A value, and the words for what lies beyond an open end."""
    said = [sort]
    if kind.low and kind.low.is_open:
        said.append(f"“below” if it is less than {shown(kind.low.value)}")
    if kind.high and kind.high.is_open:
        said.append(f"“above” if it is more than {shown(kind.high.value)}")
    return "; ".join(said)


def quantity_figure(kind: Kind, belief: Belief, shown: Shown) -> Figure:
    """The median, and the interval in which nine of ten outcomes would fall.

    The interval is what tells one median from another, so its words come first.
    """
    number = shown(dict(belief.quantiles)[MEDIAN])
    odds, reach = _widest(belief, shown)
    return Figure(
        number=number,
        sign=f" {kind.unit}" if kind.unit else "",
        words=f"{odds} that it is from {reach}"
        if odds
        else "how far it may stray is not published",
        rest=f"as likely {_SIDES[kind.name]}",
        short=f"{number} {kind.unit}".rstrip(),
        gist=f"{odds}: {reach}" if odds else "range not published",
    )


def quantity_figure_then(kind: Kind, belief: Belief, shown: Shown) -> Figure:
    """The same of a question that is closed."""
    odds, reach = _widest(belief, shown)
    would = f"{odds} that it would be from {reach}"
    words = would if odds else "how far it might stray was not published"
    return replace(quantity_figure(kind, belief, shown), words=words)


_SIDES = {KindName.NUMERIC: "to be above as below", KindName.DATE: "to be earlier as later"}


def _widest(belief: Belief, shown: Shown) -> tuple[str, str]:
    """The widest interval that is given, ``9 in 10`` and ``1 to 2``; empty if none is."""
    quantiles = dict(belief.quantiles)
    for _, low, high in reversed(INTERVALS):
        if low in quantiles and high in quantiles:
            odds = "9 in 10" if low == INTERVALS[1][1] else "1 in 2"
            return odds, f"{shown(quantiles[low])} to {shown(quantiles[high])}"
    return "", ""


def quantity_shift(before: Belief, after: Belief, shown: Shown, unit: str) -> str:
    """From one median to another: ``400 → 500 cars``."""
    old, new = shown(dict(before.quantiles)[MEDIAN]), shown(dict(after.quantiles)[MEDIAN])
    said = f"{new} {unit}".rstrip()
    return f"{old} → {said}" if old != new else f"{said}, its range moved"


def quantity_change(before: Belief, after: Belief, shown: Shown) -> str:
    """Where the median went, and the widest interval."""
    old, new = dict(before.quantiles), dict(after.quantiles)
    first, last = shown(old[MEDIAN]), shown(new[MEDIAN])
    said = f"median {first} → {last}" if first != last else f"median {last}, unchanged"
    for share, low, high in reversed(INTERVALS):
        if {low, high} <= old.keys() & new.keys():
            widths = [f"{shown(q[low])} to {shown(q[high])}" for q in (old, new)]
            if widths[0] != widths[1]:
                return f"{said}; {percent(share)} interval {widths[0]} → {widths[1]}"
            break
    return said


def quantity_distance(before: Belief, after: Belief) -> float:
    """The largest move of the chance that the quantity is at most some value.

    Both distributions are read between their quantiles in straight lines, and
    compared at the quantiles of either; beyond its outermost quantiles a belief
    says nothing, and is taken to be as near as it can be. Between two beliefs
    of a single quantile no distance can be told: one that moves has moved by 1.
    """
    if before.quantiles == after.quantiles:
        return 0.0
    if len(before.quantiles) == len(after.quantiles) == 1:
        return 1.0
    values = {value for belief in (before, after) for _, value in belief.quantiles}
    return max(_apart(_levels_at(before, value), _levels_at(after, value)) for value in values)


def _levels_at(belief: Belief, value: float) -> tuple[float, float]:
    """The least and the greatest chance of at most that value which a belief allows."""
    at = [level for level, quantile in belief.quantiles if quantile == value]
    below = [(level, q) for level, q in belief.quantiles if q < value]
    above = [(level, q) for level, q in belief.quantiles if q > value]
    if at:
        return at[0], at[-1]
    if not below:
        return 0.0, above[0][0]
    if not above:
        return below[-1][0], 1.0
    (low, left), (high, right) = below[-1], above[0]
    level = low + (high - low) * (value - left) / (right - left)
    return level, level


def _apart(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The least distance between two ranges."""
    return max(0.0, first[0] - second[1], second[0] - first[1])


def quantity_room(distance: float) -> str:
    """How far the chance of any value may go."""
    return f"by {points(0, distance)} in the chance of staying below any value"


def quantity_parts(kind: Kind, belief: Belief, shown: Shown) -> tuple[Part, ...]:
    """The median, and the intervals that are told; their unit is told above them."""
    quantiles = dict(belief.quantiles)
    made = [Part(label=f"As likely {_SIDES[kind.name]}", words=shown(quantiles[MEDIAN]))]
    for share, low, high in INTERVALS:
        if low in quantiles and high in quantiles:
            words = f"{shown(quantiles[low])} to {shown(quantiles[high])}"
            odds = "1 in 2" if share == INTERVALS[0][0] else "9 in 10"
            made.append(Part(label=f"{odds} to be in this range", words=words))
    return tuple(made)


def quantity_course(beliefs: Sequence[Belief]) -> tuple[float, ...]:
    """Medians between the least and the greatest quantile that was ever given."""
    values = [value for belief in beliefs for _, value in belief.quantiles]
    low, high = min(values, default=0.0), max(values, default=1.0)
    return tuple(
        (dict(belief.quantiles)[MEDIAN] - low) / (high - low) if high > low else 0.5
        for belief in beliefs
    )


def quantity_answer_words(kind: Kind, answer: Answer, shown: Shown) -> str:
    """The value, or beyond which end it lies."""
    below, above = (words.partition(" ")[0] for words in _BEYOND[kind.name])
    if answer.side is Side.BELOW and kind.low:
        return f"{below} {shown(kind.low.value)}"
    if answer.side is Side.ABOVE and kind.high:
        return f"{above} {shown(kind.high.value)}"
    return shown(answer.value or 0.0)


def quantity_scores(kind: Kind, belief: Belief, answer: Answer) -> Mapping[str, float]:
    """Weighted interval score, CRPS from quantiles, and whether intervals held.

    Beyond an open end nobody can say how far: quantiles and outcome are drawn in
    to that end first. So the score is of the quantity as far as it can be known,
    whatever the outcome, and stays proper. An interval that reaches such an end
    would hold all that lies beyond once it is drawn in, so it is not among those
    that held or did not, whatever the outcome: were that to decide, what is left
    would be those that did.
    """
    from foresite.scores import covers, crps_from_quantiles, weighted_interval_score

    value = _decided(kind, answer)
    if not belief.quantiles or value is None:
        return {}
    quantiles = dict(belief.quantiles)
    levels = list(quantiles)
    values = [_drawn_in(kind, quantile) for quantile in quantiles.values()]
    made = {
        "wis": weighted_interval_score(levels, values, value),
        "crps": crps_from_quantiles(levels, values, value),
    }
    for share, low, high in INTERVALS:
        if gives_interval(belief, share) and not _reaches_open_end(kind, quantiles, low, high):
            held = covers(quantiles[low], quantiles[high], value)
            made[f"coverage_{share * 100:.0f}"] = float(held)
    return made


def gives_interval(belief: Belief, share: float) -> bool:
    """Whether a belief has both ends of the central interval of that share."""
    levels = dict(belief.quantiles).keys()
    return any({low, high} <= levels for of, low, high in INTERVALS if of == share)


def _reaches_open_end(
    kind: Kind, quantiles: Mapping[float, float], low: float, high: float
) -> bool:
    """Whether that interval ends at, or beyond, an end that can be passed."""
    is_low = kind.low and kind.low.is_open and quantiles[low] <= kind.low.value
    is_high = kind.high and kind.high.is_open and quantiles[high] >= kind.high.value
    return bool(is_low or is_high)


def is_drawn_in(kind: Kind, belief: Belief, answer: Answer) -> bool:
    """Whether a quantile or the outcome lies beyond an open end, and is scored as if at it."""
    values = [quantile for _, quantile in belief.quantiles]
    if answer.value is not None:
        values.append(answer.value)
    return answer.side is not None or any(_drawn_in(kind, value) != value for value in values)


def quantity_pit(kind: Kind, belief: Belief, answer: Answer) -> Pit | None:
    """Where the outcome fell in the distribution; None of another sort of answer.

    Beyond an open end, within all that was given to what lies there.
    """
    from foresite.scores.pit import pit

    value = _decided(kind, answer)
    if not belief.quantiles or value is None:
        return None
    return pit(
        [level for level, _ in belief.quantiles],
        [quantile for _, quantile in belief.quantiles],
        value,
        floor=kind.low.value if kind.low else -math.inf,
        ceiling=kind.high.value if kind.high else math.inf,
    )


def score_unit(kind: Kind) -> str:
    """The unit in which the distance to an outcome is measured; empty where there is none."""
    return "days" if kind.name is KindName.DATE else kind.unit


def _decided(kind: Kind, answer: Answer) -> float | None:
    """The outcome as far as it can be known; None of another sort of answer."""
    if answer.side is Side.BELOW and kind.low:
        return kind.low.value
    if answer.side is Side.ABOVE and kind.high:
        return kind.high.value
    return None if answer.value is None else _drawn_in(kind, answer.value)


def _drawn_in(kind: Kind, value: float) -> float:
    """A value beyond an open end, at that end."""
    if kind.low and kind.low.is_open:
        value = max(value, kind.low.value)
    if kind.high and kind.high.is_open:
        value = min(value, kind.high.value)
    return value
