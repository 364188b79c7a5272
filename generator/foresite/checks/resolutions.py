"""Resolutions that cannot be relied on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.checks.dates import AHEAD
from foresite.model import Archive, Forecast, HeadlineRule, Outcome
from foresite.problems import Problem


def resolution_dates(forecast: Forecast, _archive: Archive, today: date) -> Iterator[Problem]:
    """Opened, then known, then recorded, and not in the future."""
    resolution = forecast.resolution
    if resolution is None:
        return
    recorded = resolution.place("recorded_on")
    hint = "correct whichever date is wrong"
    if resolution.known_on < forecast.opened_on:
        message = f"the answer was known on {resolution.known_on}, before the question opened on {forecast.opened_on}"
        yield Problem(resolution.place("known_on"), "resolution-dates", message, hint)
    if resolution.recorded_on < resolution.known_on:
        message = f"is recorded on {resolution.recorded_on}, before the answer was known on {resolution.known_on}"
        yield Problem(recorded, "resolution-dates", message, hint)
    if resolution.recorded_on > today + AHEAD:
        message = f"is recorded on {resolution.recorded_on}, but today is {today}"
        yield Problem(recorded, "resolution-dates", message, hint)


def resolution_headline(forecast: Forecast, _archive: Archive, _today: date) -> Iterator[Problem]:
    """A headline that nothing settles cannot come out yes or no."""
    resolution = forecast.resolution
    settled = resolution and resolution.outcome in (Outcome.YES, Outcome.NO)
    if resolution and settled and forecast.headline is HeadlineRule.UNSPECIFIED:
        message = f"resolves “{resolution.outcome.value}”, but forecast.yml does not say which dimension settles the headline"
        hint = "set “headline:” in forecast.yml first, or resolve it as annulled"
        yield Problem(resolution.where, "resolution-headline", message, hint)
