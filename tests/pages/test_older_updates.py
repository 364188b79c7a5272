"""The newest twenty entries stand open; older ones are folded by year, or by month of a busy year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from foresite import pipeline
from foresite.history import entries
from foresite.model import Archive, Forecast
from foresite.pages.forecast.update_words import NEWEST, by_age
from foresite.publication import Settings
from tests.worlds import forecast

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
TODAY = date(2026, 12, 31)


def updated(days: Iterable[date]) -> Forecast:
    """A forecast that was updated on these days, each time to another number."""
    world = forecast()
    [first] = world.updates
    updates = tuple(
        replace(first, id=str(on), made_on=on, probability=0.3 + n % 10 / 100)
        for n, on in enumerate(sorted(days))
    )
    return replace(world, opened_on=updates[0].made_on, updates=updates, closes_on=None)


def daily(start: date, count: int) -> list[date]:
    """Days that follow one another."""
    return [start + timedelta(days=n) for n in range(count)]


def folds(world: Forecast) -> list[str]:
    """The headings of what is folded."""
    _, older = by_age(entries(world, today=TODAY))
    return [label for label, _ in older]


def test_twenty_entries_need_no_fold() -> None:
    assert folds(updated(daily(date(2026, 1, 1), NEWEST))) == []


def test_a_year_of_few_older_entries_is_one_fold() -> None:
    """Twenty of 2026 are the newest; the others are told by their years."""
    of_years = [date(2024, 5, 1), date(2024, 9, 1), date(2025, 2, 1), *daily(date(2026, 1, 1), 20)]
    assert folds(updated(of_years)) == ["2025: one entry", "2024: two entries"]


def test_a_year_of_many_is_folded_by_its_months() -> None:
    """Of the 70 days from 1 January the newest 20 are 20 February to 11 March: 19 and 31 are left."""
    days = [date(2025, 7, 1), *daily(date(2026, 1, 1), 70)]
    assert folds(updated(days)) == [
        "February 2026: 19 entries",
        "January 2026: 31 entries",
        "2025: one entry",
    ]


@pytest.mark.parametrize("count", [1, 20, 21, 41, 100])
def test_every_entry_is_there_once_newest_first_with_its_permanent_anchor(count: int) -> None:
    world = updated(daily(date(2026, 1, 1), count))
    made = pipeline.render(
        Archive(forecasts=(world,)), settings=SETTINGS, today=TODAY, draw=pipeline.draw_nothing
    )
    [page] = [file.content for file in made if file.path == "forecasts/rain-in-paris/index.md"]
    anchors = re.findall(r'<article class="fs-update" id="update-([\d-]+)"', page)
    assert anchors == [update.id for update in reversed(world.updates)]
    assert page.count('<details class="fs-fold fs-older"') == page.count("</article>\n</details>")
    assert ("fs-older" in page) == (count > NEWEST)
