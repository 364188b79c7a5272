"""A preview in a real browser: what an author saves is there without a key pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.shells.conftest import CONFIG, UPDATE, write
from tests.shells.conftest import FORECAST as QUESTION
from tests.shells.test_serving import COMMANDS, FORECAST, PATIENCE, eventually, serving


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_an_open_page_reloads_by_itself_and_shows_what_is_wrong(
    tmp_path: Path, browser: Browser, command: tuple[str, ...]
) -> None:
    """The published policy allows no inline script; the preview's reload is one."""
    write(tmp_path, "mkdocs.yml", CONFIG)
    write(tmp_path, "content/about.md", "# About\n")
    write(tmp_path, FORECAST + "forecast.yml", QUESTION)
    write(tmp_path, FORECAST + "updates/2026-01-05.md", UPDATE)
    with serving(tmp_path, command) as site:
        eventually(site + FORECAST, holds=lambda page: "The climate of January" in page)
        page = browser.new_page()
        page.goto(site + FORECAST)
        expect(page.locator(".fs-figure")).to_have_text("40")
        write(tmp_path, FORECAST + "updates/2026-01-09.md", UPDATE.replace("0.4", "75%"))
        expect(page.locator(".fs-problem").first).to_be_visible(timeout=PATIENCE * 1000)
        later = UPDATE.replace("0.4", "0.75\nreason: evidence")
        write(tmp_path, FORECAST + "updates/2026-01-09.md", later)
        expect(page.locator(".fs-figure")).to_have_text("75", timeout=PATIENCE * 1000)
        page.close()
