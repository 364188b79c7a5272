"""What is new and dated well before the day on which it comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from foresite.appending.change import Change
from foresite.problems import Location, Problem, Severity
from foresite.records.folders import UPDATES
from foresite.words import counted

_UPDATE = re.compile(rf"(?P<home>.+)/{UPDATES}/(?P<day>\d{{4}}-\d{{2}}-\d{{2}})[^/]*\.md")


def backdated(change: Change, *, refused: set[str]) -> Iterator[Problem]:
    """A warning for each forecast with such updates, at the oldest.

    No error: what was made elsewhere on its day may be brought here, and its
    page says that it came later. ``refused`` are paths that are errors anyway.
    """
    made = map(_UPDATE.fullmatch, (path for path in change.added if path not in refused))
    late = [each for each in made if each and each["day"] < change.on.earliest.isoformat()]
    for _, found in groupby(late, key=lambda each: each["home"]):
        first, *others = found
        try:
            days = (change.on.today - date.fromisoformat(first["day"])).days
        except ValueError:
            continue  # another rule says that there is no such day
        more = f", and so {'is' if len(others) == 1 else 'are'} {counted(len(others), 'other')}"
        message = (
            f"is dated {counted(days, 'day')} before today, but is not published at {change.ref}"
            f"{more if others else ''}"
        )
        hint = (
            "date it by the day on which it is made; if it was made elsewhere on that day, "
            "leave it: the page says that it was recorded later"
        )
        where = Location(first.group())
        yield Problem(where, "update-backdated", message, hint, Severity.WARNING)


def dated_back(change: Change, where: Location) -> Problem:
    """A correction or a seal that claims to be older than it can be: nobody was told so early."""
    message = (
        f"is dated before {change.on.earliest}, but is not published at {change.ref}; "
        f"it may be dated back by {counted(change.on.recorded_days, 'day')}"
    )
    hint = f"name it by the day on which it is made: {change.on.today}"
    return Problem(where, "published-order", message, hint)
