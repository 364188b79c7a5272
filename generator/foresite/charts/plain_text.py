"""Author text made fit to be drawn.

Enters a line an author typed; leaves one line without control characters,
direction marks or invisible ones, wrapped where a label needs it. Markup stays
what it is, text: whoever writes SVG or HTML escapes it.
"""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"
"""Invisible, but words of several scripts and many emoji are wrong without them."""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def plain(text: str) -> str:
    """The text on one line: no control, direction or unassigned characters.

    Direction overrides could turn a label against the number beside it, and
    control characters are forbidden in XML, escaped or not.
    """
    kept = (" " if c.isspace() else c for c in text if c.isspace() or not _is_unseen(c))
    return " ".join("".join(kept).split())


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Cn", "Co") and character not in JOINERS


def wrapped(text: str, *, width: int, lines: int) -> tuple[str, ...]:
    """The text in at most ``lines`` lines of ``width`` characters, cut with an ellipsis.

    It is cut between words where that leaves half a line or more. A word that
    is longer than a line is cut too: labels are never hyphenated.
    """
    made: list[str] = []
    for word in plain(text).split():
        if made and len(made[-1]) + 1 + len(word) <= width:
            made[-1] += f" {word}"
        elif len(made) < lines:
            made.append(_cut(word, width))
        else:
            is_half = width / 2 <= len(made[-1]) < width
            made[-1] = f"{made[-1]}{ELLIPSIS}" if is_half else _cut(f"{made[-1]} {word}", width)
            break
    return tuple(made)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}{ELLIPSIS}"
