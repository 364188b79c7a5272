"""What an authored page may quote of a forecast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from foresite import sentences
from foresite.charts import Chart
from foresite.history import HeadlineMoved, entries
from foresite.model import Archive, Forecast
from foresite.words import day, estimative_words, percent


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
    probability = made[-1].after.probability if made else None
    moves = [e for e in made if any(isinstance(c, HeadlineMoved) for c in e.changes)]
    return Quotation(
        question=forecast.question,
        probability="no number yet" if probability is None else percent(probability),
        words="not yet open" if probability is None else estimative_words(probability),
        move=f"{sentences.headline(moves[-1])}, {day(moves[-1].on)}" if moves else "no number yet",
        chart=partial(_chart, forecast, today),
    )


def _chart(forecast: Forecast, today: date) -> Chart:
    from foresite.charts.timeline import probability_timeline

    return probability_timeline(forecast, today=today)
