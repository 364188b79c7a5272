"""Each rule's page is true: what it says is refused is refused, there and for that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import foresite
from foresite.problems import Severity
from foresite.rules import RULES, Rule, rule
from tests.worlds import loaded

SOURCE = Path(foresite.__file__).parent

BLOCK = re.compile(
    r'^````\w+ title="(?P<path>[^"]+)"\n(?P<text>.*?)\n?^````$', re.MULTILINE | re.DOTALL
)
PLACE = re.compile(r"^Found in `(?P<path>[^`]+)`, line (?P<line>\d+)\.$", re.MULTILINE)

UNTYPED = {
    "archive-missing",
    "byte-order-mark",
    "embed-unknown",
    "file-size",
    "invisible-character",
    "line-endings",
    "link-outside",
    "not-utf-8",
}
"""Faults that no example in a text can show; each has a test of its own elsewhere."""

TYPED = [each for each in RULES if each.id not in UNTYPED]


def part(page: Rule, *headings: str) -> str:
    """What stands under one of the headings, up to the next."""
    for heading in headings:
        if f"\n## {heading}\n" in page.text:
            return page.text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return ""


def files(text: str) -> dict[str, str]:
    """The example files in a text, by path."""
    return {m["path"]: f"{m['text']}\n" if m["text"] else "" for m in BLOCK.finditer(text)}


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.id)
def test_what_a_page_calls_refused_is_refused_at_the_line_it_names(page: Rule) -> None:
    text = part(page, "Refused", "Warned about")
    _, problems = loaded(files(text))
    places = [(m["path"], int(m["line"])) for m in PLACE.finditer(text)]
    assert places, "the page names no place"
    ours = [p for p in problems if p.rule == page.id]
    assert [(p.where.path, p.where.line) for p in ours] == places
    assert {p.severity for p in ours} == {page.severity}
    others = [p for p in problems if p.rule != page.id and p.severity is Severity.ERROR]
    assert {p.rule for p in others} <= {"no-update", "slug"}, "the example shows another fault"


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.id)
def test_what_a_page_calls_accepted_is_accepted(page: Rule) -> None:
    _, problems = loaded(files(part(page, "Accepted")))
    assert problems == ()


def test_every_rule_that_the_code_emits_has_a_page_and_the_other_way_round() -> None:
    """Ids are literals in the code: the second argument of a Problem, or a fault's first."""
    text = "\n".join(
        path.read_text("utf-8")
        for path in [
            *SOURCE.glob("*.py"),
            *SOURCE.glob("checks/*.py"),
            *SOURCE.glob("records/*.py"),
        ]
    )
    known = {each.id for each in RULES}
    emitted = {id_ for id_ in known if f'"{id_}"' in text}
    called = set(re.findall(r'\b(?:fault|_refuse)\(\s*(?:event, )?"([a-z0-9-]+)"', text))
    called |= set(
        re.findall(r'Problem\(\s*[^"]*?"([a-z]+(?:-[a-z0-9]+)+|slug|url|text|shape)"', text)
    )
    assert emitted == known
    assert called - known == set()


def test_a_page_begins_with_its_title_and_says_something() -> None:
    for each in RULES:
        assert each.text.startswith(f"# {each.title}\n\n")
        assert len(each.text.splitlines()[2]) > 40, each.id


def test_an_unknown_rule_has_no_page() -> None:
    assert rule("no-such-rule") is None
    assert rule("slug") in RULES
