"""What a dimension's own chart is called, for files and for readers."""

from __future__ import annotations

from foresite.charts.plain_text import plain
from foresite.model import Dimension, Forecast


def chart_name(forecast: Forecast, dimension: Dimension) -> str:
    """The name of its files: ``chart`` where it is the headline's."""
    return "chart" if dimension == forecast.settling else f"chart-{dimension.id}"


def chart_id(forecast: Forecast, dimension: Dimension) -> str:
    """Its id, unique on a page."""
    whose = "" if dimension == forecast.settling else f"-{dimension.id}"
    return f"timeline-{forecast.id.replace('/', '-')}{whose}"


def chart_title(forecast: Forecast, dimension: Dimension) -> str:
    """The dimension's name, where a page has several charts."""
    return "" if forecast.has_single_reading else plain(dimension.name)
