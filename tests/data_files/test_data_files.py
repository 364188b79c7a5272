"""Data files say what the archive says, whatever an author wrote."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from foresite import data_files, ledger
from foresite.data_files.history_csv import inert_cell
from foresite.history import changelog
from foresite.model import Archive
from foresite.publication import RenderedFile, Settings
from tests.hostile import FILES, HOSTILE
from tests.worlds import FORECAST, SECOND, TODAY, VALID, load, loaded

SETTINGS = Settings(site_name="Desk", desk="Desk", site_url="https://desk.example/site/")
ATOM = "{http://www.w3.org/2005/Atom}"


def archive_files(archive: Archive, settings: Settings = SETTINGS) -> dict[str, str]:
    """The archive's own files by path."""
    log = changelog(archive, today=TODAY)
    kept = ledger.ledger(archive, today=TODAY)
    made = data_files.archive_files(archive, settings=settings, today=TODAY, log=log, ledger=kept)
    return {file.path: file.content for file in made}


def history(archive: Archive) -> dict[str, str]:
    """The files of its first forecast, by their last name."""
    made: tuple[RenderedFile, ...] = data_files.history_files(
        archive.forecasts[0], settings=SETTINGS, today=TODAY
    )
    return {file.path.rpartition("/")[2]: file.content for file in made}


def test_the_table_has_a_row_for_each_number_as_it_was_given() -> None:
    archive, _ = load(FILES)
    rows = list(csv.DictReader(io.StringIO(history(archive)["history.csv"])))
    assert [(r["dimension"], r["probability"], r["moved"]) for r in rows] == [
        ("headline", "0.4", ""),
        ("one", "0.3", ""),
        ("two", "", "up"),
    ]
    assert rows[0]["url"].startswith("https://desk.example/site/forecasts/rain-in-paris/#update-")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_formula_is_only_text_in_a_spreadsheet(text: str) -> None:
    assert inert_cell(text) == f"'{text}"
    assert inert_cell("2026-01-05") == "2026-01-05"


def test_the_history_holds_every_text_as_it_was_typed() -> None:
    archive, _ = load(FILES)
    whole = json.loads(history(archive)["history.json"])
    [update] = whole["updates"]
    assert update["rationale"].startswith(HOSTILE)
    assert whole["question"] == HOSTILE[:200]
    assert whole["headline"] == "unspecified"
    assert whole["resolution"]["outcome"] == "annulled"
    assert update["dimensions"] == {
        "one": {"probability": 0.3, "moved": None},
        "two": {"probability": None, "moved": "up"},
    }


def test_the_index_says_where_each_forecast_stands() -> None:
    archive, _ = loaded(
        {SECOND: "---\nprobability: 0.4\nreason: passage-of-time\n---\nAs before.\n"}
    )
    [entry] = json.loads(archive_files(archive)["forecasts.json"])
    assert entry == {
        "id": "rain-in-paris",
        "question": "Will it rain in Paris on 31 December 2026?",
        "address": "https://desk.example/site/forecasts/rain-in-paris/",
        "kind": "binary",
        "probability": 0.4,
        "figure": "40\N{NARROW NO-BREAK SPACE}%",
        "words": "unlikely",
        "status": "open",
        "opened_on": "2026-01-05",
        "closes_on": "2026-12-31",
        "scheduled_on": "2026-12-31",
        "updated_on": "2026-01-05",
        "reviewed_on": "2026-01-12",
        "tags": [],
        "author": "desk",
        "frozen": False,
        "outcome": None,
        "answer": None,
    }


@pytest.mark.parametrize(
    ("dates", "closes", "due"),
    [
        ("", None, None),
        ("closes_on: 2026-12-31\n", "2026-12-31", "2026-12-31"),
        ("closes_on: 2026-12-31\nresolves_by: 2027-06-30\n", "2026-12-31", "2027-06-30"),
    ],
)
def test_the_scheduled_date_is_filled_in_so_that_nobody_needs_the_rule(
    dates: str, closes: str | None, due: str | None
) -> None:
    archive, problems = loaded(
        {FORECAST: VALID[FORECAST].replace("closes_on: 2026-12-31\n", dates)}
    )
    assert problems == ()
    [entry] = json.loads(archive_files(archive)["forecasts.json"])
    for made in (entry, json.loads(history(archive)["history.json"])):
        assert (made["closes_on"], made["scheduled_on"]) == (closes, due)


def many(count: int) -> Archive:
    """An archive of one forecast with that many updates, two a day."""
    archive, _ = loaded()
    [forecast] = archive.forecasts
    [first] = forecast.updates
    updates = tuple(
        replace(
            first,
            id=f"{date(2026, 1, 5) + timedelta(days=n // 8)}-{n % 8}",
            made_on=date(2026, 1, 5) + timedelta(days=n // 8),
            probability=(n % 90 + 5) / 100,
        )
        for n in range(count)
    )
    return Archive(forecasts=(replace(forecast, updates=updates),))


def test_every_update_is_in_the_feed_exactly_once_and_pages_are_linked() -> None:
    archive = many(250)
    files = archive_files(archive)
    feeds = [files["feed.xml"], files["feed/2.xml"], files["feed/3.xml"]]
    roots = [ElementTree.fromstring(feed) for feed in feeds]
    ids = [e.findtext(f"{ATOM}id") for root in roots for e in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 250
    links = [
        {el.get("rel"): el.get("href") for el in root.findall(f"{ATOM}link")} for root in roots
    ]
    assert links[0]["next"] == links[1]["self"] == "https://desk.example/site/feed/2.xml"
    assert links[2]["previous"] == links[1]["self"]
    assert "next" not in links[2]
    stamps = [e.findtext(f"{ATOM}updated", "") for r in roots for e in r.iter(f"{ATOM}entry")]
    assert stamps == sorted(stamps, reverse=True)
    assert len(set(stamps)) == 250


def test_an_entry_names_its_digest_and_the_root_of_its_day() -> None:
    archive, _ = loaded({SECOND: "---\nprobability: 0.45\nreason: evidence\n---\nClouds.\n"})
    root = ElementTree.fromstring(archive_files(archive)["feed.xml"])
    entries = {e.findtext(f"{ATOM}id", "")[-10:]: e for e in root.iter(f"{ATOM}entry")}
    kept = ledger.ledger(archive, today=TODAY)
    for line in kept.forecasts["rain-in-paris"]["update"]:
        content = entries[line.id].findtext(f"{ATOM}content", "")
        assert f"Digest of this update: <code>{line.digest}</code>" in content
        assert f"<code>{kept.roots[line.on][1]}</code>.</p>" in content
        hrefs = [el.get("href") for el in entries[line.id].findall(f"{ATOM}link")]
        assert "https://desk.example/site/forecasts/rain-in-paris/records.json" in hrefs


def test_an_entry_keeps_its_id_when_the_question_is_reworded() -> None:
    archive, _ = loaded()
    reworded, _ = loaded({FORECAST: "question: Rain?\nopened_on: 2026-01-05\ncriteria: x\n"})
    ids = [
        ElementTree.fromstring(archive_files(a)["feed.xml"]).findtext(f"{ATOM}entry/{ATOM}id")
        for a in (archive, reworded)
    ]
    assert ids[0] == ids[1] == "tag:desk.example,2026:foresite/rain-in-paris/2026-01-05"


def test_hostile_text_is_text_in_the_feed() -> None:
    archive, _ = load(FILES)
    root = ElementTree.fromstring(archive_files(archive)["feed.xml"])
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert HOSTILE[:200] in (entry.findtext(f"{ATOM}title") or "")
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert "<script" not in (content.text or "")
    assert "&lt;script&gt;" in (content.text or "")


def test_without_an_address_links_are_relative_to_the_file_they_stand_in() -> None:
    files = archive_files(many(150), replace(SETTINGS, site_url=""))
    feeds = (ElementTree.fromstring(files[p]) for p in ("feed.xml", "feed/2.xml"))
    first, second = (next(feed.iter(f"{ATOM}entry")) for feed in feeds)
    for entry, start in ((first, "forecasts/"), (second, "../forecasts/")):
        [href, *_] = [link.attrib["href"] for link in entry.iter(f"{ATOM}link")]
        assert href.startswith(start)


def test_an_empty_archive_has_valid_files() -> None:
    files = archive_files(Archive(forecasts=()))
    assert json.loads(files["forecasts.json"]) == []
    assert ElementTree.fromstring(files["feed.xml"]).findall(f"{ATOM}entry") == []
