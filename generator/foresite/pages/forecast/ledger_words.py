"""The words of the ledger on a forecast's page: names, digests, the root."""

from __future__ import annotations

from foresite.ledger import LEDGER, Ledger
from foresite.model import SINGLE_READING, Forecast
from foresite.pages.forecast.ledger_view import DigestView, LedgerView
from foresite.publication import forecast_address, relative, sealed_anchor, update_anchor
from foresite.words import counted, day

SHOWN = 12
"""Digits of a digest in its short form: enough to compare by eye, too few to rely on."""

LISTED = 100
"""Digests on a page: nothing makes them smaller on their way, unlike text."""

_WORDS = {
    "question": "The question",
    "closing": "The closing date",
    "headline": "What settles the headline",
    "headline-unspecified": "That nothing settles the headline",
    "implies": "What is implied",
    "base-rate": "The base rate",
    "dimension": "The dimension",
    "criteria": "Criteria",
    "options": "An answer added",
    "signpost": "Signpost",
    "signpost-end": "Last day of the signpost",
    "update": "Update",
    "resolution": "Resolution",
    "withdrawal": "Withdrawal of the resolution",
    "correction": "Correction",
    "seal": "Seal",
    "reveal": "Sealed text",
}
"""What each sort of chain is called; whose it is, and which of its records, follow."""


def ledger_view(
    forecast: Forecast, ledger: Ledger, *, authored: frozenset[str] = frozenset()
) -> LedgerView | None:
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
    # Within a day too, what comes later in a chain stands first.
    by_day = sorted(digests, key=lambda row: row[1])[::-1]
    return LedgerView(
        newest=updates[-1] if updates else by_day[0][2],
        root=root,
        digests=tuple(view for _, _, view in by_day[:LISTED]),
        older=counted(len(by_day) - LISTED, "older record") if len(by_day) > LISTED else "",
        how_to_check=how_to_check(authored, start=forecast_address(forecast.id)),
    )


def how_to_check(authored: frozenset[str], *, start: str) -> str:
    """From the page at ``start`` to where checking the past is explained; empty without that page."""
    if "feeds-and-data.md" not in authored:
        return ""
    return relative("feeds-and-data/#the-ledger", start=start)


def _digest(name: str, digest: str, href: str) -> DigestView:
    return DigestView(name=name, short=f"{digest[:SHOWN]}…", full=digest, href=href)


def _href(chain: str, id_: str) -> str:
    if chain in ("seal", "reveal"):
        return f"#{sealed_anchor(id_)}"
    return f"#{update_anchor(id_)}" if chain == "update" else ""


def _name(chain: str, id_: str) -> str:
    """A record as a reader knows it: ``Update 2026-11-23``, ``Criteria, morning, version 2``."""
    sort, _, part = chain.partition("/")
    said = _WORDS[sort]
    if part == SINGLE_READING:
        said = "The kind of answer" if sort == "dimension" else said
    elif part:
        said = f"{said}, {part}"
    if sort in ("resolution", "withdrawal"):
        return f"{said}{id_.removeprefix('resolution').replace('-', ' ')}"
    number = id_.removeprefix("version-")
    if number == id_:
        return f"{said}, {id_}" if part else f"{said} {id_}"
    has_versions = sort in ("criteria", "headline", "headline-unspecified")
    return f"{said}, version {number}" if has_versions else said
