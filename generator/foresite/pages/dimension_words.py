"""The words of a forecast's dimensions: the row of each."""

from __future__ import annotations

import re

from foresite.history import Standing, State
from foresite.kinds import kind_rules
from foresite.model import CriteriaVersion, Dimension, Forecast
from foresite.pages.forecast_view import DimensionRow
from foresite.pages.phrases import SIGNS
from foresite.publication import dimension_anchor
from foresite.words import day, percent, points

_SENTENCE = re.compile(r"(?<=[^\W_A-Z][^\W_A-Z])[.!?](?= )")
"""The end of a sentence; the dots of “U.S.”, “e.g.” and “Mr.” end none."""


def dimension_row(dimension: Dimension, forecast: Forecast, state: State) -> DimensionRow:
    """The row of a dimension: its criterion in short, its number, its last move."""
    standing = state.standing(dimension.id)
    version = state.criteria_in_force(dimension.id) or dimension.criteria[0]
    number = standing.probability
    return DimensionRow(
        name=dimension.name,
        href=f"#{dimension_anchor(dimension.id)}",
        settles=forecast.headline_dimension == dimension.id,
        criterion=_in_short(version),
        number=_standing_number(dimension, standing),
        bar=None if number is None else f"{number * 100:.4g}",
        way=standing.moved.value if standing.moved else "none",
        move=_move(standing),
        since=_since(standing),
    )


def _standing_number(dimension: Dimension, standing: Standing) -> str:
    if standing.belief:
        return kind_rules(dimension.kind).figure(dimension.kind, standing.belief).short
    return "not published" if standing.probability is None else percent(standing.probability)


def _in_short(version: CriteriaVersion) -> str:
    """The first sentence of the criteria; all of them follow below the table."""
    text = " ".join(version.text.partition("\n\n")[0].replace("**", "").split())
    end = _SENTENCE.search(text)
    return text[: end.end()] if end else text


def _move(standing: Standing) -> str:
    """Which way the number last moved and how far; empty if it never did."""
    if standing.moved_on is None or standing.moved is None:
        return ""
    if standing.moved_from is not None and standing.probability is not None:
        return f"{SIGNS[standing.moved]} {points(standing.moved_from, standing.probability)}"
    return f"{SIGNS[standing.moved]} {standing.moved.value}"


def _since(standing: Standing) -> str:
    """The day of that move, and what was not published of it."""
    if standing.moved_on is None:
        return "never published"
    on = day(standing.moved_on)
    if standing.moved is None:
        return f"first published {on}"
    if standing.moved_from is not None and standing.probability is not None:
        return f"on {on}"
    return f"on {on}; by how much was not published"
