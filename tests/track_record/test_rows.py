"""What is scored of a forecast: which numbers, over which days, against which answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from foresite.track_record import Moment, ReferenceName, Row, Stage
from tests.track_record.questions import question, row, rows

HALFWAY = {"2026-01-05": "probability: 0.4", "2026-01-15": "probability: 0.8"}

LATER = {"2026-01-20": "probability: 0.8"}


def scores(scored: Row, id_: str) -> list[float | None]:
    """One score at the opening, at the close, and averaged."""
    return [scored.score(id_, moment) for moment in Moment]


class TestWhen:
    """From the opening to the earlier of the close and the day it was known."""

    def test_each_number_weighs_by_the_days_it_stood(self) -> None:
        """Ten days at 0.4 (0.36), ten at 0.8 (0.04)."""
        scored = row(question(updates=HALFWAY))
        assert scores(scored, "brier") == pytest.approx([0.36, 0.04, 0.20])
        assert scored.time_covered == 1
        assert (scored.updates, scored.late_updates) == (2, 0)

    def test_the_time_ends_when_the_answer_is_known(self) -> None:
        """Ten days at 0.4, five at 0.8: (10 · 0.36 + 5 · 0.04) / 15."""
        scored = row(question(updates=HALFWAY, known="2026-01-20", closes="2026-02-20"))
        assert scores(scored, "brier") == pytest.approx([0.36, 0.04, 3.8 / 15])

    def test_the_time_ends_when_the_question_closes(self) -> None:
        scored = row(question(updates=HALFWAY, known="2026-02-01", closes="2026-01-20"))
        assert scores(scored, "brier") == pytest.approx([0.36, 0.04, 3.8 / 15])

    @pytest.mark.parametrize(
        ("known", "closes"), [("2026-01-25", "2026-02-20"), ("2026-02-20", "2026-01-25")]
    )
    def test_what_is_said_after_the_end_is_kept_and_not_scored(
        self, known: str, closes: str
    ) -> None:
        late = {**HALFWAY, "2026-01-26": "probability: 0.99"}
        scored, without = (
            row(question(updates=made, known=known, closes=closes)) for made in (late, HALFWAY)
        )
        assert scored.scores == without.scores
        assert scored.closing == without.closing
        assert (scored.updates, scored.late_updates) == (2, 1)

    def test_what_is_said_on_the_last_day_is_in_time(self) -> None:
        """It is the last word, and stood on none of the days that are averaged."""
        scored = row(question(updates={**HALFWAY, "2026-01-25": "probability: 0.9"}))
        assert scores(scored, "brier") == pytest.approx([0.36, 0.01, 0.20])
        assert (scored.updates, scored.late_updates) == (3, 0)

    def test_what_is_said_today_is_in_time(self) -> None:
        asked = question(updates=HALFWAY, outcome=None, closes="2026-12-31")
        assert row(asked, today=date(2026, 1, 15)).updates == 2
        assert row(asked, today=date(2026, 1, 14)).updates == 1

    def test_of_two_numbers_of_a_day_the_later_stands_at_the_opening_too(self) -> None:
        """The earlier one stood on no day. Had we never moved, we had stayed at the day's last."""
        twice = {"2026-01-05": "probability: 0.4", "2026-01-05-evening": "probability: 0.8"}
        scored = row(question(updates=twice))
        assert scores(scored, "brier") == pytest.approx([0.04, 0.04, 0.04])
        assert scored.opening == scored.closing
        never_moved = [p.theirs for p in scored.paired if p.reference is ReferenceName.FIRST]
        assert never_moved == [p.ours for p in scored.paired if p.reference is ReferenceName.FIRST]
        assert scored.updates == 2

    def test_of_two_late_numbers_of_a_day_both_are_told(self) -> None:
        twice = {
            **HALFWAY,
            "2026-01-26": "probability: 0.9",
            "2026-01-26-evening": "probability: 0.99",
        }
        assert row(question(updates=twice)).late_updates == 2

    def test_days_before_the_first_number_are_not_averaged_and_are_told(self) -> None:
        scored = row(question(updates={"2026-01-15": "probability: 0.8"}))
        assert scores(scored, "brier") == pytest.approx([0.04, 0.04, 0.04])
        assert scored.time_covered == 0.5

    def test_a_question_of_one_day_is_scored_on_it(self) -> None:
        scored = row(question(known="2026-01-05"))
        assert scores(scored, "brier") == pytest.approx([0.36, 0.36, 0.36])
        # Twenty days before its scheduled date.
        assert [band for band, _ in scored.horizons] == ["8-30"]

    def test_an_update_that_says_only_which_way_scores_nothing(self) -> None:
        readings = (
            "headline: one\ndimensions: {one: {criteria: It happens.}, two: {criteria: More.}}\n"
        )
        updates = {
            "2026-01-05": "probability: 0.4\ndimensions: {two: 0.3}",
            "2026-01-15": "probability: 0.4\ndimensions: {two: {moved: up}}",
        }
        made = question(updates=updates, more=readings, outcome="outcomes: {one: yes, two: no}")
        one, two = rows(made)
        assert scores(two, "brier") == pytest.approx([0.09, 0.09, 0.09])
        assert two.updates == 1
        assert (one.dimension, one.is_headline, two.is_headline) == ("one", True, False)

    @given(
        days=st.dictionaries(st.integers(0, 25), st.integers(0, 100), min_size=1, max_size=5),
        again=st.integers(0, 25),
    )
    @settings(max_examples=30)
    def test_repeating_an_unchanged_update_alters_no_score(
        self, days: dict[int, int], again: int
    ) -> None:
        def made(numbers: dict[int, int]) -> Row:
            updates = {
                (date(2026, 1, 5) + timedelta(days=on)).isoformat(): f"probability: {p / 100}"
                for on, p in sorted(numbers.items())
            }
            return row(question(updates=updates))

        before = [on for on in days if on <= again]
        assume(before and again not in days)
        repeated, once = made({**days, again: days[max(before)]}), made(days)
        for id_ in ("brier", "log"):
            assert scores(repeated, id_) == pytest.approx(scores(once, id_), abs=1e-12)

    def test_a_number_corrected_in_time_is_scored_as_corrected_and_the_row_says_so(self) -> None:
        earlier = "---\nprobability: 0.04\n---\nBecause.\n"
        front = "file: updates/2026-01-05.md\nby: desk-a\nbecause: A zero too many.\n"
        correction = {"forecasts/q/corrections/2026-01-06.md": f"---\n{front}---\n{earlier}"}
        scored = row(question() | correction)
        assert scored.score("brier", Moment.CLOSE) == pytest.approx(0.36)
        assert (scored.corrected, row(question()).corrected) == (1, 0)


class TestWhat:
    """One row for each reading; what is the headline already is not scored twice."""

    READINGS = "dimensions: {one: {criteria: It happens.}, two: {criteria: More.}}\n"
    BOTH = {"2026-01-05": "probability: 0.2\ndimensions: {one: 0.4, two: 0.5}"}

    def test_a_single_reading_is_the_headline(self) -> None:
        [only] = rows(question())
        assert (only.dimension, only.is_headline, only.counts) == ("headline", True, True)

    @pytest.mark.parametrize(
        ("rule", "number", "outcomes", "brier"),
        [
            ("all", 0.2, "{one: yes, two: yes}", 0.64),
            ("all", 0.2, "{one: yes, two: no}", 0.04),
            ("any", 0.6, "{one: yes, two: no}", 0.16),
            ("any", 0.6, "{one: no, two: no}", 0.36),
        ],
    )
    def test_a_headline_by_rule_is_scored_beside_its_dimensions(
        self, rule: str, number: float, outcomes: str, brier: float
    ) -> None:
        updates = {
            "2026-01-05": f"probability: {number}\ndimensions: {{one: 0.4, two: 0.5}}",
        }
        made = question(
            updates=updates,
            more=f"headline: {rule}\n{self.READINGS}",
            outcome=f"outcomes: {outcomes}",
        )
        headline, one, two = rows(made)
        assert [r.dimension for r in (headline, one, two)] == ["headline", "one", "two"]
        assert [r.counts for r in (headline, one, two)] == [True, False, False]
        assert headline.score("brier", Moment.CLOSE) == pytest.approx(brier)
        assert one.is_scored

    def test_a_rule_that_one_dimension_decides_leaves_the_other_ambiguous(self) -> None:
        made = question(
            updates=self.BOTH,
            more=f"headline: all\n{self.READINGS}",
            outcome="outcomes: {one: no, two: ambiguous}",
        )
        headline, one, two = rows(made)
        assert [r.stage for r in (headline, one, two)] == [
            Stage.SCORED,
            Stage.SCORED,
            Stage.AMBIGUOUS,
        ]
        assert two.scores == ()

    def test_a_question_annulled_as_a_whole_scores_no_headline(self) -> None:
        made = question(
            updates={"2026-01-05": "probability: 0.4\ndimensions: {one: 0.4, two: 0.5}"},
            more=f"headline: one\n{self.READINGS}",
            outcome="outcome: annulled\nreason: It was flawed.\noutcomes: {one: yes, two: annulled}",
        )
        one, two = rows(made)
        assert (one.stage, one.scores) == (Stage.ANNULLED, ())
        assert (two.stage, two.scores) == (Stage.ANNULLED, ())


class TestCriteria:
    """A version that narrows or widens cuts the life of a reading in two."""

    @staticmethod
    def criteria(effect: str, since: str = "2026-01-15") -> str:
        return (
            "criteria:\n  - {text: It happens.}\n"
            f"  - {{text: It really happens., since: {since}, reason: Doubt., effect: {effect}}}\n"
        )

    @pytest.mark.parametrize("effect", ["narrows", "widens"])
    def test_scores_are_split_there_and_only_the_last_span_counts(self, effect: str) -> None:
        updates = {**HALFWAY, "2026-01-20": "probability: 0.9"}
        before, after = rows(question(updates=updates, more=self.criteria(effect)))
        assert scores(before, "brier") == pytest.approx([0.36, 0.36, 0.36])
        assert scores(after, "brier") == pytest.approx([0.04, 0.01, 0.025])
        assert (before.span.start, before.span.end) == (date(2026, 1, 5), date(2026, 1, 15))
        assert (after.span.start, after.span.end) == (date(2026, 1, 15), date(2026, 1, 25))
        assert [r.counts for r in (before, after)] == [False, True]

    def test_the_number_that_stood_goes_on_under_the_new_text(self) -> None:
        before, after = rows(question(more=self.criteria("narrows")))
        assert scores(after, "brier") == scores(before, "brier")

    def test_an_update_is_counted_in_the_span_in_which_it_was_made_and_in_no_other(self) -> None:
        updates = {**HALFWAY, "2026-01-20": "probability: 0.9"}
        more = self.criteria("narrows", since="2026-01-17")
        before, after = rows(question(updates=updates, more=more))
        assert (before.updates, after.updates) == (2, 1)
        before, after = rows(question(more=more))
        assert (before.updates, after.updates) == (1, 0)

    def test_it_is_the_last_number_before_it_that_goes_on(self) -> None:
        updates = {**HALFWAY, "2026-01-10": "probability: 0.6"}
        more = self.criteria("narrows", since="2026-01-13")
        _, after = rows(question(updates=dict(sorted(updates.items())), more=more))
        assert after.score("brier", Moment.OPENING) == pytest.approx(0.16)

    def test_a_text_of_the_last_day_leaves_that_day_alone_to_count(self) -> None:
        before, after = rows(
            question(updates=HALFWAY, more=self.criteria("narrows", since="2026-01-25"))
        )
        assert scores(before, "brier") == pytest.approx([0.36, 0.04, 0.20])
        assert scores(after, "brier") == pytest.approx([0.04, 0.04, 0.04])
        # The scheduled date itself is of the nearest band.
        assert [band for band, _ in after.horizons] == ["1-7"]

    def test_a_clarification_splits_nothing(self) -> None:
        scored = row(question(updates=HALFWAY, more=self.criteria("clarifies")))
        assert scores(scored, "brier") == pytest.approx([0.36, 0.04, 0.20])

    def test_a_text_written_after_the_end_splits_nothing(self) -> None:
        late = self.criteria("narrows", since="2026-01-26")
        assert row(question(updates=HALFWAY, more=late)).span.of == 1

    def test_a_rule_is_split_by_any_of_its_dimensions(self) -> None:
        one = "\n".join(f"    {line}" for line in self.criteria("widens").splitlines())
        more = f"headline: all\ndimensions:\n  one:\n{one}\n  two: {{criteria: More.}}\n"
        made = question(updates=TestWhat.BOTH, more=more, outcome="outcomes: {one: yes, two: no}")
        assert [(r.dimension, r.span.number, r.span.of) for r in rows(made)] == [
            ("headline", 1, 2),
            ("headline", 2, 2),
            ("one", 1, 2),
            ("one", 2, 2),
            ("two", 1, 1),
        ]

    def test_another_rule_is_another_headline(self) -> None:
        more = (
            "headline:\n  - {rule: unspecified}\n"
            "  - {rule: one, since: 2026-01-15, reason: It is the one that counts.}\n"
            + TestWhat.READINGS
        )
        updates = {"2026-01-05": "probability: 0.4\ndimensions: {two: 0.5}", **LATER}
        before, after, two = rows(
            question(updates=updates, more=more, outcome="outcomes: {one: yes, two: no}")
        )
        assert [(r.dimension, r.span.number, r.counts) for r in (before, after, two)] == [
            ("one", 1, False),
            ("one", 2, True),
            ("two", 1, False),
        ]
        assert scores(after, "brier") == pytest.approx([0.36, 0.04, 0.20])


class TestStages:
    """Each question is at one stage."""

    WITHDRAWN = "withdrawn_on: 2026-02-26\nwithdrawn_because: The paper erred.\n"

    @pytest.mark.parametrize(
        ("made", "stage"),
        [
            (question(), Stage.SCORED),
            (question(outcome="ambiguous"), Stage.AMBIGUOUS),
            (question(outcome="annulled"), Stage.ANNULLED),
            (question(resolution=WITHDRAWN), Stage.WITHDRAWN),
            (question(outcome=None), Stage.OVERDUE),
            (question(closes="2026-12-31"), Stage.EARLY),
            (question(closes=None), Stage.UNDATED),
            (question(outcome=None, closes="2026-12-31"), Stage.OPEN),
            (question(outcome=None, closes=None), Stage.OPEN),
            (question(updates={"2026-01-26": "probability: 0.9"}), Stage.UNNUMBERED),
        ],
    )
    def test_by_dates_and_outcome(self, made: dict[str, str], stage: Stage) -> None:
        found = row(made)
        assert found.stage is stage
        assert found.counts is (stage is Stage.SCORED)

    def test_a_question_matures_once_its_day_is_over(self) -> None:
        on_the_day, after = (
            row(question(known="2026-01-20", closes="2026-02-15"), today=day).stage
            for day in (date(2026, 2, 15), date(2026, 2, 16))
        )
        assert (on_the_day, after) == (Stage.EARLY, Stage.SCORED)

    def test_what_was_not_yet_known_is_not_scored(self) -> None:
        before, then = (
            row(question(known="2026-02-01"), today=date(2026, month, day))
            for month, day in ((1, 31), (2, 1))
        )
        assert (before.stage, before.scores) == (Stage.OVERDUE, ())
        assert then.stage is Stage.SCORED

    def test_an_early_answer_is_scored_in_its_row_and_in_no_mean(self) -> None:
        found = row(question(updates=HALFWAY, closes="2026-12-31"))
        assert scores(found, "brier") == pytest.approx([0.36, 0.04, 0.20])
        assert not found.counts

    @pytest.mark.parametrize("outcome", ["ambiguous", "annulled", None])
    def test_without_an_answer_there_is_no_score(self, outcome: str | None) -> None:
        found = row(question(outcome=outcome))
        assert (found.scores, found.horizons, found.paired) == ((), (), ())


class TestHorizons:
    """The mean over the days of each band before the scheduled date."""

    def test_by_hand(self) -> None:
        """Forty days: 0.4 for 10, 0.8 for 27, 0.9 for the last 3."""
        updates = {**HALFWAY, "2026-02-11": "probability: 0.9"}
        found = row(question(updates=updates, known="2026-02-14", closes="2026-02-14"))
        bands = {band: dict(figures)["brier"] for band, figures in found.horizons}
        assert bands == {
            "1-7": pytest.approx((4 * 0.04 + 3 * 0.01) / 7),
            "8-30": pytest.approx(0.04),
            "31-90": pytest.approx(0.36),
        }

    def test_they_are_counted_from_the_date_it_was_due_and_not_from_the_day_it_came_out(
        self,
    ) -> None:
        """Asked forty days ahead and known after seven: at no time was it nearer than 34 days."""
        early, late = (
            row(question(known=known, closes="2026-02-14"))
            for known in ("2026-01-12", "2026-02-14")
        )
        assert [band for band, _ in early.horizons] == ["31-90"]
        assert [band for band, _ in late.horizons] == ["1-7", "8-30", "31-90"]

    def test_what_stood_when_the_answer_came_ends_there_within_a_band(self) -> None:
        """Due on 14 February: 15 to 19 January are 30 to 26 days ahead, at 0.8; before, 0.4."""
        found = row(question(updates=HALFWAY, known="2026-01-20", closes="2026-02-14"))
        bands = {band: dict(figures)["brier"] for band, figures in found.horizons}
        assert bands == {"8-30": pytest.approx(0.04), "31-90": pytest.approx(0.36)}

    def test_the_date_is_that_on_which_the_answer_is_due_and_not_the_last_day_for_updates(
        self,
    ) -> None:
        """From fifty days before it was due to thirty-one, when it closed."""
        more = "criteria: It happens.\nresolves_by: 2026-02-24\n"
        found = row(question(known="2026-02-20", closes="2026-01-25", more=more))
        assert [band for band, _ in found.horizons] == ["31-90"]

    def test_without_a_scheduled_date_there_is_none(self) -> None:
        found = row(question(closes=None))
        assert (found.stage, found.horizons) == (Stage.UNDATED, ())
