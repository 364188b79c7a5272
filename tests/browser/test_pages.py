"""Every kind of page, for every kind of reader."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Visit, body

FIRST = "forecasts/open-model-parity/"
KINDS = (
    FIRST,
    "forecasts/us-governors-2022/arizona/",
    "forecasts/world-cup-2022/",
    "forecasts/us-influenza-2024-25/2025-02-22/",
)
"""A forecast of each kind that the archive has."""

PAGES = (
    "",
    "forecasts/",
    *KINDS,
    "changelog/",
    "tags/",
    "tags/ai/",
    "authors/textak/",
    "track-record/",
    "authors/fivethirtyeight/track-record/",
    "authors/textak/track-record/",
    "rules/",
    "method/",
    "about/",
    "writing/",
    "importing/",
    "desk/",
    "desk-board/",
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits(
    reader: Reader, path: str, width: int, dark: bool
) -> None:
    """No axe violation, no sideways scroll, no complaint, no foreign request."""
    visit = reader(width=width, dark=dark)
    visit.go(path)
    visit.check(width)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_reads_without_javascript(reader: Reader, path: str) -> None:
    page = reader(javascript=False).go(path)
    assert page.locator("h1").count() == 1
    expect(page.locator("h1")).to_be_visible()


UNREACHABLE = """
() => [...document.querySelectorAll("pre, pre > code")]
    .filter(box => getComputedStyle(box).overflowX !== "visible")
    .filter(box => box.scrollWidth > box.clientWidth && box.tabIndex < 0)
    .map(box => box.textContent)
"""


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", ["rules/", "writing/", "desk/"])
def test_code_that_scrolls_takes_the_focus_without_javascript(
    reader: Reader, path: str, width: int
) -> None:
    page = reader(javascript=False, width=width).go(path)
    assert page.locator("pre > code").count() > 0
    assert page.evaluate(UNREACHABLE) == []


BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(251, 250, 247)", "rgb(20, 23, 26)"


@pytest.mark.parametrize("javascript", [False, True])
@pytest.mark.parametrize(("dark", "colour"), [(False, LIGHT), (True, DARK)])
def test_a_page_follows_the_system_s_palette_with_javascript_and_without(
    reader: Reader, dark: bool, colour: str, javascript: bool
) -> None:
    page = reader(dark=dark, javascript=javascript).go(FIRST)
    assert page.evaluate(BACKGROUND) == colour


def test_paper_is_light_though_the_screen_is_dark(reader: Reader) -> None:
    page = reader(dark=True).go(FIRST)
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == LIGHT


def test_without_javascript_the_first_forecast_shows_all_that_matters(reader: Reader) -> None:
    page = reader(javascript=False, width=360).go(FIRST)
    article = page.locator("article.md-content__inner")
    for said in (
        "75\N{NARROW NO-BREAK SPACE}%",
        "1 in 4 that it does not",
        "Benchmark parity",
        "Developer preference",
        "UX quality",
        "Commercial impact",
        "under review",
        "Cuts both ways",
    ):
        expect(article).to_contain_text(said, ignore_case=True)
    expect(page.locator("svg.fs-plot")).to_be_visible()


def test_no_page_asks_for_more_before_it_is_needed(reader: Reader) -> None:
    """The sitemap and the search index grow with the archive; Vega is heavy."""
    visit = reader()
    visit.go(FIRST)
    asked = " ".join(visit.addresses())
    for later in ("vega", "workers", "search_index", "sitemap"):
        assert later not in asked, later


@pytest.mark.parametrize("path", KINDS)
def test_a_forecast_page_weighs_at_most_150_kb_before_any_interaction(
    reader: Reader, example_site: Path, path: str
) -> None:
    """Bytes over the wire, gzipped, of the page and all its assets; 1 kB is 1,000 bytes."""
    visit = reader()
    visit.go(path)
    weights = weighed(visit, example_site)
    assert sum(weights.values()) <= 150_000, weights


def test_the_heaviest_forecast_page_of_the_archive_weighs_no_more(
    reader: Reader, example_site: Path
) -> None:
    pages = (example_site / "forecasts").rglob("index.html")
    heaviest = max(pages, key=lambda page: len(gzip.compress(page.read_bytes())))
    visit = reader()
    visit.go(f"{heaviest.parent.relative_to(example_site).as_posix()}/")
    weights = weighed(visit, example_site)
    assert sum(weights.values()) <= 150_000, weights


def weighed(visit: Visit, site: Path) -> dict[str, int]:
    """The bytes of every answer that a visit has had, with its headers, by address.

    Weighed are the files: the browser does not tell of what a worker's script weighs.
    """
    return {
        address: len(body(site / address)) + request.sizes()["responseHeadersSize"]
        for address, request in zip(visit.addresses(), visit.requests, strict=True)
    }


def test_the_chart_needs_only_the_page_and_its_style_sheet(reader: Reader) -> None:
    visit = reader()
    visit.page.route(lambda url: not url.endswith((FIRST, ".css")), lambda route: route.abort())
    page = visit.page
    page.goto(visit.address + FIRST)
    expect(page.locator("svg.fs-plot")).to_be_visible()
    box = page.locator("svg.fs-plot").bounding_box()
    assert box is not None
    assert box["width"] > 500


def test_the_chart_comes_alive_on_interaction_and_says_date_number_and_reason(
    reader: Reader,
) -> None:
    visit = reader()
    page = visit.go("forecasts/us-governors-2022/arizona/")
    figure = page.locator("figure.fs-chart").first
    figure.scroll_into_view_if_needed()
    figure.hover()
    live = figure.locator("svg.marks")
    expect(live).to_be_visible()
    tip = figure.locator(".fs-tip")
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    live.locator(".mark-symbol path").last.hover(force=True)
    expect(tip).to_be_visible()
    for said in ("8 November 2022", "32\N{NARROW NO-BREAK SPACE}%", "new evidence"):
        expect(tip).to_contain_text(said, ignore_case=True)
    width = live.bounding_box()
    assert width is not None
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function(
        "w => document.querySelector('figure.fs-chart svg.marks').getBoundingClientRect().width < w",
        arg=width["width"],
    )
    assert visit.complaints == []


def test_the_palette_can_be_switched_and_the_chart_follows(reader: Reader) -> None:
    page = reader().go(FIRST)
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.locator("label[for^=__palette]:visible").first.click()
    page.locator("label[for^=__palette]:visible").first.click()
    page.wait_for_function(f"before => {colour} !== before", arg=before)


def test_the_search_finds_a_question(reader: Reader) -> None:
    visit = reader()
    page = visit.go(FIRST)
    page.keyboard.press("/")
    page.keyboard.type("Arizona governor")
    hit = page.locator(".md-search-result__link").first
    expect(hit).to_contain_text("Arizona")
    assert visit.complaints == []


@pytest.mark.parametrize("width", [1000, 1280, 1440])
def test_the_open_search_stays_in_the_window_and_wraps_nothing(reader: Reader, width: int) -> None:
    page = reader(width=width).go("")
    header = page.locator("header.fs-header")
    before = header.bounding_box()
    page.locator(".md-search__input").click()
    page.keyboard.type("Arizona")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(page.locator(".md-search__form")).to_have_css("background-color", LIGHT)
    for part in (".md-search__form", ".md-search__output"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert header.bounding_box() == before


NUMBERS_IN_PIECES = """() => [...document.querySelectorAll(".fs-list-now strong")].flatMap(cell => {
  const text = cell.firstChild
  const range = document.createRange()
  range.selectNodeContents(text)
  return range.getClientRects().length > 1 ? [text.textContent] : []
})"""


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_no_number_of_a_list_is_broken_over_lines(reader: Reader, width: int) -> None:
    page = reader(width=width).go("forecasts/")
    assert page.locator(".fs-list-long small").count() > 0
    assert page.evaluate(NUMBERS_IN_PIECES) == []


def test_every_internal_link_and_anchor_leads_somewhere(example_site: Path) -> None:
    """Crawl the files: MkDocs checks Markdown links only, and most of ours are HTML."""
    from html.parser import HTMLParser
    from urllib.parse import unquote, urljoin, urlsplit

    class Links(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.links: set[str] = set()
            self.ids: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = dict(attrs)
            self.ids.update(v for k, v in attrs if k in ("id", "name") and v)
            for key in ("href", "src"):
                if found.get(key):
                    self.links.add(str(found[key]))

    pages = {}
    for path in example_site.rglob("*.html"):
        parser = Links()
        parser.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(example_site).as_posix()] = parser
    broken = []
    for page, parser in pages.items():
        for link in parser.links:
            target = urlsplit(urljoin(f"http://site/{page}", link))
            if target.netloc != "site":
                continue
            file = unquote(target.path).lstrip("/")
            file = f"{file}index.html" if file.endswith("/") or not file else file
            if not (example_site / file).is_file():
                broken.append((page, link))
            elif target.fragment and file in pages:
                if unquote(target.fragment) not in pages[file].ids | {"__search", "__drawer"}:
                    broken.append((page, link))
    assert broken == []
