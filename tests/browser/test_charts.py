"""Charts in the browser, at their most crowded: what is written in them can be read.

No text covers another one, none lies on a line, none leaves its chart; and the
live chart says the same in the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Reader, reading, small_desk
from tests.worlds import FORECAST, OPENING, SECOND

TODAY = date(2026, 3, 1)
CONFIG = """\
site_name: Crowds
docs_dir: content
theme: {name: material, font: false}
plugins: [search, foresite]
nav: [index.md, forecasts/index.md, about.md]
"""
QUESTION = "question: Will it happen?\nopened_on: {}\ncloses_on: 2027-12-31\n"
CRITERIA = "criteria: Resolves yes if the weather service reports at least 1 mm in Paris on {}.\n"
HOME, LATER = FORECAST.rpartition("/")[0], "reason: evidence\n---\nWhy.\n"
CLAIM = "Prices rose by {} per cent on the year and that is less than in any month before"

READINGS = ["Benchmark parity", "UX", "Developer preference across three yearly surveys", "Energy"]
READINGS += [
    "Commercial impact",
    "Regulatory acceptance",
    "Safety",
    "Price",
    "Languages",
    "Hardware",
]
TEN = {f"reading-{n}": name for n, name in enumerate(READINGS)}
TEAMS = {f"team-{n}": name for n, name in enumerate(("North Town", "Harbour", "Another team"))}
TEAMS |= {"etienne": "Saint-Étienne-du-Mont Athletic"}
TEAMS |= {f"team-{n}": f"Team {n} of the river" for n in range(4, 12)}
SIGNPOSTS = """\
signposts:
  switch: {event: A major enterprise replaces what it had., moves_to: at least 0.85}
  gap: {event: A laboratory re-opens the gap., moves_to: below 0.65}
  near: {event: The load test is passed., moves_to: at least 0.7}
"""


def dimensions(names: Mapping[str, str]) -> str:
    """Dimensions of those names, in forecast.yml."""
    declared = "".join(
        f"  {id_}:\n    name: {name}\n    {CRITERIA.format(f'{n} May 2027')}"
        for n, (id_, name) in enumerate(names.items(), 1)
    )
    return f"headline: unspecified\ndimensions:\n{declared}"


def said(names: Mapping[str, str], first: float, step: float) -> str:
    """Numbers for those dimensions, a step apart."""
    numbers = (f"{id_}: {first + step * n:.3f}" for n, id_ in enumerate(names))
    return f"dimensions: {{{', '.join(numbers)}}}\n"


def shares(*numbers: int) -> str:
    """Percentages of the first teams; the others have none."""
    given = dict(zip(TEAMS, numbers, strict=False))
    return f"options: {{{', '.join(f'{t}: {given.get(t, 0) / 100}' for t in TEAMS)}}}\n"


TWO = dict(list(TEN.items())[:3])
WORLDS: Mapping[str, Mapping[str, str]] = {
    "ten-dimensions": {
        FORECAST: QUESTION.format("2026-01-05") + dimensions(TEN),
        OPENING: f"---\nprobability: 0.1\n{said(TEN, 0.3, 0.06)}---\nWhy.\n",
        SECOND: f"---\nprobability: 0.14\n{said(TEN, 0.4, 0.06)}{LATER}",
    },
    "twelve-options": {
        FORECAST: QUESTION.format("2026-01-05").replace("Will it happen", "Who will win")
        + "kind: multiple-choice\noptions:\n"
        + "".join(f"  {id_}: {name}\n" for id_, name in TEAMS.items())
        + CRITERIA.format("1 May 2027"),
        OPENING: f"---\n{shares(20, 15, 5, 10, 8, 12, 11, 4, 5, 6, 2, 2)}---\nWhy.\n",
        SECOND: f"---\n{shares(0, 0, 47, 53)}{LATER}",
    },
    "young": {
        FORECAST: QUESTION.format("2026-02-27") + dimensions(TWO) + SIGNPOSTS,
        OPENING.replace("01-05", "02-27"): (
            f"---\nprobability: 0.75\n{said(TWO, 0.75, 0.01)}---\nWhy.\n"
        ),
    },
    "passed": {
        FORECAST: QUESTION.format("2026-01-05") + CRITERIA.format("1 May 2027") + SIGNPOSTS,
        OPENING: "---\nprobability: 0.66\n---\nWhy.\n",
        SECOND: f"---\nprobability: 0.86\n{LATER}",
    },
    "waterfall": {
        FORECAST: QUESTION.format("2026-01-05")
        + CRITERIA.format("1 May 2027")
        + "base_rate: {probability: 0.3, source: The almanac}\n",
        OPENING: "---\nprobability: 0.46\nevidence:\n"
        + "".join(
            f"  - {{id: e{n}, claim: {CLAIM.format(n)}., kind: direct, bears_on: both, likelihood_ratio: {ratio}}}\n"
            for n, ratio in enumerate((2, 1.5, 0.5, 3, 0.00123, 2e7, 0.8))
        )
        + "---\nWhy.\n",
    },
    "long-unit": {
        FORECAST: QUESTION.format("2026-01-05").replace("Will it happen", "How many will it be")
        + "kind: numeric\nunit: confirmed hospital admissions with influenza in both districts\n"
        + "low: 0\nhigh: 5000000\nopen: high\n"
        + CRITERIA.format("1 May 2027"),
        OPENING: "---\nquantiles: {0.05: 620000, 0.25: 9e5, 0.5: 1234567, 0.75: 1.3e6, 0.95: 1.9e6}\n---\nWhy.\n",
    },
}


@pytest.fixture(scope="module")
def crowds_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a small site of those worlds is served."""
    folder = tmp_path_factory.mktemp("crowds")
    files = {"mkdocs.yml": CONFIG, "content/about.md": "# About\n\nA.\n"}
    for name, world in WORLDS.items():
        files |= {path.replace(HOME, f"forecasts/{name}"): text for path, text in world.items()}
    with small_desk(folder, files, today=TODAY, strict=False) as made:
        yield made


@pytest.fixture
def crowds(browser: Browser, crowds_address: str) -> Iterator[Reader]:
    """Opens pages of that site and closes them afterwards."""
    with reading(browser, crowds_address) as made:
        yield made


WRITTEN = """svg => {
  const lines = new Map()
  for (const text of svg.querySelectorAll("text")) {
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    for (let node; node = walk.nextNode();) {
      if (!node.textContent.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      /* The height of small letters and a little more: what a line must not cross. */
      const { left, right, top, height } = range.getBoundingClientRect()
      const [upper, lower] = [top + 0.25 * height, top + 0.75 * height]
      const key = [node.textContent, Math.round(left), Math.round(top)].join()
      lines.set(key, { said: node.textContent, left, right, upper, lower, text })
    }
  }
  return [...lines.values()]
}"""
"""Each line of text in a chart with its place; a halo and its text are one."""

FAULTS = f"""svg => {{
  const written = ({WRITTEN})(svg)
  const meets = (a, b) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.upper < b.lower && b.upper < a.lower
  const box = svg.getBoundingClientRect()
  const found = []
  for (const one of written) {{
    if (one.left < box.left - 1 || one.right > box.right + 1) found.push(`${{one.said}} leaves`)
    for (const other of written)
      if (one.said < other.said && one.text !== other.text && meets(one, other))
        found.push(`${{one.said}} covers ${{other.said}}`)
  }}
  for (const line of svg.querySelectorAll("line")) {{
    /* The lines of the scale run behind halos. */
    if ((line.getAttribute("stroke") ?? "").includes("--fs-rule")) continue
    const {{ left, right, top, bottom }} = line.getBoundingClientRect()
    for (const one of written)
      if (meets(one, {{ left: left - 1, right: right + 1, upper: top - 0.5, lower: bottom + 0.5 }}))
        found.push(`${{one.said}} is struck out`)
  }}
  for (const path of svg.querySelectorAll("path")) {{
    const {{ fill, stroke }} = getComputedStyle(path)
    if (stroke === "none" || !["none", "rgba(0, 0, 0, 0)"].includes(fill)) continue
    const onScreen = path.getScreenCTM()
    for (let at = 0; at <= path.getTotalLength(); at += 2) {{
      const {{ x, y }} = path.getPointAtLength(at).matrixTransform(onScreen)
      for (const one of written)
        if (meets(one, {{ left: x, right: x + 0.6, upper: y, lower: y + 0.1 }}))
          found.push(`a line runs through ${{one.said}}`)
    }}
  }}
  return [...new Set(found)]
}}"""
"""What cannot be read, in words; nothing where all can."""


def places(svg: Locator) -> list[tuple[str, int, int]]:
    """Every line of text and where it stands, to the pixel."""
    found = svg.evaluate(f"svg => ({WRITTEN})(svg).map(o => [o.said, o.left, o.upper])")
    box = svg.bounding_box()
    assert box is not None
    return sorted((text, left - box["x"], top - box["y"]) for text, left, top in found)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("world", WORLDS)
def test_all_that_is_written_in_a_chart_can_be_read(crowds: Reader, world: str, width: int) -> None:
    page = crowds(width=width, javascript=False).go(f"forecasts/{world}/")
    charts = page.locator("svg.fs-plot")
    assert charts.count() == (2 if world == "waterfall" else 1)
    for chart in charts.all():
        assert chart.evaluate(FAULTS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("world", WORLDS)
def test_the_live_chart_says_the_same_in_the_same_places(
    crowds: Reader, world: str, width: int
) -> None:
    visit = crowds(width=width)
    page = visit.go(f"forecasts/{world}/")
    figure = page.locator("figure.fs-chart").last
    figure.scroll_into_view_if_needed()
    still = places(figure.locator("svg.fs-plot"))
    figure.hover()
    live = figure.locator("svg.marks")
    expect(live).to_be_visible(timeout=15_000)
    page.mouse.move(0, 0)
    for (text, left, top), (again, x, y) in zip(still, places(live), strict=True):
        assert again == text
        assert (x, y) == pytest.approx((left, top), abs=1.5), text
    assert live.evaluate(FAULTS) == []
    assert visit.complaints == []
