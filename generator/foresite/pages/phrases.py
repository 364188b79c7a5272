"""Small words that several parts of a page share."""

from __future__ import annotations

from foresite.model import Move

SIGNS = {Move.UP: "▲", Move.DOWN: "▼", Move.UNCHANGED: "–"}


def capitalised(text: str) -> str:
    """The text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]
