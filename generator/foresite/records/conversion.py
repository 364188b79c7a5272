"""A forecast from its record, with defaults filled in.

What one file alone can decide is decided here; rules that look across fields
or files are in ``checks``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foresite.model import (
    SINGLE_READING,
    CriteriaStatus,
    CriteriaVersion,
    Dimension,
    Forecast,
    Implication,
    Signpost,
    Update,
    Waiver,
)
from foresite.problems import Location, Problem
from foresite.publication import DESK
from foresite.records.belief_conversion import (
    kind_model,
    reference_model,
    refuse_kind_beside_dimensions,
)
from foresite.records.forecast_file import CriteriaRecord, ForecastRecord
from foresite.records.headlines import headline_versions, refuse_reserved_ids
from foresite.records.reader import Reader
from foresite.records.signpost_conversion import recorded_events
from foresite.source import Path


def forecast_model(
    record: ForecastRecord, reader: Reader, *, id_: str, updates: tuple[Update, ...]
) -> Forecast:
    """A forecast from its record and its updates (oldest first), not yet resolved."""
    _refuse_due_without_closing(record, reader)
    dimensions = _dimensions(record, reader)
    headlines = headline_versions(record, reader, dimensions)
    path = reader.document.path
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
                where=reader.place(("implies", index, "forecast")),
            )
            for index, other in enumerate(record.implies)
        ),
        waivers=tuple(
            Waiver(rule=id_, reason=reason, where=reader.key_place(("waivers", id_)))
            for id_, reason in record.waivers.items()
        ),
        dimensions=dimensions,
        signposts=_signposts(record, reader),
        opened_on=record.opened_on,
        closes_on=record.closes_on,
        resolves_by=record.resolves_by,
        tags=tuple(dict.fromkeys(record.tags)),
        author=record.author or DESK,
        updates=updates,
        base_rate=reference_model(record.base_rate),
        path=path.rpartition("/")[0],
        where=Location(path),
        places=reader.document.field_places(),
    )


def _refuse_due_without_closing(record: ForecastRecord, reader: Reader) -> None:
    if record.resolves_by and record.closes_on is None and reader.knows("closes_on"):
        where = reader.key_place(("resolves_by",))
        message = "resolves_by is given, but this file has no “closes_on”"
        hint = "add closes_on, the last day for updates: that day, or one before it"
        reader.refuse(Problem(where, "missing-key", message, hint), "closes_on")


def _dimensions(record: ForecastRecord, reader: Reader) -> tuple[Dimension, ...]:
    """Every reading of the question; one that is a stand-in if the file declares none."""
    if record.dimensions is None:
        return (_only_dimension(record, reader),)
    if record.criteria is not None and reader.knows("criteria"):
        where = reader.key_place(("criteria",))
        hint = "move this text into the dimension it decides"
        message = "criteria stand beside dimensions, but each dimension has criteria of its own"
        reader.refuse(Problem(where, "criteria-twice", message, hint), "criteria")
    refuse_kind_beside_dimensions(record, reader)
    refuse_reserved_ids(record, reader)
    if not record.dimensions:
        if reader.knows("dimensions"):
            where = reader.key_place(("dimensions",))
            hint = "delete the key, or add a dimension"
            problem = Problem(where, "shape", "dimensions is empty", hint)
            reader.refuse(problem, "dimensions", "criteria")
        return (_only_dimension(record, reader),)
    return tuple(
        Dimension(
            id=id_,
            name=dimension.name or id_.replace("-", " ").capitalize(),
            question=dimension.question or "",
            criteria=_criteria(
                dimension.criteria,
                reader,
                ("dimensions", id_),
                dimension.added_on or record.opened_on,
            ),
            kind=kind_model(dimension, reader, ("dimensions", id_)),
            added_on=dimension.added_on,
            where=reader.key_place(("dimensions", id_)),
            added_where=reader.place(("dimensions", id_, "added_on")),
        )
        for id_, dimension in record.dimensions.items()
    )


def _only_dimension(record: ForecastRecord, reader: Reader) -> Dimension:
    if not record.criteria and reader.knows("criteria", "dimensions"):
        is_there = ("criteria",) in reader.document.keys
        message = "criteria is empty" if is_there else "this file has no “criteria”"
        hint = "add “criteria: …” and say what exactly would resolve the question, and who decides"
        where = reader.key_place(("criteria",))
        problem = Problem(where, "missing-key", message, hint)
        reader.refuse(problem, "criteria", "dimensions")
    return Dimension(
        id=SINGLE_READING,
        name="",
        question=record.question,
        criteria=_criteria(record.criteria or [], reader, (), record.opened_on),
        kind=kind_model(record, reader, ()),
        where=reader.key_place(("criteria",)),
    )


def _criteria(
    records: Sequence[CriteriaRecord], reader: Reader, owner: Path, begins: date
) -> tuple[CriteriaVersion, ...]:
    """The versions of the criteria that stand in the table at ``owner``; never none."""
    path: Path = (*owner, "criteria")
    versions: list[CriteriaVersion] = []
    for index, record in enumerate(records):
        _refuse_order(records, index, reader, owner, begins)
        versions.append(
            CriteriaVersion(
                since=record.since or begins,
                status=record.status,
                text=record.text,
                reason=record.reason or "",
                effect=record.effect,
                where=reader.place((*path, index)),
                text_where=reader.place((*path, index, "text")),
            )
        )
    stand_in = CriteriaVersion(
        since=begins, status=CriteriaStatus.FIRM, text="", where=reader.key_place(path)
    )
    return tuple(versions) or (stand_in,)


def _refuse_order(
    records: Sequence[CriteriaRecord], index: int, reader: Reader, owner: Path, begins: date
) -> None:
    """From the second on, each version says since when and why, and follows the one before."""
    if index == 0:
        return
    path = (*owner, "criteria")
    record, before, here = records[index], records[index - 1], (*path, index)
    for key in ("since", "reason", "effect"):
        if getattr(record, key) is None and reader.knows((*here, key)):
            message = f"version {index + 1} of the criteria has no “{key}”"
            hint = "say from when it holds, why, and whether it narrows, widens or clarifies"
            problem = Problem(reader.place(here), "missing-key", message, hint)
            reader.refuse(problem, (*here, key))
    since, earlier = (*here, "since"), (*path, index - 1, "since")
    opening = ("opened_on", (*owner, "added_on")) if before.since is None else ()
    is_read = reader.knows(since, earlier, *opening)
    if is_read and record.since and record.since <= (before.since or begins):
        message = (
            f"holds since {record.since}, but the version before it since {before.since or begins}"
        )
        hint = "list versions from oldest to newest, a day each"
        reader.refuse(Problem(reader.place(since), "criteria-order", message, hint), since)


def _signposts(record: ForecastRecord, reader: Reader) -> tuple[Signpost, ...]:
    return tuple(
        Signpost(
            id=id_,
            event=signpost.event,
            moves_to=signpost.moves_to,
            armed_on=signpost.armed_on or record.opened_on,
            dimension=signpost.dimension,
            expires_on=signpost.expires_on,
            events=tuple(recorded_events(id_, signpost, reader.document)),
            where=reader.key_place(("signposts", id_)),
        )
        for id_, signpost in record.signposts.items()
    )
