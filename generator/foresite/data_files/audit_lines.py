"""The audit of signposts as tables' lines: every one that fired, and every large move."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.data_files.addresses import update_url
from foresite.data_files.tables import Line
from foresite.publication import Settings
from foresite.track_record.audit import Audit

FOLDER = "track-record/"

SIGNPOSTS = (
    *("forecast", "author", "signpost", "dimension", "event", "comparison", "probability"),
    *("fired_on", "answered_on", "before", "after", "moved", "followed", "url"),
)
MOVES = ("forecast", "author", "moved_on", "before", "after", "called_for", "url")
"""The columns, which are published addresses: they are added to, never renamed."""


def signpost_lines(made: Audit, *, settings: Settings) -> Iterator[Line]:
    """A line for each signpost that fired, with the update that answered it."""
    for one in made.fired:
        signpost = one.fired.signpost
        update = one.answered
        yield {
            "forecast": one.forecast.id,
            "author": one.forecast.author,
            "signpost": signpost.id,
            "dimension": signpost.dimension or "headline",
            "event": signpost.event,
            "comparison": signpost.moves_to.comparison.value,
            "probability": signpost.moves_to.probability,
            "fired_on": one.fired.on,
            "answered_on": update.made_on if update else None,
            "before": one.before,
            "after": one.after,
            "moved": one.moved,
            "followed": one.followed.value,
            "url": update_url(one.forecast.id, update.id, settings=settings, start=FOLDER)
            if update
            else None,
        }


def move_lines(made: Audit, *, settings: Settings) -> Iterator[Line]:
    """A line for each large move of a headline."""
    for move in made.moves:
        step = move.step
        yield {
            "forecast": move.forecast.id,
            "author": move.forecast.author,
            "moved_on": step.update.made_on,
            "before": step.before,
            "after": step.after,
            "called_for": move.is_called_for,
            "url": update_url(move.forecast.id, step.update.id, settings=settings, start=FOLDER),
        }
