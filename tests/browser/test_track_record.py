"""The track record in a real browser: its charts, its twins, its length on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader

PAGE = "track-record/"


def test_without_javascript_the_record_shows_whose_it_is_how_good_and_every_chart(
    reader: Reader,
) -> None:
    page = reader(javascript=False, width=360).go(PAGE)
    text = page.locator("article.md-content__inner").inner_text()
    assert "None of these forecasts is Foresite’s own." in text
    assert "Lower is better" in text
    assert "0.033" in text
    for fold in page.locator("details.fs-fold > summary").all():
        fold.click()
    figures = page.locator("figure.fs-chart")
    for number in range(figures.count()):
        figure = figures.nth(number)
        expect(figure.locator("svg.fs-plot")).to_be_visible()
        expect(figure.locator("figcaption")).not_to_be_empty()
        assert figure.locator("details table tbody tr").count() > 0


def test_a_diagram_says_how_many_came_true_under_the_pointer_and_the_arrow_keys(
    reader: Reader,
) -> None:
    visit = reader()
    page = visit.go(PAGE)
    figure = page.locator("figure.fs-chart").first
    figure.scroll_into_view_if_needed()
    figure.hover()
    expect(figure.locator("svg.marks")).to_be_visible()
    # A pointer at rest chooses a mark, from which the keys would go on.
    page.mouse.move(0, 0)
    figure.focus()
    page.keyboard.press("ArrowRight")
    tip = figure.locator(".fs-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("0 of 17 came true")
    page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("2 of 3 came true")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    assert visit.complaints == []


@pytest.mark.parametrize("width", [768, 1280])
def test_charts_side_by_side_have_captions_and_tables_at_one_height(
    reader: Reader, width: int
) -> None:
    """Their plots differ in height; an open table, whose length is its own, comes last."""
    pairs = reader(width=width).go(PAGE).locator(".fs-record-pair").all()
    assert pairs
    for pair in pairs:
        for part in ("figcaption", "summary"):
            boxes = [one.bounding_box() for one in pair.locator(part).all()]
            tops = [round(box["y"]) for box in boxes if box]
            assert tops[0::2] == tops[1::2], part
            assert tops


@pytest.mark.parametrize("javascript", [True, False])
def test_a_score_leads_to_its_definition_though_that_is_folded(
    reader: Reader, javascript: bool
) -> None:
    page = reader(javascript=javascript).go(PAGE)
    definition = page.locator("#brier-score")
    expect(definition).to_be_hidden()
    page.locator(".fs-record-hero .fs-words a").click()
    expect(definition).to_be_in_viewport()


def test_on_paper_nothing_of_the_record_is_folded(reader: Reader) -> None:
    page = reader(javascript=False).go(PAGE)
    last = page.locator(
        "details.fs-fold > table tbody tr:last-child, .fs-definitions > div:last-child"
    )
    assert {row.is_visible() for row in last.all()} == {False}
    page.emulate_media(media="print")
    assert {row.is_visible() for row in last.all()} == {True}


@pytest.mark.parametrize("file", ["reliability-opening.svg", "groups-horizon.json", "scores.csv"])
def test_what_the_page_shows_lies_beside_it_as_files(example_site: Path, file: str) -> None:
    assert (example_site / "track-record" / file).stat().st_size > 0


def test_the_record_weighs_at_most_180_kb_before_any_interaction(reader: Reader) -> None:
    """Bytes over the wire, gzipped, of the page and all its assets; 1 kB is 1,000 bytes."""
    visit = reader()
    visit.go(PAGE)
    weights = {
        request.url: request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
        for request in visit.requests
    }
    assert sum(weights.values()) <= 180_000, weights
