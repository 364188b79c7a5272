"""Each rule's page is true: what it says is refused is refused, there and in those words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import foresite
from foresite.pages.rules_page import rules_page
from foresite.problems import Problem
from foresite.rules import RULES, SUBJECTS, Rule, rule
from tests.worlds import against, loaded

SOURCE = Path(foresite.__file__).parent

BLOCK = re.compile(
    r'^````\w+ title="(?P<path>[^"]+)"\n(?P<text>.*?)\n?^````$', re.MULTILINE | re.DOTALL
)
PLACE = re.compile(
    r"^Found in `(?P<path>[^`]+)`, line (?P<line>\d+): `(?P<message>[^`]+)`\.$", re.MULTILINE
)

UNTYPED = {
    "archive-missing": "tests/test_reading.py",
    "byte-order-mark": "tests/test_source.py",
    "embed-form": "tests/test_embeds.py",
    "embed-unknown": "tests/test_embeds.py",
    "file-size": "tests/test_reading.py",
    "invisible-character": "tests/test_source.py",
    "limit-loosened": "tests/shells/test_limits.py",
    "line-endings": "tests/test_source.py",
    "link-outside": "tests/test_reading.py",
    "not-utf-8": "tests/test_source.py",
    "published-nothing": "tests/shells/test_published.py",
    "unreadable-file": "tests/test_reading.py",
}
"""Faults that no file typed into a page can show, and where each is tested."""

UNAVOIDABLE = {"slug-clash": {"slug"}}
"""An upper-case folder is a fault by itself."""

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


def problems_of(page: Rule, text: str) -> tuple[Problem, ...]:
    """What is wrong with the example files in a text, against those the page calls published."""
    _, problems = loaded(files(text))
    published = files(part(page, "Published"))
    return (*problems, *(against(published, files(text)) if published else ()))


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.id)
def test_what_a_page_calls_refused_is_refused_at_that_line_in_those_words(page: Rule) -> None:
    text = part(page, "Refused", "Warned about")
    problems = problems_of(page, text)
    said = [(m["path"], int(m["line"]), m["message"]) for m in PLACE.finditer(text)]
    ours = [p for p in problems if p.rule == page.id]
    assert said, "the page names no place"
    assert [(p.where.path, p.where.line, p.message) for p in ours] == said
    assert {p.severity for p in ours} == {page.severity}
    assert all(p.hint for p in ours), "an author must be told what to do next"
    assert {p.rule for p in problems} - {page.id} == UNAVOIDABLE.get(page.id, set())


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.id)
def test_what_a_page_calls_accepted_is_accepted(page: Rule) -> None:
    accepted = files(part(page, "Accepted"))
    assert accepted, "the page shows no mended file"
    assert problems_of(page, part(page, "Accepted")) == ()


@pytest.mark.parametrize(("id_", "file"), UNTYPED.items())
def test_a_rule_without_a_typed_example_is_tested_elsewhere(id_: str, file: str) -> None:
    assert f'"{id_}"' in (SOURCE.parents[1] / file).read_text("utf-8")
    page = rule(id_)
    assert page is not None
    assert not BLOCK.search(page.text)


def emitted() -> Iterator[str]:
    """Each rule id that the code can emit: always a literal, by one of four ways."""
    place = {"Problem": 1, "fault": 0, "_refuse": 1}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in place and node.args:
                    argument = node.args[place[name]]
                    if isinstance(argument, ast.Constant):
                        yield str(argument.value)
                for keyword in node.keywords if name == "Fault" else ():
                    if keyword.arg == "rule" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value)


def test_every_rule_that_the_code_can_emit_has_a_page_and_every_page_a_rule() -> None:
    assert set(emitted()) == {each.id for each in RULES}


def test_every_rule_stands_under_one_subject() -> None:
    assert sorted(id_ for _, ids in SUBJECTS for id_ in ids) == [each.id for each in RULES]


@pytest.mark.parametrize("page", RULES, ids=lambda page: page.id)
def test_a_page_begins_with_its_title_and_a_few_plain_sentences(page: Rule) -> None:
    title, blank, text = page.text.splitlines()[:3]
    assert (title, blank) == (f"# {page.title}", "")
    assert 1 < len(re.findall(r"[.:](?: |$)", text)) < 6
    assert 80 < len(text) < 420


def test_an_unknown_rule_has_no_page() -> None:
    assert rule("no-such-rule") is None
    assert rule("slug") in RULES


def test_on_the_page_each_rule_is_a_section_of_its_subject_under_its_id() -> None:
    text = rules_page().content
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "# What the check looks for"
    ]
    sections = re.findall(r"^### .+ \{: #(.+) \}$", text, flags=re.MULTILINE)
    assert sections == [rule for _, rules in SUBJECTS for rule in rules]


def test_the_page_of_all_rules_folds_what_is_refused_and_accepted_and_no_explanation() -> None:
    texts = {each.id: each.text for each in RULES}
    sections = re.split(r"^### ", rules_page().content, flags=re.MULTILINE)[1:]
    assert len(sections) == len(RULES)
    for section in sections:
        explained, *folds = section.split('<details class="fs-earlier fs-fold">')
        assert "<pre>" not in explained
        assert all(
            "</details>" in fold and "\n\n" not in fold.split("</details>")[0] for fold in folds
        )
        [id_] = re.findall(r"\{: #(\S+) \}", section)
        assert len(folds) == len(re.findall("^## ", texts[id_], re.MULTILINE))
