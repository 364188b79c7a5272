"""Days, odds and percentages stay on one line in running text, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.unbroken import unbroken


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("on 17 December 2022", "on 17~December 2022"),
        ("since 5 Jan 2026,", "since 5~Jan 2026,"),
        ("on 17\nMay.", "on 17~May."),
        ("9 in 10 that it is", "9~in~10 that it is"),
        ("about 1 in 2,000", "about 1~in~2,000"),
        ("gives 75 % to it", "gives 75_% to it"),
        ("100\n%", "100_%"),
    ],
)
def test_what_is_read_as_one_thing_is_held_together(text: str, held: str) -> None:
    """Here ``~`` is the no-break space, and ``_`` the narrow one."""
    wanted = held.replace("~", "\N{NO-BREAK SPACE}").replace("_", "\N{NARROW NO-BREAK SPACE}")
    assert unbroken(f"<p>{text}</p>") == f"<p>{wanted}</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<p>In 2022 December was cold.</p>",
        "<p>5 Marches in one week, 3 in all</p>",
        "<p>on 17</p><p>December</p>",
        '<img alt="75 % on 5 May, 1 in 4">',
        "<pre><code>closes: 5 May # 75 %, <span>1 in 4</span></code></pre>",
        "<p><code>5 May</code></p>",
    ],
    ids=["a year", "other words", "two paragraphs", "an attribute", "a block of code", "code"],
)
def test_all_else_stays_as_it_is(page: str) -> None:
    assert unbroken(page) == page


def test_text_after_code_is_running_text_again() -> None:
    page = "<p><code>5 May</code> is 5 May</p>"
    assert unbroken(page) == "<p><code>5 May</code> is 5\N{NO-BREAK SPACE}May</p>"


PIECES = ["5", " ", "\n", "May", "in", "%", "<p>", "</p>", "<code>", "</code>", "<", ">", "&amp;"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_but_spaces_changes_and_twice_is_once(page: str) -> None:
    once = unbroken(page)
    plain = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", once)
    assert plain == "".join(p if q == p else " " for p, q in zip(page, plain, strict=True))
    assert unbroken(once) == once
