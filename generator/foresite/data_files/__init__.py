"""Data files: what the pages say, for programs.

Enters the model and its history; leaves CSV, JSON and Atom as
``RenderedFile``s. Each format's rules for hostile text are kept here; nothing
here knows Markdown pages or MkDocs.
"""

from __future__ import annotations

from datetime import date

from foresite.data_files.atom import atom_feed
from foresite.data_files.history_csv import history_csv
from foresite.data_files.history_json import history_json
from foresite.data_files.index_json import index_json
from foresite.data_files.ledger_files import ledger_files, record_files, sealed_files
from foresite.data_files.track_record_csv import track_record_files
from foresite.history import Entry
from foresite.ledger import Ledger
from foresite.model import Archive, Forecast
from foresite.publication import RenderedFile, Settings, forecast_address


def history_files(
    forecast: Forecast, *, settings: Settings, today: date
) -> tuple[RenderedFile, ...]:
    """The files beside a forecast's page."""
    address = forecast_address(forecast.id)
    return (
        RenderedFile(
            path=f"{address}history.csv", content=history_csv(forecast, settings=settings)
        ),
        RenderedFile(
            path=f"{address}history.json",
            content=history_json(forecast, settings=settings, today=today),
        ),
    )


def archive_files(
    archive: Archive,
    *,
    settings: Settings,
    today: date,
    log: tuple[Entry, ...],
    ledger: Ledger,
) -> tuple[RenderedFile, ...]:
    """The files of the archive as a whole; ``log`` is its changelog."""
    return (
        RenderedFile(
            path="forecasts.json", content=index_json(archive, settings=settings, today=today)
        ),
        *atom_feed(archive, settings=settings, log=log, ledger=ledger),
    )


__all__ = [
    "archive_files",
    "history_files",
    "ledger_files",
    "record_files",
    "sealed_files",
    "track_record_files",
]
