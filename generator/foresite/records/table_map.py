"""The map of an import: which columns of a table make which forecasts.

What a desk writes to turn a table (CSV) into forecast folders. Numbers come
from columns; texts are Jinja templates that are given a row's columns.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from foresite.model import KindName
from foresite.problems import Problem
from foresite.records.errors import validated
from foresite.records.fields import Line, Markdown, choice
from foresite.records.files import Record
from foresite.source import SourceFile, decode, yaml_document


class JoinRecord(Record):
    """A second table, whose columns join the rows where values agree."""

    file: Line = Field(description="The table, beside the map or beside the first table")
    columns: dict[str, Line] = Field(
        min_length=1, description="Column of the first table: column of this one"
    )


class MapRecord(Record):
    """How a table becomes forecasts."""

    kind: choice(KindName) = Field(KindName.BINARY, description="The questions’ kind")  # type: ignore[valid-type]  # see `choice`
    rows: dict[str, list[Line]] = Field(
        default={}, description="Only rows that have one of these values in these columns"
    )
    join: JoinRecord | None = Field(None, description="A second table")
    group: list[Line] = Field(
        description="Columns that tell one forecast from another; none if the table is about one"
    )
    date: Line = Field(description="The column with an update’s day")
    until: Line | None = Field(None, description="No update after this day")
    probability: Line | None = Field(None, description="The column with the probability")
    option: Line | None = Field(None, description="Multiple choice: the column with the option")
    top: int | None = Field(
        None, description="Multiple choice: how many options keep a name, by the first date"
    )
    rest: Line | None = Field(None, description="Multiple choice: the name of all others together")
    level: Line | None = Field(None, description="Quantities: the column with the level")
    value: Line | None = Field(None, description="Quantities: the column with the value")
    names: dict[str, Line] = Field(default={}, description="Names by a column’s value")
    folder: Line = Field(description="Template of the forecast’s folder below the archive")
    forecast: dict[str, Any] = Field(
        min_length=1, description="The keys of forecast.yml, each text a template"
    )
    rationale: Markdown = Field(description="Template of an update’s text")
    resolution: dict[str, Any] | None = Field(
        None, description="The keys of resolution.md, each text a template"
    )
    post_mortem: Markdown | None = Field(None, description="Template of its text")


def table_map(file: SourceFile) -> tuple[MapRecord | None, tuple[Problem, ...]]:
    """A map from its file, with every Problem it has."""
    text, problems = decode(file)
    if text is None:
        return None, problems
    document, found = yaml_document(file.path, text)
    if document is None:
        return None, (*problems, *found)
    record, faults = validated(MapRecord, document)
    return record, tuple(sorted({*problems, *found, *faults}))
