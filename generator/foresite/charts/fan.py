"""The fan of a number or a day: median and central intervals, update by update.

Enters a forecast, its dimension and today; leaves a ``Chart``. The bands hold
1 in 2 and 9 in 10 outcomes if the forecast is right; where an update gives no
such quantiles there is no band.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from foresite.charts.axes import ValueAxis, day_axis, value_axis
from foresite.charts.chart import Chart
from foresite.charts.course import BeliefCourse, belief_course
from foresite.charts.names import chart_id, chart_name, chart_title
from foresite.charts.palette import HEADLINE, paint
from foresite.charts.plain_text import plain, wrapped
from foresite.charts.timeline_frame import (
    TITLE_WIDTH,
    Extent,
    Ground,
    Twin,
    extent_of,
    timeline_chart,
)
from foresite.charts.timeline_labels import NAME_WIDTH, WORDS, Label
from foresite.charts.timeline_picture import Row
from foresite.charts.timeline_text import NOTHING_YET, reason
from foresite.history import Entry
from foresite.kinds import kind_rules
from foresite.kinds.days import shown as day_shown
from foresite.kinds.quantities import INTERVALS, MEDIAN
from foresite.model import Answer, Belief, Dimension, Forecast, Kind, KindName, Outcome, Side
from foresite.words import counted, long_day, quantity

OPACITIES = {0.5: 0.3, 0.9: 0.14}
KEY = "Line: median. Dark: 1 in 2. Light: 9 in 10"
CAPTION = "The median and the ranges at each update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A belief in the terms of the picture."""

    on: date
    median: float
    ranges: tuple[tuple[float, float, float], ...]
    """Share, lower and upper value; narrowest first."""


def fan_chart(forecast: Forecast, dimension: Dimension, *, today: date) -> Chart:
    """The quantiles of a dimension, up to ``today``, or until the answer became known."""
    past = belief_course(forecast, dimension, today=today)
    kind = dimension.kind
    points = tuple(_point(entry, belief) for entry, belief in past.shown)
    axis = _axis(kind, points, past.answer)
    extent = extent_of(past.whole, points[0].on if points else forecast.opened_on)
    return timeline_chart(
        {
            "bands": list(_bands(points, extent)),
            "steps": list(_steps(points, extent)),
            "updates": list(_marks(points, past)),
            **_outcome(points, past, extent),
        },
        ground=_ground(kind, axis),
        axis=axis,
        extent=extent,
        labels=tuple(_labels(points, past, extent)),
        updates=len(points),
        twin=Twin(
            id=chart_id(forecast, dimension),
            name=chart_name(forecast, dimension),
            title=chart_title(forecast, dimension),
            sentence=_sentence(points, past),
            caption=CAPTION,
            columns=("Date", "Median", "1 in 2 from", "9 in 10 from", "Reason"),
            rows=tuple(_rows(past)),
        ),
    )


def _point(entry: Entry, belief: Belief) -> Point:
    quantiles = dict(belief.quantiles)
    return Point(
        on=entry.on,
        median=quantiles[MEDIAN],
        ranges=tuple(
            (share, quantiles[low], quantiles[high])
            for share, low, high in INTERVALS
            if low in quantiles and high in quantiles
        ),
    )


def _shown(kind: Kind, value: float) -> str:
    return day_shown(value) if kind.name is KindName.DATE else quantity(value)


def _value(kind: Kind, answer: Answer | None) -> float | None:
    """Where the answer is drawn: at its value, or at the open end it lies beyond."""
    if answer is None or answer.outcome is not Outcome.SETTLED:
        return None
    if answer.side is Side.BELOW and kind.low:
        return kind.low.value
    if answer.side is Side.ABOVE and kind.high:
        return kind.high.value
    return answer.value


def _axis(kind: Kind, points: tuple[Point, ...], answer: Answer | None) -> ValueAxis:
    values = [p.median for p in points]
    values += [end for p in points for _, low, high in p.ranges for end in (low, high)]
    answered = _value(kind, answer)
    if answered is not None:
        values.append(answered)
    if kind.name is KindName.DATE:
        return day_axis(values)
    return value_axis(values)


def _ground(kind: Kind, axis: ValueAxis) -> Ground:
    base = [] if axis.low in axis.levels else [(axis.low, "")]
    return Ground(
        title=_title(kind),
        colour="muted",
        levels=(*base, *((level, _level_text(kind, level, axis)) for level in axis.levels)),
        broken_at=_broken_at(kind, axis),
    )


def _title(kind: Kind) -> str:
    """The unit and the key, on one line if they fit a telephone's."""
    what = plain(kind.unit) or ("day" if kind.name is KindName.DATE else "value")
    what = f"{what[:1].upper()}{what[1:]}"
    if len(whole := f"{what}. {KEY}") <= TITLE_WIDTH:
        return whole
    return "\n".join((*wrapped(what, width=TITLE_WIDTH, lines=2), KEY))


def _broken_at(kind: Kind, axis: ValueAxis) -> float | None:
    """The end towards zero of an axis that leaves zero out; days have no zero."""
    if kind.name is KindName.DATE or axis.low <= 0 <= axis.high:
        return None
    return axis.low if axis.low > 0 else axis.high


def _level_text(kind: Kind, level: float, axis: ValueAxis) -> str:
    """A line's name: a day without what all lines share, the first of a month or a year."""
    if kind.name is not KindName.DATE:
        return quantity(level)
    days = [date.fromordinal(round(each)) for each in axis.levels]
    on = date.fromordinal(round(level))
    if all((each.month, each.day) == (1, 1) for each in days):
        return str(on.year)
    if all(each.day == 1 for each in days):
        return f"{on:%b} {on.year}"
    return day_shown(level)


def _bands(points: tuple[Point, ...], extent: Extent) -> Iterator[Row]:
    stops = [*(p.on for p in points[1:]), extent.end]
    for point, until in zip(points, stops, strict=True):
        if point.on < until:  # of two updates of a day the later one counts
            for share, low, high in reversed(point.ranges):
                yield {
                    "at": point.on.isoformat(),
                    "until": until.isoformat(),
                    "level": low,
                    "upper": high,
                    "opacity": OPACITIES[share],
                }


def _steps(points: tuple[Point, ...], extent: Extent) -> Iterator[Row]:
    ends = [(extent.end, points[-1].median)] if points else []
    for on, median in [*((p.on, p.median) for p in points), *ends]:
        yield {
            "at": on.isoformat(),
            "level": median,
            "line": "headline",
            "colour": HEADLINE.colour,
            "dash": [],
            "width": 2.8,
        }


def _marks(points: tuple[Point, ...], past: BeliefCourse) -> Iterator[Row]:
    for index, (point, (entry, belief)) in enumerate(zip(points, past.shown, strict=True)):
        kind = past.dimension.kind
        cells = _cells(kind, belief)
        lines = [long_day(entry.on), f"median {cells[0]}", f"1 in 2 from {cells[1]}"]
        lines.append(f"9 in 10 from {cells[2]}")
        yield {
            "at": point.on.isoformat(),
            "level": point.median,
            "colour": HEADLINE.colour,
            "shape": HEADLINE.shape,
            "index": index,
            "tip": "\n".join(lines),
        }


def _outcome(points: tuple[Point, ...], past: BeliefCourse, extent: Extent) -> dict[str, list[Row]]:
    if past.answer is None or not points:
        return {}
    at, stood = extent.end.isoformat(), points[-1].median
    answered = _value(past.dimension.kind, past.answer)
    if answered is None:
        return {"annulments": [{"at": at, "level": stood}]}
    return {"outcomes": [{"at": at, "level": answered, "stood": stood}]}


def _labels(points: tuple[Point, ...], past: BeliefCourse, extent: Extent) -> Iterator[Label]:
    if not points:
        return
    kind, last = past.dimension.kind, points[-1]
    yield Label(
        dataset="numbers",
        text=_shown(kind, last.median),
        at=extent.end,
        level=last.median,
        colour=HEADLINE.colour,
        weight=8.0,
        room=WORDS,
    )
    for _, low, high in last.ranges[-1:]:
        for value in (low, high):
            yield Label(
                dataset="labels",
                text=_shown(kind, value),
                at=extent.end,
                level=value,
                colour=paint("muted"),
                room=WORDS,
            )
    if past.answer:
        answered = _value(kind, past.answer)
        yield Label(
            dataset="labels",
            text="\n".join(wrapped(_answer_label(kind, past.answer), width=NAME_WIDTH, lines=2)),
            at=extent.end,
            level=last.median if answered is None else answered,
            colour=paint("ink"),
            weight=6.0,
            room=WORDS,
        )


def _answer_label(kind: Kind, answer: Answer) -> str:
    if answer.outcome is not Outcome.SETTLED:
        return answer.outcome.value.capitalize()
    if answer.value is not None:
        return f"✓ {_shown(kind, answer.value)}"
    return f"✓ {kind_rules(kind).answer_words(replace(kind, unit=''), answer)}"


def _sentence(points: tuple[Point, ...], past: BeliefCourse) -> str:
    if not points:
        return NOTHING_YET
    kind, (first, last) = past.dimension.kind, (points[0], points[-1])
    unit = f" {plain(kind.unit)}" if kind.unit else ""
    said = [f"Opened with a median of {_shown(kind, first.median)}{unit} on {long_day(first.on)}."]
    if len(points) > 1:
        said.append(
            f"After {counted(len(points) - 1, 'later update')}, on {long_day(last.on)}, "
            f"it was {_shown(kind, last.median)}."
        )
    for _, low, high in last.ranges[-1:]:
        said.append(f"9 in 10 that it is from {_shown(kind, low)} to {_shown(kind, high)}.")
    resolution = past.whole.resolution
    if past.answer and resolution:
        on = long_day(resolution.known_on)
        if past.answer.outcome is Outcome.SETTLED:
            words = plain(kind_rules(kind).answer_words(kind, past.answer))
            at = "at " if past.answer.side is None and kind.name is KindName.NUMERIC else ""
            at = at or ("on " if past.answer.side is None else "")
            held = _held(last, kind, past.answer)
            said.append(f"It came out {at}{words}, known on {on}{held}.")
        else:
            said.append(f"{past.answer.outcome.value.capitalize()} on {on}; no value counts.")
    elif past.whole.closed and past.whole.forecast.closes_on:
        said.append(f"Closed on {long_day(past.whole.forecast.closes_on)}, not yet resolved.")
    return " ".join(said)


def _held(last: Point, kind: Kind, answer: Answer) -> str:
    """Whether the last and widest range held; beyond an open end it may be unknown."""
    value = _value(kind, answer)
    for _, low, high in last.ranges[-1:]:
        if value is None:
            continue
        beyond = {Side.BELOW: low < value, Side.ABOVE: value < high}
        if answer.side and beyond[answer.side]:
            return ""
        held = answer.side is None and low <= value <= high
        return f", {'inside' if held else 'outside'} that range"
    return ""


def _cells(kind: Kind, belief: Belief) -> tuple[str, str, str]:
    quantiles = dict(belief.quantiles)
    ranges = [
        f"{_shown(kind, quantiles[low])} to {_shown(kind, quantiles[high])}"
        if low in quantiles and high in quantiles
        else "not published"
        for _, low, high in INTERVALS
    ]
    return _shown(kind, quantiles[MEDIAN]), ranges[0], ranges[1]


def _rows(past: BeliefCourse) -> Iterator[tuple[str, ...]]:
    for entry, belief in past.made:
        is_shown = (entry, belief) in past.shown
        cells = _cells(past.dimension.kind, belief)
        yield long_day(entry.on), *cells, reason(entry, is_shown=is_shown)
