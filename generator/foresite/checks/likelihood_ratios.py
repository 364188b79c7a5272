"""Likelihood ratios that contradict what stands beside them, or that no sum can hold."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.history.likelihood_ratios import headline_bearings
from foresite.model import Archive, Direction, Evidence, Forecast, HeadlineRule, KindName
from foresite.problems import Problem


def likelihood_ratio(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A ratio speaks of a headline that is yes or no, from a base rate that can move."""
    rated = [
        piece
        for update in forecast.updates
        for number, piece in enumerate(update.evidence)
        if piece.likelihood_ratio is not None
        and desk.knows(update, ("evidence", number, "likelihood_ratio"))
        and desk.knows(update, ("evidence", number, "bears_on"))
    ]
    for piece in rated if desk.knows_settling(forecast) else ():
        hint = "correct whichever is wrong, or leave likelihood_ratio out"
        message = _misfit(forecast)
        if not message and not headline_bearings(forecast, piece):
            message, hint = _beside_the_headline(forecast, piece)
        message = message or _against_its_bearing(forecast, piece)
        if message:
            yield Problem(piece.where, "likelihood-ratio", message, hint)
    base = forecast.base_rate
    is_read = desk.knows(forecast, "base_rate")
    if is_read and rated and base and base.probability in (0.0, 1.0):
        message = f"the base rate is {base.probability:g}, from which no evidence can move it"
        hint = "give a base rate between 0 and 1: what is rare is not impossible"
        yield Problem(forecast.place("base_rate"), "likelihood-ratio", message, hint)


def _misfit(forecast: Forecast) -> str:
    if forecast.kind.name is not KindName.BINARY:
        return "gives a likelihood ratio, but the question is not answered by yes or no"
    if forecast.headline is HeadlineRule.UNSPECIFIED:
        return "gives a likelihood ratio, but nothing says what a yes to the question is"
    return ""


def _beside_the_headline(forecast: Forecast, piece: Evidence) -> tuple[str, str]:
    """What is wrong with a ratio of evidence on another dimension, and what to do."""
    assert forecast.settling is not None
    settling = forecast.settling.id
    others = " and ".join(f"“{bearing.dimension}”" for bearing in piece.bears_on)
    message = (
        f"gives a likelihood ratio, which speaks of the headline, “{settling}”, "
        f"but bears only on {others}"
    )
    return message, f"say under bears_on how it cuts on {settling}, or leave likelihood_ratio out"


def _against_its_bearing(forecast: Forecast, piece: Evidence) -> str:
    assert piece.likelihood_ratio is not None
    ways = {bearing.direction for bearing in headline_bearings(forecast, piece)}
    said = f"gives a likelihood ratio of {piece.likelihood_ratio:g}"
    if ways == {Direction.SUPPORTS} and piece.likelihood_ratio < 1:
        return f"{said}, which speaks against, but its bearing is “supports”"
    if ways == {Direction.OPPOSES} and piece.likelihood_ratio > 1:
        return f"{said}, which speaks for, but its bearing is “opposes”"
    return ""
