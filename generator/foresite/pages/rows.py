"""A forecast as one line of a table: question, number, past, move, date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from foresite import sentences
from foresite.charts.sparkline import sparkline
from foresite.history import probability_on, status
from foresite.model import Forecast, Status
from foresite.publication import forecast_address, relative
from foresite.words import day, estimative_words, percent, signed_points

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a reader scans; ``way`` is ``up``, ``down`` or ``none``."""

    question: str
    href: str
    number: str
    words: str
    spark: Markup
    way: str
    move: str
    ends: str
    ended: str


def row(forecast: Forecast, *, start: str, today: date) -> Row:
    """The line of a forecast in a table on the page at ``start``."""
    until = _until(forecast, today)
    now = probability_on(forecast, until)
    way, move = _month_move(forecast, until)
    return Row(
        question=forecast.question,
        href=relative(forecast_address(forecast.id), start=start),
        number="" if now is None else percent(now),
        words="not yet open" if now is None else estimative_words(now),
        spark=_spark(forecast, until),
        way=way,
        move=move,
        ends=_ends(forecast, today),
        ended=sentences.OUTCOMES[forecast.resolution.outcome] if forecast.resolution else "",
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
    points = [(u.made_on, u.probability) for u in forecast.updates if u.made_on <= until]
    if not points:
        return Markup()
    return Markup(sparkline(points, start=forecast.opened_on, end=until))  # noqa: S704 - numbers only


def _month_move(forecast: Forecast, until: date) -> tuple[str, str]:
    """The move over the last thirty days, or since the opening if that is younger."""
    now = probability_on(forecast, until)
    before = probability_on(forecast, until - MONTH)
    if before is None and forecast.updates:
        before = forecast.updates[0].probability
    if now is None or before is None:
        return "none", "no forecast yet"
    if now == before:
        return "none", "no move"
    way, sign = ("up", "▲") if now > before else ("down", "▼")
    return way, f"{sign} {signed_points(before, now)[1:]}"


def _ends(forecast: Forecast, today: date) -> str:
    now = status(forecast, today=today)
    if now is Status.RESOLVED and forecast.resolution:
        return f"known {day(forecast.resolution.known_on)}"
    if forecast.closes_on is None:
        return "no closing date"
    return f"{'closed' if now is Status.CLOSED else 'closes'} {day(forecast.closes_on)}"
