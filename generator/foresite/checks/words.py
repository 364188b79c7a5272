"""Words of a rationale for the forecast's chance that must fit the update's own number.

Only sentences that speak of the forecast itself are read: one whose subject is
"this", the forecast, the answer or the desk, in the present and without a
condition. The rules know English, and would rather miss a slip than call a true
sentence wrong. The words are those of ICD 203 (2015), D.6.e(2)(a), both of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foresite.checks.asked_events import asked, claims
from foresite.checks.chance_words import TERM, is_defined, misfit, right_word
from foresite.checks.desk import Desk
from foresite.checks.own_sentences import BEGIN, DENIED, OFTEN, WE, Sentence, place, sentences
from foresite.model import Archive, Forecast
from foresite.problems import Problem, Severity

_END = (
    r"(?=\s*(?:$|[.,;:!?)—–]|\bto\s+(?:happen|come\s+true|resolve|be\s+a\s+yes)\b|"
    r"\b(?:now|today|again|indeed)\b))"
)
_OURS = r"(?:this|a\s+yes|the\s+(?:forecast|answer|outcome|question|event|headline|number))"
_IS = rf"(?:(?:still|now|again|therefore|thus)\s+)?(?:is|are|remains|stays|looks|seems|appears)(?:\s*{OFTEN}){{0,3}}"
_CALL = (
    rf"{WE}(?:\s*{OFTEN}){{0,3}}\s+(?:call|rate|judge|consider|think|find|hold|see|believe|deem|say|reckon)s?\s+"
    rf"(?:that\s+)?(?:it|{_OURS})(?:\s+(?:to\s+be|as|is|remains|stays|now|still)){{0,3}}"
)

_PLAIN = re.compile(
    rf"{BEGIN}(?P<said>(?:{_OURS}\s+{_IS}|{_CALL})\s+(?P<term>{TERM})){_END}", re.IGNORECASE
)
"""This is very likely. We call it unlikely."""

_LOOSE = re.compile(
    rf"{BEGIN}(?P<said>it\s+{_IS}\s+(?P<term>{TERM})){_END}|"
    rf"{BEGIN}(?P<said_that>(?:{_CALL}|it\s+{_IS})\s+(?P<term_that>{TERM})\s+that)\b|"
    rf"{BEGIN}(?P<said_first>(?P<term_first>{TERM})\s*,?\s+"
    r"(?:it|this|there|the\s+\w+)\s+(?:will|is\s+going|does|comes|happens))\b|"
    rf"(?P<said_last>\b(?:is|are|remains|seems|looks)\s+(?P<term_last>{TERM})\s*,?\s*"
    rf"(?:{WE}\s+(?:think|believe|judge|say|find|hold|reckon)s?|in\s+(?:our|my)\s+view))\b",
    re.IGNORECASE,
)
"""It is very likely. We think it likely that … Very likely it will. Rain is likely, we think:
perhaps of the forecast, perhaps not."""

_LONE = re.compile(
    rf"\s*(?P<said>(?:(?:so|still|now|again|overall)\s*,?\s+)?(?P<term>{TERM})(?:\s+(?:a\s+)?(?:yes|no|not))?)"
    r"\s*(?:$|[.!:;—–]|,\s*(?:for|because|since|but|though|and|we|i)\b)",
    re.IGNORECASE,
)
"""Very likely. As the first words of a rationale they can hardly speak of anything else."""

_NAMES_CHANCE = re.compile(
    r"(?:likely|chance|certain|certainly|probable|probably|odds)\b", re.IGNORECASE
)


def words_misfit(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A word for the forecast's chance is the word for its number."""
    for numbers, sentence in sentences(forecast, _NAMES_CHANCE, desk):
        for found in _PLAIN.finditer(sentence.text):
            message = misfit(found["said"], found["term"], numbers)
            if message and is_defined(found["term"]):
                where = place(sentence, found.start("said"), found["said"])
                yield Problem(where, "words-misfit", message, right_word(numbers[0]))


def words_doubtful(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A word that may be for the forecast's chance."""
    event = asked(forecast)
    is_negative = bool(DENIED.search(forecast.question))
    for numbers, sentence in sentences(forecast, _NAMES_CHANCE, desk):
        for words in _perhaps(sentence, event):
            # A question that itself says "not" leaves open which side an event is.
            is_open = bool(DENIED.search(words.rest)) or (words.names_event and is_negative)
            others = tuple(1 - number for number in numbers) if is_open else ()
            message = misfit(words.said, words.term, (*numbers, *others))
            if message:
                where = place(sentence, words.start, words.said)
                hint = (
                    f"if it speaks of the forecast, {right_word(numbers[0])}; if not, say of what"
                )
                yield Problem(where, "words-doubtful", message, hint, Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What may be said of the forecast, the word in it, and the rest of its clause."""

    said: str
    term: str
    start: int
    rest: str
    names_event: bool = False


def _perhaps(sentence: Sentence, event: frozenset[str]) -> Iterator[_Words]:
    """Each word that may be for the forecast's chance, once."""
    text = sentence.text
    seen = set()
    for found in _PLAIN.finditer(text):
        seen.add(found.start("term"))
        if not is_defined(found["term"]):
            yield _of(found, "said", "term")
    for found in _LOOSE.finditer(text):
        said, term = _way(found)
        if found.start(term) not in seen:
            seen.add(found.start(term))
            yield _of(found, said, term)
    lone = _LONE.match(text) if sentence.opens else None
    if lone and lone.start("term") not in seen:
        seen.add(lone.start("term"))
        yield _of(lone, "said", "term")
    for claim in claims(text, event):
        if claim.term_start not in seen:
            yield _Words(
                said=claim.said,
                term=claim.term,
                start=claim.start,
                rest=claim.rest,
                names_event=True,
            )


def _of(found: re.Match[str], said: str, term: str) -> _Words:
    clause = re.split(r"[,;:.!?]", found.string[found.end(term) :], maxsplit=1)[0]
    return _Words(said=found[said], term=found[term], start=found.start(said), rest=clause)


def _way(found: re.Match[str]) -> tuple[str, str]:
    """The names of the groups that hold what is said and the word in it."""
    [said] = [name for name, text in found.groupdict().items() if text and name.startswith("said")]
    return said, said.replace("said", "term")
