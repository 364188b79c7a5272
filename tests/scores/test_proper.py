"""Scoring rules, against scoringrules, against numbers worked by hand, and by their laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st

from foresite import scores

EXACT = 1e-9
LEVELS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99)
RNG = np.random.default_rng(20260105)

probabilities = st.floats(0, 1)
values = st.floats(-1e6, 1e6)


@st.composite
def shares(draw: st.DrawFn, least: int = 2) -> list[float]:
    """Probabilities of options, which sum to one."""
    weights = draw(st.lists(st.integers(0, 100), min_size=least, max_size=8).filter(any))
    return [weight / sum(weights) for weight in weights]


quantiles = st.lists(values, min_size=len(LEVELS), max_size=len(LEVELS)).map(sorted)


class TestAgainstScoringrules:
    """An implementation of others gives the same, on random input."""

    @pytest.mark.parametrize("draw", range(50))
    def test_of_yes_or_no(self, draw: int) -> None:
        probability, came_true = RNG.uniform(0.001, 0.999), bool(RNG.integers(2))
        brier = scores.brier(probability, came_true=came_true)
        assert brier == pytest.approx(
            scoringrules.brier_score(int(came_true), probability), abs=EXACT
        )
        log = scores.log_score(probability if came_true else 1 - probability)
        assert log == pytest.approx(scoringrules.log_score(int(came_true), probability), abs=EXACT)

    @pytest.mark.parametrize("draw", range(50))
    def test_of_options(self, draw: int) -> None:
        given_ = RNG.dirichlet(np.ones(RNG.integers(2, 12)))
        came = int(RNG.integers(len(given_)))
        ranked = scoringrules.rps_score(came + 1, given_)
        ours = scores.ranked_probability_score(given_.tolist(), came)
        assert ours == pytest.approx(ranked, abs=EXACT)
        # scoringrules has no score over several options; one for each, summed, is the same.
        each = scoringrules.brier_score(np.eye(len(given_))[came], given_)
        assert scores.brier_multi(given_.tolist(), came) == pytest.approx(sum(each), abs=EXACT)

    @pytest.mark.parametrize("draw", range(50))
    def test_of_quantities(self, draw: int) -> None:
        quantiles_ = np.sort(RNG.normal(100, 30, len(LEVELS)))
        outcome = RNG.normal(100, 40)
        alphas = 2 * np.array(LEVELS[:5])
        lower, upper = quantiles_[:5], quantiles_[:5:-1]
        # Its own weighted score (0.10.0) adds half the median where the distance to it belongs.
        intervals = scoringrules.interval_score(outcome, lower, upper, alphas)
        weighted = (abs(outcome - quantiles_[5]) / 2 + alphas / 2 @ intervals) / 5.5
        ours = scores.weighted_interval_score(LEVELS, quantiles_.tolist(), outcome)
        assert ours == pytest.approx(weighted, rel=EXACT)
        for level, quantile in zip(LEVELS, quantiles_, strict=True):
            theirs = scoringrules.quantile_score(outcome, quantile, level)
            assert scores.pinball(level, quantile, outcome) == pytest.approx(theirs, rel=EXACT)
        for low, high, alpha in zip(lower, upper, alphas, strict=True):
            theirs = scoringrules.interval_score(outcome, low, high, alpha)
            ours = scores.interval_score(low, high, outcome, share=1 - alpha)
            assert ours == pytest.approx(theirs, rel=EXACT)

    @pytest.mark.parametrize("draw", range(50))
    def test_crps_is_the_integral_it_says_it_is(self, draw: int) -> None:
        """By NumPy's trapezium rule inside, and a fine Riemann sum of each tail."""
        quantiles_ = np.sort(RNG.normal(100, 30, len(LEVELS)))
        outcome = RNG.normal(100, 60)
        losses = [
            scoringrules.quantile_score(outcome, q, a)
            for a, q in zip(LEVELS, quantiles_, strict=True)
        ]
        inner = np.trapezoid(losses, LEVELS)
        middles = (np.arange(1000) + 0.5) / 1000
        low, high = LEVELS[0] * middles, 1 - (1 - LEVELS[-1]) * middles
        below = np.mean(scoringrules.quantile_score(outcome, quantiles_[0], low)) * LEVELS[0]
        above = np.mean(scoringrules.quantile_score(outcome, quantiles_[-1], high))
        whole = 2 * (inner + below + above * (1 - LEVELS[-1]))
        ours = scores.crps_from_quantiles(LEVELS, quantiles_.tolist(), outcome)
        assert ours == pytest.approx(whole, rel=EXACT)

    @pytest.mark.parametrize("outcome", [-3.0, -0.4, 0.0, 1.7])
    def test_crps_of_many_quantiles_nears_that_of_the_distribution(self, outcome: float) -> None:
        from scipy.stats import norm

        levels = ((np.arange(4000) + 0.5) / 4000).tolist()
        ours = scores.crps_from_quantiles(levels, norm.ppf(levels).tolist(), outcome)
        assert ours == pytest.approx(scoringrules.crps_normal(outcome, 0, 1), abs=1e-3)


class TestByHand:
    """Numbers that anyone can check on paper."""

    def test_three_in_four_that_came_true(self) -> None:
        assert scores.brier(0.75, came_true=True) == 0.0625
        assert scores.log_score(0.75) == pytest.approx(0.28768207245178)  # ln(4/3)

    def test_half_and_half_earns_a_quarter(self) -> None:
        assert scores.brier(0.5, came_true=True) == scores.brier(0.5, came_true=False) == 0.25

    def test_three_options(self) -> None:
        # 0.5² + 0.5² + 0² + …: (0.5 − 1)² + (0.3 − 0)² + (0.2 − 0)² = 0.25 + 0.09 + 0.04
        assert scores.brier_multi([0.5, 0.3, 0.2], 0) == pytest.approx(0.38)
        # (0.5 − 0)² + (0.8 − 0)² = 0.25 + 0.64
        assert scores.ranked_probability_score([0.5, 0.3, 0.2], 2) == pytest.approx(0.89)

    def test_an_interval_that_missed(self) -> None:
        # Width 10, and 2/0.1 times the miss of 3.
        assert scores.interval_score(10, 20, 23, share=0.9) == pytest.approx(70)

    def test_a_median_and_an_interval(self) -> None:
        # ½·|23 − 15| + 0.1/2 · 70 = 4 + 3.5, over K + ½ = 1.5
        ours = scores.weighted_interval_score([0.05, 0.5, 0.95], [10, 15, 20], 23)
        assert ours == pytest.approx(5)

    def test_crps_of_a_lone_median_is_the_distance_to_it(self) -> None:
        """All of the distribution lies there, so the score is the absolute error."""
        assert scores.crps_from_quantiles([0.5], [10], 17) == pytest.approx(7)
        assert scores.crps_from_quantiles([0.5], [10], 4) == pytest.approx(6)

    def test_what_was_called_impossible_costs_the_floor(self) -> None:
        assert scores.log_score(0.0) == pytest.approx(6 * math.log(10))
        assert scores.log_score(1.0) == 0.0
        assert math.copysign(1, scores.log_score(1.0)) == 1

    def test_skill_is_the_share_of_the_reference_s_score_that_is_saved(self) -> None:
        assert scores.skill(0.05, 0.25) == pytest.approx(0.8)
        assert scores.skill(0.5, 0.25) == -1
        assert scores.skill(0.1, 0) is None

    def test_the_ends_of_an_interval_belong_to_it(self) -> None:
        assert scores.covers(1, 2, 1)
        assert scores.covers(1, 2, 2)
        assert not scores.covers(1, 2, 2.01)


class TestProper:
    """In expectation nothing scores better than what one believes."""

    @given(belief=probabilities, report=probabilities)
    def test_of_yes_or_no(self, belief: float, report: float) -> None:
        def expected(said: float) -> float:
            of_yes, of_no = (scores.brier(said, came_true=came) for came in (True, False))
            return belief * of_yes + (1 - belief) * of_no

        assert expected(belief) <= expected(report) + EXACT

    @given(belief=st.floats(0.001, 0.999), report=st.floats(0.001, 0.999))
    def test_of_logarithms(self, belief: float, report: float) -> None:
        def expected(said: float) -> float:
            return belief * scores.log_score(said) + (1 - belief) * scores.log_score(1 - said)

        assert expected(belief) <= expected(report) + EXACT

    @given(data=st.data(), belief=shares())
    def test_of_options(self, data: st.DataObject, belief: list[float]) -> None:
        weights = data.draw(st.lists(st.integers(1, 9), min_size=len(belief), max_size=len(belief)))
        report = [weight / sum(weights) for weight in weights]
        for rule in (scores.brier_multi, scores.ranked_probability_score):
            honest, other = (
                sum(p * rule(said, came) for came, p in enumerate(belief))
                for said in (belief, report)
            )
            assert honest <= other + EXACT

    @given(outcomes=st.lists(st.integers(-50, 50), min_size=1, max_size=30), shift=values)
    def test_of_quantiles(self, outcomes: list[int], shift: float) -> None:
        """The quantiles of what happens score better than any shifted ones."""
        honest = [float(np.quantile(outcomes, a, method="inverted_cdf")) for a in LEVELS]
        other = [q + shift for q in honest]

        def expected(said: list[float]) -> float:
            each = [scores.weighted_interval_score(LEVELS, said, y) for y in outcomes]
            return sum(each) / len(outcomes)

        assert expected(honest) <= expected(other) + 1e-6


class TestBounds:
    """No score leaves its range, and none is better than knowing."""

    @given(probability=probabilities, came_true=st.booleans())
    def test_of_yes_or_no(self, probability: float, came_true: bool) -> None:
        assert 0 <= scores.brier(probability, came_true=came_true) <= 1
        assert 0 <= scores.log_score(probability) <= 13.82

    @given(given_=shares(), data=st.data())
    def test_of_options(self, given_: list[float], data: st.DataObject) -> None:
        came = data.draw(st.integers(0, len(given_) - 1))
        assert 0 <= scores.brier_multi(given_, came) <= 2 + EXACT
        assert 0 <= scores.ranked_probability_score(given_, came) <= len(given_) - 1 + EXACT

    @given(probability=probabilities, came_true=st.booleans())
    def test_two_options_score_twice_what_yes_or_no_does(
        self, probability: float, came_true: bool
    ) -> None:
        twice = scores.brier_multi([probability, 1 - probability], 0 if came_true else 1)
        assert twice == pytest.approx(2 * scores.brier(probability, came_true=came_true))

    @given(quantiles=quantiles, outcome=values)
    def test_of_quantities(self, quantiles: list[float], outcome: float) -> None:
        assert scores.weighted_interval_score(LEVELS, quantiles, outcome) >= 0
        assert scores.crps_from_quantiles(LEVELS, quantiles, outcome) >= -1e-6

    @given(outcome=values)
    def test_knowing_a_quantity_costs_nothing(self, outcome: float) -> None:
        known = [outcome] * len(LEVELS)
        assert scores.weighted_interval_score(LEVELS, known, outcome) == 0
        assert scores.crps_from_quantiles(LEVELS, known, outcome) == 0

    @given(outcome=values, distance=st.floats(0, 1e6))
    def test_crps_of_certainty_is_the_distance(self, outcome: float, distance: float) -> None:
        certain = [outcome + distance] * len(LEVELS)
        ours = scores.crps_from_quantiles(LEVELS, certain, outcome)
        assert ours == pytest.approx(distance, abs=1e-6)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    refused = pytest.raises(ValueError, match="between 0 and 1")
    with refused:
        scores.brier(wrong, came_true=True)
    with refused:
        scores.log_score(wrong)
    with refused:
        scores.brier_multi([wrong, 0.5], 0)
    with refused:
        scores.ranked_probability_score([wrong, 0.5], 0)


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(ValueError, match="no option 2 among 2"):
        scores.brier_multi([0.5, 0.5], 2)
    with pytest.raises(ValueError, match="no option -1"):
        scores.ranked_probability_score([0.5, 0.5], -1)
    with pytest.raises(ValueError, match="strictly between"):
        scores.pinball(1.0, 3, 3)
    with pytest.raises(ValueError, match="ends after it begins"):
        scores.interval_score(3, 2, 1, share=0.5)
    with pytest.raises(ValueError, match="a share lies strictly"):
        scores.interval_score(1, 2, 1, share=1.0)
    for rule in (scores.weighted_interval_score, scores.crps_from_quantiles):
        with pytest.raises(ValueError, match="in pairs"):
            rule([0.5], [1, 2], 1)
        with pytest.raises(ValueError, match="in pairs"):
            rule([], [], 1)
