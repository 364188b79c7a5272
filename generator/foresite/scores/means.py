"""Means over days and over questions, and how far chance may have moved them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

DRAWS = 2000
SHARE = 0.9
MANY = 1000
"""Questions beyond which a mean's interval is that of the normal law."""

FEW = 10
"""Questions below which a group is called small."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the mean would lie in nine of ten redraws of the questions."""

    low: float
    high: float


def days_stood(began: Sequence[int], *, start: int, end: int) -> list[int]:
    """On how many days of [start, end) each of several numbers stood, 0 or more.

    ``began`` holds the days (as ordinals, rising) from which they stood, each
    until the next; days before the first count for nothing. If ``start`` is
    ``end``, that day alone counts.
    """
    end = max(end, start + 1)
    return [
        max(0, min(until, end) - max(day, start))
        for day, until in zip(began, [*began[1:], end][: len(began)], strict=True)
    ]


def over_time(stood: Sequence[tuple[int, float]], *, start: int, end: int) -> float | None:
    """The mean of what stood on each day of [start, end), None if nothing did.

    ``stood`` holds days (as for ``days_stood``) and the score from that day on.
    """
    days = days_stood([day for day, _ in stood], start=start, end=end)
    return weighted_mean([score for _, score in stood], days)


def weighted_mean(values: Sequence[float], weights: Sequence[int]) -> float | None:
    """The mean of values that each count ``weights`` times, None if none counts."""
    total = sum(weights)
    if not total:
        return None
    return sum(v * weight for v, weight in zip(values, weights, strict=True)) / total


def coverage(first: int, *, start: int, end: int) -> float:
    """The share of the days of [start, end) on which a number stood, in [0, 1]."""
    end = max(end, start + 1)
    return max(0, end - max(first, start)) / (end - start)


def bootstrap_mean(values: Sequence[float], *, seed: int = 0) -> Interval | None:
    """The 90 % percentile interval of the mean over redrawn questions (Efron, 1979).

    None below two values. The values are sorted first, so the order of the
    questions is irrelevant; the seed makes it the same at every build. Beyond
    ``MANY`` the normal law that redrawing tends to is nearer than chance would
    let the redraws be, and takes no time.
    """
    import numpy as np

    count = len(values)
    if count < 2:
        return None
    ordered = np.sort(np.asarray(values, dtype=float))
    tail = (1 - SHARE) / 2
    if count > MANY:
        reach = NormalDist().inv_cdf(1 - tail) * float(ordered.std()) / math.sqrt(count)
        mean = float(ordered.mean())
        return Interval(mean - reach, mean + reach)
    rng = np.random.default_rng(seed)
    means = ordered[rng.integers(count, size=(DRAWS, count))].mean(axis=1)
    low, high = np.quantile(means, [tail, 1 - tail])
    return Interval(float(low), float(high))
