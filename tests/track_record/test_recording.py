"""Which questions were here before their answers were known, told where git knows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite import pipeline
from foresite.track_record import Recording, Row, score_rows, track_records
from tests.track_record.questions import TODAY, archive, question

KNOWN = date(2026, 1, 25)
TWO = {"2026-01-05": "probability: 0.4", "2026-01-15": "probability: 0.9"}
THREE = {**TWO, "2026-01-20": "probability: 0.95"}


def path(slug: str, day: str) -> str:
    """Where an update lies."""
    return f"forecasts/{slug}/updates/{day}.md"


def row(days: Mapping[str, date], updates: Mapping[str, str]) -> Row:
    """The row of one question whose updates came into git on those days."""
    made = archive(question("q", updates))
    known = {path("q", day): on for day, on in days.items()}
    [only] = score_rows(pipeline.with_recorded_days(made, known), today=TODAY)
    return only


@pytest.mark.parametrize(
    ("days", "recording"),
    [
        # The day of the answer is in time, the day after is not.
        ((date(2026, 1, 5), date(2026, 1, 15), date(2026, 1, 25)), Recording.IN_TIME),
        ((date(2026, 1, 5), date(2026, 1, 15), date(2026, 1, 26)), Recording.PARTLY_AFTER),
        # One in between moves the mean over time as well.
        ((date(2026, 1, 5), date(2026, 1, 26), date(2026, 1, 20)), Recording.PARTLY_AFTER),
        ((date(2026, 1, 26), date(2026, 1, 26), date(2026, 1, 26)), Recording.AFTER_ANSWER),
        # A first number that was put before the others afterwards.
        ((date(2026, 1, 26), date(2026, 1, 15), date(2026, 1, 20)), Recording.AFTER_ANSWER),
        ((None, None, None), Recording.UNKNOWN),
        ((date(2026, 1, 5), date(2026, 1, 15), None), Recording.UNKNOWN),
        # What is known to be late is said, whatever else is unknown.
        ((None, date(2026, 1, 15), date(2026, 1, 26)), Recording.PARTLY_AFTER),
    ],
)
def test_a_question_is_recorded_in_time_late_or_on_an_unknown_day(
    days: tuple[date | None, ...], recording: Recording
) -> None:
    known = {day: on for day, on in zip(THREE, days, strict=True) if on}
    assert row(known, THREE).recording is recording


@pytest.mark.parametrize(
    ("morning", "evening", "recording"),
    [
        (5, 26, Recording.AFTER_ANSWER),
        (26, 5, Recording.IN_TIME),
    ],
)
def test_of_two_numbers_of_a_day_the_one_that_is_scored_decides(
    morning: int, evening: int, recording: Recording
) -> None:
    """The other stood on no day, so it makes nothing early or late."""
    updates = {"2026-01-05": "probability: 0.4", "2026-01-05-evening": "probability: 0.99"}
    days = dict(zip(updates, (date(2026, 1, morning), date(2026, 1, evening)), strict=True))
    assert row(days, updates).recording is recording


def test_what_is_not_scored_makes_no_question_late() -> None:
    """An update after the answer is out is kept, and was of course recorded after it."""
    updates = {**TWO, "2026-02-10": "probability: 0.99"}
    days = {"2026-01-05": date(2026, 1, 5), "2026-01-15": date(2026, 1, 15)}
    made = row({**days, "2026-02-10": date(2026, 2, 10)}, updates)
    assert made.recording is Recording.IN_TIME
    assert made.late_updates == 1


def test_a_question_without_an_answer_is_neither_in_time_nor_late() -> None:
    made = archive(question("q", outcome=None))
    [only] = score_rows(made, today=TODAY)
    assert only.recording is None
    assert not only.is_last_on_answer_day


@pytest.mark.parametrize(("day", "is_last"), [("2026-01-24", False), ("2026-01-25", True)])
def test_a_last_number_on_the_very_day_of_the_answer_is_told(day: str, is_last: bool) -> None:
    made = row({}, {"2026-01-05": "probability: 0.4", day: "probability: 0.9"})
    assert made.known_on == KNOWN
    assert made.updates == 2
    assert made.is_last_on_answer_day is is_last


def test_the_denominators_count_only_questions_that_count() -> None:
    """Slipping in an answered question shows: one in time, one late, one unknown; two are out."""
    questions = [
        question("good"),
        question("slipped-in", {"2026-01-05": "probability: 0.99"}),
        question("unknown", {"2026-01-25": "probability: 0.5"}),
        question("early", closes="2026-12-31"),
        question("void", outcome="annulled"),
    ]
    days = {
        path("good", "2026-01-05"): date(2026, 1, 5),
        path("slipped-in", "2026-01-05"): date(2026, 2, 25),
        path("early", "2026-01-05"): date(2026, 2, 25),
        path("void", "2026-01-05"): date(2026, 2, 25),
    }
    made = pipeline.with_recorded_days(archive(*questions), days)
    counts = track_records(made, today=TODAY)[0].denominators
    assert counts.scored == 3
    assert (counts.recorded_in_time, counts.recorded_partly_after) == (1, 0)
    assert (counts.recorded_after_answer, counts.recorded_unknown) == (1, 1)
    assert counts.last_on_answer_day == 1


@given(st.lists(st.sampled_from([None, -20, 0, 1, 30]), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_the_four_always_add_up_to_the_questions_that_count(late: list[int | None]) -> None:
    made = archive(*(question(f"q-{n}") for n in range(len(late))))
    days = {
        path(f"q-{n}", "2026-01-05"): date.fromordinal(KNOWN.toordinal() + by)
        for n, by in enumerate(late)
        if by is not None
    }
    counts = track_records(pipeline.with_recorded_days(made, days), today=TODAY)[0].denominators
    four = (counts.recorded_in_time, counts.recorded_partly_after, counts.recorded_after_answer)
    assert sum(four) + counts.recorded_unknown == counts.scored == len(late)
    assert counts.recorded_after_answer == sum(by is not None and by > 0 for by in late)
