"""The headline and the rule that ties it to the dimensions, each on its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.checks.dates import AHEAD
from foresite.checks.desk import Desk
from foresite.model import SINGLE_READING, Archive, Forecast, HeadlineRule
from foresite.problems import Problem


def headline_ahead(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A rule is published when it holds: the page reads the past and the present by it."""
    for version in forecast.headlines[1:]:
        if version.since > desk.today + AHEAD:
            message = f"the headline’s rule holds since {version.since}, but today is {desk.today}"
            hint = "correct “since”, or publish the rule on that day"
            yield Problem(version.where, "headline", message, hint)


def headline_mismatch(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """A headline that is a dimension has that dimension's number, given now or before."""
    stated: dict[str, tuple[float, date]] = {}
    for update in forecast.updates:
        for id_, belief in update.beliefs:
            if belief.probability is not None:
                stated[id_] = belief.probability, update.made_on
        rule = forecast.headline_on(update.made_on)
        if rule.rule is not HeadlineRule.DIMENSION or rule.dimension in (None, SINGLE_READING):
            continue
        given, on = stated.get(rule.dimension or "", (None, update.made_on))
        if given is not None and update.probability not in (None, given):
            where_it_is = (
                f"is given {given} here"
                if on == update.made_on
                else f"stands at {given} since {on}"
            )
            message = (
                f"probability is {update.probability}, but the headline is “{rule.dimension}”, "
                f"which {where_it_is}"
            )
            yield Problem(update.where, "headline-mismatch", message, "give both the same number")
