"""Corrections and dates that git does not bear out, as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from foresite.building import build_site
from tests.browser.conftest import Reader, reading, served
from tests.hostile import HOSTILE
from tests.repositories import commit, repository
from tests.shells.conftest import ABOUT, CONFIG, FORECAST, UPDATE, write

FOLDER = "forecasts/rain-in-paris"
LONG = f"{'wet' * 90} and <script>alert(1)</script>\n\n```\n{HOSTILE}\n\nmore\n```\n"
EARLIER = UPDATE.replace("0.4", "0.04") + LONG


@pytest.fixture(scope="module")
def corrected_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that mended an update and its terms, and recorded an update late."""
    desk = repository(tmp_path_factory.mktemp("corrected"))
    write(desk, "mkdocs.yml", CONFIG)
    write(desk, "content/about.md", ABOUT)
    first = {
        f"{FOLDER}/forecast.yml": FORECAST,
        f"{FOLDER}/updates/2026-01-05.md": UPDATE + LONG,
        f"{FOLDER}/corrections/2026-01-12.md": (
            "---\nfile: updates/2026-01-05.md\nby: desk\nbecause: A zero too many was typed.\n"
            f"what: The number is 40 %, not 4 %.\n---\n{EARLIER}"
        ),
        f"{FOLDER}/corrections/2026-01-13.md": (
            "---\nfile: forecast.yml\nby: desk\nbecause: A slip of the key.\n---\n"
            f"{FORECAST.replace('1 mm', '10 mm')}"
        ),
    }
    commit(desk, first, on="2026-01-05")
    late = UPDATE.replace("---\nT", "reason: evidence\n---\nT")
    commit(desk, {f"{FOLDER}/updates/2026-01-12.md": late}, on="2026-02-12")
    return build_site(desk / "mkdocs.yml", strict=True, site_dir=desk / "site")


@pytest.fixture
def at(browser: Browser, corrected_site: Path) -> Iterator[Reader]:
    """Opens pages of that desk."""
    with served(corrected_site) as made, reading(browser, made) as reader:
        yield reader


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_both_texts_of_what_was_corrected_are_accessible_and_fit(
    at: Reader, width: int, dark: bool
) -> None:
    visit = at(width=width, dark=dark)
    page = visit.go(f"{FOLDER}/")
    for summary in page.locator(".fs-correction summary").all():
        summary.click()
    assert page.locator("#update-2026-01-05 .fs-verbatim").is_visible()
    visit.check(width)


def test_without_javascript_the_earlier_text_is_read_letter_by_letter(at: Reader) -> None:
    page = at(javascript=False).go(f"{FOLDER}/")
    article = page.locator("#update-2026-01-05")
    expect(article).to_contain_text("Corrected on 12 January 2026 by The Test Desk.")
    article.locator(".fs-correction summary").click()
    assert article.locator(".fs-verbatim code").text_content() == EARLIER
    link = page.locator("#criteria-answer ~ .fs-correction a")
    assert link.get_attribute("href") == "#correction-2026-01-13"
    assert "at least 10 mm" in (page.locator("#correction-2026-01-13").text_content() or "")


def test_without_javascript_an_update_that_came_late_says_so(at: Reader) -> None:
    page = at(javascript=False).go(f"{FOLDER}/")
    marks = page.locator(".fs-recorded")
    expect(marks).to_have_text(["Recorded later, on 12 Feb 2026: 31 days after its date"])
    assert page.locator("#update-2026-01-12 .fs-recorded").count() == 1
