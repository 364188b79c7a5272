"""The table of dimensions: criteria in short, and the last move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foresite.history import State
from foresite.pages.forecast.dimension_words import dimension_row
from tests.worlds import forecast


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "Decided by the U.S. Geological Survey. Else no.",
            "Decided by the U.S. Geological Survey.",
        ),
        (
            "As Dr. Li or Mr. Roe reports, e.g. in print. Else no.",
            "As Dr. Li or Mr. Roe reports, e.g. in print.",
        ),
        ("At least 1.5 mm falls. Else no.", "At least 1.5 mm falls."),
        ("It **rains**\nat noon\n\n- by the gauge", "It rains at noon"),
        ("Does it rain? Then yes.", "Does it rain?"),
    ],
)
def test_criteria_in_short_are_their_first_sentence(text: str, short: str) -> None:
    world = forecast()
    [dimension] = world.dimensions
    [version] = dimension.criteria
    changed = replace(dimension, criteria=(replace(version, text=text),))
    assert dimension_row(changed, world, State()).criterion == short
