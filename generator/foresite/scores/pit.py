"""Where outcomes fell in their forecasts' distributions, and how evenly chance spreads them.

The probability integral transform without randomising (Czado, Gneiting and
Held, "Predictive Model Assessment for Count Data", Biometrics 65, 2009): where
a forecast does not tell outcomes apart, an outcome has a stretch of [0, 1]
instead of a point, and is spread evenly over it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from foresite.scores.means import Interval

TENTHS = 10
BAND_SHARE = 0.9

_SLACK = 1e-9
"""What sums of floats may be off by."""

Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pit:
    """Where an outcome y fell in a distribution F: from F(y−) to F(y), in [0, 1].

    ``blurs`` are all the stretches within which the forecast tells no outcomes
    apart. This one is either one of them or a point outside them.
    """

    low: float
    high: float
    blurs: tuple[Stretch, ...] = ()

    @property
    def middle(self) -> float:
        """The one number that stands for it where there is room for one."""
        return (self.low + self.high) / 2

    @property
    def is_point(self) -> bool:
        """Whether the forecast says where it fell, not only within which stretch."""
        return self.high - self.low < _SLACK


def pit(
    levels: Sequence[float],
    values: Sequence[float],
    outcome: float,
    *,
    floor: float = -math.inf,
    ceiling: float = math.inf,
) -> Pit:
    """Where an outcome fell in the distribution of rising quantiles, none below ``floor`` or above.

    The distribution is drawn straight between the quantiles. Outside them all
    that is known is in which tail an outcome fell; on a run of equal quantiles,
    in which step. What lies at an end, or beyond one that can be passed, takes
    all that was given to it.
    """

    def fell(at: float) -> Stretch:
        return _fell(levels, values, min(max(at, floor), ceiling), floor, ceiling)

    stretches = {fell(at) for at in (-math.inf, *values, math.inf)}
    low, high = fell(outcome)
    return Pit(low, high, tuple(sorted((a, b) for a, b in stretches if b - a > _SLACK)))


def _fell(
    levels: Sequence[float], values: Sequence[float], at: float, floor: float, ceiling: float
) -> Stretch:
    """From the chance of less than ``at`` to that of at most ``at``."""
    steps = [level for level, value in zip(levels, values, strict=True) if value == at]
    below = sum(value < at for value in values)
    if steps:
        low, high = steps[0], steps[-1]
    elif below == 0:
        low, high = 0.0, levels[0]
    elif below == len(values):
        low, high = levels[-1], 1.0
    else:
        share = (at - values[below - 1]) / (values[below] - values[below - 1])
        low = high = levels[below - 1] + share * (levels[below] - levels[below - 1])
    if at <= floor:
        # All quantiles may lie beyond an end that can be passed: then it has all but their tail.
        return 0.0, levels[-1] if below == len(values) else high
    if at >= ceiling:
        return levels[0] if below == 0 and not steps else low, 1.0
    return low, high


@dataclass(frozen=True, slots=True)
class Tenth:
    """The outcomes in one tenth of their forecasts, and what chance allows if these are right."""

    low: float
    high: float
    outcomes: float
    chance: Interval

    @property
    def is_allowed(self) -> bool:
        """Whether chance alone may explain how many there are."""
        return self.chance.low - _SLACK <= self.outcomes <= self.chance.high + _SLACK


def tenths(pits: Sequence[Pit]) -> tuple[Tenth, ...]:
    """Each tenth with its share of the outcomes, which add up to all of them."""
    return tuple(
        Tenth(
            n / TENTHS,
            (n + 1) / TENTHS,
            round(math.fsum(_inside(pit, n) for pit in pits), 9),
            _chance(pits, n),
        )
        for n in range(TENTHS)
    )


def _inside(pit: Pit, n: int) -> float:
    """How much of an outcome lies in a tenth; a point on a bound lies in the one above, or the last."""
    if pit.is_point:
        return float(min(int(pit.middle * TENTHS + _SLACK), TENTHS - 1) == n)
    return _overlap((pit.low, pit.high), n) / (pit.high - pit.low)


def _overlap(stretch: Stretch, n: int) -> float:
    return max(0.0, min(stretch[1], (n + 1) / TENTHS) - max(stretch[0], n / TENTHS))


def _chance(pits: Sequence[Pit], n: int) -> Interval:
    """The binomial's central range, as much nearer to even as spread outcomes vary less.

    An outcome that is spread over a stretch is in each of its tenths with a part
    of itself, so their sums stray less than those of outcomes that are in one.
    """
    if not pits:
        return Interval(0.0, 0.0)
    even = len(pits) / TENTHS
    whole = even * (1 - 1 / TENTHS)
    nearer = math.sqrt(math.fsum(_variance(pit, n) for pit in pits) / whole)
    low, high = by_chance(len(pits), 1 / TENTHS)
    ends = (even + (end - even) * nearer for end in (low, high))
    return Interval(*(round(end, 9) for end in ends))


def _variance(pit: Pit, n: int) -> float:
    """Of what one outcome adds to a tenth, if its forecast is right."""
    overlaps = [(_overlap(blur, n), blur[1] - blur[0]) for blur in pit.blurs]
    clear = 1 / TENTHS - math.fsum(part for part, _ in overlaps)
    return clear + math.fsum(part**2 / width for part, width in overlaps) - 1 / TENTHS**2


def by_chance(count: int, share: float) -> tuple[int, int]:
    """The least and most of ``count`` that chance gives nine times in ten, each with ``share``.

    The central range of the binomial distribution, ends included.
    """
    if not count:
        return 0, 0
    # SciPy takes a third of a second to import.
    from scipy.stats import binom

    tail = (1 - BAND_SHARE) / 2
    low, high = binom.ppf([tail, 1 - tail], count, share)
    return int(low), int(high)
