"""The timeline of a forecast: its number and its dimensions' from day to day.

Enters a ``Forecast`` and today; leaves a ``Chart``. A probability holds until
it is changed, so lines are steps; the chart stops when the answer became known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.charts import timeline_text
from foresite.charts.axes import ProbabilityAxis, probability_axis
from foresite.charts.chart import Chart
from foresite.charts.course import Course, course
from foresite.charts.dimension_styles import dimension_styles
from foresite.charts.palette import HEADLINE, Style, paint
from foresite.charts.timeline_frame import (
    A_DAY,
    Extent,
    Ground,
    Twin,
    extent_of,
    timeline_chart,
)
from foresite.charts.timeline_labels import DECIDED, labels, level_of
from foresite.charts.timeline_picture import Row
from foresite.model import Forecast


def probability_timeline(forecast: Forecast, *, today: date, name: str = "chart") -> Chart:
    """The headline and the dimensions with published numbers, up to ``today``.

    Lines end with today, or with the day the question closed or the answer
    became known. Updates made after the answer was known are in the table only.
    """
    past = course(forecast, today=today)
    axis = probability_axis(_levels(past))
    extent = extent_of(past, past.headline[0][0] if past.headline else forecast.opened_on)
    columns, rows = timeline_text.table(past)
    return timeline_chart(
        {
            **_lines(past, axis, extent),
            **_outcome(past, extent.end),
        },
        ground=_ground(axis),
        axis=axis,
        extent=extent,
        labels=labels(past, axis, end=extent.end, edge=extent.edge, is_young=extent.is_young),
        updates=len(past.headline),
        crossing=tuple(_thresholds(past, axis)) if extent.end < extent.edge else (),
        twin=Twin(
            id=f"timeline-{forecast.id.replace('/', '-')}{name.removeprefix('chart')}",
            name=name,
            sentence=timeline_text.sentence(past, axis),
            caption=timeline_text.CAPTION,
            columns=columns,
            rows=rows,
        ),
    )


def _levels(past: Course) -> Iterator[float]:
    """All that decides how far the axis reaches, in percent."""
    for _, probability in past.headline:
        yield level_of(probability)
    for one in past.dimensions:
        for _, probability in one.published:
            yield level_of(probability)
    if past.resolution and past.resolution.outcome in DECIDED:
        yield DECIDED[past.resolution.outcome]


def _ground(axis: ProbabilityAxis) -> Ground:
    """The title and the five lines."""
    title, colour = "Probability, %", "muted"
    if axis.is_zoomed:
        title, colour = f"Probability, zoomed: {timeline_text.reach(axis)}", "ink"
    return Ground(
        title=title,
        colour=colour,
        levels=tuple((level, f"{level:g}") for level in axis.levels),
        broken_at=axis.broken_at,
    )


def _lines(past: Course, axis: ProbabilityAxis, extent: Extent) -> dict[str, list[Row]]:
    return {
        "signposts": list(_signposts(past, axis, first=extent.first, edge=extent.edge)),
        "faint_steps": list(_dimension_steps(past, known=False)),
        "steps": [*_headline_steps(past, extent.end), *_dimension_steps(past, known=True)],
        "updates": [*_dimension_marks(past), *_headline_marks(past)],
    }


def _signposts(past: Course, axis: ProbabilityAxis, *, first: date, edge: date) -> Iterator[Row]:
    shown = tuple(_thresholds(past, axis))
    for signpost in past.signposts:
        level = level_of(signpost.moves_to.probability)
        if level in shown:
            yield {
                "at": max(signpost.armed_on, first).isoformat(),
                "until": edge.isoformat(),
                "level": level,
                "colour": paint("up" if signpost.moves_to.is_upward else "down"),
                "tip": timeline_text.signpost_tip(signpost, past),
            }


def _thresholds(past: Course, axis: ProbabilityAxis) -> Iterator[float]:
    """Where the lines of signposts run, in percent."""
    for signpost in past.signposts:
        level = level_of(signpost.moves_to.probability)
        if axis.low <= level <= axis.high:
            yield level


def _headline_steps(past: Course, end: date) -> Iterator[Row]:
    for on, probability in (*past.headline, *((end, p) for _, p in past.headline[-1:])):
        yield _step(HEADLINE, "headline", on, probability, width=2.8)


def _dimension_steps(past: Course, *, known: bool) -> Iterator[Row]:
    """Each stretch of days on which a number stood; or stood no longer, unreplaced."""
    styles = dimension_styles(past)
    for one in past.told:
        style = styles[one.dimension.id]
        run = 0
        for n, stretch in enumerate(one.stretches):
            if n and one.stretches[n - 1].known is not stretch.known:
                run += 1
            if stretch.known is not known:
                continue
            line = f"{style.series}-{run}"
            yield _step(style, line, stretch.start, stretch.probability, width=1.8)
            is_last = n + 1 == len(one.stretches)
            if is_last or one.stretches[n + 1].known is not known:
                stop = stretch.stop + A_DAY if is_last else stretch.stop
                yield _step(style, line, stop, stretch.probability, width=1.8)


def _step(style: Style, line: str, on: date, probability: float, *, width: float) -> Row:
    return {
        "at": on.isoformat(),
        "level": level_of(probability),
        "line": line,
        "colour": style.colour,
        "dash": list(style.dash),
        "width": width,
    }


def _headline_marks(past: Course) -> Iterator[Row]:
    for index, entry in enumerate(past.shown):
        on, probability = past.headline[index]
        yield {
            **_mark(HEADLINE, on, probability),
            "index": index,
            "tip": timeline_text.update_tip(entry, past),
        }


def _dimension_marks(past: Course) -> Iterator[Row]:
    styles = dimension_styles(past)
    for one in past.told:
        for on, probability in one.published:
            yield _mark(styles[one.dimension.id], on, probability)


def _mark(style: Style, on: date, probability: float) -> Row:
    return {
        "at": on.isoformat(),
        "level": level_of(probability),
        "colour": style.colour,
        "shape": style.shape,
    }


def _outcome(past: Course, end: date) -> dict[str, list[Row]]:
    """Yes and no at the axis's ends; what is neither, a cross where the number stood."""
    if past.resolution is None or not past.headline:
        return {}
    at, stood = end.isoformat(), level_of(past.headline[-1][1])
    decided = DECIDED.get(past.resolution.outcome)
    if decided is None:
        return {"annulments": [{"at": at, "level": stood}]}
    return {"outcomes": [{"at": at, "level": decided, "stood": stood}]}
