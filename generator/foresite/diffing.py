"""What a change does to an archive, in sentences.

Enters two archives, before and after; leaves a ``ForecastDiff`` for each
forecast that differs. It compares what the archives say, not their text: the
same changelog entries that readers see, those that are new, and those that
were published and are no longer as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foresite.history import Entry, entries
from foresite.model import Archive, Forecast, Update
from foresite.sentences import headline, sentences
from foresite.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastDiff:
    """How one forecast differs; ``before`` or ``after`` is None if it was added or removed.

    ``added`` are the changelog entries that are new, oldest first; ``edited``
    the updates whose published text is different, ``removed`` those now gone.
    """

    id: str
    before: Forecast | None
    after: Forecast | None
    added: tuple[Entry, ...] = ()
    edited: tuple[Update, ...] = ()
    removed: tuple[Update, ...] = ()


def diff(before: Archive, after: Archive, *, today: date) -> tuple[ForecastDiff, ...]:
    """Every forecast that differs, by id."""
    old = {forecast.id: forecast for forecast in before.forecasts}
    new = {forecast.id: forecast for forecast in after.forecasts}
    compared = (_compared(id_, old.get(id_), new.get(id_), today) for id_ in sorted(old | new))
    return tuple(found for found in compared if found is not None)


def _compared(
    id_: str, before: Forecast | None, after: Forecast | None, today: date
) -> ForecastDiff | None:
    if before == after:
        return None
    if after is None or before is None:
        added = entries(after, today=today) if after else ()
        return ForecastDiff(id=id_, before=before, after=after, added=added)
    known = {(entry.on, entry.update and entry.update.id) for entry in entries(before, today=today)}
    published = {update.id: update for update in before.updates}
    present = {update.id: update for update in after.updates}
    return ForecastDiff(
        id=id_,
        before=before,
        after=after,
        added=tuple(
            entry
            for entry in entries(after, today=today)
            if (entry.on, entry.update and entry.update.id) not in known
        ),
        edited=tuple(u for i, u in present.items() if i in published and u != published[i]),
        removed=tuple(u for i, u in published.items() if i not in present),
    )


def diff_sentences(found: ForecastDiff) -> tuple[str, ...]:
    """A forecast's difference as plain sentences without full stops.

    ``open-model-parity: 75 % → 78 %, Benchmark parity: 70 % → 74 % (+4 points)``
    """
    if found.after is None:
        return (f"{found.id}: removed from the archive",)
    said = [f"{found.id}: {_entry_sentence(entry)}" for entry in found.added]
    said += [f"{found.id}: the published update of {day(u.made_on)} is edited" for u in found.edited]
    said += [f"{found.id}: the published update of {day(u.made_on)} is removed" for u in found.removed]
    if not said:
        said.append(f"{found.id}: the question’s own text changed, its forecast did not")
    return tuple(said)


def _entry_sentence(entry: Entry) -> str:
    return "; ".join((headline(entry), *(_lowered(s) for s in sentences(entry))))


def _lowered(sentence: str) -> str:
    """A sentence's first letter lowered where it begins with a common word of ours."""
    first = sentence.partition(" ")[0]
    ours = ("Criteria", "Evidence", "Counterargument", "Forces", "Signpost", "Closed", "One", "Two")
    return sentence[:1].lower() + sentence[1:] if first in ours else sentence
