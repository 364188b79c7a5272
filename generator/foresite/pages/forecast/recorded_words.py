"""What stands at a date that git does not bear out."""

from __future__ import annotations

from datetime import date

from foresite.history import days_late
from foresite.publication import Limits
from foresite.words import counted, day

YEAR = 365.2425


def date_mark(made_on: date, recorded_on: date | None, limits: Limits) -> str:
    """Since when git has what is dated so; "" if that is about the same day, or unknown."""
    late = days_late(made_on, recorded_on, within=limits.recorded_days)
    if not late or recorded_on is None:
        return ""
    side = "after" if late > 0 else "before"
    return f"{mark(late)}, on {day(recorded_on)}: {span(abs(late))} {side} its date"


def mark(late: int) -> str:
    """In two words, on which side of its date it came into git."""
    return "Recorded later" if late > 0 else "Dated ahead"


def span(days: int) -> str:
    """So many days, or years where there are many."""
    return counted(days, "day") if days < 2 * YEAR else counted(round(days / YEAR), "year")
