"""Small words that several parts of a page share."""

from __future__ import annotations

from foresite.model import Archive, Move
from foresite.publication import DESK, Settings

SIGNS = {Move.UP: "▲", Move.DOWN: "▼", Move.UNCHANGED: "–"}


def author_name(id_: str, archive: Archive, settings: Settings) -> str:
    """How readers know an author; the desk goes by its own name."""
    author = archive.author(id_)
    if author:
        return author.name
    return settings.desk if id_ == DESK else id_


def capitalised(text: str) -> str:
    """The text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]
