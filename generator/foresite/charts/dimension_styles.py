"""How the lines of a timeline’s dimensions are told apart.

Enters a ``Course``; leaves a ``Style`` for each dimension, by id. The label at
a line’s end begins with the line’s mark, so neither colour nor dash need be
remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from foresite.charts.course import Course
from foresite.charts.palette import DIMENSIONS, HEADLINE, Style, paint

COLOURED = 6
"""Of more lines only the lowest, the highest and the one that settles the question have a
colour: nobody tells ten apart by it."""


def dimension_styles(past: Course) -> Mapping[str, Style]:
    """The headline’s for the dimension that is the headline; then by place of declaration."""
    is_crowded = len(past.told) > COLOURED
    settling = past.forecast.settling
    told = {one.dimension.id for one in past.extremes} | {settling.id if settling else ""}
    made = {}
    for one in past.dimensions:
        style = HEADLINE if one.is_headline else DIMENSIONS[one.position % len(DIMENSIONS)]
        if is_crowded and not one.is_headline and one.dimension.id not in told:
            style = replace(style, colour=paint("muted"))
        made[one.dimension.id] = style
    return made
