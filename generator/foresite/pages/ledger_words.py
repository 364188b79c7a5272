"""The words of the ledger on a forecast's page: names, digests, the root."""

from __future__ import annotations

from foresite.ledger import LEDGER, Ledger
from foresite.model import SINGLE_READING, Forecast
from foresite.pages.ledger_view import DigestView, LedgerView
from foresite.publication import forecast_address, relative, sealed_anchor, update_anchor
from foresite.words import day

SHOWN = 12
"""Digits of a digest in its short form: enough to compare by eye, too few to rely on."""

_PLAIN = {
    "question": "The question",
    "closing": "The closing date",
    "headline": "What settles the headline",
    "base-rate": "The base rate",
    "update": "Update",
    "resolution": "Resolution",
    "withdrawal": "Withdrawal",
    "correction": "Correction",
    "seal": "Seal",
    "reveal": "Sealed text",
}
_OF_A_PART = {
    "criteria": "Criteria",
    "dimension": "Dimension",
    "options": "An answer added",
    "signpost": "Signpost",
    "signpost-end": "Last day of signpost",
}


def ledger_view(forecast: Forecast, ledger: Ledger) -> LedgerView | None:
    """The ledger as a forecast's page shows it; None while it holds nothing of it."""
    chains = ledger.forecasts.get(forecast.id)
    if not chains or ledger.root is None:
        return None
    digests = [
        (chain, line.on, _digest(_name(chain, line.id), line.digest, _href(chain, line.id)))
        for chain, lines in chains.items()
        for line in lines
    ]
    updates = [view for chain, _, view in digests if chain == "update"]
    root = _digest(
        day(ledger.day), ledger.root, relative(LEDGER, start=forecast_address(forecast.id))
    )
    # Sorting keeps the chains' order within a day.
    by_day = sorted(digests, key=lambda row: row[1], reverse=True)
    return LedgerView(
        newest=updates[-1] if updates else by_day[0][2],
        root=root,
        digests=tuple(view for _, _, view in by_day),
    )


def _digest(name: str, digest: str, href: str) -> DigestView:
    return DigestView(name=name, short=f"{digest[:SHOWN]}…", full=digest, href=href)


def _href(chain: str, id_: str) -> str:
    if chain in ("seal", "reveal"):
        return f"#{sealed_anchor(id_)}"
    return f"#{update_anchor(id_)}" if chain == "update" else ""


def _name(chain: str, id_: str) -> str:
    """A record as a reader knows it: ``Update 2026-11-23``, ``Criteria, morning, version 2``."""
    sort, _, part = chain.partition("/")
    said = _PLAIN.get(sort) or _OF_A_PART[sort]
    name = f" {id_}"
    if id_.startswith("version-"):
        number = id_.removeprefix("version-")
        name = "" if number == "1" and sort != "criteria" else f", version {number}"
    if sort in ("resolution", "withdrawal"):
        name = id_.removeprefix("resolution").replace("-", " ")
    elif part and sort == "options":
        name = f", {id_}"
    elif part and part != SINGLE_READING:
        name = (
            f" {part}{name}"
            if sort in ("signpost", "signpost-end", "dimension")
            else f", {part}{name}"
        )
    return f"{said}{name}"
