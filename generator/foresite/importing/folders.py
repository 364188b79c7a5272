"""The files of each forecast in a table: question, updates, resolution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foresite.importing.faults import ImportFaultError
from foresite.importing.tables import (
    Group,
    Row,
    by_one,
    day_in,
    groups,
    number_in,
    require_one_value,
    share_in,
    typed_number,
)
from foresite.importing.templates import as_line, as_markdown, names_in
from foresite.importing.yaml_text import yaml_lines
from foresite.model import KindName
from foresite.records.fields import is_slug, suggested_slug
from foresite.records.table_map import MapRecord


def imported(
    table: str, record: MapRecord, *, archive: str, joined: str | None = None
) -> dict[str, str]:
    """Every file of every forecast in the table; ImportFaultError if it does not fit the map.

    ``joined`` is the text of the map's second table.
    """
    made: dict[str, str] = {}
    asked = _asked_once(record)
    for group in groups(table, record, joined):
        for key, columns in asked.items():
            require_one_value(group.rows, columns, whose="forecast", by=key)
        for path, text in _files(group, record, archive):
            if path in made:
                raise ImportFaultError(f"two forecasts of the table would both be {path}")
            made[path] = text
    return made


_OF_FORECAST = frozenset({"name", "first", "last", "options", "updates"})
"""What a template knows of a forecast besides its columns, and in the place of one so called."""


def _asked_once(record: MapRecord) -> dict[str, frozenset[str]]:
    """The columns that texts take from a forecast's first row alone, by the map's key."""
    keys = ("folder", "forecast", "resolution", "post_mortem")
    return {key: names_in(getattr(record, key)) - _OF_FORECAST for key in keys}


def _files(group: Group, record: MapRecord, archive: str) -> Iterator[tuple[str, str]]:
    by_day: dict[str, list[Row]] = {}
    for row in group.rows:
        by_day.setdefault(day_in(row, record.date), []).append(row)
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
        "options": list(names.items()),
        "updates": [update.said(record) for update in updates],
    }
    folder = f"{archive}/{_folder(as_line(record.folder, whole))}"
    up = "../" * (folder.count("/") + 1)
    schema = f"# yaml-language-server: $schema={up}schema/forecast.schema.json\n"
    forecast = _filled(_with_kind(record, names), whole)
    yield f"{folder}/forecast.yml", schema + "".join(yaml_lines(forecast))
    before: dict[str, object] | None = None
    for update in updates:
        said = update.said(record)
        values = {**whole, **update.rows[0], **said, "before": before}
        of_row = names_in(record.rationale) - {*said, "before"}
        require_one_value(update.rows, of_row, whose="day and forecast", by="rationale")
        front = {**_numbers(update, names, record), **({"reason": "evidence"} if before else {})}
        path = f"{folder}/updates/{update.day}.md"
        yield path, _markdown_file(front, as_markdown(record.rationale, values))
        before = said
    if record.resolution and record.post_mortem:
        text = as_markdown(record.post_mortem, whole)
        yield f"{folder}/resolution.md", _markdown_file(_filled(record.resolution, whole), text)


def _markdown_file(front: Mapping[str, object], body: str) -> str:
    return f"---\n{''.join(yaml_lines(front))}---\n{body}\n"


def _folder(rendered: str) -> str:
    """A forecast's folder below the archive: ids, and nothing that leads elsewhere."""
    for part in rendered.split("/"):
        if not is_slug(part):
            raise ImportFaultError(
                f"“{rendered}” cannot be a folder of the archive; "
                "in the map, put “| slug” behind the column that names it"
            )
    return rendered


def _with_kind(record: MapRecord, names: Mapping[str, str]) -> dict[str, object]:
    """The map's forecast with what the map itself decides: the kind, and the options."""
    decided: dict[str, object] = {}
    if record.kind is not KindName.BINARY:
        decided["kind"] = record.kind.value
    if names:
        # An option is its cell's text; only what the map wrote is a template.
        decided["options"] = _Given(names)
    made: dict[str, object] = {}
    for key, value in record.forecast.items():
        if key == "kind":
            made.update(decided)
        else:
            made[key] = value
    return {**made, **decided}


class _Given(dict[str, str]):
    """Texts that are no templates."""


def _filled(value: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """A table with its texts filled in; one of several lines is Markdown."""

    def fill(leaf: object) -> object:
        if isinstance(leaf, _Given):
            return dict(leaf)
        if isinstance(leaf, Mapping):
            return {str(key): fill(inner) for key, inner in leaf.items()}
        if isinstance(leaf, str):
            return as_markdown(leaf, values) if "\n" in leaf else as_line(leaf, values)
        if isinstance(leaf, Sequence):
            return [fill(inner) for inner in leaf]
        return ""

    return {key: fill(leaf) for key, leaf in value.items()}


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
            others = (row for row in self.beside if row not in self.rows)
            made["probability"] = share_in(self.rows[0], column)
            made["ranked"] = _ranked(self.rows, column)
            made["others"] = _ranked(others, column)
        if record.level and record.value:
            values = {number_in(row, record.level): row[record.value] for row in self.rows}
            made["quantiles"] = values
        return made


def _ranked(rows: Iterator[Row] | Sequence[Row], column: str) -> list[dict[str, object]]:
    """Rows with their probabilities as numbers, likeliest first."""
    numbered = [(share_in(row, column), row) for row in rows]
    return [{**row, "probability": number} for number, row in sorted(numbered, key=lambda p: -p[0])]


def _name(group: Group, record: MapRecord) -> str:
    key = group.rows[0][record.group[0]] if record.group else ""
    return record.names.get(key, key)


def _option_names(first: Sequence[Row], record: MapRecord) -> dict[str, str]:
    """The options by falling probability on the first day, the rest together last."""
    if record.kind is not KindName.MULTIPLE_CHOICE or not record.option or not record.probability:
        return {}
    column, option = record.probability, record.option
    names = [row[option] for row in sorted(first, key=lambda r: -share_in(r, column))]
    if record.top is not None and record.top < len(names):
        names = [*names[: record.top], record.rest or "Another"]
    made: dict[str, str] = {}
    for name in names:
        id_ = suggested_slug(name)
        if not id_:
            raise ImportFaultError(f"no id can be made of the option “{name}”")
        if id_ in made:
            raise ImportFaultError(f"“{made[id_]}” and “{name}” would both be the option {id_}")
        made[id_] = name
    return made


def _numbers(update: _Update, names: Mapping[str, str], record: MapRecord) -> dict[str, object]:
    """An update's numbers as its front matter gives them."""
    if record.kind is KindName.BINARY:
        if len(update.rows) > 1:
            raise ImportFaultError(
                f"{update.day} has {len(update.rows)} rows for one forecast; "
                "narrow them under “rows”, or add a column to “group”"
            )
        return {"probability": typed_number(update.rows[0], record.probability or "")}
    if record.kind is KindName.MULTIPLE_CHOICE:
        return {"options": dict(_shares(update, names, record))}
    level, value = record.level or "", record.value or ""
    read = day_in if record.kind is KindName.DATE else typed_number
    ordered = sorted(by_one(update.rows, level, share_in).items())
    return {"quantiles": {typed_number(row, level): read(row, value) for _, row in ordered}}


def _shares(
    update: _Update, names: Mapping[str, str], record: MapRecord
) -> Iterator[tuple[str, str]]:
    column = record.probability or ""
    given = by_one(update.rows, record.option or "", lambda row, column: row[column])
    known = set(names.values())
    rest = sum(share_in(row, column) for name, row in given.items() if name not in known)
    for id_, name in names.items():
        if name in given:
            yield id_, typed_number(given[name], column)
        else:
            yield id_, f"{round(rest, 9):g}" if rest else "0"
