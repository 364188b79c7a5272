"""A desk’s limits, which hold it to its word, and so are not loosened by the change that needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from foresite.problems import Location, Problem, Severity
from foresite.publication import Limits
from foresite.source import SourceFile, decode

_HELD = ("freeze_points", "recorded_days")
"""The limits by which a change may be refused; the others only fill the desk board."""


def stricter(published: Limits, present: Limits) -> Limits:
    """The limits that hold a change: of those that can refuse it, the published one or the present."""
    least = {key: min(getattr(published, key), getattr(present, key)) for key in _HELD}
    return replace(present, **least)


def limits_loosened(
    config: SourceFile, *, ref: str, then: Limits, now: Limits
) -> Iterator[Problem]:
    """A warning for each limit that is looser than the published one, which still holds."""
    for key in _HELD:
        was, value = getattr(then, key), getattr(now, key)
        if value <= was:
            continue
        message = (
            f"{key} is {value:g}, but is published at {ref} as {was:g}; until the looser limit is "
            "published itself, the stricter one holds"
        )
        hint = "publish the looser limit in a change of its own, before what needs it"
        yield Problem(_place(config, key), "limit-loosened", message, hint, Severity.WARNING)


def _place(config: SourceFile, key: str) -> Location:
    """Where the configuration sets the limit, or its beginning if it does not."""
    found = re.search(rf"\b{key}\b", text := decode(config)[0] or "")
    if not found:
        return Location(config.path)
    line, before = text.count("\n", 0, found.start()) + 1, text.rfind("\n", 0, found.start())
    return Location(config.path, line, found.start() - before, len(key))
