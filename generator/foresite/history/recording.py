"""Whether an update's date is borne out by the day on which git first had it."""

from __future__ import annotations

from foresite.model import Update


def days_late(update: Update, *, within: int) -> int:
    """How many days after its date an update was recorded; negative if before it.

    Zero within so many days either way, and where git knows nothing: then
    nothing is claimed.
    """
    if update.recorded_on is None:
        return 0
    days = (update.recorded_on - update.made_on).days
    return days if abs(days) > within else 0
