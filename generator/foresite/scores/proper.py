"""Proper scoring rules: in expectation, nobody does better than by saying what they believe.

See Gneiting and Raftery, "Strictly Proper Scoring Rules, Prediction, and
Estimation", JASA 102 (2007). Plain arithmetic: these are called a question at
a time, and a build that scores nothing should load nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

LOG_FLOOR = 1e-6
"""The least probability the log score counts. What was called impossible and
happened would cost infinitely much, and one such question would be the whole
record; a floor of one in a million is generous to nobody who publishes
percentages."""


def _checked(probability: float) -> float:
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {probability}")
    return probability


def brier(probability: float, *, came_true: bool) -> float:
    """The Brier score of a yes-or-no forecast, (p − o)², in [0, 1].

    This is half of Brier's own (Monthly Weather Review 78, 1950), which sums
    over both outcomes; the halved form is the usual one for two outcomes.
    """
    return (_checked(probability) - came_true) ** 2


def brier_multi(probabilities: Sequence[float], came: int) -> float:
    """Brier's score over all options, Σ (pᵢ − oᵢ)², in [0, 2].

    ``came`` is the index of the option that came true.
    """
    _in_order(probabilities, came)
    return math.fsum((p - (i == came)) ** 2 for i, p in enumerate(probabilities))


def log_score(probability: float) -> float:
    """The negative natural logarithm of the probability given to what happened, in [0, 13.8].

    Good (JRSS B 14, 1952) called it the ignorance of the forecast; a probability
    below ``LOG_FLOOR`` counts as that.
    """
    return -math.log(max(_checked(probability), LOG_FLOOR)) + 0.0


def ranked_probability_score(probabilities: Sequence[float], came: int) -> float:
    """The squared distance of the cumulative forecast from the outcome's, in [0, n − 1].

    Σₖ (Σᵢ≤ₖ pᵢ − Σᵢ≤ₖ oᵢ)² over the first n − 1 of n ordered options (Epstein, J.
    Appl. Meteorology 8, 1969, in Murphy's form of 1971), not divided by n − 1.
    """
    _in_order(probabilities, came)
    cumulated = list(accumulate(probabilities))[:-1]
    return math.fsum((c - (came <= k)) ** 2 for k, c in enumerate(cumulated))


def _in_order(probabilities: Sequence[float], came: int) -> None:
    for probability in probabilities:
        _checked(probability)
    if not 0 <= came < len(probabilities):
        raise ValueError(f"there is no option {came} among {len(probabilities)}")


def pinball(level: float, value: float, outcome: float) -> float:
    """The quantile score of one quantile: (1{y < q} − α)(q − y), 0 or more, in the outcome's unit."""
    if not 0 < level < 1:
        raise ValueError(f"a level lies strictly between 0 and 1, not {level}")
    return ((outcome < value) - level) * (value - outcome)


def interval_score(low: float, high: float, outcome: float, *, share: float) -> float:
    """The score of a central interval that should hold ``share`` of outcomes, 0 or more.

    Its width, and 2/α times the distance by which the outcome missed it, α being
    1 − share (Gneiting and Raftery 2007, equation 43). In the outcome's unit.
    """
    if high < low:
        raise ValueError(f"an interval ends after it begins, not {low} to {high}")
    if not 0 < share < 1:
        raise ValueError(f"a share lies strictly between 0 and 1, not {share}")
    missed = max(low - outcome, 0.0) + max(outcome - high, 0.0)
    return (high - low) + 2 / (1 - share) * missed


def weighted_interval_score(
    levels: Sequence[float], values: Sequence[float], outcome: float
) -> float:
    """The weighted interval score of Bracher et al., PLOS Comp. Biology 17 (2021), 0 or more.

    With K central intervals and a median m,
    (½·|y − m| + Σₖ αₖ/2 · ISₖ) / (K + ½): twice the mean pinball loss of the
    2K + 1 quantiles, as their equation 2 says, by which it is worked out here;
    so it is defined for quantiles that pair into no intervals too. In the
    outcome's unit.
    """
    return 2 * _mean_pinball(levels, values, outcome)


def _mean_pinball(levels: Sequence[float], values: Sequence[float], outcome: float) -> float:
    if len(levels) != len(values) or not levels:
        raise ValueError("levels and values come in pairs")
    each = (pinball(a, q, outcome) for a, q in zip(levels, values, strict=True))
    return math.fsum(each) / len(levels)


def crps_from_quantiles(levels: Sequence[float], values: Sequence[float], outcome: float) -> float:
    """The continuous ranked probability score, approximated from quantiles, 0 or more.

    CRPS = 2 ∫ pinball(α) dα over levels from 0 to 1 (Laio and Tamea, HESS 11,
    2007). The integral is taken by the trapezium rule between the given levels;
    beyond the outermost ones each quantile stands for its whole tail, so that an
    outcome far outside costs all of its distance. With many levels it nears the
    CRPS; with three it is a coarse figure. In the outcome's unit.
    """
    if len(levels) != len(values) or not levels:
        raise ValueError("levels and values come in pairs")
    losses = [pinball(a, q, outcome) for a, q in zip(levels, values, strict=True)]
    inner = (
        (b - a) * (x + y) / 2
        for a, b, x, y in zip(levels, levels[1:], losses, losses[1:], strict=False)
    )
    below = _tail(levels[0], outcome - values[0])
    above = _tail(1 - levels[-1], values[-1] - outcome)
    return 2 * (math.fsum(inner) + below + above)


def _tail(width: float, inside: float) -> float:
    """The pinball loss over a tail of that width of levels; ``inside`` is negative beyond it."""
    return width**2 / 2 * inside if inside >= 0 else (width - width**2 / 2) * -inside


def covers(low: float, high: float, outcome: float) -> bool:
    """Whether an interval, ends included, holds the outcome."""
    return low <= outcome <= high


def skill(score: float, reference: float) -> float | None:
    """One minus the ratio to a reference's score on the same questions: above 0 is better than it.

    At most 1. None where the reference was perfect, and nothing could be better.
    """
    return None if reference == 0 else 1 - score / reference
