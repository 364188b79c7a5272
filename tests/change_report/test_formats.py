"""The report in each format, and what an author's text may not do in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from foresite.change_report import FORMATS, Told
from foresite.change_report.formats import MOST, markdown_text
from foresite.change_report.words import Line
from tests.hostile import HOSTILE
from tests.worlds import TODAY

ONE = Told(id="rain", question="Rain?", fate="changed", lines=(Line(text="40 % → 50 %", on=TODAY),))
TWO = Told(
    id="us/snow",
    question="Snow?",
    fate="changed",
    lines=(Line(text="Closed", on=TODAY), Line(text="Tagged a-b")),
)


def test_one_sentence_stands_beside_its_forecast_and_several_below_it_with_their_days() -> None:
    assert FORMATS["text"]((ONE, TWO)) == (
        "rain: 40 % → 50 %\nus/snow\n  1 Mar 2026: Closed\n  Tagged a-b\n"
    )
    assert FORMATS["markdown"]((ONE, TWO)) == (
        "- **rain**: 40 % → 50 %\n- **us/snow**:\n  - 1 Mar 2026: Closed\n  - Tagged a\\-b\n"
    )


def test_a_comment_lists_what_github_takes_and_says_how_much_more_there_is() -> None:
    report = tuple(replace(ONE, id=f"rain-{n}") for n in range(MOST + 2))
    lines = FORMATS["markdown"](report).splitlines()
    assert (len(lines), lines[-1]) == (MOST + 1, "- and two more")
    assert len(FORMATS["text"](report).splitlines()) == MOST + 2


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_no_change_is_said_to_be_none(format_: str) -> None:
    assert FORMATS[format_](()) == "Nothing in the archive changes.\n"


def test_programs_get_one_object_a_forecast() -> None:
    assert json.loads(FORMATS["json"]((ONE, TWO))) == [
        {
            "forecast": "rain",
            "question": "Rain?",
            "fate": "changed",
            "changes": [{"on": "2026-03-01", "sentence": "40 % → 50 %"}],
        },
        {
            "forecast": "us/snow",
            "question": "Snow?",
            "fate": "changed",
            "changes": [
                {"on": "2026-03-01", "sentence": "Closed"},
                {"on": None, "sentence": "Tagged a-b"},
            ],
        },
    ]
    assert FORMATS["json"](()) == "[]\n"


TRICKS = [
    HOSTILE,
    "@octocat and @org/team, see #1, org/repo#2 and GH-3",
    "https://example.org www.example.org a@example.org <https://x.org>",
    "[x](https://x.org) ![x](https://x.org/x.png) <img src=x> <!-- x --> &lt;b&gt; &#64;x",
    "# heading\n\n- list\n1. list\n> quote\n| a | b |\n|---|---|\n```\ncode\n```\n***\n~~x~~ $x$",
    "\x1b[31mred\x1b[0m \u202eright to left\u2066 \x07 \r\n::error::x",
]


def report(text: str) -> tuple[Told, ...]:
    return (
        Told(id=text, question=text, fate="new", lines=(Line(text=text),)),
        Told(id="b", question=text, fate="new", lines=(Line(text=text), Line(text=text, on=TODAY))),
    )


@pytest.mark.parametrize("text", TRICKS)
def test_an_author_s_text_is_only_text_in_markdown(text: str) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(FORMATS["markdown"](report(text)))
    inline = [token for token in tokens if token.type == "inline"]
    blocks = {token.type for token in tokens} - {"inline"}
    assert {kind.removesuffix("_open").removesuffix("_close") for kind in blocks} == {
        "bullet_list",
        "list_item",
        "paragraph",
    }
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
    shown = "".join(c.content for token in inline for c in token.children or ())
    # What GitHub itself looks for in the finished page.
    assert not re.search(r"[@#]\w|://|www\.", shown)


@pytest.mark.parametrize("text", TRICKS)
def test_a_terminal_obeys_nothing_and_no_line_begins_with_a_command(text: str) -> None:
    for line in FORMATS["text"](report(text)).splitlines():
        assert not line.startswith("::")
        assert not set(line) & set("\x1b\x07\r\u202e\u2066")


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Zs"])))  # fmt: skip
def test_markdown_shows_every_letter_as_it_is(text: str) -> None:
    tokens = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .parse(f"x {markdown_text(text)} x")
    )
    shown = "".join(c.content for t in tokens for c in t.children or ())
    assert shown.replace("\N{WORD JOINER}", "") == f"x {text} x"
