"""Charts as SVG and JSON: well-formed, the same every time, and deaf to hostile text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import altair
import pytest
import vl_convert

from foresite.charts import chart_files, drawn
from foresite.charts.compiling import VEGA_LITE, vega_spec
from foresite.charts.fluid_svg import drawing
from foresite.charts.palette import DARK, LIGHT
from foresite.charts.rendering import live_spec, svg
from foresite.charts.timeline import probability_timeline
from foresite.model import Forecast, Outcome
from tests.charts.chart_worlds import (
    A_MISS,
    A_YEAR,
    OPENING_DAY,
    READINGS,
    day,
    dimension,
    forecast,
    signpost,
    update,
)

TODAY = day("2026-11-23")
SVG = "{http://www.w3.org/2000/svg}"
WORLDS = (OPENING_DAY, A_YEAR, A_MISS)

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<b onmouseover=alert(1)>bold</b>",
    '"><svg onload="alert(1)">',
    "' onload='alert(1)",
    "]]><!-- &amp; &#x202e; %s {{ 7*7 }}",
    "\x1b[31mred\x1b[0m\x07\x00\x0b",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200f",
    "datum['x'].y[0] ${1+1} \\u003cscript\\u003e",
    "one\ntwo\r\nthree\tfour\u2028five",
    "a\ud800b\ufffe",
    "ünïcödé 統一 🇨🇿",
    "x" * 300,
)


def of(text: str) -> Forecast:
    """A forecast in which an author wrote that text wherever a chart repeats it."""
    name = replace(dimension("bench", "Benchmark"), name=text)
    return forecast(
        update("2026-03-02", 0.4, bench=0.3),
        dimensions=(name, READINGS[1]),
        signposts=(
            signpost(">= 0.85", text, armed_on="2026-03-02"),
            signpost("< 0.1", text, armed_on="2026-03-02", dimension="bench"),
        ),
    )


@pytest.mark.parametrize("world", WORLDS)
def test_the_file_is_an_svg_image_with_a_size_and_a_name(world: Forecast) -> None:
    chart = probability_timeline(world, today=TODAY)
    root = ElementTree.fromstring(svg(chart))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.sentence
    assert root.get("viewBox") == f"0 0 {chart.width} {chart.height}"
    assert (root.get("width"), root.get("height")) == (str(chart.width), str(chart.height))


@pytest.mark.parametrize("world", WORLDS)
def test_the_picture_draws_each_mark_and_each_label_once(world: Forecast) -> None:
    chart = probability_timeline(world, today=TODAY)
    root = ElementTree.fromstring(svg(chart))
    rows = chart.spec["datasets"]
    said = sorted("\n".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    names = ("titles", "levels", "days", "halos", "labels", "numbers")
    assert said == sorted(row["text"] for name in names for row in rows[name])
    circles = [row for row in rows["updates"] if row["shape"] == "circle"] + rows["outcomes"]
    assert len(list(root.iter(f"{SVG}circle"))) == len(circles)


def test_the_line_is_drawn_where_the_numbers_say() -> None:
    """40 % on a plot of 250 pixels is 150 pixels down; 60 % is 100."""
    world = forecast(update("2026-01-01", 0.4), update("2026-01-11", 0.6))
    chart = probability_timeline(world, today=day("2026-01-20"))
    width = chart.spec["width"]
    path = next(iter(ElementTree.fromstring(svg(chart)).iter(f"{SVG}path")))
    assert path.get("d") == f"M0 150H{width // 2}V100H{width}"


def test_text_lines_and_marks_keep_their_size_at_any_width() -> None:
    root = ElementTree.fromstring(svg(probability_timeline(A_YEAR, today=TODAY)))
    [area] = root.findall(f"{SVG}svg")
    for element in area.iter():
        for name in ("x", "x1", "x2", "cx"):
            place = element.get(name)
            if place is not None and element is not area:
                assert place == "0" or place.endswith("%"), ElementTree.tostring(element)
    for stretched in area.iter(f"{SVG}svg"):
        if stretched.get("preserveAspectRatio"):
            assert {p.get("vector-effect") for p in stretched} == {"non-scaling-stroke"}


def test_charts_on_one_page_cannot_collide_since_nothing_in_them_has_an_id() -> None:
    for world in WORLDS:
        drawn = svg(probability_timeline(world, today=TODAY))
        assert not re.search(r"\bid=|url\(", drawn)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_the_picture(text: str) -> None:
    chart = probability_timeline(of(text), today=TODAY)
    root = ElementTree.fromstring(svg(chart).encode())
    known = {"svg", "style", "rect", "g", "line", "path", "circle", "text", "tspan"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= known
    allowed = re.compile(
        r"(aria-label|role|viewBox|width|height|xmlns|[xyrd]|[xyc][xy12]|d[xy]|"
        r"fill|stroke(-.*)?|opacity|font-.*|text-anchor|overflow|"
        r"preserveAspectRatio|vector-effect)\Z"
    )
    for element in root.iter():
        assert [name for name in element.attrib if not allowed.match(name)] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_brings_no_control_or_direction_character(text: str) -> None:
    chart = probability_timeline(of(text), today=TODAY)
    for written in (svg(chart), live_spec(chart), chart.sentence, *chart.columns):
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", written
        )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_a_value_in_the_specification(text: str) -> None:
    """All but rows and ranges is what a harmless forecast has, to the letter."""
    harmless = vega_spec(probability_timeline(of("Harmless"), today=TODAY).spec)
    written = live_spec(probability_timeline(of(text), today=TODAY))
    assert "<" not in written
    found = json.loads(written)
    for spec in (harmless, found):
        for dataset in spec["data"]:
            dataset.pop("values", None)
        spec["height"] = 0
    assert found == harmless


def test_the_specification_is_compiled_as_vl_convert_would_compile_it_whole() -> None:
    for world in WORLDS:
        spec = probability_timeline(world, today=TODAY).spec
        whole = vl_convert.vegalite_to_vega(spec, vl_version=VEGA_LITE)
        assert vega_spec(spec) == json.loads(json.dumps(whole))


def test_altair_writes_the_version_that_vl_convert_compiles() -> None:
    major, minor, *_ = altair.SCHEMA_VERSION.removeprefix("v").split(".")
    assert f"{major}.{minor}" == VEGA_LITE
    assert VEGA_LITE in vl_convert.get_vegalite_versions()


def test_a_scene_with_another_kind_of_mark_is_refused() -> None:
    scene = {
        "scenegraph": {
            "items": [{"width": 1, "height": 1, "items": [{"marktype": "arc", "items": [{}]}]}]
        }
    }
    with pytest.raises(ValueError, match="arc"):
        drawing(scene)


def test_two_processes_write_the_same_bytes() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.charts.chart_worlds import A_YEAR, day\n"
        "from foresite.charts import drawn\n"
        "from foresite.charts.timeline import probability_timeline\n"
        "texts = drawn(probability_timeline(A_YEAR, today=day('2026-11-23')))\n"
        "sys.stdout.buffer.write('\\0'.join(texts).encode())"
    )
    written = [
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parents[2])],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert written[0] == written[1]
    assert written[0].decode() == "\0".join(drawn(probability_timeline(A_YEAR, today=TODAY)))


def test_a_forecasts_chart_is_published_beside_its_page() -> None:
    chart = probability_timeline(A_YEAR, today=TODAY)
    picture, live = chart_files("forecasts/races/arizona/", chart, ("<svg/>", "{}"))
    assert picture.path == "forecasts/races/arizona/chart.svg"
    assert live.path == "forecasts/races/arizona/chart.json"


def test_the_largest_chart_fits_its_page() -> None:
    """A hundred updates, drawn: under 25 kB before compression."""
    first = day("2023-01-01").toordinal()
    made = (
        update(type(TODAY).fromordinal(first + 10 * n).isoformat(), 0.2 + n % 7 / 10)
        for n in range(100)
    )
    assert len(svg(probability_timeline(forecast(*made), today=TODAY))) < 25_000


def test_outcomes_of_every_kind_can_be_drawn() -> None:
    for outcome in Outcome:
        world = forecast(update("2026-03-02", 0.4), resolved=(outcome, "2026-05-20"))
        ElementTree.fromstring(svg(probability_timeline(world, today=TODAY)))


# Colours


def tokens(scheme: str) -> dict[str, str]:
    """The theme's colours of one scheme, by name."""
    sheet = Path(__file__).parents[2] / "generator/foresite/theme/assets/foresite/tokens.css"
    block = re.search(
        rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', sheet.read_text("utf-8"), re.DOTALL
    )
    assert block is not None
    return dict(re.findall(r"--fs-([a-z0-9-]+): (#[0-9a-f]+);", block.group(1)))


@pytest.mark.parametrize(("scheme", "palette"), [("default", LIGHT), ("slate", DARK)])
def test_a_chart_by_itself_has_the_colours_it_has_on_a_page(
    scheme: str, palette: dict[str, str]
) -> None:
    assert palette.items() <= tokens(scheme).items()


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("name", [n for n in LIGHT if n not in ("paper", "card", "rule")])
def test_every_label_can_be_read_on_the_paper(palette: dict[str, str], name: str) -> None:
    """4.5 to 1, which WCAG 2.2 asks of text, and more than the 3 to 1 it asks of lines."""
    bright, dark = sorted((luminance(palette[name]), luminance(palette["paper"])), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
