"""The waterfall of stated likelihood ratios, from the base rate to what they come to.

Enters an ``Implied``; leaves a ``Chart`` on a scale of log-odds, where equal
ratios are equal lengths. Each piece is a bar that begins where the one above
it ended; the published number is a line across all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
ROW_HEIGHT = 44
LABEL, BAR_TOP, BAR_END = 12 / ROW_HEIGHT, 23 / ROW_HEIGHT, 35 / ROW_HEIGHT
"""Within a row, from its top: the middle of its words, and its bar."""

NAME_WIDTH = 30
"""Characters of a claim; with the ratio beside it they fit a telephone."""

MOST = 12
"""Pieces that are drawn; of more, the weakest are drawn as one bar."""

EDGE = 0.9999
"""No bar is drawn beyond this chance, nor beyond its complement."""

FINE = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
COARSE = (0.0001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.9999)
"""Where the axis is marked, for a short one and a long one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """One bar: one piece, or the weakest together."""

    text: str
    ratio: str
    before: float
    after: float


def waterfall(forecast: Forecast, made: Implied) -> Chart:
    """The chart of what a forecast's ratios come to."""
    assert forecast.base_rate is not None
    bars = _bars(made.weighed)
    levels = [_drawn(x) for bar in bars for x in (bar.before, bar.after)]
    base, published = _place(made.base_rate), _place(made.published)
    low, high, marks = _axis([*levels, base, published])
    count = len(bars) + 3
    tops = [float(count - n) for n in range(count)]
    end = _place(made.probability)
    return plane_chart(
        {
            "bars": [_bar(bar, top) for bar, top in zip(bars, tops[1:], strict=False)],
            "rules": [
                rule(published, 0, until=published, upper=count, dash=(2, 4), width=1.5),
                *_joints([base, *(_drawn(bar.after) for bar in bars)], tops),
            ],
            "updates": [
                _mark(base, tops[0], 0, f"Base rate {percent(made.base_rate)}", shape=SQUARE),
                *(
                    _end(bar, top, n)
                    for n, (bar, top) in enumerate(zip(bars, tops[1:], strict=False), 1)
                ),
                _mark(
                    end, tops[-2], count - 2, f"Comes to {percent(made.probability)}", shape=DIAMOND
                ),
                _mark(published, tops[-1], count - 1, f"Published {percent(made.published)}"),
            ],
            "labels": [
                *_words("Base rate", percent(made.base_rate), tops[0], low, high),
                *(
                    words
                    for bar, top in zip(bars, tops[1:], strict=False)
                    for words in _words(bar.text, bar.ratio, top, low, high)
                ),
                *_words("These ratios come to", percent(made.probability), tops[-2], low, high),
                *_words("Published forecast", percent(made.published), tops[-1], low, high),
            ],
        },
        across=Ruler(low=low, high=high, title="Probability, %, on a scale of odds", marks=marks),
        upward=Ruler(low=0, high=count, title="", marks=()),
        width=WIDTH,
        height=count * ROW_HEIGHT,
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


def _bars(weighed: Sequence[Weighed]) -> tuple[_Bar, ...]:
    """A bar for each piece; of more than ``MOST``, the weakest are one at the end."""
    by_weight = sorted(range(len(weighed)), key=lambda n: (-abs(weighed[n].weight), n))
    kept = sorted(by_weight[:MOST] if len(weighed) <= MOST else by_weight[: MOST - 1])
    now = weighed[0].before
    made = []
    for n in kept:
        one = weighed[n]
        text = " ".join(wrapped(one.piece.claim, width=NAME_WIDTH, lines=1))
        made.append(_Bar(text=text, ratio=_ratio(one.weight), before=now, after=now + one.weight))
        now += one.weight
    if len(kept) < len(weighed):
        rest = math.fsum(w.weight for n, w in enumerate(weighed) if n not in kept)
        text = f"{len(weighed) - len(kept)} weaker pieces together"
        made.append(_Bar(text=text, ratio=_ratio(rest), before=now, after=now + rest))
    return tuple(made)


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


def _bar(bar: _Bar, top: float) -> Row:
    before, after = _drawn(bar.before), _drawn(bar.after)
    return {
        "at": min(before, after),
        "until": max(before, after),
        "level": top - BAR_END,
        "upper": top - BAR_TOP,
        "colour": paint("up" if bar.after >= bar.before else "down"),
        "opacity": 0.85,
    }


def _joints(places: Sequence[float], tops: Sequence[float]) -> Iterator[Row]:
    """From where each bar ends, down to where the next begins."""
    for x, top in zip(places, tops, strict=False):
        yield rule(x, top - 1 - BAR_TOP, until=x, upper=top - BAR_TOP, colour="muted")


def _end(bar: _Bar, top: float, index: int) -> Row:
    """Where a reader points to be told of a bar: its end, of its own colour."""
    colour = "up" if bar.after >= bar.before else "down"
    return {
        **_mark(_drawn(bar.after), top, index, f"{bar.text}\n{bar.ratio}", size=1),
        "colour": paint(colour),
        "inside": paint(colour),
    }


def _mark(
    x: float, top: float, index: int, tip: str, *, shape: str = "circle", size: float = 80
) -> Row:
    middle = top - (BAR_TOP + BAR_END) / 2
    return mark(x, middle, index=index, tip=tip, size=size, shape=shape, is_filled=True)


def _words(text: str, figure: str, top: float, low: float, high: float) -> Iterator[Row]:
    """What a row is, at its left; its figure, at its right."""
    yield label(low, top - LABEL, text, dx=0)
    yield label(high, top - LABEL, figure, dx=-1)


def _rows(source: str, made: Implied) -> Iterator[tuple[str, ...]]:
    yield f"Base rate: {plain(source)}", "", percent(made.base_rate)
    for one in made.weighed:
        yield plain(one.piece.claim), f"×{_factor(one.weight)}", percent(probability_of(one.after))
    yield "These ratios come to", "", percent(made.probability)
    yield "Published forecast", "", percent(made.published)
