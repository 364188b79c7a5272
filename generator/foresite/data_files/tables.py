"""Tables of the track record as text: CSV by RFC 4180, formulas made inert, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from foresite.data_files.history_csv import inert_cell

Cell = str | int | float | date | bool | None
Line = dict[str, Cell]


def as_csv(columns: Sequence[str], lines: Iterable[Line]) -> str:
    """Lines under their columns; a float is written so that it is read back exactly."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_text(line[column]) for column in columns])
    return written.getvalue()


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return repr(cell)
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case str():
            return inert_cell(cell)


def as_json(tables: Mapping[str, Iterable[Line]], *, version: int) -> str:
    """All tables as one JSON object, a list of objects each, an object on a line."""
    parts = [f'"schema_version": {version}']
    for name, lines in tables.items():
        objects = ",\n".join(
            json.dumps(line, ensure_ascii=False, allow_nan=False, default=date.isoformat)
            for line in lines
        )
        parts.append(f'"{name}": [\n{objects}\n]')
    return "{" + ",\n".join(parts) + "}\n"
