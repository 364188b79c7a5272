"""The words of the audit of signposts, for a track record's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foresite import sentences
from foresite.model import Forecast
from foresite.pages.phrases import capitalised
from foresite.pages.tables import Cell, Table
from foresite.publication import forecast_address, relative, update_anchor
from foresite.track_record.audit import LARGE, Audit, FiredSignpost, Followed, LargeMove
from foresite.words import counted, day, percent_change, points, signed_points

MOST = 12
"""Rows of each table."""

FOLLOWED = {
    Followed.AS_SAID: "as said",
    Followed.SHORT: "that way, not so far",
    Followed.UNMOVED: "not moved",
    Followed.AGAINST: "the other way",
    Followed.UNANSWERED: "no update",
}

_DID = {
    Followed.SHORT: "went that way, but not so far",
    Followed.UNMOVED: "did not move",
    Followed.AGAINST: "went the other way",
    Followed.UNANSWERED: "had no update",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView:
    """What the template prints: what is meant, then a sentence and a table for each question."""

    note: str
    fired: str
    fired_table: Table | None
    moves: str
    moves_table: Table | None


def audit_view(made: Audit, *, start: str, signpost_days: int) -> AuditView:
    """An audit in words, for the page at ``start``."""
    return AuditView(
        note=(
            "A signpost says beforehand where a number will go if an event happens. It was followed "
            "as said if the update that answered it reached that number. A signpost called for a "
            "move if it pointed the same way and fired since the number before, or within "
            f"{counted(signpost_days, 'day')} of the move."
        ),
        fired=_fired(made),
        fired_table=_fired_table(made, start) if made.fired else None,
        moves=_moves(made),
        moves_table=_moves_table(made, start) if made.moves else None,
    )


def _fired(made: Audit) -> str:
    """Of the signposts that fired, in how many the number went as had been said, and how far."""
    count = len(made.fired)
    if not count:
        return "No signpost has fired yet, so nobody can tell whether the numbers follow them."
    followed = made.count(Followed.AS_SAID)
    if count == 1:
        did = {Followed.AS_SAID: "went where it had been said to go", **_DID}
        said = f"One signpost has fired, and the number {did[made.fired[0].followed]}."
    else:
        said = (
            f"Of {counted(count, 'signpost')} that have fired, {_some(followed)} took the number "
            "where it had been said to go"
        )
        rest = [counted(made.count(way), _DID[way], _DID[way]) for way in _DID if made.count(way)]
        said += f". The rest: {'; '.join(rest)}." if rest else "."
    mean = made.mean_move
    if mean is not None and count > 1:
        said += f" In the mean the numbers went {signed_points(0, mean)} the signposts’ way."
    return said


def _some(number: int) -> str:
    return counted(number, "signpost").split(" ")[0] if number else "none"


def _moves(made: Audit) -> str:
    """Of the large moves, how many had a signpost."""
    large = points(0, LARGE)
    count = len(made.moves)
    if not count:
        return f"No headline has moved by {large} or more from one update to the next."
    called = sum(move.is_called_for for move in made.moves)
    if count == 1:
        had = "a signpost had called for it" if called else "no signpost had called for it"
        return f"One headline has moved by {large} or more from one update to the next: {had}."
    many = f"{counted(count, 'move')} of {large} or more from one update to the next"
    return f"Of {many}, {_some(called)} had a signpost that called for it."


def _fired_table(made: Audit, start: str) -> Table:
    newest = list(reversed(made.fired))[:MOST]
    return Table(
        name=_named("Signposts that fired", len(made.fired)),
        columns=("Signpost", "Fired", "Was to go", "Went", "Followed"),
        rows=tuple(tuple(_fired_row(one, start)) for one in newest),
        is_figures=False,
    )


def _fired_row(one: FiredSignpost, start: str) -> Iterator[Cell]:
    signpost = one.fired.signpost
    yield Cell(
        text=signpost.event,
        note=one.forecast.question,
        href=f"{relative(forecast_address(one.forecast.id), start=start)}#signposts",
    )
    yield Cell(text=day(one.fired.on))
    yield Cell(text=sentences.threshold(signpost.moves_to))
    yield _went(one)
    yield Cell(text=capitalised(FOLLOWED[one.followed]))


def _went(one: FiredSignpost) -> Cell:
    if one.answered is None or one.after is None:
        return Cell(text="–")
    days = (one.answered.made_on - one.fired.on).days
    when = "that day" if days == 0 else f"after {counted(days, 'day')}"
    if one.before is None:
        return Cell(text=percent_change(one.after, one.after)[0], note=f"its first number, {when}")
    arrow = " → ".join(percent_change(one.before, one.after))
    return Cell(text=arrow, note=f"{signed_points(one.before, one.after)}, {when}")


def _moves_table(made: Audit, start: str) -> Table:
    """The largest first: so nobody has to look for what was not explained."""
    by_size = sorted(made.moves, key=lambda m: -abs(m.step.after - m.step.before))[:MOST]
    return Table(
        name=_named(f"Moves of {points(0, LARGE)} or more", len(made.moves)),
        columns=("Move", "On", "A signpost had fired"),
        rows=tuple(tuple(_move_row(move, start)) for move in by_size),
        is_figures=False,
    )


def _move_row(move: LargeMove, start: str) -> Iterator[Cell]:
    step = move.step
    arrow = " → ".join(percent_change(step.before, step.after))
    yield Cell(
        text=f"{arrow} ({signed_points(step.before, step.after)})",
        note=move.forecast.question,
        href=_update_href(move.forecast, step.update.id, start),
    )
    yield Cell(text=day(step.update.made_on))
    yield Cell(text="Yes" if move.is_called_for else "No", note=_watched(move.forecast))


def _watched(forecast: Forecast) -> str:
    return "" if forecast.signposts else "none was ever named"


def _update_href(forecast: Forecast, update: str, start: str) -> str:
    return f"{relative(forecast_address(forecast.id), start=start)}#{update_anchor(update)}"


def _named(name: str, count: int) -> str:
    return f"{name}, {MOST} of {count:,}" if count > MOST else name
