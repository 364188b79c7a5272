"""That nothing settled the headline, and what a forecast implies, are published too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foresite import ledger, stamps
from tests.ledger.publishing import failures, publish
from tests.ledger.test_ledger import records
from tests.worlds import FORECAST, OPENING, against, load

TERMS = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
{}
dimensions:
  much: {{criteria: At least 10 mm.}}
  long: {{criteria: At least 6 hours.}}
"""
OTHER = {
    "forecasts/rain-by-2027/forecast.yml": """\
question: Will it rain in Paris by the end of 2027?
opened_on: 2026-01-05
closes_on: 2027-12-31
criteria: The weather service reports at least 1 mm.
""",
    "forecasts/rain-by-2027/updates/2026-01-05.md": "---\nprobability: 0.9\n---\nAs ever.\n",
}
NEXT = "headline:\n  - rule: {}\n  - {{since: 2026-02-01, rule: {}, reason: So it is.}}"
IMPLIED = "headline: much\nimplies: [rain-by-2027]"
LATER = "headline: much\nimplies: [{forecast: rain-by-2027, added_on: 2026-02-01}]"
THEN, NOW = date(2026, 1, 20), date(2026, 2, 2)


def world(terms: str) -> dict[str, str]:
    """Two readings and the forecast of a later deadline, with what the terms say besides."""
    update = "---\nprobability: 0.4\ndimensions: {much: 0.4, long: 0.5}\n---\nThe climate.\n"
    return {FORECAST: TERMS.format(terms), OPENING: update, **OTHER}


EDITS = {
    "a rule that was taken back": (
        NEXT.format("much", "unspecified"),
        "headline: much",
        "headline-unspecified version-1",
        "is missing now",
    ),
    "an opening without a rule": (
        "headline: unspecified",
        "headline: much",
        "headline-unspecified version-1",
        "is missing now",
    ),
    "the reason for having none": (
        NEXT.format("much", "unspecified"),
        NEXT.format("much", "unspecified").replace("So", "Thus"),
        "headline-unspecified version-1",
        "changed in reason",
    ),
    "what is implied": (
        IMPLIED,
        "headline: much",
        "implies/rain-by-2027 version-1",
        "is missing now",
    ),
    "since when it is": (LATER, IMPLIED, "implies/rain-by-2027 version-1", "and changed (digest "),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_shows_against_the_ledger_before(what: str, tmp_path: Path) -> None:
    was, now, name, fate = EDITS[what]
    assert against(world(was), world(now), today=NOW), "`check --against` refuses it too"
    before = publish(world(was), tmp_path / "before")
    after = publish(world(now), tmp_path / "after")
    assert failures(after) == []
    [said] = failures(after, before)
    assert said.startswith(f"rain-in-paris, {name}: was published (digest ")
    assert fate in said


ADDITIONS = {
    "a first rule": ("headline: unspecified", NEXT.format("unspecified", "much")),
    "a rule that is taken back": ("headline: much", NEXT.format("much", "unspecified")),
    "what is implied": ("headline: much", LATER),
}


@pytest.mark.parametrize("what", ADDITIONS)
def test_an_addition_leaves_all_days_before_it_as_they_were(what: str, tmp_path: Path) -> None:
    was, now = map(world, ADDITIONS[what])
    assert against(was, now, today=NOW) == ()
    before = publish(was, tmp_path / "before", today=THEN)
    after = publish(now, tmp_path / "after", today=NOW)
    assert failures(after, before) == []
    old, new = (ledger.ledger(load(f)[0], today=on) for f, on in ((was, THEN), (now, NOW)))
    assert stamps.fits(stamps.stamp_text(old, site="The Desk"), new)


def test_rules_keep_their_numbers_whether_or_not_there_was_none_between(tmp_path: Path) -> None:
    """What was published before nothing had a record of its own keeps its digest."""
    versions = NEXT.format("unspecified", "much") + (
        "\n  - {since: 2026-02-10, rule: unspecified, reason: A doubt.}"
        "\n  - {since: 2026-02-20, rule: long, reason: No doubt.}"
    )
    made = [
        (r["chain"], r["id"], r["date"], r["record"])
        for r in records(publish(world(versions), tmp_path))
        if str(r["chain"]).startswith("headline")
    ]
    assert made == [
        ("headline", "version-1", "2026-02-01", {"headline": "much", "reason": "So it is."}),
        ("headline", "version-2", "2026-02-20", {"headline": "long", "reason": "No doubt."}),
        ("headline-unspecified", "version-1", "2026-01-05", {"headline": "unspecified"}),
        (
            "headline-unspecified",
            "version-2",
            "2026-02-10",
            {"headline": "unspecified", "reason": "A doubt."},
        ),
    ]


CORRECTED = {
    "what was always implied": (
        "headline: much",
        IMPLIED,
        [("implies/rain-by-2027", {"forecast": "rain-by-2027"})],
    ),
    "that there never was a rule": (
        "headline: much",
        "headline: unspecified",
        [("headline", None), ("headline-unspecified", {"headline": "unspecified"})],
    ),
}


@pytest.mark.parametrize("what", CORRECTED)
def test_what_a_correction_says_first_stands_in_its_record(what: str, tmp_path: Path) -> None:
    was, now, told = CORRECTED[what]
    front = "---\nfile: forecast.yml\nby: desk\nbecause: It was forgotten.\n---\n"
    correction = "forecasts/rain-in-paris/corrections/2026-02-01.md"
    changed = {**world(now), correction: front + world(was)[FORECAST]}
    assert against(world(was), changed, today=NOW) == ()
    before = publish(world(was), tmp_path / "before", today=THEN)
    after = publish(changed, tmp_path / "after", today=NOW)
    assert failures(after, before) == []
    [made] = [r["record"] for r in records(after) if r["chain"] == "correction"]
    assert [(one["chain"], one["record"]) for one in made["corrected"]] == told
    old, new = (
        ledger.ledger(load(f)[0], today=on) for f, on in ((world(was), THEN), (changed, NOW))
    )
    assert stamps.fits(stamps.stamp_text(old, site="The Desk"), new)


def test_one_that_is_named_twice_is_implied_since_the_first(tmp_path: Path) -> None:
    twice = (
        "headline: much\nimplies: [rain-by-2027, {forecast: rain-by-2027, added_on: 2026-02-01}]"
    )
    before = publish(world(IMPLIED), tmp_path / "before")
    assert failures(publish(world(twice), tmp_path / "after"), before) == []
