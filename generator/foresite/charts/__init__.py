"""Charts: a forecast's past as a picture, a sentence and a table.

Enters the domain model; leaves ``Chart`` values, and SVG or JSON text made of
them. Nothing here knows pages, disk or MkDocs.
"""

from foresite.charts.chart import Chart
from foresite.charts.publishing import Drawing, chart_files, drawn

__all__ = ["Chart", "Drawing", "chart_files", "drawn"]
