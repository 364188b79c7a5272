"""The inputs of calibration: one probability or one place in a distribution a question.

Calibration is told at the opening and at the close, never of averages over
time: nobody said the average, and the averages of a perfectly calibrated
forecaster are not calibrated. Options of a multiple-choice question hang
together and are left out; a question enters once.
"""

from __future__ import annotations

from collections.abc import Sequence

from foresite.scores.calibration import FEWEST, binned, decomposition, reliability
from foresite.scores.means import FEW
from foresite.track_record.values import Calibration, Held, Moment, QuantileCalibration, Row

MOMENTS = (Moment.OPENING, Moment.CLOSE)
SHARES = (0.5, 0.9)


def calibrations(rows: Sequence[Row]) -> tuple[Calibration, ...]:
    """At the opening and at the close, of the questions answered by yes or no."""
    return tuple(_calibration(rows, moment) for moment in MOMENTS)


def _calibration(rows: Sequence[Row], moment: Moment) -> Calibration:
    points = []
    for row in rows:
        belief = row.opening if moment is Moment.OPENING else row.closing
        if belief and belief.probability is not None and row.came_true is not None:
            points.append((row.forecast, belief.probability, row.came_true))
    probabilities = [probability for _, probability, _ in points]
    outcomes = [came_true for _, _, came_true in points]
    is_enough = len(points) >= FEWEST
    return Calibration(
        moment=moment,
        points=tuple(points),
        bins=binned(probabilities, outcomes),
        curve=reliability(probabilities, outcomes) if is_enough else None,
        decomposition=decomposition(probabilities, outcomes) if is_enough else None,
    )


def quantile_calibrations(rows: Sequence[Row]) -> tuple[QuantileCalibration, ...]:
    """At the opening and at the close, of the questions answered by a quantity; none, nothing."""
    made = (_quantiles(rows, moment) for moment in MOMENTS)
    return tuple(calibration for calibration in made if calibration.points)


def _quantiles(rows: Sequence[Row], moment: Moment) -> QuantileCalibration:
    points = []
    for row in rows:
        where = row.pit_opening if moment is Moment.OPENING else row.pit_closing
        if where is not None:
            points.append((row.forecast, where))
    held = []
    for share in SHARES:
        shares = [row.score(f"coverage_{share * 100:.0f}", moment) for row in rows]
        given = [value for value in shares if value is not None]
        held.append(Held(share=share, held=round(sum(given)), count=len(given)))
    return QuantileCalibration(
        moment=moment, points=tuple(points), coverage=tuple(held), is_small=len(points) < FEW
    )
