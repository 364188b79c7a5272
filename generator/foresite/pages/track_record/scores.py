"""The tables of means: denominators, scores, references, calibration, groups.

Enters a ``TrackRecord``; leaves ``Table``s. Every mean stands with its number of
questions and its interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foresite.model import KindName
from foresite.pages.phrases import capitalised
from foresite.pages.tables import Cell, Table
from foresite.pages.track_record.words import (
    DECISIVE,
    GROUPS,
    KIND_NOTES,
    LOWER,
    MOMENTS,
    RECORDINGS,
    SCORES,
    STAGES,
    reference_name,
    score_name,
    signed,
)
from foresite.scores.calibration import Bin, Decomposition
from foresite.scores.means import Interval
from foresite.track_record import (
    Calibration,
    Comparison,
    Denominators,
    Group,
    GroupBy,
    Mean,
    Moment,
    Recording,
    ReferenceName,
    Stage,
    TrackRecord,
)
from foresite.words import counted, percent, score_figure

LOOKED_FOR = ("Published", "Matured", "Resolved", STAGES[Stage.SCORED][0])
"""The denominators that stand open whatever their number."""

NONE = Cell(text="–", is_empty=True)


def denominators_tables(counts: Denominators) -> tuple[Table, Table | None]:
    """Every question, and where it stands; the stages add up to all that is published.

    The second table has the lines of which there are none, but for those that a reader
    looks for: nobody must read past a dozen noughts.
    """
    lines = _denominators(counts)
    nones = [line for line in lines if not line[2] and line[0] not in LOOKED_FOR]
    return (
        _counts_table(
            [line for line in lines if line not in nones], name="What counts, and what does not"
        ),
        _counts_table(nones, name="What there is none of") if nones else None,
    )


def _denominators(counts: Denominators) -> list[tuple[str, str, int]]:
    """Each line with its meaning and its number."""
    stages = ((*STAGES[stage], getattr(counts, stage.value)) for stage in Stage)
    rows = [
        ("Published", "Every question there is.", counts.published),
        ("Matured", "Its scheduled date has passed.", counts.matured),
        ("Resolved", "An answer of any sort is recorded and stands.", counts.resolved),
        *stages,
    ]
    if counts.earlier_spans:
        rows.append(
            (
                "By earlier criteria",
                "Beside these: times before the criteria were narrowed or widened. Listed, not counted.",
                counts.earlier_spans,
            )
        )
    if counts.scored:
        rows += _of_those_that_count(counts)
    return rows


def _counts_table(lines: Sequence[tuple[str, str, int]], *, name: str) -> Table:
    return Table(
        name=name,
        columns=("Questions", "Number"),
        rows=tuple(
            (Cell(text=line, note=meaning), Cell(text=f"{number:,}"))
            for line, meaning, number in lines
        ),
        is_narrow=True,
    )


def _of_those_that_count(counts: Denominators) -> Iterator[tuple[str, str, int]]:
    """Since when the archive has them, which adds up, and how many were told on the last day."""
    for recording, number in (
        (Recording.IN_TIME, counts.recorded_in_time),
        (Recording.PARTLY_AFTER, counts.recorded_partly_after),
        (Recording.AFTER_ANSWER, counts.recorded_after_answer),
        (Recording.UNKNOWN, counts.recorded_unknown),
    ):
        yield (*RECORDINGS[recording], number)
    yield (
        "Last number on the day of the answer",
        "Of those that count: in time, as files have days and not hours; it may have been known.",
        counts.last_on_answer_day,
    )
    if counts.corrected_after_answer:
        yield (
            "Corrected after the answer",
            "Of those that count: on the day the answer became known or later. Scored as they stood before.",
            counts.corrected_after_answer,
        )


def scores_table(record: TrackRecord, *, definitions: str) -> Table | None:
    """Each score at the opening, at the close and over time; ``definitions`` is the page that has them."""
    by_score: dict[tuple[str, str, str], dict[Moment, Mean]] = {}
    for mean in record.means:
        if mean.score in SCORES:
            key = (mean.kind.value, mean.score, mean.unit)
            by_score.setdefault(key, {})[mean.moment] = mean
    if not by_score:
        return None
    order = list(SCORES)
    kinds = [kind.value for kind in DECISIVE]
    ranked = sorted(by_score, key=lambda key: (kinds.index(key[0]), key[2], order.index(key[1])))
    return Table(
        name="The mean of each score, lower being better",
        columns=("Score", "Questions", *MOMENTS.values()),
        rows=tuple(
            (
                score_cell(score, unit, definitions=definitions),
                _count(kind, by_score[kind, score, unit]),
                *(_mean(by_score[kind, score, unit].get(moment)) for moment in MOMENTS),
            )
            for kind, score, unit in ranked
        ),
    )


def score_cell(score: str, unit: str, *, definitions: str) -> Cell:
    """A score's name with what is good, its range, and a link to its definition."""
    named = SCORES[score]
    reach = f"{named.reach}, in {unit}" if unit else named.reach
    return Cell(text=named.name, note=f"{LOWER}; {reach}", href=f"{definitions}#{named.anchor}")


def _count(kind: str, means: dict[Moment, Mean]) -> Cell:
    some = next(iter(means.values()))
    few = ", few" if some.is_small else ""
    return Cell(text=f"{some.count:,}", note=f"{KIND_NOTES[KindName(kind)]}{few}")


def interval_words(interval: Interval | None) -> str:
    """``0.012 to 0.055``; what a reader is told where there is none."""
    if interval is None:
        return "too few for an interval"
    return f"{score_figure(interval.low)} to {score_figure(interval.high)}"


def _mean(mean: Mean | None) -> Cell:
    if mean is None:
        return NONE
    return Cell(text=score_figure(mean.mean), note=interval_words(mean.interval))


def references_table(comparisons: Sequence[Comparison], *, name: str) -> Table | None:
    """The forecasts beside each reference on the same questions over the same days."""
    if not comparisons:
        return None
    return Table(
        name=name,
        columns=(
            "Compared with",
            "Questions",
            "The forecasts",
            "The reference",
            "Skill",
            "Difference",
        ),
        rows=tuple(_reference(c) for c in comparisons),
    )


def _reference(compared: Comparison) -> tuple[Cell, ...]:
    return (
        Cell(
            text=capitalised(reference_name(compared.reference, compared.kind)),
            note=f"{score_name(compared.score, compared.unit)}, {MOMENTS[compared.moment].lower()}",
        ),
        Cell(text=f"{compared.count:,}", note="few" if compared.is_small else ""),
        Cell(text=score_figure(compared.ours)),
        Cell(text=score_figure(compared.theirs)),
        Cell(text="–" if compared.skill is None else signed(compared.skill)),
        Cell(text=signed(compared.difference), note=interval_words(compared.interval)),
    )


def main_comparisons(record: TrackRecord) -> tuple[Comparison, ...]:
    """Over time, by the decisive score of each kind."""
    kinds = list(DECISIVE)
    found = (
        c for c in record.comparisons if c.moment is Moment.AVERAGE and c.score == DECISIVE[c.kind]
    )
    return tuple(sorted(found, key=lambda c: kinds.index(c.kind)))


def missing_references(record: TrackRecord) -> tuple[ReferenceName, ...]:
    """Those with which no question that counts can be compared."""
    found = {c.reference for c in record.comparisons}
    return tuple(name for name in ReferenceName if name not in found)


# Calibration


def bins_table(calibrations: Sequence[Calibration]) -> Table | None:
    """How many came true of what was given about as much, at each moment."""
    if not any(c.points for c in calibrations):
        return None
    used = [
        n for n in range(len(calibrations[0].bins)) if any(c.bins[n].count for c in calibrations)
    ]
    return Table(
        name="How many came true, by what was said",
        columns=("What was said", *(MOMENTS[c.moment] for c in calibrations)),
        rows=tuple(
            (
                Cell(text=_range(calibrations[0].bins[n])),
                *(_came_true(c.bins[n]) for c in calibrations),
            )
            for n in used
        ),
    )


def _range(one: Bin) -> str:
    if one.high == 1:
        return f"{percent(one.low)} or more"
    if one.low == 0:
        return f"under {percent(one.high)}"
    return f"{percent(one.low)} to under {percent(one.high)}"


def _came_true(one: Bin) -> Cell:
    if one.mean is None:
        return NONE
    return Cell(
        text=f"{one.came_true:,} of {one.count:,} came true",
        note=f"said {percent(one.mean)} on average",
    )


def decomposition_table(calibrations: Sequence[Calibration], *, definitions: str) -> Table | None:
    """The mean Brier score taken apart; None while there are too few questions."""
    parts = [(c, c.decomposition) for c in calibrations if c.decomposition]
    if not parts:
        return None
    rows: tuple[tuple[str, str, str], ...] = (
        ("miscalibration", "Miscalibration", f"{LOWER}: what a recalibrated forecaster would save"),
        (
            "discrimination",
            "Discrimination",
            "higher is better: what telling questions apart earns",
        ),
        (
            "uncertainty",
            "Uncertainty",
            "neither: the score of always saying the share that came true",
        ),
        ("score", "Brier score", "miscalibration less discrimination plus uncertainty"),
    )
    return Table(
        name="The mean Brier score, taken apart",
        columns=("Part", *(MOMENTS[c.moment] for c, _ in parts)),
        rows=tuple(
            (
                Cell(text=name, note=meaning, href=f"{definitions}#reading-calibration"),
                *(_part(whole, key) for _, whole in parts),
            )
            for key, name, meaning in rows
        ),
    )


def _part(whole: Decomposition, key: str) -> Cell:
    value: float = getattr(whole, key)
    return Cell(text=score_figure(value))


# Groups


def group_table(groups: Sequence[Group], names: Sequence[str], by: GroupBy) -> Table:
    """The decisive mean of each kind, over time, of each group."""
    kinds = [
        kind
        for kind in DECISIVE
        if any(
            mean.kind is kind and mean.score == DECISIVE[kind] for g in groups for mean in g.means
        )
    ]
    return Table(
        name=GROUPS[by],
        columns=("Group", "Questions", *(SCORES[DECISIVE[kind]].name for kind in kinds)),
        rows=tuple(
            (
                Cell(text=name),
                Cell(
                    text=f"{group.count:,}",
                    note="few: read little from it" if group.is_small else "",
                ),
                *(
                    _group_mean(tuple(decisive_means(group, kind=kind.value)), group.count)
                    for kind in kinds
                ),
            )
            for group, name in zip(groups, names, strict=True)
        ),
    )


def decisive_means(group: Group, *, kind: str) -> Iterator[Mean]:
    """A group's means over time of the kind's decisive score, one a unit."""
    for mean in group.means:
        if (
            mean.kind.value == kind
            and mean.score == DECISIVE[mean.kind]
            and mean.moment is Moment.AVERAGE
        ):
            yield mean


def _group_mean(means: tuple[Mean, ...], of: int) -> Cell:
    """The mean with its interval, and its own number of questions where that is not the group's."""
    if not means:
        return NONE
    if len(means) > 1:
        # Units are never mixed, so each has its own mean, and no room for an interval.
        return Cell(
            text=", ".join(f"{score_figure(mean.mean)} {mean.unit}" for mean in means),
            note="of one question each"
            if all(mean.count == 1 for mean in means)
            else f"of {', '.join(f'{mean.count:,}' for mean in means)} questions",
        )
    [mean] = means
    unit = f" {mean.unit}" if mean.unit else ""
    some = "" if mean.count == of else f"of {counted(mean.count, 'question')}, "
    return Cell(
        text=f"{score_figure(mean.mean)}{unit}", note=f"{some}{interval_words(mean.interval)}"
    )
