"""Two texts, word by word: what stayed, what was taken away, what was added.

Enters two texts of an author; leaves pieces in reading order. Words are what
stands between white space, with their punctuation and their Markdown: the text
that decides is compared as typed, so that a link whose address changed shows.
A line broken elsewhere is no difference; a new paragraph is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

PARAGRAPH = "\n\n"
"""The word that stands for the end of a paragraph."""


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words next to each other that share a fate; never empty."""

    fate: Fate
    words: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, with ``PARAGRAPH`` between paragraphs."""
    made: list[str] = []
    for paragraph in re.split(r"\n[^\S\n]*\n\s*", text.strip()):
        made += [PARAGRAPH, *paragraph.split()] if made else paragraph.split()
    return tuple(made)


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts: without the inserted ones the first, without the deleted the second.

    Where words are replaced, the deleted ones come first.
    """
    old, new = words_of(before), words_of(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        piece
        for _, start, end, new_start, new_end in matcher.get_opcodes()
        for piece in _pieces(old[start:end], new[new_start:new_end])
    )


def _pieces(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Piece]:
    if old == new:
        yield Piece(fate=Fate.KEPT, words=old)
        return
    if old:
        yield Piece(fate=Fate.DELETED, words=old)
    if new:
        yield Piece(fate=Fate.INSERTED, words=new)
