"""How to read a probability, for a desk that has not told it in its own words."""

from __future__ import annotations

from itertools import pairwise

from foresite.pages.environment import render
from foresite.publication import RenderedFile, Settings, page_source
from foresite.words import BANDS, NARROW_SPACE, minority_odds, percent, points

ADDRESS = "method/"
EXAMPLE = 0.75


def method_pages(settings: Settings) -> tuple[RenderedFile, ...]:
    """The page at ``method/``; none where the desk wrote it itself."""
    if not settings.authored.isdisjoint({"method.md", page_source(ADDRESS)}):
        return ()
    content = render(
        "method.md.jinja",
        bands=_bands(),
        space=NARROW_SPACE,
        given=percent(EXAMPLE),
        other_side=minority_odds(EXAMPLE),
        room=points(0, settings.limits.freeze_points / 100),
    )
    return (RenderedFile(path=page_source(ADDRESS), content=content),)


def _bands() -> list[tuple[str, str, str]]:
    """Each band of words: from, to below, and the words."""
    ends = [0.0, *(min(upper, 1.0) for upper, _ in BANDS)]
    return [
        (percent(low), percent(high), words)
        for (low, high), (_, words) in zip(pairwise(ends), BANDS, strict=True)
    ]
