"""The data dictionary says what the files hold: every column and key, and no others."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from foresite import data_files
from foresite.data_files.history_csv import COLUMNS
from foresite.data_files.index_json import index_json
from foresite.model import Archive
from foresite.publication import Settings
from tests.kind_archive import TODAY, archive_files
from tests.worlds import load

PAGE = (Path(__file__).parents[2] / "content/feeds-and-data.md").read_text("utf-8")
SETTINGS = Settings(site_name="The Desk", desk="The Desk")


def section(title: str) -> str:
    """A section of the page, without its heading."""
    _, _, text = PAGE.partition(f"\n## {title}\n")
    assert text
    return text.partition("\n## ")[0]


def named(title: str) -> list[str]:
    """The names in the first column of a section's table."""
    rows = re.findall(r"^\| (`.*?) \|", section(title), re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


@pytest.fixture(scope="module")
def archive() -> Archive:
    """Every kind of question in every state."""
    made, problems = load(archive_files(), today=TODAY)
    assert [p for p in problems if not p.severity] == []
    return made


def histories(archive: Archive, name: str) -> dict[str, str]:
    """One of each forecast's files by the forecast's id."""
    return {
        forecast.id: file.content
        for forecast in archive.forecasts
        for file in data_files.history_files(forecast, settings=SETTINGS, today=TODAY)
        if file.path.endswith(f"/{name}")
    }


def test_every_column_of_the_history_is_explained_in_its_order() -> None:
    assert named("history.csv") == list(COLUMNS)


def test_every_key_of_the_history_is_explained(archive: Archive) -> None:
    text = section("history.json")
    for made in histories(archive, "history.json").values():
        assert {key for key in json.loads(made) if f"`{key}`" not in text} == set()


def keys(value: object) -> Iterator[str]:
    """Every key at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from keys(item)
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from keys(item)


@pytest.mark.parametrize("part", ["kind", "answers"])
def test_every_key_of_a_kind_and_of_an_answer_is_explained(archive: Archive, part: str) -> None:
    text = section("history.json")
    ids = {d.id for f in archive.forecasts for d in f.dimensions}
    found = set()
    for made in histories(archive, "history.json").values():
        whole = json.loads(made)
        places = whole["dimensions"] if part == "kind" else filter(None, [whole["resolution"]])
        found |= {key for place in places for key in keys(place[part])} - ids
    assert len(found) > 3
    assert {key for key in found if f"`{key}`" not in text} == set()


def test_every_key_of_the_list_of_forecasts_is_explained(archive: Archive) -> None:
    lines = json.loads(index_json(archive, settings=SETTINGS, today=TODAY))
    assert {key for line in lines for key in line} == set(named("forecasts.json"))


# What the figures are


def rows(archive: Archive, id_: str) -> list[dict[str, str]]:
    """A forecast's history as a table."""
    return list(csv.DictReader(io.StringIO(histories(archive, "history.csv")[id_])))


def test_options_have_a_row_each(archive: Archive) -> None:
    found = [(r["dimension"], r["option"], r["probability"]) for r in rows(archive, "cup-open")]
    assert found == [
        ("headline", "lions", "0.5"),
        ("headline", "bears", "0.3"),
        ("headline", "other", "0.2"),
        ("headline", "lions", "0.35"),
        ("headline", "bears", "0.3"),
        ("headline", "other", "0.1"),
        ("headline", "late", "0.25"),
    ]


def test_quantiles_have_a_row_each_and_days_are_days(archive: Archive) -> None:
    first = [(r["quantile"], r["value"], r["probability"]) for r in rows(archive, "bridge-open")]
    assert first[:3] == [
        ("0.05", "2026-05-01", ""),
        ("0.25", "2026-09-01", ""),
        ("0.5", "2027-01-01", ""),
    ]
    assert [(r["quantile"], r["value"]) for r in rows(archive, "cars-few")] == [
        ("0.05", "100.0"),
        ("0.5", "400.0"),
        ("0.95", "800.0"),
    ]


def test_each_way_to_come_out_is_told_apart(archive: Archive) -> None:
    made = json.loads(index_json(archive, settings=SETTINGS, today=TODAY))
    told = {line["id"]: (line["outcome"], line["answer"]) for line in made}
    annulled = ("annulled", "Annulled: the question was flawed")
    assert told == {
        "rain-open": (None, None),
        "rain-yes": ("yes", "Resolved yes"),
        "rain-no": ("no", "Resolved no"),
        "rain-annulled": annulled,
        "rain-ambiguous": ("ambiguous", "Ambiguous: what happened cannot be told"),
        "rain-withdrawn": (None, None),
        "rain-corrected": ("no", "Resolved no"),
        "cup-young": (None, None),
        "cup-open": (None, None),
        "cup-resolved": ("settled", "Resolved: The Latecomers"),
        "cup-annulled": annulled,
        "cup-many": (None, None),
        "cars-young": (None, None),
        "cars-open": (None, None),
        "cars-few": ("settled", "Resolved: 850 cars"),
        "cars-above": ("settled", "Resolved: above 1,000 cars"),
        "cars-annulled": annulled,
        "bridge-open": (None, None),
        "bridge-resolved": ("settled", "Resolved: 1 Feb 2026"),
        "bridge-above": ("settled", "Resolved: after 31 Dec 2028"),
        "line-open": (None, None),
        "line-resolved": ("no", "Resolved no"),
        "line-annulled": annulled,
    }
