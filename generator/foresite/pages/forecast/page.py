"""A forecast's page: its view, its chart's text twin, its Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foresite.charts import Chart
from foresite.charts.waterfall import NAME as WATERFALL
from foresite.ledger import Ledger
from foresite.model import Archive, Forecast
from foresite.pages.environment import render
from foresite.pages.forecast.words import forecast_view
from foresite.pages.track_record.questions import own_scores
from foresite.publication import (
    RECORD,
    RenderedFile,
    Settings,
    forecast_address,
    page_source,
    relative,
)
from foresite.track_record import Row


def forecast_page(
    forecast: Forecast,
    archive: Archive,
    *,
    settings: Settings,
    today: date,
    charts: Sequence[Chart],
    ledger: Ledger,
    scores: Sequence[Row] = (),
) -> RenderedFile:
    """The Markdown page of a forecast as it stands on ``today``; ``scores`` are its rows."""
    view = forecast_view(forecast, archive, settings=settings, today=today, ledger=ledger)
    return RenderedFile(
        path=page_source(forecast_address(forecast.id)),
        content=render(
            "forecast.md.jinja",
            page=view,
            charts=[chart for chart in charts if chart.name != WATERFALL],
            waterfall=next((chart for chart in charts if chart.name == WATERFALL), None),
            scores=own_scores(scores, record=relative(RECORD, start=forecast_address(forecast.id))),
        ),
        edit_path=f"{forecast.path}/forecast.yml",
    )
