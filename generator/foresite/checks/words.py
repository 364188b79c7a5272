"""Words and percentages of a rationale that must fit the update's own number.

Only sentences that speak of the forecast itself are read: one whose subject is
"this", the forecast, the answer or the desk, in the present and without a
condition. What is quoted, in code, or somebody else's is not the desk's word.
The rules know English, and would rather miss a slip than call a true sentence
wrong. The words are those of ICD 203 (2015), D.6.e(2)(a), both of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from foresite.checks.desk import Desk
from foresite.model import Archive, Forecast, Update
from foresite.problems import Location, Problem, Severity
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

_WORDS = [words for _, words in BANDS] + list(SYNONYMS)
_TERM = "|".join(
    re.escape(words).replace(r"\ ", r"\s+") for words in sorted(_WORDS, key=len, reverse=True)
)
_OFTEN = r"(?:now|still|therefore|thus|again|also|today|hence|,)"
_BEGIN = (
    r"(?:^|[,;:(—–]\s*|\b(?:so|and|but|hence|thus)\s+)"
    r"(?:(?:so|and|but|hence|thus|therefore|overall|still|now|today|on\s+balance|for\s+now|"
    r"all\s+in\s+all|in\s+short|in\s+our\s+view)\s*,?\s+){0,3}"
)
_END = (
    r"(?=\s*(?:$|[.,;:!?)—–]|\bto\s+(?:happen|come\s+true|resolve|be\s+a\s+yes)\b|"
    r"\b(?:now|today|again|indeed)\b))"
)
_OURS = r"(?:this|a\s+yes|the\s+(?:forecast|answer|outcome|question|event|headline|number))"
_WE = r"(?:we|the\s+desk|our\s+desk)"
_IS = rf"(?:(?:still|now|again|therefore|thus)\s+)?(?:is|are|remains|stays|looks|seems|appears)(?:\s*{_OFTEN}){{0,3}}"
_CALL = (
    rf"{_WE}(?:\s*{_OFTEN}){{0,3}}\s+(?:call|rate|judge|consider|think|find|hold|see|believe|deem)s?\s+"
    rf"(?:it|{_OURS})(?:\s+(?:to\s+be|as|is|now|still)){{0,3}}"
)

_PLAIN = re.compile(
    rf"{_BEGIN}(?P<said>(?:{_OURS}\s+{_IS}|{_CALL})\s+(?P<term>{_TERM})){_END}", re.IGNORECASE
)
"""This is very likely. We call it unlikely."""

_LOOSE = re.compile(
    rf"{_BEGIN}(?P<said>it\s+{_IS}\s+(?P<term>{_TERM})){_END}|"
    rf"{_BEGIN}(?P<said_that>{_CALL}\s+(?P<term_that>{_TERM})\s+that)\b",
    re.IGNORECASE,
)
"""It is very likely. We think it likely that …: perhaps of the forecast, perhaps not."""

_PERCENT = r"(?P<figure>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)"
_TO = (
    r"(?:\s+(?:up|down|back|further|slightly|unchanged|steady|now|again|only)){0,3}"
    r"(?:\s+from\s+\d{1,3}(?:\.\d+)?\s*(?:%|per\s?cent)?)?"
)
_ABOUT = r"(?:(?P<about>about|around|roughly|nearly|almost)\s+|just\s+|only\s+)?"
_NUMBER = r"(?:the|our)\s+(?:number|forecast|headline|probability|estimate)"
_STATED = re.compile(
    rf"{_BEGIN}(?P<said>(?:{_WE}(?:\s*{_OFTEN}){{0,3}}\s+"
    r"(?:move|go|raise|lower|cut|set|put|stay|hold|remain|keep|stand|come|return|are)(?:s|es)?"
    rf"(?:\s+(?:it|this|{_NUMBER}))?{_TO}\s+(?:to|at|on)"
    rf"|{_NUMBER}(?:\s*{_OFTEN}){{0,3}}\s+"
    r"(?:is|moves|goes|rises|falls|drops|climbs|stays|stands|remains|holds|slips|comes|returns)"
    rf"{_TO}(?:\s+(?:to|at|on))?)\s+{_ABOUT}{_PERCENT})"
    r"(?!\s*(?:of|above|below|more|less|higher|lower|points?|or|and|to)\b)(?![–-])",
    re.IGNORECASE,
)
"""We move to 80 %. The number stays at 75 %."""

_NOT_NOW = re.compile(
    r"\b(if|unless|were|would|could|might|may|had|was|until|when|once|without|whether|than|"
    r"yesterday|before|earlier|assuming|suppose|according|says?|said|market|markets|poll|polls)\b",
    re.IGNORECASE,
)
"""A condition, the past, or somebody else: such a sentence is not read."""

_ASIDE = re.compile(
    r"(^|\n)(```|~~~).*?(\n\2|\Z)|`[^`\n]*`|(^|\n)[ \t]*>[^\n]*|“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»|"
    r"\]\([^)\]\s]*\)|<https?:[^<>\s]*>|https?://\S+|[*_]",
    re.DOTALL,
)
_STOP = re.compile(r"[.!?](?=\s|$)|\n[ \t]*\n|\n[ \t]*(?=[-#|])")

_NAMES_CHANCE = re.compile(r"(?:likely|chance|certain|probable|odds)\b", re.IGNORECASE)
_NAMES_NUMBER = re.compile(
    r"\b(?:we|desk|number|forecast|headline|probability|estimate)\b[^!?]{0,200}?\d\s*(?:%|per\s?cent)",
    re.IGNORECASE,
)

_LONGEST = 600
"""Characters: what is longer is no sentence that says where the number goes."""

_ABOUT_ROOM = 2.5
"""Points: how far "about 75 %" may lie from what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence in a rationale and where it begins there."""

    text: str
    start: int


def words_misfit(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A word for the forecast's chance is the word for its number."""
    for update, numbers, sentence in _sentences(forecast, _NAMES_CHANCE):
        for found in _PLAIN.finditer(sentence.text):
            message = _misfit(found["said"], found["term"], numbers)
            if message:
                where = _place(update, sentence, found.start("said"), found["said"])
                yield Problem(where, "words-misfit", message, _hint(numbers[0]))


def words_doubtful(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A word that may be for the forecast's chance."""
    for update, numbers, sentence in _sentences(forecast, _NAMES_CHANCE):
        for found in _LOOSE.finditer(sentence.text):
            group = "said" if found["said"] else "said_that"
            term = found["term"] or found["term_that"]
            message = _misfit(found[group], term, numbers)
            if message:
                where = _place(update, sentence, found.start(group), found[group])
                hint = f"if it speaks of the forecast, {_hint(numbers[0])}; if not, say of what"
                yield Problem(where, "words-doubtful", message, hint, Severity.WARNING)


def words_number(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A percentage for the forecast is the one in the front matter."""
    for update, numbers, sentence in _sentences(forecast, _NAMES_NUMBER):
        for found in _STATED.finditer(sentence.text):
            figure = found["figure"]
            decimals = len(figure.partition(".")[2])
            room = _ABOUT_ROOM if found["about"] else 0.5 * 10**-decimals
            if all(abs(float(figure) - number * 100) > room + 1e-9 for number in numbers):
                message = (
                    f"says “{_tidy(found['said'])}”, but the number above is {percent(numbers[0])}"
                )
                where = _place(update, sentence, found.start("said"), found["said"])
                hint = "give the same number in both places"
                yield Problem(where, "words-number", message, hint)


def _sentences(
    forecast: Forecast, names: re.Pattern[str]
) -> Iterator[tuple[Update, tuple[float, ...], _Sentence]]:
    """Each sentence that may speak of the forecast, with the numbers that it may mean.

    ``names`` is what such a sentence has in it, and most texts have not: an
    archive may hold a hundred thousand of them.
    """
    for update in forecast.updates:
        if update.probability is None or not names.search(update.rationale):
            continue
        given = (belief.probability for _, belief in update.beliefs)
        numbers = (update.probability, *(number for number in given if number is not None))
        for sentence in _own_sentences(update.rationale):
            if names.search(sentence.text) and not _NOT_NOW.search(sentence.text):
                yield update, numbers, sentence


def _own_sentences(text: str) -> Iterator[_Sentence]:
    """The sentences of a rationale, with all that is not the author's word blanked out."""
    own = _ASIDE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    stops = [0, *(found.end() for found in _STOP.finditer(own)), len(own)]
    for start, end in pairwise(stops):
        piece = own[start:end]
        indent = len(piece) - len(piece.lstrip(" \t\n-#"))
        if 0 < len(piece) - indent <= _LONGEST:
            yield _Sentence(text=piece[indent:], start=start + indent)


def _misfit(said: str, term: str, numbers: tuple[float, ...]) -> str:
    """What is wrong with a word beside those numbers; empty if it fits one of them."""
    typed = _tidy(term).lower()
    word = SYNONYMS.get(typed, typed)
    if word in {estimative_words(number) for number in numbers}:
        return ""
    number = numbers[0]
    band = f"“{typed}” is {_band(word)}"
    return f"says “{_tidy(said)}”, but {percent(number)} is “{estimative_words(number)}”; {band}"


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


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _place(update: Update, sentence: _Sentence, start: int, said: str) -> Location:
    """Where the words stand; ``start`` counts from the sentence's first letter."""
    where = update.rationale_where or update.where
    before = update.rationale[: sentence.start + start]
    return replace(
        where,
        line=where.line + before.count("\n"),
        column=len(before) - before.rfind("\n"),
        length=len(said.partition("\n")[0]),
    )
