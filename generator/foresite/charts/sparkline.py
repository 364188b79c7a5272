"""Sparklines: a forecast's course in the space of a word, for lists.

Enters days and probabilities; leaves a small inline SVG on a scale of 0 to 1
that is the same in every row. Drawn directly: a list has hundreds, and there is
nothing to lay out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foresite.charts.palette import paint

WIDTH, HEIGHT = 104, 32
MARGIN = 3
"""Room in pixels for the end's dot and half the line."""

NOTHING_TO_ALL = f"M0 {HEIGHT - MARGIN}H{WIDTH}M0 {MARGIN}H{WIDTH}"
"""The two ends of the scale: without them a low line looks like a middling one."""


def sparkline(points: Sequence[tuple[date, float]], *, start: date, end: date) -> str:
    """A step line from ``start`` to ``end`` with a dot where it stands at the end.

    ``points`` are days and probabilities in [0, 1], oldest first; a number
    holds until the next. One published before ``start`` enters at the left
    edge; one after ``end`` is not drawn. It is hidden from screen readers: the
    number stands beside it.
    """
    drawn = [(max(on, start), probability) for on, probability in points if on <= end]
    opening = (
        f'<svg class="fs-spark" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f'<path d="{NOTHING_TO_ALL}" stroke="{paint("rule")}"/>'
    )
    if not drawn:
        return f"{opening}</svg>"
    span = max((end - start).days, 1)

    def x(on: date) -> str:
        return _figure((on - start).days / span * (WIDTH - 2 * MARGIN) + MARGIN)

    last = _y(drawn[-1][1])
    path = f"M{x(drawn[0][0])} {_y(drawn[0][1])}"
    path += "".join(f"H{x(on)}V{_y(probability)}" for on, probability in drawn[1:])
    return (
        f"{opening}"
        f'<path d="{path}H{x(end)}" fill="none" stroke="{paint("s1")}" stroke-width="1.6"/>'
        f'<circle cx="{x(end)}" cy="{last}" r="2.6" fill="{paint("s1")}"/></svg>'
    )


def _y(probability: float) -> str:
    return _figure(HEIGHT - MARGIN - probability * (HEIGHT - 2 * MARGIN))


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
