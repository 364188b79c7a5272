"""Colours and shapes of the charts, as names that the page's style sheet fills.

Leaves SVG paint: ``var(--fs-ink, #1b1f24)`` takes the page's colour, light or
dark, and the paper edition's where no style sheet says otherwise. Series are
told apart by dash and shape too, never by colour alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FONT = 'var(--fs-sans, "Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif)'
"""The page's own face, with its stand-in; in a file by itself a face as narrow."""

LIGHT = {
    "paper": "#fbfaf7",
    "card": "#fff",
    "ink": "#1b1f24",
    "muted": "#5c6670",
    "rule": "#dcd8cf",
    "up": "#1b6e3c",
    "down": "#a3341f",
    "s1": "#0b5d78",
    "s2": "#b4541a",
    "s3": "#5b4b9a",
    "s4": "#2f7d4f",
    "s5": "#9a3b6a",
    "s6": "#6b6a1f",
}

DARK = {
    "paper": "#14171a",
    "card": "#1b1f23",
    "ink": "#eceae4",
    "muted": "#a3abb3",
    "rule": "#343a40",
    "up": "#6fcf97",
    "down": "#f0937c",
    "s1": "#6cc3de",
    "s2": "#f0a871",
    "s3": "#b3a5ee",
    "s4": "#7ccf9c",
    "s5": "#e693bd",
    "s6": "#cfcd7a",
}
"""For a chart that stands alone; in a page the style sheet decides. Both hold the
colours of the theme's ``tokens.css``, as a test makes sure."""


def paint(name: str) -> str:
    """The colour of that name for an SVG attribute; KeyError if there is none."""
    return f"var(--fs-{name}, {LIGHT[name]})"


@dataclass(frozen=True, slots=True)
class Style:
    """How a series is drawn; ``shape`` is an SVG path within [-1, 1]."""

    series: str
    colour: str
    dash: tuple[int, ...]
    shape: str


SQUARE = "M-0.88,-0.88L0.88,-0.88L0.88,0.88L-0.88,0.88Z"
DIAMOND = "M0,-1.25L1.25,0L0,1.25L-1.25,0Z"
TRIANGLE_UP = "M0,-1.2L1.1,0.8L-1.1,0.8Z"
TRIANGLE_DOWN = "M0,1.2L1.1,-0.8L-1.1,-0.8Z"
STAR = (
    "M0,-1.5L0.38,-0.53L1.43,-0.46L0.62,0.2L0.88,1.21L0,0.65L-0.88,1.21L-0.62,0.2L-1.43,-0.46"
    "L-0.38,-0.53Z"
)
CIRCLE = "M1,0C1,0.55,0.55,1,0,1C-0.55,1,-1,0.55,-1,0C-1,-0.55,-0.55,-1,0,-1C0.55,-1,1,-0.55,1,0Z"
"""Vega’s own ``circle`` as a path, for where one must be moved."""

CROSS = "M-1,-1L1,1M1,-1L-1,1"
BREAK = "M-1,0.1L1,-0.9M-1,0.9L1,-0.1"
"""Two slanted strokes across an axis: it goes on, unseen."""

_COLOURS = ("s2", "s3", "s4", "s5", "s6")
_DASHES = ((7, 3), (2, 2), (9, 3, 2, 3), (14, 4))
_SHAPES = (SQUARE, DIAMOND, TRIANGLE_UP, TRIANGLE_DOWN, STAR)

HEADLINE = Style("headline", paint("s1"), (), "circle")
DIMENSIONS = tuple(
    Style(
        f"dimension-{n + 1}",
        paint(_COLOURS[n % 5]),
        _DASHES[(n + n // 5) % 4],
        _SHAPES[(n + n // 5) % 5],
    )
    for n in range(20)
)
"""Twenty pairs of colour and shape before one returns; ten of shape and dash, without colour."""


_PLACE = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def shifted(shape: str, across: float) -> str:
    """A mark’s shape drawn so far to its right, in the units of its path."""
    path = CIRCLE if shape == "circle" else shape
    return _PLACE.sub(lambda at: f"{float(at[1]) + across:.2f},{at[2]}", path)
