"""Kinds and beliefs from their records: what sort of answer, and what is said of it.

Whether a belief fits its kind is a rule that looks across files, in ``checks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.model import Belief, Bound, Kind, KindName, Option, Reference
from foresite.problems import Location, Problem
from foresite.records.fields import OpenEnds
from foresite.records.forecast_file import (
    DimensionRecord,
    ForecastRecord,
    KindRecord,
    ReferenceRecord,
)
from foresite.records.update_file import BeliefRecord, UpdateRecord
from foresite.source import Document, Path

_OF_KIND = {
    KindName.BINARY: (),
    KindName.MULTIPLE_CHOICE: ("options", "ordered"),
    KindName.NUMERIC: ("unit", "low", "high", "open"),
    KindName.DATE: ("low", "high", "open"),
}
"""Which keys a kind of question takes."""

_KIND_KEYS = ("kind", "options", "ordered", "unit", "low", "high", "open")

FEWEST_OPTIONS = 2


def kind_model(
    record: ForecastRecord | DimensionRecord,
    document: Document,
    path: Path,
    problems: list[Problem],
) -> Kind:
    """The kind of the question whose keys stand at ``path``."""
    for key in record.model_fields_set & set(_KIND_KEYS[1:]) - set(_OF_KIND[record.kind]):
        message = f"“{key}” has no meaning for a {record.kind.value} question"
        hint = "say “kind: …” for the sort of answer it has, or delete the key"
        problems.append(Problem(document.key_place((*path, key)), "kind", message, hint))
    options = tuple(
        Option(
            id=id_,
            name=option.name,
            added_on=option.added_on,
            where=document.place((*path, "options", id_, "added_on")),
        )
        for id_, option in (record.options or {}).items()
    )
    if record.kind is KindName.MULTIPLE_CHOICE and len(options) < FEWEST_OPTIONS:
        where = document.key_place((*path, "options" if record.options else "kind"))
        hint = "add “options:” with an id and a name for each possible answer"
        message = "a multiple-choice question needs at least two options"
        problems.append(Problem(where, "kind", message, hint))
    problems += _range_faults(record, document, path)
    return Kind(
        name=record.kind,
        options=options,
        is_ordered=record.ordered,
        unit=record.unit or "",
        low=_bound(record.low, is_open=record.open in (OpenEnds.LOW, OpenEnds.BOTH)),
        high=_bound(record.high, is_open=record.open in (OpenEnds.HIGH, OpenEnds.BOTH)),
    )


def _bound(value: float | date | None, *, is_open: bool) -> Bound | None:
    return None if value is None else Bound(value=_number(value), is_open=is_open)


def _number(value: float | date) -> float:
    return float(value.toordinal()) if isinstance(value, date) else value


def _range_faults(record: KindRecord, document: Document, path: Path) -> Iterator[Problem]:
    sort, other = ("a day", "a number") if record.kind is KindName.DATE else ("a number", "a day")
    for key in ("low", "high"):
        value = getattr(record, key)
        if value is not None and isinstance(value, date) is not (record.kind is KindName.DATE):
            message = f"{key} is {other}, but the answer is {sort}"
            yield Problem(document.place((*path, key)), "kind", message, f"write {sort}")
            return
    if record.low is not None and record.high is not None:
        low, high = _number(record.low), _number(record.high)
        if low >= high:
            message = f"low is {record.low}, which is not below high, {record.high}"
            hint = "correct whichever is wrong"
            yield Problem(document.place((*path, "low")), "kind", message, hint)
    for key, ends in (("low", "low"), ("high", "high")):
        named = record.open is not None and record.open.value in (ends, "both")
        if named and getattr(record, key) is None:
            message = f"the {key} end is open, but “{key}” says no value beyond which it is"
            hint = f"add “{key}:”; without it the range has no end there"
            yield Problem(document.place((*path, "open")), "kind", message, hint)


def kind_beside_dimensions(record: ForecastRecord, document: Document) -> Iterator[Problem]:
    """Each dimension says its own kind."""
    for key in _KIND_KEYS:
        if key in record.model_fields_set:
            message = f"“{key}” stands beside dimensions, but each dimension has a kind of its own"
            hint = "move it into the dimension it describes"
            yield Problem(document.key_place((key,)), "kind", message, hint)


def belief_model(
    record: BeliefRecord | UpdateRecord, document: Document, path: Path, problems: list[Problem]
) -> Belief:
    """The belief whose keys stand in the table at ``path``."""
    options = tuple((record.options or {}).items())
    quantiles = sorted((level, _number(value)) for level, value in (record.quantiles or {}).items())
    kinds = {isinstance(value, date) for value in (record.quantiles or {}).values()}
    under = (*path, "quantiles" if record.quantiles else "options")
    if len(kinds) > 1:
        where = document.key_place(under)
        message = "quantiles mixes numbers and days"
        problems.append(Problem(where, "quantity", message, "write all as numbers, or all as days"))
    return Belief(
        probability=record.probability if isinstance(record, BeliefRecord) else None,
        options=options,
        quantiles=tuple(quantiles),
        in_days=kinds == {True},
        moved=record.moved if isinstance(record, BeliefRecord) else None,
        where=document.key_place(path or under),
        places=_places(document, under),
    )


def _places(document: Document, under: Path) -> dict[str, Location]:
    """Where each option's or level's value stands, by its key as typed."""
    length = len(under)
    return {
        str(path[length]): where
        for path, where in document.places.items()
        if len(path) == length + 1 and path[:length] == under
    }


def reference_model(record: ReferenceRecord | None) -> Reference | None:
    """Somebody else's number."""
    if record is None:
        return None
    return Reference(probability=record.probability, source=record.source, url=record.url)
