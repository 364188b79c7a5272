"""Bins, isotonic curves and the decomposition, against other ways to the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from foresite.scores.calibration import (
    binned,
    curves_of,
    decomposition,
    recalibrated,
    reliability,
)

forecasts = st.lists(
    st.tuples(st.integers(0, 100).map(lambda n: n / 100), st.booleans()), min_size=1, max_size=40
)
Forecasts = list[tuple[float, bool]]


def apart(made: Forecasts) -> tuple[list[float], list[bool]]:
    """Probabilities and outcomes."""
    return [p for p, _ in made], [o for _, o in made]


def adjacent_violators(made: Forecasts) -> dict[float, float]:
    """Pools neighbours for as long as one falls below the one before it (Ayer et al., 1955)."""
    blocks: list[tuple[list[float], int, int]] = []
    for probability in sorted({p for p, _ in made}):
        came = [o for p, o in made if p == probability]
        blocks.append(([probability], sum(came), len(came)))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            later, earlier = blocks.pop(), blocks.pop()
            blocks.append((earlier[0] + later[0], earlier[1] + later[1], earlier[2] + later[2]))
    return {p: came / count for pooled, came, count in blocks for p in pooled}


@given(made=forecasts)
def test_the_isotonic_fit_is_that_of_pooled_neighbours(made: Forecasts) -> None:
    pooled = adjacent_violators(made)
    fitted = recalibrated(*apart(made))
    assert fitted == pytest.approx([pooled[p] for p, _ in made], abs=1e-9)


@given(made=forecasts)
def test_the_decomposition_adds_up_and_no_part_is_negative(made: Forecasts) -> None:
    parts = decomposition(*apart(made))
    assert parts.score == pytest.approx(np.mean([(p - o) ** 2 for p, o in made]), abs=1e-12)
    whole = parts.miscalibration - parts.discrimination + parts.uncertainty
    assert whole == pytest.approx(parts.score, abs=1e-12)
    assert min(parts.miscalibration, parts.discrimination, parts.uncertainty) >= -1e-12


@given(made=forecasts, data=st.data())
def test_the_order_of_the_questions_is_irrelevant(made: Forecasts, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(made))
    first, second = decomposition(*apart(made)), decomposition(*apart(shuffled))
    assert first.miscalibration == pytest.approx(second.miscalibration, abs=1e-12)
    assert first.discrimination == pytest.approx(second.discrimination, abs=1e-12)
    bins, others = binned(*apart(made)), binned(*apart(shuffled))
    assert [(b.count, b.came_true) for b in bins] == [(b.count, b.came_true) for b in others]


def test_a_decomposition_by_hand() -> None:
    """Four at 0.8 of which two came true, four at 0.2 of which one did.

    Brier: (2·0.04 + 2·0.64 + 1·0.64 + 3·0.04)/8 = 0.265. The fit gives 0.5 and
    0.25: miscalibration (0.3² + 0.05²)/2 = 0.04625; base rate 3/8, uncertainty
    15/64; discrimination (0.125² + 0.125²)/2 = 1/64.
    """
    made = [(0.8, True), (0.8, True), (0.8, False), (0.8, False)]
    made += [(0.2, True), (0.2, False), (0.2, False), (0.2, False)]
    parts = decomposition(*apart(made))
    assert parts.score == pytest.approx(0.265)
    assert parts.miscalibration == pytest.approx(0.04625)
    assert parts.discrimination == pytest.approx(1 / 64)
    assert parts.uncertainty == pytest.approx(15 / 64)


class TestBins:
    """A bin is closed below and open above, but the last."""

    @pytest.mark.parametrize("tenths", range(10))
    def test_a_boundary_belongs_to_the_bin_above(self, tenths: int) -> None:
        counts = [each.count for each in binned([float(f"0.{tenths}")], [True])]
        assert counts.index(1) == tenths

    def test_certainty_belongs_to_the_last(self) -> None:
        *others, last = binned([1.0, 0.9], [True, False])
        assert (last.count, last.came_true) == (2, 1)
        assert last.mean == pytest.approx(0.95)
        assert {each.count for each in others} == {0}
        assert others[0].mean is None

    @given(made=forecasts)
    def test_every_question_is_in_one(self, made: Forecasts) -> None:
        bins = binned(*apart(made))
        assert sum(each.count for each in bins) == len(made)
        assert sum(each.came_true for each in bins) == sum(o for _, o in made)
        within = [(b.low - 1e-12, b.mean, b.high + 1e-12) for b in bins if b.mean is not None]
        assert all(low <= mean <= high for low, mean, high in within)


class TestReliability:
    """The curve never falls, and the band is where chance alone would put it."""

    def test_the_curve_and_its_band_are_the_same_at_every_build(self) -> None:
        made = [(n / 40, n % 3 == 0) for n in range(40)]
        assert reliability(*apart(made)) == reliability(*apart(made[::-1]))

    def test_the_curve_never_falls_and_its_counts_are_those_of_the_questions(self) -> None:
        made = [(round(n / 60, 1), n % 3 == 0) for n in range(60)]
        curve = reliability(*apart(made))
        assert list(curve.recalibrated) == sorted(curve.recalibrated)
        assert list(curve.forecasts) == sorted({p for p, _ in made})
        assert sum(curve.counts) == 60
        pooled = adjacent_violators(made)
        assert list(curve.recalibrated) == pytest.approx([pooled[p] for p in curve.forecasts])

    def test_a_calibrated_forecaster_stays_within_the_band_nine_times_in_ten(self) -> None:
        """Pointwise, so over many points the share is near nine in ten and not below eight."""
        rng = np.random.default_rng(3)
        inside = []
        for _ in range(12):
            p = rng.choice(np.arange(1, 20) / 20, size=150)
            curve = reliability(p.tolist(), (rng.random(150) < p).tolist())
            bounds = zip(curve.low, curve.recalibrated, curve.high, strict=True)
            inside += [low - 1e-12 <= at <= high + 1e-12 for low, at, high in bounds]
        assert 0.8 < np.mean(inside) < 0.99

    @given(
        st.lists(st.integers(1, 99), min_size=1, max_size=12, unique=True).map(sorted),
        st.integers(0, 1000),
    )
    def test_many_curves_at_once_are_each_that_of_scipy(
        self, percents: list[int], seed: int
    ) -> None:
        """Where a redraw has no question with some forecast, straight between its neighbours."""
        chance = np.random.default_rng(seed)
        distinct = np.array(percents) / 100
        drawn = chance.multinomial(len(percents), [1 / len(percents)] * len(percents), size=20)
        came = chance.binomial(drawn, distinct)
        for of_each, true, curve in zip(drawn, came, curves_of(drawn, came, distinct), strict=True):
            there = of_each > 0
            fitted = isotonic_regression(true[there] / of_each[there], weights=of_each[there]).x
            assert curve == pytest.approx(np.interp(distinct, distinct[there], fitted), abs=1e-12)

    def test_the_band_is_nearly_the_same_for_any_seed(self) -> None:
        """Thirty-six questions, mostly one-sided. With 1,000 redraws eight seeds differ by 2 points, with these by 1."""
        p = [n**2 / 1300 for n in range(1, 37)]
        curves = [reliability(p, [n % 3 == 0 for n in range(36)], seed=seed) for seed in range(8)]
        for edges in ([c.low for c in curves], [c.high for c in curves]):
            assert np.ptp(edges, axis=0).mean() < 0.012

    def test_an_overconfident_forecaster_leaves_it(self) -> None:
        p = [0.05] * 50 + [0.95] * 50
        curve = reliability(p, [n % 2 == 0 for n in range(100)])
        assert curve.recalibrated[0] > curve.high[0]
        assert curve.recalibrated[-1] < curve.low[-1]

    def test_nothing_has_no_curve(self) -> None:
        for rule in (reliability, decomposition):
            with pytest.raises(ValueError, match="needs a question"):
                rule([], [])
