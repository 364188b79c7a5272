"""Records by the names that readers know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foresite.ledger import ledger
from foresite.model import Archive
from foresite.pages.forecast.ledger_words import ledger_view
from tests.hostile import FILES
from tests.ledger import test_unspecified_and_implied as unspecified_and_implied
from tests.ledger.test_ledger import ADDITIONS, BASE, added
from tests.worlds import FORECAST, RESOLUTION, TODAY, VALID, forecast, load

KIND = "kind: multiple-choice\noptions: {dry: Dry, wet: Wet}\n"
OPTIONS = {
    FORECAST: VALID[FORECAST] + KIND,
    "forecasts/rain-in-paris/updates/2026-01-05.md": "---\noptions: {dry: 0.6, wet: 0.4}\n---\nAs ever.\n",
}


def names(files: dict[str, str]) -> list[str]:
    """The records that the page of those files lists, newest first."""
    archive, problems = load(files)
    assert [p for p in problems if p.severity.word == "error"] == []
    only = next(f for f in archive.forecasts if f.id == "rain-in-paris")
    view = ledger_view(only, ledger(archive, today=TODAY))
    assert view is not None
    return [digest.name for digest in view.digests]


def test_everything_that_can_be_added_has_a_name() -> None:
    said = "base_rate: {probability: 0.3, source: The almanac}\nsignposts:"
    files = {**BASE, FORECAST: BASE[FORECAST].replace("signposts:", said)}
    for what in ADDITIONS:
        files = added(files, what)
    assert names(files) == [
        "Resolution",
        "Seal 2026-02-01",
        "Criteria, version 2",
        "Update 2026-01-12",
        "Signpost, dry",
        "Last day of the signpost, dry",
        "Update 2026-01-05",
        "Signpost, wet",
        "The question",
        "Criteria, version 1",
        "The closing date",
        "The base rate",
    ]


def test_readings_options_and_second_resolutions_have_names() -> None:
    assert "The kind of answer" in names({**VALID, **OPTIONS})
    said = names(FILES)
    assert {"The dimension, one", "Criteria, two, version 1"} <= set(said)
    withdrawn = "---\noutcome: yes\nknown_on: 2026-02-01\nrecorded_on: 2026-02-02\nwithdrawn_on: 2026-02-03\nwithdrawn_because: A slip.\nsources: [{name: The service}]\n---\nIt rained.\n"
    second = withdrawn.replace("withdrawn_on: 2026-02-03\nwithdrawn_because: A slip.\n", "")
    both = {
        RESOLUTION: withdrawn,
        RESOLUTION.replace(".md", "-2.md"): second.replace("02-02", "02-04"),
    }
    assert names({**VALID, **both})[:3] == [
        "Resolution 2",
        "Withdrawal of the resolution",
        "Resolution",
    ]


def test_what_is_implied_and_that_nothing_settled_the_headline_have_names() -> None:
    said = names(unspecified_and_implied.world("headline: unspecified\nimplies: [rain-by-2027]"))
    assert "What is implied, rain-by-2027" in said
    assert "That nothing settles the headline, version 1" in said


def test_a_forecast_of_which_nothing_is_published_has_no_ledger() -> None:
    only = forecast()
    empty = ledger(Archive(forecasts=()), today=TODAY)
    assert ledger_view(only, empty) is None


@pytest.mark.parametrize("files", [VALID, FILES])
def test_short_and_full_digests_agree(files: dict[str, str]) -> None:
    archive, _ = load(files)
    view = ledger_view(archive.forecasts[0], ledger(archive, today=TODAY))
    assert view is not None
    for digest in (view.newest, view.root, *view.digests):
        assert len(digest.full) == 64
        assert digest.short == f"{digest.full[:12]}…"


def test_a_page_lists_a_hundred_digests_and_says_how_many_more_there_are() -> None:
    files = dict(VALID)
    for number in range(110):
        on = date(2026, 1, 6) + timedelta(days=number // 4)
        path = f"forecasts/rain-in-paris/updates/{on}-{number % 4}.md"
        files[path] = "---\nprobability: 0.4\nreason: passage-of-time\n---\nAs before.\n"
    archive, _ = load(files)
    view = ledger_view(archive.forecasts[0], ledger(archive, today=TODAY))
    assert view is not None
    assert (len(view.digests), view.older) == (100, "14 older records")
    assert view.digests[0] == view.newest
