"""One fault at a time: a world with one thing changed, and the one Problem it has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from foresite.problems import Problem
from tests.worlds import load

TODAY = date(2026, 3, 1)


def fault(world: Mapping[str, str], *replaced: tuple[str, str, str]) -> Problem:
    """The one Problem of a world in which texts of files are replaced."""
    files = dict(world)
    for path, old, new in replaced:
        assert files[path].count(old) == 1
        files[path] = files[path].replace(old, new)
    _, problems = load(files, today=TODAY)
    [problem] = problems
    return problem


def said(problem: Problem) -> tuple[str, int, str]:
    """Its rule, line and message."""
    return problem.rule, problem.where.line, problem.message
