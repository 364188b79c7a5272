"""Whether a date is borne out by the day on which git first had what is dated so."""

from __future__ import annotations

from datetime import date


def days_late(made_on: date, recorded_on: date | None, *, within: int) -> int:
    """How many days after its date something was recorded; negative if before it.

    Zero within so many days either way, and where git knows nothing: then
    nothing is claimed.
    """
    if recorded_on is None:
        return 0
    days = (recorded_on - made_on).days
    return days if abs(days) > within else 0
