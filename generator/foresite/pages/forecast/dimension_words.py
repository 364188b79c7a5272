"""The words of a forecast's dimensions: the row of each."""

from __future__ import annotations

import re

from foresite import sentences
from foresite.history import Standing, State
from foresite.kinds import kind_rules
from foresite.model import CriteriaVersion, Dimension, Forecast, Resolution
from foresite.pages.forecast.view import DimensionRow
from foresite.pages.phrases import SIGNS, step
from foresite.publication import dimension_anchor
from foresite.words import day, percent, points

_SENTENCE = re.compile(r"(?<=[^\W_A-Z][^\W_A-Z])[.!?](?= )")
"""The end of a sentence; the dots of “U.S.”, “e.g.” and “Mr.” end none."""


def dimension_row(dimension: Dimension, forecast: Forecast, state: State) -> DimensionRow:
    """The row of a dimension: its criterion in short, its number, its last move."""
    standing = state.standing(dimension.id)
    version = state.criteria_in_force(dimension.id) or dimension.criteria[0]
    way, move, since = _standing_move(dimension, standing)
    return DimensionRow(
        name=dimension.name,
        href=f"#{dimension_anchor(dimension.id)}",
        settles=forecast.headline_dimension == dimension.id,
        added=day(dimension.added_on) if dimension.added_on else "",
        criterion=_in_short(version),
        number=_standing_number(dimension, standing),
        is_number=standing.probability is not None or standing.belief is not None,
        bar=None if standing.probability is None else f"{standing.probability * 100:.4g}",
        way=way,
        move=move,
        since=since,
        came_out=_came_out(dimension, state.resolution),
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


def _standing_move(dimension: Dimension, standing: Standing) -> tuple[str, str, str]:
    """Which way the number last moved, how far, and when; no distance if it never did."""
    if standing.moved_on is None:
        return "none", "", "no number here"
    on = day(standing.moved_on)
    if standing.belief and standing.belief_from:
        made = step(dimension.kind, standing.belief_from, standing.belief)
        if made.tone == "none":
            return "none", "", f"the rest moved {on}"
        return made.tone, f"{made.sign} {made.size}".lstrip(), f"on {on}"
    if standing.moved is None:
        return "none", "", f"first recorded {on}"
    way = standing.moved
    if standing.moved_from is not None and standing.probability is not None:
        size = points(standing.moved_from, standing.probability)
        return way.value, f"{SIGNS[way]} {size}", f"on {on}"
    return way.value, f"{SIGNS[way]} {way.value}", f"on {on}; by how much was not published"


def _came_out(dimension: Dimension, resolution: Resolution | None) -> str:
    """What became of this reading, or nothing while nobody knows."""
    answer = dict(resolution.answers).get(dimension.id) if resolution else None
    return sentences.answer_in_short(dimension.kind, answer) if answer else ""
