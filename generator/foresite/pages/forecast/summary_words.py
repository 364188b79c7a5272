"""The words at the top of a forecast's page: its last move, its dates, its facts."""

from __future__ import annotations

from datetime import date

from foresite import sentences
from foresite.history import (
    BeliefChanged,
    Entry,
    HeadlineMoved,
    State,
    has_closed,
    headline_belief,
    is_frozen,
    status,
)
from foresite.kinds import kind_rules
from foresite.model import Archive, Forecast, Status
from foresite.pages.forecast.view import MoveView
from foresite.pages.phrases import SPOKEN, step
from foresite.publication import Settings
from foresite.words import day


def opened(forecast: Forecast, today: date) -> str:
    """When the question opened, or will open."""
    word = "Opens" if today < forecast.opened_on else "Open since"
    if status(forecast, today=today) in (Status.CLOSED, Status.RESOLVED):
        word = "Opened"
    return f"{word} {day(forecast.opened_on)}"


def closes(forecast: Forecast, today: date) -> str:
    """When the question closes or closed, if a date was published."""
    if forecast.closes_on is None:
        return "no closing date published"
    return (
        f"{'closed' if has_closed(forecast, today=today) else 'closes'} {day(forecast.closes_on)}"
    )


def last_move(forecast: Forecast, made: tuple[Entry, ...]) -> MoveView:
    """The last move of the headline: which way, how far, from what, and why."""
    moves = [entry for entry in made if _moves_headline(entry)]
    if not moves:
        return MoveView(way="none", sign="", spoken="", size="No forecast published yet", since="")
    entry = moves[-1]
    before = headline_belief(forecast, entry.before)
    after = headline_belief(forecast, entry.after)
    if before is None or after is None:
        since = f"since {day(entry.on)}, the first number here"
        return MoveView(way="none", sign="", spoken="", size="No move", since=since)
    last = step(forecast.kind, before, after)
    reason = sentences.REASONS[entry.update.reason] if entry.update else ""
    origin = kind_rules(forecast.kind).origin(forecast.kind, before, after)
    return MoveView(
        way=last.tone,
        sign=last.sign,
        spoken=SPOKEN[last.sign],
        size=last.size,
        since=f"on {day(entry.on)}, from {origin}: {reason}",
    )


def _moves_headline(entry: Entry) -> bool:
    settling = entry.forecast.settling
    return any(
        isinstance(change, HeadlineMoved)
        or (isinstance(change, BeliefChanged) and settling and change.dimension == settling.id)
        for change in entry.changes
    )


def facts(
    forecast: Forecast,
    made: tuple[Entry, ...],
    archive: Archive,
    settings: Settings,
    today: date,
) -> tuple[tuple[str, str], ...]:
    """Status, dates and author, as pairs of a name and what is so."""
    updates = [e for e in made if e.update is not None]
    moved = [e for e in updates if not e.reviewed_only]
    facts = []
    now = status(forecast, today=today)
    # How it came out stands above the number.
    if now is not Status.RESOLVED:
        facts.append(("Status", _status(forecast, made[-1].after if made else State(), now)))
    if moved:
        count = len(updates)
        nth = "the first and only update" if count == 1 else f"{count:,} updates in all"
        facts.append(("Updated", f"{day(moved[-1].on)}, {nth}"))
    if updates:
        facts.append(("Reviewed", day(updates[-1].on)))
        review_by = updates[-1].update.review_by if updates[-1].update else None
        if review_by and forecast.resolution is None:
            facts.append(("Next review", f"by {day(review_by)}"))
    if forecast.resolves_by:
        facts.append(("Answer due", f"by {day(forecast.resolves_by)}"))
    facts.append(
        ("Forecast by", sentences.author_name(forecast.author, archive, desk=settings.desk))
    )
    return tuple(facts)


def _status(forecast: Forecast, state: State, now: Status) -> str:
    said = sentences.STATUSES[now]
    return f"{said}; number frozen" if is_frozen(forecast, state) else said
