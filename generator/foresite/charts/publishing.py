"""The chart of a forecast as the files that are published beside its page.

Enters a forecast's ``Chart``; leaves its files: ``chart.svg``, which stands in
the page, and ``chart.json``, from which the page makes it live.
"""

from __future__ import annotations

from foresite.charts.chart import Chart
from foresite.charts.rendering import live_spec, svg
from foresite.model import Forecast
from foresite.publication import RenderedFile, forecast_address


def chart_files(forecast: Forecast, chart: Chart) -> tuple[RenderedFile, RenderedFile]:
    """The picture of a forecast's chart and its live specification."""
    address = forecast_address(forecast.id)
    return (
        RenderedFile(path=f"{address}chart.svg", content=svg(chart)),
        RenderedFile(path=f"{address}chart.json", content=live_spec(chart)),
    )
