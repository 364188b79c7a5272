"""The charts of a forecast: one of its headline, one of each dimension that needs its own.

The registry of charts by kind of question; a kind's module draws it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from foresite.charts.chart import Chart
from foresite.charts.fan import fan_chart
from foresite.charts.options_timeline import options_timeline
from foresite.charts.timeline import probability_timeline
from foresite.charts.waterfall import waterfall
from foresite.history.likelihood_ratios import implied
from foresite.model import Dimension, Forecast, KindName

Draw = Callable[[Forecast, Dimension, date], Chart]

CHARTS: Mapping[KindName, Draw] = {
    KindName.BINARY: lambda forecast, _dimension, today: probability_timeline(
        forecast, today=today
    ),
    KindName.MULTIPLE_CHOICE: lambda forecast, dimension, today: options_timeline(
        forecast, dimension, today=today
    ),
    KindName.NUMERIC: lambda forecast, dimension, today: fan_chart(
        forecast, dimension, today=today
    ),
    KindName.DATE: lambda forecast, dimension, today: fan_chart(forecast, dimension, today=today),
}


def forecast_chart(forecast: Forecast, *, today: date) -> Chart:
    """The chart of the headline."""
    settling = forecast.settling or forecast.dimensions[0]
    return CHARTS[forecast.kind.name](forecast, settling, today)


def forecast_charts(forecast: Forecast, *, today: date) -> tuple[Chart, ...]:
    """The headline's chart, those of dimensions that are not yes or no, and the waterfall."""
    others = (
        CHARTS[dimension.kind.name](forecast, dimension, today)
        for dimension in forecast.dimensions
        if dimension.kind.name is not KindName.BINARY and dimension != forecast.settling
    )
    headline = [forecast_chart(forecast, today=today)]
    binary = any(d.kind.name is KindName.BINARY for d in forecast.dimensions)
    if forecast.kind.name is not KindName.BINARY and binary and not forecast.has_single_reading:
        headline.append(probability_timeline(forecast, today=today, name="chart-dimensions"))
    ratios = implied(forecast, today=today)
    return (*headline, *others, *([waterfall(forecast, ratios)] if ratios else []))
