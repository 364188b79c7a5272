"""The audit of signposts as tables: every one that fired, and every large move.

RFC 4180, formulas made inert, like the other tables of the track record.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from foresite.data_files.addresses import update_url
from foresite.data_files.history_csv import inert_cell
from foresite.model import Archive
from foresite.publication import RenderedFile, Settings
from foresite.track_record.audit import Audit, audit

FOLDER = "track-record/"

SIGNPOSTS = (
    *("forecast", "author", "signpost", "dimension", "event", "comparison", "probability"),
    *("fired_on", "answered_on", "before", "after", "moved", "followed", "url"),
)
MOVES = ("forecast", "author", "moved_on", "before", "after", "called_for", "url")
"""The columns, which are published addresses: they are added to, never renamed."""

Cell = str | float | None


def audit_files(
    archive: Archive, *, settings: Settings, today: date
) -> tuple[RenderedFile, RenderedFile]:
    """``signposts.csv`` and ``moves.csv`` of the whole archive; ``author`` tells whose each is."""
    days = settings.limits.signpost_days
    made = audit(archive, today=today, author=None, signpost_days=days)
    return (
        _file("signposts", SIGNPOSTS, _signposts(made, settings)),
        _file("moves", MOVES, _moves(made, settings)),
    )


def _signposts(made: Audit, settings: Settings) -> Iterator[tuple[Cell, ...]]:
    for one in made.fired:
        signpost = one.fired.signpost
        update = one.answered
        yield (
            one.forecast.id,
            one.forecast.author,
            signpost.id,
            signpost.dimension or "headline",
            signpost.event,
            signpost.moves_to.comparison.value,
            signpost.moves_to.probability,
            one.fired.on.isoformat(),
            update.made_on.isoformat() if update else "",
            one.before,
            one.after,
            one.moved,
            one.followed.value,
            update_url(one.forecast.id, update.id, settings=settings, start=FOLDER)
            if update
            else "",
        )


def _moves(made: Audit, settings: Settings) -> Iterator[tuple[Cell, ...]]:
    for move in made.moves:
        step = move.step
        yield (
            move.forecast.id,
            move.forecast.author,
            step.update.made_on.isoformat(),
            step.before,
            step.after,
            "true" if move.is_called_for else "false",
            update_url(move.forecast.id, step.update.id, settings=settings, start=FOLDER),
        )


def _file(name: str, columns: tuple[str, ...], lines: Iterable[tuple[Cell, ...]]) -> RenderedFile:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    for line in lines:
        writer.writerow([_text(cell) for cell in line])
    return RenderedFile(path=f"{FOLDER}{name}.csv", content=written.getvalue())


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return repr(cell) if isinstance(cell, float) else inert_cell(cell)
