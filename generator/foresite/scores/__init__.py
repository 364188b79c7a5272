"""Scores of forecasts against outcomes: pure functions of numbers.

Enters probabilities, quantiles and outcomes; leaves floats. Lower is better
for every score here. It knows no forecast, file or page.
"""

from foresite.scores.proper import (
    LOG_FLOOR,
    brier,
    brier_multi,
    covers,
    crps_from_quantiles,
    interval_score,
    log_score,
    pinball,
    ranked_probability_score,
    skill,
    weighted_interval_score,
)

__all__ = [
    "LOG_FLOOR",
    "brier",
    "brier_multi",
    "covers",
    "crps_from_quantiles",
    "interval_score",
    "log_score",
    "pinball",
    "ranked_probability_score",
    "skill",
    "weighted_interval_score",
]
