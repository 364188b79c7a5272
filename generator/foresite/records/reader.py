"""A file while it is read: where its values stand, what is wrong, what could not be read.

Enters a ``Document``; leaves a record, whatever is wrong with the file, and a
``Reader`` that knows which of the record's values are the author's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from foresite.problems import Location, Problem
from foresite.records.errors import meant, problem_of
from foresite.records.stand_ins import with_stand_ins
from foresite.records.unread import BODY, NAMES, Place, is_known, may_declare
from foresite.source import FORBIDDEN, Document, Path

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is found out of one document; ``unread`` holds the paths of its values that are not its author’s.

    ``is_marred`` if it holds invisible characters: of a value that has one no
    more is said, since what it says without them nobody knows.
    """

    document: Document
    problems: list[Problem] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)
    is_marred: bool = False

    @property
    def is_faulty(self) -> bool:
        """Whether the file cannot be used. Of a key that stands twice the first counts."""
        return bool(self.problems or self.unread - self.document.twice)

    @classmethod
    def of_nothing(cls, path: str) -> Self:
        """The reader of a file of which nothing could be read, or that may be none of ours."""
        return cls(document=Document(path=path, data={}), unread={()})

    def knows(self, *places: Place) -> bool:
        """Whether the values at those places, and all in them, are the author's."""
        return is_known(self.unread, *places)

    def may_declare(self, table: str, id_: str) -> bool:
        """Whether an id may yet be found in a table, under a key that cannot be read."""
        return may_declare(self.unread, (table,), id_)

    def refuse(self, problem: Problem, *places: Place) -> None:
        """Note what is wrong, and with it the values that cannot be relied on."""
        self.problems.append(problem)
        self.unread.update((place,) if isinstance(place, str) else place for place in places)

    def place(self, path: Path) -> Location:
        """Where the value at that path stands, or the nearest thing around it."""
        return self.document.place(path)

    def key_place(self, path: Path) -> Location:
        """Where the key of that path stands, or the nearest thing around it."""
        return self.document.key_place(path)


def read_record(kind: type[R], document: Document, *, is_marred: bool = False) -> tuple[R, Reader]:
    """The record a document holds, as far as it can be read."""
    reader = Reader(document=document, unread=set(document.twice), is_marred=is_marred)
    return read_part(kind, document.data, reader, ()), reader


def unread_record(kind: type[R], path: str, body: Document | None) -> tuple[R, Reader]:
    """The record of a file of which nobody can read more than its name, and its ``body`` if that."""
    unread: set[Path] = {(key,) for key in kind.model_fields}
    unread |= set() if body else {(BODY,)}
    document = body or Document(path=path, data={})
    return with_stand_ins(kind, {}), Reader(document=document, unread=unread)


def read_part(kind: type[R], data: Any, reader: Reader, at: Path) -> R:
    """As ``read_record``, for the part of the reader's document at the path ``at``."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    misspelt = _misspelt(kind, errors, reader.document, at)
    found = set()
    for each in errors:
        path: Path = (*at, *each["loc"])
        if path[-1:] == ("[key]",):
            reader.unread.add((*path[:-2], NAMES, path[-2]))
        elif each["type"] != "extra_forbidden":
            reader.unread.add(path)
        if path not in misspelt and not (reader.is_marred and _has_unseen(each)):
            found.add(problem_of(each, kind, reader.document, at))
    reader.unread.update(misspelt)
    reader.problems.extend(sorted(found))
    return with_stand_ins(kind, data if isinstance(data, Mapping) else {})


def _has_unseen(error: ErrorDetails) -> bool:
    """Whether a field's key or value holds a character that nobody sees, or what replaced it."""
    typed = f"{error['loc'][-1]}{error['input']}" if error["loc"] else ""
    return bool(FORBIDDEN.search(typed)) or "\N{REPLACEMENT CHARACTER}" in typed


def _misspelt(
    kind: type[BaseModel], errors: Iterable[ErrorDetails], document: Document, at: Path
) -> set[Path]:
    """Keys that are not there, for which an unknown key very likely stands."""
    unknown = (each["loc"] for each in errors if each["type"] == "extra_forbidden")
    likely = ((*at, *loc[:-1], meant(str(loc[-1]), kind, loc[:-1])) for loc in unknown)
    return {path for path in likely if path[-1] and path not in document.keys}
