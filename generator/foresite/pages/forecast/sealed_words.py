"""Sealed texts on a forecast's page: both dates, and whether text and digest match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from foresite.author_html import author_html
from foresite.model import Forecast, Reveal, Seal
from foresite.pages.forecast.recorded_words import date_mark
from foresite.publication import Limits, sealed_anchor, sealed_file
from foresite.words import counted, day, long_day


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedView:
    """A sealed text; ``text`` is empty, and what tells of it, until it is revealed.

    ``recorded`` and ``reveal_recorded`` say since when git has what is dated
    otherwise, ``unproved`` that it does not have the seal longer than the text.
    """

    anchor: str
    title: str
    iso: str
    sealed: str
    digest: str
    recorded: str = ""
    revealed: str = ""
    revealed_iso: str = ""
    reveal_recorded: str = ""
    unproved: str = ""
    later: str = ""
    matches: bool = True
    found: str = ""
    text: Markup | str = ""
    file: str = ""


def sealed_views(forecast: Forecast, limits: Limits, today: date) -> Iterator[SealedView]:
    """The texts sealed up to ``today``, newest first, each as it then stands."""
    for seal in reversed(forecast.seals):
        if seal.sealed_on <= today:
            is_open = seal.reveal is not None and seal.reveal.revealed_on <= today
            yield _view(seal, seal.reveal if is_open else None, limits)


def _view(seal: Seal, reveal: Reveal | None, limits: Limits) -> SealedView:
    closed = SealedView(
        anchor=sealed_anchor(seal.id),
        title=seal.about or "A sealed text",
        iso=seal.sealed_on.isoformat(),
        sealed=day(seal.sealed_on),
        digest=seal.digest,
        recorded=date_mark(seal.sealed_on, seal.recorded_on, limits),
    )
    if reveal is None:
        return closed
    days = (reveal.revealed_on - seal.sealed_on).days
    return replace(
        closed,
        reveal_recorded=date_mark(reveal.revealed_on, reveal.recorded_on, limits),
        unproved=_unproved(seal, reveal),
        revealed=day(reveal.revealed_on),
        revealed_iso=reveal.revealed_on.isoformat(),
        later=f"{counted(days, 'day')} later" if days else "on the same day",
        matches=reveal.digest == seal.digest,
        found=reveal.digest,
        text=author_html(reveal.text, heading_level=4),
        file=sealed_file(seal.id),
    )


def _unproved(seal: Seal, reveal: Reveal) -> str:
    """That seal and text came into git together; "" if not, or if git knows nothing."""
    since, shown = seal.recorded_on, reveal.recorded_on
    if since is None or shown is None or since < shown:
        return ""
    return (
        f"But the seal itself came into this archive only on {long_day(since)}, no earlier than "
        "the text: nothing here shows that the text is older."
    )
