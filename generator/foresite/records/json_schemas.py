"""The JSON Schema of each kind of file, for editors; made from the records."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from foresite.records.fields import SLUG_SCHEMA
from foresite.records.files import AuthorRecord, CorrectionRecord, ResolutionRecord
from foresite.records.forecast_file import ForecastRecord
from foresite.records.seal_files import RevealRecord, SealRecord
from foresite.records.update_file import UpdateRecord

SCHEMAS = ("forecast", "update", "resolution", "correction", "seal", "reveal", "authors")
"""The kinds of file that have a schema, by name."""

_RECORDS: dict[str, type[BaseModel]] = {
    "forecast": ForecastRecord,
    "update": UpdateRecord,
    "resolution": ResolutionRecord,
    "correction": CorrectionRecord,
    "seal": SealRecord,
    "reveal": RevealRecord,
}


def schema_text(kind: str) -> str:
    """The schema of one kind of file as JSON text; KeyError for an unknown kind."""
    schema = _authors() if kind == "authors" else _RECORDS[kind].model_json_schema()
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_tidied(schema),
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _authors() -> dict[str, Any]:
    author = AuthorRecord.model_json_schema()
    return {
        "type": "object",
        "description": "authors.yml: who answers for forecasts, each by an id",
        "propertyNames": SLUG_SCHEMA,
        "additionalProperties": author,
    }


def _tidied(schema: Any) -> Any:
    """Drop pydantic's generated titles, which repeat the keys, and close tables.

    Pydantic gives a table with id keys as ``patternProperties``, which would
    let any key through that does not match; ``propertyNames`` refuses it.
    """
    if isinstance(schema, list):
        return [_tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: _tidied(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str))
    }
    if "patternProperties" in made:
        [(pattern, made["additionalProperties"])] = made.pop("patternProperties").items()
        is_slug = pattern == SLUG_SCHEMA["pattern"]
        made["propertyNames"] = SLUG_SCHEMA if is_slug else {"pattern": pattern}
    return made
