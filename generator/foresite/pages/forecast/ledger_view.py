"""What a forecast's page prints of the ledger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """A record's name in words, its digest in short and in full, and where it is read."""

    name: str
    short: str
    full: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """The record behind a page: its newest digest, the archive's root, and the digests.

    ``older`` says how many more there are than a page lists; else it is empty.
    ``how_to_check`` is where checking is explained, if this desk has that page.
    """

    newest: DigestView
    root: DigestView
    digests: tuple[DigestView, ...]
    older: str = ""
    how_to_check: str = ""
