"""A chart as the files that are published beside its page.

Enters a ``Chart``; leaves its files: ``chart.svg``, which stands in the page,
and ``chart.json``, from which the page makes it live.
"""

from __future__ import annotations

from typing import TypeAlias

from foresite.charts.chart import Chart
from foresite.charts.rendering import live_spec, svg
from foresite.publication import RenderedFile

Drawing: TypeAlias = tuple[str, str]
"""The text of a chart's SVG, and of its live specification."""


def drawn(chart: Chart) -> Drawing:
    """A chart's two files as texts; this is where the time of a build goes."""
    return svg(chart), live_spec(chart)


def chart_files(address: str, chart: Chart, drawing: Drawing) -> tuple[RenderedFile, RenderedFile]:
    """The picture of a page's chart and its live specification, beside the page."""
    picture, specification = drawing
    return (
        RenderedFile(path=f"{address}{chart.name}.svg", content=picture),
        RenderedFile(path=f"{address}{chart.name}.json", content=specification),
    )
