"""Percentages of a rationale that must be the update's own number.

The rule knows English, and would rather miss a slip than call a true sentence
wrong. What is plainly said of the forecast is refused; what names an event of
its own ("an 80 % chance of rain") may speak of another, and is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foresite.checks.desk import Desk
from foresite.checks.own_sentences import (
    BEGIN,
    DENIED,
    OFTEN,
    WE,
    Sentence,
    place,
    sentences,
    tidy,
)
from foresite.model import Archive, Forecast
from foresite.problems import Problem, Severity
from foresite.words import percent

_PERCENT = r"(?P<figure>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)"
_TO = (
    r"(?:\s+(?:up|down|back|further|slightly|unchanged|steady|now|again|only)){0,3}"
    r"(?:\s+from\s+\d{1,3}(?:\.\d+)?\s*(?:%|per\s?cent)?)?"
)
_ABOUT = r"(?:an?\s+)?(?:(?P<about>about|around|roughly|nearly|almost)\s+|just\s+|only\s+)?"
_NAME = r"(?:number|forecast|headline|probability|estimate|chance|likelihood)"
_NUMBER = rf"(?:the|our|my)\s+{_NAME}"
_CLOSES = r"\s*(?:$|[.,;:!?)—]|\b(?:that|for|against|now|today|again)\b)"
_ENDS = rf"(?:\s+(?:chance|probability|likelihood)(?={_CLOSES}|\s+of\b)|(?={_CLOSES}))"
_STATED = re.compile(
    rf"{BEGIN}(?P<said>(?:{WE}(?:\s*{OFTEN}){{0,3}}\s+"
    r"(?:move|go|raise|lower|cut|set|put|stay|hold|remain|keep|stand|come|return|are|am)(?:s|es)?"
    rf"(?:\s+(?:it|this|{_NUMBER}))?{_TO}\s+(?:to|at|on)"
    rf"|{_NUMBER}(?:\s*{OFTEN}){{0,3}}\s+"
    r"(?:is|moves|goes|rises|falls|drops|climbs|stays|stands|remains|holds|slips|comes|returns)"
    rf"{_TO}(?:\s+(?:to|at|on))?)\s+{_ABOUT}{_PERCENT})"
    rf"(?!\s*(?:above|below|more|less|higher|lower|points?|or|and|to)\b)(?!\s*of\b)(?![–-])",
    re.IGNORECASE,
)
"""We move to 80 %. The number stays at 75 %."""

_GIVEN = re.compile(
    rf"{BEGIN}(?P<said>(?:{WE}(?:\s*{OFTEN}){{0,3}}\s+"
    rf"(?:says?|(?:give|call|make)s?\s+(?:it|this|a\s+yes)|(?:give|see|estimate|assign|expect|say)s?(?=\s+an?\b))"
    rf"|(?:(?:the|our|my)\s+)?{_NAME}\s*[:=])\s*{_ABOUT}{_PERCENT}{_ENDS})",
    re.IGNORECASE,
)
"""We say 80 %. We give it an 80 % chance. Probability: 80 %."""

_OF = re.compile(
    r"\s*(?:chance|probability|likelihood)?\s*(?:that|of|for|against)\b[^,;:.!?()—]{0,160}"
)
_ITSELF = re.compile(
    r"\s*(?:chance|probability|likelihood)?\s*(?:that|for|of)\s+"
    r"(?:it|this|a\s+(?:yes|no)|yes|no|the\s+(?:answer|outcome|question|event))\b",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(
    r"\s*(?:chance|probability|likelihood)?\s*(?:that|for|of)\s+(?:"
    r"(?:it|this|the\s+(?:answer|outcome|question|event))\s+(?:"
    r"(?:does|do|will|is|has|can)\s+not(?:\s+(?!fail)\w+)?|\w+n['’]t(?:\s+(?!fail)\w+)?|"
    r"(?:will\s+)?fails?|is\s+(?:a\s+)?no)"
    r"|(?:a\s+)?no|not\s+(?!fail)\w+|failure|failing)\s*$",
    re.IGNORECASE,
)
"""That it fails; that it does not happen: no more than this can be told for certain."""

_BARE = re.compile(rf"(?:the\s+)?(?:chance|likelihood)\b|{_NAME}\s*[:=]", re.IGNORECASE)
"""The chance is 5 %. Probability: 5 %. Of what, only the text around it knows."""

_NAMES_NUMBER = re.compile(
    r"\b(?:we|i|desk|number|forecast|headline|probability|estimate|chance|likelihood)\b"
    r"[^!?]{0,200}?\d\s*(?:%|per\s?cent)",
    re.IGNORECASE,
)

_ABOUT_ROOM = 2.5
"""Points: how far "about 75 %" may lie from what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slip:
    """A percentage that is not the number, and whether it plainly speaks of the forecast."""

    sentence: Sentence
    start: int
    said: str
    number: float
    is_plain: bool
    is_denied: bool


def words_number(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A percentage for the forecast is the one in the front matter."""
    for slip in _slips(forecast):
        if slip.is_plain:
            where = place(slip.sentence, slip.start, slip.said)
            hint = "give the same number in both places"
            yield Problem(where, "words-number", _message(slip), hint)


def number_doubtful(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A percentage that may be for the forecast."""
    for slip in _slips(forecast):
        if not slip.is_plain:
            where = place(slip.sentence, slip.start, slip.said)
            hint = "if it speaks of the forecast, give the same number in both places; if not, say of what"
            yield Problem(where, "words-doubtful", _message(slip), hint, Severity.WARNING)


def _message(slip: _Slip) -> str:
    said = f"says “{tidy(slip.said)}”, but the number above is {percent(slip.number)}"
    return f"{said}, which leaves {percent(1 - slip.number)}" if slip.is_denied else said


def _slips(forecast: Forecast) -> Iterator[_Slip]:
    """Every percentage that is said of the forecast, or may be, and is another number."""
    is_negative = bool(DENIED.search(forecast.question))
    for numbers, sentence in sentences(forecast, _NAMES_NUMBER):
        found = {
            match.start("said"): match
            for p in (_STATED, _GIVEN)
            for match in p.finditer(sentence.text)
        }
        for start, match in sorted(found.items()):
            of = _OF.match(sentence.text, match.end())
            what = of.group() if of else ""
            is_denied = bool(DENIED.search(what))
            is_other_side = bool(_OTHER_SIDE.match(what))
            is_plain = not of or is_other_side or bool(_ITSELF.match(what))
            others = tuple(1 - number for number in numbers)
            meant = numbers
            if is_denied:
                # A question that itself says "not" leaves open which side is meant.
                is_certain = is_other_side and not is_negative
                meant = others if is_certain else (*numbers, *others)
            if not _fits(match, meant):
                yield _Slip(
                    sentence=sentence,
                    start=start,
                    said=match["said"] + (what.rstrip() if is_denied else ""),
                    number=numbers[0],
                    is_plain=is_plain and not _BARE.match(match["said"]),
                    is_denied=is_denied,
                )


def _fits(match: re.Match[str], numbers: tuple[float, ...]) -> bool:
    """Whether the figure is one of those numbers, within its own rounding."""
    figure = match["figure"]
    decimals = len(figure.partition(".")[2])
    room = _ABOUT_ROOM if match["about"] else 0.5 * 10**-decimals
    return any(abs(float(figure) - number * 100) <= room + 1e-9 for number in numbers)
