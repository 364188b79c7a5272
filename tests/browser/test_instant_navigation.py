"""Going from page to page within the site, as Material does it once it knows its address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from foresite.building import build_site
from tests.browser.conftest import BASE, Handler
from tests.shells.conftest import ABOUT, CONFIG, FORECAST, UPDATE, write


@pytest.fixture
def published(tmp_path: Path) -> Iterator[str]:
    """A desk's site at the address that it was built for."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Handler, directory=str(tmp_path / "site"))
    )
    address = f"http://127.0.0.1:{server.server_port}{BASE}"
    instant = "theme: {name: material, features: [navigation.instant]}"
    config = CONFIG.replace("theme: {name: material, font: false}", instant)
    assert instant in config
    write(tmp_path, "mkdocs.yml", f"site_url: {address}\n{config}")
    write(tmp_path, "content/about.md", ABOUT)
    write(tmp_path, "forecasts/rain-in-paris/forecast.yml", FORECAST)
    write(tmp_path, "forecasts/rain-in-paris/updates/2026-01-05.md", UPDATE)
    later = UPDATE.replace("---\nT", "reason: evidence\n---\nT")
    for day in range(10, 32):
        write(tmp_path, f"forecasts/rain-in-paris/updates/2026-01-{day}.md", later)
    build_site(tmp_path / "mkdocs.yml", strict=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


def test_the_header_marks_the_page_and_its_chart_wakes_after_instant_navigation(
    published: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{published}about/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    current = page.locator(".fs-pages [aria-current]")
    expect(current).to_have_text("About")
    page.click(".fs-pages a:has-text('Forecasts')")
    expect(current).to_have_text("Forecasts")
    page.click("a:has-text('Will it rain')")
    expect(page.locator(".fs-figure")).to_have_text("40")
    assert page.evaluate("window.stayed"), "the browser loaded no page anew"
    page.locator("figure.fs-chart").first.hover()
    expect(page.locator("svg.marks")).to_be_visible()
    assert said == []
    page.close()


def test_a_link_to_an_old_update_opens_what_it_is_folded_in(
    published: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{published}changelog/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.click("a[href$='#update-2026-01-05']")
    expect(page.locator("#update-2026-01-05")).to_be_in_viewport()
    assert page.evaluate("window.stayed"), "the browser loaded no page anew"
    page.close()


def test_a_page_that_is_not_there_says_so_and_leads_on(published: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{published}404.html")
    expect(page.locator("h1")).to_have_text("There is no such page")
    page.click("text=all forecasts")
    expect(page.locator("h1")).to_contain_text("Forecasts")
    page.close()
