"""The words of a forecast's dimensions: the row of each."""

from __future__ import annotations

from foresite.history import Standing, State
from foresite.kinds import kind_rules
from foresite.model import CriteriaVersion, Dimension, Forecast
from foresite.pages.forecast_view import DimensionRow
from foresite.pages.phrases import SIGNS
from foresite.publication import dimension_anchor
from foresite.words import day, percent, points


def dimension_row(dimension: Dimension, forecast: Forecast, state: State) -> DimensionRow:
    """The row of a dimension: its criterion in short, its number, its last move."""
    standing = state.standing(dimension.id)
    version = state.criteria_in_force(dimension.id) or dimension.criteria[0]
    number = standing.probability
    return DimensionRow(
        name=dimension.name,
        href=f"#{dimension_anchor(dimension.id)}",
        settles=forecast.headline_dimension == dimension.id,
        criterion=_in_short(dimension, version),
        number=_standing_number(dimension, standing),
        bar=None if number is None else f"{number * 100:.4g}",
        way=standing.moved.value if standing.moved else "none",
        move=_standing_move(standing),
    )


def _standing_number(dimension: Dimension, standing: Standing) -> str:
    if standing.belief:
        return kind_rules(dimension.kind).figure(dimension.kind, standing.belief).short
    return "not published" if standing.probability is None else percent(standing.probability)


def _in_short(dimension: Dimension, version: CriteriaVersion) -> str:
    """The question of this reading, or the first sentence of its criteria."""
    if dimension.question:
        return dimension.question
    text = " ".join(version.text.split())
    end = text.find(". ")
    return text[: end + 1] if end > 0 else text


def _standing_move(standing: Standing) -> str:
    if standing.moved_on is None:
        return "never published"
    on = day(standing.moved_on)
    if standing.moved is None:
        return f"first published {on}"
    if standing.moved_from is not None and standing.probability is not None:
        return f"{SIGNS[standing.moved]} {points(standing.moved_from, standing.probability)}, {on}"
    return f"{SIGNS[standing.moved]} {standing.moved.value}, {on}; by how much was not published"
