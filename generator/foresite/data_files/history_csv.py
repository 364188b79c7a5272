"""A forecast's numbers as a table: RFC 4180, one row a number.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a
formula and runs it; such a text gets an apostrophe in front. Source: OWASP,
"CSV Injection".
"""

from __future__ import annotations

import csv
import io

from foresite.data_files.addresses import update_url
from foresite.model import Forecast, Update
from foresite.publication import Settings, forecast_address

HEADLINE = "headline"
COLUMNS = (
    "forecast",
    "update",
    "made_on",
    "author",
    "reason",
    "dimension",
    "probability",
    "moved",
    "url",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def history_csv(forecast: Forecast, *, settings: Settings) -> str:
    """A row for the headline of each update, and one for each dimension it speaks of."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for update in forecast.updates:
        writer.writerow(_row(forecast, update, HEADLINE, update.probability, "", settings))
        for dimension, belief in update.beliefs:
            moved = belief.moved.value if belief.moved else ""
            writer.writerow(_row(forecast, update, dimension, belief.probability, moved, settings))
    return written.getvalue()


def _row(
    forecast: Forecast,
    update: Update,
    dimension: str,
    probability: float | None,
    moved: str,
    settings: Settings,
) -> tuple[str, ...]:
    start = forecast_address(forecast.id)
    texts = (
        forecast.id,
        update.id,
        update.made_on.isoformat(),
        update.author,
        update.reason.value,
        dimension,
        "" if probability is None else repr(probability),
        moved,
        update_url(forecast.id, update.id, settings=settings, start=start),
    )
    return tuple(inert_cell(text) for text in texts)


def inert_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
