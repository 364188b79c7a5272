"""What an authored page may quote of a forecast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from foresite import sentences
from foresite.charts import Chart
from foresite.history import BeliefChanged, HeadlineMoved, entries, headline_belief
from foresite.model import Archive, Forecast
from foresite.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words; ``chart`` is worked out only where it is shown."""

    question: str
    probability: str
    words: str
    move: str
    chart: Callable[[], Chart]


def quotations(archive: Archive, *, today: date) -> dict[str, Callable[[], Quotation]]:
    """For each forecast's id, how to work out what may be quoted of it."""
    return {f.id: partial(_quotation, f, today) for f in archive.forecasts}


def _quotation(forecast: Forecast, today: date) -> Quotation:
    made = entries(forecast, today=today)
    belief = headline_belief(forecast, made[-1].after) if made else None
    figure = sentences.figure(forecast, belief) if belief else None
    moved = HeadlineMoved | BeliefChanged
    moves = [e for e in made if any(isinstance(c, moved) for c in e.changes)]
    return Quotation(
        question=forecast.question,
        probability=figure.short if figure else "no number yet",
        words=figure.words if figure else "not yet open",
        move=f"{sentences.headline(moves[-1])}, {day(moves[-1].on)}" if moves else "no number yet",
        chart=partial(_chart, forecast, today),
    )


def _chart(forecast: Forecast, today: date) -> Chart:
    from foresite.charts.forecast_chart import forecast_chart

    return forecast_chart(forecast, today=today)
