"""The record in sentences: whose it is, how good, and what would have been better.

Enters a ``TrackRecord``; leaves plain text. Nothing here praises: a figure
stands with its number of questions and with what it is compared to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import fsum

from foresite.pages.phrases import capitalised
from foresite.pages.track_record.entry import short_entry
from foresite.pages.track_record.scores import (
    interval_words,
    main_comparisons,
    missing_references,
)
from foresite.pages.track_record.view import HeadFigure
from foresite.pages.track_record.words import (
    DECISIVE,
    LOWER,
    MOMENTS,
    REFERENCES,
    SCORES,
    listed,
    questions,
    reference_name,
    uncapitalised,
)
from foresite.scores.calibration import FEWEST, Bin
from foresite.track_record import Comparison, Mean, Moment, ReferenceName, TrackRecord
from foresite.words import counted, percent, score_figure

NameOf = Callable[[str], str]
"""What readers call an author."""

MOST_NAMED = 3
"""Authors; of more only the number is told."""

SURE = 0.9
"""The probability from which a question counts as one-sided, or its complement."""

COUNTERFACTUALS = {
    ReferenceName.FIRST: "Had the numbers never moved",
    ReferenceName.SIGNPOSTS: "Had the numbers followed the signposts that fired",
}


def whose(record: TrackRecord, *, name: str, others: Sequence[str], desk: str) -> str:
    """Whose record this is; ``name`` is its author's, empty for the whole archive.

    ``others`` are the names of the authors beside the desk.
    """
    if record.author is None:
        if not others:
            return ""
        verb = "was" if record.denominators.published == 1 else "were"
        return (
            f"None of these forecasts is {desk}’s own. They {verb} made by {listed(list(others))}, and "
            f"are republished here under {'that name' if len(others) == 1 else 'those names'}. What "
            f"follows is the record of {'that author' if len(others) == 1 else 'those authors'}, and says "
            f"nothing of {desk}’s own skill."
        )
    if name != desk:
        return (
            f"This is the record of {name}, whose forecasts are republished here. It says nothing of "
            f"{desk}’s own skill."
        )
    if others:
        return (
            f"This is {desk}’s own record. The archive also holds forecasts by {listed(list(others))}; "
            "their records stand apart, and nothing of theirs enters a figure on this page."
        )
    return f"This is {desk}’s own record."


def principal(record: TrackRecord) -> Mean | None:
    """The mean that stands first: over time, of the kind with the most questions."""
    order = list(DECISIVE)
    found = [
        mean
        for mean in record.means
        if mean.moment is Moment.AVERAGE and mean.score == DECISIVE[mean.kind]
    ]
    return min(found, key=lambda m: (-m.count, order.index(m.kind), m.unit), default=None)


def head_figure(record: TrackRecord, *, definitions: str) -> HeadFigure | None:
    """The first score with what it is set against."""
    mean = principal(record)
    if mean is None:
        return None
    named = SCORES[mean.score]
    facts = [("Questions", f"{mean.count:,}")]
    if mean.interval:
        facts.append(
            (
                "Interval",
                f"{interval_words(mean.interval)}: the mean of nine in ten redraws of the questions",
            )
        )
    facts += [
        (_SHORT[compared.reference], score_figure(compared.theirs))
        for compared in _alongside(record, mean)
        if compared.reference in _SHORT
    ]
    return HeadFigure(
        figure=score_figure(mean.mean),
        name=f"Mean {uncapitalised(named.name)}",
        note=f"{capitalised(LOWER)}, {named.reach}{f', in {mean.unit}' if mean.unit else ''}",
        definition=f"{definitions}#{named.anchor}",
        facts=tuple(facts),
    )


_SHORT = {
    ReferenceName.EVEN: "Always 50\N{NARROW NO-BREAK SPACE}%",
    ReferenceName.FIRST: "Never moved",
    ReferenceName.MARKET: "Market",
}


def lede(record: TrackRecord, *, name_of: NameOf) -> str:
    """In one sentence, how good, and whose."""
    mean = principal(record)
    if mean is None:
        return _too_early(record)
    which = questions(mean.kind, mean.count)
    score = uncapitalised(SCORES[mean.score].name)
    unit = f" {mean.unit}" if mean.unit else ""
    said = (
        f"On the {which} that {'counts' if mean.count == 1 else 'count'}, the forecasts of "
        f"{_by(record, mean, name_of)} have a mean {score} of {score_figure(mean.mean)}{unit} over the time "
        "they stood"
    )
    even = next((c for c in _alongside(record, mean) if c.reference is ReferenceName.EVEN), None)
    if even:
        name = reference_name(even.reference, even.kind)
        said += f"; {name} would have {score_figure(even.theirs)}"
    few = (
        ""
        if mean.count >= FEWEST
        else " With so few questions this says little: chance may have made most of it."
    )
    return f"{said}. Lower is better.{few}"


def _by(record: TrackRecord, mean: Mean, name_of: NameOf) -> str:
    """Whose forecasts make up a mean."""
    authors = sorted(
        {row.author for row in record.counted if row.kind is mean.kind and row.unit == mean.unit}
    )
    if len(authors) > MOST_NAMED:
        return counted(len(authors), "author")
    return listed([name_of(author) for author in authors])


def _alongside(record: TrackRecord, mean: Mean) -> Iterator[Comparison]:
    """The references on just the questions of a mean."""
    for compared in main_comparisons(record):
        is_same = (compared.kind, compared.unit) == (mean.kind, mean.unit)
        if is_same and compared.count == mean.count:
            yield compared


def _too_early(record: TrackRecord) -> str:
    counts = record.denominators
    if not counts.published:
        return "Nothing is published yet. The record will stand here when the first questions are resolved."
    return (
        f"It is too early to tell how good the forecasts are: of {counts.published:,} published "
        f"{'question' if counts.published == 1 else 'questions'}, none counts yet. A question counts when its scheduled date has "
        "passed, its answer is known, and a number stood before that. From then on its scores, the "
        "comparison with named references and the calibration will stand here, the worst calls first."
    )


def statements(record: TrackRecord) -> Iterator[str]:
    """The record in plain words, for readers who want no score."""
    opening, close = record.calibration(Moment.OPENING), record.calibration(Moment.CLOSE)
    if opening.points:
        came = sum(outcome for _, _, outcome in opening.points)
        sums = [fsum(p for _, p, _ in c.points) for c in (opening, close)]
        all_of_them = (
            f"The one yes-or-no question {'came true' if came else 'did not come true'}"
            if len(opening.points) == 1
            else f"Of {len(opening.points):,} yes-or-no questions, {came:,} came true"
        )
        yield (
            f"{all_of_them}. The forecasts added up to {sums[0]:,.1f} at the opening and to "
            f"{sums[1]:,.1f} at the close."
        )
        ends = [one for one in (opening.bins[-1], opening.bins[0]) if one.count]
        if ends:
            yield f"At the opening, {', and '.join(map(_end, ends))}."
        yield from _one_sided([p for _, p, _ in opening.points])
    mean = principal(record)
    if mean and mean.count > 1:
        against = list(_against([c for c in _alongside(record, mean) if c.skill is not None]))
        if against:
            yield f"The mean {uncapitalised(SCORES[mean.score].name)} is {'; it is '.join(against)}."
    for held in record.quantiles[-1].coverage[-1:] if record.quantiles else ():
        if held.count:
            apart = (
                f" {capitalised(counted(held.left_out, 'interval'))} more "
                f"{'reaches' if held.left_out == 1 else 'reach'} an end that can be passed, and "
                f"{'is' if held.left_out == 1 else 'are'} left out."
            )
            lay = (
                f"the one number or date lay {'inside' if held.held else 'outside'} the "
                f"{percent(held.share)} interval that was given for it"
                if held.count == 1
                else f"{held.held:,} of {held.count:,} numbers and dates lay inside the "
                f"{percent(held.share)} interval that was given for them"
            )
            yield f"At the close, {lay}.{apart if held.left_out else ''}"
    counts = record.denominators
    if counts.scored:
        yield (
            f"Of {counts.published:,} published questions {counts.scored:,} "
            f"{'counts' if counts.scored == 1 else 'count'}; where the others stand is told below."
            if counts.scored < counts.published
            else f"All {counts.published:,} published questions count."
            if counts.published > 1
            else "The one published question counts."
        )


def _one_sided(openings: Sequence[float]) -> Iterator[str]:
    """Whether most questions were never in much doubt, which makes any score look good."""
    sure = sum(p <= 1 - SURE or p >= SURE for p in openings)
    if 2 * sure > len(openings) > 1:
        yield (
            f"Most of these questions were one-sided: {sure:,} of {len(openings):,} "
            f"({percent(sure / len(openings))}) opened at {percent(SURE)} or more, or at "
            f"{percent(1 - SURE)} or less. A low score is easier to have on them."
        )


def _end(one: Bin) -> str:
    reach = f"{percent(one.low)} or more" if one.high == 1 else f"under {percent(one.high)}"
    if one.count == 1:
        return f"the one given {reach} {'came true' if one.came_true else 'did not come true'}"
    return f"{one.came_true:,} of the {one.count:,} given {reach} came true"


def _against(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """By how much it is below or above each, and what chance may have to do with that.

    Neighbours of which the same must be said share the words.
    """
    for surely, members in groupby(comparisons, key=_how_surely):
        yield f"{listed([_beside(c) for c in members])}{f', {surely}' if surely else ''}"


def _beside(compared: Comparison) -> str:
    name = reference_name(compared.reference, compared.kind)
    size = percent(abs(compared.skill or 0.0))
    if not compared.skill:
        return f"the same as that of {name}"
    return f"{size} {'below' if compared.skill > 0 else 'above'} that of {name}"


def counterfactuals(record: TrackRecord) -> Iterator[str]:
    """What the record would be had the numbers never moved, or had they gone to their signposts."""
    for reference, had in COUNTERFACTUALS.items():
        for compared in main_comparisons(record):
            if compared.reference is reference:
                yield _had(had, compared)


def _had(had: str, compared: Comparison) -> str:
    which = questions(compared.kind, compared.count)
    unit = f" {compared.unit}" if compared.unit else ""
    said = (
        f"{had}, the mean {uncapitalised(SCORES[compared.score].name)} of the {which} would have been "
        f"{score_figure(compared.theirs)}{unit} instead of {score_figure(compared.ours)}{unit}"
    )
    if compared.difference == 0:
        return f"{said}: no difference."
    return f"{said}: {'worse' if compared.difference < 0 else 'better'}, {_how_surely(compared)}."


def _how_surely(compared: Comparison) -> str:
    """What chance may have to do with a difference; empty where there is none."""
    if compared.difference == 0:
        return ""
    if compared.interval is None or compared.is_small:
        return "but on so few questions that says little"
    if compared.interval.low <= 0 <= compared.interval.high:
        return "though by no more than chance may explain"
    return "and by more than chance is likely to explain"


def left_out(record: TrackRecord) -> str:
    """How many intervals are not among those that held or did not, and why; empty if none."""
    told = [
        f"{MOMENTS[calibration.moment].lower()} {_left_of(held.left_out, held.left_out + held.count)} "
        f"of {percent(held.share)}"
        for calibration in record.quantiles
        for held in calibration.coverage
        if held.left_out
    ]
    if not told:
        return ""
    return (
        f"Left out are intervals that reach an end that can be passed, whatever came out: {listed(told)}. "
        "Beyond such an end nobody can say where an outcome lies, and were they counted only where one "
        "can, the outcome would choose which."
    )


def _left_of(left_out: int, of: int) -> str:
    return "the one interval" if of == 1 else f"{left_out:,} of {of:,} intervals"


def without(record: TrackRecord) -> str:
    """The references for which there is no figure, named all the same."""
    missing = [REFERENCES[name] for name in missing_references(record)]
    if not missing:
        return ""
    return f"No question that counts can be compared with {_either(missing)}."


def _either(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def covered(record: TrackRecord) -> str:
    """How much of their time the questions that count had a number."""
    shares = [row.time_covered for row in record.counted]
    if not shares:
        return ""
    mean = fsum(shares) / len(shares)
    late = sum(row.late_updates for row in record.counted)
    said = f"On average a number stood on {percent(mean)} of a question’s days."
    if not late:
        return said
    many = f"{late:,} updates were" if late > 1 else "1 update was"
    return f"{said} {many} made after the close or after the answer was known, and not scored."


def short(record: TrackRecord, *, name_of: NameOf) -> str:
    """How good the forecasts have been, in a line for the home page and an author's."""
    mean = principal(record)
    if mean is None:
        return "It is too early to tell how good the forecasts are: no question counts yet."
    score = uncapitalised(SCORES[mean.score].name)
    unit = f" {mean.unit}" if mean.unit else ""
    return (
        f"On {questions(mean.kind, mean.count)} the forecasts of {_by(record, mean, name_of)} have a mean "
        f"{score} of {score_figure(mean.mean)}{unit}{_beside_even(record, mean)}; "
        f"{LOWER}.{short_entry(record)}"
    )


def _beside_even(record: TrackRecord, mean: Mean) -> str:
    """What knowing nothing would have scored on the same questions."""
    for compared in _alongside(record, mean):
        if compared.reference is ReferenceName.EVEN:
            name = reference_name(compared.reference, compared.kind)
            return f" ({name} would have {score_figure(compared.theirs)})"
    return ""
