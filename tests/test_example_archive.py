"""The example archive says what its sources say, and the authors' reference is true."""

from __future__ import annotations

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
COLLECTIONS = {
    "open-model-parity": "textak",
    "us-governors-2022": "FiveThirtyEight",
    "world-cup-2022": "FiveThirtyEight",
    "us-influenza-2024-25": "CDC FluSight",
}
"""Who made the forecasts of each collection, which is the first part of their ids."""
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


def test_every_forecast_is_its_maker_s_and_none_is_taken_for_the_desk_s(archive: Archive) -> None:
    made_by: dict[str, str] = {}
    for forecast in archive.forecasts:
        author = archive.author(forecast.author)
        assert author is not None
        assert all(archive.author(u.author) == author for u in forecast.updates)
        collection = forecast.id.partition("/")[0]
        assert made_by.setdefault(collection, author.name) == author.name
        assert author.about
    assert made_by == COLLECTIONS


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
    assert len(files) == len(re.findall(r'title="', WRITING))
    made, problems = load(files, today=date(2027, 4, 1))
    assert problems == ()
    assert {f.id: (f.kind.name.value, len(f.updates)) for f in made.forecasts} == {
        "bridge-opening": ("date", 1),
        "open-models": ("binary", 2),
        "rain-in-paris": ("binary", 1),
        "spring-cup": ("multiple-choice", 2),
        "winter-admissions": ("numeric", 2),
    }


def test_the_authors_reference_resolves_each_way_a_question_can() -> None:
    made, _ = load(examples(WRITING), today=date(2027, 4, 1))
    outcomes = {f.id: f.resolution.outcome for f in made.forecasts if f.resolution}
    assert outcomes == {
        "open-models": Outcome.YES,
        "rain-in-paris": Outcome.YES,
        "spring-cup": Outcome.ANNULLED,
        "winter-admissions": Outcome.SETTLED,
    }
    [withdrawn] = [r for f in made.forecasts for r in f.withdrawn]
    assert withdrawn.withdrawn_because == "The bulletin had counted one hospital twice."


def keys(schema: object) -> set[str]:
    """Every key that a schema names, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})).union(*map(keys, schema.values()))


@pytest.mark.parametrize(
    "kind", ["forecast", "update", "resolution", "correction", "seal", "reveal", "authors"]
)
def test_the_authors_reference_names_every_key(kind: str) -> None:
    schema = json.loads((ROOT / f"schema/{kind}.schema.json").read_text("utf-8"))
    named = keys(schema)
    assert named
    assert {key for key in named if f"`{key}`" not in WRITING} <= {"probability", "moved"}
    assert "`probability`" in WRITING
    assert "{moved: up}" in WRITING


MAKERS = {"FiveThirtyEight": "FiveThirtyEight’s model", "CDC FluSight": "The FluSight ensemble"}


def test_the_rationales_of_others_are_plain_facts_in_one_or_two_sentences(
    archive: Archive,
) -> None:
    """Each says whose model it is and on which day."""
    for forecast in archive.forecasts:
        maker = archive.author(forecast.author)
        if maker is None or maker.name not in MAKERS:
            continue
        for update in forecast.updates:
            text = update.rationale
            assert MAKERS[maker.name] in text
            assert f"{update.made_on.day} {update.made_on:%B}" in text
            assert 1 <= len(re.findall(r"(?<!\b[A-Z])\.(?= [A-Z]|$)", text)) <= 2


def test_each_collection_has_as_many_dates_as_it_should(archive: Archive) -> None:
    dates = {f.id: len({u.made_on for u in f.updates}) for f in archive.forecasts}
    races = [count for id_, count in dates.items() if id_.startswith("us-governors-2022/")]
    weeks = [count for id_, count in dates.items() if id_.startswith("us-influenza-2024-25/")]
    assert len(races) == 36
    assert min(races) >= 4
    assert dates["world-cup-2022"] >= 6
    assert weeks == [4, 4, 4]
    cup = next(f for f in archive.forecasts if f.id == "world-cup-2022")
    assert len(cup.kind.options) == 11
    assert cup.kind.options[-1].name == "Another team"
    unresolved = [f.id for f in archive.forecasts if f.resolution is None]
    assert unresolved == ["open-model-parity"]


ABOUT = (ROOT / "content/about.md").read_text("utf-8")


def test_the_page_about_the_site_tells_whose_the_forecasts_are_and_how_they_were_made(
    archive: Archive,
) -> None:
    assert f"{len(archive.forecasts)} forecasts" in ABOUT
    assert "creativecommons.org/licenses/by/4.0" in ABOUT
    assert "MIT licence" in ABOUT
    for author in archive.authors:
        assert f"(authors/{author.id}/index.md)" in ABOUT
    maps = sorted(path.name for path in (ROOT / "imports").glob("*.yml"))
    commands = re.findall(
        r"^foresite import table \w+\.csv --map imports/(.+)$", ABOUT, re.MULTILINE
    )
    assert sorted(commands) == maps
