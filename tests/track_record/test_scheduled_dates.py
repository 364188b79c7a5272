"""Updates may end long before the answer is due: a question counts from the later day on.

“Yes” can be known early and “no” only at the end. Counted from the close on,
the early “yes” of a question that runs to the end of the year would be in the
record for months before any of its “no”.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foresite.track_record import GroupBy, Moment, Stage
from tests.track_record.questions import TODAY, question, record, row

DUE = "criteria: It happens by 31 December 2026.\nresolves_by: 2026-12-31\n"
EARLY_YES = question("early", known="2026-02-10", more=DUE)
WAITING = question("waiting", outcome=None, more=DUE)
LAST_DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "stages"),
    [
        (TODAY, (Stage.EARLY, Stage.OPEN)),
        (LAST_DAY, (Stage.EARLY, Stage.OPEN)),
        (LAST_DAY + timedelta(days=1), (Stage.SCORED, Stage.OVERDUE)),
    ],
)
def test_an_early_yes_and_its_waiting_twin_join_the_record_on_the_same_day(
    today: date, stages: tuple[Stage, Stage]
) -> None:
    """Both closed on 25 January; of both the answer is due by the end of the year."""
    assert (row(EARLY_YES, today=today).stage, row(WAITING, today=today).stage) == stages


def test_a_question_that_is_closed_and_not_yet_due_is_neither_matured_nor_overdue() -> None:
    before = record(EARLY_YES, WAITING).denominators
    assert (before.published, before.matured, before.resolved) == (2, 0, 1)
    assert (before.scored, before.early, before.overdue, before.open) == (0, 1, 0, 1)
    after = record(EARLY_YES, WAITING, today=date(2027, 1, 1)).denominators
    assert (after.matured, after.scored, after.overdue) == (2, 1, 1)


def test_what_is_scored_ends_at_the_close_all_the_same() -> None:
    """0.4 for the 20 days to the close; what was said after it is late."""
    late = {"2026-01-05": "probability: 0.4", "2026-02-01": "probability: 0.9"}
    scored = row(question(updates=late, known="2026-02-10", more=DUE), today=date(2027, 1, 1))
    assert scored.score("brier", Moment.AVERAGE) == pytest.approx(0.36)
    assert (scored.span.end, scored.late_updates) == (date(2026, 1, 25), 1)


def test_a_question_is_of_the_year_in_which_its_answer_is_due() -> None:
    due = DUE.replace("2026", "2027")
    made = record(question(known="2026-02-10", more=due), today=date(2028, 1, 1))
    assert [group.key for group in made.groups if group.by is GroupBy.YEAR] == ["2027"]


def test_its_horizon_is_counted_to_that_day_and_ends_with_its_updates() -> None:
    """5 to 24 January are 360 to 341 days before 31 December: of no nearer band was a number."""
    scored = row(question(known="2026-02-10", more=DUE), today=date(2027, 1, 1))
    [(band, figures)] = scored.horizons
    assert band == "91-365"
    assert dict(figures)["brier"] == pytest.approx(0.36)
