"""What is kept out of the search stays out: Material’s parser knows elements by their tag alone.

Inside an element left out of the search (``data-search-exclude``), the end of
another element of the same tag ends the leaving out: what follows leaks into
the index, or stops the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser

import markdown
import pytest
from material.plugins.search.plugin import Parser, void

from foresite import pipeline
from foresite.model import Archive
from tests import kind_archive
from tests.hostile import FILES
from tests.pages import (
    test_criteria_pages,
    test_hostile_fields,
    test_past_pages,
    test_track_record_page,
)
from tests.pages.test_pages import FULL, SETTINGS
from tests.track_record.questions import archive
from tests.worlds import FORECAST, OPENING, RESOLUTION, TODAY, VALID, load

EXTENSIONS = ["attr_list", "tables", "toc", "md_in_html"]

NESTED = """\
> A quotation
>
> > in a quotation, *with* `code`

- one
    - two
        1. three

| a | b |
|---|---|
| 1 | 2 |

# A heading

---

![an image](https://agency.example/a.png)
"""
"""Every kind of block an author may write, some inside others of their kind."""


def evidence(pieces: int) -> dict[str, str]:
    """A forecast with so many pieces of evidence."""
    made = "".join(
        f"  - {{id: e{n}, claim: Claimed {n}., kind: {'direct' if n % 2 else 'circumstantial'},"
        " bears_on: supports, source: The almanac}\n"
        for n in range(pieces)
    )
    listed = f"evidence:\n{made}" if pieces else ""
    return {
        **VALID,
        OPENING: f"---\nprobability: 0.4\n{listed}counterargument: |\n{indented(NESTED)}---\n{NESTED}",
    }


def indented(text: str) -> str:
    """The text as a block of YAML."""
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


WORLDS: Mapping[str, Mapping[str, str]] = {
    **{f"{n} pieces of evidence": evidence(n) for n in range(6)},
    "everything": FULL,
    "hostile": FILES,
    "every field": test_hostile_fields.FILES,
    "corrected": {**VALID, **test_past_pages.CORRECTED},
    "criteria": test_criteria_pages.VERSIONS,
    "kinds": kind_archive.archive_files(),
    "nested": {
        **VALID,
        FORECAST: VALID[FORECAST] + f"background: |\n{indented(NESTED)}",
        RESOLUTION: "---\noutcome: yes\nknown_on: 2026-02-01\nrecorded_on: 2026-02-02\n"
        f"sources: [{{name: The almanac}}]\n---\n{NESTED}",
    },
}


class Nesting(HTMLParser):
    """Finds what is of the tag of an element around it that is left out of the search."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[tuple[str, bool]] = []
        self.left_out = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in."""
        if tag in void:
            return
        if (tag, True) in self.around:
            self.found.append(f"{tag} {dict(attrs)}")
        is_left_out = "data-search-exclude" in dict(attrs)
        self.left_out += is_left_out
        self.around.append((tag, is_left_out))

    def handle_endtag(self, tag: str) -> None:
        """Go out."""
        if tag not in void:
            assert self.around.pop()[0] == tag


def nesting(html: str) -> Nesting:
    """What is found in a page."""
    made = Nesting()
    made.feed(html)
    assert made.around == []
    return made


def as_html(page: str) -> str:
    """The page as its engine makes it of the Markdown."""
    return markdown.markdown(page.split("---\n", 2)[2], extensions=EXTENSIONS)


def pages_of(made: Archive, today: date = TODAY) -> dict[str, str]:
    """Every generated page as HTML, by path."""
    files = pipeline.render(made, settings=SETTINGS, today=today, draw=pipeline.draw_nothing)
    return {f.path: as_html(f.content) for f in files if f.path.endswith(".md")}


@pytest.mark.parametrize("world", WORLDS)
def test_nothing_left_out_of_the_search_holds_an_element_of_its_own_tag(world: str) -> None:
    today = test_hostile_fields.TODAY if world == "every field" else TODAY
    made, problems = load(WORLDS[world], today=today)
    assert [p.message for p in problems if p.severity == 0] == []
    for path, html in pages_of(made, today).items():
        parser = nesting(html)
        assert parser.found == [], path
        assert parser.left_out or "forecasts/" not in path
        Parser().feed(html)


@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_nor_does_anything_on_the_record(count: int) -> None:
    of = test_track_record_page
    made = archive(*(of.MANY[:count] or of.FEW))
    for path, html in pages_of(made).items():
        assert nesting(html).found == [], path
        Parser().feed(html)


def test_one_of_its_own_tag_would_be_found() -> None:
    assert nesting("<div data-search-exclude><p><br></p><div></div></div>").found == ["div {}"]
    assert nesting("<div><ul data-search-exclude></ul><div></div></div>").found == []
