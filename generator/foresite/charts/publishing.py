"""The chart of a forecast as the files that are published beside its page.

Enters a ``Forecast`` and today; leaves its ``Chart`` for the page and its
files: ``chart.svg``, which stands in the page, and ``chart.json``, from which
the page makes it live.
"""

from __future__ import annotations

from datetime import date

from foresite.charts.chart import Chart
from foresite.charts.rendering import live_spec, svg
from foresite.charts.timeline import probability_timeline
from foresite.model import Forecast
from foresite.publication import RenderedFile, forecast_address


def forecast_charts(forecast: Forecast, *, today: date) -> tuple[Chart, RenderedFile, RenderedFile]:
    """The forecast's timeline, its picture and its live specification."""
    chart = probability_timeline(forecast, today=today)
    address = forecast_address(forecast.id)
    return (
        chart,
        RenderedFile(path=f"{address}chart.svg", content=svg(chart)),
        RenderedFile(path=f"{address}chart.json", content=live_spec(chart)),
    )
