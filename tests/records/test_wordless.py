"""A rationale and a post-mortem say something: a letter or a digit, outside comments."""

from __future__ import annotations

import pytest

from tests.worlds import OPENING, RESOLUTION, found, loaded

ANSWER = (
    "---\noutcome: yes\nknown_on: 2026-02-01\nrecorded_on: 2026-02-02\nsources: [{name: S}]\n---\n"
)


@pytest.mark.parametrize(
    "body", ["", " \n", ".", "…", "\n---\n", "<!-- to be written -->", "<!-- a\n\nb", "- \n> *\n"]
)
def test_marks_and_comments_are_no_words(body: str) -> None:
    _, problems = loaded({OPENING: f"---\nprobability: 0.4\n---\n{body}\n"})
    assert found(problems) == [("rationale-missing", OPENING, 3)]
    _, problems = loaded({RESOLUTION: f"{ANSWER}{body}\n"})
    assert found(problems) == [("post-mortem-missing", RESOLUTION, 6)]


@pytest.mark.parametrize("body", ["7", "雨", "Да.", "<!-- a --> b <!-- c", "<! a"])
def test_a_letter_or_a_digit_in_any_script_is_one(body: str) -> None:
    files = {OPENING: f"---\nprobability: 0.4\n---\n{body}\n", RESOLUTION: f"{ANSWER}{body}\n"}
    _, problems = loaded(files)
    assert {p.rule for p in problems} <= {"html-as-text"}
