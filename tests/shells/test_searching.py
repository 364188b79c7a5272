"""A site is built whatever evidence a forecast has, and its search finds questions, not small print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.shells.conftest import FORECAST, write

Run = Callable[..., Result]

QUESTION = "Will it rain in Paris on New Year’s Day?"


def update(pieces: int) -> str:
    """An opening with so many pieces of evidence, and a case against with a quotation."""
    listed = "".join(
        f"  - {{id: e{n}, claim: Zephyrs were seen., kind: direct, bears_on: supports, source: S}}\n"
        for n in range(pieces)
    )
    return (
        f"---\nprobability: 0.4\nevidence:\n{listed}"
        'counterargument: "> Zephyrs\\n> > were\\n\\nZephyrs were seen."\n---\nZephyrs rule.\n'
    )


@pytest.mark.parametrize("pieces", [1, 2, 3, 5])
def test_the_search_holds_the_question_and_nothing_that_is_left_out(
    foresite: Run, desk: Path, pieces: int
) -> None:
    folder = "forecasts/rain-in-paris"
    write(desk, f"{folder}/forecast.yml", FORECAST + "background: Winters there are mild.\n")
    write(desk, f"{folder}/updates/2026-01-05.md", update(pieces))
    result = foresite("build")
    assert (result.exit_code, result.stderr) == (0, "Built site\n")
    assert "Zephyrs" in (desk / f"site/{folder}/index.html").read_text("utf-8")
    index = json.loads((desk / "site/search/search_index.json").read_text("utf-8"))
    ours = [doc for doc in index["docs"] if doc["location"].startswith(folder)]
    assert {doc["title"] for doc in ours} == {QUESTION}
    assert "Winters there are mild." in " ".join(doc["text"] for doc in ours)
    said = json.dumps(index["docs"])
    for word in ("Zephyrs", "newest first", "Météo", "digest", "The same as a table"):
        assert word not in said
