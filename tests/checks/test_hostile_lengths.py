"""A text of one character a hundred thousand times is read in a moment; so is each opening mark."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from foresite import embeds
from foresite.code_spans import code_spans, without_code
from tests.worlds import FORECAST, OPENING, VALID, loaded

LENGTH = 100_000
PATIENCE = 10.0
"""Seconds; it takes less than one, and what grows with the square of the length takes minutes."""

RUNS = ("`", "[", "(", "<", "!", " ", "a", "7", "%", "“", "«", '"', "](", "[[a ", "<http:", "`a")


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("before", ["It is so: ", "significant at least "])
def test_no_run_of_one_mark_holds_up_the_checks(before: str, run: str) -> None:
    text = before + run * (LENGTH // len(run))
    typed = json.dumps(text, ensure_ascii=False)
    terms = VALID[FORECAST].partition("criteria:")[0]
    began = time.process_time()
    archive, _ = loaded(
        {
            FORECAST: f"{terms}background: {typed}\ncriteria: {typed}\n",
            OPENING: f"---\nprobability: 0.4\ncounterargument: {typed}\n---\nWe go to 40 %\n{text}\n",
        }
    )
    list(embeds.find_problems("content/about.md", text, known=["rain-in-paris"]))
    assert archive.forecasts
    assert time.process_time() - began < PATIENCE


@given(st.text(st.sampled_from("a`b "), max_size=24).map(lambda text: f"x{text}x"))
def test_code_is_what_commonmark_takes_for_code(text: str) -> None:
    [inline] = [t for t in MarkdownIt("commonmark").parse(text) if t.type == "inline"]
    shown = [t.markup for t in inline.children or [] if t.type == "code_inline"]
    spans = [text[start:end] for start, end in code_spans(text)]
    assert [span[: len(span) - len(span.lstrip("`"))] for span in spans] == shown


def test_what_is_left_without_code_keeps_its_place() -> None:
    assert without_code("a `b``\nc` d ``e") == "a     \n   d ``e"
