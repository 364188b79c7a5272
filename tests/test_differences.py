"""Two texts word by word: both can be read back, and only what changed is marked."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

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


@given(texts, texts)
def test_both_texts_can_be_read_back_from_the_pieces(before: str, after: str) -> None:
    pieces = differences(before, after)
    kept_of = {
        left_out: tuple(w for p in pieces if p.fate is not left_out for w in p.words)
        for left_out in (Fate.INSERTED, Fate.DELETED)
    }
    assert kept_of[Fate.INSERTED] == words_of(before)
    assert kept_of[Fate.DELETED] == words_of(after)


@given(texts, texts)
def test_neighbouring_pieces_differ_and_a_deletion_comes_before_its_replacement(
    before: str, after: str
) -> None:
    fates = [piece.fate for piece in differences(before, after)]
    for first, second in pairwise(fates):
        assert first is not second
        assert (first, second) != (Fate.INSERTED, Fate.DELETED)


@given(texts)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert {piece.fate for piece in differences(text, text)} <= {Fate.KEPT}
