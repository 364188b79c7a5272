"""The JSON Schemas for editors: they are the records', and agree with the check."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from foresite import records

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", records.SCHEMAS)
def test_the_committed_schemas_are_those_of_the_records(kind: str) -> None:
    committed = (ROOT / f"schema/{kind}.schema.json").read_text("utf-8")
    assert committed == records.schema_text(kind), "run: foresite schema --output schema"


FIRST = {"question": "Will it rain?", "opened_on": "2026-01-05", "criteria": "At least 1 mm."}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("forecast", FIRST),
        ("forecast", {**FIRST, "closes_on": "2026-03-01", "resolves_by": "2027-12-31"}),
        ("forecast", {**FIRST, "criteria": [{"text": "x", "status": "under-review"}]}),
        ("forecast", {**FIRST, "signposts": {"s": {"event": "x", "moves_to": "at least 0.85"}}}),
        ("update", {"probability": 0.4, "dimensions": {"a": 0.3, "b": {"moved": "up"}}}),
        (
            "update",
            {
                "probability": 0.4,
                "evidence": [
                    {"id": "a", "claim": "x", "kind": "direct", "bears_on": {"a": "both"}}
                ],
            },
        ),
        (
            "resolution",
            {
                "outcome": "yes",
                "known_on": "2026-01-05",
                "recorded_on": "2026-01-06",
                "sources": [{"name": "x"}],
            },
        ),
        ("authors", {"our-desk": {"name": "Our desk"}}),
    ],
)
def test_an_editor_accepts_what_the_check_accepts(kind: str, data: object) -> None:
    jsonschema.validate(data, json.loads(records.schema_text(kind)))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("forecast", {**FIRST, "tgas": []}),
        ("forecast", {**FIRST, "opened_on": "5 January"}),
        ("forecast", {**FIRST, "resolves_by": "2027-12-31"}),
        ("forecast", {**FIRST, "closes_on": "2026-03-01", "resolves_by": "2027"}),
        ("forecast", {**FIRST, "dimensions": {"Bad Id": {"criteria": "x"}}}),
        ("forecast", {**FIRST, "signposts": {"s": {"event": "x", "moves_to": "0.85"}}}),
        ("update", {"probability": 40}),
        ("update", {"probability": "75%"}),
        ("update", {}),
        ("update", {"probability": 0.4, "reason": "whim"}),
        ("resolution", {"outcome": "maybe"}),
    ],
)
def test_an_editor_refuses_what_the_check_refuses(kind: str, data: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(records.schema_text(kind)))
