"""A table of sentences: own claims beside another number are found, and others' are left alone.

The table is ``own_claims.md``, for people to read and to add to.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foresite.problems import Severity
from tests.worlds import OPENING, loaded

TABLE = Path(__file__).with_name("own_claims.md").read_text("utf-8")
ROW = re.compile(r"^\| (refused|asked|silent) \| (.+) \|$", re.MULTILINE)
SENTENCES = [(mark, text) for mark, text in ROW.findall(TABLE.partition("\n## ")[2])]


@pytest.mark.parametrize(("mark", "text"), SENTENCES, ids=lambda value: value[:50])
def test_a_sentence_is_read_as_the_table_says(mark: str, text: str) -> None:
    _, problems = loaded({OPENING: f"---\nprobability: 0.75\n---\n{text}\n"})
    found = {(p.severity, p.rule) for p in problems}
    if mark == "silent":
        assert found == set()
    elif mark == "asked":
        assert found == {(Severity.WARNING, "words-doubtful")}
    else:
        assert found in (
            {(Severity.ERROR, "words-number")},
            {(Severity.ERROR, "words-misfit")},
        )


def test_the_table_is_long_enough_to_mean_something() -> None:
    marks = [mark for mark, _ in SENTENCES]
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert marks.count("silent") >= 40
    assert len(marks) - marks.count("silent") >= 40
