"""Whose record a forecast enters: its author's, or the desk's for people of the desk itself."""

from __future__ import annotations

from foresite.model import Archive
from foresite.publication import DESK


def record_of_author(author: str, archive: Archive) -> str:
    """The author under whose id the forecasts of that one are counted."""
    described = archive.author(author)
    return DESK if described and described.is_own else author


def members(author: str, archive: Archive) -> frozenset[str]:
    """The authors whose forecasts are in that one's record; people of the desk in the desk's."""
    if author != DESK:
        return frozenset({author})
    return frozenset({DESK, *(one.id for one in archive.authors if one.is_own)})
