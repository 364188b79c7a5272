"""What a change does to an archive, in sentences: for people, pull requests and machines.

Enters a ``history.Comparison``; leaves text, Markdown or JSON. The sentences
are those of the changelog. What an author wrote is made harmless for where it
goes: a terminal obeys none of it, and GitHub neither notifies anybody nor
links anywhere for its sake.
"""

from __future__ import annotations

from foresite.change_report.formats import FORMATS
from foresite.change_report.words import Told, limits_told, told

__all__ = ["FORMATS", "Told", "limits_told", "told"]
