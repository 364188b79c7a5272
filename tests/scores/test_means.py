"""Means over days and questions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.scores.means import bootstrap_mean, coverage, over_time

scored = st.floats(0, 1)
stood = st.lists(st.tuples(st.integers(0, 40), scored), max_size=8).map(
    lambda pairs: sorted(pairs, key=lambda pair: pair[0])
)


def day_by_day(pairs: list[tuple[int, float]], start: int, end: int) -> list[float]:
    """What stood on each day of [start, end), found by looking."""
    found = []
    for day in range(start, max(end, start + 1)):
        until_now = [score for on, score in pairs if on <= day]
        found += until_now[-1:]
    return found


@given(pairs=stood, start=st.integers(0, 30), length=st.integers(0, 20))
def test_the_mean_over_time_is_the_mean_of_the_days(
    pairs: list[tuple[int, float]], start: int, length: int
) -> None:
    days = day_by_day(pairs, start, start + length)
    ours = over_time(pairs, start=start, end=start + length)
    assert ours == (pytest.approx(sum(days) / len(days)) if days else None)


@given(first=st.integers(0, 60), start=st.integers(0, 30), length=st.integers(0, 20))
def test_coverage_is_the_share_of_days_with_a_number(first: int, start: int, length: int) -> None:
    days = day_by_day([(first, 1.0)], start, start + length)
    assert coverage(first, start=start, end=start + length) == len(days) / max(length, 1)


def test_a_number_that_stood_for_three_days_of_four_weighs_three_times() -> None:
    assert over_time([(10, 0.2), (13, 0.6)], start=10, end=14) == pytest.approx(0.3)


@given(pairs=stood, position=st.integers(0, 7), after=st.integers(0, 5))
def test_repeating_what_stood_changes_no_mean(
    pairs: list[tuple[int, float]], position: int, after: int
) -> None:
    if not pairs:
        return
    position %= len(pairs)
    day, score = pairs[position]
    until = pairs[position + 1][0] if position + 1 < len(pairs) else 50
    again = (min(day + after, until), score)
    repeated = [*pairs[: position + 1], again, *pairs[position + 1 :]]
    before, now = (over_time(each, start=0, end=45) for each in (pairs, repeated))
    assert now == (None if before is None else pytest.approx(before))


@given(values=st.lists(scored, min_size=2, max_size=30), data=st.data())
def test_the_order_of_the_questions_is_irrelevant(values: list[float], data: st.DataObject) -> None:
    assert bootstrap_mean(values) == bootstrap_mean(data.draw(st.permutations(values)))


@given(values=st.lists(scored, min_size=2, max_size=30))
def test_the_interval_lies_within_the_values(values: list[float]) -> None:
    interval = bootstrap_mean(values)
    assert interval is not None
    assert min(values) - 1e-12 <= interval.low <= interval.high <= max(values) + 1e-12


def test_the_interval_of_many_is_that_of_the_normal_law() -> None:
    """Mean ± 1.645 standard errors, by the central limit theorem."""
    values = np.random.default_rng(7).beta(1, 5, 5000)
    interval = bootstrap_mean(values.tolist())
    error = values.std() / np.sqrt(len(values))
    assert interval is not None
    assert interval.low == pytest.approx(values.mean() - 1.645 * error, abs=error / 5)
    assert interval.high == pytest.approx(values.mean() + 1.645 * error, abs=error / 5)


def test_one_question_has_no_interval() -> None:
    assert bootstrap_mean([0.3]) is None
    assert bootstrap_mean([]) is None
