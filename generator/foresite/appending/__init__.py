"""What is published is only added to: a change held against what stands at a git ref.

Enters the published files, as values, the present ones and today; leaves Problems.
An edit needs a correction in the same change that keeps the earlier text, a
published file neither goes nor moves, and what is new comes after what was
there. Which fields of forecast.yml may change, ``terms`` says.
"""

from __future__ import annotations

from foresite.appending.change import Published
from foresite.appending.files import only_added
from foresite.appending.folder import archive_moved, nothing_published
from foresite.appending.limits import limits_loosened, stricter
from foresite.appending.stand import Present

__all__ = [
    "Present",
    "Published",
    "archive_moved",
    "limits_loosened",
    "nothing_published",
    "only_added",
    "stricter",
]
