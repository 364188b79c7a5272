"""The readings of a forecast that can be scored: what stood when, and until when.

A day is the finest time there is: of several updates of one day, the last
stands. What is said on the day of the close, or on the day the answer became
known, was still said in time; what is said later is never scored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foresite.history import headline_answer, said
from foresite.model import (
    SINGLE_READING,
    UNSCORED,
    Answer,
    Belief,
    CriteriaEffect,
    Dimension,
    Forecast,
    Kind,
    Resolution,
    Update,
)
from foresite.track_record.values import HEADLINE, Span

Course = tuple[tuple[date, Belief], ...]
"""What was said, by day, oldest first; each stands until the next."""

_SPLITS = (CriteriaEffect.NARROWS, CriteriaEffect.WIDENS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One dimension, or the headline where a rule joins several; ``dimension`` is None then."""

    id: str
    name: str
    is_headline: bool
    kind: Kind
    dimension: Dimension | None


def readings(forecast: Forecast) -> Iterator[Reading]:
    """The headline, then every dimension that is not the headline itself."""
    settling = forecast.settling
    yield Reading(
        id=HEADLINE if settling is None or settling.id == SINGLE_READING else settling.id,
        name=settling.name if settling else "",
        is_headline=True,
        kind=forecast.kind,
        dimension=settling,
    )
    for dimension in forecast.dimensions:
        if dimension is not settling:
            yield Reading(
                id=dimension.id,
                name=dimension.name,
                is_headline=False,
                kind=dimension.kind,
                dimension=dimension,
            )


def belief_of(forecast: Forecast, reading: Reading, update: Update) -> Belief | None:
    """What an update says of a reading in figures; None if only a direction, or nothing."""
    if reading.is_headline:
        belief = said(forecast, update)
    else:
        belief = next((made for id_, made in update.beliefs if id_ == reading.id), None)
    return belief if belief and belief.is_number else None


def course(forecast: Forecast, reading: Reading, *, until: date) -> Course:
    """What stood of a reading at the end of each day up to that one: of a day, the last word."""
    said = {
        update.made_on: belief
        for update in forecast.updates
        if update.made_on <= until and (belief := belief_of(forecast, reading, update))
    }
    return tuple(said.items())


def numbered(forecast: Forecast, reading: Reading, *, until: date) -> tuple[Update, ...]:
    """The updates that gave a reading a number up to the end of that day."""
    return tuple(
        update
        for update in forecast.updates
        if update.made_on <= until and belief_of(forecast, reading, update) is not None
    )


def answer_of(
    reading: Reading, resolution: Resolution, forecast: Forecast, span: Span
) -> Answer | None:
    """How a reading came out; None if the resolution says nothing of it.

    The headline's own outcome goes before its dimension's: a question that was
    annulled as a whole has no answer, whatever else was written down. In a span
    of another rule the headline came out as that rule has it, of the dimensions
    that it joined.
    """
    if reading.is_headline and not span.is_last and resolution.outcome not in UNSCORED:
        rule = forecast.headline_on(span.start)
        earlier = headline_answer(rule, forecast.dimensions, dict(resolution.answers))
        if earlier:
            return earlier
    if reading.is_headline and (reading.dimension is None or resolution.outcome in UNSCORED):
        return Answer(outcome=resolution.outcome)
    return dict(resolution.answers).get(reading.dimension.id if reading.dimension else "")


def ended_on(forecast: Forecast, *, today: date) -> date:
    """The earlier of the close and the day the answer was known; ``today`` while neither is."""
    ends = [today]
    if forecast.closes_on:
        ends.append(forecast.closes_on)
    if forecast.resolution:
        ends.append(forecast.resolution.known_on)
    return min(ends)


def spans(forecast: Forecast, reading: Reading, *, end: date) -> tuple[Span, ...]:
    """The reading's life, cut where its meaning changed before it ended.

    Criteria that narrow or widen change it, and for a headline another rule. A
    rule that joins dimensions changes with any of them. What is written after
    the end cuts nothing: no text of then mends a score. A dimension that was
    added later begins on that day.
    """
    begins = forecast.opened_on
    if reading.dimension and reading.dimension.added_on and not reading.is_headline:
        begins = reading.dimension.added_on
    dimensions = (reading.dimension,) if reading.dimension else forecast.dimensions
    changed = [
        version.since
        for dimension in dimensions
        for version in dimension.criteria[1:]
        if version.effect in _SPLITS
    ]
    if reading.is_headline:
        changed += [version.since for version in forecast.headlines[1:]]
    cuts = {since for since in changed if begins < since <= end}
    starts = [begins, *sorted(cuts)]
    ends = [*starts[1:], max(end, begins)]
    return tuple(
        Span(start=start, end=until, number=number, of=len(starts))
        for number, (start, until) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def within(course: Course, span: Span) -> Course:
    """What stood in a span; what stood at its start counts from then.

    The last span includes its last day; another ends on the day before the next.
    """
    last = span.end if span.is_last else span.end - timedelta(days=1)
    before = [belief for on, belief in course if on < span.start]
    inside = tuple((on, belief) for on, belief in course if span.start <= on <= last)
    if before and not (inside and inside[0][0] == span.start):
        return ((span.start, before[-1]), *inside)
    return inside
