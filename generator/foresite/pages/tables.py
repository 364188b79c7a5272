"""Tables as values: cells of plain text, each with a note below it and a link.

Author text stays plain here; the template escapes it. On a phone each cell
stands under the name of its column.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one place of a table."""

    text: str
    note: str = ""
    href: str | None = None
    is_empty: bool = False
    """Nothing to say here; on a phone the place is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a name; each row has as many cells as there are columns.

    The first cell of a row is its heading. ``is_figures`` sets the others as
    figures, aligned on the right; ``is_narrow`` keeps the notes on the heading's line.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_figures: bool = True
    is_narrow: bool = False
