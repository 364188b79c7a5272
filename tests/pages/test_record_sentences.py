"""The record's first sentences and the names of its scores: no verdict without what chance may do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foresite.model import KindName
from foresite.pages.track_record.sentences import statements
from foresite.scores.means import Interval
from foresite.track_record import Comparison, Moment, ReferenceName, TrackRecord
from tests.pages.test_track_record_page import FEW, MANY, Reader, record
from tests.track_record.questions import record as record_of

SURE, UNSURE = Interval(-0.2, -0.1), Interval(-0.003, 0.012)
CHANCE, BEYOND = "though by no more than chance may explain", "and by more than chance is likely to explain"  # fmt: skip
FIRST = "the first number, never moved"


@pytest.fixture(scope="module")
def many() -> TrackRecord:
    """Forty yes-or-no questions."""
    return record_of(*MANY)


def compared(
    name: ReferenceName, theirs: float, interval: Interval | None, *, is_small: bool = False
) -> Comparison:
    """Ours of 0.1 beside a reference's, on all forty questions."""
    return Comparison(
        reference=name,
        kind=KindName.BINARY,
        score="brier",
        moment=Moment.AVERAGE,
        unit="",
        count=40,
        ours=0.1,
        theirs=theirs,
        skill=1 - 0.1 / theirs,
        difference=0.1 - theirs,
        interval=interval,
        is_small=is_small,
    )


@pytest.mark.parametrize(
    ("even", "first", "said"),
    [
        # 0.1 is 60 % below 0.25 and 25 % above 0.08.
        (SURE, UNSURE, f"60 % below that of always 50 %, {BEYOND}; it is 25 % above that of {FIRST}, {CHANCE}."),
        (SURE, SURE, f"60 % below that of always 50 % and 25 % above that of {FIRST}, {BEYOND}."),
        (UNSURE, UNSURE, f"60 % below that of always 50 % and 25 % above that of {FIRST}, {CHANCE}."),
    ],
)  # fmt: skip
def test_each_reference_is_named_with_what_chance_may_explain(
    many: TrackRecord, even: Interval, first: Interval, said: str
) -> None:
    comparisons = (
        compared(ReferenceName.EVEN, 0.25, even),
        compared(ReferenceName.FIRST, 0.08, first),
    )
    text = " ".join(" ".join(statements(replace(many, comparisons=comparisons))).split())
    assert f"The mean Brier score is {said}" in text


def test_of_few_questions_it_says_that_this_says_little(many: TrackRecord) -> None:
    one = compared(ReferenceName.EVEN, 0.25, None, is_small=True)
    text = " ".join(" ".join(statements(replace(many, comparisons=(one,)))).split())
    assert "60 % below that of always 50 %, but on so few questions that says little." in text


def test_where_there_is_no_difference_chance_explains_none(many: TrackRecord) -> None:
    same = compared(ReferenceName.FIRST, 0.1, UNSURE)
    text = " ".join(statements(replace(many, comparisons=(same,))))
    assert f"The mean Brier score is the same as that of {FIRST}." in text


def test_a_score_is_named_as_in_a_sentence_and_its_unit_follows_in() -> None:
    """Of two questions in millimetres one is a worst call and the other a best."""
    page = record(*FEW, {k.replace("/rain/", "/snow/"): v for k, v in FEW[2].items()})
    text = Reader(page).text
    assert "Mean weighted interval score" not in text
    assert "Mean Brier score. Lower is better, 0 to 1." in text
    assert "Worst first, by weighted interval score in mm; lower is better." in text
    assert "The best, by weighted interval score in mm." in text
    assert 'aria-label="Worst calls by weighted interval score"' in page
    assert "Weighted interval score in mm, over time" in text
    assert "score, mm" not in text
