"""The home page: what moved, what is live, what resolves next, how it came out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from foresite import sentences
from foresite.history import (
    BeliefChanged,
    Entry,
    HeadlineMoved,
    Resolved,
    headline_belief,
    said,
    status,
)
from foresite.model import Archive, Forecast, Status
from foresite.pages.archive_words import about
from foresite.pages.changelog_page import EntryView, entry_view
from foresite.pages.environment import render
from foresite.pages.forecast.ledger_words import how_to_check
from foresite.pages.rows import row
from foresite.publication import RenderedFile, Settings, forecast_address, page_source, relative
from foresite.words import counted, day

MOVES, LIVE, NEXT, DECIDED = 3, 12, 4, 5
"""How many of each fit into ten seconds of reading; so many moves fill a row of cards."""

RECENT = timedelta(days=90)


def home_page(
    archive: Archive,
    *,
    settings: Settings,
    today: date,
    log: tuple[Entry, ...],
    record: str = "",
    has_calls: bool = False,
) -> RenderedFile:
    """The page at the site's root; ``log`` is ``history.changelog`` of the archive.

    ``record`` says in a line how good the forecasts have been; ``has_calls``,
    whether the record's page has any to show.
    """
    live = sorted(
        (f for f in archive.forecasts if status(f, today=today) is Status.OPEN),
        key=lambda f: (-_last_update(f).toordinal(), f.id),
    )
    recent = [e for e in log if e.on > today - RECENT and _moved(e)]
    moved = _last_of_each(e for e in recent if not _opens(e))
    has_moved = {e.forecast.id for e in moved}
    opened = [e for e in recent if _opens(e) and e.forecast.id not in has_moved]
    if len(live) == 1 and [e.forecast.id for e in opened] == [live[0].id]:
        opened = []  # What is live says the same a few lines further down.
    updates = sum(len(f.updates) for f in archive.forecasts)
    content = render(
        "home.md.jinja",
        title=settings.site_name,
        description=(
            f"{_capital(counted(len(archive.forecasts), 'forecast'))} with "
            f"{counted(updates, 'dated update')}, and all that changed."
            if archive.forecasts
            else "No forecast is published yet."
        ),
        is_empty=not archive.forecasts,
        desk=settings.desk,
        about=about(archive, settings=settings),
        how_to_check=how_to_check(settings.authored, start=""),
        moves=[_shown(e) for e in moved[:MOVES]],
        opened=[_shown(e) for e in opened[: MOVES - len(moved[:MOVES])]],
        live=[row(f, start="", today=today) for f in live[:LIVE]],
        live_count=len(live),
        upcoming=[_next(f) for f in _resolving_next(archive, today)[:NEXT]],
        notes=_notes(live, archive, today),
        record=record,
        record_title="The track record, worst calls first" if has_calls else "The track record",
        decided=[row(f, start="", today=today) for f in _decided(log, today)[:DECIDED]],
    )
    return RenderedFile(path=page_source(""), content=content)


def _notes(live: list[Forecast], archive: Archive, today: date) -> list[str]:
    """What the list of coming resolutions cannot show."""
    undated = sum(f.scheduled_on is None for f in live)
    closed = [f for f in archive.forecasts if status(f, today=today) is Status.CLOSED]
    waiting = sum(f.scheduled_on is not None and f.scheduled_on < today for f in closed)
    notes = []
    if undated:
        has = "has" if undated == 1 else "have"
        notes.append(f"{counted(undated, 'open question')} {has} no published closing date.")
    if waiting:
        await_ = "has closed and awaits" if waiting == 1 else "have closed and await"
        notes.append(f"{counted(waiting, 'question')} {await_} resolution.")
    return [_capital(sentence) for sentence in notes]


def _shown(entry: Entry) -> tuple[str, str, EntryView]:
    return day(entry.on), entry.on.isoformat(), entry_view(entry, start="")


def _last_of_each(entries: Iterable[Entry]) -> list[Entry]:
    """The last entry of each forecast, newest first, so that a busy one leaves room for others."""
    last: dict[str, Entry] = {}
    for entry in entries:
        last.setdefault(entry.forecast.id, entry)
    return list(last.values())


def _opens(entry: Entry) -> bool:
    """Whether it publishes the first number, which has moved from nothing."""
    return headline_belief(entry.forecast, entry.before) is None


def _moved(entry: Entry) -> bool:
    return any(isinstance(change, HeadlineMoved | BeliefChanged) for change in entry.changes)


def _resolving_next(archive: Archive, today: date) -> list[Forecast]:
    """What is due, soonest first; a question that has closed may be due long after."""
    due = [
        (f.scheduled_on, f.id, f)
        for f in archive.forecasts
        if f.scheduled_on and status(f, today=today) in (Status.OPEN, Status.CLOSED)
    ]
    return [f for on, _, f in sorted(due) if on >= today]


def _next(forecast: Forecast) -> tuple[str, str, str, str]:
    now = said(forecast, forecast.updates[-1]) if forecast.updates else None
    href = relative(forecast_address(forecast.id), start="")
    return (
        forecast.question,
        href,
        day(forecast.scheduled_on) if forecast.scheduled_on else "",
        "" if now is None else sentences.figure(forecast, now).short,
    )


def _decided(log: tuple[Entry, ...], today: date) -> list[Forecast]:
    """What is resolved, the latest first; what was withdrawn is not."""
    resolved = (e.forecast for e in log if any(isinstance(c, Resolved) for c in e.changes))
    latest = {f.id: f for f in resolved if status(f, today=today) is Status.RESOLVED}
    return list(latest.values())


def _last_update(forecast: Forecast) -> date:
    return forecast.updates[-1].made_on if forecast.updates else forecast.opened_on


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
