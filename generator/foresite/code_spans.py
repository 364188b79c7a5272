"""Where Markdown has code in a line of prose: what stands there is nobody's claim.

Enters Markdown; leaves the stretches between backquotes. A stretch begins with
a run of backquotes and ends with the next run of the same length, as CommonMark
has it (section 6.1). It takes time in proportion to the text, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUN = re.compile("`+")


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each stretch of code begins and ends, its backquotes included; in order."""
    runs = [found.span() for found in _RUN.finditer(text)]
    closing: list[int] = []
    next_of: dict[int, int] = {}
    for number, (start, end) in reversed(tuple(enumerate(runs))):
        closing.append(next_of.get(end - start, 0))
        next_of[end - start] = number
    closing.reverse()
    at = 0
    while at < len(runs):
        last = closing[at]
        if last:
            yield runs[at][0], runs[last][1]
        at = max(at, last) + 1


def without_code(text: str) -> str:
    """The text with spaces for its code, line for line as long as before."""
    made, done = [], 0
    for start, end in code_spans(text):
        made += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*made, text[done:]])
