"""The headline and the rule that ties it to the dimensions, each on its day."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.dates import AHEAD
from foresite.checks.desk import Desk
from foresite.model import SINGLE_READING, Archive, Forecast, HeadlineRule
from foresite.problems import Problem


def headline_ahead(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A rule is published when it holds: the page reads the past and the present by it."""
    for number, version in enumerate(forecast.headlines[1:], 1):
        is_read = desk.knows(forecast, ("headline", number, "since"))
        if is_read and version.since > desk.today + AHEAD:
            message = f"the headline’s rule holds since {version.since}, but today is {desk.today}"
            hint = "correct “since”, or publish the rule on that day"
            yield Problem(version.where, "headline", message, hint)


def headline_mismatch(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A headline that is a dimension has that dimension's number, given now or before."""
    if not desk.knows_rule(forecast):
        return
    for update, stated in desk.stated(forecast):
        rule = forecast.headline_on(update.made_on)
        if rule.rule is not HeadlineRule.DIMENSION or rule.dimension in (None, SINGLE_READING):
            continue
        given, on = stated.get(rule.dimension or "", (None, update.made_on))
        is_read = desk.knows(update, "probability")
        if is_read and given is not None and update.probability not in (None, given):
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
