"""The timeline of a multiple-choice question: a step line for each of the likeliest options.

Enters a forecast, its dimension and today; leaves a ``Chart``. Options beyond
the first few are drawn as one line, "others"; the table has them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foresite.charts.axes import ValueAxis, value_axis
from foresite.charts.chart import Chart
from foresite.charts.course import BeliefCourse, belief_course
from foresite.charts.names import chart_id, chart_name, chart_title
from foresite.charts.palette import DIMENSIONS, HEADLINE, Style, paint
from foresite.charts.plain_text import plain, wrapped
from foresite.charts.timeline_frame import Extent, Ground, Twin, extent_of, timeline_chart
from foresite.charts.timeline_labels import MARKED, NAME_WIDTH, WORDS, Label, level_of
from foresite.charts.timeline_picture import Row
from foresite.charts.timeline_text import NOTHING_YET, reason
from foresite.history import Entry
from foresite.kinds.multiple_choice import ranked
from foresite.model import Belief, Dimension, Forecast, Option, Outcome
from foresite.words import counted, long_day, percent, percent_figure

TOLD = 5
"""How many options have a line of their own."""

CAPTION = "The probability of each option at each update"
OTHERS = Style("others", paint("muted"), (1, 3), "circle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: an option, or all that have none; ``points`` are days and probabilities."""

    name: str
    style: Style
    points: tuple[tuple[date, float], ...]
    came_true: bool = False

    @property
    def last(self) -> float:
        """The number it ends on."""
        return self.points[-1][1]


def options_timeline(forecast: Forecast, dimension: Dimension, *, today: date) -> Chart:
    """The options of a dimension, up to ``today``, or until the answer became known."""
    past = belief_course(forecast, dimension, today=today)
    lines = _lines(past)
    axis = _axis(lines)
    first = past.shown[0][0].on if past.shown else forecast.opened_on
    extent = extent_of(past.whole, first)
    columns, rows = _table(past)
    return timeline_chart(
        {
            "steps": list(_steps(lines, extent)),
            "updates": list(_marks(lines, past)),
            **_outcome(lines, past, extent),
        },
        ground=_ground(axis),
        axis=axis,
        extent=extent,
        labels=tuple(_labels(lines, past, extent)),
        updates=len(past.shown),
        twin=Twin(
            id=chart_id(forecast, dimension),
            name=chart_name(forecast, dimension),
            title=chart_title(forecast, dimension),
            sentence=_sentence(past, lines),
            caption=CAPTION,
            columns=columns,
            rows=rows,
        ),
    )


def _lines(past: BeliefCourse) -> tuple[Line, ...]:
    """The options that were likeliest at any time, as declared, and all others together.

    What came true, or else what leads, is drawn as a headline is: the page's
    number is its.
    """
    if not past.shown:
        return ()
    answer = past.answer.option if past.answer else None
    leader = answer or ranked(past.dimension.kind, past.shown[-1][1])[0][0].id
    told = _told(past, leader)
    others = iter(DIMENSIONS)
    lines = [
        Line(
            name=plain(option.name),
            style=HEADLINE if option.id == leader else next(others),
            points=_points(past, (option,)),
            came_true=option.id == answer,
        )
        for option in told
    ]
    rest = [option for option in past.dimension.kind.options if option not in told]
    if rest:
        name = plain(rest[0].name) if len(rest) == 1 else f"others ({len(rest)})"
        lines.append(Line(name=name, style=OTHERS, points=_points(past, tuple(rest))))
    return tuple(lines)


def _told(past: BeliefCourse, leader: str) -> list[Option]:
    options = past.dimension.kind.options
    if len(options) <= TOLD + 1:
        return list(options)
    reach = {
        option.id: max(dict(belief.options).get(option.id, 0.0) for _, belief in past.shown)
        for option in options
    }
    highest = sorted(options, key=lambda o: (o.id != leader, -reach[o.id]))[:TOLD]
    return [option for option in options if option in highest]


def _points(past: BeliefCourse, options: tuple[Option, ...]) -> tuple[tuple[date, float], ...]:
    made = []
    for entry, belief in past.shown:
        given = dict(belief.options)
        if any(option.id in given for option in options):
            made.append((entry.on, sum(given.get(option.id, 0.0) for option in options)))
    return tuple(made) or ((past.shown[-1][0].on, 0.0),)


def _axis(lines: tuple[Line, ...]) -> ValueAxis:
    """0 to 100, or to a round number above all that is drawn where that is below 50.

    A reader takes the top of a scale of probabilities for certainty: a little
    more room is not worth the surprise.
    """
    levels = [level_of(probability) for line in lines for _, probability in line.points]
    if not levels or max(levels) >= 50:
        return ValueAxis(low=0, high=100, levels=(0, 25, 50, 75, 100))
    return value_axis([0, max(levels) * 1.05])


def _ground(axis: ValueAxis) -> Ground:
    zoomed = axis.high < 100
    return Ground(
        title=f"Probability, zoomed: 0 to {axis.high:g} %" if zoomed else "Probability, %",
        colour="ink" if zoomed else "muted",
        levels=tuple((level, f"{level:g}") for level in axis.levels),
        broken_at=axis.high if zoomed else None,
    )


def _steps(lines: tuple[Line, ...], extent: Extent) -> Iterator[Row]:
    for line in lines:
        for on, probability in (*line.points, (extent.end, line.last)):
            yield {
                "at": on.isoformat(),
                "level": level_of(probability),
                "line": f"{line.style.series}-0",
                "colour": line.style.colour,
                "dash": list(line.style.dash),
                "width": 2.8 if line.style is HEADLINE else 1.8,
            }


def _marks(lines: tuple[Line, ...], past: BeliefCourse) -> Iterator[Row]:
    """A mark at each end of a line; one row an update tells a reader who points at it."""
    for line in lines:
        on, probability = line.points[0]
        yield _mark(line, on, probability)
    # The rest together may be the highest line, but it is no option that leads.
    named = [line for line in lines if line.style is not OTHERS]
    if named:
        for index, (entry, belief) in enumerate(past.shown):
            leader = max(named, key=lambda line: dict(line.points).get(entry.on, 0.0))
            probability = dict(leader.points).get(entry.on, 0.0)
            tip = _tip(entry, belief, past)
            yield {**_mark(leader, entry.on, probability), "index": index, "tip": tip}


def _mark(line: Line, on: date, probability: float) -> Row:
    return {
        "at": on.isoformat(),
        "level": level_of(probability),
        "colour": line.style.colour,
        "shape": line.style.shape,
    }


def _tip(entry: Entry, belief: Belief, past: BeliefCourse) -> str:
    numbers = [
        f"{plain(option.name)}: {percent(probability)}"
        for option, probability in ranked(past.dimension.kind, belief)[:TOLD]
    ]
    return "\n".join([long_day(entry.on), *numbers])


def _outcome(lines: tuple[Line, ...], past: BeliefCourse, extent: Extent) -> dict[str, list[Row]]:
    """A dot where the line of what came true ends; a cross for what nobody can tell."""
    at = extent.end.isoformat()
    for line in lines:
        if line.came_true:
            level = level_of(line.last)
            return {"outcomes": [{"at": at, "level": level, "stood": level}]}
    if past.answer and past.answer.outcome is not Outcome.SETTLED and lines:
        leader = max(lines, key=lambda line: line.last)
        return {"annulments": [{"at": at, "level": level_of(leader.last)}]}
    return {}


def _labels(lines: tuple[Line, ...], past: BeliefCourse, extent: Extent) -> Iterator[Label]:
    for line in lines:
        sign = "✓ " if line.came_true else ""
        words = f"{percent_figure(line.last)} {sign}{line.name}"
        yield Label(
            dataset="labels",
            text="\n".join(wrapped(words, width=NAME_WIDTH, lines=2)),
            at=extent.end,
            level=level_of(line.last),
            colour=paint("ink") if line.came_true else line.style.colour,
            weight=4.0 if line.came_true else 1.0,
            room=MARKED,
            key=line.style.shape,
        )
    unscored = past.answer and past.answer.outcome is not Outcome.SETTLED
    if lines and unscored and past.answer:
        yield Label(
            dataset="numbers",
            text=past.answer.outcome.value.capitalize(),
            at=extent.end,
            level=level_of(max(line.last for line in lines)),
            colour=paint("ink"),
            weight=8.0,
            room=WORDS,
        )


def _sentence(past: BeliefCourse, lines: tuple[Line, ...]) -> str:
    if not lines:
        return NOTHING_YET
    (opened, first), (_, last) = past.shown[0], past.shown[-1]
    said = [
        (
            f"On {long_day(opened.on)} {_leader(first, past)} was the likeliest of "
            f"{counted(len(first.options), 'option')}."
        )
    ]
    if len(past.shown) > 1:
        on = long_day(past.shown[-1][0].on)
        said.append(
            f"After {counted(len(past.shown) - 1, 'later update')}, on {on}, it was "
            f"{_leader(last, past)}."
        )
    resolution = past.whole.resolution
    if past.answer and resolution:
        on = long_day(resolution.known_on)
        came = next((line for line in lines if line.came_true), None)
        if came:
            said.append(
                f"Resolved: {came.name} on {on}, when its number stood at {percent(came.last)}."
            )
        else:
            said.append(f"{past.answer.outcome.value.capitalize()} on {on}; no option counts.")
    elif past.whole.closed and past.whole.forecast.closes_on:
        said.append(f"Closed on {long_day(past.whole.forecast.closes_on)}, not yet resolved.")
    return " ".join(said)


def _leader(belief: Belief, past: BeliefCourse) -> str:
    option, probability = ranked(past.dimension.kind, belief)[0]
    return f"{plain(option.name)} at {percent(probability)}"


def _table(past: BeliefCourse) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    options = past.dimension.kind.options
    rows = []
    for entry, belief in past.made:
        given = dict(belief.options)
        cells = (percent(given[o.id]) if o.id in given else "not yet an option" for o in options)
        is_shown = (entry, belief) in past.shown
        rows.append((long_day(entry.on), *cells, reason(entry, is_shown=is_shown)))
    return ("Date", *(plain(option.name) for option in options), "Reason"), tuple(rows)
