"""What is read as one thing stays on one line: days, odds, percentages.

Enters a page's HTML; leaves it with spaces at which no line ends in “17
December”, “9 in 10” and “75 %”, whoever wrote them. Only running text is
touched: code, which somebody may copy, and attributes stay as they are. It is
done here and not where the words are made, so that data, feeds and the command
line keep the plain spaces by which people search them.
"""

from __future__ import annotations

import re

_SPACE, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

_CODE = re.compile(r"<(pre|code|kbd|script|style|textarea)\b.*?</\1>", re.DOTALL)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_ONE_THING = re.compile(
    rf"(?<=\d)(?:[ \n](?P<in>in)[ \n](?=\d)|[ \n](?P<percent>(?=%))"
    rf"|(?<!\d\d\d)[ \n](?=(?:{_MONTHS})\b))"
)
"""The spaces after the number in “9 in 10”, “75 %” and “17 December”; no year comes before a month."""


def unbroken(page: str) -> str:
    """The page, with days, odds and percentages held together."""
    made, at = [], 0
    for code in _CODE.finditer(page):
        made += [_held_together(page[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*made, _held_together(page[at:])])


def _held_together(html: str) -> str:
    return _ONE_THING.sub(_held, html)


def _held(found: re.Match[str]) -> str:
    html, at = found.string, found.start()
    if html.rfind("<", 0, at) > html.rfind(">", 0, at):
        return found[0]  # Inside a tag.
    if found["in"]:
        return f"{_SPACE}in{_SPACE}"
    return _SPACE if found["percent"] is None else _NARROW
