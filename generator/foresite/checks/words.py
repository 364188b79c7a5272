"""Words of a rationale for the forecast's chance that must fit the update's own number.

Only sentences that speak of the forecast itself are read: one whose subject is
"this", the forecast, the answer or the desk, in the present and without a
condition. The rules know English, and would rather miss a slip than call a true
sentence wrong. The words are those of ICD 203 (2015), D.6.e(2)(a), both of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.checks.own_sentences import BEGIN, DENIED, OFTEN, WE, place, sentences, tidy
from foresite.model import Archive, Forecast
from foresite.problems import Problem, Severity
from foresite.words import BANDS, NARROW_SPACE, estimative_words, percent

SYNONYMS = {
    "highly improbable": "very unlikely",
    "improbable": "unlikely",
    "roughly even odds": "roughly even chance",
    "probable": "likely",
    "highly probable": "very likely",
    "nearly certain": "almost certain",
}
"""The directive's second row, by the first, which our own pages use."""

EVERYDAY = {
    "highly likely": "very likely",
    "extremely likely": "very likely",
    "highly unlikely": "very unlikely",
    "extremely unlikely": "very unlikely",
    "virtually certain": "almost certain",
    "all but certain": "almost certain",
}
"""What the directive does not define, and readers take for one of its words: only ever doubtful."""

_WORDS = [words for _, words in BANDS] + list(SYNONYMS) + list(EVERYDAY)
_TERM = "|".join(
    re.escape(words).replace(r"\ ", r"\s+") for words in sorted(_WORDS, key=len, reverse=True)
)
_END = (
    r"(?=\s*(?:$|[.,;:!?)—–]|\bto\s+(?:happen|come\s+true|resolve|be\s+a\s+yes)\b|"
    r"\b(?:now|today|again|indeed)\b))"
)
_OURS = r"(?:this|a\s+yes|the\s+(?:forecast|answer|outcome|question|event|headline|number))"
_IS = rf"(?:(?:still|now|again|therefore|thus)\s+)?(?:is|are|remains|stays|looks|seems|appears)(?:\s*{OFTEN}){{0,3}}"
_CALL = (
    rf"{WE}(?:\s*{OFTEN}){{0,3}}\s+(?:call|rate|judge|consider|think|find|hold|see|believe|deem)s?\s+"
    rf"(?:it|{_OURS})(?:\s+(?:to\s+be|as|is|now|still)){{0,3}}"
)

_PLAIN = re.compile(
    rf"{BEGIN}(?P<said>(?:{_OURS}\s+{_IS}|{_CALL})\s+(?P<term>{_TERM})){_END}", re.IGNORECASE
)
"""This is very likely. We call it unlikely."""

_LOOSE = re.compile(
    rf"{BEGIN}(?P<said>it\s+{_IS}\s+(?P<term>{_TERM})){_END}|"
    rf"{BEGIN}(?P<said_that>(?:{_CALL}|it\s+{_IS})\s+(?P<term_that>{_TERM})\s+that)\b|"
    rf"{BEGIN}(?P<said_first>(?P<term_first>{_TERM})\s*,?\s+"
    r"(?:it|this|there|the\s+\w+)\s+(?:will|is\s+going|does|comes|happens))\b|"
    rf"(?P<said_last>\b(?:is|are|remains|seems|looks)\s+(?P<term_last>{_TERM})\s*,?\s*"
    rf"(?:{WE}\s+(?:think|believe|judge|say|find|hold|reckon)s?|in\s+(?:our|my)\s+view))\b",
    re.IGNORECASE,
)
"""It is very likely. We think it likely that … Very likely it will. Rain is likely, we think:
perhaps of the forecast, perhaps not."""

_NAMES_CHANCE = re.compile(r"(?:likely|chance|certain|probable|odds)\b", re.IGNORECASE)


def words_misfit(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A word for the forecast's chance is the word for its number."""
    for numbers, sentence in sentences(forecast, _NAMES_CHANCE):
        for found in _PLAIN.finditer(sentence.text):
            message = _misfit(found["said"], found["term"], numbers)
            if message and tidy(found["term"]).lower() not in EVERYDAY:
                where = place(sentence, found.start("said"), found["said"])
                yield Problem(where, "words-misfit", message, _hint(numbers[0]))


def words_doubtful(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A word that may be for the forecast's chance."""
    for numbers, sentence in sentences(forecast, _NAMES_CHANCE):
        for said, term, start, rest in _perhaps(sentence.text):
            message = _misfit(said, term, _meant(numbers, rest))
            if message:
                where = place(sentence, start, said)
                hint = f"if it speaks of the forecast, {_hint(numbers[0])}; if not, say of what"
                yield Problem(where, "words-doubtful", message, hint, Severity.WARNING)


def _perhaps(text: str) -> Iterator[tuple[str, str, int, str]]:
    """What may be said of the forecast, the word in it, where it begins, and what follows."""
    plain = list(_PLAIN.finditer(text))
    refused = set()
    for found in plain:
        if tidy(found["term"]).lower() in EVERYDAY:
            yield found["said"], found["term"], found.start("said"), text[found.end() :]
        refused.add(found.end("term"))
    for found in _LOOSE.finditer(text):
        said, term = _way(found)
        if found.end(term) not in refused:
            yield found[said], found[term], found.start(said), text[found.end(term) :]


def _way(found: re.Match[str]) -> tuple[str, str]:
    """The names of the groups that hold what is said and the word in it."""
    [said] = [name for name, text in found.groupdict().items() if text and name.startswith("said")]
    return said, said.replace("said", "term")


def _meant(numbers: tuple[float, ...], rest: str) -> tuple[float, ...]:
    """The numbers that may be meant: where what follows says "not", the other side's too."""
    clause = re.split(r"[,;:.!?]", rest, maxsplit=1)[0]
    return (*numbers, *(1 - number for number in numbers)) if DENIED.search(clause) else numbers


def _misfit(said: str, term: str, numbers: tuple[float, ...]) -> str:
    """What is wrong with a word beside those numbers; empty if it fits one of them."""
    typed = tidy(term).lower()
    word = SYNONYMS.get(typed) or EVERYDAY.get(typed, typed)
    if word in {estimative_words(number) for number in numbers}:
        return ""
    number = numbers[0]
    reads = f"reads as “{word}”," if typed in EVERYDAY else "is"
    band = f"“{typed}” {reads} {_band(word)}"
    return f"says “{tidy(said)}”, but {percent(number)} is “{estimative_words(number)}”; {band}"


def _band(word: str) -> str:
    """The numbers to which a word belongs: ``80 to 95 %``."""
    lower = 0.0
    for upper, words in BANDS:
        if words == word:
            return f"{lower * 100:.0f} to {min(upper, 1.0) * 100:.0f}{NARROW_SPACE}%"
        lower = upper
    raise AssertionError(word)


def _hint(number: float) -> str:
    return f"write “{estimative_words(number)}”, or correct the number"
