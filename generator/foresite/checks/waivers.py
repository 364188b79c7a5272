"""Warnings that an author has set aside, and waivers that set nothing aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foresite.model import Archive, Forecast, Waiver
from foresite.problems import Problem, Severity
from foresite.records.field_faults import did_you_mean
from foresite.rules import RULES, rule


def without_waived(archive: Archive, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The Problems less the warnings that are waived, and those of the waivers; sorted."""
    left = set(problems)
    broken = {p.where.path for p in left if p.severity is Severity.ERROR}
    for forecast in (f for f in archive.forecasts if f.waivers):
        whole = not any(path.startswith(f"{forecast.path}/") for path in broken)
        for waiver in forecast.waivers:
            waived = {problem for problem in left if _waives(waiver, forecast, problem)}
            left -= waived
            if not waived:
                left |= set(_idle(waiver, forecast, whole=whole))
    return tuple(sorted(left))


def _waives(waiver: Waiver, forecast: Forecast, problem: Problem) -> bool:
    return (
        problem.rule == waiver.rule
        and problem.severity is Severity.WARNING
        and problem.where.path.startswith(f"{forecast.path}/")
    )


def _idle(waiver: Waiver, forecast: Forecast, *, whole: bool) -> Iterator[Problem]:
    """Why a waiver sets nothing aside.

    One of a question that is resolved may stay, and where a file cannot be read
    nobody knows what else would be found (``whole`` is false).
    """
    known = rule(waiver.rule)
    if known is None:
        warnings = [each.id for each in RULES if each.severity is Severity.WARNING]
        message = f"waives “{waiver.rule}”, which is no rule"
        yield Problem(waiver.where, "waiver", message, did_you_mean(waiver.rule, warnings))
    elif known.severity is Severity.ERROR:
        message = f"waives “{waiver.rule}”, which is an error and cannot be set aside"
        yield Problem(waiver.where, "waiver", message, "mend what it says, and delete the waiver")
    elif whole and forecast.resolution is None:
        message = f"waives “{waiver.rule}”, of which this forecast has no warning"
        yield Problem(waiver.where, "waiver", message, "delete the waiver")
