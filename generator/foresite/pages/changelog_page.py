"""Every change to every forecast, newest first; derived, never written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from foresite import sentences
from foresite.history import Entry, headline_belief
from foresite.model import Archive
from foresite.pages.environment import render
from foresite.pages.pagination import list_pages
from foresite.pages.phrases import Step, step
from foresite.publication import (
    RenderedFile,
    Settings,
    entry_anchor,
    forecast_address,
    page_source,
    relative,
)
from foresite.words import counted, long_day


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One change: of which forecast, what in a few words, what else, and why."""

    question: str
    href: str
    way: str
    sign: str
    headline: str
    changes: tuple[str, ...]
    reason: str


def entry_view(entry: Entry, *, start: str) -> EntryView:
    """An entry for a list on the page at ``start``."""
    address = relative(forecast_address(entry.forecast.id), start=start)
    made = _step(entry)
    return EntryView(
        question=entry.forecast.question,
        href=f"{address}#{_anchor(entry)}",
        way=made.tone if made else "none",
        sign=made.sign if made and made.tone != "none" else "",
        headline=sentences.headline(entry),
        changes=sentences.sentences(entry),
        reason=sentences.REASONS[entry.update.reason] if entry.update else "",
    )


def _anchor(entry: Entry) -> str:
    correction = entry.correction
    return entry_anchor(
        entry.on, entry.update.id if entry.update else None, correction.id if correction else None
    )


def _step(entry: Entry) -> Step | None:
    """How the headline moved; None where it has no number before or after."""
    before = headline_belief(entry.forecast, entry.before)
    after = headline_belief(entry.forecast, entry.after)
    return step(entry.forecast.kind, before, after) if before and after else None


def changelog_pages(
    archive: Archive, *, settings: Settings, log: tuple[Entry, ...]
) -> Iterator[RenderedFile]:
    """The site's changelog; ``log`` is ``history.changelog`` of the archive."""
    description = (
        f"{counted(len(log), 'change')} to {counted(len(archive.forecasts), 'forecast')} "
        f"on {settings.site_name}, newest first."
    )
    for page in list_pages(log, address="changelog/"):
        days = [
            (long_day(on), on.isoformat(), [entry_view(e, start=page.address) for e in of_day])
            for on, of_day in groupby(page.items, key=lambda entry: entry.on)
        ]
        content = render(
            "changelog.md.jinja",
            description=description[:1].upper() + description[1:],
            days=days,
            page=page,
            newer=page.newer and relative(page.newer, start=page.address),
            older=page.older and relative(page.older, start=page.address),
            feed=relative("feed.xml", start=page.address),
        )
        yield RenderedFile(path=page_source(page.address), content=content)
