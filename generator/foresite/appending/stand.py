"""What stands published of a forecast, and from which day on something new may begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The day of the check, and how many days before it may be called by its date still."""

    today: date
    recorded_days: int

    @property
    def earliest(self) -> date:
        """The first day by which something published today may be dated."""
        return self.today - timedelta(days=min(self.recorded_days, (self.today - date.min).days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What is published of a forecast at ``ref``.

    ``last`` is the day of the newest update, or "". ``known_on`` is that of the
    answer that was known last, if there ever was one. ``correct`` is the command that begins a
    correction of the forecast's terms.
    """

    ref: str
    last: str
    known_on: date | None
    correct: str
    present: Present

    def too_early(self, day: date) -> str:
        """Why nothing new may begin on that day, as a clause; empty if it may."""
        if day.isoformat() < self.last:
            return f"before the update of {self.last}, which is published at {self.ref}"
        if self.known_on is not None and day <= self.known_on:
            return (
                f"but the answer was known on {self.known_on}, as is published at {self.ref}: "
                "it would change what the numbers before it were scored on"
            )
        if day < self.present.earliest:
            days = (self.present.today - day).days
            return (
                f"{days} days before today, but is not published at {self.ref}; "
                f"it may be dated back by {self.present.recorded_days}"
            )
        return ""

    @property
    def next_day(self) -> date:
        """The day by which something new is best dated: today, or the first after the answer."""
        if self.known_on is None:
            return self.present.today
        return max(self.present.today, self.known_on + timedelta(days=1))
