"""The faults of criteria that editors know, as warnings.

Only firm criteria in force of a question that is still open are looked at: a
text under review is flagged anyway, an older version may not be changed, and
once the answer is known the text has done its work. The rules read words, not
meaning, and would rather miss a fault than call a good text bad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foresite.checks.desk import Desk, criteria_place
from foresite.checks.named_days import latest_day
from foresite.model import (
    Archive,
    CriteriaStatus,
    CriteriaVersion,
    Dimension,
    Forecast,
    KindName,
)
from foresite.problems import Location, Problem, Severity
from foresite.records.belief_conversion import KIND_KEYS
from foresite.source import Path

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = re.compile(r"\b(1[89]|2[01])\d\d\b")

_SOURCE = re.compile(
    r"https?://|\b(according to|decided by|determined by|judged by|measured by|counted by|"
    r"as (given|listed|shown|stated) (by|in|on)|"
    r"reports?|reported|announc\w+|publish\w*|publication|records?|recorded|confirms?|confirmed|"
    r"certif\w+|declar\w+|official\w*|sources?|data|datasets?|figures|statistics|tables?|index|"
    r"surveys?|polls?|census|register|registry|bulletin|rankings?|leaderboards?|gazette|courts?|"
    r"databases?|website|survey|statements?|communiqu[eé]s?|results pages?|"
    r"press (releases?|notices?|conferences?)|release notes|filings?|verdicts?|rulings?)\b"
    rf"|\bby (the |a )?(?!(?-i:{_MONTHS})\b)(?-i:[A-ZÀ-Þ])",
    re.IGNORECASE,
)
"""Somebody who says, or a place where it can be read."""

_SIZES = (
    r"significant(?:ly)?|substantial(?:ly)?|considerabl[ey]|meaningful(?:ly)?|"
    r"notabl[ey]|noticeabl[ey]|dramatic(?:ally)?|drastic(?:ally)?|major|sizeable|sizable|materially|"
    r"markedly|greatly|vastly|massive(?:ly)?|a large number of|widespread|widely|sharply|large-scale|mainstream"
)
_VAGUE = re.compile(
    rf"(?<![Ss]tatistically )\b(?P<small>{_SIZES})\b|"
    rf"(?:^[\W_]*|\b(?i:an?|any|some|no|every|more|most|very)[\s*_]+)"
    rf"(?P<capital>(?i:{_SIZES}))\b(?=[*_]*\s+[*_]*[a-zß-ÿ])"
)
"""Sizes without a number. A capital letter makes a name of them (Major League), unless it begins
the sentence or follows a word such as “a”, and a small one comes next."""

_NAMED = re.compile(
    r"\d\s*(%|per\s?cent|points?)|"
    r"\b(at least|at most|more than|less than|fewer than|no more than|or more|or less|over|above|"
    r"below|exceed\w*|category|level|grade|defined as|that is|meaning|which means)\b[^.;]{0,300}\d|"
    r"\b(defined as|as defined|by which we mean|meaning that|which means)\b",
    re.IGNORECASE,
)
"""What gives such a size its measure, in the same sentence."""

_AND_OR = re.compile(r"\band\s?/\s?or\b", re.IGNORECASE)

_ASKS = (
    r"when|whether|how|who|will|would|does|do|did|can|could|shall|should|"
    r"(is|are|was|were|has|have|had)(?= (it|he|she|they|there|the|this|that)\b)"
)
_TWO = re.compile(
    rf"\?\s*\S.*\?|\b(and|or) (if so,? )?({_ASKS}) \w+[^?]*\?", re.IGNORECASE | re.DOTALL
)
"""A second question mark, or a second verb that asks."""

_HAPPENS = (
    r"(?:win|lose|pass|fail|resign|exceed|beat|defeat|leave|join|remain|stay|become|reach|survive|"
    r"die|grow|shrink|rise|fall)"
)
_ONWARD = r"(?:(?!\b(?:that|which|who|whether|both|either|between)\b).)*?"
_AND_ALSO = re.compile(
    rf"^will\b{_ONWARD}\b{_HAPPENS}\b{_ONWARD}"
    r"\b(?:and|or|while|but)\s+(?:(?:the|an?|its|his|her|their|our)\s+)?"
    rf"(?:(?!(?:{_HAPPENS}|and|or|but|not|to|by|in|on|at|of|for|with|from|the|an?|then|also|is|are)\b)"
    rf"[\w’'.-]+\s+){{1,4}}{_HAPPENS}\b"
    r"(?=\s*(?:[?,]|(?:by|in|on|before|after|the|an?|to|at|above|below|again|its|his|her|their|it|them|\d)\b))",
    re.IGNORECASE | re.DOTALL,
)
"""Will A win and B lose? A second subject with a verb of its own; only verbs that seldom are nouns."""

_UNITS = "day|week|month|quarter|year|season|summer|winter|spring|autumn|fall|decade|election"
_COUNT = r"(few|several|couple of|\d+|two|three|four|five|six|twelve) "
_RELATIVE = re.compile(
    rf"\b(next|this|coming|following|current) ({_COUNT})?({_UNITS})s?\b(?! (of|after|before|to|in which) )|"
    rf"\b(last|past) ({_COUNT})?({_UNITS})s?\b(?! (of|after|before|to|in which|day|week) )(?!’)|"
    r"\b(the )?(end of the (day|week|month|quarter|year|season|decade)|year[- ]end)\b"
    r"(?! (to|of|in which|\d))|"
    rf"\bwithin (the|a|{_COUNT.strip()}) (day|week|month|year|decade)s?\b"
    r"(?!,? (of|after|from|to|before|following)\b)|"
    r"(?<!as )\b(soon|shortly)\b(?! (as|after|before)\b)|"
    r"\bin the (near|foreseeable) future\b|\bbefore long\b|"
    r"\b(tomorrow|yesterday|nowadays|these days)\b",
    re.IGNORECASE,
)
"""A time that depends on the day of reading."""

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|`[^`\n]*`|«[^«»]*»")
_TARGET = re.compile(r"\]\([^)\]\s]*\)|<https?:[^<>\s]*>|https?://\S+")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|\n\s*[-*] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A dimension's criteria as the rules read them: ``question`` may be empty."""

    dimension: Dimension
    version: CriteriaVersion
    whose: str
    question: str
    question_where: Location

    @property
    def where(self) -> Location:
        return self.version.text_where or self.version.where

    @property
    def own_words(self) -> str:
        """The text without what it quotes, and without addresses."""
        return _own_words(self.version.text)


def _own_words(text: str) -> str:
    return _TARGET.sub("]", _QUOTED.sub(" ", text))


def _read(forecast: Forecast, desk: Desk) -> Iterator[_Read]:
    """Each dimension's text that can still be bettered."""
    if forecast.resolution is None and desk.knows_answer(forecast):
        yield from _firm(forecast, desk)


def _firm(forecast: Forecast, desk: Desk) -> Iterator[_Read]:
    """Each dimension's text in force that can be read, unless it is under review."""
    for dimension in forecast.dimensions:
        if not desk.knows(forecast, "criteria", criteria_place(dimension)):
            continue
        newest = dimension.criteria[-1]
        if newest.status is CriteriaStatus.UNDER_REVIEW:
            continue
        single = forecast.has_single_reading
        question = forecast.question if single else dimension.question
        yield _Read(
            dimension=dimension,
            version=newest,
            whose="the criteria" if single else f"the criteria of “{dimension.id}”",
            question=question if desk.knows(forecast, _question_place(dimension)) else "",
            question_where=forecast.place("question") if single else dimension.where,
        )


def criteria_date(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """There is a day by which it resolves."""
    if forecast.closes_on or not desk.knows(forecast, "closes_on", "question"):
        return
    for read in _read(forecast, desk):
        is_read = desk.knows(forecast, _question_place(read.dimension))
        is_read = is_read and desk.knows_kind(forecast, read.dimension.id)
        texts = (read.version.text, read.question, forecast.question)
        if (
            not is_read
            or read.dimension.kind.name is KindName.DATE
            or any(map(_YEAR.search, texts))
        ):
            continue
        message = f"{read.whose} name no day by which it resolves, and there is no closes_on"
        hint = "add closes_on, or write the day and the year into the text"
        yield Problem(read.where, "criteria-date", message, hint, Severity.WARNING)


def criteria_after_closing(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Where the answer is due after the close, the file says by when.

    What is said once is enough, so the latest day alone is told. An answer that
    is known sooner makes it no less: until that day the question must not count.
    """
    closes = forecast.closes_on
    if not _knows_all_days(forecast, desk) or not desk.knows_answer(forecast):
        return
    if closes is None or closes <= forecast.opened_on or forecast.resolves_by:
        return
    named = [each for read in _firm(forecast, desk) for each in _named(read, forecast)]
    day, said, where = max(named, key=lambda each: each[0], default=(closes, "", forecast.where))
    if day <= closes or (forecast.resolution and day < desk.today):
        return
    message = f"{said}, but the question closes on {closes}"
    hint = "add resolves_by, the day by which the answer is due; until then it must not count"
    yield Problem(where, "criteria-after-closing", message, hint, Severity.WARNING)


def _knows_all_days(forecast: Forecast, desk: Desk) -> bool:
    """Whether every day is known that forecast.yml names."""
    keys = ("opened_on", "closes_on", "resolves_by", "question", "criteria", "dimensions")
    return desk.knows(forecast, *keys, *KIND_KEYS)


def _named(read: _Read, forecast: Forecast) -> Iterator[tuple[date, str, Location]]:
    """The latest day in each text of a reading, and the end of its range if it asks for a day."""
    texts = ((read.question, read.question_where), (read.own_words, read.where))
    for text, where in texts:
        day = latest_day(_own_words(text))
        if day:
            yield day.on, f"{_subject(read, text, 'names', 'name')} “{day.words}”", where
    high = read.dimension.kind.high
    if high and read.dimension.kind.name is KindName.DATE:
        last = date.fromordinal(round(high.value))
        where = forecast.place("high") if forecast.has_single_reading else read.dimension.where
        yield last, f"the answer may be as late as {last}", where


def criteria_source(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Somebody says whether it came true."""
    for read in _read(forecast, desk):
        if not _SOURCE.search(read.version.text):
            message = f"{read.whose} name no source that decides"
            hint = "say who reports it and where: “… as Météo-France reports in its bulletin”"
            yield Problem(read.where, "criteria-source", message, hint, Severity.WARNING)


def criteria_threshold(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """What counts has a measure."""
    for read in _read(forecast, desk):
        for sentence in _SENTENCE.split(read.own_words):
            vague = _VAGUE.search(sentence)
            if vague and not _NAMED.search(sentence):
                message = f"{read.whose} say “{vague['small'] or vague['capital']}”, but not how much that is"
                hint = "name the number, or the list on which it stands"
                yield Problem(read.where, "criteria-threshold", message, hint, Severity.WARNING)


def criteria_and_or(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """One of “and” and “or”."""
    for read in _read(forecast, desk):
        for text, where in ((read.question, read.question_where), (read.own_words, read.where)):
            if _AND_OR.search(text):
                message = f"{_subject(read, text)} “and/or”, which leaves open what must hold"
                hint = "write “and” if both must hold, “or” if one is enough"
                yield Problem(where, "criteria-and-or", message, hint, Severity.WARNING)


def criteria_two_questions(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """One question, so that one answer fits it."""
    for read in _read(forecast, desk):
        question = _own_words(read.question)
        if _TWO.search(question) or _AND_ALSO.search(question):
            message = "asks two questions, which may be answered differently"
            hint = "ask one; make a dimension of each, or a forecast of its own"
            where = read.question_where
            yield Problem(where, "criteria-two-questions", message, hint, Severity.WARNING)


def criteria_relative_time(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A time that stays the same on whichever day it is read."""
    for read in _read(forecast, desk):
        for text, where in ((read.question, read.question_where), (read.own_words, read.where)):
            found = _RELATIVE.search(_own_words(text))
            if found:
                message = (
                    f"{_subject(read, text)} “{found.group()}”, which depends on the day of reading"
                )
                hint = "write the day, the month or the year"
                yield Problem(where, "criteria-relative-time", message, hint, Severity.WARNING)


def criteria_alike(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Two dimensions are decided by two texts."""
    seen: dict[str, str] = {}
    for read in _read(forecast, desk):
        text = " ".join(re.findall(r"\w+", read.version.text.lower()))
        if text in seen:
            message = f"{read.whose} are those of “{seen[text]}”, so the two cannot differ"
            hint = "say what sets the two apart, or drop one of them"
            yield Problem(read.where, "criteria-alike", message, hint, Severity.WARNING)
        seen.setdefault(text, read.dimension.id)


def _question_place(dimension: Dimension) -> Path:
    """Where forecast.yml asks what those criteria decide."""
    return (*criteria_place(dimension)[:-1], "question")


def _subject(read: _Read, text: str, one: str = "says", more: str = "say") -> str:
    return f"the question {one}" if text == read.question else f"{read.whose} {more}"
