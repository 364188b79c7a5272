"""A forecast's numbers as a table: RFC 4180, one row a number.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a
formula and runs it; such a text gets an apostrophe in front. Source: OWASP,
"CSV Injection".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from foresite.data_files.addresses import update_url
from foresite.model import SINGLE_READING, Belief, Forecast, Kind, KindName
from foresite.publication import Settings, forecast_address

HEADLINE = "headline"
COLUMNS = (
    "forecast",
    "update",
    "made_on",
    "recorded_on",
    "author",
    "reason",
    "dimension",
    "probability",
    "option",
    "quantile",
    "value",
    "moved",
    "url",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def history_csv(forecast: Forecast, *, settings: Settings) -> str:
    """A row for each number of each update: the headline's, and those of its dimensions."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for update in forecast.updates:
        url = update_url(
            forecast.id, update.id, settings=settings, start=forecast_address(forecast.id)
        )
        beliefs = update.beliefs
        if update.probability is not None:
            beliefs = ((HEADLINE, Belief(probability=update.probability)), *beliefs)
        for dimension, belief in beliefs:
            for probability, option, level, value in _numbers(forecast, dimension, belief):
                texts = (
                    forecast.id,
                    update.id,
                    update.made_on.isoformat(),
                    update.recorded_on.isoformat() if update.recorded_on else "",
                    update.author,
                    update.reason.value,
                    HEADLINE if dimension == SINGLE_READING else dimension,
                )
                # Numbers stay what they are, negative ones too.
                numbers = (probability, option, level, value)
                moved = belief.moved.value if belief.moved else ""
                writer.writerow([*map(inert_cell, texts), *numbers, moved, inert_cell(url)])
    return written.getvalue()


def _numbers(
    forecast: Forecast, dimension: str, belief: Belief
) -> Iterator[tuple[str, str, str, str]]:
    """A probability, an option's id, a quantile's level and its value, for each number."""
    for option, probability in belief.options:
        yield repr(probability), option, "", ""
    for level, value in belief.quantiles:
        yield "", "", repr(level), quantity_text(forecast.dimension(dimension).kind, value)
    if not belief.options and not belief.quantiles:
        yield "" if belief.probability is None else repr(belief.probability), "", "", ""


def quantity_text(kind: Kind, value: float) -> str:
    """A value as data has it: a day as ``2026-11-23``."""
    if kind.name is KindName.DATE:
        return date.fromordinal(round(value)).isoformat()
    return repr(value)


def inert_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
