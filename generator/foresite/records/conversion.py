"""From validated records to the model, with defaults filled in.

What one file alone can decide is decided here; rules that look across fields
or files are in ``checks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foresite.model import (
    SINGLE_READING,
    Bearing,
    CriteriaVersion,
    Dimension,
    Evidence,
    Forecast,
    Implication,
    Reason,
    Signpost,
    Update,
    Waiver,
)
from foresite.problems import Location, Problem
from foresite.publication import DESK
from foresite.records.belief_conversion import (
    belief_model,
    kind_beside_dimensions,
    kind_model,
    reference_model,
)
from foresite.records.forecast_file import CriteriaRecord, ForecastRecord
from foresite.records.headlines import headline_versions, reserved_ids
from foresite.records.signpost_conversion import recorded_events, update_event
from foresite.records.update_file import WHOLE_QUESTION, EvidenceRecord, UpdateRecord
from foresite.source import Document, Path

_UPDATE_NAME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(-[a-z0-9]+)*")


def forecast_model(
    record: ForecastRecord,
    document: Document,
    *,
    id_: str,
    updates: tuple[Update, ...],
) -> tuple[Forecast | None, tuple[Problem, ...]]:
    """A forecast from its record and its updates (oldest first), not yet resolved."""
    problems = list(_due_without_closing(record, document))
    dimensions = _dimensions(record, document, problems)
    headlines = headline_versions(record, document, dimensions, problems)
    if problems:
        return None, tuple(problems)
    return Forecast(
        id=id_,
        question=record.question,
        background=record.background or "",
        headline=headlines[-1].rule,
        headline_dimension=headlines[-1].dimension,
        headlines=headlines,
        implies=tuple(
            Implication(
                forecast=other.forecast,
                added_on=other.added_on,
                where=document.place(("implies", index, "forecast")),
            )
            for index, other in enumerate(record.implies)
        ),
        waivers=tuple(
            Waiver(rule=id_, reason=reason, where=document.key_place(("waivers", id_)))
            for id_, reason in record.waivers.items()
        ),
        dimensions=dimensions,
        signposts=_signposts(record, document),
        opened_on=record.opened_on,
        closes_on=record.closes_on,
        resolves_by=record.resolves_by,
        tags=tuple(dict.fromkeys(record.tags)),
        author=record.author or DESK,
        updates=updates,
        base_rate=reference_model(record.base_rate),
        path=document.path.rpartition("/")[0],
        where=Location(document.path),
        places=document.field_places(),
    ), ()


def _due_without_closing(record: ForecastRecord, document: Document) -> Iterator[Problem]:
    if record.resolves_by and record.closes_on is None:
        where = document.key_place(("resolves_by",))
        message = "resolves_by is given, but this file has no “closes_on”"
        hint = "add closes_on, the last day for updates: that day, or one before it"
        yield Problem(where, "missing-key", message, hint)


def _dimensions(
    record: ForecastRecord, document: Document, problems: list[Problem]
) -> tuple[Dimension, ...]:
    top = Location(document.path)
    if record.dimensions is None and record.criteria is None:
        hint = "add “criteria: …” and say what exactly would resolve the question, and who decides"
        problems.append(Problem(top, "missing-key", "this file has no “criteria”", hint))
        return ()
    if record.dimensions is not None and record.criteria is not None:
        where = document.key_place(("criteria",))
        hint = "move this text into the dimension it decides"
        message = "criteria stand beside dimensions, but each dimension has criteria of its own"
        problems.append(Problem(where, "criteria-twice", message, hint))
    if record.dimensions is None:
        versions = _criteria(
            record.criteria or [], document, ("criteria",), record.opened_on, problems
        )
        where = document.key_place(("criteria",))
        return (
            Dimension(
                id=SINGLE_READING,
                name="",
                question=record.question,
                criteria=versions,
                kind=kind_model(record, document, (), problems),
                where=where,
            ),
        )
    problems += kind_beside_dimensions(record, document)
    problems += reserved_ids(record, document)
    if not record.dimensions:
        where = document.key_place(("dimensions",))
        problems.append(
            Problem(where, "shape", "dimensions is empty", "delete the key, or add a dimension")
        )
    return tuple(
        Dimension(
            id=id_,
            name=dimension.name or id_.replace("-", " ").capitalize(),
            question=dimension.question or "",
            criteria=_criteria(
                dimension.criteria,
                document,
                ("dimensions", id_, "criteria"),
                dimension.added_on or record.opened_on,
                problems,
            ),
            kind=kind_model(dimension, document, ("dimensions", id_), problems),
            added_on=dimension.added_on,
            where=document.key_place(("dimensions", id_)),
            added_where=document.place(("dimensions", id_, "added_on")),
        )
        for id_, dimension in record.dimensions.items()
    )


def _criteria(
    records: list[CriteriaRecord],
    document: Document,
    path: Path,
    begins: date,
    problems: list[Problem],
) -> tuple[CriteriaVersion, ...]:
    versions: list[CriteriaVersion] = []
    for index, record in enumerate(records):
        where = document.place((*path, index))
        if index > 0:
            for key in ("since", "reason", "effect"):
                if getattr(record, key) is None:
                    message = f"version {index + 1} of the criteria has no “{key}”"
                    hint = (
                        "say from when it holds, why, and whether it narrows, widens or clarifies"
                    )
                    problems.append(Problem(where, "missing-key", message, hint))
        since = record.since or begins
        if versions and since <= versions[-1].since:
            message = f"holds since {since}, but the version before it since {versions[-1].since}"
            hint = "list versions from oldest to newest, a day each"
            place = document.place((*path, index, "since"))
            problems.append(Problem(place, "criteria-order", message, hint))
        versions.append(
            CriteriaVersion(
                since=since,
                status=record.status,
                text=record.text,
                reason=record.reason or "",
                effect=record.effect,
                where=where,
                text_where=document.place((*path, index, "text")),
            )
        )
    return tuple(versions)


def _signposts(record: ForecastRecord, document: Document) -> tuple[Signpost, ...]:
    return tuple(
        Signpost(
            id=id_,
            event=signpost.event,
            moves_to=signpost.moves_to,
            armed_on=signpost.armed_on or record.opened_on,
            dimension=signpost.dimension,
            expires_on=signpost.expires_on,
            events=tuple(recorded_events(id_, signpost, document)),
            where=document.key_place(("signposts", id_)),
        )
        for id_, signpost in record.signposts.items()
    )


def update_model(
    record: UpdateRecord, document: Document, *, default_author: str | None
) -> tuple[Update | None, tuple[Problem, ...]]:
    """An update from its record; its day and id come from the file's name."""
    problems: list[Problem] = []
    stem = document.path.rpartition("/")[2].removesuffix(".md")
    made_on = day_of_name(stem, document.path, problems)
    if not document.has_words:
        message = "has no rationale: nothing stands below the closing “---”"
        hint = "say in a sentence or more why the number is what it is"
        problems.append(Problem(document.body_missing, "rationale-missing", message, hint))
    if record.probability is None and ("probability",) in document.places:
        message = "probability is empty, but must be a number between 0 and 1"
        hint = "write a number such as 0.75"
        where = document.place(("probability",))
        problems.append(Problem(where, "probability-format", message, hint))
    beliefs = [
        (id_, belief_model(belief, document, ("dimensions", id_), problems))
        for id_, belief in record.dimensions.items()
    ]
    if record.options is not None or record.quantiles is not None:
        beliefs.insert(0, (SINGLE_READING, belief_model(record, document, (), problems)))
    if made_on is None or problems:
        return None, tuple(problems)
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
    ), ()


def day_of_name(
    stem: str, path: str, problems: list[Problem], *, whose: str = "an update"
) -> date | None:
    """The day that begins a file's name, as updates and corrections have it."""
    match = _UPDATE_NAME.fullmatch(stem)
    if not match:
        name = path.rpartition("/")[2]
        message = f"is named “{name}”, but {whose}’s name is its day"
        end = name.removeprefix(stem)
        hint = (
            f"name it like 2026-11-23{end}, or 2026-11-23-evening{end} for a second one of that day"
        )
        problems.append(Problem(Location(path), "update-name", message, hint))
        return None
    try:
        return date(*(int(part) for part in match.groups()[:3]))
    except ValueError:
        message = f"is named for {stem[:10]}, but the calendar has no such day"
        problems.append(
            Problem(Location(path), "date-exists", message, "correct the day in the file’s name")
        )
        return None


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
