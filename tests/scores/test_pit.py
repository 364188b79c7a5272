"""Where outcomes fell, against what each forecast says of itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite.scores.pit import Pit, by_chance, pit, tenths

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
quantiles = st.lists(st.integers(0, 30), min_size=5, max_size=5).map(sorted)


def fell(
    outcome: float,
    *values: float,
    floor: float = float("-inf"),
    top: float = float("inf"),
) -> tuple[float, float]:
    """From where to where an outcome fell, of five quantiles or of the median alone."""
    levels = LEVELS if len(values) == 5 else (0.5,)
    found = pit(levels, values, outcome, floor=floor, ceiling=top)
    return round(found.low, 9), round(found.high, 9)


class TestWhere:
    """A point between quantiles; else the stretch of all that the forecast does not tell apart."""

    @given(
        values=st.lists(st.integers(0, 1000), min_size=5, max_size=5, unique=True).map(sorted),
        share=st.floats(0, 1),
    )
    def test_inside_it_is_the_point_that_a_straight_line_says(
        self, values: list[int], share: float
    ) -> None:
        outcome = values[0] + share * (values[-1] - values[0])
        where = float(np.interp(outcome, values, LEVELS))
        found = pit(LEVELS, values, outcome)
        assert (found.low, found.high) == pytest.approx((where, where))

    def test_outside_it_is_the_whole_tail(self) -> None:
        assert fell(0, 1, 2, 3, 4, 5) == (0, 0.05)
        assert fell(9, 1, 2, 3, 4, 5) == (0.95, 1)
        assert fell(9, 5) == (0.5, 1)

    def test_on_a_step_it_is_the_whole_step(self) -> None:
        assert fell(2, 1, 2, 2, 2, 5) == (0.25, 0.75)

    def test_at_the_least_possible_value_it_is_all_that_was_given_to_it(self) -> None:
        """Nothing lies below it: a quarter was given to no rain at all."""
        assert fell(0, 0, 0, 3, 4, 5, floor=0) == (0, 0.25)
        assert fell(0, 1, 2, 3, 4, 5, floor=0) == (0, 0.05)
        assert fell(5, 1, 2, 3, 5, 5, top=5) == (0.75, 1)

    def test_beyond_an_end_it_is_all_that_was_given_to_what_lies_there(self) -> None:
        """35 is half way from the median to the upper quartile: 37.5 % lie at it or beyond."""
        for outcome in (35, 4000):
            assert fell(outcome, 10, 20, 30, 40, 50, top=35) == (0.625, 1)
        assert fell(34, 10, 20, 30, 40, 50, top=35) == (0.6, 0.6)
        assert fell(3, 10, 20, 30, 40, 50, floor=15) == (0, 0.15)

    def test_a_forecast_that_lies_beyond_an_end_as_a_whole_has_its_tail_within(self) -> None:
        assert fell(600, 610, 620, 630, 640, 650, top=500) == (0.05, 1)
        assert fell(400, 610, 620, 630, 640, 650, top=500) == (0, 0.05)
        assert fell(5, 1, 2, 3, 4, 4.5, floor=5) == (0, 0.95)
        assert fell(6, 1, 2, 3, 4, 4.5, floor=5) == (0.95, 1)

    @given(
        values=quantiles,
        ends=st.tuples(st.integers(-5, 35), st.integers(1, 40)),
        data=st.data(),
    )
    @settings(max_examples=60)
    def test_all_possible_outcomes_lie_side_by_side_and_fill_everything(
        self, values: list[int], ends: tuple[int, int], data: st.DataObject
    ) -> None:
        """What a forecaster who is right would see is even: no two places overlap, none is left."""
        floor, top = ends[0], ends[0] + ends[1]
        fine = np.linspace(floor - 1, top + 1, 10 * (ends[1] + 2) + 1)
        places = [pit(LEVELS, values, float(y), floor=floor, ceiling=top) for y in fine]
        for before, after in pairwise(places):
            same = (before.low, before.high) == (after.low, after.high)
            assert same or after.low >= before.high - 1e-9
        assert {place.blurs for place in places} == {places[0].blurs}
        stretches = [(p.low, p.high) for p in places if not p.is_point]
        assert all(stretch in places[0].blurs for stretch in stretches)
        assert (places[0].low, places[-1].high) == (0, 1)


class TestTenths:
    """Each outcome counts once, in one tenth or spread over several."""

    def test_a_tenth_includes_its_lower_end_and_the_last_its_upper_too(self) -> None:
        made = tenths([Pit(at, at) for at in (0.0, 0.1, 0.3, 0.99, 1.0)])
        assert [t.outcomes for t in made] == [1, 1, 0, 1, 0, 0, 0, 0, 0, 2]

    def test_a_stretch_is_spread_by_how_much_of_it_lies_in_each(self) -> None:
        """A quarter: two fifths in each of the first two tenths, a fifth in the third."""
        made = tenths([pit((0.25, 0.5, 0.75), (1, 2, 3), 0)])
        assert [t.outcomes for t in made] == pytest.approx([0.4, 0.4, 0.2, *[0] * 7])

    @given(
        st.lists(
            st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: Pit(min(pair), max(pair))),
            max_size=30,
        )
    )
    def test_they_add_up_to_all_outcomes(self, pits: list[Pit]) -> None:
        assert sum(t.outcomes for t in tenths(pits)) == pytest.approx(len(pits), abs=1e-6)

    @pytest.mark.parametrize("levels", [(0.25, 0.5, 0.75), (0.5,), LEVELS])
    def test_forecasts_that_are_right_are_even_however_few_their_quantiles(
        self, levels: tuple[float, ...]
    ) -> None:
        """Outcomes at every sixtieth of what was foreseen: six in each tenth, and none beyond chance.

        Placed in the middle of its tail, each outcome outside the quartiles would heap up there:
        fifteen in one tenth, and none in the outermost.
        """
        made = tenths(
            [pit(levels, levels, (n + 0.5) / 60, floor=0.0, ceiling=1.0) for n in range(60)]
        )
        assert [t.outcomes for t in made] == pytest.approx([6] * 10, abs=0.51)
        assert all(t.is_allowed for t in made)


class TestChance:
    """What chance allows if forecasts are right."""

    def test_it_is_the_binomial_distributions(self) -> None:
        """Ten tosses: at most one head 1.1 %, at most two 5.5 %; so from 2 to 8."""
        assert by_chance(10, 0.5) == (2, 8)
        assert by_chance(0, 0.5) == (0, 0)

    def test_outcomes_that_lie_in_one_tenth_each_stray_as_the_binomial_does(self) -> None:
        made = tenths([pit(LEVELS, LEVELS, (n + 0.5) / 60) for n in range(60)])
        assert {(t.chance.low, t.chance.high) for t in made} == {by_chance(60, 0.1)}

    @pytest.mark.parametrize(
        "levels", [(0.5,), (0.25, 0.5, 0.75), (0.2, 0.4, 0.5, 0.6, 0.8), LEVELS]
    )
    def test_chance_keeps_each_tenth_of_right_forecasts_within_it_nine_times_in_ten(
        self, levels: tuple[float, ...]
    ) -> None:
        """Of 20,000 records of sixty outcomes that are drawn from the forecasts themselves."""
        ways = [pit(levels, levels, (n + 0.5) / 200, floor=0, ceiling=1) for n in range(200)]
        each = np.array([[t.outcomes for t in tenths([way])] for way in ways])
        records = each[np.random.default_rng(11).integers(200, size=(20_000, 60))].sum(axis=1)
        for sums, tenth in zip(records.T, tenths([ways[0]] * 60), strict=True):
            low, high = tenth.chance.low - 1e-9, tenth.chance.high + 1e-9
            assert 0.89 <= np.mean((low <= sums) & (sums <= high)) <= 0.96

    def test_medians_that_lie_too_high_are_found_out(self) -> None:
        """45 of 60 below the median: nine in each lower tenth. By the binomial range, 2 to 10, none is out."""
        outcomes = [pit((0.5,), (1.0,), at) for at in [0] * 45 + [2] * 15]
        assert [t.outcomes for t in tenths(outcomes)] == pytest.approx([9] * 5 + [3] * 5)
        assert not any(t.is_allowed for t in tenths(outcomes))
