"""Means over days and over questions, and how far chance may have moved them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 2000
SHARE = 0.9
AT_ONCE = 1_000_000
"""How many questions are drawn before their means are taken: ten megabytes or so."""

FEW = 10
"""Questions below which a group is called small."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the mean would lie in nine of ten redraws of the questions."""

    low: float
    high: float


def over_time(stood: Sequence[tuple[int, float]], *, start: int, end: int) -> float | None:
    """The mean of what stood on each day of [start, end), None if nothing did.

    ``stood`` holds days (as ordinals, rising) and the score from that day on,
    until the next; days before the first count for nothing. If ``start`` is
    ``end``, that day alone counts.
    """
    end = max(end, start + 1)
    total, days = 0.0, 0
    ends = [*(day for day, _ in stood[1:]), end]
    for (day, score), until in zip(stood, ends, strict=False):
        lasted = max(0, min(until, end) - max(day, start))
        total += score * lasted
        days += lasted
    return total / days if days else None


def coverage(first: int, *, start: int, end: int) -> float:
    """The share of the days of [start, end) on which a number stood, in [0, 1]."""
    end = max(end, start + 1)
    return max(0, end - max(first, start)) / (end - start)


def bootstrap_mean(values: Sequence[float], *, seed: int = 0) -> Interval | None:
    """The 90 % percentile interval of the mean over redrawn questions (Efron, 1979).

    None below two values. The values are sorted first, so the order of the
    questions is irrelevant; the seed makes it the same at every build.
    """
    if len(values) < 2:
        return None
    ordered = np.sort(np.asarray(values, dtype=float))
    rng = np.random.default_rng(seed)
    rows = max(1, AT_ONCE // len(ordered))
    means = np.concatenate(
        [
            ordered[rng.integers(len(ordered), size=(min(rows, DRAWS - done), len(ordered)))].mean(
                axis=1
            )
            for done in range(0, DRAWS, rows)
        ]
    )
    tail = (1 - SHARE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return Interval(float(low), float(high))


def pit(levels: Sequence[float], values: Sequence[float], outcome: float) -> float:
    """Where an outcome fell in a forecast's distribution, in [0, 1].

    The distribution is drawn straight between the quantiles. Outside them all
    that is known is in which tail it fell: the middle of that tail. Where a
    run of quantiles has the outcome's value, the middle of their levels.
    """
    low = [a for a, v in zip(levels, values, strict=True) if v <= outcome]
    high = [a for a, v in zip(levels, values, strict=True) if v >= outcome]
    if not low:
        return levels[0] / 2
    if not high:
        return (1 + levels[-1]) / 2
    if low[-1] >= high[0]:
        return (low[-1] + high[0]) / 2
    before, after = values[levels.index(low[-1])], values[levels.index(high[0])]
    share = (outcome - before) / (after - before)
    return low[-1] + share * (high[0] - low[-1])
