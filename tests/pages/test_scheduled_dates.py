"""A question that has closed long before its answer is due: what pages say of it."""

from __future__ import annotations

import re
from datetime import date

from foresite import pipeline
from foresite.model import Archive
from foresite.publication import Settings
from tests.track_record.questions import TODAY, archive, question

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
DUE = "criteria: It happens by 31 December 2026.\nresolves_by: 2026-12-31\n"
WAITING = question("waiting", outcome=None, more=DUE)
SOONER = question("sooner", outcome=None, closes="2026-06-30")
LATER = question("later", outcome=None, closes="2027-06-30")
OVERDUE = question("overdue", outcome=None)


def page(made: Archive, path: str, *, today: date = TODAY) -> str:
    """One page as Markdown."""
    files = pipeline.render(made, settings=SETTINGS, today=today, draw=pipeline.draw_nothing)
    return next(file.content for file in files if file.path == f"{path}index.md")


def upcoming(home: str) -> list[tuple[str, str]]:
    """The days and the forecasts under “What resolves next”."""
    part = home.partition("## What resolves next")[2].partition("\n## ")[0]
    return re.findall(r'<span>(.*?)</span> <a href="forecasts/(\w+)/"', part)


def test_it_stands_among_those_that_resolve_next_on_the_day_by_which_its_answer_is_due() -> None:
    home = page(archive(WAITING, SOONER, LATER, OVERDUE), "")
    assert upcoming(home) == [
        ("30 Jun 2026", "sooner"),
        ("31 Dec 2026", "waiting"),
        ("30 Jun 2027", "later"),
    ]
    assert "One question has closed and awaits resolution." in home, "the overdue one alone"


def test_once_its_answer_was_due_it_awaits_resolution() -> None:
    on_the_day = page(archive(WAITING), "", today=date(2026, 12, 31))
    assert upcoming(on_the_day) == [("31 Dec 2026", "waiting")]
    assert "awaits resolution" not in on_the_day
    home = page(archive(WAITING), "", today=date(2027, 1, 1))
    assert upcoming(home) == []
    assert "One question has closed and awaits resolution." in home


def test_its_own_page_says_by_when_the_answer_is_due() -> None:
    fact = re.compile(r"Answer due</dt>\s*<dd>(.*?)</dd>")
    made = archive(WAITING, SOONER)
    assert fact.findall(page(made, "forecasts/waiting/")) == ["by 31 Dec 2026"]
    assert fact.findall(page(made, "forecasts/sooner/")) == [], "due on the day on which it closes"


def test_an_early_answer_is_told_to_wait_for_that_day() -> None:
    early = page(archive(question("early", known="2026-02-10", more=DUE)), "forecasts/early/")
    assert "its scheduled date, 31 Dec 2026, is yet to pass" in early
