"""The record question by question: the worst calls, the best, all that count, and all that do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foresite.model import Forecast
from foresite.pages.tables import Cell, Table
from foresite.pages.track_record.scores import NONE, score_cell
from foresite.pages.track_record.view import CallsView
from foresite.pages.track_record.words import (
    DECISIVE,
    MOMENTS,
    SCORES,
    STAGES,
    came_out,
    said,
    score_name,
    uncapitalised,
)
from foresite.publication import forecast_address, relative
from foresite.track_record import IN_UNIT, Calls, Moment, Row, Stage, TrackRecord
from foresite.words import counted, day, score_figure

Forecasts = Mapping[str, Forecast]

SAID = ("Question", "Said first", "Said last", "Came out")


def calls_views(record: TrackRecord, forecasts: Forecasts, *, start: str) -> tuple[CallsView, ...]:
    """The worst and the best of each kind of question; none of a kind of which there is but one."""
    return tuple(
        _calls(calls, forecasts, start=start)
        for calls in record.calls
        if calls.worst and calls.best
    )


def _calls(calls: Calls, forecasts: Forecasts, *, start: str) -> CallsView:
    return CallsView(
        heading=uncapitalised(score_name(calls.score, calls.unit)),
        worst=_called("Worst", calls.worst, calls.score, forecasts, start),
        best=_called("Best", calls.best, calls.score, forecasts, start),
    )


def _called(which: str, rows: Sequence[Row], score: str, forecasts: Forecasts, start: str) -> Table:
    return Table(
        name=f"{which} calls by {uncapitalised(SCORES[score].name)}",
        columns=(*SAID, "Score over time"),
        rows=tuple(
            (*_told(row, forecasts[row.forecast], start), _score(row, score, Moment.AVERAGE))
            for row in rows
        ),
    )


def _told(row: Row, forecast: Forecast, start: str) -> tuple[Cell, ...]:
    return (
        Cell(text=row.question, href=relative(forecast_address(row.forecast), start=start)),
        Cell(text=said(forecast, row, row.opening), note=_since(row)),
        Cell(text=said(forecast, row, row.closing)),
        Cell(text=came_out(forecast, row)),
    )


def _since(row: Row) -> str:
    return day(row.span.start) if row.opening else ""


def _score(row: Row, score: str, moment: Moment) -> Cell:
    value = row.score(score, moment)
    return Cell(text="–" if value is None else score_figure(value))


def questions_table(rows: Sequence[Row], forecasts: Forecasts, *, start: str) -> Table | None:
    """Every question that counts, with the decisive score of its kind at each moment."""
    if not rows:
        return None
    return Table(
        name="Every question that counts",
        columns=(*SAID, *MOMENTS.values()),
        rows=tuple(
            (
                *_told(row, forecasts[row.forecast], start),
                *(_named_score(row, moment) for moment in MOMENTS),
            )
            for row in rows
        ),
    )


def _named_score(row: Row, moment: Moment) -> Cell:
    cell = _score(row, DECISIVE[row.kind], moment)
    if moment is not Moment.AVERAGE:
        return cell
    return Cell(text=cell.text, note=score_name(DECISIVE[row.kind], row.unit))


def uncounted_table(record: TrackRecord, forecasts: Forecasts, *, start: str) -> Table | None:
    """Every question that was answered or is due and does not count, with the reason."""
    listed = [row for row in record.rows if row.is_headline and _is_listed(row)]
    if not listed:
        return None
    return Table(
        name="Listed, and not counted",
        columns=("Question", "Why", "Said last", "Score, not counted"),
        rows=tuple(
            (
                Cell(text=row.question, href=relative(forecast_address(row.forecast), start=start)),
                _why(row),
                Cell(text=said(forecasts[row.forecast], row, row.closing)),
                _named_score(row, Moment.AVERAGE) if row.scores else NONE,
            )
            for row in listed
        ),
        is_figures=False,
    )


def _is_listed(row: Row) -> bool:
    return row.stage not in (Stage.SCORED, Stage.OPEN) or (
        row.stage is Stage.SCORED and not row.span.is_last
    )


def _why(row: Row) -> Cell:
    if not row.span.is_last:
        note = f"{day(row.span.start)} to {day(row.span.end)}"
        return Cell(text="By earlier criteria", note=note)
    name, meaning = STAGES[row.stage]
    return Cell(text=name, note=meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnScores:
    """A forecast's scores for its own page, and whether they enter the record at that address."""

    table: Table | None
    note: str
    record: str


def own_scores(rows: Sequence[Row], *, record: str) -> OwnScores | None:
    """What a forecast's own page says of its scores; None while no answer is known."""
    headline = next((row for row in rows if row.is_headline and row.span.is_last), None)
    if headline is None or headline.answer is None:
        return None
    return OwnScores(
        table=_own_table([row for row in rows if row.span.is_last], record=record),
        note=f"{_standing(headline)}{_as_known(headline)}{_drawn_in(rows)}",
        record=record,
    )


def _standing(row: Row) -> str:
    if row.stage is Stage.SCORED:
        return "It counts in the track record."
    if row.stage is Stage.EARLY and row.scheduled_on:
        return (
            f"It does not count in the track record yet: its scheduled date, {day(row.scheduled_on)}, "
            "is yet to pass."
        )
    return f"It does not count in the track record. {STAGES[row.stage][1]}"


def _as_known(row: Row) -> str:
    """That what was corrected too late is scored as it stood."""
    late = row.corrected_after_answer
    if not late:
        return ""
    was, it = ("was", "It mends") if late == 1 else ("were", "They mend")
    made = counted(late, "correction")
    return (
        f" {made[0].upper()}{made[1:]} of its numbers or terms {was} made on the day the answer became "
        f"known or later. {it} no score: scored is what stood when the answer became known."
    )


def _drawn_in(rows: Sequence[Row]) -> str:
    """Why a range that the outcome missed may have cost nothing."""
    if not any(row.is_drawn_in for row in rows if row.span.is_last):
        return ""
    return (
        " Beyond an end that can be passed nobody can say how far: what was said and what came out "
        "there are scored as if they lay at that end, so a range that was missed there may cost nothing."
    )


def _own_table(rows: Sequence[Row], *, record: str) -> Table | None:
    """The scores at each moment: the headline's, then its dimensions'."""
    scored = [row for row in rows if row.scores]
    if not scored:
        return None
    several = len(scored) > 1
    return Table(
        name="Scores of this forecast",
        columns=("Score", *MOMENTS.values()),
        rows=tuple(
            (
                _own_name(row, score, whose=row.dimension_name if several else "", record=record),
                *(_score(row, score, moment) for moment in MOMENTS),
            )
            for row in scored
            for score in SCORES
            if row.score(score, Moment.CLOSE) is not None
        ),
    )


def _own_name(row: Row, score: str, *, whose: str, record: str) -> Cell:
    named = score_cell(score, row.unit if score in IN_UNIT else "", definitions=record)
    return replace(named, text=f"{whose}: {named.text}") if whose else named
