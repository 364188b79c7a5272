"""Tags go by the names a desk gives them, wherever readers meet them; authors have a list too."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from foresite import pipeline
from foresite.publication import Settings
from tests.worlds import FORECAST, RESOLUTION, TODAY, VALID, loaded

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
NAMED = replace(SETTINGS, tags=(("ai", "A & I"), ("rain-25", "Rain <2025>")))
TAGGED = {
    FORECAST: VALID[FORECAST].replace("2026-12-31\n", "2026-02-01\ntags: [rain-25, ai, water]\n"),
    RESOLUTION: "---\noutcome: no\nknown_on: 2026-02-01\nrecorded_on: 2026-02-01\nsources: [{name: A}]\n---\nNo.\n",
}
AUTHORS = {
    "forecasts/authors.yml": "zoe: {name: alice}\nagency: {name: The agency}\nnobody: {name: Bob}\n",
    "forecasts/snow/forecast.yml": f"author: zoe\n{VALID[FORECAST]}",
    "forecasts/snow/updates/2026-02-01.md": "---\nprobability: 0.2\n---\nThe climate.\n",
}


def pages(*changed: dict[str, str], settings: Settings = SETTINGS) -> dict[str, str]:
    """The Markdown of a site, by path."""
    archive, _ = loaded(*changed)
    made = pipeline.render(archive, settings=settings, today=TODAY, draw=pipeline.draw_nothing)
    return {file.path: file.content for file in made if file.path.endswith(".md")}


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("index.md", ["A &amp; I"]),  # the home page names one tag that covers all
        ("forecasts/rain-in-paris/index.md", ["Rain &lt;2025&gt;", "A &amp; I", ">water<"]),
        ("tags/index.md", ["Rain &lt;2025&gt;", "A &amp; I", ">water<"]),
        ("track-record/index.md", ["Rain &lt;2025&gt;", "A &amp; I", ">water<"]),
    ],
)
def test_a_tag_goes_by_its_name_and_a_nameless_one_as_typed(path: str, named: list[str]) -> None:
    text = pages(TAGGED, settings=NAMED)[path]
    assert [name for name in named if name not in text] == []
    assert "rain-25" not in re.sub(r'(href|src)="[^"]*"', "", text)


def test_a_tag_s_address_stays_and_its_page_has_the_name() -> None:
    made = pages(TAGGED, settings=NAMED)
    assert 'href="../../tags/rain-25/">Rain' in made["forecasts/rain-in-paris/index.md"]
    assert 'title: "Tagged Rain <2025>"' in made["tags/rain-25/index.md"]
    assert "\n# Tagged Rain &#60;2025&#62;\n" in made["tags/rain-25/index.md"]


def test_tags_stand_in_the_order_of_what_readers_see() -> None:
    """By its id “rain-25” would come before “water”, by its name “A & I” before both."""
    listed = re.findall(r">([^<>]+)</a>", pages(TAGGED, settings=NAMED)["tags/index.md"])
    assert listed == ["A &amp; I", "Rain &lt;2025&gt;", "water"]


def test_authors_have_a_list_where_a_shortened_address_leads() -> None:
    listed = pages(AUTHORS)["authors/index.md"]
    found = re.findall(r'<li><a href="([^"]+)">([^<]+)</a> <span>([^<]+)<', listed)
    assert found == [
        ("../authors/zoe/", "alice", "one forecast"),
        ("../authors/nobody/", "Bob", "no forecasts"),
        ("../authors/agency/", "The agency", "no forecasts"),
    ]
    assert "authors/index.md" not in pages()


def test_without_tags_the_list_of_tags_says_so() -> None:
    untagged = {path: re.sub(r"(?m)^tags:.*\n", "", text) for path, text in TAGGED.items()}
    assert untagged != TAGGED
    page = pages(untagged, settings=NAMED)["tags/index.md"]
    assert page.rstrip().endswith("<p>No forecast has a tag yet.</p>")
