"""A chart as a value: the picture's specification beside its text twin.

Enters nothing but text and numbers; leaves ``Chart``. It knows neither
forecasts nor how a specification is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture that also says itself in a sentence and in a table.

    ``spec`` is a Vega-Lite specification for a view of ``width`` by ``height``
    pixels. ``sentence``, ``caption`` (the table's), ``columns`` and ``rows``
    are plain text, neither HTML nor Markdown, with author text in it: escape
    them where they are written. Every row has as many cells as there are
    columns. ``id`` is unique among the charts of a page; ``name`` is its files'
    (``chart.svg``), and ``title`` says what it shows where that is not plain.
    """

    id: str
    name: str = "chart"
    title: str = ""
    spec: dict[str, Any]
    sentence: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    width: int
    height: int
