"""Small forecasts for charts, each written as an author would tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from foresite.charts.chart import Chart
from foresite.model import (
    SINGLE_READING,
    Belief,
    Comparison,
    Dimension,
    Forecast,
    HeadlineRule,
    Move,
    Outcome,
    Reason,
    Resolution,
    Signpost,
    Threshold,
    Update,
)
from foresite.problems import Location

HERE = Location("forecasts/world/forecast.yml")
Said = float | Move


def day(text: str) -> date:
    """A day, as an author writes it."""
    return date.fromisoformat(text)


def update(on: str, probability: float, /, **beliefs: Said) -> Update:
    """An update of that day; beliefs are numbers or directions, by dimension."""
    return Update(
        id=on,
        made_on=day(on),
        author="desk",
        reason=Reason.EVIDENCE,
        probability=probability,
        beliefs=tuple(
            (
                name.replace("_", "-"),
                Belief(moved=said) if isinstance(said, Move) else Belief(probability=said),
            )
            for name, said in beliefs.items()
        ),
        rationale="Because.",
        where=HERE,
    )


def dimension(id_: str, name: str) -> Dimension:
    """A reading of the question, without criteria."""
    return Dimension(id=id_, name=name, question=f"{name}?", criteria=(), where=HERE)


def signpost(
    moves_to: str, event: str = "A court rules", *, armed_on: str, dimension: str | None = None
) -> Signpost:
    """A signpost such as ``>= 0.85``."""
    comparison, probability = moves_to.split()
    return Signpost(
        id=f"{event}-{moves_to}",
        event=event,
        moves_to=Threshold(comparison=Comparison(comparison), probability=float(probability)),
        armed_on=day(armed_on),
        dimension=dimension,
        where=HERE,
    )


def forecast(
    *updates: Update,
    dimensions: Sequence[Dimension] = (),
    signposts: Sequence[Signpost] = (),
    closes_on: str | None = None,
    resolved: tuple[Outcome, str] | None = None,
    headline_dimension: str | None = None,
    opened_on: str | None = None,
) -> Forecast:
    """A forecast with those updates; its first is its opening."""
    opening = tuple(replace(u, reason=Reason.OPENING) for u in updates[:1])
    return Forecast(
        id="world",
        question="Will it happen?",
        background="",
        headline=HeadlineRule.DIMENSION if headline_dimension else HeadlineRule.UNSPECIFIED,
        headline_dimension=headline_dimension,
        dimensions=tuple(dimensions) or (dimension(SINGLE_READING, "Answer"),),
        signposts=tuple(signposts),
        opened_on=day(opened_on) if opened_on else updates[0].made_on,
        closes_on=day(closes_on) if closes_on else None,
        tags=(),
        author="desk",
        updates=opening + updates[1:],
        resolution=resolution(*resolved) if resolved else None,
        path="forecasts/world",
        where=HERE,
    )


def resolution(outcome: Outcome, known_on: str) -> Resolution:
    """A resolution that was recorded the day it became known."""
    known = day(known_on)
    return Resolution(
        outcome=outcome,
        answers=(),
        known_on=known,
        recorded_on=known,
        sources=(),
        post_mortem="We were lucky.",
        where=HERE,
    )


READINGS = (
    dimension("bench", "Benchmark parity"),
    dimension("choice", "Developer preference"),
    dimension("feel", "UX quality"),
)

OPENING_DAY = forecast(
    update("2026-11-23", 0.75, bench=Move.UP, choice=0.75),
    dimensions=READINGS,
    signposts=(
        signpost(">= 0.85", "A large firm switches", armed_on="2026-11-23"),
        signpost("< 0.65", "A new model re-opens the gap", armed_on="2026-11-23"),
    ),
    closes_on="2027-12-31",
)
"""One update, today: three readings, of which one has a number."""

A_YEAR = forecast(
    update("2026-03-02", 0.60, choice=0.50, bench=0.80),
    update("2026-06-02", 0.65, choice=0.60),
    update("2026-08-02", 0.65, bench=Move.UP),
    update("2026-10-02", 0.75, choice=0.66, feel=0.30),
    dimensions=READINGS,
    signposts=(signpost(">= 0.85", armed_on="2026-03-02"),),
)
"""Four updates in eight months; one reading moves by an amount nobody published."""

A_MISS = forecast(
    update("2022-09-01", 0.04),
    update("2022-10-15", 0.07),
    closes_on="2022-11-08",
    resolved=(Outcome.YES, "2022-11-10"),
)
"""A long shot that came in."""


def rows(chart: Chart, dataset: str) -> list[dict[str, Any]]:
    """The rows of one of a chart's datasets."""
    found: list[dict[str, Any]] = chart.spec["datasets"][dataset]
    return found


def steps(chart: Chart, line: str = "headline") -> list[tuple[str, float]]:
    """The days and levels of one step line."""
    return [(row["at"], row["level"]) for row in rows(chart, "steps") if row["line"] == line]


def texts(chart: Chart) -> list[str]:
    """What the labels at the lines' ends say."""
    return [row["text"] for name in ("numbers", "labels") for row in rows(chart, name)]
