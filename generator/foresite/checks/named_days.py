"""The days that a text names, so far as they can be read without understanding it.

Enters a text; leaves each day with the words that name it. A month or a year is
taken at its earliest reading, since a rule that warns must not guess: “by 2028”
is its first day, and only “the end of 2027” is its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = (
    r"(?P<{0}>(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?))\.?"
)
_DAY = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>[12][0-9]{{3}})\b"
_NAMED = re.compile(
    r"(?P<by>\b(?:by|until|till|before|earlier\s+than|prior\s+to)\s+(?:the\s+)?)?(?:"
    rf"\b(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\b"
    rf"|\b{_DAY.format('day')}\s+(?:of\s+)?{_MONTH.format('month')},?\s+{_YEAR.format('year')}"
    rf"|\b{_MONTH.format('us_month')}\s+{_DAY.format('us_day')},?\s+{_YEAR.format('us_year')}"
    r"|\b(?:(?:end|close)\s+of\s+(?:the\s+year\s+)?|year[-\s]end\s+(?:of\s+)?)"
    rf"(?:{_MONTH.format('end_month')},?\s+(?:of\s+)?)?{_YEAR.format('end_year')}"
    rf"|\b{_MONTH.format('of_month')},?\s+(?:of\s+)?{_YEAR.format('of_year')}"
    rf"|(?(by)(?:year\s+)?{_YEAR.format('by_year')}|(?!))"
    r")",
    re.IGNORECASE,
)
"""A whole day, the end of a month or a year, a month, or a year that something is to happen by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day, and the words that name it."""

    on: date
    words: str


def latest_day(text: str) -> NamedDay | None:
    """The latest day that the text names; None if it names none."""
    return max(_named_days(text), key=lambda named: named.on, default=None)


def _named_days(text: str) -> Iterator[NamedDay]:
    for found in _NAMED.finditer(text):
        try:
            on = _read(found)
            on -= timedelta(days=1) if _is_before(found["by"]) else timedelta()
        except (ValueError, OverflowError):
            continue  # the calendar has no such day
        yield NamedDay(on=on, words=" ".join(found.group().split()))


def _is_before(by: str | None) -> bool:
    return by is not None and by.lower().startswith(("before", "earlier", "prior"))


def _read(found: re.Match[str]) -> date:
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["year"]:
        return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    if found["us_year"]:
        return date(int(found["us_year"]), _month(found["us_month"]), int(found["us_day"]))
    if found["end_year"]:
        year, month = int(found["end_year"]), _month(found["end_month"] or "december")
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if found["of_year"]:
        return date(int(found["of_year"]), _month(found["of_month"]), 1)
    return date(int(found["by_year"]), 1, 1)


def _month(name: str) -> int:
    return next(
        number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower())
    )
