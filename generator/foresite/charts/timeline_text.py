"""The text twin of a timeline: its sentence, its table and its tooltips.

Enters a ``Course``; leaves plain text that says what the picture shows, for
readers who do not see it and for those who want to check it.
"""

from __future__ import annotations

from collections.abc import Iterator

from foresite.charts.axes import ProbabilityAxis
from foresite.charts.course import Course, DimensionCourse
from foresite.charts.plain_text import plain
from foresite.history import Entry, Standing
from foresite.model import Move, Outcome, Signpost
from foresite.sentences import REASONS, moved_number, numbers_there, threshold
from foresite.words import (
    NARROW_SPACE,
    counted,
    long_day,
    percent,
    percent_change,
    signed_points,
)

CAPTION = "The probability at each update, and why it was made"
NOTHING_YET = "No probability has been published yet."
AFTER_THE_ANSWER = "made after the answer was known, not in the chart"

MANY = 3
"""Above so many dimensions a sentence names the lowest and the highest only."""

OUTCOME_WORDS = {
    Outcome.YES: "Yes",
    Outcome.NO: "No",
    Outcome.SETTLED: "Settled",
    Outcome.AMBIGUOUS: "Ambiguous",
    Outcome.ANNULLED: "Annulled",
}


def sentence(course: Course, axis: ProbabilityAxis) -> str:
    """What the picture shows, in a few sentences."""
    said = [_headline(course), *_ending(course), *_dimensions(course), *_signposts(course)]
    if axis.is_zoomed:
        said.append(f"The axis is zoomed to {reach(axis)}.")
    return " ".join(said)


def reach(axis: ProbabilityAxis) -> str:
    """What an axis shows: ``0 to 10 %``."""
    return f"{axis.low:g} to {axis.high:g}{NARROW_SPACE}%"


def _headline(course: Course) -> str:
    if not course.headline:
        return NOTHING_YET
    (opened, first), (_, last) = course.headline[0], course.headline[-1]
    later = len(course.headline) - 1
    if not later:
        standing = " and not updated since" if opened < course.stop else ""
        return f"Opened at {percent(first)} on {long_day(opened)}{standing}."
    if not course.moves:
        updates = counted(later, "later update")
        return f"At {percent(last)} since {long_day(opened)}, unchanged by {updates}."
    moved_on = next(
        after_on
        for (_, before), (after_on, after) in reversed(
            list(zip(course.headline, course.headline[1:], strict=False))
        )
        if before != after
    )
    if first == last:
        numbers = [probability for _, probability in course.headline]
        low, high = percent_change(min(numbers), max(numbers))
        return (
            f"Back at {percent(last)} on {long_day(moved_on)}, where it opened on "
            f"{long_day(opened)}, after {counted(course.moves, 'move')} between {low} and {high}."
        )
    way = "Up" if last > first else "Down"
    before, after = percent_change(first, last)
    return (
        f"{way} from {before} on {long_day(opened)} to {after} on {long_day(moved_on)}, "
        f"in {counted(course.moves, 'step')}{_excursion(course)}."
    )


def _excursion(course: Course) -> str:
    """The lowest and highest number, where the ends do not tell them."""
    numbers = [probability for _, probability in course.headline]
    ends = (numbers[0], numbers[-1])
    low, high = percent(min(numbers)), percent(max(numbers))
    fell, rose = low != percent(min(ends)), high != percent(max(ends))
    if fell and rose:
        return f", having ranged from {low} to {high}"
    if fell:
        return f", having fallen to {low}"
    return f", having risen to {high}" if rose else ""


def _ending(course: Course) -> Iterator[str]:
    resolution = course.resolution
    if resolution is None:
        if course.closed and course.forecast.closes_on:
            yield f"Closed on {long_day(course.forecast.closes_on)}, not yet resolved."
        return
    on = long_day(resolution.known_on)
    match resolution.outcome:
        case Outcome.YES | Outcome.NO:
            said = f"Resolved {resolution.outcome.value} on {on}"
            if course.headline:
                said += f", when the number stood at {percent(course.headline[-1][1])}"
            yield f"{said}."
        case Outcome.ANNULLED:
            yield f"Annulled on {on}: the question was flawed; the answer is neither yes nor no."
        case Outcome.AMBIGUOUS:
            yield f"Ambiguous since {on}: what happened cannot be told as yes or no."
    unseen = len(course.made) - len(course.shown)
    if unseen:
        updates = counted(unseen, "update").capitalize()
        yield f"{updates} after that {'is' if unseen == 1 else 'are'} not in the chart."


def _dimensions(course: Course) -> Iterator[str]:
    told = course.told
    if len(told) > MANY:
        low, high = course.extremes
        yield (
            f"Of {counted(len(told), 'dimension')}, {_standing_of(low)} is the least likely "
            f"and {_standing_of(high)} the most."
        )
    elif told:
        yield f"By dimension: {'; '.join(_standing_of(one) for one in told)}."
    untold = [plain(one.dimension.name) for one in course.dimensions if not one.published]
    if untold and course.shown:
        yield f"No number is published for {_any_of(untold)}."


def _standing_of(one: DimensionCourse) -> str:
    said = f"{plain(one.dimension.name)} {percent(one.published[-1][1])}"
    if one.is_known:
        return said
    way = "up" if one.standing.moved is Move.UP else "down"
    return f"{said} (since moved {way} by an amount that was not published)"


def _signposts(course: Course) -> Iterator[str]:
    falling = sorted(course.signposts, key=lambda s: -s.moves_to.probability)
    ahead = [signpost for signpost in falling if signpost not in course.passed]
    said = [threshold(signpost.moves_to) for signpost in ahead]
    said = [text[:1].lower() + text[1:] for text in dict.fromkeys(said)]
    if said:
        armed = counted(len(ahead), "armed signpost").capitalize()
        colon = "" if len(said) == 1 else ":"
        yield f"{armed} would move it{colon} {'; '.join(said)}."
    yield from _passed(course, [signpost for signpost in falling if signpost in course.passed])


def _passed(course: Course, passed: list[Signpost]) -> Iterator[str]:
    """Which numbers stand where a signpost would move them, though none fired."""
    subjects = {post.id: plain(moved_number(course.forecast, post)) for post in passed}
    for subject in dict.fromkeys(subjects.values()):
        posts = [post for post in passed if subjects[post.id] == subject]
        beyond = "; ".join(dict.fromkeys(numbers_there(post.moves_to) for post in posts))
        have = "has" if len(posts) == 1 else "have"
        yield (
            f"{subject} stands beyond {counted(len(posts), 'armed signpost')} ({beyond}), "
            f"which {have} not fired."
        )


def _any_of(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def table(course: Course) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Column names, and a row for every update up to today, oldest first.

    A dimension has a column if anything was ever said of it; its cell tells
    where it stood after the update.
    """
    told = [
        one.dimension
        for one in course.dimensions
        if any(e.after.standing(one.dimension.id) != Standing() for e in course.made)
    ]
    columns = ("Date", "Probability", *(plain(d.name) for d in told), "Reason")
    rows = tuple(
        (
            long_day(entry.on),
            percent(entry.update.probability),
            *(_standing(entry.after.standing(d.id)) for d in told),
            reason(entry, is_shown=entry in course.shown),
        )
        for entry in course.made
        if entry.update is not None and entry.update.probability is not None
    )
    return columns, rows


def _standing(standing: Standing) -> str:
    leaned = standing.moved if standing.moved_from is None else None
    if leaned in (Move.UP, Move.DOWN):
        if standing.probability is None:
            return f"{leaned.value}, no number"
        return f"{leaned.value} from {percent(standing.probability)}, no number"
    return "no number" if standing.probability is None else percent(standing.probability)


def reason(entry: Entry, *, is_shown: bool) -> str:
    """Why an update was made, and whether the picture shows it."""
    said = REASONS[entry.update.reason] if entry.update else ""
    return said if is_shown else f"{said} ({AFTER_THE_ANSWER})"


def update_tip(entry: Entry, course: Course) -> str:
    """What a reader is told who points at an update: date, number, reason."""
    if entry.update is None or entry.update.probability is None:
        return long_day(entry.on)
    after = entry.update.probability
    before = entry.before.probability
    number = percent(after)
    if before is not None:
        number += f" ({signed_points(before, after) if before != after else 'unchanged'})"
    lines = [long_day(entry.on), number, REASONS[entry.update.reason]]
    for one in course.dimensions:
        belief = dict(entry.update.beliefs).get(one.dimension.id)
        if belief is None or one.is_headline:
            continue
        if belief.probability is not None:
            lines.append(f"{plain(one.dimension.name)}: {percent(belief.probability)}")
        elif belief.moved is not None:
            size = "" if belief.moved is Move.UNCHANGED else ", no number"
            lines.append(f"{plain(one.dimension.name)}: {belief.moved.value}{size}")
    return "\n".join(lines)


def signpost_tip(signpost: Signpost, course: Course) -> str:
    """What a reader is told who points at a signpost: where to, if what, since when."""
    lines = [f"{threshold(signpost.moves_to)} if", plain(signpost.event)]
    if signpost.dimension is not None:
        lines.append(f"for {plain(course.forecast.dimension(signpost.dimension).name)}")
    if signpost in course.passed:
        lines.append("the number stands there already; it has not fired")
    lines.append(f"armed since {long_day(signpost.armed_on)}")
    return "\n".join(lines)
