"""What an archive is, in a sentence: who forecasts, and about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from foresite.model import Archive, Forecast
from foresite.pages.track_record.words import listed
from foresite.publication import Settings
from foresite.sentences import author_name
from foresite.words import counted

NAMED = 3
"""Authors and tags; of more only the number is told, or that there are others."""


def about(archive: Archive, *, settings: Settings) -> str:
    """``They are by A and B, and tagged elections, health and others.``; empty of an empty archive."""
    if not archive.forecasts:
        return ""
    authors = Counter(forecast.author for forecast in archive.forecasts)
    ranked = sorted(authors, key=lambda id_: (-authors[id_], id_))
    names = [author_name(id_, archive, desk=settings.desk) for id_ in ranked]
    if len(names) > NAMED:
        names[NAMED:] = [counted(len(names) - NAMED, "other author")]
    tags = [settings.tag_name(tag) for tag in _telling(archive.forecasts)]
    if len(tags) > NAMED:
        tags[NAMED:] = ["others"]
    verb = "It is" if len(archive.forecasts) == 1 else "They are"
    return f"{verb} by {listed(names)}{f', and tagged {listed(tags)}' if tags else ''}."


def _telling(forecasts: tuple[Forecast, ...]) -> Iterator[str]:
    """Tags that together cover all that is tagged, each the one that adds most; of equals, by name.

    So a tag inside another, as one election’s is inside “elections”, tells nothing more.
    """
    left = [set(forecast.tags) for forecast in forecasts if forecast.tags]
    while left:
        counts = Counter(tag for tags in left for tag in tags)
        best = min(counts, key=lambda tag: (-counts[tag], tag))
        yield best
        left = [tags for tags in left if best not in tags]
