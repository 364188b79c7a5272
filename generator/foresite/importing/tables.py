"""A table's rows: read, joined, grouped, and their numbers and days.

Every fault names the line and the column it is in.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from foresite.importing.faults import ImportFaultError
from foresite.model import KindName
from foresite.records.table_map import MapRecord
from foresite.source.text import FORBIDDEN

Row = Mapping[str, str]
_Value = TypeVar("_Value", str, float)

LINE = "\x00line"
"""The key under which a row keeps its line in the table; no column can have this name."""

_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one forecast, and every row of the table that shares its key."""

    rows: tuple[Row, ...]
    beside: tuple[Row, ...]


def groups(table: str, record: MapRecord, joined: str | None) -> tuple[Group, ...]:
    """The forecasts of a table, by their keys; at least one."""
    rows = _joined(_rows(table), record, joined)
    _require(rows, [*record.group, record.date, *record.rows, *_number_columns(record)])
    made = tuple(_grouped(rows, record))
    if not made:
        raise ImportFaultError(
            "no row of the table has the values that the map asks for under “rows”"
        )
    return made


def require_one_value(rows: Sequence[Row], columns: Iterable[str], *, whose: str, by: str) -> None:
    """Refuse rows of one thing (``whose``) that differ where the map (``by``) takes one value.

    Whichever row came first would decide what is published, and nobody would see it.
    """
    first = rows[0]
    for column in sorted(set(columns) & first.keys()):
        for row in rows[1:]:
            if row[column] != first[column]:
                raise ImportFaultError(
                    f"line {row[LINE]}: {column} is “{row[column]}”, but “{first[column]}” in line "
                    f"{first[LINE]} of the same {whose}, and “{by}” in the map takes one of them; "
                    "correct the table, or let the map not ask for it there"
                )


def by_one(
    rows: Sequence[Row], column: str, read: Callable[[Row, str], _Value]
) -> dict[_Value, Row]:
    """The rows of a day by what is read in a column; ImportFaultError if two have the same."""
    made: dict[_Value, Row] = {}
    for row in rows:
        other = made.setdefault(read(row, column), row)
        if other is not row:
            raise ImportFaultError(
                f"line {row[LINE]}: {column} is “{row[column]}”, as in line {other[LINE]} of the same "
                "day and forecast; narrow them under “rows”, or add a column to “group”"
            )
    return made


def _rows(table: str) -> list[Row]:
    """Rows whose cells are one line each, without what nobody can see."""
    reader = csv.DictReader(io.StringIO(table, newline=""), restkey=LINE, restval="")
    made: list[Row] = []
    try:
        for row in reader:
            if LINE in row:
                message = f"line {reader.line_num} has more cells than the table has columns"
                raise ImportFaultError(message)
            cells = {_cell(column): _cell(text) for column, text in row.items()}
            made.append({**cells, LINE: str(reader.line_num)})
    except csv.Error as error:
        raise ImportFaultError(f"line {reader.line_num} cannot be read: {error}") from error
    return made


def _cell(text: str) -> str:
    return " ".join(FORBIDDEN.sub("", text.replace("\n", " ").replace("\r", " ")).split())


def _number_columns(record: MapRecord) -> list[str]:
    wanted: dict[KindName, tuple[str, ...]] = {
        KindName.BINARY: ("probability",),
        KindName.MULTIPLE_CHOICE: ("probability", "option"),
        KindName.NUMERIC: ("level", "value"),
        KindName.DATE: ("level", "value"),
    }
    made = []
    for key in wanted[record.kind]:
        column = getattr(record, key)
        if column is None:
            raise ImportFaultError(
                f"a {record.kind.value} import needs “{key}:”, the name of a column"
            )
        made.append(column)
    return made


def _require(rows: Sequence[Row], columns: Sequence[str]) -> None:
    if not rows:
        raise ImportFaultError("the table has no rows")
    for column in columns:
        if column not in rows[0]:
            known = ", ".join(name for name in rows[0] if name != LINE)
            raise ImportFaultError(f"the table has no column “{column}”; it has {known}")


def _joined(rows: list[Row], record: MapRecord, joined: str | None) -> list[Row]:
    if record.join is None or joined is None:
        return rows
    columns = record.join.columns
    other = _rows(joined)
    _require(other, list(columns.values()))
    _require(rows, list(columns))
    found: dict[tuple[str, ...], Row] = {}
    for row in other:
        key = tuple(row[c] for c in columns.values())
        if dict(found.setdefault(key, row)) | {LINE: ""} != dict(row) | {LINE: ""}:
            raise ImportFaultError(
                f"lines {found[key][LINE]} and {row[LINE]} of the second table both have "
                f"{' and '.join(f'“{part}”' for part in key)}, and differ: which of them joins is unclear"
            )
    return [{**found.get(tuple(row[c] for c in columns), {}), **row} for row in rows]


def _grouped(rows: Sequence[Row], record: MapRecord) -> Iterator[Group]:
    chosen: dict[tuple[str, ...], list[Row]] = {}
    beside: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row[column] for column in record.group)
        if record.until and day_in(row, record.date) > record.until:
            continue
        beside.setdefault(key, []).append(row)
        if all(row[column] in values for column, values in record.rows.items()):
            chosen.setdefault(key, []).append(row)
    for key in sorted(chosen):
        yield Group(tuple(chosen[key]), tuple(beside[key]))


def number_in(row: Row, column: str) -> float:
    """The number of a cell; ImportFaultError if it is none."""
    text = row[column]
    found = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(found):
        raise ImportFaultError(f"line {row[LINE]}: {column} is “{text}”, which is no number")
    return found


def share_in(row: Row, column: str) -> float:
    """The probability of a cell; ImportFaultError if it is no number from 0 to 1."""
    found = number_in(row, column)
    if not 0 <= found <= 1:
        message = f"line {row[LINE]}: {column} is “{row[column]}”, which is not between 0 and 1"
        raise ImportFaultError(message)
    return found


def typed_number(row: Row, column: str) -> str:
    """A number digit by digit, with a figure before the point and none superfluous behind it."""
    found, text = number_in(row, column), row[column].removeprefix("+")
    if "e" in text.lower():
        text = f"{found:.12f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    return f"{sign}0{digits}" if digits.startswith(".") else f"{sign}{digits}" or "0"


def day_in(row: Row, column: str) -> str:
    """The day of a cell as it is typed; ImportFaultError if the calendar has none such."""
    text = row[column]
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    message = f"line {row[LINE]}: {column} is “{text}”, which is no day such as 2026-11-23"
    raise ImportFaultError(message)
