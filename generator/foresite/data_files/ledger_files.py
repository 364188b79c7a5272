"""The ledger as files: its digests, the records they are of, and the program that checks both."""

from __future__ import annotations

from datetime import date

from foresite.ledger import (
    LEDGER,
    RECORDS,
    VERIFIER,
    Ledger,
    ledger_json,
    records_json,
    verifier,
)
from foresite.model import Forecast, secret_text
from foresite.publication import RenderedFile, forecast_address, sealed_file


def record_files(forecast: Forecast, *, ledger: Ledger) -> tuple[RenderedFile, ...]:
    """A forecast's records, if it has any yet."""
    made = records_json(forecast, ledger)
    if made is None:
        return ()
    return (RenderedFile(path=f"{forecast_address(forecast.id)}{RECORDS}", content=made),)


def sealed_files(forecast: Forecast, *, today: date) -> tuple[RenderedFile, ...]:
    """Each revealed text with its salt, as it was sealed: ``sha256sum`` gives the digest."""
    return tuple(
        RenderedFile(
            path=f"{forecast_address(forecast.id)}{sealed_file(seal.id)}",
            content=secret_text(seal.reveal.salt, seal.reveal.text),
        )
        for seal in forecast.seals
        if seal.reveal and seal.reveal.revealed_on <= today
    )


def ledger_files(ledger: Ledger) -> tuple[RenderedFile, ...]:
    """The ledger of the archive, and its verifier."""
    return (
        RenderedFile(path=LEDGER, content=ledger_json(ledger)),
        RenderedFile(path=VERIFIER, content=verifier()),
    )
