"""The chart of a forecast as the files that are published beside its page.

Enters a forecast's ``Chart``; leaves its files: ``chart.svg``, which stands in
the page, and ``chart.json``, from which the page makes it live.
"""

from __future__ import annotations

from typing import TypeAlias

from foresite.charts.chart import Chart
from foresite.charts.rendering import live_spec, svg
from foresite.model import Forecast
from foresite.publication import RenderedFile, forecast_address

Drawing: TypeAlias = tuple[str, str]
"""The text of a chart's SVG, and of its live specification."""


def drawn(chart: Chart) -> Drawing:
    """A chart's two files as texts; this is where the time of a build goes."""
    return svg(chart), live_spec(chart)


def chart_files(forecast: Forecast, drawing: Drawing) -> tuple[RenderedFile, RenderedFile]:
    """The picture of a forecast's chart and its live specification."""
    address = forecast_address(forecast.id)
    picture, specification = drawing
    return (
        RenderedFile(path=f"{address}chart.svg", content=picture),
        RenderedFile(path=f"{address}chart.json", content=specification),
    )
