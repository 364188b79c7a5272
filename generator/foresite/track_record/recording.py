"""Whether the archive had a number before the answer was known: what git bears out.

A forecast that was brought here with its answer shows that scores are reckoned
rightly. It does not show that anything was foreseen, which only a record from
before the answer does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foresite.model import Update
from foresite.track_record.values import Recording


def recording(made: Sequence[Update], *, known_on: date) -> Recording | None:
    """How the updates that gave the scored numbers were recorded; None if there are none.

    ``made`` are in order. A day is the finest time there is: what was recorded
    on the day of the answer was in time.
    """
    if not made:
        return None
    days = [update.recorded_on for update in made]
    late = [day is not None and day > known_on for day in days]
    if late[0]:
        return Recording.AFTER_ANSWER
    if any(late):
        return Recording.PARTLY_AFTER
    return Recording.UNKNOWN if None in days else Recording.IN_TIME
