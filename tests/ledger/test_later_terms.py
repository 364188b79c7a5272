"""What is said for the first time in a correction: no root of a day that has passed changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from foresite import ledger, stamps
from tests.ledger.publishing import failures, publish
from tests.ledger.test_ledger import BASE, UPDATE, records
from tests.worlds import FORECAST, SECOND, against, load

OPEN = {**BASE, FORECAST: BASE[FORECAST].replace("closes_on: 2026-12-31\n", ""), SECOND: UPDATE}
RATE = {"probability": 0.3, "source": "The almanac"}
LATER = {
    "closing": ("signposts:", "closes_on: 2026-11-30\nsignposts:", {"closes_on": "2026-11-30"}),
    "base-rate": ("signposts:", f"base_rate: {json.dumps(RATE)}\nsignposts:", RATE),
    "signpost-end/wet": (
        "{event:",
        "{expires_on: 2026-06-01, event:",
        {"expires_on": "2026-06-01"},
    ),
}
CORRECTION = "forecasts/rain-in-paris/corrections/2026-01-14.md"
FRONT = "---\nfile: forecast.yml\nby: desk\nbecause: It was forgotten.\n---\n"
THEN, NOW = date(2026, 1, 12), date(2026, 1, 20)


def later(chain: str, files: dict[str, str]) -> dict[str, str]:
    """The files with one thing said for the first time, and the correction that tells of it."""
    old, new, _ = LATER[chain]
    assert old in files[FORECAST]
    return {
        **files,
        FORECAST: files[FORECAST].replace(old, new, 1),
        CORRECTION: FRONT + files[FORECAST],
    }


@pytest.mark.parametrize("chain", LATER)
def test_what_a_correction_says_first_stands_in_its_record_and_keeps_old_stamps(
    chain: str, tmp_path: Path
) -> None:
    changed = later(chain, OPEN)
    assert against(OPEN, changed, today=date(2026, 1, 14)) == (), "the check lets it pass"
    before = publish(OPEN, tmp_path / "before", today=THEN)
    after = publish(changed, tmp_path / "after", today=NOW)
    assert failures(after, before) == []
    then, now = (
        ledger.ledger(load(files)[0], today=on) for files, on in ((OPEN, THEN), (changed, NOW))
    )
    for name, lines in then.forecasts["rain-in-paris"].items():
        assert now.forecasts["rain-in-paris"][name] == lines
    assert chain not in now.forecasts["rain-in-paris"]
    assert stamps.fits(stamps.stamp_text(then, site="The Desk"), now)
    [made] = [r for r in records(after) if r["chain"] == "correction"]
    assert made["date"] == "2026-01-14"
    assert made["record"]["corrected"] == [
        {"chain": chain, "id": "version-1", "record": LATER[chain][2]}
    ]


@pytest.mark.parametrize("chain", LATER)
def test_what_was_said_from_the_start_has_a_record_of_that_day(chain: str, tmp_path: Path) -> None:
    old, new, said = LATER[chain]
    site = publish({**OPEN, FORECAST: OPEN[FORECAST].replace(old, new, 1)}, tmp_path)
    [made] = [r for r in records(site) if r["chain"] == chain]
    assert (made["date"], made["record"]) == ("2026-01-05", said)


@pytest.mark.parametrize("chain", LATER)
def test_what_is_said_first_and_changed_later_is_kept_by_both_corrections(
    chain: str, tmp_path: Path
) -> None:
    once = later(chain, OPEN)
    value = {"closing": ("11-30", "11-29"), "base-rate": ("0.3", "0.2")}.get(
        chain, ("06-01", "06-02")
    )
    twice = {
        **once,
        FORECAST: once[FORECAST].replace(*value),
        CORRECTION.replace("14", "16"): FRONT + once[FORECAST],
    }
    first = publish(once, tmp_path / "first", today=date(2026, 1, 14))
    second = publish(twice, tmp_path / "second", today=NOW)
    assert failures(second, first) == []
    made = [r["record"]["corrected"] for r in records(second) if r["chain"] == "correction"]
    assert [[one["chain"] for one in corrected] for corrected in made] == [[chain], [chain]]
    assert made[0][0]["record"] != made[1][0]["record"]


DUE = "closes_on: 2026-12-31\nresolves_by: 2027-06-30\n"


def test_a_day_on_which_the_answer_is_due_stands_with_the_closing_day(tmp_path: Path) -> None:
    """Named from the start it is of that day; named later, in the correction that names it."""
    dated = {**BASE, SECOND: UPDATE}
    due = {**dated, FORECAST: dated[FORECAST].replace("closes_on: 2026-12-31\n", DUE)}
    said = {"closes_on": "2026-12-31", "resolves_by": "2027-06-30"}
    [first] = [r for r in records(publish(due, tmp_path / "first")) if r["chain"] == "closing"]
    assert (first["date"], first["record"]) == ("2026-01-05", said)
    before = publish(dated, tmp_path / "before", today=THEN)
    corrected = {**due, CORRECTION: FRONT + dated[FORECAST]}
    after = publish(corrected, tmp_path / "after", today=NOW)
    assert failures(after, before) == []
    [kept] = [r for r in records(after) if r["chain"] == "closing"]
    assert kept["record"] == {"closes_on": "2026-12-31"}
    [told] = [r for r in records(after) if r["chain"] == "correction"]
    assert told["record"]["corrected"] == [{"chain": "closing", "id": "version-1", "record": said}]
    edited = publish(due, tmp_path / "edited", today=NOW)
    assert failures(edited, before), "without a correction the past was edited"


def test_a_signpost_that_comes_after_a_correction_brings_its_last_day_along(tmp_path: Path) -> None:
    """It is dated by its own arming, and no correction has to do with it."""
    once = later("closing", OPEN)
    post = "signposts: {dry: {event: Drought., moves_to: at most 0.2, armed_on: 2026-01-15, expires_on: 2026-06-01}, "
    more = {**once, FORECAST: once[FORECAST].replace("signposts: {", post)}
    before = publish(once, tmp_path / "before", today=date(2026, 1, 14))
    after = publish(more, tmp_path / "after", today=NOW)
    assert failures(after, before) == []
    [made] = [r for r in records(after) if r["chain"] == "signpost-end/dry"]
    assert made["date"] == "2026-01-15"


@pytest.mark.parametrize("chain", LATER)
def test_a_later_term_without_a_correction_breaks_the_old_stamp(chain: str) -> None:
    old, new, _ = LATER[chain]
    edited = {**OPEN, FORECAST: OPEN[FORECAST].replace(old, new, 1)}
    assert against(OPEN, edited, today=date(2026, 1, 14))
    then, now = (
        ledger.ledger(load(files)[0], today=on) for files, on in ((OPEN, THEN), (edited, NOW))
    )
    assert not stamps.fits(stamps.stamp_text(then, site="The Desk"), now)
