"""Tables of forecasts made elsewhere, turned into folders of the archive.

Enters a table's text and a map; leaves ``path -> text`` for every file of every
forecast in it. Numbers are taken over digit by digit. The table is untrusted: a
cell is one line of text, never YAML, Markdown, a template or a path. Templates
run in a sandbox: a map may come with somebody else's data.
"""

from __future__ import annotations

from foresite.importing.faults import ImportFaultError
from foresite.importing.folders import imported

__all__ = ["ImportFaultError", "imported"]
