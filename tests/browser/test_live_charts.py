"""A live chart answers the mouse, the finger and the keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader

RACE = "forecasts/us-governors-2022/arizona/"
LAST, FIRST = "8 November 2022", "18 September 2022"
"""The days of the race's last and first update (../forecasts/us-governors-2022/arizona/updates)."""


@pytest.fixture
def figure(page: Page) -> Locator:
    """The race's chart, in view and still."""
    found = page.locator("figure.fs-chart").first
    found.scroll_into_view_if_needed()
    return found


@pytest.fixture
def page(reader: Reader, request: pytest.FixtureRequest) -> Page:
    """The race's page, on a telephone if the test asks for one."""
    touch = getattr(request, "param", "mouse") == "touch"
    return reader(width=360 if touch else 1280, touch=touch).go(RACE)


finger = pytest.mark.parametrize("page", ["touch"], indirect=True)


def right_end(figure: Locator) -> tuple[float, float]:
    """A place over the plot, at the end of the line."""
    box = figure.locator("svg.fs-plot, svg.marks").first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.5


def tip(figure: Locator) -> Locator:
    """What the chart says of the place that was asked for."""
    return figure.locator(".fs-tip")


def test_a_mouse_that_came_and_stands_still_has_its_answer(page: Page, figure: Locator) -> None:
    page.mouse.move(*right_end(figure))
    expect(tip(figure)).to_be_visible()
    expect(tip(figure)).to_contain_text("2022")
    page.mouse.move(0, 0)
    expect(tip(figure)).to_be_hidden()


def test_a_mouse_that_left_while_the_chart_was_made_asks_for_nothing(
    page: Page, figure: Locator
) -> None:
    page.mouse.move(*right_end(figure))
    page.mouse.move(0, 0)
    expect(figure.locator("svg.marks")).to_be_visible()
    expect(tip(figure)).to_be_hidden()


@finger
def test_one_tap_is_answered_and_the_answer_stays_until_another_tap_elsewhere(
    page: Page, figure: Locator
) -> None:
    page.touchscreen.tap(*right_end(figure))
    expect(tip(figure)).to_be_visible()
    expect(tip(figure)).to_contain_text("2022")
    page.touchscreen.tap(*right_end(figure))
    expect(tip(figure)).to_be_visible()
    page.locator("h1").tap()
    expect(tip(figure)).to_be_hidden()


def test_the_keys_lead_from_update_to_update_and_to_both_ends(page: Page, figure: Locator) -> None:
    figure.focus()
    expect(figure.locator("svg.marks")).to_be_visible()
    for key, day in (("ArrowLeft", LAST), ("Home", FIRST), ("ArrowLeft", FIRST), ("End", LAST)):
        page.keyboard.press(key)
        expect(tip(figure)).to_contain_text(day)
    page.keyboard.press("Escape")
    expect(tip(figure)).to_be_hidden()
