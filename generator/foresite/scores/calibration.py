"""Whether what was given 70 % came true seven times in ten, and what that says.

CORP reliability diagrams and decomposition: Dimitriadis, Gneiting and Jordan,
"Stable reliability diagrams for probabilistic classifiers", PNAS 118 (2021).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, TypeAlias

FEWEST = 30
"""Questions below which no curve is drawn: it would show chance, not skill."""

BINS = tuple(n / 10 for n in range(11))
FEWEST_DRAWS, MOST_DRAWS = 1000, 10_000
"""Redraws of the questions for the band: enough that another seed would draw the same one, but for
a jump here and there of what few questions can add up to. Of many questions fewer will do."""

ROOM = 1_000_000
"""Numbers that are held in memory at once while curves are fitted."""

BAND_SHARE = 0.9

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Counts: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions forecast within [low, high), the last bin closed; ``mean`` is None if empty."""

    low: float
    high: float
    count: int
    came_true: int
    mean: float | None


def binned(probabilities: Sequence[float], outcomes: Sequence[bool]) -> tuple[Bin, ...]:
    """Ten bins of a tenth each: how many, and how many came true."""
    made = []
    for low, high in itertools.pairwise(BINS):
        inside = [
            (p, o)
            for p, o in zip(probabilities, outcomes, strict=True)
            if low <= p < high or (high == 1 and p == 1)
        ]
        mean = fsum(p for p, _ in inside) / len(inside) if inside else None
        made.append(Bin(low, high, len(inside), sum(o for _, o in inside), mean))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Reliability:
    """The recalibrated probability at each distinct forecast, with the band of chance.

    ``forecasts`` rise; ``recalibrated`` never falls (isotonic regression);
    ``low`` and ``high`` bound where nine in ten curves of a perfectly calibrated
    forecaster would lie at that forecast, given as many questions.
    """

    forecasts: tuple[float, ...]
    recalibrated: tuple[float, ...]
    counts: tuple[int, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Mean Brier score = miscalibration − discrimination + uncertainty, each 0 or more."""

    score: float
    miscalibration: float
    discrimination: float
    uncertainty: float


def recalibrated(probabilities: Sequence[float], outcomes: Sequence[bool]) -> Floats:
    """The isotonic fit of outcomes to forecasts, in the forecasts' order.

    Equal forecasts are pooled first, so the order of the questions is irrelevant.
    """
    _, where, counts, came = _pooled(probabilities, outcomes)
    return _isotonic(counts, came)[where]


def _pooled(
    probabilities: Sequence[float], outcomes: Sequence[bool]
) -> tuple[Floats, Counts, Counts, Counts]:
    """The distinct forecasts, rising; which is whose; how many there are; how many came true."""
    import numpy as np

    p = np.asarray(probabilities, dtype=float)
    distinct, where, counts = np.unique(p, return_inverse=True, return_counts=True)
    came = np.bincount(where, weights=np.asarray(outcomes, dtype=float), minlength=len(distinct))
    return distinct, where, counts, came.astype(np.int64)


def _isotonic(counts: Counts, came: Counts) -> Floats:
    """The rising sequence nearest to the shares that came true."""
    import numpy as np

    # SciPy takes a third of a second to import, and few who score draw a curve.
    from scipy.optimize import isotonic_regression

    if not len(counts):
        return np.empty(0)
    return np.asarray(isotonic_regression(came / counts, weights=counts).x, dtype=float)


def reliability(
    probabilities: Sequence[float], outcomes: Sequence[bool], *, seed: int = 0
) -> Reliability:
    """The CORP diagram of at least one question, with its consistency band.

    The band draws questions anew, with replacement, lets each come true with its
    own forecast probability, and fits again; the seed makes it the same at every
    build. ValueError without a question.
    """
    import numpy as np

    if not len(probabilities):
        raise ValueError("a reliability diagram needs a question")
    distinct, _, counts, came = _pooled(probabilities, outcomes)
    low, high = _band(distinct, counts, np.random.default_rng(seed))
    return Reliability(
        forecasts=tuple(distinct.tolist()),
        recalibrated=tuple(_isotonic(counts, came).tolist()),
        counts=tuple(counts.tolist()),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
    )


def _band(distinct: Floats, counts: Counts, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Questions with one forecast are drawn together: only how many matters."""
    import numpy as np

    questions = counts.sum()
    draws = min(max(ROOM // len(distinct), FEWEST_DRAWS), MOST_DRAWS)
    drawn = rng.multinomial(questions, counts / questions, size=draws)
    came = rng.binomial(drawn, distinct)
    curves = np.empty((draws, len(distinct)))
    step = max(1, ROOM // len(distinct))
    for start in range(0, draws, step):
        some = slice(start, start + step)
        curves[some] = curves_of(drawn[some], came[some], distinct)
    tail = (1 - BAND_SHARE) / 2
    low, high = np.quantile(curves, [tail, 1 - tail], axis=0)
    return low, high


def curves_of(drawn: Counts, came: Counts, distinct: Floats) -> Floats:
    """The isotonic curve of each row of questions, at every one of the rising forecasts.

    ``drawn`` says how many questions each forecast has, ``came`` how many of them
    came true. Where it has none the curve runs straight between its neighbours.
    SciPy fits one curve a call, which for thousands takes a second.
    """
    import numpy as np

    fitted = _pooled_rows(drawn, came)
    there = drawn > 0
    places = np.arange(len(distinct))
    before = np.maximum.accumulate(np.where(there, places, -1), axis=1)
    after = np.minimum.accumulate(np.where(there, places, len(distinct))[:, ::-1], axis=1)[:, ::-1]
    before, after = (
        np.where(before < 0, after, before),
        np.where(after == len(distinct), before, after),
    )
    low, high = (np.take_along_axis(fitted, at, axis=1) for at in (before, after))
    apart = distinct[after] - distinct[before]
    share = (distinct - distinct[before]) / np.where(apart > 0, apart, 1)
    return low + np.where(apart > 0, share, 0) * (high - low)


def _pooled_rows(drawn: Counts, came: Counts) -> Floats:
    """Pool adjacent violators (Ayer et al., 1955), in all rows at once; 0 where nothing was drawn.

    Each row has a stack of blocks, kept a level at a time in one long array. A
    forecast begins as a block of its own, and takes in the one on top of the
    stack for as long as that is not lower; then it is put there itself.
    """
    import numpy as np

    count, places = drawn.shape
    weights, trues, firsts = (np.zeros(count * places, dtype=np.int64) for _ in range(3))
    top = np.arange(count) - count
    for place in range(places):
        rows = np.flatnonzero(drawn[:, place])
        weight, true, at = drawn[rows, place], came[rows, place], top[rows]
        first = np.full(len(rows), place)
        open_ = np.flatnonzero(at >= 0)
        while len(open_):
            below = at[open_]
            falls = trues[below] * weight[open_] >= true[open_] * weights[below]
            open_, below = open_[falls], below[falls]
            weight[open_] += weights[below]
            true[open_] += trues[below]
            first[open_] = firsts[below]
            at[open_] -= count
            open_ = open_[at[open_] >= 0]
        top[rows] = at + count
        weights[top[rows]], trues[top[rows]], firsts[top[rows]] = weight, true, first
    fitted = np.zeros(drawn.shape)
    for place in reversed(range(places)):
        rows = np.flatnonzero(drawn[:, place])
        at = top[rows]
        fitted[rows, place] = trues[at] / weights[at]
        top[rows] = np.where(firsts[at] == place, at - count, at)
    return fitted


def decomposition(probabilities: Sequence[float], outcomes: Sequence[bool]) -> Decomposition:
    """The CORP decomposition of the mean Brier score; ValueError without a question."""
    import numpy as np

    if not len(probabilities):
        raise ValueError("a mean needs a question")
    p = np.asarray(probabilities, dtype=float)
    o = np.asarray(outcomes, dtype=float)
    base = float(np.mean(o))
    score = float(np.mean((p - o) ** 2))
    fitted = float(np.mean((recalibrated(probabilities, outcomes) - o) ** 2))
    uncertainty = float(np.mean((base - o) ** 2))
    return Decomposition(
        score=score,
        miscalibration=score - fitted,
        discrimination=uncertainty - fitted,
        uncertainty=uncertainty,
    )
