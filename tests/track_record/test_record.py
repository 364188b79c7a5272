"""What the rows say together, and what must never change it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite.track_record import (
    GroupBy,
    Moment,
    Stage,
    TrackRecord,
    record_of,
    score_rows,
    track_records,
)
from tests.track_record.questions import TODAY, archive, question, record


def mean(made: TrackRecord, score: str, moment: Moment = Moment.CLOSE) -> float | None:
    """One mean of the record."""
    return next((m.mean for m in made.means if (m.score, m.moment) == (score, moment)), None)


def many(number: int, seed: int = 1) -> list[dict[str, str]]:
    """That many scored questions, at random numbers."""
    chance = random.Random(seed)
    return [
        question(
            f"q-{n:03}",
            {"2026-01-05": f"probability: {chance.randint(1, 99) / 100}"},
            outcome=chance.choice(["yes", "no"]),
        )
        for n in range(number)
    ]


class TestMeans:
    """A question counts once."""

    def test_by_hand(self) -> None:
        """0.36 for the yes, 0.16 for the no."""
        made = record(question("a"), question("b", outcome="no"))
        assert mean(made, "brier") == pytest.approx(0.26)
        [brier] = [m for m in made.means if (m.score, m.moment) == ("brier", Moment.CLOSE)]
        assert (brier.count, brier.is_small) == (2, True)

    def test_a_question_updated_ten_times_weighs_as_one_never_updated(self) -> None:
        often = {f"2026-01-{day:02}": "probability: 0.4" for day in range(5, 15)}
        made = record(question("a", often), question("b", outcome="no"))
        assert mean(made, "brier", Moment.AVERAGE) == pytest.approx(0.26)

    def test_kinds_and_units_are_never_mixed(self) -> None:
        numbers = {"2026-01-05": "quantiles: {0.5: 30}"}
        options = "kind: multiple-choice\noptions: {x: X, y: Y}\ncriteria: One.\n"
        made = record(
            question("a"),
            question("b", {"2026-01-05": "options: {x: 0.5, y: 0.5}"}, more=options, outcome="x"),
            question(
                "c", numbers, more="kind: numeric\nunit: tonnes\ncriteria: A weight.\n", outcome="3"
            ),
            question(
                "d", numbers, more="kind: numeric\nunit: miles\ncriteria: A way.\n", outcome="3"
            ),
        )
        keys = [(m.kind.value, m.score, m.unit) for m in made.means if m.moment is Moment.CLOSE]
        assert sorted(keys) == [
            ("binary", "brier", ""),
            ("binary", "log", ""),
            ("multiple-choice", "brier_multi", ""),
            ("multiple-choice", "log", ""),
            ("numeric", "crps", "miles"),
            ("numeric", "crps", "tonnes"),
            ("numeric", "wis", "miles"),
            ("numeric", "wis", "tonnes"),
        ]

    @pytest.mark.parametrize("outcome", ["ambiguous", "annulled", "withdrawn", None])
    def test_a_question_without_an_answer_never_changes_a_score(self, outcome: str | None) -> None:
        resolution = "withdrawn_on: 2026-02-26\nwithdrawn_because: The paper erred.\n"
        other = (
            question("z", resolution=resolution)
            if outcome == "withdrawn"
            else question("z", outcome=outcome)
        )
        before, after = record(*many(12)), record(*many(12), other)
        assert after.means == before.means
        assert after.comparisons == before.comparisons
        assert after.calibrations == before.calibrations
        assert after.groups == before.groups
        assert after.denominators.published == before.denominators.published + 1

    def test_the_order_of_the_questions_is_irrelevant(self) -> None:
        made = archive(*many(35))
        rows = list(score_rows(made, today=TODAY))
        first = record_of(rows, made, today=TODAY, author=None)
        random.Random(5).shuffle(rows)
        second = record_of(rows, made, today=TODAY, author=None)
        assert second.means == first.means
        assert second.comparisons == first.comparisons
        assert second.groups == first.groups
        assert second.calls == first.calls
        for moment in (Moment.OPENING, Moment.CLOSE):
            one, other = first.calibration(moment), second.calibration(moment)
            assert (one.curve, sorted(one.points)) == (other.curve, sorted(other.points))


class TestDenominators:
    """The stages add up, on every day."""

    QUESTIONS = (
        question("a"),
        question("b", outcome="annulled"),
        question("c", outcome="ambiguous", closes="2026-12-31"),
        question("d", outcome=None),
        question("e", closes="2026-12-31"),
        question("f", closes=None),
        question("g", outcome=None, closes=None),
        question("h", {"2026-01-26": "probability: 0.9"}),
        question("i", resolution="withdrawn_on: 2026-02-26\nwithdrawn_because: It erred.\n"),
    )

    def test_by_hand(self) -> None:
        counts = record(*self.QUESTIONS).denominators
        assert counts.published == 9
        assert {stage: getattr(counts, stage.value) for stage in Stage} == dict.fromkeys(Stage, 1)
        # a, b, d, h and i are past their date; a, b, c, e, f and h have an answer that stands.
        assert (counts.matured, counts.resolved) == (5, 6)

    @given(day=st.integers(0, 400))
    @settings(max_examples=25)
    def test_the_stages_add_up_to_all_that_is_published(self, day: int) -> None:
        today = date(2026, 1, 1) + timedelta(days=day)
        counts = record(*self.QUESTIONS, today=today).denominators
        assert sum(getattr(counts, stage.value) for stage in Stage) == counts.published == 9
        assert counts.scored <= counts.matured

    def test_a_span_of_older_criteria_is_told_and_not_counted(self) -> None:
        narrowed = (
            "criteria:\n  - {text: It happens.}\n"
            "  - {text: Really., since: 2026-01-15, reason: Doubt., effect: narrows}\n"
        )
        counts = record(question(more=narrowed)).denominators
        assert (counts.published, counts.scored, counts.earlier_spans) == (1, 1, 1)


class TestAuthors:
    """Forecasts of others are theirs."""

    def test_each_has_a_record_beside_that_of_the_archive(self) -> None:
        by_a = "author: desk-a\ncriteria: It happens.\n"
        by_b = "author: desk-b\ncriteria: It happens.\n"
        made = archive(
            question("a", more=by_a),
            question("b", more=by_b, outcome="no"),
            question("c", more=by_b),
        )
        whole, first, second = track_records(made, today=TODAY)
        assert [(r.author, r.denominators.scored) for r in (whole, first, second)] == [
            (None, 3),
            ("desk-a", 1),
            ("desk-b", 2),
        ]
        assert mean(first, "brier") == pytest.approx(0.36)
        assert mean(second, "brier") == pytest.approx(0.26)


class TestGroups:
    """By kind, author, tag, year, dimension and horizon."""

    def test_by_hand(self) -> None:
        tagged = "tags: [rain, snow]\ncriteria: It happens.\n"
        made = record(question("a", more=tagged), question("b", outcome="no"))
        groups = {(g.by, g.key): g for g in made.groups}
        assert {key: g.count for key, g in groups.items()} == {
            (GroupBy.KIND, "binary"): 2,
            (GroupBy.AUTHOR, "desk"): 2,
            (GroupBy.TAG, "rain"): 1,
            (GroupBy.TAG, "snow"): 1,
            (GroupBy.YEAR, "2026"): 2,
            (GroupBy.DIMENSION, "headline"): 2,
            (GroupBy.HORIZON, "1-7"): 2,
            (GroupBy.HORIZON, "8-30"): 2,
        }
        assert all(g.is_small for g in groups.values())
        rain = {(m.score, m.moment): m.mean for m in groups[GroupBy.TAG, "rain"].means}
        assert rain["brier", Moment.AVERAGE] == pytest.approx(0.36)

    def test_a_forecaster_who_is_right_is_as_good_at_the_longest_horizon_as_all_questions_say(
        self,
    ) -> None:
        """Five at 20 %, due forty days on; one comes true, within a week: (0.64 + 4 · 0.04) / 5.

        Nearer the date only the four that were still open are left.
        """
        at = {"2026-01-05": "probability: 0.2"}
        made = record(
            question("q-0", at, known="2026-01-12", closes="2026-02-14"),
            *(
                question(f"q-{n}", at, outcome="no", known="2026-02-14", closes="2026-02-14")
                for n in range(1, 5)
            ),
        )
        found = {
            g.key: (g.count, mean.mean)
            for g in made.groups
            if g.by is GroupBy.HORIZON
            for mean in g.means
            if mean.score == "brier"
        }
        assert {key: count for key, (count, _) in found.items()} == {
            "1-7": 4,
            "8-30": 4,
            "31-90": 5,
        }
        assert [mean for _, mean in found.values()] == pytest.approx([0.04, 0.04, 0.16])

    def test_ten_questions_are_no_longer_few(self) -> None:
        assert [g.is_small for g in record(*many(9)).groups if g.by is GroupBy.KIND] == [True]
        assert [g.is_small for g in record(*many(10)).groups if g.by is GroupBy.KIND] == [False]

    def test_other_readings_have_a_group_of_their_own_and_enter_no_other(self) -> None:
        readings = "headline: all\ndimensions: {one: {criteria: A.}, two: {criteria: B.}}\n"
        updates = {"2026-01-05": "probability: 0.2\ndimensions: {one: 0.4, two: 0.5}"}
        made = record(
            question(updates=updates, more=readings, outcome="outcomes: {one: yes, two: no}")
        )
        counts = {(g.by.value, g.key): g.count for g in made.groups}
        assert counts["dimension", "headline"] == counts["dimension", "one"] == 1
        assert counts["kind", "binary"] == 1


class TestCalibration:
    """One number a question, at the opening and at the close."""

    def test_below_thirty_there_are_dots_and_no_curve(self) -> None:
        few = record(*many(29)).calibration(Moment.CLOSE)
        assert (len(few.points), few.is_enough, few.curve, few.decomposition) == (
            29,
            False,
            None,
            None,
        )
        enough = record(*many(30)).calibration(Moment.CLOSE)
        assert enough.is_enough
        assert enough.decomposition is not None
        assert sum(b.count for b in enough.bins) == 30

    def test_the_points_are_the_first_and_the_last_number_in_time(self) -> None:
        updates = {
            "2026-01-05": "probability: 0.4",
            "2026-01-15": "probability: 0.8",
            "2026-01-26": "probability: 0.99",
        }
        made = record(question("a", updates))
        assert made.calibration(Moment.OPENING).points == (("a", 0.4, True),)
        assert made.calibration(Moment.CLOSE).points == (("a", 0.8, True),)

    def test_the_decomposition_is_of_the_mean_brier_score(self) -> None:
        made = record(*many(40))
        parts = made.calibration(Moment.CLOSE).decomposition
        assert parts is not None
        assert parts.score == pytest.approx(mean(made, "brier"))

    def test_quantities_say_where_each_outcome_fell_and_what_held(self) -> None:
        quantiles = {"2026-01-05": "quantiles: {0.05: 10, 0.25: 20, 0.5: 30, 0.75: 40, 0.95: 50}"}
        made = record(
            *(
                question(
                    f"q-{outcome}", quantiles, more="kind: numeric\ncriteria: A.\n", outcome=outcome
                )
                for outcome in ("25", "45", "70")
            )
        )
        close = made.quantiles[1]
        assert [where.middle for _, where in close.points] == pytest.approx([0.375, 0.85, 0.975])
        assert [(h.share, h.held, h.count) for h in close.coverage] == [(0.5, 1, 3), (0.9, 2, 3)]
        # The third lies above them all: half of its twentieth is in either half of the last tenth.
        assert [t.outcomes for t in close.tenths] == [0, 0, 0, 1, 0, 0, 0, 0, 1, 1]

    def test_intervals_that_reach_an_end_that_can_be_passed_are_counted_apart(self) -> None:
        """Of three the upper quartile lies beyond it, of one only the upper end of nine in ten."""
        quartile = "quantiles: {0.05: 10, 0.25: 20, 0.5: 30, 0.75: 70, 0.95: 90}"
        wide = "quantiles: {0.05: 10, 0.25: 20, 0.5: 30, 0.75: 40, 0.95: 90}"
        within = "quantiles: {0.05: 10, 0.25: 20, 0.5: 30, 0.75: 40, 0.95: 50}"
        median = "quantiles: {0.5: 30}"
        more = "kind: numeric\nlow: 0\nhigh: 60\nopen: high\ncriteria: A.\n"
        said = [quartile, quartile, quartile, wide, within, median]
        outcomes = ["30", "above", "5", "above", "30", "30"]
        made = record(
            *(
                question(f"q-{n}", {"2026-01-05": front}, more=more, outcome=outcome)
                for n, (front, outcome) in enumerate(zip(said, outcomes, strict=True))
            )
        )
        close = made.quantiles[1]
        assert [(h.share, h.held, h.count, h.left_out) for h in close.coverage] == [
            (0.5, 1, 2, 3),
            (0.9, 1, 1, 4),
        ]
        assert len(close.points) == 6


class TestCalls:
    """Worst first; no question is both."""

    def test_by_hand(self) -> None:
        made = record(
            *(question(f"q-{n}", {"2026-01-05": f"probability: 0.{n}"}) for n in (1, 3, 5, 7, 9))
        )
        [calls] = made.calls
        assert [r.forecast for r in calls.worst] == ["q-1", "q-3", "q-5"]
        assert [r.forecast for r in calls.best] == ["q-9", "q-7"]

    def test_five_at_either_end(self) -> None:
        [calls] = record(*many(40)).calls
        assert (len(calls.worst), len(calls.best)) == (5, 5)
        worst = [r.score("brier", Moment.AVERAGE) or 0 for r in calls.worst]
        assert worst == sorted(worst, reverse=True)


def test_an_archive_without_an_answer_has_an_empty_record() -> None:
    made = record(question(outcome=None))
    assert (made.means, made.comparisons, made.groups, made.calls) == ((), (), (), ())
    assert made.counted == ()
    assert made.denominators.overdue == 1


def test_an_empty_archive_has_a_record() -> None:
    [made] = track_records(archive(), today=TODAY)
    assert made.denominators.published == 0
