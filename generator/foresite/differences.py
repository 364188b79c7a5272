"""Two texts, word by word: what stayed, what was taken away, what was added.

Enters two texts of an author; leaves pieces in reading order. Words are what
stands between white space, with their punctuation and their Markdown: the text
that decides is compared as typed, so that a link whose address changed shows.
A line broken elsewhere is no difference; a new paragraph is.

Paragraphs are compared first, and words where paragraphs changed. Finding the
words costs the product of both lengths, so there is a bound (``MOST_PAIRS``).
Beyond it, what lies between the first and the last changed word of the changed
paragraphs is taken away and added as a whole: coarser, and no less true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, groupby, takewhile
from operator import eq, itemgetter
from typing import TypeVar

T = TypeVar("T")

PARAGRAPH = "\n\n"
"""The word that stands for the end of a paragraph."""

MOST_PAIRS = 250_000
"""Pairs of words that one comparison looks at: hundredths of a second, of the worst texts two seconds."""


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
    return tuple(chain.from_iterable(_paragraphs(text)))


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts: without the inserted ones the first, without the deleted the second.

    Where words are replaced, the deleted ones come first.
    """
    return tuple(_joined(_compared(_paragraphs(before), _paragraphs(after))))


def _paragraphs(text: str) -> list[tuple[str, ...]]:
    """The words of each paragraph; all but the first begin with ``PARAGRAPH``."""
    made: list[tuple[str, ...]] = []
    for paragraph in re.split(r"\n[^\S\n]*\n\s*", text.strip()):
        words = tuple(paragraph.split())
        made += [(PARAGRAPH, *words) if made else words] if words else []
    return made


def _compared(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]]
) -> Iterator[tuple[Fate, Sequence[str]]]:
    """Words with their fates, in order; some runs are empty, some share a fate."""
    left = MOST_PAIRS
    same, were, are, same_after = _trimmed(old, new)
    yield from ((Fate.KEPT, words) for words in same)
    # Of too many paragraphs, all between the first and the last change are one block.
    blocks: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(were), 0, len(are))]
    if len(were) * len(are) <= left:
        blocks = SequenceMatcher(None, were, are, autojunk=False).get_opcodes()
    for tag, start, end, new_start, new_end in blocks:
        gone = list(chain.from_iterable(were[start:end]))
        come = list(chain.from_iterable(are[new_start:new_end]))
        if tag == "equal":
            yield Fate.KEPT, gone
        elif len(gone) * len(come) <= left:
            left -= len(gone) * len(come)
            yield from _word_by_word(gone, come)
        else:
            kept, gone, come, kept_after = _trimmed(gone, come)
            yield from (
                (Fate.KEPT, kept),
                (Fate.DELETED, gone),
                (Fate.INSERTED, come),
                (Fate.KEPT, kept_after),
            )
    yield from ((Fate.KEPT, words) for words in same_after)


def _word_by_word(old: list[str], new: list[str]) -> Iterator[tuple[Fate, Sequence[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Fate.KEPT, old[start:end]
        else:
            yield Fate.DELETED, old[start:end]
            yield Fate.INSERTED, new[new_start:new_end]


def _trimmed(old: list[T], new: list[T]) -> tuple[list[T], list[T], list[T], list[T]]:
    """What both begin with, what is left of either, what both end with."""
    first = sum(1 for _ in takewhile(bool, map(eq, old, new)))
    old_rest, new_rest = old[first:], new[first:]
    last = sum(1 for _ in takewhile(bool, map(eq, reversed(old_rest), reversed(new_rest))))
    cut, new_cut = len(old_rest) - last, len(new_rest) - last
    return old[:first], old_rest[:cut], new_rest[:new_cut], old_rest[cut:]


def _joined(runs: Iterator[tuple[Fate, Sequence[str]]]) -> Iterator[Piece]:
    """Neighbours that share a fate as one piece, and none that is empty."""
    for fate, those in groupby((run for run in runs if run[1]), key=itemgetter(0)):
        yield Piece(fate=fate, words=tuple(chain.from_iterable(words for _, words in those)))
