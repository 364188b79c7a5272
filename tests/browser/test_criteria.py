"""The history of criteria in a real browser: marked, told apart without colour, open without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Reader, reading, small_desk
from tests.pages.test_criteria_pages import VERSIONS

PAGE = "forecasts/rain-in-paris/"
CONFIG = """\
site_name: The Test Desk
docs_dir: content
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [foresite]
markdown_extensions: [attr_list, md_in_html, tables]
"""


@pytest.fixture(scope="module")
def criteria_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a forecast whose criteria have three versions, served."""
    desk = tmp_path_factory.mktemp("criteria")
    files = {"mkdocs.yml": CONFIG, "content/about.md": "# About\n", **VERSIONS}
    with small_desk(desk, files, strict=False) as made:
        yield made


@pytest.fixture
def at(browser: Browser, criteria_address: str) -> Iterator[Reader]:
    """Opens pages of that site."""
    with reading(browser, criteria_address) as made:
        yield made


def unfold(page: Page) -> None:
    """Open the history, by its own control."""
    page.locator(".fs-versions > summary").first.click()
    expect(page.locator(".fs-difference").first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_unfolded_history_is_accessible_and_fits(at: Reader, width: int, dark: bool) -> None:
    visit = at(width=width, dark=dark)
    page = visit.go(PAGE)
    unfold(page)
    visit.check(width)


@pytest.mark.parametrize("javascript", [False, True])
def test_added_and_taken_away_words_are_told_apart_by_a_line(at: Reader, javascript: bool) -> None:
    page = at(javascript=javascript, width=360).go(PAGE)
    unfold(page)
    line = "element => getComputedStyle(element).textDecorationLine"
    added = page.locator(".fs-difference ins").first
    taken = page.locator(".fs-difference del").first
    assert "melted snow" in added.inner_text()
    assert "at least 1 mm" in taken.inner_text()
    if javascript:
        assert added.evaluate(line) == "underline"
        assert taken.evaluate(line) == "line-through"
    versions = page.locator(".fs-versions").first
    for said in (
        "In force since 1 Feb 2026",
        "From 12 Jan 2026 to 1 Feb 2026",
        "Narrows what counts",
        "A gauge and a threshold are named.",
        "Under review",
    ):
        expect(versions).to_contain_text(said)


def test_a_keyboard_opens_the_history(at: Reader) -> None:
    page = at().go(PAGE)
    page.locator(".fs-versions > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".fs-difference").first).to_be_visible()


def test_what_is_implied_and_what_is_waived_lead_somewhere(at: Reader) -> None:
    page = at().go(PAGE)
    page.locator(".fs-related a").click()
    expect(page.locator("h1")).to_contain_text("31 December 2027")
    page.locator(".fs-related a").click()
    expect(page.locator("h1")).to_contain_text("31 December 2026")
    page.locator(".fs-waivers a").click()
    expect(page.locator("#criteria-threshold")).to_be_visible()
