"""An update from its record: its day from the file's name, its beliefs, its evidence."""

from __future__ import annotations

from foresite.model import SINGLE_READING, Bearing, Evidence, Reason, Update
from foresite.problems import Location, Problem
from foresite.publication import DESK
from foresite.records.belief_conversion import belief_model, reference_model
from foresite.records.file_names import day_of_name
from foresite.records.reader import Reader
from foresite.records.signpost_conversion import update_event
from foresite.records.unread import BODY
from foresite.records.update_file import WHOLE_QUESTION, EvidenceRecord, UpdateRecord
from foresite.source import Document, Path


def update_model(record: UpdateRecord, reader: Reader, *, default_author: str | None) -> Update:
    """An update from its record; its day and id come from the file's name."""
    document = reader.document
    stem, made_on = day_of_name(reader)
    if reader.knows(BODY) and not document.has_words:
        message = "has no rationale: nothing stands below the closing “---”"
        hint = "say in a sentence or more why the number is what it is"
        problem = Problem(document.body_missing, "rationale-missing", message, hint)
        reader.refuse(problem, BODY)
    is_empty = record.probability is None and ("probability",) in document.places
    if is_empty and reader.knows("probability"):
        message = "probability is empty, but must be a number between 0 and 1"
        hint = "write a number such as 0.75"
        where = document.place(("probability",))
        reader.refuse(Problem(where, "probability-format", message, hint), "probability")
    beliefs = [
        (id_, belief_model(belief, reader, ("dimensions", id_)))
        for id_, belief in record.dimensions.items()
    ]
    if record.options is not None or record.quantiles is not None:
        beliefs.insert(0, (SINGLE_READING, belief_model(record, reader, ())))
    return Update(
        id=stem,
        made_on=made_on,
        author=record.author or default_author or DESK,
        reason=record.reason or Reason.OPENING,
        probability=record.probability,
        market=reference_model(record.market),
        beliefs=tuple(beliefs),
        evidence=tuple(
            _evidence(piece, document, index) for index, piece in enumerate(record.evidence)
        ),
        signposts=tuple(
            update_event(id_, event, document, made_on) for id_, event in record.signposts.items()
        ),
        counterargument=record.counterargument,
        forces=tuple(record.forces) if record.forces is not None else None,
        review_by=record.review_by,
        rationale=document.body.strip("\n"),
        typed=document.data,
        where=_belief_place(record, document),
        rationale_where=document.body_start,
        places=document.field_places(),
    )


def _belief_place(record: UpdateRecord, document: Document) -> Location:
    """Where the update's own number stands, whatever kind it is."""
    given = (key for key in ("probability", "options", "quantiles") if getattr(record, key))
    return document.place((next(given, "probability"),))


def _evidence(record: EvidenceRecord, document: Document, index: int) -> Evidence:
    path: Path = ("evidence", index)
    return Evidence(
        id=record.id,
        claim=record.claim,
        kind=record.kind,
        bears_on=tuple(
            Bearing(
                dimension=None if key == WHOLE_QUESTION else key,
                direction=direction,
                where=document.key_place((*path, "bears_on", key)),
            )
            for key, direction in record.bears_on.items()
        ),
        source=record.source or "",
        url=record.url,
        dated=record.dated,
        likelihood_ratio=record.likelihood_ratio,
        where=document.place((*path, "id")),
    )
