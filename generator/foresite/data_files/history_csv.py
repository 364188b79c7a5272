"""A forecast's numbers as a table: RFC 4180, one row a number.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a
formula and runs it; such a text gets an apostrophe in front. Source: OWASP,
"CSV Injection".
"""

from __future__ import annotations

import csv
import io

from foresite.data_files.addresses import update_url
from foresite.model import Belief, Forecast
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
        url = update_url(
            forecast.id, update.id, settings=settings, start=forecast_address(forecast.id)
        )
        beliefs = ((HEADLINE, Belief(probability=update.probability)), *update.beliefs)
        for dimension, belief in beliefs:
            cells = (
                forecast.id,
                update.id,
                update.made_on.isoformat(),
                update.author,
                update.reason.value,
                dimension,
                "" if belief.probability is None else repr(belief.probability),
                belief.moved.value if belief.moved else "",
                url,
            )
            writer.writerow([inert_cell(cell) for cell in cells])
    return written.getvalue()


def inert_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
