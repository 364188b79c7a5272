"""Sealed texts on a forecast's page: both dates, and whether text and digest match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from foresite.author_html import author_html
from foresite.model import Forecast, Reveal, Seal
from foresite.publication import sealed_anchor, sealed_file
from foresite.words import counted, day


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedView:
    """A sealed text; ``text`` is empty, and what tells of it, until it is revealed."""

    anchor: str
    title: str
    iso: str
    sealed: str
    digest: str
    revealed: str = ""
    revealed_iso: str = ""
    later: str = ""
    matches: bool = True
    found: str = ""
    text: Markup | str = ""
    file: str = ""


def sealed_views(forecast: Forecast, today: date) -> Iterator[SealedView]:
    """The texts sealed up to ``today``, newest first, each as it then stands."""
    for seal in reversed(forecast.seals):
        if seal.sealed_on <= today:
            is_open = seal.reveal is not None and seal.reveal.revealed_on <= today
            yield _view(seal, seal.reveal if is_open else None)


def _view(seal: Seal, reveal: Reveal | None) -> SealedView:
    title, iso = seal.about or "A sealed text", seal.sealed_on.isoformat()
    anchor, sealed = sealed_anchor(seal.id), day(seal.sealed_on)
    if reveal is None:
        return SealedView(anchor=anchor, title=title, iso=iso, sealed=sealed, digest=seal.digest)
    days = (reveal.revealed_on - seal.sealed_on).days
    return SealedView(
        anchor=anchor,
        title=title,
        iso=iso,
        sealed=sealed,
        digest=seal.digest,
        revealed=day(reveal.revealed_on),
        revealed_iso=reveal.revealed_on.isoformat(),
        later=f"{counted(days, 'day')} later" if days else "on the same day",
        matches=reveal.digest == seal.digest,
        found=reveal.digest,
        text=author_html(reveal.text, heading_level=4),
        file=sealed_file(seal.id),
    )
