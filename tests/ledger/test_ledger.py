"""The ledger: what is added leaves the rest as it was, and what is edited shows."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from foresite import ledger
from foresite.problems import blocking
from foresite.reading import read_archive
from tests.hostile import FILES, HOSTILE
from tests.ledger.publishing import failures, publish
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, VALID, against, load

ROOT = Path(__file__).parents[2]
UPDATE = "---\nprobability: 0.45\nreason: evidence\n---\nClouds.\n"
TWO = {**VALID, SECOND: UPDATE}
OTHER = {
    "forecasts/snow/forecast.yml": VALID[FORECAST],
    "forecasts/snow/updates/2026-01-05.md": VALID[OPENING],
}
RESOLVED = """\
---
outcome: yes
known_on: 2026-02-01
recorded_on: 2026-02-02
sources: [{name: The weather service}]
---
It rained.
"""


def edited(path: str, old: str, new: str) -> dict[str, str]:
    """Both updates, one text of one file replaced."""
    assert old in TWO[path]
    return {**TWO, path: TWO[path].replace(old, new)}


def records(site: Path, forecast: str = "rain-in-paris") -> list[dict[str, Any]]:
    """A forecast's published records."""
    found: list[dict[str, Any]] = json.loads(
        (site / f"forecasts/{forecast}/records.json").read_text("utf-8")
    )
    return found


def test_what_is_published_is_as_published(tmp_path: Path) -> None:
    site = publish({**TWO, **OTHER, RESOLUTION: RESOLVED}, tmp_path)
    assert failures(site) == []
    assert failures(site / "ledger.json", site) == []


def test_a_digest_is_the_hash_of_the_line_and_stands_in_the_next(tmp_path: Path) -> None:
    site = publish(TWO, tmp_path)
    lines = (site / "forecasts/rain-in-paris/records.json").read_bytes().split(b"\n")[1:-2]
    first, second = [line.removesuffix(b",") for line in lines if b'"chain":"update"' in line]
    kept = json.loads((site / "ledger.json").read_text("utf-8"))
    its = kept["forecasts"]["rain-in-paris"]
    assert its["records"] == "forecasts/rain-in-paris/records.json"
    assert its["chains"]["update"] == [
        ["2026-01-05", "2026-01-05", sha256(first).hexdigest()],
        ["2026-01-12", "2026-01-12", sha256(second).hexdigest()],
    ]
    assert json.loads(first)["before"] is None
    assert json.loads(second)["before"] == sha256(first).hexdigest()


def test_a_record_says_all_that_was_typed_as_it_was_typed(tmp_path: Path) -> None:
    text = "---\nprobability: .450   # a comment\nreason: evidence\nreview_by: 2026-02-28\n---\n\nTwo  *spaces*.\n\n1.  A list\n"
    site = publish({**TWO, SECOND: text}, tmp_path)
    [said] = [r["record"] for r in records(site) if r["id"] == "2026-01-12"]
    assert said == {
        "probability": ".450",
        "reason": "evidence",
        "review_by": "2026-02-28",
        "rationale": "Two  *spaces*.\n\n1.  A list",
    }


def test_the_layout_of_a_file_is_not_part_of_what_it_says() -> None:
    laid_out = "---\nreason:   'evidence'   # new\nprobability: 0.45\n---\n\nClouds.\n"
    one, other = (
        ledger.ledger(load(files)[0], today=date(2026, 3, 1))
        for files in (TWO, {**TWO, SECOND: laid_out})
    )
    assert one == other


def test_criteria_that_become_a_list_keep_their_digest(tmp_path: Path) -> None:
    changed = TWO[FORECAST].replace(CRITERIA, LISTED)
    before = publish(TWO, tmp_path / "before")
    after = publish({**TWO, FORECAST: changed}, tmp_path / "after")
    assert failures(after, before) == []
    assert [r["id"] for r in records(after) if r["chain"] == "criteria/answer"] == [
        "version-1",
        "version-2",
    ]


POST = VALID[FORECAST] + "signposts: {wet: {event: A flood., moves_to: at least 0.9}}\n"
BASE = {**VALID, FORECAST: POST}
CRITERIA = "criteria: Resolves yes if the weather service reports at least 1 mm.\n"
LISTED = """\
criteria:
  - text: Resolves yes if the weather service reports at least 1 mm.
  - {since: 2026-02-01, reason: A unit was missing., effect: clarifies, text: At least 1 mm of rain.}
"""
TERMS = {
    "a signpost": (
        "wet:",
        "dry: {event: Drought., moves_to: at most 0.2, armed_on: 2026-01-12, expires_on: 2026-06-01}, wet:",
    ),
    "criteria": (CRITERIA, LISTED),
    "a tag": ("signposts:", "tags: [weather]\nsignposts:"),
}
NEW_FILES: dict[str, dict[str, str]] = {
    "an update": {SECOND: UPDATE},
    "a forecast": OTHER,
    "a resolution": {RESOLUTION: RESOLVED},
    "a seal": {"forecasts/rain-in-paris/sealed/2026-02-01.yml": f"digest: {'a' * 64}\n"},
}
ADDITIONS = (*TERMS, *NEW_FILES)


def added(files: dict[str, str], what: str) -> dict[str, str]:
    """The files and one thing more."""
    if what in NEW_FILES:
        return files | NEW_FILES[what]
    old, new = TERMS[what]
    assert old in files[FORECAST]
    return {**files, FORECAST: files[FORECAST].replace(old, new, 1)}


@pytest.mark.parametrize("what", ADDITIONS)
def test_additions_extend_the_older_ledger(what: str, tmp_path: Path) -> None:
    changed = added(BASE, what)
    assert blocking(against(BASE, changed)) == (), "`check --against` lets it pass too"
    before = publish(BASE, tmp_path / "before")
    after = publish(changed, tmp_path / "after")
    assert failures(after, before / "ledger.json") == []


def test_a_withdrawn_resolution_and_its_successor_extend_the_first(tmp_path: Path) -> None:
    before = publish({**TWO, RESOLUTION: RESOLVED}, tmp_path / "before")
    withdrawn = RESOLVED.replace(
        "outcome", "withdrawn_on: 2026-02-10\nwithdrawn_because: The gauge was broken.\noutcome"
    )
    second = RESOLVED.replace("yes", "no").replace("2026-02-02", "2026-02-11")
    after = publish(
        {**TWO, RESOLUTION: withdrawn, RESOLUTION.replace(".md", "-2.md"): second},
        tmp_path / "after",
    )
    assert failures(after, before) == []
    made = [(r["chain"], r["id"]) for r in records(after)]
    assert [pair for pair in made if pair[0] in ("resolution", "withdrawal")] == [
        ("resolution", "resolution"),
        ("resolution", "resolution-2"),
        ("withdrawal", "resolution"),
    ]


EDITS = {
    "one letter of a rationale": (OPENING, "climate", "Climate", "update 2026-01-05", "rationale"),
    "a number": (OPENING, "0.4", "0.5", "update 2026-01-05", "probability"),
    "a number’s figures": (OPENING, "0.4", "0.40", "update 2026-01-05", "probability"),
    "the later update": (SECOND, "Clouds", "Crowds", "update 2026-01-12", "rationale"),
    "the question": (FORECAST, "Paris", "Rome", "question version-1", "question"),
    "the criteria": (FORECAST, "1 mm", "2 mm", "criteria/answer version-1", "text"),
    "the closing date": (FORECAST, "12-31", "12-30", "closing version-1", "closes_on"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_in_the_sources_shows_against_the_ledger_before(what: str, tmp_path: Path) -> None:
    path, old, new, name, key = EDITS[what]
    assert against(TWO, edited(path, old, new)), "`check --against` refuses it too"
    before = publish(TWO, tmp_path / "before")
    after = publish(edited(path, old, new), tmp_path / "after")
    assert failures(after) == []
    digest = next(
        line.digest
        for line in ledger.ledger(load(TWO)[0], today=date(2026, 3, 1)).forecasts["rain-in-paris"][
            name.split()[0]
        ]
        if line.id == name.split()[1]
    )
    said = f"rain-in-paris, {name}: was published (digest {digest}), and changed"
    now = next(r for r in records(after) if f"{r['chain']} {r['id']}" == name)
    ending = f" (digest {ledger.digest(now)})"
    alone = tmp_path / "kept.json"
    alone.write_bytes((before / "ledger.json").read_bytes())
    assert f"{said}{ending}" in failures(after, alone)
    # With the records of both at hand, what differs has a name.
    [named] = [text for text in failures(after, before) if text.startswith(said)]
    assert named == f"{said} in {key}{ending}"


def test_what_is_taken_away_or_put_before_is_named(tmp_path: Path) -> None:
    before = publish({**TWO, **OTHER}, tmp_path / "before")
    gone = publish(VALID, tmp_path / "gone")
    found = failures(gone, before)
    assert any(
        t.startswith("rain-in-paris, update 2026-01-12") and t.endswith("is missing now")
        for t in found
    )
    assert any(t.startswith("snow, question version-1: was published") for t in found)
    backdated = publish({**TWO, **OTHER, SECOND.replace("12", "08"): UPDATE}, tmp_path / "back")
    [put] = failures(backdated, before)
    assert put.startswith("rain-in-paris, update 2026-01-12: was published")
    assert put.endswith("gave its place to 2026-01-08")


CORRECTION = """\
---
file: updates/2026-01-05.md
by: desk
because: The source had the wrong month.
---
"""
CORRECTED = VALID[OPENING].replace("January", "December")


def test_a_correction_keeps_the_first_record_and_adds_the_corrected_one(tmp_path: Path) -> None:
    before = publish(TWO, tmp_path / "before")
    once = {
        **TWO,
        OPENING: CORRECTED,
        "forecasts/rain-in-paris/corrections/2026-02-01.md": CORRECTION + VALID[OPENING],
    }
    after = publish(once, tmp_path / "after")
    assert failures(after, before) == []
    [made] = [r["record"] for r in records(after) if r["chain"] == "correction"]
    assert made == {
        "file": "updates/2026-01-05.md",
        "by": "desk",
        "because": "The source had the wrong month.",
        "corrected": [
            {
                "chain": "update",
                "id": "2026-01-05",
                "record": {
                    "probability": "0.4",
                    "rationale": "The climate of December, and nothing more.",
                },
            }
        ],
    }
    twice = {
        **once,
        OPENING: CORRECTED.replace("0.4", "0.41"),
        "forecasts/rain-in-paris/corrections/2026-02-05.md": CORRECTION + CORRECTED,
    }
    again = publish(twice, tmp_path / "again")
    assert failures(again, after) == []
    assert failures(again, before) == []
    # The edit without the correction is what it was: an edit.
    assert len(failures(publish({**TWO, OPENING: CORRECTED}, tmp_path / "edit"), before)) == 1


def test_a_corrected_question_keeps_the_first_one(tmp_path: Path) -> None:
    before = publish(TWO, tmp_path / "before")
    corrected = TWO[FORECAST].replace("31 December", "30 December").replace("1 mm", "2 mm")
    files = {
        **TWO,
        FORECAST: corrected,
        "forecasts/rain-in-paris/corrections/2026-02-01.md": CORRECTION.replace(
            "updates/2026-01-05.md", "forecast.yml"
        )
        + TWO[FORECAST],
    }
    after = publish(files, tmp_path / "after")
    assert failures(after, before) == []
    [made] = [r["record"] for r in records(after) if r["chain"] == "correction"]
    assert [(c["chain"], c["id"]) for c in made["corrected"]] == [
        ("question", "version-1"),
        ("criteria/answer", "version-1"),
    ]


def test_what_is_dated_ahead_waits_for_its_day(tmp_path: Path) -> None:
    early = publish(TWO, tmp_path / "early", today=date(2026, 1, 11))
    assert [r["id"] for r in records(early) if r["chain"] == "update"] == ["2026-01-05"]
    assert failures(publish(TWO, tmp_path / "late"), early) == []
    unopened = publish(VALID, tmp_path / "unopened", today=date(2026, 1, 4))
    assert json.loads((unopened / "ledger.json").read_text("utf-8"))["forecasts"] == {}
    assert failures(unopened) == []


def test_the_order_of_files_is_irrelevant_and_one_archive_gives_one_ledger() -> None:
    files = {**TWO, **OTHER, RESOLUTION: RESOLVED}
    texts = {
        ledger.ledger_json(ledger.ledger(load(dict(order))[0], today=date(2026, 3, 1)))
        for order in (files.items(), reversed(files.items()), sorted(files.items()))
    }
    assert len(texts) == 1


def test_hostile_text_is_recorded_word_for_word(tmp_path: Path) -> None:
    site = publish(FILES, tmp_path)
    assert failures(site) == []
    [update] = [r["record"] for r in records(site) if r["chain"] == "update"]
    assert update["rationale"].startswith(HOSTILE)


def test_a_firing_and_a_last_day_extend_the_ledger_and_cannot_be_edited_after(
    tmp_path: Path,
) -> None:
    post = "signposts:\n  wet:\n    event: A wet week.\n    moves_to: at least 0.6\n"
    fired = "    fired: {on: 2026-01-10, evidence: The bulletin., source: The weather service}\n"
    last = "    expires_on: 2026-02-01\n"
    sites = {
        name: publish({**TWO, FORECAST: VALID[FORECAST] + post + more}, tmp_path / name)
        for name, more in (("armed", ""), ("last", last), ("fired", last + fired))
    }
    assert failures(sites["last"], sites["armed"]) == []
    assert failures(sites["fired"], sites["last"]) == []
    made = [
        (r["chain"], r["id"])
        for r in records(sites["fired"])
        if str(r["chain"]).startswith("signpost")
    ]
    assert made == [
        ("signpost-end/wet", "version-1"),
        ("signpost/wet", "version-1"),
        ("signpost/wet", "fired"),
    ]
    edited_firing = {
        **TWO,
        FORECAST: VALID[FORECAST] + post + last + fired.replace("The bulletin", "A rumour"),
    }
    after = publish(edited_firing, tmp_path / "after")
    [said] = [text for text in failures(after, sites["fired"]) if " in because (digest " in text]
    assert said.startswith("rain-in-paris, signpost/wet fired: was published")


def test_a_corrected_resolution_keeps_the_first_one_whatever_it_held(tmp_path: Path) -> None:
    """The earlier text was never checked by today's rules."""
    before = RESOLVED.replace("outcome: yes", "withdrawn_on: soon\noutcome: no")
    files = {
        **TWO,
        RESOLUTION: RESOLVED,
        "forecasts/rain-in-paris/corrections/2026-02-10.md": CORRECTION.replace(
            "updates/2026-01-05.md", "resolution.md"
        )
        + before,
    }
    site = publish(files, tmp_path)
    assert failures(site) == []
    made = {r["chain"]: r["record"] for r in records(site)}
    assert made["resolution"]["outcome"] == "no"
    [corrected] = made["correction"]["corrected"]
    assert corrected["record"]["outcome"] == "yes"
    assert "withdrawal" not in made


def test_one_character_of_the_first_forecast_is_found_and_named(tmp_path: Path) -> None:
    """The archive that comes with Foresite, edited where it was published."""
    sources, _ = read_archive(ROOT, "forecasts")
    files = {source.path: source.content.decode() for source in sources}
    before = publish(files, tmp_path / "before", today=date(2026, 11, 24))
    assert failures(before) == []
    update = "forecasts/open-model-parity/updates/2026-11-23.md"
    assert "benchmarks" in files[update]
    edit = {**files, update: files[update].replace("**benchmarks**", "**Benchmarks**")}
    after = publish(edit, tmp_path / "after", today=date(2026, 11, 24))
    assert failures(after) == []
    [said] = failures(after, before)
    assert said.startswith("open-model-parity, update 2026-11-23: was published (digest ")
    assert " and changed in rationale (digest " in said
