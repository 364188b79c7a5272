"""The day that begins a file's name, as updates, corrections and seals have it."""

from __future__ import annotations

import re
from datetime import date

from foresite.problems import Location, Problem
from foresite.records.reader import Reader
from foresite.records.unread import DAY

_DATED = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(-[a-z0-9]+)*")


def day_of_name(reader: Reader, *, whose: str = "an update") -> tuple[str, date]:
    """A file's name without its ending, and its day; the first of all days for one that has none.

    Of what was refused unread the name is not judged: it may not be a file of ours.
    """
    path = reader.document.path
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    if not reader.knows(DAY):
        return stem, date.min
    match = _DATED.fullmatch(stem)
    if not match:
        message = f"is named “{name}”, but {whose}’s name is its day"
        hint = (
            f"name it like 2026-11-23.{ending}, "
            f"or 2026-11-23-evening.{ending} for a second one of that day"
        )
        reader.refuse(Problem(Location(path), "update-name", message, hint), DAY)
        return stem, date.min
    try:
        return stem, date(*(int(part) for part in match.groups()[:3]))
    except ValueError:
        message = f"is named for {stem[:10]}, but the calendar has no such day"
        hint = "correct the day in the file’s name"
        reader.refuse(Problem(Location(path), "date-exists", message, hint), DAY)
        return stem, date.min
