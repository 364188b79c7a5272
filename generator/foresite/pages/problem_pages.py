"""In a preview, a broken forecast's page shows what is wrong with it.

Enters Problems; leaves a page for each forecast folder that has errors, at the
address where the forecast itself would stand. A published site has none.
"""

from __future__ import annotations

from itertools import groupby

from foresite.pages.environment import render
from foresite.problems import Problem, blocking
from foresite.publication import RenderedFile, Settings, page_source
from foresite.records.folders import CORRECTIONS, SEALED, UPDATES
from foresite.words import counted


def problem_pages(problems: tuple[Problem, ...], *, settings: Settings) -> tuple[RenderedFile, ...]:
    """A page for each folder below the archive that has an error in it."""
    inside = [(broken_forecast(p, settings=settings), p) for p in sorted(blocking(problems))]
    found = [(folder, problem) for folder, problem in inside if folder]
    return tuple(
        _page(folder, tuple(problem for _, problem in of_folder))
        for folder, of_folder in groupby(found, key=lambda pair: pair[0])
    )


def broken_forecast(problem: Problem, *, settings: Settings) -> str:
    """The id of the forecast that a Problem concerns, or "" if it concerns none."""
    path = problem.where.path
    if not path.startswith(f"{settings.archive}/"):
        return ""
    folder = path.removeprefix(f"{settings.archive}/").rpartition("/")[0]
    home, _, last = folder.rpartition("/")
    return home if home and last in (UPDATES, CORRECTIONS, SEALED) else folder


def _page(folder: str, problems: tuple[Problem, ...]) -> RenderedFile:
    title = f"{folder}: {counted(len(problems), 'problem')}"
    content = render("problems.md.jinja", title=title, problems=problems)
    return RenderedFile(path=page_source(f"forecasts/{folder}/"), content=content)
