"""Scores of options, numbers and days, in the terms of each."""

from __future__ import annotations

import math

import pytest

from foresite.track_record import Moment, ReferenceName, Row
from tests.track_record.questions import question, row

OPTIONS = (
    "kind: multiple-choice\noptions: {red: Red, green: Green, blue: Blue}\ncriteria: A colour.\n"
)
NUMERIC = "kind: numeric\nunit: tonnes\ncriteria: A weight.\n"
LOW_TO_HIGH = "quantiles: {0.05: 10, 0.25: 20, 0.5: 30, 0.75: 40, 0.95: 50}"


def at(scored: Row, moment: Moment) -> dict[str, object]:
    """The scores at a moment, to be compared with numbers worked by hand."""
    return {id_: pytest.approx(value) for id_, value in scored.at(moment).items()}


def fell(scored: Row) -> tuple[float, float]:
    """From where to where the outcome fell in the last forecast."""
    assert scored.pit_closing is not None
    return scored.pit_closing.low, scored.pit_closing.high


class TestOptions:
    """One of several."""

    UPDATES = {
        "2026-01-05": "options: {red: 0.5, green: 0.3, blue: 0.2}",
        "2026-01-15": "options: {red: 0.2, green: 0.2, blue: 0.6}",
    }

    def test_by_hand(self) -> None:
        made = row(question(updates=self.UPDATES, more=OPTIONS, outcome="blue"))
        assert at(made, Moment.OPENING) == {"brier_multi": 0.98, "log": 1.6094379124341003}
        assert at(made, Moment.CLOSE)["brier_multi"] == 0.24
        assert at(made, Moment.AVERAGE)["brier_multi"] == 0.61

    def test_ordered_options_are_ranked_too(self) -> None:
        """0.5² + 0.8² at the opening."""
        more = OPTIONS.replace("criteria", "ordered: true\ncriteria")
        made = row(question(updates=self.UPDATES, more=more, outcome="blue"))
        assert at(made, Moment.OPENING)["rps"] == 0.89

    def test_the_reference_that_knows_nothing_gives_each_the_same(self) -> None:
        """(1 − 1/3)² + 2 · (1/3)² = 2/3."""
        made = row(question(updates=self.UPDATES, more=OPTIONS, outcome="blue"))
        even = [
            p.theirs
            for p in made.paired
            if (p.reference, p.score) == (ReferenceName.EVEN, "brier_multi")
        ]
        assert even == pytest.approx([2 / 3, 2 / 3])

    def test_an_option_that_was_added_later_had_no_chance_before(self) -> None:
        more = OPTIONS.replace("blue: Blue", "blue: {name: Blue, added_on: 2026-01-15}")
        updates = {**self.UPDATES, "2026-01-05": "options: {red: 0.6, green: 0.4}"}
        made = row(question(updates=updates, more=more, outcome="blue"))
        # 0.6² + 0.4² + 1
        assert at(made, Moment.OPENING)["brier_multi"] == 1.52


class TestAnOptionAmongOthersInOrder:
    """Low, middle, high; the middle one was added on the fifteenth. Before that it had nothing."""

    MORE = (
        "kind: multiple-choice\nordered: true\noptions:\n  low: Low\n"
        "  middle: {name: Middle, added_on: 2026-01-15}\n  high: High\ncriteria: A height.\n"
    )
    UPDATES = {
        "2026-01-05": "options: {low: 0.5, high: 0.5}",
        "2026-01-15": "options: {low: 0.5, middle: 0, high: 0.5}",
    }

    @pytest.mark.parametrize(
        ("outcome", "rps", "brier", "log"),
        [
            # Cumulated 0.5 and 0.5, against 1 and 1, 0 and 1, 0 and 0.
            ("low", 0.5, 0.5, math.log(2)),
            ("middle", 0.5, 1.5, math.log(1e6)),
            ("high", 0.5, 0.5, math.log(2)),
        ],
    )
    def test_it_is_scored_in_its_place_and_adding_it_at_nothing_changes_no_score(
        self, outcome: str, rps: float, brier: float, log: float
    ) -> None:
        made = row(question(updates=self.UPDATES, more=self.MORE, outcome=outcome))
        expected = {"rps": rps, "brier_multi": brier, "log": log}
        for moment in Moment:
            assert at(made, moment) == expected

    def test_so_it_is_in_what_others_would_have_said(self) -> None:
        """The same for each of the two that there were: 0.5 for ten days, as ours; then a third each.

        Against the middle one a third each scores 1/9 + 1/9; the mean of ten days each is 13/36.
        """
        made = row(question(updates=self.UPDATES, more=self.MORE, outcome="middle"))
        theirs = {(p.reference, p.moment): p.theirs for p in made.paired if p.score == "rps"}
        assert theirs == {
            (ReferenceName.EVEN, Moment.CLOSE): pytest.approx(2 / 9),
            (ReferenceName.EVEN, Moment.AVERAGE): pytest.approx(13 / 36),
            (ReferenceName.FIRST, Moment.CLOSE): pytest.approx(0.5),
            (ReferenceName.FIRST, Moment.AVERAGE): pytest.approx(0.5),
        }


class TestQuantities:
    """Quantiles of a number or a day."""

    def test_by_hand(self) -> None:
        """Outcome 45: twice the mean pinball loss of five quantiles.

        0.05·35 + 0.25·25 + 0.5·15 + 0.75·5 + 0.05·5 = 19.5; twice a fifth is 7.8.
        """
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=NUMERIC, outcome="45"))
        found = at(made, Moment.CLOSE)
        assert (found["wis"], found["coverage_50"], found["coverage_90"]) == (7.8, 0, 1)
        # Half way from 40 (0.75) to 50 (0.95).
        assert fell(made) == pytest.approx((0.85, 0.85))
        assert made.unit == "tonnes"

    def test_only_its_own_first_number_is_a_reference(self) -> None:
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=NUMERIC, outcome="45"))
        assert {p.reference for p in made.paired} == {ReferenceName.FIRST}
        assert {p.score for p in made.paired} == {"wis", "crps"}

    def test_days_are_scored_in_days(self) -> None:
        quantiles = "quantiles: {0.25: 2026-02-01, 0.5: 2026-02-11, 0.75: 2026-02-21}"
        made = row(
            question(
                updates={"2026-01-05": quantiles},
                more="kind: date\ncriteria: A day.\n",
                outcome="2026-02-11",
                known="2026-02-11",
            )
        )
        # 0.25·10 + 0 + 0.25·10 = 5; twice a third.
        assert at(made, Moment.CLOSE)["wis"] == 10 / 3
        assert made.unit == "days"
        assert fell(made) == (0.5, 0.5)

    def test_an_interval_is_only_covered_where_it_was_given(self) -> None:
        updates = {"2026-01-05": "quantiles: {0.5: 30}", "2026-01-15": LOW_TO_HIGH}
        made = row(question(updates=updates, more=NUMERIC, outcome="45"))
        assert set(made.at(Moment.OPENING)) == {"wis", "crps"}
        assert set(made.at(Moment.AVERAGE)) == {"wis", "crps"}
        assert made.score("coverage_90", Moment.CLOSE) == 1


class TestOpenEnds:
    """Beyond an open end nobody can say how far: all is drawn in to it, whatever came."""

    MORE = NUMERIC.replace("unit", "low: 0\nhigh: 35\nopen: high\nunit")

    @pytest.mark.parametrize("outcome", ["above", "40", "4000"])
    def test_an_outcome_beyond_it_is_scored_as_the_end(self, outcome: str) -> None:
        """Quantiles 10, 20, 30, 35, 35 against 35: 0.05·25 + 0.25·15 + 0.5·5 = 7.5."""
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=self.MORE, outcome=outcome))
        assert at(made, Moment.CLOSE)["wis"] == 3.0
        assert made.is_drawn_in

    def test_it_fell_in_what_was_given_to_all_beyond(self) -> None:
        """35 lies half way from 0.5 to 0.75, at 0.625."""
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=self.MORE, outcome="above"))
        assert fell(made) == pytest.approx((0.625, 1))

    def test_an_outcome_inside_is_scored_by_the_same_quantiles(self) -> None:
        """Against 30: 0.05·20 + 0.25·10 + 0 + 0.25·5 + 0.05·5 = 5; twice a fifth."""
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=self.MORE, outcome="30"))
        assert at(made, Moment.CLOSE)["wis"] == 2.0
        # Two quantiles lie beyond the end, and were drawn in.
        assert made.is_drawn_in

    def test_below_as_above(self) -> None:
        more = NUMERIC.replace("unit", "low: 25\nopen: low\nunit")
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=more, outcome="below"))
        # Quantiles 25, 25, 30, 40, 50 against 25: 0.5·5 + 0.25·15 + 0.05·25 = 7.5.
        assert at(made, Moment.CLOSE)["wis"] == 3.0
        assert fell(made) == pytest.approx((0, 0.375))

    def test_nothing_is_drawn_in_where_nothing_lies_beyond(self) -> None:
        more = self.MORE.replace("high: 35", "high: 60")
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=more, outcome="45"))
        assert not made.is_drawn_in


class TestIntervalsThatReachAnOpenEnd:
    """Drawn in, they would hold all that lies beyond. So they are left out, whatever came."""

    @staticmethod
    def held(ends: str, outcome: str) -> dict[str, float]:
        """Which intervals, of 20 to 40 and of 10 to 50, held an outcome."""
        more = NUMERIC.replace("unit", f"{ends}\nunit")
        made = row(question(updates={"2026-01-05": LOW_TO_HIGH}, more=more, outcome=outcome))
        return {id_: v for id_, v in made.at(Moment.CLOSE).items() if id_.startswith("coverage")}

    @pytest.mark.parametrize(
        ("ends", "outcomes", "judged"),
        [
            # The wide one reaches the end, exactly or beyond; the narrow one does not.
            ("high: 50\nopen: high", {"15": 0, "30": 1, "10000": 0, "above": 0}, "coverage_50"),
            ("high: 45\nopen: high", {"15": 0, "30": 1, "10000": 0, "above": 0}, "coverage_50"),
            ("low: 10\nopen: low", {"5": 0, "30": 1, "45": 0, "below": 0}, "coverage_50"),
            # Both do.
            ("high: 35\nopen: high", {"15": 0, "30": 0, "10000": 0, "above": 0}, None),
            ("high: 5\nopen: high", {"1": 0, "10000": 0}, None),
            ("low: 20\nopen: low", {"5": 0, "30": 0, "45": 0}, None),
        ],
    )
    def test_whatever_came(self, ends: str, outcomes: dict[str, int], judged: str | None) -> None:
        for outcome, held in outcomes.items():
            assert self.held(ends, outcome) == ({judged: held} if judged else {})

    def test_an_end_that_cannot_be_passed_may_be_reached(self) -> None:
        assert self.held("high: 50", "50") == {"coverage_50": 0, "coverage_90": 1}

    def test_an_interval_within_an_open_end_is_judged_by_what_came_beyond(self) -> None:
        for outcome in ("10000", "above"):
            assert self.held("high: 60\nopen: high", outcome) == {
                "coverage_50": 0,
                "coverage_90": 0,
            }
