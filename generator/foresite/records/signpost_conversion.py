"""Signposts' events from their records: what forecast.yml says of them, and what updates say.

Whether they can have happened in that order is a rule that looks across files, in ``checks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.model import SignpostEvent, SignpostState
from foresite.records.forecast_file import SignpostRecord
from foresite.records.update_file import SignpostEventRecord
from foresite.source import Document


def recorded_events(
    id_: str, record: SignpostRecord, document: Document
) -> Iterator[SignpostEvent]:
    """What forecast.yml itself says became of a signpost."""
    if record.fired:
        yield SignpostEvent(
            signpost=id_,
            state=SignpostState.FIRED,
            on=record.fired.on,
            because=record.fired.evidence,
            source=record.fired.source or "",
            url=record.fired.url,
            where=document.place(("signposts", id_, "fired", "on")),
        )
    if record.expired:
        yield SignpostEvent(
            signpost=id_,
            state=SignpostState.EXPIRED,
            on=record.expired.on,
            because=record.expired.reason,
            where=document.place(("signposts", id_, "expired", "on")),
        )


def update_event(
    id_: str, record: SignpostEventRecord, document: Document, made_on: date
) -> SignpostEvent:
    """What an update says became of a signpost; on its own day, if it names none."""
    return SignpostEvent(
        signpost=id_,
        state=record.state,
        on=record.on or made_on,
        evidence=tuple(record.evidence),
        where=document.key_place(("signposts", id_)),
    )
