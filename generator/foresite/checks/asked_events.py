"""What a sentence says of the very event that a forecast asks about, without naming the forecast.

"It will very likely rain in Paris" speaks of the forecast where the question
is whether it rains in Paris, and of something else where it is not. So subject
and verb are held against the words of the question; a clause with any word
that the question has not may tell of another day, place or reading, and is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foresite.checks.chance_words import TERM, TERM_BY_VERB
from foresite.checks.own_sentences import BEGIN, OFTEN, OPINES
from foresite.model import Forecast

_SUBJECT = rf"(?:{OPINES}\s+(?:that\s+)?)?(?P<subject>(?:[\w’'-]+\s+){{1,8}}?)"
_OFTEN = rf"(?:\s*{OFTEN}){{0,3}}\s+"
_BE = r"(?:is|are|remains?|stays?|looks?|seems?|appears?)"
_FORMS = (
    re.compile(
        rf"{BEGIN}(?P<said>{_SUBJECT}(?:will|is\s+going\s+to|are\s+going\s+to){_OFTEN}"
        rf"(?P<term>{TERM_BY_VERB}))\s+(?P<rest>[^,;:.!?()—–]+)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{BEGIN}(?P<said>{_SUBJECT}{_BE}{_OFTEN}(?P<term>{TERM}))\s+"
        rf"(?P<not>not\s+)?to\s+(?P<rest>[^,;:.!?()—–]+)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{BEGIN}(?P<said>{_SUBJECT}{_BE}{_OFTEN}(?P<term>{TERM}))(?P<rest>)"
        r"(?=\s*(?:$|[.,;:!?)—–]|\b(?:now|today|again|indeed)\b))",
        re.IGNORECASE,
    ),
)
"""It will very likely rain. Rain is very likely to come. Rain is very likely."""

_WORD = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?")
_REASON = re.compile(r"\b(?:as|because|since|and|but|so|though|while)\b", re.IGNORECASE)
_EMPTY = frozenset(
    _WORD.findall(
        "a an the this that these those it its there he she they we i our my his her their of in on "
        "at by to for from with is are be and or not never no yes then also still indeed now today "
        "all question answer outcome event"
    )
)
"""Words that say nothing of which event is meant."""

_HAPPENS = frozenset(["happen", "occur", "hold", "come", "true", "pass", "resolve"])
"""What any event does that comes true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A word for the chance of what is asked: what is said, where, and what follows it."""

    said: str
    term: str
    start: int
    term_start: int
    rest: str


def asked(forecast: Forecast) -> frozenset[str]:
    """The words with which a forecast names its event, in every reading."""
    readings = (f"{each.name} {each.question}" for each in forecast.dimensions)
    return frozenset(_told(" ".join((forecast.question, *readings))))


def claims(text: str, event: frozenset[str]) -> Iterator[Claim]:
    """What a sentence says of the event with those words, once for each term."""
    seen = set()
    for form in _FORMS:
        for found in form.finditer(text):
            rest = _REASON.split(found["rest"], maxsplit=1)[0]
            if found.start("term") not in seen and _is_of(found["subject"], rest, event):
                seen.add(found.start("term"))
                yield Claim(
                    said=found["said"],
                    term=found["term"],
                    start=found.start("said"),
                    term_start=found.start("term"),
                    rest=text[found.end("term") : found.start("rest")] + rest,
                )


def _is_of(subject: str, rest: str, event: frozenset[str]) -> bool:
    """Whether a subject and what it does are the event, and nothing beside it."""
    who, does = _told(subject), _told(rest)
    named = [*who, *does]
    return bool(named) and all(word in event or word in _HAPPENS for word in named)


def _told(text: str) -> list[str]:
    """The telling words of a text, alike in singular and plural."""
    words = (re.sub(r"['’]s$", "", word) for word in _WORD.findall(text.lower()))
    return [re.sub(r"(?<=\w\w[^\Ws])s$", "", word) for word in words if word not in _EMPTY]
