"""An archive that moved as a whole, or a ref that has none: all would seem to be new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foresite.problems import Location, Problem, Severity
from foresite.records.folders import FORECAST
from foresite.source import SourceFile, decode


def archive_moved(
    config: SourceFile, *, ref: str, now: str, then: tuple[str, ...]
) -> Iterator[Problem]:
    """That the archive is another folder than it was published in.

    ``then`` are its names where this change began, and at the ref: others may
    have moved it meanwhile. The place is that of the name in mkdocs.yml.
    """
    if now in then:
        return
    was = then[-1]
    message = f"the archive is the folder {now}, but is published at {ref} as {was}"
    hint = (
        f"move the files back to {was}, and let “archive:” in {config.path} name it: "
        "what is published stays in its place"
    )
    yield Problem(_place(config, now), "published-removed", message, hint)


def nothing_published(
    config: SourceFile, *, ref: str, now: str, at_ref: Sequence[SourceFile]
) -> Iterator[Problem]:
    """That the ref holds no forecast, so that no edit could be found: a wrong name reads so, too."""
    if any(file.path.endswith(f"/{FORECAST}") for file in at_ref):
        return
    message = (
        f"nothing is published at {ref}: it has no forecasts, so everything here counts as new"
    )
    hint = (
        "name the branch on which forecasts are published; "
        "where none are yet, there is nothing to be done"
    )
    yield Problem(_place(config, now), "published-nothing", message, hint, Severity.WARNING)


def _place(config: SourceFile, folder: str) -> Location:
    """Where the configuration names the folder, or its beginning if it does not."""
    text = decode(config)[0] or ""
    found = re.search(rf"\barchive\s*:\s*[\"']?(?P<name>{re.escape(folder)})", text)
    if not found:
        return Location(config.path)
    start = found.start("name")
    line, before = text.count("\n", 0, start) + 1, text.rfind("\n", 0, start)
    return Location(config.path, line, start - before, len(folder))
