"""The page about importing is true: its example runs, and it names every key, name and filter."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from foresite.importing import imported
from foresite.records.table_map import JoinRecord, MapRecord, table_map
from foresite.source import SourceFile
from tests.worlds import load

PAGE = (Path(__file__).parents[2] / "content/importing.md").read_text("utf-8")
BLOCKS = dict(re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
AUTHORS = {"forecasts/authors.yml": "their-model: {name: Their model}\n"}


def test_the_example_becomes_what_the_page_shows_and_passes_the_check() -> None:
    path = "imports/races.yml"
    record, problems = table_map(SourceFile(path=path, content=BLOCKS[path].encode()))
    assert problems == ()
    assert record is not None
    files = imported(BLOCKS["races.csv"], record, archive="forecasts")
    update = "forecasts/races-2026/new-place/updates/2026-01-12.md"
    assert files[update] == BLOCKS[update]
    archive, problems = load({**files, **AUTHORS}, today=date(2026, 2, 1))
    assert problems == ()
    assert [(f.id, len(f.updates), f.resolution is not None) for f in archive.forecasts] == [
        ("races-2026/new-place", 2, True),
        ("races-2026/oldtown", 2, True),
    ]


def test_the_page_names_every_key_of_a_map() -> None:
    keys = {*MapRecord.model_fields, *JoinRecord.model_fields}
    assert {key for key in keys if f"`{key}`" not in PAGE} == set()
