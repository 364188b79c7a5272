"""Two texts word by word: both can be read back, and only what changed is marked."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite import differences as module
from foresite.differences import PARAGRAPH, Fate, differences, words_of

texts = st.lists(
    st.sampled_from(["a", "model", "is", "level", "ahead", "**bold**", "suite.", "\n\n"]),
    max_size=30,
).map(" ".join)


def shown(before: str, after: str) -> list[tuple[str, str]]:
    """Each piece as its fate and its words."""
    return [(piece.fate.value, " ".join(piece.words)) for piece in differences(before, after)]


def test_a_word_that_was_replaced_is_taken_away_and_then_added() -> None:
    assert shown("It rains before noon.", "At least 1 mm before noon.") == [
        ("deleted", "It rains"),
        ("inserted", "At least 1 mm"),
        ("kept", "before noon."),
    ]


def test_a_word_with_other_punctuation_is_another_word() -> None:
    assert shown("the suite", "the suite,") == [
        ("kept", "the"),
        ("deleted", "suite"),
        ("inserted", "suite,"),
    ]


def test_a_line_broken_elsewhere_is_no_difference_but_a_paragraph_is() -> None:
    assert shown("one two\nthree", "one\ntwo three") == [("kept", "one two three")]
    assert shown("one two", "one\n \ntwo") == [
        ("kept", "one"),
        ("inserted", PARAGRAPH),
        ("kept", "two"),
    ]


def test_a_link_that_leads_elsewhere_is_a_difference() -> None:
    before = "By [the service](https://one.example)."
    after = "By [the service](https://two.example)."
    assert [fate for fate, _ in shown(before, after)] == ["kept", "deleted", "inserted"]


def assert_lawful(before: str, after: str) -> None:
    """Both texts can be read back, neighbours differ, and a deletion comes before its replacement."""
    pieces = differences(before, after)
    kept_of = {
        left_out: tuple(w for p in pieces if p.fate is not left_out for w in p.words)
        for left_out in (Fate.INSERTED, Fate.DELETED)
    }
    assert kept_of[Fate.INSERTED] == words_of(before)
    assert kept_of[Fate.DELETED] == words_of(after)
    assert all(piece.words for piece in pieces)
    for first, second in pairwise(piece.fate for piece in pieces):
        assert first is not second
        assert (first, second) != (Fate.INSERTED, Fate.DELETED)


@given(texts, texts, st.sampled_from([0, 6, 40, module.MOST_PAIRS]))
def test_both_texts_can_be_read_back_from_the_pieces_within_the_bound_and_beyond(
    before: str, after: str, most: int
) -> None:
    with patch.object(module, "MOST_PAIRS", most):
        assert_lawful(before, after)


def test_a_word_in_one_of_many_paragraphs_is_marked_alone() -> None:
    before = "\n\n".join(f"It is {n} and no more." for n in range(3_000))
    pieces = shown(before, before.replace("It is 1234 and", "It was 1234 and"))
    assert [p for p in pieces if p[0] != "kept"] == [("deleted", "is"), ("inserted", "was")]


def test_beyond_the_bound_what_lies_between_the_changes_is_replaced_as_a_whole() -> None:
    middle = " ".join(["so"] * 2_000)
    assert shown(f"From here {middle} to there.", f"From now {middle} to then.") == [
        ("kept", "From"),
        ("deleted", f"here {middle} to there."),
        ("inserted", f"now {middle} to then."),
    ]


@pytest.mark.parametrize("between", [" ", "\n\n", " \n\n a b c d "])
def test_the_longest_texts_are_compared_in_a_moment(between: str) -> None:
    chance = random.Random(7)
    one, two = (
        between.join(chance.choice("the of and to a in is 5 b c".split()) for _ in range(20_000))
        for _ in range(2)
    )
    began = time.process_time()
    assert_lawful(one, two)
    assert time.process_time() - began < 10, "comparing every pair would take minutes"


@given(texts)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert {piece.fate for piece in differences(text, text)} <= {Fate.KEPT}
