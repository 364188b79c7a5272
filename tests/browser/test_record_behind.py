"""The record behind a page, and sealed texts, as a reader meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from foresite.building import build_site
from foresite.model import sealed_digest
from tests.browser.conftest import Reader, reading, served
from tests.shells.conftest import ABOUT, CONFIG, FORECAST, UPDATE, write

SALT = "7d1f0c5b9e2a4c6d8f3b1a0e5c7d9f2b4a6c8e0d1f3b5a7c9e2d4f6b8a0c1e3d"
TEXT = "It will rain by the morning."
FOLDER = "forecasts/rain-in-paris"


@pytest.fixture(scope="module")
def sealed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two sealed texts, one of them revealed."""
    desk = tmp_path_factory.mktemp("sealed")
    write(desk, "mkdocs.yml", CONFIG)
    write(desk, "content/about.md", ABOUT)
    write(desk, f"{FOLDER}/forecast.yml", FORECAST)
    write(desk, f"{FOLDER}/updates/2026-01-05.md", UPDATE)
    write(desk, f"{FOLDER}/sealed/2026-01-20.yml", f"digest: {'a1' * 32}\n")
    seal = f"digest: {sealed_digest(SALT, TEXT)}\nabout: The bulletin of the morning.\n"
    write(desk, f"{FOLDER}/sealed/2026-01-12.yml", seal)
    reveal = f"---\nsalt: {SALT}\nrevealed_on: 2026-02-01\n---\n{TEXT}\n"
    write(desk, f"{FOLDER}/sealed/2026-01-12.md", reveal)
    return build_site(desk / "mkdocs.yml", strict=True, site_dir=desk / "site")


@pytest.fixture
def sealed_reader(browser: Browser, sealed_site: Path) -> Iterator[Reader]:
    """Opens pages of that desk."""
    with served(sealed_site) as made, reading(browser, made) as reader:
        yield reader


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_sealed_texts_and_digests_are_accessible_and_fit(
    sealed_reader: Reader, width: int, dark: bool
) -> None:
    visit = sealed_reader(width=width, dark=dark)
    page = visit.go(f"{FOLDER}/")
    for summary in page.locator(".fs-sealed summary, .fs-ledger summary").all():
        summary.click()
    assert page.locator(".fs-digests dd").first.is_visible()
    visit.check(width)


def test_without_javascript_both_dates_the_text_and_the_match_are_read(
    sealed_reader: Reader,
) -> None:
    page = sealed_reader(javascript=False).go(f"{FOLDER}/")
    revealed = page.locator("#sealed-2026-01-12")
    for part in ("sealed 12 Jan 2026", "revealed 1 Feb 2026", "It matches.", TEXT):
        expect(revealed).to_contain_text(part)
    assert "not revealed yet" in page.locator("#sealed-2026-01-20").inner_text()
    revealed.locator("summary").click()
    with page.expect_response("**/sealed/2026-01-12.txt") as got:
        revealed.get_by_role("link", name="the text with its salt").click()
    assert got.value.text() == f"{SALT}\n{TEXT}\n"


def test_the_example_archive_verifies_and_its_pages_show_the_ledgers_root(
    reader: Reader, example_site: Path
) -> None:
    checked = subprocess.run(
        [sys.executable, "-I", str(example_site / "verify_ledger.py"), str(example_site)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    kept = json.loads((example_site / "ledger.json").read_text("utf-8"))
    assert kept["root"] in checked.stdout
    page = reader(javascript=False).go("forecasts/open-model-parity/")
    page.locator(".fs-ledger summary").click()
    said = page.locator(".fs-ledger").inner_text()
    assert kept["root"] in said
    chains = kept["forecasts"]["open-model-parity"]["chains"]
    assert all(digest in said for rows in chains.values() for _, _, digest in rows)
