"""The waterfall of stated likelihood ratios, from the base rate to what they come to.

Enters an ``Implied``; leaves a ``Chart`` on a scale of log-odds, where equal
ratios are equal lengths. Each piece is a bar that begins where the one above
it ended; the published number is a line beside all of them. What joins them
is drawn along the bars alone: on a telephone the words fill the rows between.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foresite.charts.chart import Chart
from foresite.charts.palette import DIAMOND, SQUARE, paint
from foresite.charts.plain_text import plain, wrapped
from foresite.charts.plane import Ruler, label, mark, plane_chart, rule
from foresite.charts.plane_picture import Row
from foresite.charts.timeline_frame import Twin
from foresite.history.likelihood_ratios import Implied, Weighed, log_odds, probability_of
from foresite.model import Forecast
from foresite.words import counted, percent, quantity

NAME = "waterfall"
TITLE = "What the stated ratios come to"

WIDTH = 720
LINE, BAR, AIR = 15, 12, 8
"""In pixels: the height of a line of words, of a bar, and of the air around both."""

ABOVE, BELOW = 3, 10
"""How far what is drawn along a bar reaches beyond it, in pixels; words are farther away."""

NAME_WIDTH, NAME_LINES = 36, 2
ROW_WIDTH = 41
"""Characters and lines of a claim, and characters of both it and the ratio beside it: so much
fits a telephone."""

MOST = 12
"""Pieces that are drawn; of more, the weakest are drawn as one bar."""

EDGE = 0.9999
"""No bar is drawn beyond this chance, nor beyond its complement."""

FINE = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
COARSE = (0.0001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.9999)
"""Where the axis is marked, for a short one and a long one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One row: where the odds go, in the words at its left and the figure at its right.

    ``before`` is None for what is a mark and no bar; ``shape`` is the mark's.
    """

    words: tuple[str, ...]
    figure: str
    after: float
    before: float | None = None
    shape: str = "circle"

    @property
    def height(self) -> int:
        """In pixels."""
        return AIR + LINE * len(self.words) + BAR + AIR

    @property
    def tip(self) -> str:
        """What a reader is told who points at it."""
        return "\n".join((" ".join(self.words), self.figure))


def waterfall(forecast: Forecast, made: Implied) -> Chart:
    """The chart of what a forecast's ratios come to."""
    assert forecast.base_rate is not None
    steps = _steps(made)
    published = steps[-1].after
    low, high, marks = _axis([x for s in steps for x in (s.before, s.after) if x is not None])
    height = sum(step.height for step in steps)
    tops = [height - sum(step.height for step in steps[:n]) for n in range(len(steps))]
    placed = tuple(zip(steps, tops, strict=True))
    return plane_chart(
        {
            "bars": [row for step, top in placed for row in _bar(step, top)],
            "rules": [
                *_published(placed, published),
                *_joints(placed[:-1]),
            ],
            "updates": [_end(step, top, n) for n, (step, top) in enumerate(placed)],
            "labels": [row for step, top in placed for row in _labels(step, top, low, high)],
        },
        across=Ruler(low=low, high=high, title="Probability, %, on a scale of odds", marks=marks),
        upward=Ruler(low=0, high=height, title="", marks=()),
        width=WIDTH,
        height=height,
        twin=Twin(
            id=f"{NAME}-{forecast.id.replace('/', '-')}",
            name=NAME,
            title=TITLE,
            sentence=sentence(made),
            caption="The base rate, each stated likelihood ratio, and the probability after it",
            columns=("Step", "Likelihood ratio", "Probability after it"),
            rows=tuple(_rows(forecast.base_rate.source, made)),
        ),
    )


def sentence(made: Implied) -> str:
    """What the picture shows, and what it is not."""
    pieces = counted(len(made.weighed), "piece")
    given = "ratio" if len(made.weighed) == 1 else "ratios"
    return (
        f"From a base rate of {percent(made.base_rate)}, the likelihood {given} that the author "
        f"states for {pieces} of evidence would lead to {percent(made.probability)}, if each piece "
        f"told its story without the others. The published forecast is {percent(made.published)}. "
        "This is arithmetic with what was stated, not the forecast."
    )


def _steps(made: Implied) -> tuple[_Step, ...]:
    """The base rate, each bar, what they come to, and the published number."""
    return (
        _Step(
            words=("Base rate",),
            figure=percent(made.base_rate),
            after=_place(made.base_rate),
            shape=SQUARE,
        ),
        *_bars(made.weighed),
        _Step(
            words=("These ratios come to",),
            figure=percent(made.probability),
            after=_place(made.probability),
            shape=DIAMOND,
        ),
        _Step(
            words=("Published forecast",),
            figure=percent(made.published),
            after=_place(made.published),
        ),
    )


def _bars(weighed: Sequence[Weighed]) -> Iterator[_Step]:
    """A bar for each piece; of more than ``MOST``, the weakest are one at the end."""
    by_weight = sorted(range(len(weighed)), key=lambda n: (-abs(weighed[n].weight), n))
    kept = sorted(by_weight if len(weighed) <= MOST else by_weight[: MOST - 1])
    now = weighed[0].before
    for n in kept:
        width = min(NAME_WIDTH, ROW_WIDTH - len(_ratio(weighed[n].weight)))
        claim = wrapped(weighed[n].piece.claim, width=width, lines=NAME_LINES)
        yield _piece(claim or ("",), now, weighed[n].weight)
        now += weighed[n].weight
    if len(kept) < len(weighed):
        rest = math.fsum(w.weight for n, w in enumerate(weighed) if n not in kept)
        yield _piece((f"{len(weighed) - len(kept)} weaker pieces together",), now, rest)


def _piece(words: tuple[str, ...], before: float, weight: float) -> _Step:
    return _Step(
        words=words,
        figure=_ratio(weight),
        before=_drawn(before),
        after=_drawn(before + weight),
    )


def _ratio(weight: float) -> str:
    """``▲ ×3`` for evidence of yes, ``▼ ×0.4`` for evidence of no."""
    sign = "▲ " if weight > 0 else "▼ " if weight < 0 else ""
    return f"{sign}×{_factor(weight)}"


def _factor(weight: float) -> str:
    """A ratio to three figures; past a million only that it is."""
    if abs(weight) > math.log(1e6):
        return "more than a million" if weight > 0 else "less than a millionth"
    value = float(f"{math.exp(weight):.3g}")
    return quantity(value) if value >= 0.001 else f"{value:f}".rstrip("0")


def _drawn(logarithm: float) -> float:
    """Log-odds within what is drawn."""
    edge = log_odds(EDGE)
    return max(-edge, min(edge, logarithm))


def _place(probability: float) -> float:
    """Where a probability in [0, 1] is drawn."""
    return log_odds(max(1 - EDGE, min(EDGE, probability)))


def _axis(levels: Sequence[float]) -> tuple[float, float, tuple[tuple[float, str], ...]]:
    """Both ends, at marks that hold all levels between them, and the marks."""
    least, most = min(levels) - 0.2, max(levels) + 0.2
    fine = log_odds(FINE[0]) <= least and most <= log_odds(FINE[-1])
    places = [log_odds(p) for p in (FINE if fine else COARSE)]
    low = max((x for x in places if x <= least), default=least)
    high = min((x for x in places if x >= most), default=most)
    marks = tuple(
        (x, f"{p * 100:g}")
        for x, p in zip(places, FINE if fine else COARSE, strict=True)
        if low <= x <= high
    )
    # Room for the words of the outermost marks.
    room = (high - low) * 0.04
    return low - room, high + room, marks


def _colour(step: _Step) -> str:
    if step.before is None:
        return "s1"
    return "up" if step.after >= step.before else "down"


def _bar_top(step: _Step, top: float) -> float:
    return top - AIR - LINE * len(step.words)


def _bar(step: _Step, top: float) -> Iterator[Row]:
    if step.before is not None:
        yield {
            "at": min(step.before, step.after),
            "until": max(step.before, step.after),
            "level": _bar_top(step, top) - BAR,
            "upper": _bar_top(step, top),
            "colour": paint(_colour(step)),
            "opacity": 0.85,
        }


def _published(placed: Sequence[tuple[_Step, float]], at: float) -> Iterator[Row]:
    """A dotted stroke along each bar, where the published number is."""
    for step, top in placed:
        bar = _bar_top(step, top)
        lower, upper = max(0, bar - BAR - BELOW), bar + ABOVE
        yield rule(at, lower, until=at, upper=upper, dash=(2, 4), width=1.5)


def _joints(placed: Sequence[tuple[_Step, float]]) -> Iterator[Row]:
    """A stroke down from where each bar ends, and one to where the next begins."""
    for (step, top), (following, below) in pairwise(placed):
        at, bar, next_bar = step.after, _bar_top(step, top), _bar_top(following, below)
        yield rule(at, bar - BAR - BELOW, until=at, upper=bar - BAR / 2)
        yield rule(at, next_bar - BAR / 2, until=at, upper=next_bar + ABOVE)


def _end(step: _Step, top: float, index: int) -> Row:
    """Where a reader points to be told of a row: its mark, or the end of its bar."""
    return mark(
        step.after,
        _bar_top(step, top) - BAR / 2,
        index=index,
        tip=step.tip,
        size=80 if step.before is None else 1,
        colour=_colour(step),
        shape=step.shape,
        is_filled=True,
    )


def _labels(step: _Step, top: float, low: float, high: float) -> Iterator[Row]:
    """What a row is, at its left; its figure, at its right."""
    for n, line in enumerate(step.words):
        yield label(low, top - AIR / 2 - LINE * (n + 0.5), line, dx=0)
    yield label(high, top - AIR / 2 - LINE / 2, step.figure, dx=-1)


def _rows(source: str, made: Implied) -> Iterator[tuple[str, ...]]:
    yield f"Base rate: {plain(source)}", "", percent(made.base_rate)
    for one in made.weighed:
        yield plain(one.piece.claim), f"×{_factor(one.weight)}", percent(probability_of(one.after))
    yield "These ratios come to", "", percent(made.probability)
    yield "Published forecast", "", percent(made.published)
