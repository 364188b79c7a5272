"""What a track record folds: what is looked up, and lines in which nothing stands."""

from __future__ import annotations

from tests.pages.test_track_record_page import FEW, MANY, numbers, record
from tests.track_record.questions import question


def test_lines_of_which_there_are_none_stand_folded_and_what_is_looked_for_never_does() -> None:
    """Of ten, none is without a number or withdrawn; and of what is published, none is scored yet."""
    opened, folded = record(*FEW).split("{: #counts")[1].split("## ")[0].split("<details")
    assert "<summary>Six more lines at 0</summary>" in folded
    assert set(numbers("{: #counts" + folded).values()) == {"0"}
    assert "0" not in numbers("{: #counts" + opened).values()
    young = record(question("open", outcome=None, closes="2026-12-31"))
    looked_for = numbers("{: #counts" + young.split("{: #counts")[1].split("<details")[0])
    assert looked_for["Scored"] == looked_for["Matured"] == "0"


def test_what_is_looked_up_stands_folded_below_a_heading_that_does_not() -> None:
    text = record(*MANY)
    for anchor in ("groups", "questions", "definitions"):
        section = text.split(f"{{: #{anchor} ")[1].split("\n## ")[0]
        before, *folds = section.split('<details class="fs-earlier fs-fold">')
        assert folds, anchor
        assert "<table" not in before, anchor
        assert "<dl" not in before, anchor
