"""The words for a chance: those of ICD 203 (2015), D.6.e(2)(a), and what readers take for them.

Enters a word and the numbers that it may be said of; leaves what is wrong with
it. Where in a text such a word stands, and of what, is not known here.
"""

from __future__ import annotations

import re

from foresite.checks.own_sentences import tidy
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

ADVERBS = {
    "probably": "likely",
    "very probably": "very likely",
    "almost certainly": "almost certain",
    "nearly certainly": "almost certain",
    "virtually certainly": "almost certain",
}
"""The same words beside a verb: "it will almost certainly rain". Only ever doubtful, too."""

_READ_AS = {**EVERYDAY, **ADVERBS}


def _any_of(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)


_ADJECTIVES = [words for _, words in BANDS] + list(SYNONYMS) + list(EVERYDAY)
TERM = _any_of(_ADJECTIVES)
TERM_BY_VERB = _any_of([*_ADJECTIVES, *ADVERBS])


def is_defined(term: str) -> bool:
    """Whether the directive gives the word a band, so that there is nothing to ask."""
    return tidy(term).lower() not in _READ_AS


def misfit(said: str, term: str, numbers: tuple[float, ...]) -> str:
    """What is wrong with a word beside those numbers; empty if it fits one of them."""
    typed = tidy(term).lower()
    word = SYNONYMS.get(typed) or _READ_AS.get(typed, typed)
    if word in {estimative_words(number) for number in numbers}:
        return ""
    number = numbers[0]
    reads = f"reads as “{word}”," if typed in _READ_AS else "is"
    band = f"“{typed}” {reads} {_band(word)}"
    return f"says “{tidy(said)}”, but {percent(number)} is “{estimative_words(number)}”; {band}"


def right_word(number: float) -> str:
    """The next action of an author whose word does not fit the number."""
    return f"write “{estimative_words(number)}”, or correct the number"


def _band(word: str) -> str:
    """The numbers to which a word belongs: ``80 to 95 %``."""
    lower = 0.0
    for upper, words in BANDS:
        if words == word:
            return f"{lower * 100:.0f} to {min(upper, 1.0) * 100:.0f}{NARROW_SPACE}%"
        lower = upper
    raise AssertionError(word)
