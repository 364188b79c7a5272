"""The ledger: proof that what was published is only added to.

Enters an archive; leaves a digest for every record (SHA-256 over canonical
JSON, RFC 8785, with the digest before it), Merkle roots by day (RFC 6962), and
their files. It knows no pages. ``verify_ledger`` stands alone: it is published
with the site and imports nothing of ours.
"""

from __future__ import annotations

from importlib import resources

from foresite.ledger.book import (
    LEDGER,
    RECORDS,
    Chains,
    Ledger,
    Line,
    ledger,
    ledger_json,
    records_json,
)
from foresite.ledger.canonical import canonical, digest
from foresite.ledger.verify_ledger import VERIFIER, verify


def verifier() -> str:
    """The program that readers run: the text of ``verify_ledger``."""
    return (resources.files(__package__) / VERIFIER).read_text(encoding="utf-8")


__all__ = [
    "LEDGER",
    "RECORDS",
    "VERIFIER",
    "Chains",
    "Ledger",
    "Line",
    "canonical",
    "digest",
    "ledger",
    "ledger_json",
    "records_json",
    "verifier",
    "verify",
]
