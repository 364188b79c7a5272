"""Corrections and recording days in the table, the record and the feed."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

from foresite import pipeline
from foresite.model import Archive
from tests.data_files.test_data_files import ATOM, archive_files, history
from tests.pages.test_past_pages import CORRECTED, HOME
from tests.worlds import OPENING, VALID, loaded

EARLIER = VALID[OPENING].replace("0.4", "0.04")


def corrected() -> Archive:
    archive, _ = loaded(CORRECTED)
    return pipeline.with_recorded_days(archive, {OPENING: date(2026, 1, 9)})


def test_the_record_has_each_correction_with_the_earlier_text() -> None:
    made = json.loads(history(corrected())["history.json"])
    first = made["corrections"][0]
    assert first == {
        "id": "2026-01-20",
        "made_on": "2026-01-20",
        "file": "updates/2026-01-05.md",
        "by": "desk",
        "what": "It is 40 %.",
        "because": "A slip of the key.",
        "earlier_text": EARLIER,
    }
    assert [c["file"] for c in made["corrections"]][1:] == ["forecast.yml", "resolution.md"]
    told = {"on": "2026-01-20", "update": None, "headline": "Corrected: the update of 5 January 2026", "changes": ["It is 40 %. Why: A slip of the key."]}  # fmt: skip
    assert told in made["changes"]


def test_recording_days_stand_in_the_table_and_the_record_and_are_empty_where_unknown() -> None:
    known, unknown = corrected(), loaded()[0]
    [row] = csv.DictReader(io.StringIO(history(known)["history.csv"]))
    assert (row["made_on"], row["recorded_on"]) == ("2026-01-05", "2026-01-09")
    assert json.loads(history(known)["history.json"])["recorded_on"] == {"2026-01-05": "2026-01-09"}
    [row] = csv.DictReader(io.StringIO(history(unknown)["history.csv"]))
    assert row["recorded_on"] == ""
    assert json.loads(history(unknown)["history.json"])["recorded_on"] == {"2026-01-05": None}


def test_the_feed_shows_a_corrected_update_again_with_both_texts() -> None:
    feed = ElementTree.fromstring(archive_files(corrected())["feed.xml"])
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published") == "2026-01-05T00:00:00Z"
    assert entry.findtext(f"{ATOM}updated") == "2026-01-20T00:00:00Z"
    assert feed.findtext(f"{ATOM}updated") == "2026-01-20T00:00:00Z"
    content = entry.findtext(f"{ATOM}content") or ""
    assert "Corrected on 20 January 2026 by Desk. It is 40 %. Why: A slip of the key." in content
    assert "probability: 0.04" in content
    assert "The climate of January" in content


def test_a_hostile_reason_is_text_in_the_feed() -> None:
    text = f"---\nfile: updates/2026-01-05.md\nby: desk\nbecause: <script>x</script> & so\n---\n{EARLIER}"
    archive, _ = loaded({f"{HOME}/corrections/2026-01-20.md": text})
    feed = ElementTree.fromstring(archive_files(archive)["feed.xml"])
    content = feed.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "&lt;script&gt;x&lt;/script&gt; &amp; so" in content
    assert "<script" not in content
