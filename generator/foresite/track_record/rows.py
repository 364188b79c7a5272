"""A row for each reading of each forecast: what was said, what came of it, and the scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from foresite.kinds import is_drawn_in, kind_rules, quantity_pit, score_unit
from foresite.model import UNSCORED, Answer, Archive, Forecast, Kind, Outcome
from foresite.scores.means import coverage, days_stood, weighted_mean
from foresite.track_record.as_known import after_answer, as_known
from foresite.track_record.counterparts import counterparts
from foresite.track_record.readings import (
    Course,
    Reading,
    answer_of,
    course,
    ended_on,
    numbered,
    readings,
    spans,
    within,
)
from foresite.track_record.recording import recording
from foresite.track_record.values import Figures, Moment, Paired, Row, Span, Stage

BANDS: tuple[tuple[str, int, int | None], ...] = (
    ("1-7", 0, 7),
    ("8-30", 7, 30),
    ("31-90", 30, 90),
    ("91-365", 90, 365),
    ("366+", 365, None),
)
"""Horizons in days before the scheduled date: a name, more than, up to."""

COVERAGE = "coverage_"
"""How the ids begin that are shares to be hit, not scores to be kept low."""

Scored = tuple[tuple[date, dict[str, float]], ...]
"""A course's scores by day."""


def score_rows(archive: Archive, *, today: date) -> tuple[Row, ...]:
    """Every reading of every forecast, in the archive's order, oldest criteria first."""
    return tuple(row for forecast in archive.forecasts for row in forecast_rows(forecast, today))


def forecast_rows(present: Forecast, today: date) -> Iterator[Row]:
    """The rows of one forecast, as it stood when its answer became known: the headline's first."""
    forecast = as_known(present, today=today)
    resolution = forecast.resolution
    if resolution and resolution.known_on > today:
        resolution = None
    end = ended_on(forecast, today=today)
    late = after_answer(present) if resolution else ()
    for reading in readings(forecast):
        until_now = course(forecast, reading, until=today)
        numbers = numbered(forecast, reading, until=today)
        for span in spans(forecast, reading, end=end):
            answer = answer_of(reading, resolution, forecast, span) if resolution else None
            stood = within(until_now, span)
            last = span.end if span.is_last else span.end - timedelta(days=1)
            made = [update for update in numbers if update.made_on <= last]
            standing = tuple({update.made_on: update for update in made}.values())
            known_on = resolution.known_on if resolution else None
            row = Row(
                forecast=forecast.id,
                question=forecast.question,
                author=forecast.author,
                tags=forecast.tags,
                dimension=reading.id,
                dimension_name=reading.name,
                is_headline=reading.is_headline,
                kind=reading.kind.name,
                unit=score_unit(reading.kind),
                span=span,
                stage=_stage(forecast, answer, has_number=bool(stood), today=today),
                opened_on=forecast.opened_on,
                closes_on=forecast.closes_on,
                scheduled_on=forecast.scheduled_on,
                known_on=known_on,
                answer=answer,
                opening=stood[0][1] if stood else None,
                closing=stood[-1][1] if stood else None,
                updates=sum(update.made_on >= span.start for update in made),
                late_updates=sum(u.made_on > end for u in numbers) if span.is_last else 0,
                corrected=_corrected(present, end),
                corrected_after_answer=len(late),
                recording=recording(standing, known_on=known_on) if known_on else None,
                is_last_on_answer_day=bool(made) and made[-1].made_on == known_on,
                time_covered=_time_covered(stood, span),
            )
            if answer and answer.outcome not in UNSCORED and stood:
                yield _with_scores(row, forecast, reading, answer, stood)
            else:
                yield row


def is_matured(forecast: Forecast, *, today: date) -> bool:
    """Whether the scheduled date has passed; never, where none was published."""
    return forecast.scheduled_on is not None and forecast.scheduled_on < today


def _stage(forecast: Forecast, answer: Answer | None, *, has_number: bool, today: date) -> Stage:
    matured = is_matured(forecast, today=today)
    if answer is None:
        if any(r.withdrawn_on and r.withdrawn_on <= today for r in forecast.withdrawn):
            return Stage.WITHDRAWN
        return Stage.OVERDUE if matured else Stage.OPEN
    if answer.outcome is Outcome.AMBIGUOUS:
        return Stage.AMBIGUOUS
    if answer.outcome is Outcome.ANNULLED:
        return Stage.ANNULLED
    if forecast.scheduled_on is None:
        return Stage.UNDATED
    if not matured:
        return Stage.EARLY
    return Stage.SCORED if has_number else Stage.UNNUMBERED


def _corrected(forecast: Forecast, end: date) -> int:
    """How often a number that is scored, or the answer, was mended after it was published."""
    in_time = {f"updates/{u.id}.md" for u in forecast.updates if u.made_on <= end}
    return sum(
        correction.file in in_time or correction.file.startswith("resolution")
        for correction in forecast.corrections
    )


def _time_covered(stood: Course, span: Span) -> float:
    if not stood:
        return 0.0
    first, start, end = (on.toordinal() for on in (stood[0][0], span.start, span.end))
    return coverage(first, start=start, end=end)


def _with_scores(
    row: Row, forecast: Forecast, reading: Reading, answer: Answer, stood: Course
) -> Row:
    scored = _scored(stood, reading.kind, answer)
    average = _averaged(scored, start=row.span.start, end=row.span.end)
    return replace(
        row,
        scores=(
            (Moment.OPENING, tuple(scored[0][1].items())),
            (Moment.CLOSE, tuple(scored[-1][1].items())),
            (Moment.AVERAGE, average),
        ),
        pit_opening=quantity_pit(reading.kind, stood[0][1], answer),
        pit_closing=quantity_pit(reading.kind, stood[-1][1], answer),
        is_drawn_in=any(is_drawn_in(reading.kind, belief, answer) for _, belief in stood),
        horizons=tuple(_by_horizon(scored, row.span, scheduled_on=row.scheduled_on)),
        paired=tuple(_paired(row.span, forecast, reading, answer, stood)),
    )


def _scored(stood: Course, kind: Kind, answer: Answer) -> Scored:
    rules = kind_rules(kind)
    return tuple((on, dict(rules.scores(kind, belief, answer))) for on, belief in stood)


def _averaged(scored: Scored, *, start: date, end: date) -> Figures:
    """The mean over the days of [start, end) of each score that every belief has."""
    began = [on.toordinal() for on, _ in scored]
    days = days_stood(began, start=start.toordinal(), end=end.toordinal())
    made = []
    for id_ in scored[0][1]:
        values = [scores[id_] for _, scores in scored if id_ in scores]
        if len(values) == len(scored):
            mean = weighted_mean(values, days)
            if mean is not None:
                made.append((id_, mean))
    return tuple(made)


def _by_horizon(
    scored: Scored, span: Span, *, scheduled_on: date | None
) -> Iterator[tuple[str, Figures]]:
    """The mean over the span's days of each band; a span of one day has that day.

    Bands are counted back from the date on which the answer was due, which was
    known when the number was given. The day the answer came was not: counted
    from it, a question that came true early would be near when its opposite,
    asked on the same day, was far.
    """
    if scheduled_on is None:
        return
    after = max(span.end, span.start + timedelta(days=1))
    for name, beyond, up_to in BANDS:
        # The day of the date itself belongs to the nearest band.
        until = scheduled_on - timedelta(days=beyond) if beyond else after
        since = scheduled_on - timedelta(days=up_to) if up_to else span.start
        start, end = max(span.start, since), min(after, until)
        if start < end and (figures := _averaged(scored, start=start, end=end)):
            yield name, figures


def _paired(
    span: Span, forecast: Forecast, reading: Reading, answer: Answer, stood: Course
) -> Iterator[Paired]:
    """Ours beside each reference's: at the close, and over the days on which both stood."""
    ours = _scored(stood, reading.kind, answer)
    for reference, theirs_said in counterparts(forecast, reading, stood, span):
        theirs = _scored(theirs_said, reading.kind, answer)
        both_since = max(span.start, ours[0][0], theirs[0][0])
        pairs = [(Moment.CLOSE, ours[-1][1], theirs[-1][1])]
        if both_since < span.end or span.start == span.end:
            pairs.append(
                (
                    Moment.AVERAGE,
                    dict(_averaged(ours, start=both_since, end=span.end)),
                    dict(_averaged(theirs, start=both_since, end=span.end)),
                )
            )
        for moment, of_ours, of_theirs in pairs:
            for score, value in of_ours.items():
                if score in of_theirs and not score.startswith(COVERAGE):
                    yield Paired(
                        reference=reference,
                        moment=moment,
                        score=score,
                        ours=value,
                        theirs=of_theirs[score],
                    )
