"""What nobody could read of an archive: no rule judges what stands in its place.

One fault must not hide another. So a file that has one is read all the same,
with a stand-in for what cannot be read (``stand_ins``), and what rules say of
the rest is said. But whatever hangs on a stand-in may be gone once the fault is
mended, so each rule asks first whether what it needs is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

from foresite.records.fields import suggested_slug
from foresite.source import Path

NAMES = "*"
"""In the place of an id: a key of that table can be none. The key as typed follows."""

DAY = "(day)"
"""In the place of a key: the day that begins the file's name."""

BODY = "(body)"
"""In the place of a key: the text below the front matter."""

Place: TypeAlias = str | Path
"""A key of the outermost level, or the path of a value."""


def is_known(unread: Collection[Path], *places: Place) -> bool:
    """Whether nothing at those places, in them or around them is unread."""
    return not any(_touch(each, place) for each in unread for place in places)


def _touch(unread: Path, place: Place) -> bool:
    path = (place,) if isinstance(place, str) else place
    return unread[: len(path)] == path[: len(unread)]


def may_declare(unread: Collection[Path], table: Path, id_: str) -> bool:
    """Whether an id may yet be found in a table, under a key that cannot be read."""
    bad = (*table, NAMES)
    return any(
        each == table[: len(each)]
        or (each[: len(bad)] == bad and _is_like(id_, str(each[len(bad)])))
        for each in unread
    )


def _is_like(id_: str, typed: str) -> bool:
    """Whether a key that is no id may be meant for that one."""
    slug = suggested_slug(typed)
    is_begun = id_.startswith(slug) or slug.startswith(id_)
    return is_begun or bool(get_close_matches(id_, [slug], cutoff=0.6))


@dataclass(frozen=True, slots=True)
class Unread:
    """For each file, by its path, what could not be read; the empty path is all of it.

    Under a folder's path stands the empty path if the folder holds a file that
    is not where it belongs: what it may have to say, nobody knows.
    """

    files: Mapping[str, Collection[Path]] = field(default_factory=dict)

    def knows(self, file: str, *places: Place) -> bool:
        """Whether all of a file's values at those places are known; of the file, if none is named."""
        return is_known(self.files.get(file, ()), *(places or ((),)))

    def may_declare(self, file: str, table: Path, id_: str) -> bool:
        """Whether an id may yet be found in a table of that file."""
        return may_declare(self.files.get(file, ()), table, id_)
