"""Evidence that a reader could not look up."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.model import Archive, Forecast
from foresite.problems import Problem, Severity


def evidence_source(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """New evidence says who found it, or where.

    New is what may still be unpublished: an update is published within
    ``recorded_days`` of its date. From then on a source takes a correction, for
    which the desk board asks.
    """
    if forecast.resolution is not None or not desk.knows_answer(forecast):
        return
    for update in desk.dated(forecast):
        if (desk.today - update.made_on).days > desk.limits.recorded_days:
            continue
        for number, piece in enumerate(update.evidence):
            is_read = desk.knows(update, ("evidence", number))
            if is_read and not piece.source and not piece.url:
                message = f"gives the evidence “{piece.id}” without a source"
                hint = (
                    "add “source:” with who says so, or “url:” with where; "
                    "once it is published, that takes a correction"
                )
                yield Problem(piece.where, "evidence-source", message, hint, Severity.WARNING)
