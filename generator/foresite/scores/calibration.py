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
BAND_DRAWS = 1000
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
    drawn = rng.multinomial(questions, counts / questions, size=BAND_DRAWS)
    came = rng.binomial(drawn, distinct)
    curves = np.empty((BAND_DRAWS, len(distinct)))
    for curve, of_each, true in zip(curves, drawn, came, strict=True):
        there = of_each > 0
        curve[:] = np.interp(distinct, distinct[there], _isotonic(of_each[there], true[there]))
    tail = (1 - BAND_SHARE) / 2
    low, high = np.quantile(curves, [tail, 1 - tail], axis=0)
    return low, high


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
