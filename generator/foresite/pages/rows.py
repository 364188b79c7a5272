"""A forecast as one line of a table: question, number, past, move, date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from foresite import sentences
from foresite.charts.sparkline import sparkline
from foresite.history import belief_on, beliefs, status
from foresite.kinds import kind_rules
from foresite.model import Forecast, Status
from foresite.pages.phrases import step
from foresite.publication import forecast_address, relative
from foresite.words import day

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a reader scans; ``way`` is ``up``, ``down``, ``none`` or ``told``, without a colour.

    ``unit`` is empty where the number has none; a ``%`` belongs to the number.
    ``is_labelled`` says that the last cell needs its column's name beside it.
    """

    question: str
    href: str
    number: str
    unit: str
    words: str
    spark: Markup
    way: str
    move: str
    ends: str
    ended: str
    is_labelled: bool


def row(forecast: Forecast, *, start: str, today: date) -> Row:
    """The line of a forecast in a table on the page at ``start``."""
    until = _until(forecast, today)
    now = belief_on(forecast, until)
    figure = sentences.figure(forecast, now) if now else None
    unit = figure.sign.strip() if figure and "%" not in figure.sign else ""
    way, move = _month_move(forecast, until)
    return Row(
        question=forecast.question,
        href=relative(forecast_address(forecast.id), start=start),
        number=figure.number + ("" if unit else figure.sign) if figure else "",
        unit=unit,
        words=figure.gist if figure else "not yet open",
        spark=_spark(forecast, until),
        way=way,
        move=move,
        ends=_ends(forecast, today),
        ended=sentences.outcome_in_short(forecast, forecast.resolution)
        if forecast.resolution
        else "",
        is_labelled=forecast.resolution is not None or forecast.closes_on is not None,
    )


def _until(forecast: Forecast, today: date) -> date:
    """The last day that counts: today, or when the answer was known or the question closed."""
    ends = [today]
    if forecast.resolution:
        ends.append(forecast.resolution.known_on)
    elif forecast.closes_on:
        ends.append(forecast.closes_on)
    return min(ends)


def _spark(forecast: Forecast, until: date) -> Markup:
    made = beliefs(forecast, until=until)
    if not made:
        return Markup()
    course = kind_rules(forecast.kind).course(forecast.kind, [belief for _, belief in made])
    points = [(on, share) for (on, _), share in zip(made, course, strict=True)]
    return Markup(sparkline(points, start=forecast.opened_on, end=until))  # noqa: S704 - numbers only


def _month_move(forecast: Forecast, until: date) -> tuple[str, str]:
    """The move over the last thirty days, or since the opening if that is younger."""
    now = belief_on(forecast, until)
    before = belief_on(forecast, until - MONTH)
    if before is None:
        before = next((belief for _, belief in beliefs(forecast, until=until)), None)
    if now is None or before is None:
        return "none", "no forecast yet"
    made = step(forecast.kind, before, now)
    if made.tone == "none":
        return "none", "no move"
    return made.tone, f"{made.sign} {made.size}".lstrip()


def _ends(forecast: Forecast, today: date) -> str:
    if status(forecast, today=today) is Status.RESOLVED and forecast.resolution:
        return day(forecast.resolution.known_on)
    if forecast.closes_on is None:
        return "no closing date"
    return day(forecast.closes_on)
