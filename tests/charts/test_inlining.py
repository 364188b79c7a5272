"""Charts in a finished page: which images become charts, and what they become."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from foresite.charts.inlining import inline_charts, inline_svg
from foresite.charts.rendering import svg
from foresite.charts.timeline import probability_timeline
from tests.charts.chart_worlds import A_YEAR, OPENING_DAY, day

CHART = probability_timeline(A_YEAR, today=day("2026-11-23"))
FILES = {"forecasts/races/arizona/chart.svg": svg(CHART)}
IMAGE = '<img class="fs-plot" src="chart.svg" alt="Up" width="720" height="332">'


def inlined(html: str, page: str) -> str:
    """The page with what ``FILES`` holds."""
    return inline_charts(html, page_address=page, svg_of=FILES.get)


def test_an_image_of_a_chart_becomes_the_chart() -> None:
    page = inlined(
        f"<figure>{IMAGE}<figcaption>x</figcaption></figure>", "forecasts/races/arizona/"
    )
    assert page.startswith('<figure><svg class="fs-plot"')
    assert page.endswith("</svg><figcaption>x</figcaption></figure>")
    assert "<img" not in page


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("chart.svg", "forecasts/races/arizona/index.html"),
        ("../forecasts/races/arizona/chart.svg", "method/"),
        ("forecasts/races/arizona/chart.svg", ""),
        ("../../forecasts/races/arizona/chart.svg?v=1", "project/decisions/"),
    ],
)
def test_an_image_is_found_from_wherever_a_page_is(source: str, page: str) -> None:
    assert "<svg" in inlined(IMAGE.replace("chart.svg", source), page)


@pytest.mark.parametrize(
    "html",
    [
        "<p>No picture, but the word fs-plot</p>",
        '<img class="photo" src="chart.svg">',
        IMAGE.replace("chart.svg", "https://elsewhere.example/chart.svg"),
        IMAGE.replace("chart.svg", "other.svg"),
        '<img class="fs-plot">',
    ],
)
def test_all_else_stays_as_it_is(html: str) -> None:
    assert inlined(html, "forecasts/races/arizona/") == html


def test_two_charts_share_a_page() -> None:
    page = inlined(IMAGE + IMAGE, "forecasts/races/arizona/")
    assert page.count('<svg class="fs-plot"') == 2


def test_what_is_inlined_takes_its_width_from_the_page_and_its_colours_too() -> None:
    """720 pixels less 36 left and 562 of plot leave 122 for the labels."""
    chart = ElementTree.fromstring(inline_svg(FILES["forecasts/races/arizona/chart.svg"]))
    style = dict(item.split(":") for item in (chart.get("style") or "").split(";"))
    assert style["width"] == "100%"
    assert style["height"] == f"{CHART.height}px"
    assert style["padding"] == "36px 122px 46px 36px"
    assert chart.get("aria-label") == CHART.sentence
    assert chart.get("viewBox") is None
    assert chart.find("style") is None
    assert chart.find("rect") is None


def test_nothing_of_the_drawing_is_lost() -> None:
    for world in (A_YEAR, OPENING_DAY):
        file = svg(probability_timeline(world, today=day("2026-11-23")))
        whole, part = ElementTree.fromstring(file), ElementTree.fromstring(inline_svg(file))
        plain = [e.tag.rpartition("}")[2] for e in whole.iter()]
        # The file has a style, a ground and a frame for its plot besides.
        assert len(plain) - len(list(part.iter())) == 3


def test_a_file_that_is_no_chart_is_refused() -> None:
    with pytest.raises(ValueError, match="not a chart"):
        inline_svg("<svg></svg>")
