"""What fits, at every width: tables, headings, the drawer, and what a finger or the keyboard meets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Reader, reading, small_desk

CONFIG = "site_name: Extremes\ntheme: material\nplugins: [search, foresite]\ndocs_dir: content\n"
UNIT = "confirmed hospital admissions with influenza"
LONG = f"Will {'the commission on the waters of the lower basin adopt a schedule, and ' * 4}when?"
EXTREMES = {
    "mkdocs.yml": CONFIG,
    "content/about.md": "# About\n\nA.\n",
    "forecasts/long-unit/forecast.yml": f"""\
question: How many people will be admitted in the week to 27 February 2026?
opened_on: 2026-01-05
kind: numeric
unit: {UNIT}
criteria: Resolves to the number in the bulletin of 6 March 2026.
""",
    "forecasts/long-unit/updates/2026-01-05.md": """\
---
quantiles: {0.05: 420000, 0.25: 700000, 0.5: 1234567, 0.75: 1450000, 0.95: 2900000}
---
Half.
""",
    "forecasts/long-question/forecast.yml": f"""\
question: {LONG}
opened_on: 2026-01-05
criteria: Resolves yes if the journal has it by 1 March 2027.
""",
    "forecasts/long-question/updates/2026-01-05.md": "---\nprobability: 0.04\n---\nWhy.\n",
    "forecasts/daily/forecast.yml": """\
question: Will it rain on the last day of the year?
opened_on: 2026-01-01
criteria: Resolves yes if the weather service says so on 1 January 2027.
""",
    **{
        f"forecasts/daily/updates/{date(2026, 1, 1) + timedelta(days=n)}.md": (
            f"---\nprobability: {0.3 + n % 10 / 100:.2f}\n{'reason: evidence' if n else ''}\n"
            f"---\nNumber {n} of many.\n"
        )
        for n in range(45)
    },
}


@pytest.fixture(scope="module")
def extremes_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a desk of long words is served."""
    folder = tmp_path_factory.mktemp("extremes")
    with small_desk(folder, EXTREMES) as made:
        yield made


@pytest.fixture
def extremes(browser: Browser, extremes_address: str) -> Iterator[Reader]:
    """Opens pages of that desk."""
    with reading(browser, extremes_address) as made:
        yield made


def lines(page: Page, selector: str) -> list[int]:
    """How many lines each of some texts takes."""
    script = """all => all.map(one => {
      const range = document.createRange()
      range.selectNodeContents(one)
      return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size
    })"""
    counts: list[int] = page.locator(selector).evaluate_all(script)
    return counts


@pytest.mark.parametrize("width", [360, 768, 900, 1280])
@pytest.mark.parametrize("path", ["forecasts/", "tags/health/", "authors/fivethirtyeight/"])
def test_a_question_in_a_list_takes_four_lines_at_most(
    reader: Reader, path: str, width: int
) -> None:
    page = reader(width=width).go(path)
    assert 0 < max(lines(page, ".fs-list tbody th a")) <= 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [768, 900])
def test_what_decides_a_dimension_has_more_room_than_its_last_move(
    reader: Reader, width: int
) -> None:
    page = reader(width=width).go("forecasts/open-model-parity/")
    criterion = page.locator(".fs-dimensions td:nth-child(2)").first.bounding_box()
    assert criterion is not None
    assert criterion["width"] > 300


@pytest.mark.parametrize("width", [320, 360])
def test_a_long_unit_is_told_once_and_pushes_nothing_off_the_screen(
    extremes: Reader, width: int
) -> None:
    page = extremes(width=width).go("forecasts/long-unit/")
    table = page.locator(".fs-parts")
    expect(page.locator("#parts")).to_contain_text(f"Where it may come out, in {UNIT}")
    assert UNIT not in table.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert max(lines(page, ".fs-parts th")) <= 3


@pytest.mark.parametrize("width", [360, 1280])
def test_a_question_of_300_characters_leaves_the_number_on_the_first_screen(
    extremes: Reader, width: int
) -> None:
    assert 250 < len(LONG) <= 300
    page = extremes(width=width).go("forecasts/long-question/")
    expect(page.locator("h1")).to_have_text(LONG)
    number = page.locator(".fs-number").bounding_box()
    assert number is not None
    assert number["y"] + number["height"] < 600


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("path", ["feeds-and-data/", "about/", "writing/"])
def test_on_a_phone_a_table_of_keys_is_read_without_scrolling_sideways(
    reader: Reader, path: str, width: int
) -> None:
    page = reader(width=width).go(path)
    cells = page.locator("td:first-child > code").all()
    assert cells
    for cell in cells:
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
    row = page.locator("tr", has=page.locator("td:first-child > code")).first
    last = row.locator("td:last-child").bounding_box()
    assert last is not None
    assert last["width"] > 250


@pytest.mark.parametrize("path", ["track-record/", "rules/", "writing/"])
def test_no_heading_ends_in_an_empty_line_on_a_phone(reader: Reader, path: str) -> None:
    """The sign that links to a heading is unseen there, and takes no room."""
    page = reader(width=360).go(path)
    signs = page.locator(":is(h2, h3)[id] > .headerlink")
    assert signs.count() > 3
    assert {sign.is_visible() for sign in signs.all()} == {False}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", ["", "method/"])
def test_the_drawer_is_paper_like_the_page(reader: Reader, path: str, dark: bool) -> None:
    page = reader(width=360, dark=dark).go(path)
    page.locator("label.fs-menu").click()
    title = page.locator(".md-nav__title[for='__drawer']")
    expect(title).to_be_visible()
    background = "one => getComputedStyle(one).backgroundColor"
    assert title.evaluate(background) == page.locator("body").evaluate(background)
    # Only a page with a list of its contents offers one.
    contents = page.locator(".md-nav__link[for='__toc']")
    assert contents.is_visible() is (path == "method/")


def test_the_keyboard_never_lands_on_something_without_height(reader: Reader) -> None:
    page = reader().go("")
    for _ in range(25):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
              const at = document.activeElement
              const drawn = at.matches(".md-option") ? at.nextElementSibling : at
              return [at.tagName, at.className, drawn.getBoundingClientRect().height]
            }"""
        )
        assert place[2] > 0, place


SMALL_TARGETS = """selector => [...document.querySelectorAll(selector)]
    .map(one => [one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([text, box]) => `${text}: ${box.width} by ${box.height}`)"""


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("", ".fs-footer a"),
        ("track-record/", ".fs-jump a"),
        ("forecasts/open-model-parity/", ".fs-tag, .fs-links a"),
        ("tags/", ".fs-tags a"),
    ],
)
def test_what_a_finger_taps_is_24_pixels_in_each_direction(
    reader: Reader, path: str, selector: str
) -> None:
    """WCAG 2.2, success criterion 2.5.8."""
    page = reader(width=360).go(path)
    assert page.locator(selector).count() > 0
    assert page.evaluate(SMALL_TARGETS, selector) == []


def test_on_paper_nothing_is_printed_that_only_a_screen_can_use(reader: Reader) -> None:
    page = reader().go("forecasts/us-influenza-2024-25/2025-02-22/")
    expect(page.locator(".fs-links")).to_be_visible()
    page.emulate_media(media="print")
    for gone in (".fs-links", ".fs-chart summary", ".fs-ledger summary"):
        expect(page.locator(gone).first).to_be_hidden()
    source = page.locator(".fs-sources a[href^='http']").first
    address = source.evaluate("one => getComputedStyle(one, '::after').content")
    assert address == f'" ({source.get_attribute("href")})"'


DAILY, OLDEST = "forecasts/daily/", "#update-2026-01-01"


@pytest.mark.parametrize("javascript", [False, True])
def test_a_link_to_an_update_that_is_folded_away_opens_its_fold(
    extremes: Reader, javascript: bool
) -> None:
    page = extremes(javascript=javascript).go(DAILY)
    expect(page.locator(OLDEST)).to_be_hidden()
    expect(page.locator("#update-2026-02-14")).to_be_visible()
    page = extremes(javascript=javascript).go(DAILY + OLDEST)
    expect(page.locator(OLDEST)).to_be_visible()
    expect(page.locator(OLDEST)).to_be_in_viewport()


def test_a_link_from_the_changelog_opens_the_fold_too(extremes: Reader) -> None:
    page = extremes().go("changelog/")
    page.locator(f"a[href$='{OLDEST}']").click()
    expect(page.locator(OLDEST)).to_be_in_viewport()


def test_a_fold_opens_without_javascript_and_by_the_keyboard(extremes: Reader) -> None:
    page = extremes(javascript=False, width=360).go(DAILY)
    fold = page.locator(".fs-older > summary").last
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator(OLDEST)).to_be_visible()


@pytest.mark.parametrize("javascript", [False, True])
def test_every_update_is_printed(extremes: Reader, javascript: bool) -> None:
    page = extremes(javascript=javascript).go(DAILY)
    page.emulate_media(media="print")
    heights = page.locator(".fs-update").evaluate_all(
        "all => all.map(one => one.checkVisibility() ? one.getBoundingClientRect().height : 0)"
    )
    assert len(heights) == 45
    assert min(heights) > 20


def test_a_page_of_many_updates_is_accessible(extremes: Reader) -> None:
    visit = extremes(width=360, dark=True)
    visit.go(DAILY + OLDEST)
    visit.check(360)
