"""The charts of a record, each with its name among the files of the page.

Enters a ``TrackRecord`` and what its groups are called; leaves ``Chart``s. Both
the page and whoever draws its files ask here.
"""

from __future__ import annotations

from collections.abc import Callable

from foresite.charts import Chart
from foresite.charts.group_plot import GroupMean, group_plot
from foresite.charts.quantile_calibration import Kept, coverage_plot, pit_histogram
from foresite.charts.reliability_diagram import reliability_diagram
from foresite.model import KindName
from foresite.pages.track_record.scores import decisive_means
from foresite.pages.track_record.words import DECISIVE, GROUPS, MOMENTS, SCORES
from foresite.track_record import GroupBy, Moment, TrackRecord

GroupName = Callable[[GroupBy, str], str]
"""What readers call a group: an author's name for an id, ``1 to 7 days`` for a band."""


def diagrams(record: TrackRecord) -> tuple[Chart, ...]:
    """The reliability diagrams at the opening and at the close.

    While nothing is scored an empty frame says what will stand there; where all
    that is scored has another kind of answer there is none.
    """
    return tuple(
        reliability_diagram(
            [(p, came) for _, p, came in calibration.points],
            bins=calibration.bins,
            curve=calibration.curve,
            name=f"reliability-{calibration.moment.value}",
            title=MOMENTS[calibration.moment],
        )
        for calibration in record.calibrations
        if calibration.points or (not record.counted and calibration.moment is Moment.OPENING)
    )


def quantile_charts(record: TrackRecord) -> tuple[Chart, ...]:
    """Where quantities fell in their forecasts, and which intervals held them."""
    made: list[Chart] = []
    for calibration in record.quantiles:
        when = MOMENTS[calibration.moment]
        moment = calibration.moment.value
        made.append(
            pit_histogram([pit for _, pit in calibration.points], name=f"pit-{moment}", title=when)
        )
        kept = [
            Kept(share=held.share, held=held.held, count=held.count)
            for held in calibration.coverage
            if held.count
        ]
        if kept:
            made.append(coverage_plot(kept, name=f"intervals-{moment}", title=when))
    return tuple(made)


def group_charts(record: TrackRecord, *, name_of: GroupName) -> dict[GroupBy, Chart]:
    """For each sort of group of which two or more have yes-or-no questions: their means."""
    overall = next(
        (
            mean.mean
            for mean in record.means
            if mean.kind is KindName.BINARY
            and mean.score == DECISIVE[KindName.BINARY]
            and mean.moment is Moment.AVERAGE
        ),
        None,
    )
    if overall is None:
        return {}
    made = {}
    for by in GROUPS:
        groups = tuple(
            GroupMean(
                name=name_of(by, group.key),
                count=mean.count,
                mean=mean.mean,
                interval=mean.interval,
                is_small=mean.is_small,
            )
            for group in record.groups
            if group.by is by
            for mean in decisive_means(group, kind=KindName.BINARY.value)
        )
        if len(groups) > 1:
            made[by] = group_plot(
                groups,
                overall=overall,
                score=SCORES[DECISIVE[KindName.BINARY]].name,
                name=f"groups-{by.value}",
            )
    return made


def record_charts(record: TrackRecord, *, name_of: GroupName) -> tuple[Chart, ...]:
    """Every chart of the record's page."""
    return (
        *diagrams(record),
        *quantile_charts(record),
        *group_charts(record, name_of=name_of).values(),
    )
