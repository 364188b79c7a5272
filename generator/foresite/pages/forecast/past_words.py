"""The words for an honest past: dates that git does not bear out, and corrections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from foresite import sentences
from foresite.author_html import verbatim_html
from foresite.history import days_late
from foresite.model import Archive, Correction, Forecast, Update
from foresite.pages.forecast.recorded_words import date_mark, mark, span
from foresite.pages.forecast.view import CorrectionView
from foresite.pages.phrases import capitalised
from foresite.publication import Limits, Settings, entry_anchor, update_anchor
from foresite.words import counted, long_day, spelled


def recorded_notes(forecast: Forecast, limits: Limits) -> tuple[str, ...]:
    """A note for each day on which several updates were recorded together, not on their own."""
    return tuple(_note(forecast, on, limits) for on in sorted(_shared_days(forecast, limits)))


def _note(forecast: Forecast, on: date, limits: Limits) -> str:
    late = [
        _days_late(update, limits)
        for update in _misdated(forecast, limits)
        if update.recorded_on == on
    ]
    count, total = len(late), len(forecast.updates)
    all_of_them = counted(total, "update")
    who = f"{spelled(count)} of {all_of_them}" if count < total else f"all {all_of_them}"
    side = "before" if max(late) < 0 else "after"
    return (
        f"{capitalised(who)} came into this archive on {long_day(on)}, "
        f"up to {span(max(map(abs, late)))} {side} their dates. "
        "This archive cannot show that they were made on those days."
    )


def recorded_mark(update: Update, forecast: Forecast, limits: Limits) -> str:
    """What stands at an update whose date git does not bear out; "" at any other."""
    late = _days_late(update, limits)
    if late and update.recorded_on in _shared_days(forecast, limits):
        return mark(late)
    return date_mark(update.made_on, update.recorded_on, limits)


def _days_late(update: Update, limits: Limits) -> int:
    return days_late(update.made_on, update.recorded_on, within=limits.recorded_days)


def _misdated(forecast: Forecast, limits: Limits) -> Iterable[Update]:
    return (u for u in forecast.updates if _days_late(u, limits))


def _shared_days(forecast: Forecast, limits: Limits) -> set[date]:
    found = Counter(update.recorded_on for update in _misdated(forecast, limits))
    return {on for on, count in found.items() if on is not None and count > 1}


def corrections_of(
    forecast: Forecast, files: str, archive: Archive, settings: Settings
) -> tuple[CorrectionView, ...]:
    """What was corrected in a file, at the place where it is read, newest first.

    ``files`` is a pattern for their paths. The page keeps the earlier text at
    the update it belongs to, and else in the list of updates.
    """
    made = (c for c in reversed(forecast.corrections) if re.fullmatch(files, c.file))
    return tuple(_view(c, archive, settings, is_kept_here=_is_update(c)) for c in made)


def correction_entry(
    correction: Correction, archive: Archive, settings: Settings
) -> tuple[CorrectionView, ...]:
    """A correction in the list of updates; an update has its earlier text itself."""
    return (_view(correction, archive, settings, is_kept_here=not _is_update(correction)),)


def _view(
    correction: Correction, archive: Archive, settings: Settings, *, is_kept_here: bool
) -> CorrectionView:
    who = sentences.author_name(correction.by, archive, desk=settings.desk)
    what = f"{correction.what} " if correction.what else ""
    elsewhere = (
        update_anchor(correction.file.removeprefix("updates/").removesuffix(".md"))
        if _is_update(correction)
        else entry_anchor(correction.made_on, None, correction.id)
    )
    said = f"Corrected on {long_day(correction.made_on)} by {who}."
    return CorrectionView(
        summary=f"{said} {what}Why: {correction.because}",
        earlier=verbatim_html(correction.earlier) if is_kept_here else Markup(),
        href="" if is_kept_here else f"#{elsewhere}",
    )


def _is_update(correction: Correction) -> bool:
    return correction.file.startswith("updates/")
