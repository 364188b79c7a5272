"""Groups of questions side by side: a dot for each mean, a line for what chance may have done.

Enters a mean score for each group with its bootstrap interval; leaves a
``Chart``. Names of groups may be an author's words: they are drawn as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foresite.charts.axes import value_axis
from foresite.charts.chart import Chart
from foresite.charts.plain_text import plain, wrapped
from foresite.charts.plane import Ruler, label, mark, plane_chart, rule
from foresite.charts.plane_picture import Row
from foresite.charts.timeline_frame import Twin
from foresite.scores.means import Interval
from foresite.words import counted, quantity, score_figure

WIDTH = 560
ROW_HEIGHT = 42
ABOVE, BELOW = 8, 14
"""How far the stroke at the mean of all reaches beyond a dot, in pixels; words are farther away."""

NAME_WIDTH = 24
"""Characters of a group's name; with the figures behind it they fit a telephone."""

MOST = 12
"""Groups that are drawn; the table beside the chart has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMean:
    """A group's mean score over ``count`` questions, lower being better."""

    name: str
    count: int
    mean: float
    interval: Interval | None
    is_small: bool


def group_plot(
    groups: Sequence[GroupMean], *, overall: float, score: str, name: str, title: str = ""
) -> Chart:
    """Each group's mean ``score`` with its interval, and a line at that of all questions.

    ``groups`` is not empty, and comes in the order in which it is drawn.
    """
    shown = largest(groups)
    ends = [overall, *(g.mean for g in shown)]
    ends += [end for g in shown if g.interval for end in (g.interval.low, g.interval.high)]
    axis = value_axis([0.0, *ends])
    levels = tuple(len(shown) - n - 0.7 for n in range(len(shown)))
    placed = tuple(zip(shown, levels, strict=True))
    return plane_chart(
        {
            "rules": [
                *_means(overall, levels),
                *_intervals(placed),
            ],
            "updates": [
                mark(
                    group.mean,
                    level,
                    index=n,
                    tip=_tip(group, score),
                    size=80,
                    is_filled=not group.is_small,
                )
                for n, (group, level) in enumerate(placed)
            ],
            "labels": [
                label(axis.low, level + 0.42, _words(group), dx=0) for group, level in placed
            ],
        },
        across=Ruler(
            low=axis.low,
            high=axis.high,
            title=f"{score}, lower is better",
            marks=tuple((level, quantity(level)) for level in axis.levels),
        ),
        upward=Ruler(low=0, high=len(shown), title="", marks=()),
        width=WIDTH,
        height=len(shown) * ROW_HEIGHT,
        twin=Twin(
            id=name,
            name=name,
            title=title,
            sentence=_sentence(groups, overall, score),
            caption=f"{score} of each group, lower is better",
            columns=("Group", "Questions", "Mean", "Nine in ten from", ""),
            rows=tuple(_rows(groups)),
        ),
    )


def largest(groups: Sequence[GroupMean]) -> tuple[GroupMean, ...]:
    """The groups with the most questions, ``MOST`` at most, in the order given."""
    ranked = sorted(range(len(groups)), key=lambda n: (-groups[n].count, n))[:MOST]
    return tuple(groups[n] for n in sorted(ranked))


def interval_words(interval: Interval | None) -> str:
    """``0.041 to 0.112``."""
    if interval is None:
        return "too few"
    return f"{score_figure(interval.low)} to {score_figure(interval.high)}"


def _means(overall: float, levels: Sequence[float]) -> Iterator[Row]:
    """A dotted stroke at the mean of all questions, beside each dot and not through the words."""
    for level in levels:
        lower, upper = (max(0, round(level + by / ROW_HEIGHT, 4)) for by in (-BELOW, ABOVE))
        yield rule(overall, lower, until=overall, upper=upper, dash=(2, 4), width=1.5)


def _intervals(placed: Sequence[tuple[GroupMean, float]]) -> Iterator[Row]:
    for group, level in placed:
        if group.interval:
            yield rule(
                group.interval.low,
                level,
                until=group.interval.high,
                upper=level,
                colour="s1",
                width=2,
                dash=(3, 3) if group.is_small else (),
            )


def _words(group: GroupMean) -> str:
    [name] = wrapped(group.name, width=NAME_WIDTH, lines=1) or ("",)
    questions = "question" if group.count == 1 else "questions"
    small = " (few)" if group.is_small else ""
    return f"{name}: {score_figure(group.mean)}, {group.count:,} {questions}{small}"


def _tip(group: GroupMean, score: str) -> str:
    lines = [
        plain(group.name),
        f"{score} {score_figure(group.mean)}",
        counted(group.count, "question"),
    ]
    if group.interval:
        lines.append(f"nine in ten from {interval_words(group.interval)}")
    return "\n".join(lines)


def _sentence(groups: Sequence[GroupMean], overall: float, score: str) -> str:
    said = [f"{score}, where lower is better: {score_figure(overall)} over all questions."]
    if len(groups) > MOST:
        said.append(f"Drawn are the {MOST} groups with the most questions, of {len(groups):,}.")
    sound = [g for g in groups if not g.is_small]
    best = min(sound, key=lambda g: g.mean, default=None)
    worst = max(sound, key=lambda g: g.mean, default=None)
    if best and worst and best.mean < worst.mean:
        said.append(
            f"Of the groups that are not small, {plain(best.name)} did best with "
            f"{score_figure(best.mean)} and {plain(worst.name)} worst with {score_figure(worst.mean)}."
        )
    small = len(groups) - len(sound)
    if small:
        said.append(
            f"{counted(small, 'group is', 'groups are').capitalize()} small: little can be read from "
            f"{'it' if small == 1 else 'them'}."
        )
    return " ".join(said)


def _rows(groups: Sequence[GroupMean]) -> Iterator[tuple[str, ...]]:
    for group in groups:
        yield (
            plain(group.name),
            f"{group.count:,}",
            score_figure(group.mean),
            interval_words(group.interval),
            "small group" if group.is_small else "",
        )
