"""Every kind of question in the browser: open, resolved, annulled, and several kinds on one page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Reader, reading, small_desk
from tests.kind_archive import TODAY, archive_files

CONFIG = """\
site_name: Kinds
docs_dir: content
theme: {name: material, font: false}
plugins: [search, foresite]
nav: [index.md, forecasts/index.md, about.md]
"""
PAGES = (
    "",
    "forecasts/",
    *(
        f"forecasts/{id_}/"
        for id_ in (
            "rain-yes",
            "rain-no",
            "rain-annulled",
            "rain-withdrawn",
            "cup-open",
            "cup-resolved",
            "cup-many",
            "cars-open",
            "cars-few",
            "cars-annulled",
            "bridge-above",
            "line-resolved",
        )
    ),
)


@pytest.fixture(scope="module")
def kinds_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a small site with every kind of question is served."""
    folder = tmp_path_factory.mktemp("kinds")
    files = {"mkdocs.yml": CONFIG, "content/about.md": "# About\n\nA.\n", **archive_files()}
    with small_desk(folder, files, today=TODAY) as made:
        yield made


@pytest.fixture
def kinds(browser: Browser, kinds_address: str) -> Iterator[Reader]:
    """Opens pages of that site and closes them afterwards."""
    with reading(browser, kinds_address) as made:
        yield made


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits_on_a_dark_telephone_and_a_light_screen(
    kinds: Reader, path: str
) -> None:
    """No axe violation, no sideways scroll, no complaint, no foreign request."""
    for width, dark in ((360, True), (1280, False)):
        visit = kinds(width=width, dark=dark)
        visit.go(path)
        visit.check(width)


@pytest.mark.parametrize(
    ("id_", "figure", "said"),
    [
        ("cup-open", "35", "The Lions, the likeliest of four options"),
        ("cars-open", "500", "9 in 10 that it is from 300 to 900. As likely to be above as below."),
        ("bridge-open", "1 May 2027", "As likely to be earlier as later."),
    ],
)
def test_without_javascript_the_figure_and_what_it_means_are_there(
    kinds: Reader, id_: str, figure: str, said: str
) -> None:
    page = kinds(javascript=False, width=360).go(f"forecasts/{id_}/")
    expect(page.locator(".fs-number .fs-figure")).to_have_text(figure)
    expect(page.locator(".fs-words")).to_contain_text(said)
    expect(page.locator("figure svg").first).to_be_visible()


def test_the_outcome_of_each_reading_stands_in_its_row(kinds: Reader) -> None:
    page = kinds(width=360).go("forecasts/line-resolved/")
    came_out = page.locator("td[data-label='Came out']")
    expect(came_out).to_have_text(["No", "After 31 Dec 2028", "Annulled", "The state"])
    expect(page.locator(".fs-outcome")).to_contain_text("Resolved no.")


def test_an_annulled_question_says_so_before_anything_else_and_never_no(kinds: Reader) -> None:
    page = kinds().go("forecasts/cars-annulled/")
    expect(page.locator(".fs-outcome strong").first).to_have_text(
        "Annulled: the question was flawed."
    )
    assert page.locator(".fs-outcome-no, .fs-outcome-yes").count() == 0


def test_a_withdrawn_resolution_is_told_and_the_question_is_open_again(kinds: Reader) -> None:
    page = kinds().go("forecasts/rain-withdrawn/")
    expect(page.locator(".fs-banner").first).to_contain_text(
        "A resolution was withdrawn on 20 Feb 2026. It said: Resolved yes, known on 1 Feb 2026. "
        "A misprint in the bulletin. It counts no more in any score."
    )
    assert page.locator(".fs-outcome").count() == 0
