"""The sentences of a rationale that its author says of the present, in his or her own voice.

What is quoted, in code, conditional, past or somebody else's is not the desk's
word. Every pattern here is read in one pass, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from foresite.checks.desk import Desk
from foresite.model import Forecast, Update
from foresite.problems import Location

OFTEN = r"(?:now|still|therefore|thus|again|also|today|hence|,)"
BEGIN = (
    r"(?:^|[,;:(—–]\s*|\b(?:so|and|but|hence|thus)\s+)"
    r"(?:(?:so|and|but|hence|thus|therefore|overall|still|now|today|on\s+balance|for\s+now|"
    r"all\s+in\s+all|in\s+short|in\s+our\s+view)\s*,?\s+){0,3}"
)
"""Where a sentence or a clause begins that stands by itself."""

WE = r"(?:we|i|the\s+desk|our\s+desk)"
OPINES = (
    rf"{WE}(?:\s*{OFTEN}){{0,3}}\s+"
    r"(?:say|think|believe|reckon|judge|hold|find|see|feel|estimate|expect)s?"
)
"""What the desk does now; "the minister says" is another's word."""

DENIED = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|without|cannot|against|fail(?:s|ed|ing|ure)?)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What makes a clause speak of the other side of a number."""

_NOT_NOW = re.compile(
    rf"\b{OPINES}\b|\b(?P<other>if|unless|should|provided|otherwise|in\s+(?:that|this|which|such\s+a)\s+case|"
    r"were|would|could|might|may|had|was|until|when|once|without|whether|than|"
    r"yesterday|before|earlier|ago|previously|originally|formerly|at\s+first|"
    r"last\s+(?:time|week|month|quarter|year|spring|summer|autumn|fall|winter)|"
    r"assuming|suppose|according|says?|said|thinks|believes|thought|believed|argue[sd]?|claimed|"
    r"in\s+(?:his|her|its|their)\s+(?:view|opinion|words)|markets?|polls?|"
    r"(?:other|another|separate|related)\s+(?:forecast|question)s?|"
    r"(?:our|the)\s+(?:forecast|question)s?\s+(?:of|on|for|about))\b",
    re.IGNORECASE,
)
"""A condition, the past, somebody else, or another forecast: such a sentence is not read.

What the desk itself says or thinks is found first, and is none of these.
"""

_ASIDE = re.compile(
    r"(^|\n)(```|~~~).*?(\n\2|\Z)|`[^`\n]*`|(^|\n)[ \t]*>[^\n]*|“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»|‘[^‘’\n]*’|"
    r"\]\([^)\]\s]*\)|<https?:[^<>\s]*>|https?://\S+|[*_]",
    re.DOTALL,
)
_STOP = re.compile(r"[.!?](?=\s|$)|\n[ \t]*\n|\n[ \t]*(?=[-#|])")

_LONGEST = 600
"""Characters: what is longer is no sentence that says where the number goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an update's rationale, and where it begins there, counted from 0."""

    update: Update
    text: str
    line: int
    column: int
    opens: bool
    """Whether the rationale begins with it, and not with a heading or a list."""


def sentences(
    forecast: Forecast, names: re.Pattern[str], desk: Desk
) -> Iterator[tuple[tuple[float, ...], Sentence]]:
    """Each sentence that may speak of the forecast, with the numbers that it may mean.

    ``names`` is what such a sentence has in it, and most texts have not: an
    archive may hold a hundred thousand of them.
    """
    for update in forecast.updates:
        if update.probability is None or not names.search(update.rationale):
            continue
        if not desk.knows(update, "probability", "dimensions"):
            continue
        given = (belief.probability for _, belief in update.beliefs)
        numbers = (update.probability, *(number for number in given if number is not None))
        for sentence in _own_sentences(update):
            if names.search(sentence.text) and _is_own_now(sentence.text):
                yield numbers, sentence


def _is_own_now(text: str) -> bool:
    return not any(found["other"] for found in _NOT_NOW.finditer(text))


def _own_sentences(update: Update) -> Iterator[Sentence]:
    """The sentences of a rationale, with all that is not the author's word blanked out."""
    text = update.rationale
    own = _ASIDE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    stops = [0, *(found.end() for found in _STOP.finditer(own)), len(own)]
    line, begun, seen = 0, 0, 0
    opens = True
    for start, end in pairwise(stops):
        piece = own[start:end]
        first = start + len(piece) - len(piece.lstrip(" \t\n-#"))
        line += own.count("\n", seen, first)
        begun = max(begun, own.rfind("\n", seen, first) + 1)
        seen = first
        if 0 < end - first <= _LONGEST:
            yield Sentence(
                update=update,
                text=own[first:end],
                line=line,
                column=first - begun,
                opens=opens and not own[start:first].strip(),
            )
        opens = opens and not piece.strip()


def place(sentence: Sentence, start: int, said: str) -> Location:
    """Where those words stand; ``start`` counts from the sentence's first letter."""
    where = sentence.update.rationale_where or sentence.update.where
    before = sentence.text[:start]
    newline = before.rfind("\n")
    return replace(
        where,
        line=where.line + sentence.line + before.count("\n"),
        column=len(before) - newline if newline >= 0 else sentence.column + len(before) + 1,
        length=len(said.partition("\n")[0]),
    )


def tidy(text: str) -> str:
    """Words as a message quotes them."""
    return " ".join(text.split())
