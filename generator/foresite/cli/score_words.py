"""A track record as a summary for a terminal: ids and figures, no author's text."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.track_record import ReferenceName, Stage, TrackRecord
from foresite.track_record.values import Calls, Comparison, Mean, Moment
from foresite.words import counted, long_day

SCORES = {
    "brier": "Brier score, 0 to 1",
    "log": "log score, 0 or more",
    "brier_multi": "Brier score, 0 to 2",
    "rps": "ranked probability score",
    "wis": "weighted interval score",
    "crps": "CRPS from quantiles",
    "coverage_50": "in the 50 % interval, ideally 0.5",
    "coverage_90": "in the 90 % interval, ideally 0.9",
}
REFERENCES = {
    ReferenceName.EVEN: "always 50 %, or even",
    ReferenceName.FIRST: "their first number, never moved",
    ReferenceName.BASE_RATE: "the stated base rate",
    ReferenceName.MARKET: "the market at the time",
    ReferenceName.SIGNPOSTS: "had they followed their signposts",
}
STAGES = {
    Stage.SCORED: "scored",
    Stage.UNNUMBERED: "without a number",
    Stage.AMBIGUOUS: "ambiguous",
    Stage.ANNULLED: "annulled",
    Stage.WITHDRAWN: "withdrawn",
    Stage.OVERDUE: "overdue",
    Stage.EARLY: "known before their date",
    Stage.UNDATED: "known, without a date",
    Stage.OPEN: "open",
}


def record_words(record: TrackRecord) -> str:
    """The summary, from the denominators to the best calls."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: TrackRecord) -> Iterator[str]:
    counts = record.denominators
    whose = f" of {record.author}" if record.author else ""
    yield f"Track record{whose} on {long_day(record.today)}: {counted(counts.published, 'question')} published."
    stages = ((getattr(counts, stage.value), words) for stage, words in STAGES.items())
    yield f"  {', '.join(f'{number} {words}' for number, words in stages if number) or 'none'}"
    yield f"  {counts.matured} past their date, {counts.resolved} resolved"
    if counts.scored:
        yield (
            f"  of those that count: {counts.recorded_in_time} recorded in time, "
            f"{counts.recorded_partly_after} partly after the answer, "
            f"{counts.recorded_after_answer} after the answer was known, "
            f"{counts.recorded_unknown} on an unknown day"
        )
        yield f"  last number on the day of the answer: {counts.last_on_answer_day}"
    if counts.corrected_after_answer:
        yield f"  corrected after the answer, scored as they stood: {counts.corrected_after_answer}"
    if not record.counted:
        yield "No question has been scored yet."
        return
    yield from _means(record)
    yield from _comparisons(record.comparisons)
    for calls in record.calls:
        yield from _calls(calls)


def _means(record: TrackRecord) -> Iterator[str]:
    """A line for each score: at the opening, at the close, over time, and how sure that is."""
    gathered: dict[tuple[str, str, str], dict[Moment, Mean]] = {}
    for mean in record.means:
        key = (mean.kind.value, mean.score, mean.unit)
        gathered.setdefault(key, {})[mean.moment] = mean
    kind_before = ""
    for (kind, score, unit), moments in gathered.items():
        if kind != kind_before:
            yield ""
            head = "questions    opening      close  over time  90 % interval"
            yield f"{kind:<50}{head}"
            kind_before = kind
        average = moments.get(Moment.AVERAGE)
        cells = [_figure(moments[m].mean) if m in moments else "" for m in Moment]
        count = max(mean.count for mean in moments.values())
        interval = average.interval if average else None
        band = f"{_figure(interval.low)} to {_figure(interval.high)}" if interval else ""
        name = f"{SCORES[score]} ({unit})" if unit else SCORES[score]
        yield f"  {name:<48}{count:>9}{''.join(f'{c:>11}' for c in cells)}  {band}".rstrip()
    yield "Lower is better, except for intervals. A question counts once."


def _comparisons(compared: tuple[Comparison, ...]) -> Iterator[str]:
    """Skill by the Brier or interval score over time, on the questions in common."""
    shown = [c for c in compared if c.moment is Moment.AVERAGE and c.score not in ("log", "crps")]
    if shown:
        yield ""
        head = "questions  forecasts  reference      skill"
        yield f"{'Against references, averaged over time':<50}{head}"
    for each in shown:
        skill = "" if each.skill is None else f"{each.skill:.2f}"
        figures = (_figure(each.ours), _figure(each.theirs), skill)
        name = f"{REFERENCES[each.reference]} ({each.kind.value})"
        yield f"  {name:<48}{each.count:>9}{''.join(f'{f:>11}' for f in figures)}"


def _calls(calls: Calls) -> Iterator[str]:
    yield ""
    yield f"Furthest off, {calls.kind.value}, by {SCORES[calls.score]}, averaged over time"
    for row in calls.worst:
        yield f"  {_figure(row.at(Moment.AVERAGE)[calls.score]):>9}  {row.forecast}"
    if calls.best:
        yield "Nearest"
    for row in calls.best:
        yield f"  {_figure(row.at(Moment.AVERAGE)[calls.score]):>9}  {row.forecast}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4f}"
