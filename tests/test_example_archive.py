"""The example archive says what its sources say, and the authors' reference is true."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from foresite import pipeline
from foresite.history import is_frozen, state_on
from foresite.model import (
    Archive,
    Comparison,
    CriteriaStatus,
    Direction,
    EvidenceKind,
    Forecast,
    HeadlineRule,
    Move,
    Outcome,
)
from foresite.reading import read_archive
from tests.worlds import load

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)
GOVERNORS = ROOT.parent / "shared/data/governors_2022.csv"
RACES = {
    "arizona": ("AZ", "Katie Hobbs"),
    "kansas": ("KS", "Laura Kelly"),
    "oregon": ("OR", "Tina Kotek"),
}
WRITING = (ROOT / "content/writing.md").read_text("utf-8")


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The archive, which has no Problem."""
    files, refused = read_archive(ROOT, "forecasts")
    made, problems = pipeline.load(files, today=TODAY)
    assert (*refused, *problems) == ()
    return made


@pytest.fixture(scope="module")
def first(archive: Archive) -> Forecast:
    """The forecast with which the archive begins."""
    return next(f for f in archive.forecasts if f.id == "open-model-parity")


def test_the_first_forecast_has_four_readings_all_under_review(first: Forecast) -> None:
    assert [d.id for d in first.dimensions] == [
        "benchmark-parity",
        "developer-preference",
        "ux-quality",
        "commercial-impact",
    ]
    assert {d.criteria[-1].status for d in first.dimensions} == {CriteriaStatus.UNDER_REVIEW}
    assert first.headline is HeadlineRule.UNSPECIFIED
    assert is_frozen(first, state_on(first, TODAY))


def test_the_first_forecast_gives_the_published_figures_and_no_others(first: Forecast) -> None:
    [update] = first.updates
    assert update.probability == 0.75
    beliefs = dict(update.beliefs)
    assert beliefs["developer-preference"].probability == 0.75
    assert beliefs["benchmark-parity"].moved is Move.UP
    assert beliefs["benchmark-parity"].probability is None
    assert set(beliefs) == {"developer-preference", "benchmark-parity"}
    assert first.closes_on is None


def test_the_first_forecast_has_its_evidence_forces_signposts_and_counterargument(
    first: Forecast,
) -> None:
    [update] = first.updates
    assert len(update.evidence) == 5
    both = [e for e in update.evidence if Direction.BOTH in {b.direction for b in e.bears_on}]
    assert [e.id for e in both] == ["export-controls"]
    circumstantial = [e for e in update.evidence if e.kind is EvidenceKind.CIRCUMSTANTIAL]
    assert [e.id for e in circumstantial] == ["download-share"]
    assert all(e.dated is None and e.url is None for e in update.evidence)
    assert len(update.forces or ()) == 3
    assert [(s.moves_to.comparison, s.moves_to.probability) for s in first.signposts] == [
        (Comparison.AT_LEAST, 0.85),
        (Comparison.BELOW, 0.65),
    ]
    assert update.counterargument


@pytest.mark.parametrize("state", sorted(RACES))
def test_the_governors_races_give_the_model_s_figures_to_three_decimals(
    archive: Archive, state: str
) -> None:
    if not GOVERNORS.is_file():
        pytest.skip("the source table, which is not part of the repository, is not beside it")
    short, candidate = RACES[state]
    with GOVERNORS.open(encoding="utf-8") as table:
        rows = [
            row
            for row in csv.DictReader(table)
            if (row["state"], row["candidate"]) == (short, candidate)
        ]
    race = next(f for f in archive.forecasts if f.id == f"us-governors-2022/{state}")
    ours = {u.made_on.isoformat(): u.probability for u in race.updates}
    assert ours == {row["forecast_date"]: round(float(row["probwin"]), 3) for row in rows}
    assert race.resolution is not None
    assert (race.resolution.outcome is Outcome.YES) == (rows[0]["probwin_outcome"] == "1")


def test_the_races_are_never_taken_for_the_desk_s(archive: Archive) -> None:
    for forecast in archive.forecasts:
        author = archive.author(forecast.author)
        assert author is not None
        assert forecast.id == "open-model-parity" or author.name == "FiveThirtyEight"


def examples(text: str) -> dict[str, str]:
    """The files in a page's fenced blocks, by the path in their titles."""
    pattern = re.compile(
        r'^(?P<indent> *)(?P<fence>`{3,})\w+ title="(?P<path>[^"]+)"\n(?P<text>.*?)^(?P=indent)(?P=fence)$',
        re.MULTILINE | re.DOTALL,
    )
    return {
        m["path"]: re.sub(f"^{m['indent']}", "", m["text"], flags=re.MULTILINE)
        for m in pattern.finditer(text)
    }


def test_every_example_of_the_authors_reference_is_accepted() -> None:
    files = examples(WRITING)
    assert len(files) == 8
    made, problems = load(files, today=date(2027, 2, 1))
    assert problems == ()
    assert [(f.id, len(f.updates)) for f in made.forecasts] == [
        ("open-models", 2),
        ("rain-in-paris", 1),
    ]


def keys(schema: object) -> set[str]:
    """Every key that a schema names, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})).union(*map(keys, schema.values()))


@pytest.mark.parametrize("kind", ["forecast", "update", "resolution", "correction", "authors"])
def test_the_authors_reference_names_every_key(kind: str) -> None:
    schema = json.loads((ROOT / f"schema/{kind}.schema.json").read_text("utf-8"))
    named = keys(schema)
    assert named
    assert {key for key in named if f"`{key}`" not in WRITING} <= {"probability", "moved"}
    assert "`probability`" in WRITING
    assert "{moved: up}" in WRITING
