"""Kinds and beliefs from their records: what sort of answer, and what is said of it.

Whether a belief fits its kind is a rule that looks across files, in ``checks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from foresite.model import SINGLE_READING, Belief, Bound, Kind, KindName, Option, Reference
from foresite.problems import Location, Problem
from foresite.records.fields import OpenEnds
from foresite.records.forecast_file import (
    DimensionRecord,
    ForecastRecord,
    KindRecord,
    ReferenceRecord,
)
from foresite.records.reader import Reader
from foresite.records.unread import Place
from foresite.records.update_file import BeliefRecord, UpdateRecord
from foresite.source import Document, Path

_OF_KIND = {
    KindName.BINARY: (),
    KindName.MULTIPLE_CHOICE: ("options", "ordered"),
    KindName.NUMERIC: ("unit", "low", "high", "open"),
    KindName.DATE: ("low", "high", "open"),
}
"""Which keys a kind of question takes."""

KIND_KEYS = ("kind", "options", "ordered", "unit", "low", "high", "open")
"""The keys that say what sort of answer a question has."""

SORT_KEYS = ("kind", "options")
RANGE_KEYS = ("low", "high", "open")
"""On which of them it hangs what may be answered, and how far."""

FEWEST_OPTIONS = 2


def kind_model(
    record: ForecastRecord | DimensionRecord,
    reader: Reader,
    path: Path,
) -> Kind:
    """The kind of the question whose keys stand at ``path``."""
    knows_range = reader.knows(*((*path, key) for key in ("kind", *RANGE_KEYS)))
    if reader.knows((*path, "kind")):
        for key in record.model_fields_set & set(KIND_KEYS[1:]) - set(_OF_KIND[record.kind]):
            message = f"“{key}” has no meaning for a {record.kind.value} question"
            hint = "say “kind: …” for the sort of answer it has, or delete the key"
            place = (*path, key)
            problem = Problem(reader.key_place(place), "kind", message, hint)
            reader.refuse(problem, place, (*path, "kind"))
    options = tuple(
        Option(
            id=id_,
            name=option.name,
            added_on=option.added_on,
            where=reader.place((*path, "options", id_, "added_on")),
        )
        for id_, option in (record.options or {}).items()
    )
    is_choice = record.kind is KindName.MULTIPLE_CHOICE and reader.knows((*path, "options"))
    if is_choice and len(options) < FEWEST_OPTIONS:
        where = reader.key_place((*path, "options" if record.options else "kind"))
        hint = "add “options:” with an id and a name for each possible answer"
        message = "a multiple-choice question needs at least two options"
        reader.refuse(Problem(where, "kind", message, hint), (*path, "options"))
    if knows_range:
        for problem in _range_faults(record, reader, path):
            reader.refuse(problem, *((*path, key) for key in RANGE_KEYS))
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


def _range_faults(record: KindRecord, reader: Reader, path: Path) -> Iterator[Problem]:
    sort, other = ("a day", "a number") if record.kind is KindName.DATE else ("a number", "a day")
    for key in ("low", "high"):
        value = getattr(record, key)
        if value is not None and isinstance(value, date) is not (record.kind is KindName.DATE):
            message = f"{key} is {other}, but the answer is {sort}"
            yield Problem(reader.place((*path, key)), "kind", message, f"write {sort}")
            return
    if record.low is not None and record.high is not None:
        low, high = _number(record.low), _number(record.high)
        if low >= high:
            message = f"low is {record.low}, which is not below high, {record.high}"
            hint = "correct whichever is wrong"
            yield Problem(reader.place((*path, "low")), "kind", message, hint)
    for key, ends in (("low", "low"), ("high", "high")):
        named = record.open is not None and record.open.value in (ends, "both")
        if named and getattr(record, key) is None:
            message = f"the {key} end is open, but “{key}” says no value beyond which it is"
            hint = f"add “{key}:”; without it the range has no end there"
            yield Problem(reader.place((*path, "open")), "kind", message, hint)


def kind_places(dimension: str, keys: Sequence[str]) -> tuple[Place, ...]:
    """Where forecast.yml says what kind that dimension is of, by some of those keys.

    What stands beside the dimensions may belong into this one.
    """
    if dimension == SINGLE_READING:
        return ("dimensions", *keys)
    return (*keys, *(("dimensions", dimension, key) for key in keys))


def knows_kind(reader: Reader, dimension: str, keys: Sequence[str] = SORT_KEYS) -> bool:
    """Whether what those keys say of that dimension's kind is its author's."""
    return reader.knows(*kind_places(dimension, keys))


def refuse_kind_beside_dimensions(record: ForecastRecord, reader: Reader) -> None:
    """Each dimension says its own kind."""
    for key in KIND_KEYS:
        if key in record.model_fields_set and reader.knows(key):
            message = f"“{key}” stands beside dimensions, but each dimension has a kind of its own"
            hint = "move it into the dimension it describes"
            reader.refuse(Problem(reader.key_place((key,)), "kind", message, hint), key)


def belief_model(record: BeliefRecord | UpdateRecord, reader: Reader, path: Path) -> Belief:
    """The belief whose keys stand in the table at ``path``."""
    options = tuple((record.options or {}).items())
    quantiles = sorted((level, _number(value)) for level, value in (record.quantiles or {}).items())
    kinds = {isinstance(value, date) for value in (record.quantiles or {}).values()}
    under = (*path, "quantiles" if record.quantiles else "options")
    if len(kinds) > 1 and reader.knows(under):
        where = reader.key_place(under)
        message = "quantiles mixes numbers and days"
        hint = "write all as numbers, or all as days"
        reader.refuse(Problem(where, "quantity", message, hint), under)
    return Belief(
        probability=record.probability if isinstance(record, BeliefRecord) else None,
        options=options,
        quantiles=tuple(quantiles),
        in_days=kinds == {True},
        moved=record.moved if isinstance(record, BeliefRecord) else None,
        where=reader.key_place(path or under),
        places=_places(reader.document, under),
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
