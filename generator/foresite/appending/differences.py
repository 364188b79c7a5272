"""Where two texts differ, as a place in the later one and a few words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

WIDEST = 60
"""Characters of a line that a message quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """A difference: where it begins in the later text (from 1), and what was there before.

    ``old`` are the lines that it replaces in the earlier text, from 1, too.
    """

    line: int
    old: range
    column: int = 1
    length: int = 1
    words: str


def hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """Every difference between two texts, line by line, from top to bottom."""
    old, new = before.split("\n"), after.split("\n")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        _hunk(
            old[i1:i2],
            new[j1:j2],
            line=min(j1 + 1, max(1, len(new))),
            lines=range(i1 + 1, i2 + 1),
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )


def first_difference(before: str, after: str) -> Hunk:
    """The first of them; the texts must differ."""
    return hunks(before, after)[0]


def _hunk(old: list[str], new: list[str], *, line: int, lines: range) -> Hunk:
    # An empty line that came or went says nothing; the text beside it does.
    if not old:
        return Hunk(line=line, old=lines, length=max(1, len(new[0])), words="this line is new")
    if not new:
        gone = next((text for text in old if text.strip()), old[0])
        return Hunk(line=line, old=lines, words=f"“{quoted(gone)}” is gone from here")
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old[0], new[0], strict=False))
    )
    was = quoted(old[0], same)
    words = f"this line was “{was}”" if old[0].strip() else "this line was empty"
    column = min(same, max(0, len(new[0]) - 1)) + 1
    return Hunk(line=line, old=lines, column=column, words=words)


def quoted(text: str, around: int = 0) -> str:
    """A line, cut to what stands around a character of it."""
    start = max(0, min(around - WIDEST // 3, len(text) - WIDEST))
    cut = text[start : start + WIDEST].strip()
    before = "…" if text[:start].strip() else ""
    after = "…" if text[start + WIDEST :].strip() else ""
    return f"{before}{cut}{after}"
