"""Signposts, the evidence ledger, the waterfall, the desk board and the audit in a real browser.

The example archive states no likelihood ratios, and none of its signposts has
fired; so this site's forecasts are made up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Reader, reading, small_desk
from tests.hostile import HOSTILE

FERRY = "forecasts/made-up-ferry/"
TRAM = "forecasts/made-up-tram/"
PAGES = (FERRY, TRAM, "desk-board/", "track-record/", "changelog/")

CONFIG = """\
site_name: The Test Desk
docs_dir: content
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [{foresite: {limits: {signpost_days: 7, stale_days: 30}}}]
markdown_extensions: [attr_list, md_in_html, tables]
"""

_Q = json.dumps(HOSTILE[:200])

FILES = {
    "mkdocs.yml": CONFIG,
    "content/about.md": "# About\n",
    f"{FERRY}forecast.yml": """\
question: Will the made-up ferry sail before the end of 2026?
opened_on: 2026-06-01
closes_on: 2026-12-31
headline: sails
base_rate: {probability: 0.2, source: One in five ferries of this yard}
dimensions:
  sails: {name: Sails with passengers, criteria: The harbour’s log reports one crossing with passengers by 31 December 2026.}
  trial: {name: Sea trial passed, criteria: The register publishes one passed sea trial by 31 December 2026.}
signposts:
  certificate: {event: The register issues the certificate., moves_to: at least 0.7, fired: {on: 2026-10-20, evidence: The register lists it., source: The register, url: "https://example.org/register"}}
  strike: {event: The crew goes on strike., moves_to: below 0.2, expires_on: 2026-10-01}
  engine: {event: The second engine is delivered., moves_to: at least 0.6, dimension: trial}
""",
    f"{FERRY}updates/2026-06-01.md": """\
---
probability: 0.25
dimensions: {sails: 0.25, trial: 0.4}
evidence:
  - {id: engine, claim: The first engine was installed early., kind: direct, bears_on: {sails: supports, trial: supports}, source: The yard, url: "https://example.org/yard", dated: 2026-05-20, likelihood_ratio: 3}
  - {id: record, claim: The yard delivered its last ships late., kind: circumstantial, bears_on: {sails: opposes}, source: The gazette, dated: 2026-04-02, likelihood_ratio: 0.5}
  - {id: weather, claim: A mild autumn is forecast., kind: circumstantial, bears_on: both, source: The weather service, dated: 2026-05-28}
---
Made up.
""",
    f"{FERRY}updates/2026-08-10.md": """\
---
probability: 0.45
dimensions: {sails: 0.45, trial: 0.65}
reason: evidence
evidence:
  - {id: hull, claim: Divers found a flaw in the hull., kind: direct, bears_on: {trial: opposes}}
---
Made up.
""",
    f"{TRAM}forecast.yml": f"""\
question: {_Q}
opened_on: 2026-06-01
base_rate: {{probability: 0.5, source: {_Q}}}
criteria: The city publishes one timetable with the tram by 31 December 2026.
signposts:
  post: {{event: {_Q}, moves_to: at least 0.9, fired: {{on: 2026-06-02, evidence: {_Q}, source: {_Q}, url: "https://example.org/?q='x'&y"}}}}
  gone: {{event: {_Q}, moves_to: below 0.1, expired: {{on: 2026-06-03, reason: {_Q}}}}}
""",
    f"{TRAM}updates/2026-06-01.md": f"""\
---
probability: 0.4
evidence:
  - {{id: fact, claim: {_Q}, kind: direct, bears_on: supports, source: {_Q}, likelihood_ratio: 2}}
---
Made up.
""",
}


@pytest.fixture(scope="module")
def made_up_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The made-up site as of 24 November 2026, served."""
    desk = tmp_path_factory.mktemp("signposts")
    with small_desk(desk, FILES, today=date(2026, 11, 24), strict=False) as made:
        yield made


@pytest.fixture
def at(browser: Browser, made_up_address: str) -> Iterator[Reader]:
    """Opens pages of that site."""
    with reading(browser, made_up_address) as made:
        yield made


def shown(page: Page) -> list[str]:
    """The claims that a reader sees in the evidence ledger."""
    claims = page.locator(".fs-proof .fs-claim > p:first-child")
    return [claim.inner_text() for claim in claims.all() if claim.is_visible()]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits(at: Reader, path: str, width: int, dark: bool) -> None:
    visit = at(width=width, dark=dark)
    visit.go(path)
    visit.check(width)


def test_without_javascript_the_ledger_is_whole_and_a_reader_may_choose_from_it(
    at: Reader,
) -> None:
    page = at(javascript=False, width=360).go(FERRY)
    assert shown(page) == [
        "A mild autumn is forecast.",
        "The first engine was installed early.",
        "The yard delivered its last ships late.",
        "Divers found a flaw in the hull.",
        "The first engine was installed early.",
    ]
    page.locator(".fs-way-opposes").check()
    assert shown(page) == [
        "The yard delivered its last ships late.",
        "Divers found a flaw in the hull.",
    ]
    expect(page.locator(".fs-proof-group").first).to_be_hidden()
    page.locator(".fs-kind-direct").check()
    assert shown(page) == ["Divers found a flaw in the hull."]
    assert page.locator(".fs-proof-group:visible").count() == 1
    page.locator(".fs-way-both").check()
    assert shown(page) == []
    expect(page.locator(".fs-proof-none")).to_be_visible()
    page.locator(".fs-way-all").check()
    page.locator(".fs-kind-all").check()
    assert len(shown(page)) == 5
    expect(page.locator(".fs-proof-none")).to_be_hidden()


def test_a_keyboard_chooses_and_folds(at: Reader) -> None:
    page = at().go(FERRY)
    page.locator(".fs-way-all").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".fs-way-supports")).to_be_checked()
    assert set(shown(page)) == {"The first engine was installed early."}
    page.keyboard.press("ArrowLeft")
    page.locator(".fs-proof-group > summary").first.focus()
    page.keyboard.press("Enter")
    assert "A mild autumn is forecast." not in shown(page)


def test_without_javascript_the_waterfall_stands_with_its_sentence_and_its_table(
    at: Reader,
) -> None:
    """20 % are odds of 1:4; by 3 and a half they are 3:8, 27 %."""
    page = at(javascript=False, width=360).go(FERRY)
    figure = page.locator("figure[data-chart='waterfall.json']")
    expect(figure.locator("svg.fs-plot")).to_be_visible()
    expect(figure.locator("figcaption")).to_contain_text("would lead to 27\u202f%")
    expect(figure.locator("figcaption")).to_contain_text("arithmetic with what was stated")
    figure.locator("summary").click()
    expect(figure.locator("tbody tr")).to_have_count(5)
    assert page.locator(".fs-number").inner_text().startswith("45")


def test_the_waterfall_comes_alive_and_its_bars_tell_of_themselves(at: Reader) -> None:
    visit = at()
    page = visit.go(FERRY)
    figure = page.locator("figure[data-chart='waterfall.json']")
    figure.scroll_into_view_if_needed()
    figure.hover()
    expect(figure.locator("svg.marks")).to_be_visible()
    # A pointer at rest chooses a mark, from which the keys would go on.
    page.mouse.move(0, 0)
    figure.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(figure.locator(".fs-tip")).to_contain_text("×3")
    assert visit.complaints == []


def test_each_signpost_says_its_state_its_day_and_what_shows_it(at: Reader) -> None:
    page = at(javascript=False).go(FERRY)
    fired, expired, armed = page.locator(".fs-signpost").all()
    expect(fired).to_contain_text("Fired on 20 Oct 2026")
    expect(fired).to_contain_text("The register lists it.")
    expect(expired).to_contain_text("Expired on 1 Oct 2026")
    expect(armed).to_contain_text("Armed; watched since 1 Jun 2026")


def test_the_board_leads_from_what_waits_to_its_forecast_without_javascript(at: Reader) -> None:
    """Fired on 20 October with 7 days’ grace: on 24 November it is 28 days overdue."""
    page = at(javascript=False, width=360).go("desk-board/")
    assert page.locator("h2").first.inner_text() == "Signposts fired, no update"
    first = page.locator(".fs-board li", has_text="made-up ferry").first
    assert "28 days overdue" in first.inner_text()
    assert "Next:" in first.inner_text()
    first.locator("a").click()
    expect(page.locator("h1")).to_contain_text("made-up ferry")


def test_the_footer_leads_to_the_board(at: Reader) -> None:
    page = at().go(FERRY)
    page.locator("footer a[href$='desk-board/']").click()
    expect(page.locator("h1")).to_contain_text("Desk board")


def test_the_track_record_tells_what_became_of_the_signposts(at: Reader) -> None:
    page = at(javascript=False).go("track-record/")
    text = page.locator("article.md-content__inner").inner_text()
    assert "Of two signposts that have fired, none took the number where it had been said" in text
    assert "two had no update" in text
    assert "no signpost had called for it" in text


@pytest.mark.parametrize("path", [TRAM, "desk-board/", "track-record/", "changelog/"])
def test_hostile_text_is_shown_and_does_nothing(at: Reader, path: str) -> None:
    visit = at()
    page = visit.go(path)
    assert page.locator("article img, article script, article svg script").count() == 0
    assert "<script>alert(1)</script>" in page.locator(".md-content__inner").inner_text()
    assert visit.complaints == []
