"""Pages as Markdown: golden worlds, hostile text, extremes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import markdown
import pytest

from foresite import ledger, pipeline
from foresite.author_html import author_html
from foresite.charts.forecast_chart import forecast_charts
from foresite.history import changelog
from foresite.model import Archive, Outcome
from foresite.pages import all_pages as pages
from foresite.pages.pagination import PAGE_LENGTH, list_pages
from foresite.publication import Settings
from tests.hostile import FILES, HOSTILE
from tests.kind_worlds import resolved
from tests.worlds import (
    FORECAST,
    OPENING,
    RESOLUTION,
    SECOND,
    TODAY,
    VALID,
    forecast,
    load,
    loaded,
)

SETTINGS = Settings(
    site_name="The Desk",
    desk="The Desk",
    repository="https://git.example/desk/forecasts",
    authored=frozenset({"method.md"}),
)

FULL = {
    "forecasts/authors.yml": "agency:\n  name: The agency\n  url: https://agency.example\n",
    FORECAST: """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
author: agency
tags: [weather]
background: Rain is *common* there.
headline: unspecified
dimensions:
  morning:
    name: Before noon
    question: Will it rain before noon?
    criteria:
      - {status: under-review, text: It rains before noon.}
      - {since: 2026-01-12, status: firm, reason: A threshold was named., effect: narrows, text: At least 1 mm before noon.}
  evening: {criteria: At least 1 mm after noon. Decided by the weather service.}
signposts:
  front: {event: A front is forecast., moves_to: at least 0.8}
""",
    OPENING: """\
---
probability: 0.4
dimensions: {morning: 0.3, evening: {moved: up}}
evidence:
  - {id: climate, claim: It rains on four in ten days., kind: circumstantial, bears_on: both, source: The almanac}
counterargument: December was dry of late.
forces: [The westerlies.]
review_by: 2026-02-01
---
The climate, and nothing more.
""",
    SECOND: """\
---
probability: 0.45
dimensions: {morning: 0.5}
reason: evidence
evidence:
  - {id: bulletin, claim: A wet month is forecast., kind: direct, bears_on: {morning: supports}, source: The bulletin, url: "https://agency.example/bulletin", dated: 2026-01-11}
signposts: {front: fired}
---
A wet month is forecast.
""",
}


def page(*changed: dict[str, str], today: date = TODAY, world: bool = True) -> str:
    """The Markdown of the one forecast of a world."""
    archive, problems = loaded(*changed, today=today) if world else load(*changed, today=today)
    assert [p for p in problems if p.severity == 0] == []
    [only] = archive.forecasts
    charts = forecast_charts(only, today=today)
    kept = ledger.ledger(archive, today=today)
    return pages.forecast_page(
        only, archive, settings=SETTINGS, today=today, charts=charts, ledger=kept
    ).content


def site(archive: Archive) -> dict[str, str]:
    """Every generated Markdown page, by path."""
    made = pipeline.render(archive, settings=SETTINGS, today=TODAY, draw=pipeline.draw_nothing)
    return {f.path: f.content for f in made if f.path.endswith(".md")}


def test_a_forecast_with_everything_reads_as_the_golden_page(
    golden: Callable[[str, str], None],
) -> None:
    golden("pages/forecast-full.md", page(FULL))


def test_a_forecast_with_a_single_reading_reads_as_the_golden_page(
    golden: Callable[[str, str], None],
) -> None:
    golden("pages/forecast-single.md", page({}))


def test_a_card_says_that_the_number_stands_beyond_its_threshold() -> None:
    """From 40 to 65 % past “at least 0.6”; with the question resolved nobody watches it."""
    post = "signposts: {front: {event: A front is forecast., moves_to: at least 0.6}}\n"
    crossed = {
        FORECAST: VALID[FORECAST] + post,
        SECOND: "---\nprobability: 0.65\nreason: evidence\n---\nWhy.\n",
    }
    said = "The number stands beyond it already, though it has not fired."
    assert f"watched since 5 Jan 2026. {said}" in page(crossed)
    assert said not in page({**crossed, RESOLUTION: resolved("yes")})
    assert said not in page({**crossed, SECOND: crossed[SECOND].replace("0.65", "0.59")})


def test_the_pages_of_an_archive_read_as_the_golden_ones(
    golden: Callable[[str, str], None],
) -> None:
    archive, _ = loaded(FULL)
    made = site(archive)
    for name in (
        "index",
        "forecasts/index",
        "changelog/index",
        "tags/weather/index",
        "authors/agency/index",
    ):
        golden(f"pages/{name.replace('/', '-')}.md", made[f"{name}.md"])


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_hostile_text_in_every_field_is_inert_on_every_page() -> None:
    """Through Python-Markdown with attribute lists on, as MkDocs runs it."""
    archive, problems = load(FILES)
    assert [p for p in problems if p.severity == 0] == []
    made = {path: text for path, text in site(archive).items() if not path.startswith("rules/")}
    for path, text in made.items():
        body = text.split("---\n", 2)[2]
        html = markdown.markdown(body, extensions=["attr_list", "tables", "toc"])
        elements = Elements()
        elements.feed(html)
        for tag, attributes in elements.found:
            assert tag not in {"script", "iframe", "object", "style"}, path
            assert tag != "img" or attributes.get("class") == "fs-plot", path
            for key, value in attributes.items():
                assert not key.startswith("on"), (path, tag, attributes)
                if key in ("href", "src"):
                    assert not str(value).lower().strip().startswith(("javascript", "data")), path


def test_a_page_s_blocks_of_html_have_no_blank_lines_inside() -> None:
    """A blank line would hand the rest of a block to the engine's own Markdown."""
    for world in (page(FULL), page(FILES, world=False)):
        depth = 0
        for line in world.split("---\n", 2)[2].splitlines():
            assert line.strip() or depth == 0
            opened = sum(
                line.count(f"<{tag}")
                for tag in (
                    "div",
                    "section",
                    "ul",
                    "table",
                    "article",
                    "figure",
                    "blockquote",
                    "details",
                )
            )
            closed = sum(
                line.count(f"</{tag}>")
                for tag in (
                    "div",
                    "section",
                    "ul",
                    "table",
                    "article",
                    "figure",
                    "blockquote",
                    "details",
                )
            )
            depth += opened - closed
        assert depth == 0


@pytest.mark.parametrize(
    ("number", "figure", "odds"),
    [
        ("0.01", ">1<", "1 in 100 that it does"),
        ("0.99", ">99<", "1 in 100 that it does not"),
        ("0.0005", "&lt;0.1<", "1 in 2,000 that it does"),
        ("1", ">100<", "No chance is left to the other side"),
    ],
)
def test_extreme_numbers_are_said_with_care(number: str, figure: str, odds: str) -> None:
    text = page({OPENING: f"---\nprobability: {number}\n---\nWhy.\n"})
    assert figure in text
    assert odds in text


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.SETTLED])
def test_an_outcome_stands_at_the_top_and_an_annulled_one_is_no_no(outcome: Outcome) -> None:
    text = page(
        {
            RESOLUTION: f"---\noutcome: {outcome.value}\nreason: The gauge was stolen.\nknown_on: 2026-02-01\nrecorded_on: 2026-02-02\nsources: [{{name: The bulletin}}]\n---\nWe learnt.\n"
        }
    )
    banner = text[text.index('class="fs-outcome') : text.index('class="fs-hero"')]
    assert ("Resolved no" in banner) == (outcome is Outcome.NO)
    assert ("neither for nor against" in banner) == (
        outcome in (Outcome.AMBIGUOUS, Outcome.ANNULLED)
    )


def test_a_single_reading_has_no_table_of_dimensions() -> None:
    assert "fs-dimensions" not in page({})


def test_while_nothing_settles_the_headline_the_reader_is_told_so() -> None:
    text = page({path: FULL[path] for path in FULL if path != SECOND}, today=date(2026, 1, 6))
    assert "does not say which dimension settles it" in text
    assert (
        "The number is frozen since 5 Jan 2026: no rule says which dimension settles it, and "
        "the criteria of “Before noon” are under review."
    ) in text
    assert "may move only between 35 % and 45 %" in text
    assert (
        "Until the text is firm, "
        "this number may move only between 25 % and 35 % by the rule of this site."
    ) in text
    assert "Open; number frozen" in text


def test_criteria_that_became_firm_no_longer_freeze_and_the_old_text_stays() -> None:
    text = page(FULL)
    assert "are under review" not in text
    assert "Until the text is firm" not in text
    assert "<strong>From 5 Jan 2026 to 12 Jan 2026</strong> Under review." in text
    assert "<p>It rains before noon.</p>" in text


def test_an_upcoming_question_has_no_number() -> None:
    opens = replace(forecast(), opened_on=date(2026, 4, 1), updates=())
    archive = Archive(forecasts=(opens,))
    text = site(archive)["forecasts/rain-in-paris/index.md"]
    assert "No number yet" in text
    assert "Not yet open" in text


def test_a_hundred_updates_are_all_on_the_page_newest_first() -> None:
    world = forecast()
    [first] = world.updates
    updates = tuple(
        replace(first, id=str(day), made_on=day, probability=n / 100)
        for n in range(1, 100)
        for day in [date(2025, 1, 1) + timedelta(days=n)]
    )
    many = replace(world, opened_on=date(2025, 1, 1), updates=updates)
    text = site(Archive(forecasts=(many,)))["forecasts/rain-in-paris/index.md"]
    places = [text.index(f'id="update-{u.id}"') for u in updates]
    assert places == sorted(places, reverse=True)


def test_every_change_is_on_the_changelog_s_pages_exactly_once() -> None:
    archive, _ = loaded(FULL)
    log = changelog(archive, today=TODAY)
    text = site(archive)["changelog/index.md"]
    assert text.count("fs-entry-question") == len(log) == 2


def test_lists_are_cut_into_pages_that_lead_to_each_other() -> None:
    made = list(list_pages(range(PAGE_LENGTH * 2 + 1), address="forecasts/"))
    assert [page.address for page in made] == [
        "forecasts/",
        "forecasts/page/2/",
        "forecasts/page/3/",
    ]
    assert [item for page in made for item in page.items] == list(range(PAGE_LENGTH * 2 + 1))
    assert [(page.newer, page.older) for page in made] == [
        (None, "forecasts/page/2/"),
        ("forecasts/", "forecasts/page/3/"),
        ("forecasts/page/2/", None),
    ]
    assert len(list(list_pages((), address="x/"))) == 1


def test_an_empty_archive_still_has_pages_that_read_well() -> None:
    made = site(Archive(forecasts=()))
    assert "No number has moved in the last three months." in made["index.md"]
    assert "There is no forecast here yet." in made["forecasts/index.md"]
    assert "Nothing has changed yet" in made["changelog/index.md"]
    assert "No forecast is published yet.</p>" in made["index.md"]
    assert "worst calls" not in made["index.md"]


def test_an_empty_record_has_no_zeros_and_no_empty_diagram() -> None:
    record = site(Archive(forecasts=()))["track-record/index.md"]
    assert "Nothing is published yet." in record
    assert "<table" not in record
    assert "<figure" not in record
    folded = record[record.index("<details") : record.index("</details>")]
    assert 'id="brier-score"' in folded


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,y)", "<p>[x](data:text/html,y)</p>"),
        ("# Top", "<h3>Top</h3>"),
        (
            "![x](https://a.example/i.png)",
            '<p><a href="https://a.example/i.png" rel="nofollow noopener">x</a></p>',
        ),
        ("`{{ x }}`", "<p><code>{{ x }}</code></p>"),
    ],
)
def test_author_markdown_becomes_safe_html(typed: str, shown: str) -> None:
    assert author_html(typed) == shown


def test_author_markdown_never_holds_a_blank_line() -> None:
    assert "\n\n" not in author_html(f"```\na\n\n\n  \nb\n```\n\n{HOSTILE}\n\n- x\n\n- y\n")
