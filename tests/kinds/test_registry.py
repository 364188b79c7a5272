"""A kind of question that lacks a step is named with the step that is missing."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from foresite.charts.forecast_chart import CHARTS
from foresite.kinds import KINDS, KindRules
from foresite.model import KindName
from foresite.scaffolding.forecasts import ASKED, HINTS
from tests.kind_archive import archive_files

ROOT = Path(__file__).parents[2]
WRITING = (ROOT / "content/writing.md").read_text("utf-8")
CASES = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "tests/kinds").glob("test_*.py")))
FUNCTIONS = [
    name for name, _ in inspect.getmembers(KindRules, inspect.isfunction) if name[0] != "_"
]


def missing_steps(
    name: str,
    *,
    kinds: Mapping[Any, object] = KINDS,
    charts: Mapping[Any, object] = CHARTS,
) -> Iterator[str]:
    """What a kind still lacks, each as what to do."""
    rules = kinds.get(name)
    if rules is None:
        yield f"kind “{name}” is not in KINDS; write kinds/{name}.py and register it"
    for function in FUNCTIONS:
        if rules is not None and not callable(getattr(rules, function, None)):
            yield f"kind “{name}” has no {function}(); see KindRules in kinds/rules.py"
    if name not in charts:
        yield f"kind “{name}” is not in CHARTS; draw it and register it in charts/forecast_chart.py"
    if not list((ROOT / "tests/golden/charts").glob(f"kind-{name}*.vl.json")):
        yield f"kind “{name}” has no tests/golden/charts/kind-{name}….vl.json; add it to KINDS_DRAWN"
    if f"# {name}\n" not in CASES:
        yield f"kind “{name}” has no cases in tests/kinds/test_words.py; copy those of “numeric”"
    if f"kind: {name}\n" not in "\n".join(archive_files().values()) and name != KindName.BINARY:
        yield f"kind “{name}” is in no forecast of tests/kind_archive.py"
    if f"`{name}`" not in WRITING:
        yield f"kind “{name}” is not in content/writing.md"
    for words in (ASKED, HINTS):
        if name not in words:
            yield f"kind “{name}” has no words for authors in scaffolding/forecasts.py"


@pytest.mark.parametrize("name", KindName)
def test_every_kind_has_its_module_its_chart_its_cases_and_its_words(name: KindName) -> None:
    assert list(missing_steps(name)) == []


def test_a_kind_that_was_begun_is_told_each_step_that_is_left() -> None:
    steps = list(missing_steps("essay", kinds={**dict[Any, object](KINDS), "essay": object()}))
    assert f"kind “essay” has no {FUNCTIONS[0]}(); see KindRules in kinds/rules.py" in steps
    assert len(steps) == len(FUNCTIONS) + 7
    assert next(missing_steps("essay")).startswith("kind “essay” is not in KINDS")
