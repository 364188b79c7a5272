"""A valid archive to vary, and the few lines that load one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from foresite import pipeline
from foresite.appending import Present, Published, only_added
from foresite.model import Archive, Forecast
from foresite.problems import Problem
from foresite.source import SourceFile

TODAY = date(2026, 3, 1)

FORECAST = "forecasts/rain-in-paris/forecast.yml"
OPENING = "forecasts/rain-in-paris/updates/2026-01-05.md"
SECOND = "forecasts/rain-in-paris/updates/2026-01-12.md"
RESOLUTION = "forecasts/rain-in-paris/resolution.md"

SHOWN = "evidence: [{id: bulletin, claim: The bulletin names it., kind: direct, bears_on: supports, source: The bulletin}]"
"""A line of an update’s front matter that shows why a signpost fired."""

VALID: Mapping[str, str] = {
    FORECAST: """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
criteria: Resolves yes if the weather service reports at least 1 mm.
""",
    OPENING: """\
---
probability: 0.4
---
The climate of January, and nothing more.
""",
}


def loaded(
    *changed: Mapping[str, str | bytes], today: date = TODAY
) -> tuple[Archive, tuple[Problem, ...]]:
    """The valid archive with some files changed or added; an empty world plus ``{}`` is valid."""
    files: dict[str, str | bytes] = dict(VALID)
    for change in changed:
        files.update(change)
    return load(files, today=today)


def load(
    files: Mapping[str, str | bytes], *, today: date = TODAY
) -> tuple[Archive, tuple[Problem, ...]]:
    """An archive of exactly these files."""
    return pipeline.load(_sources(files), today=today)


def against(
    published: Mapping[str, str],
    present: Mapping[str, str],
    *,
    base: Mapping[str, str] | None = None,
    today: date = date(2026, 1, 12),
) -> tuple[Problem, ...]:
    """What the present files do to those published at origin/main beyond adding to them."""
    stand = Published(
        ref="origin/main",
        at_ref=_sources(published),
        base=_sources(published if base is None else base),
    )
    on = Present(today=today, recorded_days=3)
    return only_added(stand, _sources(present), archive="forecasts", on=on)


def _sources(files: Mapping[str, str | bytes]) -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(path=path, content=text.encode() if isinstance(text, str) else text)
        for path, text in files.items()
    )


def forecast(*changed: Mapping[str, str | bytes], today: date = TODAY) -> Forecast:
    """The one forecast of a valid archive; fails if it has any Problem."""
    archive, problems = loaded(*changed, today=today)
    assert problems == ()
    [only] = archive.forecasts
    return only


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    """Rule, file and line of each Problem."""
    return [(p.rule, p.where.path, p.where.line) for p in problems]
