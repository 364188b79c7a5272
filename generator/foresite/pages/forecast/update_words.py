"""The words of one update among a forecast's updates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from foresite import sentences
from foresite.author_html import author_html
from foresite.history import Entry, EvidenceAdded
from foresite.model import Archive, Forecast, Update
from foresite.pages.forecast.past_words import correction_entry, corrections_of, recorded_mark
from foresite.pages.forecast.view import CorrectionView, UpdateView
from foresite.pages.phrases import capitalised
from foresite.publication import Settings, entry_anchor
from foresite.words import counted, day

NEWEST = 20
"""Entries that a reader may want to scroll through; of a period, as many as one fold holds."""


def by_age(made: Sequence[Entry]) -> tuple[list[Entry], list[tuple[str, list[Entry]]]]:
    """The newest entries, newest first; then all older ones, by year or by month.

    A year is one fold, unless more than ``NEWEST`` older entries are of it: then
    each of its months is.
    """
    newest_first = list(reversed(made))
    older = newest_first[NEWEST:]
    of_year = Counter(entry.on.year for entry in older)

    def period(entry: Entry) -> str:
        return f"{entry.on:%B %Y}" if of_year[entry.on.year] > NEWEST else f"{entry.on:%Y}"

    folds = [(name, list(entries)) for name, entries in groupby(older, key=period)]
    return newest_first[:NEWEST], [
        (f"{name}: {counted(len(entries), 'entry', 'entries')}", entries) for name, entries in folds
    ]


def update_view(
    entry: Entry, forecast: Forecast, archive: Archive, settings: Settings
) -> UpdateView:
    """An update or another entry of the history: what changed, and the rationale."""
    update: Update | None = entry.update
    other = update and update.author != forecast.author
    correction = entry.correction
    return UpdateView(
        anchor=entry_anchor(
            entry.on, update.id if update else None, correction.id if correction else None
        ),
        heading=sentences.headline(entry),
        day=day(entry.on),
        iso=entry.on.isoformat(),
        reason=_reason(forecast, update) if update else "",
        author=sentences.author_name(update.author, archive, desk=settings.desk)
        if update and other
        else "",
        # What a correction says stands below, with who made it.
        changes=() if correction else sentences.sentences(entry),
        evidence=tuple(c.evidence.claim for c in entry.changes if isinstance(c, EvidenceAdded)),
        rationale=author_html(update.rationale, heading_level=4) if update else Markup(),
        recorded=recorded_mark(update, forecast, settings.limits) if update else "",
        corrections=_corrections(entry, forecast, archive, settings),
    )


def _corrections(
    entry: Entry, forecast: Forecast, archive: Archive, settings: Settings
) -> tuple[CorrectionView, ...]:
    if entry.update:
        return corrections_of(forecast, f"updates/{entry.update.id}.md", archive, settings)
    if entry.correction:
        return correction_entry(entry.correction, archive, settings)
    return ()


def _reason(forecast: Forecast, update: Update) -> str:
    said = capitalised(sentences.REASONS[update.reason])
    known = forecast.resolution.known_on if forecast.resolution else None
    if known and update.made_on > known:
        return f"{said}; made after the answer was known, not scored"
    return said
