"""The timeline of a forecast: its number and its dimensions' from day to day.

Enters a ``Forecast`` and today; leaves a ``Chart``. A probability holds until
it is changed, so lines are steps; the chart stops when the answer became known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from foresite.charts import timeline_text
from foresite.charts.axes import ProbabilityAxis, date_ticks, probability_axis
from foresite.charts.chart import Chart
from foresite.charts.course import Course, DimensionCourse, course
from foresite.charts.palette import HEADLINE, Style, paint, style_of
from foresite.charts.timeline_labels import DECIDED, labels, level_of, placed
from foresite.charts.timeline_picture import Row, timeline_spec
from foresite.model import Forecast

WIDTH = 720
PLOT_HEIGHT = 250
"""In pixels; more where the labels need it."""

TOP, BOTTOM, LEFT = 36, 46, 36
GUTTER, WIDE_GUTTER = 64, 108
"""Room in pixels right of the plot for its labels: figures, or words."""

A_DAY = timedelta(days=1)
YOUNG = timedelta(days=14)
"""An open forecast's axis is at least this long, so that its line has room to grow."""

BRIEF = timedelta(days=7)
"""The same for one that has ended."""


def probability_timeline(forecast: Forecast, *, today: date) -> Chart:
    """The headline and the dimensions with published numbers, up to ``today``.

    Lines end with today, or with the day the question closed or the answer
    became known. Updates made after the answer was known are in the table only.
    """
    past = course(forecast, today=today)
    axis = probability_axis(_levels(past))
    first = past.headline[0][0] if past.headline else forecast.opened_on
    # A day is drawn from its beginning, and a number holds until a day's end.
    end = past.stop + A_DAY
    edge = max(end, first + (BRIEF if past.has_ended else YOUNG))
    made = labels(past, axis, end=end, edge=edge)
    height = max(PLOT_HEIGHT, round(sum(label.height for label in made)))
    apart = end - first <= (edge - first) / 2
    is_wordy = any(label.needs_room for label in made) and not apart
    gutter = WIDE_GUTTER if is_wordy else GUTTER
    columns, rows = timeline_text.table(past)
    return Chart(
        id=f"timeline-{forecast.id.replace('/', '-')}",
        spec=timeline_spec(
            {
                **_ground(axis, first, edge),
                **_lines(past, axis, first=first, end=end, edge=edge),
                **_outcome(past, end),
                **placed(made, axis, height=height, edge=edge, apart=apart),
            },
            {
                "first": first.isoformat(),
                "last": edge.isoformat(),
                "low": axis.low,
                "high": axis.high,
                "mark_size": _mark_size(len(past.headline)),
                "focus": -1,
            },
            width=WIDTH - LEFT - gutter,
            height=height,
            padding={"left": LEFT, "top": TOP, "right": gutter, "bottom": BOTTOM},
        ),
        sentence=timeline_text.sentence(past, axis),
        caption=timeline_text.CAPTION,
        columns=columns,
        rows=rows,
        width=WIDTH,
        height=height + TOP + BOTTOM,
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


def _mark_size(updates: int) -> int:
    """The area of a mark: smaller where many updates stand close together."""
    return 60 if updates <= 30 else 34 if updates <= 60 else 16


def _ground(axis: ProbabilityAxis, first: date, edge: date) -> dict[str, list[Row]]:
    """The title, the five lines and the days below them."""
    title = {"text": "Probability, %", "colour": paint("muted")}
    if axis.is_zoomed:
        title = {
            "text": f"Probability, zoomed: {timeline_text.reach(axis)}",
            "colour": paint("ink"),
        }
    return {
        "titles": [title],
        "levels": [
            {
                "level": level,
                "text": f"{level:g}",
                "colour": paint("rule" if level else "muted"),
            }
            for level in axis.levels
        ],
        "breaks": [] if axis.broken_at is None else [{"level": axis.broken_at}],
        "days": [{"at": t.on.isoformat(), "text": t.text} for t in date_ticks(first, edge)],
    }


def _lines(
    past: Course, axis: ProbabilityAxis, *, first: date, end: date, edge: date
) -> dict[str, list[Row]]:
    return {
        "signposts": list(_signposts(past, axis, first=first, edge=edge)),
        "faint_steps": list(_dimension_steps(past, known=False)),
        "steps": [*_headline_steps(past, end), *_dimension_steps(past, known=True)],
        "updates": [*_dimension_marks(past), *_headline_marks(past)],
    }


def _signposts(past: Course, axis: ProbabilityAxis, *, first: date, edge: date) -> Iterator[Row]:
    for signpost in past.signposts:
        level = level_of(signpost.moves_to.probability)
        if axis.low <= level <= axis.high:
            yield {
                "at": max(signpost.armed_on, first).isoformat(),
                "until": edge.isoformat(),
                "level": level,
                "colour": paint("up" if signpost.moves_to.is_upward else "down"),
                "tip": timeline_text.signpost_tip(signpost, past),
            }


def _headline_steps(past: Course, end: date) -> Iterator[Row]:
    for on, probability in (*past.headline, *((end, p) for _, p in past.headline[-1:])):
        yield _step(HEADLINE, "headline", on, probability, width=2.8)


def _dimension_steps(past: Course, *, known: bool) -> Iterator[Row]:
    """Each stretch of days on which a number stood; or stood no longer, unreplaced."""
    for one in past.dimensions:
        if one.is_headline:
            continue
        style = _style(one)
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


def _style(one: DimensionCourse) -> Style:
    return style_of(one.position, is_headline=one.is_headline)


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
    for one in past.dimensions:
        if not one.is_headline:
            for on, probability in one.published:
                yield _mark(_style(one), on, probability)


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
