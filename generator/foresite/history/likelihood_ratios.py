"""What the stated likelihood ratios come to, from the base rate, piece by piece.

Enters a ``Forecast`` and a day; leaves an ``Implied``: arithmetic of what its
author wrote down, as if each piece told its story without the others. It is
never the forecast.

Odds times a likelihood ratio are the odds after the evidence; in log-odds the
ratios are summed, in any order. Source: I. J. Good, "Probability and the
Weighing of Evidence" (1950), chapter 6.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from foresite.history.past import headline_belief, state_on
from foresite.model import Bearing, Evidence, Forecast, HeadlineRule, KindName


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A piece of evidence, its log ratio (above 0 for yes), and the log-odds around it."""

    piece: Evidence
    weight: float
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """From the base rate to the number that the ratios come to; both in (0, 1).

    ``published`` is the headline of that day, in [0, 1].
    """

    base_rate: float
    weighed: tuple[Weighed, ...]
    probability: float
    published: float


def log_odds(probability: float) -> float:
    """The natural logarithm of the odds; ValueError at 0 and 1, which have none."""
    if not 0 < probability < 1:
        raise ValueError(f"{probability} has no log-odds")
    return math.log(probability) - math.log1p(-probability)


def probability_of(logarithm: float) -> float:
    """The probability of those log-odds, in [0, 1]."""
    if logarithm < 0:
        odds = math.exp(logarithm)
        return odds / (1 + odds)
    return 1 / (1 + math.exp(-logarithm))


def headline_bearings(forecast: Forecast, piece: Evidence) -> tuple[Bearing, ...]:
    """Which way a piece cuts on the headline: what it says of the whole, or of what settles it.

    Where a rule joins all or any of the dimensions, each of them is part of the
    headline; what speaks for one of them speaks for it.
    """
    settling = forecast.settling
    return tuple(b for b in piece.bears_on if not settling or b.dimension in (None, settling.id))


def implied(forecast: Forecast, *, today: date) -> Implied | None:
    """What the ratios stated up to that day come to; None without a base rate or any ratio.

    A ratio counts if its piece bears on the headline: it is the headline's base rate.
    Once the answer is known, evidence that came later counts no more.
    """
    base = forecast.base_rate
    rated = any(p.likelihood_ratio is not None for u in forecast.updates for p in u.evidence)
    if (
        base is None
        or not rated
        or not 0 < base.probability < 1
        or forecast.kind.name is not KindName.BINARY
        or forecast.headline is HeadlineRule.UNSPECIFIED
    ):
        return None
    resolution = forecast.resolution
    state = state_on(forecast, min(today, resolution.known_on) if resolution else today)
    published = headline_belief(forecast, state)
    pieces = [
        piece
        for piece in state.evidence
        if piece.likelihood_ratio is not None and headline_bearings(forecast, piece)
    ]
    if not pieces or published is None or published.probability is None:
        return None
    weighed = []
    now = log_odds(base.probability)
    for piece in pieces:
        assert piece.likelihood_ratio is not None
        weight = math.log(piece.likelihood_ratio)
        weighed.append(Weighed(piece=piece, weight=weight, before=now, after=now + weight))
        now += weight
    return Implied(
        base_rate=base.probability,
        weighed=tuple(weighed),
        probability=probability_of(now),
        published=published.probability,
    )
