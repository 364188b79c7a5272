"""Tables of forecasts made elsewhere, turned into folders of the archive.

Enters a table's text and a map; leaves ``path -> text`` for every file of every
forecast in it. Numbers are taken over digit by digit. Templates run in a
sandbox: a map may come with somebody else's data.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from foresite.model import KindName
from foresite.records.fields import suggested_slug
from foresite.records.table_map import MapRecord
from foresite.words import NARROW_SPACE, long_day, quantity

Row = Mapping[str, str]


class ImportFaultError(Exception):
    """What is wrong with a table or its map, in a sentence."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one forecast, and every row of the table that shares its key."""

    rows: tuple[Row, ...]
    beside: tuple[Row, ...]


def imported(
    table: str, record: MapRecord, *, archive: str, joined: str | None = None
) -> dict[str, str]:
    """Every file of every forecast in the table; ImportFaultError if it does not fit the map.

    ``joined`` is the text of the map's second table.
    """
    rows = _joined(_rows(table), record, joined)
    _require(rows, [*record.group, record.date, *record.rows, *_number_columns(record)])
    made: dict[str, str] = {}
    for group in _groups(rows, record):
        made.update(_files(group, record, archive))
    if not made:
        raise ImportFaultError(
            "no row of the table has the values that the map asks for under “rows”"
        )
    return made


def _rows(table: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(table)))


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
            known = ", ".join(rows[0])
            raise ImportFaultError(f"the table has no column “{column}”; it has {known}")


def _joined(rows: list[Row], record: MapRecord, joined: str | None) -> list[Row]:
    if record.join is None or joined is None:
        return rows
    columns = record.join.columns
    other = _rows(joined)
    _require(other, list(columns.values()))
    _require(rows, list(columns))
    found = {tuple(row[c] for c in columns.values()): row for row in other}
    return [{**found.get(tuple(row[c] for c in columns), {}), **row} for row in rows]


def _groups(rows: Sequence[Row], record: MapRecord) -> Iterator[Group]:
    chosen: dict[tuple[str, ...], list[Row]] = {}
    beside: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row[column] for column in record.group)
        if record.until and row[record.date] > record.until:
            continue
        beside.setdefault(key, []).append(row)
        if all(row[column] in values for column, values in record.rows.items()):
            chosen.setdefault(key, []).append(row)
    for key in sorted(chosen):
        yield Group(tuple(chosen[key]), tuple(beside[key]))


def _files(group: Group, record: MapRecord, archive: str) -> Iterator[tuple[str, str]]:
    by_day: dict[str, list[Row]] = {}
    for row in group.rows:
        by_day.setdefault(row[record.date], []).append(row)
    days = sorted(by_day)
    names = _option_names(by_day[days[0]], record)
    updates = [
        _Update(day, tuple(by_day[day]), tuple(r for r in group.beside if r[record.date] == day))
        for day in days
    ]
    whole = {
        **group.rows[0],
        "name": _name(group, record),
        "first": days[0],
        "last": days[-1],
        "options": [(suggested_slug(name), name) for name in names],
        "updates": [update.said(record) for update in updates],
    }
    folder = f"{archive}/{_render(record.folder, whole)}"
    up = "../" * (folder.count("/") + 1)
    schema = f"# yaml-language-server: $schema={up}schema/forecast.schema.json\n"
    yield f"{folder}/forecast.yml", f"{schema}{_render(record.forecast, whole)}\n"
    before: dict[str, object] | None = None
    for update in updates:
        said = update.said(record)
        text = _render(record.rationale, {**whole, **update.rows[0], **said, "before": before})
        reason = "" if before is None else "reason: evidence\n"
        front = _front_matter(update, names, record)
        yield f"{folder}/updates/{update.day}.md", f"---\n{front}{reason}---\n{text}\n"
        before = said
    if record.resolution:
        yield f"{folder}/resolution.md", f"{_render(record.resolution, whole)}\n"


@dataclass(frozen=True, slots=True)
class _Update:
    """One day's rows: those of the forecast, and those beside them."""

    day: str
    rows: tuple[Row, ...]
    beside: tuple[Row, ...]

    def said(self, record: MapRecord) -> dict[str, object]:
        """What a template may say of the day."""
        made: dict[str, object] = {"day": self.day}
        if record.probability:
            column = record.probability
            ranked = sorted(self.rows, key=lambda r: -float(r[column]))
            made["probability"] = float(self.rows[0][column])
            made["ranked"] = [{**row, "probability": float(row[column])} for row in ranked]
            others = (row for row in self.beside if row not in self.rows)
            made["others"] = [
                {**row, "probability": float(row[column])}
                for row in sorted(others, key=lambda r: -float(r[column]))
            ]
        if record.level and record.value:
            values = {float(row[record.level]): row[record.value] for row in self.rows}
            made["quantiles"] = values
        return made


def _name(group: Group, record: MapRecord) -> str:
    key = group.rows[0][record.group[0]] if record.group else ""
    return record.names.get(key, key)


def _option_names(first: Sequence[Row], record: MapRecord) -> list[str]:
    """The options by falling probability on the first day, the rest together last."""
    if record.kind is not KindName.MULTIPLE_CHOICE or not record.option or not record.probability:
        return []
    column = record.probability
    ranked = [row[record.option] for row in sorted(first, key=lambda r: -float(r[column]))]
    if record.top is None or record.top >= len(ranked):
        return ranked
    return [*ranked[: record.top], record.rest or "Another"]


def _front_matter(update: _Update, names: Sequence[str], record: MapRecord) -> str:
    if record.kind is KindName.BINARY:
        if len(update.rows) > 1:
            raise ImportFaultError(
                f"{update.day} has {len(update.rows)} rows for one forecast; "
                "narrow them under “rows”, or add a column to “group”"
            )
        return f"probability: {_plain(update.rows[0][record.probability or ''])}\n"
    if record.kind is KindName.MULTIPLE_CHOICE:
        return "options:\n" + "".join(
            f"  {suggested_slug(name)}: {number}\n"
            for name, number in _shares(update, names, record)
        )
    level, value = record.level or "", record.value or ""
    ordered = sorted(update.rows, key=lambda row: float(row[level]))
    return "quantiles:\n" + "".join(f"  {_plain(r[level])}: {_plain(r[value])}\n" for r in ordered)


def _shares(update: _Update, names: Sequence[str], record: MapRecord) -> Iterator[tuple[str, str]]:
    given = {row[record.option or ""]: row[record.probability or ""] for row in update.rows}
    rest = 0.0
    for name, number in given.items():
        if name not in names:
            rest += float(number)
    for name in names:
        if name in given:
            yield name, _plain(given[name])
        else:
            yield name, f"{round(rest, 9):g}" if rest else "0"


def _plain(number: str) -> str:
    """A number digit by digit, with a figure before the point and none superfluous behind it."""
    text = number.strip()
    if not re.fullmatch(r"-?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?", text):
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return text
        raise ImportFaultError(f"“{text}” is no number")
    if "e" in text.lower():
        text = f"{float(text):.12f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"0{text}" if text.startswith(".") else text or "0"


def _percent(probability: float) -> str:
    """As a sentence has it, ``58.7 %``, with a space that no line is broken at."""
    figure = f"{probability * 100:.1f}".removesuffix(".0")
    if 0 < probability < 0.0005:
        figure = "less than 0.1"
    if 0.9995 < probability < 1:
        figure = "more than 99.9"
    return f"{figure}{NARROW_SPACE}%"


def _points(difference: float) -> str:
    figure = f"{abs(difference) * 100:.1f}".removesuffix(".0")
    return f"{figure} point" if figure == "1" else f"{figure} points"


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text))


def _day_of_year(text: str) -> str:
    return _day(text).rpartition(" ")[0]


def _render(template: str, values: Mapping[str, object]) -> str:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters.update(
        slug=suggested_slug,
        percent=_percent,
        points=_points,
        day=_day,
        day_of_year=_day_of_year,
        quantity=lambda value: quantity(float(value)),
    )
    try:
        return environment.from_string(template).render(values).strip()
    except (TemplateError, ValueError, TypeError) as error:
        raise ImportFaultError(f"the map’s template cannot be filled in: {error}") from error
