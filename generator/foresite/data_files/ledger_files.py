"""The ledger as files: its digests, the records they are of, and the program that checks both."""

from __future__ import annotations

from foresite.ledger import (
    LEDGER,
    RECORDS,
    VERIFIER,
    Ledger,
    ledger_json,
    records_json,
    verifier,
)
from foresite.model import Forecast
from foresite.publication import RenderedFile, forecast_address


def record_files(forecast: Forecast, *, ledger: Ledger) -> tuple[RenderedFile, ...]:
    """A forecast's records, if it has any yet."""
    made = records_json(forecast, ledger)
    if made is None:
        return ()
    return (RenderedFile(path=f"{forecast_address(forecast.id)}{RECORDS}", content=made),)


def ledger_files(ledger: Ledger) -> tuple[RenderedFile, ...]:
    """The ledger of the archive, and its verifier."""
    return (
        RenderedFile(path=LEDGER, content=ledger_json(ledger)),
        RenderedFile(path=VERIFIER, content=verifier()),
    )
