"""Before what a rule looks at an archive: the day, and what the desk has set."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from foresite.publication import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The day on which an archive is checked, and the desk's limits."""

    today: date
    limits: Limits = field(default_factory=Limits)
