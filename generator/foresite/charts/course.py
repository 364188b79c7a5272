"""The course of a forecast: what of its past a timeline shows, and until when.

Enters a ``Forecast`` and today; leaves ``Course``, in the model's own terms
(dates, probabilities in [0, 1]). It knows neither axes nor words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from foresite.history import Entry, Standing, entries, has_closed
from foresite.history.signposts import stands_beyond
from foresite.model import (
    Answer,
    Belief,
    Dimension,
    Forecast,
    HeadlineRule,
    KindName,
    Move,
    Resolution,
    Signpost,
    SignpostState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which one number stood; not ``known`` after an unpublished move."""

    start: date
    stop: date
    probability: float
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionCourse:
    """The numbers one dimension was given, in the order they were published.

    ``position`` counts declared dimensions from 0. ``published`` holds each
    number with its day, repeated ones too. ``standing`` is where it stands at
    the end. ``is_headline`` says that its numbers are the headline's own.
    """

    dimension: Dimension
    position: int
    published: tuple[tuple[date, float], ...]
    stretches: tuple[Stretch, ...]
    standing: Standing
    is_headline: bool

    @property
    def is_known(self) -> bool:
        """Whether the last published number still stands."""
        return bool(self.stretches) and self.stretches[-1].known


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a timeline shows of a forecast.

    ``made`` holds every update up to today; ``shown`` those made by the day on
    which the answer became known. The number is drawn until the end of the day
    ``stop``: today, or the day the question closed or its answer was known,
    whichever came first. ``resolution`` is None while the answer is unknown.
    ``signposts`` are those still watched for, from the lowest threshold;
    ``passed`` those of them beyond whose threshold the number stands already.
    """

    forecast: Forecast
    today: date
    made: tuple[Entry, ...]
    shown: tuple[Entry, ...]
    stop: date
    closed: bool
    resolution: Resolution | None
    headline: tuple[tuple[date, float], ...]
    dimensions: tuple[DimensionCourse, ...]
    signposts: tuple[Signpost, ...]
    passed: tuple[Signpost, ...]

    @property
    def moves(self) -> int:
        """How often the headline changed."""
        return sum(before != after for (_, before), (_, after) in pairwise(self.headline))

    @property
    def told(self) -> tuple[DimensionCourse, ...]:
        """The dimensions with numbers of their own, as declared."""
        return tuple(one for one in self.dimensions if one.published and not one.is_headline)

    @property
    def extremes(self) -> tuple[DimensionCourse, ...]:
        """The least and the most likely of those; none if there are none."""
        ordered = sorted(self.told, key=lambda one: one.published[-1][1])
        return (ordered[0], ordered[-1]) if ordered else ()

    @property
    def has_ended(self) -> bool:
        """Whether the number will not move again."""
        return self.closed or self.resolution is not None


def course(forecast: Forecast, *, today: date) -> Course:
    """What a timeline of the forecast shows on that day."""
    past = entries(forecast, today=today)
    made = tuple(e for e in past if e.update is not None)
    resolution = forecast.resolution
    if resolution and resolution.known_on > today:
        resolution = None
    shown = tuple(e for e in made if resolution is None or e.on <= resolution.known_on)
    closed = has_closed(forecast, today=today)
    stop = min(
        day
        for day in (today, forecast.closes_on, resolution.known_on if resolution else None)
        if day is not None
    )
    # An update after closing is a fault, but it was published: it is drawn.
    stop = max(stop, *(e.on for e in shown[-1:]), forecast.opened_on)
    headline = tuple(
        (e.on, e.update.probability)
        for e in shown
        if e.update is not None and e.update.probability is not None
    )
    armed = () if closed or resolution else _armed(forecast, past)
    return Course(
        forecast=forecast,
        today=today,
        made=made,
        shown=shown,
        stop=stop,
        closed=closed,
        resolution=resolution,
        headline=headline,
        dimensions=_dimensions(forecast, shown, headline, stop),
        signposts=armed,
        passed=tuple(s for s in armed if stands_beyond(forecast, s, on=today)),
    )


def _dimensions(
    forecast: Forecast,
    shown: tuple[Entry, ...],
    headline: tuple[tuple[date, float], ...],
    stop: date,
) -> tuple[DimensionCourse, ...]:
    if forecast.has_single_reading:
        return ()
    last = shown[-1].after if shown else None
    courses = []
    for position, dimension in enumerate(forecast.dimensions):
        if dimension.kind.name is not KindName.BINARY:
            continue  # it has a chart of its own
        published, stretches = _published(dimension.id, shown, stop)
        courses.append(
            DimensionCourse(
                dimension=dimension,
                position=position,
                published=published,
                stretches=stretches,
                standing=last.standing(dimension.id) if last else Standing(),
                is_headline=forecast.headline is HeadlineRule.DIMENSION
                and forecast.headline_dimension == dimension.id
                and published == headline,
            )
        )
    return tuple(courses)


def _published(
    dimension: str, shown: tuple[Entry, ...], stop: date
) -> tuple[tuple[tuple[date, float], ...], tuple[Stretch, ...]]:
    """The numbers a dimension was given, and how long each one stood.

    After a move whose size was not published the last number stands no longer,
    though no other is known.
    """
    published: list[tuple[date, float]] = []
    begun: list[tuple[date, float, bool]] = []
    for entry in shown:
        belief = dict(entry.update.beliefs).get(dimension) if entry.update else None
        if belief is None:
            continue
        if belief.probability is not None:
            published.append((entry.on, belief.probability))
            begun.append((entry.on, belief.probability, True))
        elif belief.moved in (Move.UP, Move.DOWN) and begun:
            begun.append((entry.on, begun[-1][1], False))
    stops = [start for start, _, _ in begun[1:]] + [stop]
    stretches = tuple(
        Stretch(start=start, stop=until, probability=probability, known=known)
        for (start, probability, known), until in zip(begun, stops, strict=False)
    )
    return tuple(published), stretches


def _armed(forecast: Forecast, past: tuple[Entry, ...]) -> tuple[Signpost, ...]:
    states = dict(past[-1].after.signposts) if past else {}
    armed = (s for s in forecast.signposts if states.get(s.id) is SignpostState.ARMED)
    return tuple(sorted(armed, key=lambda s: (s.moves_to.probability, s.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefCourse:
    """What a chart shows of a dimension that is not answered by yes or no.

    ``made`` holds each update that speaks of it up to today, ``shown`` those
    made by the day on which the answer became known. ``answer`` is None while
    nobody knows it.
    """

    whole: Course
    dimension: Dimension
    made: tuple[tuple[Entry, Belief], ...]
    shown: tuple[tuple[Entry, Belief], ...]
    answer: Answer | None


def belief_course(forecast: Forecast, dimension: Dimension, *, today: date) -> BeliefCourse:
    """The course of one dimension's beliefs."""
    whole = course(forecast, today=today)
    answers = dict(whole.resolution.answers) if whole.resolution else {}
    return BeliefCourse(
        whole=whole,
        dimension=dimension,
        made=_said(whole.made, dimension.id),
        shown=_said(whole.shown, dimension.id),
        answer=answers.get(dimension.id),
    )


def _said(made: tuple[Entry, ...], dimension: str) -> tuple[tuple[Entry, Belief], ...]:
    found = ((e, dict(e.update.beliefs).get(dimension)) for e in made if e.update)
    return tuple((entry, belief) for entry, belief in found if belief and belief.is_number)
