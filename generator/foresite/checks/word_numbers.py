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
    OPINES,
    WE,
    Sentence,
    place,
    sentences,
    tidy,
)
from foresite.model import Archive, Forecast
from foresite.problems import Problem, Severity
from foresite.words import percent

_CLOSES = r"\s*(?:$|[.,;:!?)—]|\b(?:that|for|against|now|today|again)\b)"
_IN_HUNDRED = r"(?P<figure>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)"
_IN_ONE = r"(?P<share>0?\.\d+)"
_SIZE = rf"(?:{_IN_HUNDRED}|{_IN_ONE}(?={_CLOSES}))"
"""80 %, 80 per cent, or 0.8 where nothing follows that it could be so many of."""

_TO = (
    r"(?:\s+(?:up|down|back|further|slightly|unchanged|steady|now|again|only)){0,3}"
    r"(?:\s+from\s+\d{1,3}(?:\.\d+)?\s*(?:%|per\s?cent)?)?"
)
_ABOUT = (
    r"(?:an?\s+)?(?:(?:(?P<about>about|around|roughly|nearly|almost)|just|only)\s+(?:an?\s+)?)?"
)
_NAME = r"(?:number|forecast|headline|probability|estimate|chance|likelihood)"
_NUMBER = rf"(?:the|our|my)\s+{_NAME}"
_CHANCE = r"(?:chances?|probability|likelihood|odds)"
_ENDS = rf"(?:\s+(?:chance|probability|likelihood)(?={_CLOSES}|\s+of\b)|(?={_CLOSES}))"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_THEN = (
    rf"(?!\s+(?:back\s+)?(?:(?:in|on|since)\s+(?:\d|early\b|late\b|mid\b|{_MONTH}\b)|"
    r"(?:in|with|at)\s+(?:the|our)\s+(?:first|opening|outset|start|launch|previous|last)\b))"
)
"""We put it at 60 % in May: "put", "set" and "cut" are of the past, too."""

_STATED = re.compile(
    rf"{BEGIN}(?P<said>(?:{WE}(?:\s*{OFTEN}){{0,3}}\s+"
    r"(?:move|go|raise|lower|cut|set|put|stay|hold|remain|keep|stand|come|return|are|am)(?:s|es)?"
    rf"(?:\s+(?:it|this|{_NUMBER}))?{_TO}\s+(?:to|at|on)"
    rf"|{_NUMBER}(?:\s*{OFTEN}){{0,3}}\s+"
    r"(?:is|moves|goes|rises|falls|drops|climbs|stays|stands|remains|holds|slips|comes|returns)"
    rf"{_TO}(?:\s+(?:to|at|on))?)\s+{_ABOUT}{_SIZE})"
    rf"(?!\s*(?:above|below|more|less|higher|lower|points?|or|and|to)\b)(?!\s*of\b)(?![–-]){_THEN}",
    re.IGNORECASE,
)
"""We move to 80 %. The number stays at 75 %."""

_GIVEN = re.compile(
    rf"{BEGIN}(?P<said>(?:{WE}(?:\s*{OFTEN}){{0,3}}\s+"
    rf"(?:says?|(?:give|call|make)s?\s+(?:it|this|a\s+yes)|(?:give|see|estimate|assign|expect|say)s?(?=\s+an?\b)"
    rf"|(?:think|believe|judge)s?(?:\s+that)?\s+(?:it|this)\s+is)"
    rf"|(?:(?:the|our|my)\s+)?{_NAME}\s*[:=])\s*{_ABOUT}{_SIZE}{_ENDS})",
    re.IGNORECASE,
)
"""We say 80 %. We give it an 80 % chance. Probability: 80 %."""

_THERE = re.compile(
    rf"{BEGIN}(?P<said>(?:{OPINES}\s+(?:that\s+)?|in\s+(?:our|my)\s+view\s*,?\s+)"
    rf"there(?:\s+(?:is|remains)|['’]s)(?:\s+(?:now|still))?\s+{_ABOUT}{_SIZE}{_ENDS})",
    re.IGNORECASE,
)
"""We think there is an 80 % chance that it holds."""

_OF_EVENT = re.compile(
    rf"{BEGIN}(?P<said>(?:{WE}(?:\s*{OFTEN}){{0,3}}\s+"
    r"(?:put|set|place|hold|keep|estimate|rate|assess|judge|see|raise|lower|cut|move)s?\s+"
    rf"(?:the|our|my)\s+{_CHANCE}(?P<event>\s+(?:of|that|for)\s[^,;:.!?()—%]{{1,160}}?)\s+(?:to|at|as)"
    rf"|(?:(?:our|my)\s+{_CHANCE}(?P<event_ours>\s+(?:of|that|for)\s[^,;:.!?()—%]{{1,160}}?)"
    rf"|the\s+{_CHANCE}(?P<event_yes>\s+(?:of|for)\s+(?:this|a\s+yes|the\s+(?:answer|outcome|event))))"
    rf"(?:\s*{OFTEN}){{0,3}}\s+(?:is|are|stands|stays|remains|rises|falls)(?:\s+(?:to|at))?)"
    rf"\s+{_ABOUT}{_SIZE})(?!\s*of\b)(?![–-]){_THEN}",
    re.IGNORECASE,
)
"""We put the chance of rain at 80 %. Our probability that it rains is 80 %."""

_OURS_LAST = re.compile(
    rf"{BEGIN}(?P<said>{_ABOUT}(?:{_IN_HUNDRED}|{_IN_ONE})(?:\s*{OFTEN}){{0,3}}\s+(?:is|remains|stays)(?:\s*{OFTEN}){{0,3}}\s+"
    rf"(?:(?:our|my|the\s+desk['’]s)\s+(?:{_NAME}|figure|answer|best\s+guess|call)"
    rf"|where\s+{WE}\s+(?:stand|are|stay|remain)s?|what\s+{WE}\s+(?:say|give|think|publish)(?:s|es)?))(?={_CLOSES})",
    re.IGNORECASE,
)
"""80 % is our number."""

_LONE = re.compile(
    rf"\s*(?P<said>(?:(?:so|still|now|again)\s*,?\s+)?{_ABOUT}{_IN_HUNDRED})\s*(?:$|[.!:;—])",
    re.IGNORECASE,
)
"""80 %. As the first words of a rationale it can hardly be of anything else."""

_OF = re.compile(
    r"\s*(?:chance|probability|likelihood)?\s*(?:that|of|for|against)\b[^,;:.!?()—]{0,160}"
)
_ITSELF = re.compile(
    r"\s*(?:chance|probability|likelihood)?\s*(?:that|for|of)\s+"
    r"(?:it|this|a\s+(?:yes|no)|yes|no|the\s+(?:answer|outcome|question|event))\b",
    re.IGNORECASE,
)
_IMPERSONAL = re.compile(r"\s*(?:that|for|of)\s+it\b", re.IGNORECASE)
"""The chance that it is wet: of the forecast, or only of wet weather."""

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

_ANY_NUMBER = re.compile(r"the\s+(?:number|forecast|headline|estimate)\b", re.IGNORECASE)
"""The number is 0.8: of the forecast, or of something that is counted."""

_NAMES_NUMBER = re.compile(
    r"\b(?:we|i|desk|number|forecast|headline|probability|estimate|chances?|likelihood|odds|there)\b"
    r"[^!?]{0,200}?(?:\d\s*(?:%|per\s?cent)|[\s0]\.\d)|"
    r"(?:\d\s*(?:%|per\s?cent)|[\s0]\.\d+)\s[^!?]{0,40}?\b(?:our|my|desk['’]s|where|what)\b|"
    r"\A\W{0,20}(?:\w+\W{1,3}){0,3}\d{1,3}(?:\.\d+)?\s*(?:%|per\s?cent)",
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


def words_number(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A percentage for the forecast is the one in the front matter."""
    for slip in _slips(forecast, desk):
        if slip.is_plain:
            where = place(slip.sentence, slip.start, slip.said)
            hint = "give the same number in both places"
            yield Problem(where, "words-number", _message(slip), hint)


def number_doubtful(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A percentage that may be for the forecast."""
    for slip in _slips(forecast, desk):
        if not slip.is_plain:
            where = place(slip.sentence, slip.start, slip.said)
            hint = "if it speaks of the forecast, give the same number in both places; if not, say of what"
            yield Problem(where, "words-doubtful", _message(slip), hint, Severity.WARNING)


def _message(slip: _Slip) -> str:
    said = f"says “{tidy(slip.said)}”, but the number above is {percent(slip.number)}"
    return f"{said}, which leaves {percent(1 - slip.number)}" if slip.is_denied else said


def _slips(forecast: Forecast, desk: Desk) -> Iterator[_Slip]:
    """Every percentage that is said of the forecast, or may be, and is another number."""
    is_negative = bool(DENIED.search(forecast.question)) or not desk.knows(forecast, "question")
    for numbers, sentence in sentences(forecast, _NAMES_NUMBER, desk):
        for start, match in _found(sentence):
            between = _between(match)
            of = None if between else _OF.match(sentence.text, match.end())
            what = of.group() if of else between
            is_denied = bool(DENIED.search(what))
            is_other_side = bool(_OTHER_SIDE.match(what))
            is_itself = bool(_ITSELF.match(what)) and not (between and _IMPERSONAL.match(what))
            is_plain = not what or is_other_side or is_itself
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
                    said=match["said"] + (what.rstrip() if is_denied and of else ""),
                    number=numbers[0],
                    is_plain=is_plain and not _is_bare(match),
                    is_denied=is_denied,
                )


def _found(sentence: Sentence) -> list[tuple[int, re.Match[str]]]:
    """Every percentage that a sentence may say of the forecast, in its order."""
    patterns = (_STATED, _GIVEN, _THERE, _OF_EVENT, _OURS_LAST)
    found = {m.start("said"): m for pattern in patterns for m in pattern.finditer(sentence.text)}
    lone = _LONE.match(sentence.text) if sentence.opens else None
    if lone:
        found.setdefault(lone.start("said"), lone)
    return sorted(found.items())


def _between(match: re.Match[str]) -> str:
    """Of what the percentage is, where that stands before it."""
    groups = match.groupdict()
    return next((groups[name] for name in groups if name.startswith("event") and groups[name]), "")


def _is_bare(match: re.Match[str]) -> bool:
    """Whether only the text around it knows of what the number is."""
    if match.re is _LONE or (match.groupdict().get("share") and _ANY_NUMBER.match(match["said"])):
        return True
    return bool(_BARE.match(match["said"])) and not _between(match)


def _fits(match: re.Match[str], numbers: tuple[float, ...]) -> bool:
    """Whether the figure is one of those numbers, within its own rounding.

    A share of one is rounded to a hundredth at the coarsest: 0.8 is 80 %.
    """
    figure = match["figure"] or match["share"]
    decimals = len(figure.partition(".")[2])
    percents = float(figure)
    if not match["figure"]:
        percents, decimals = percents * 100, max(decimals - 2, 0)
    room = _ABOUT_ROOM if match["about"] else 0.5 * 10**-decimals
    return any(abs(percents - number * 100) <= room + 1e-9 for number in numbers)
