"""What a page says of the text that decides: versions, differences, freezes, relations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from foresite.charts.forecast_chart import forecast_charts
from foresite.ledger import Ledger
from foresite.pages import all_pages as pages
from foresite.pages.forecast.criteria_words import difference_html
from foresite.publication import Limits, Settings
from tests.hostile import HOSTILE
from tests.worlds import FORECAST, OPENING, SECOND, TODAY, loaded

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
LATER = "forecasts/rain-by-2027/forecast.yml"
LATER_OPENING = "forecasts/rain-by-2027/updates/2026-01-05.md"

VERSIONS = {
    FORECAST: """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
headline:
  - rule: unspecified
  - {since: 2026-01-12, rule: morning, reason: The morning is what people ask about.}
dimensions:
  morning:
    name: Before noon
    criteria:
      - status: under-review
        text: |
          It rains before noon.

          **Not yet named:** which gauge.
      - since: 2026-01-12
        reason: A gauge and a threshold are named.
        effect: narrows
        text: The weather service reports at least 1 mm at Montsouris before noon.
      - since: 2026-02-01
        reason: Readers asked about snow.
        effect: clarifies
        text: |
          The weather service reports significant rain or melted snow at Montsouris
          before noon.
  evening:
    criteria: [{status: under-review, text: It rains after noon.}]
implies: [rain-by-2027]
waivers: {criteria-threshold: The gauge at Montsouris has no grades.}
""",
    OPENING: "---\nprobability: 0.4\ndimensions: {morning: 0.4, evening: 0.3}\n---\nThe climate.\n",
    SECOND: "---\nprobability: 0.6\ndimensions: {morning: 0.6}\nreason: criteria\n---\nNow firm.\n",
    LATER: """\
question: Will it rain in Paris by 31 December 2027?
opened_on: 2026-01-05
closes_on: 2027-12-31
criteria: Resolves yes if the weather service reports at least 1 mm.
""",
    LATER_OPENING: "---\nprobability: 0.9\n---\nThe climate.\n",
}


def page(world: dict[str, str], id_: str = "rain-in-paris", today: date = TODAY) -> str:
    """The Markdown of one forecast of a world."""
    archive, problems = loaded(world)
    assert [p.rule for p in problems if p.severity == 0] == []
    forecast = archive.forecast(id_)
    assert forecast is not None
    charts = forecast_charts(forecast, today=today)
    return pages.forecast_page(
        forecast, archive, settings=SETTINGS, today=today, charts=charts, ledger=Ledger(day=today)
    ).content


def section(text: str, start: str, end: str) -> str:
    return start + text.partition(start)[2].partition(end)[0]


def test_three_versions_of_the_criteria_read_as_the_golden_section(
    golden: Callable[[str, str], None],
) -> None:
    text = page(VERSIONS)
    golden("pages/criteria-versions.md", section(text, "## What decides it", "## Updates"))


def test_a_page_tells_since_when_the_rule_of_the_headline_holds_and_why() -> None:
    assert (
        "The headline number is that of “Before noon”. This rule holds since 12 Jan 2026. "
        "The morning is what people ask about."
    ) in page(VERSIONS)


def test_a_version_that_does_not_hold_yet_is_not_shown() -> None:
    text = page(VERSIONS, today=date(2026, 1, 20))
    assert "two versions" in text
    assert "melted snow" not in text


def test_each_of_two_related_pages_leads_to_the_other() -> None:
    sooner = section(page(VERSIONS), '<div class="fs-related"', "</div>")
    assert 'is also a yes to <a href="../../forecasts/rain-by-2027/">' in sooner
    assert "Named here on" not in sooner
    dated = VERSIONS[FORECAST].replace(
        "[rain-by-2027]", "[{forecast: rain-by-2027, added_on: 2026-02-01}]"
    )
    named = section(page({**VERSIONS, FORECAST: dated}), '<div class="fs-related"', "</div>")
    assert "which cannot be less likely. Named here on 1 Feb 2026.</p>" in named
    later = section(page(VERSIONS, "rain-by-2027"), '<div class="fs-related"', "</div>")
    assert 'A yes to <a href="../../forecasts/rain-in-paris/">' in later


def test_a_reader_is_told_since_when_why_and_how_far_by_the_desk_s_own_limit() -> None:
    archive, _ = loaded(VERSIONS)
    forecast = archive.forecast("rain-in-paris")
    assert forecast is not None
    on = date(2026, 1, 6)
    text = pages.forecast_page(
        forecast,
        archive,
        settings=replace(SETTINGS, limits=Limits(freeze_points=2)),
        today=on,
        charts=forecast_charts(forecast, today=on),
        ledger=Ledger(day=on),
    ).content
    banner = section(text, "<strong>The number is frozen", "</div>").replace("\u202f", " ")
    assert (
        "since 5 Jan 2026: no rule says which dimension settles it, and the criteria of" in banner
    )
    assert "“Before noon” and “Evening” are under review." in banner
    assert "only between 38 % and 42 %" in banner


class Marked(HTMLParser):
    """The words of a difference by the element they stand in, but for unseen ones."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {"": [], "ins": [], "del": [], "span": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"ins", "del", "span", "br"}
        assert attrs in ([], [("class", "fs-unseen")])
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words[self.open[-1] if self.open else ""] += data.split()


def test_a_difference_is_told_by_elements_and_to_a_screen_reader_in_words() -> None:
    marked = Marked()
    marked.feed(difference_html("It rains at noon.", "It snows at noon."))
    assert marked.words["del"] == ["rains"]
    assert marked.words["ins"] == ["snows"]
    assert marked.words[""] == ["It", "at", "noon."]
    spoken = " ".join(marked.words["span"])
    assert spoken == "Taken away: End of what was taken away. Added: End of what was added."


def test_hostile_criteria_are_inert_in_a_difference() -> None:
    marked = Marked()
    marked.feed(difference_html(f"a {HOSTILE} b", f"{HOSTILE}\n\n<script>alert(1)</script>"))
    assert not marked.open
