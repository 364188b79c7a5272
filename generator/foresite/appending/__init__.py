"""What is published is only added to: a change held against what stands at a git ref.

Enters the published files, as values, and the present ones; leaves Problems.
An edit needs a correction in the same change that keeps the earlier text, a
published file neither goes nor moves, and what is new comes after what was
there. Which fields of forecast.yml may change, ``terms`` says.
"""

from __future__ import annotations

from foresite.appending.files import Published, only_added

__all__ = ["Published", "only_added"]
