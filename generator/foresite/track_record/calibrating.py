"""The inputs of calibration: one probability or one place in a distribution a question.

Calibration is told at the opening and at the close, never of averages over
time: nobody said the average, and the averages of a perfectly calibrated
forecaster are not calibrated. Options of a multiple-choice question hang
together and are left out; a question enters once.
"""

from __future__ import annotations

from collections.abc import Sequence

from foresite.kinds import INTERVALS, gives_interval
from foresite.scores.calibration import FEWEST, binned, decomposition, reliability
from foresite.scores.means import FEW
from foresite.scores.pit import Pit, by_chance, tenths
from foresite.track_record.values import Calibration, Held, Moment, QuantileCalibration, Row

MOMENTS = (Moment.OPENING, Moment.CLOSE)


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
    return tuple(_quantiles(rows, moment) for moment in MOMENTS if _fell(rows, moment))


def _fell(rows: Sequence[Row], moment: Moment) -> list[tuple[str, Pit]]:
    """Where each outcome fell in the forecast of that moment."""
    fell = [
        (row.forecast, row.pit_opening if moment is Moment.OPENING else row.pit_closing)
        for row in rows
    ]
    return [(forecast, where) for forecast, where in fell if where is not None]


def _quantiles(rows: Sequence[Row], moment: Moment) -> QuantileCalibration:
    points = _fell(rows, moment)
    return QuantileCalibration(
        moment=moment,
        points=tuple(points),
        tenths=tenths([where for _, where in points]),
        coverage=tuple(_held(rows, moment, share) for share, _, _ in INTERVALS),
        is_small=len(points) < FEW,
    )


def _held(rows: Sequence[Row], moment: Moment, share: float) -> Held:
    """Of the intervals that were given; one without a score reaches an end that can be passed."""
    score = f"coverage_{share * 100:.0f}"
    beliefs = [(row, row.opening if moment is Moment.OPENING else row.closing) for row in rows]
    given = [row for row, belief in beliefs if belief and gives_interval(belief, share)]
    held = [value for row in given if (value := row.score(score, moment)) is not None]
    return Held(
        share=share,
        held=round(sum(held)),
        count=len(held),
        left_out=len(given) - len(held),
        chance=by_chance(len(held), share),
    )
