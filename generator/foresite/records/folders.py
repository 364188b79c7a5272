"""An archive's files, told apart by where they lie.

Enters files; leaves a folder for each forecast, and a Problem for every file
that lies nowhere, so that no forecast is ever silently missing. A file that was
refused unread, or is only misnamed, still tells that its forecast is there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

from foresite.problems import Location, Problem
from foresite.records.fields import is_slug, suggested_slug
from foresite.source import SourceFile

FORECAST = "forecast.yml"
RESOLUTION = "resolution.md"
UPDATES = "updates"
CORRECTIONS = "corrections"
SEALED = "sealed"
AUTHORS = "authors.yml"
_INNER = (UPDATES, CORRECTIONS, SEALED)
RESERVED = ("page", *_INNER)
"""What no forecast's folder may be called."""

_RESOLUTION = re.compile(r"resolution(-[0-9]+)?\.md")
"""The first, and what replaced one that was withdrawn: resolution-2.md."""
_TEXT = re.compile(r"(\.(md|txt|text|markdown|mkd))+$", re.IGNORECASE)
"""Endings of a text that somebody’s editor gave another than ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unopened:
    """A file that was refused, so that nobody knows what it says."""

    path: str


File: TypeAlias = SourceFile | Unopened


@dataclass(slots=True)
class Folder:
    """The files of one forecast; ``forecast`` is None where only a misnamed one is there.

    ``has_strays`` if a text lies there that may belong to it under another name.
    """

    path: str
    forecast: File | None = None
    resolutions: list[File] = field(default_factory=list)
    updates: list[File] = field(default_factory=list)
    corrections: list[File] = field(default_factory=list)
    sealed: list[File] = field(default_factory=list)
    has_strays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What lies where, and what lies wrong.

    ``knows_ids`` is false if a forecast may yet turn up, or change its id.
    """

    folders: tuple[Folder, ...]
    authors: File | None
    problems: tuple[Problem, ...]
    knows_ids: bool


def sorted_out(files: Iterable[File], archive: str) -> Sorted:
    """The files of the archive, each with its forecast."""
    files = sorted(files, key=lambda f: f.path)
    homes = {_parent(f.path) for f in files if _name(f.path) == FORECAST}
    misnamed = {_parent(f.path) for f in files if _is_misnamed(f.path, homes, archive)}
    folders = {home: Folder(home) for home in sorted(homes | misnamed)}
    authors: File | None = None
    astray: list[File] = []
    for file in files:
        if file.path == f"{archive}/{AUTHORS}":
            authors = file
        elif not _found_a_place(file, folders) and _name(file.path) != "README.md":
            astray.append(file)
    for file in astray:
        home = _home(file.path, folders)
        is_inner = home and (_parent(file.path) != home.path or _name(file.path) in _INNER)
        if home and (is_inner or _TEXT.search(file.path)):
            home.has_strays = True
    strays = [_stray(f.path, folders, archive) for f in astray if isinstance(f, SourceFile)]
    wrong = _wrong_folders(homes, archive)
    knows_ids = not (misnamed or wrong or any(not _home(f.path, folders) for f in astray))
    return Sorted(
        folders=tuple(folders.values()),
        authors=authors,
        problems=(*strays, *wrong),
        knows_ids=knows_ids,
    )


def _found_a_place(file: File, folders: dict[str, Folder]) -> bool:
    """Put a file into its forecast's folder, by its name; false if it has none there."""
    parent, name = _parent(file.path), _name(file.path)
    home, inside = folders.get(parent), folders.get(_parent(parent))
    if home and name == FORECAST:
        home.forecast = file
    elif home and _RESOLUTION.fullmatch(name):
        home.resolutions.append(file)
    elif inside and _name(parent) == UPDATES and name.endswith(".md"):
        inside.updates.append(file)
    elif inside and _name(parent) == CORRECTIONS and name.endswith(".md"):
        inside.corrections.append(file)
    elif inside and _name(parent) == SEALED and name.endswith((".yml", ".md")):
        inside.sealed.append(file)
    else:
        return False
    return True


def _home(path: str, folders: dict[str, Folder]) -> Folder | None:
    """The forecast in whose folder, or next lower one, a path lies; updates/ itself lies there too."""
    return next((folders[o] for o in (_parent(path), _parent(_parent(path))) if o in folders), None)


def _is_misnamed(path: str, homes: Collection[str], archive: str) -> bool:
    """Whether a file is a forecast.yml under another name, which keeps its updates from being strays."""
    home = _parent(path)
    is_free = home != archive and home not in homes and not any(o in homes for o in _above(home))
    return is_free and _likely(path, archive) == FORECAST


def _likely(path: str, archive: str) -> str:
    """The file of ours for which that one's name very likely stands, or ""."""
    expected = [FORECAST, RESOLUTION] if _parent(path) != archive else [AUTHORS, FORECAST]
    near = get_close_matches(_name(path).lower(), expected, n=1, cutoff=0.75)
    return near[0] if near else ""


def _stray(path: str, folders: dict[str, Folder], archive: str) -> Problem:
    name, parent = _name(path), _parent(path)
    near = _likely(path, archive)
    home = parent if parent in folders else _parent(parent)
    if near:
        hint = f"rename it to {near}"
    elif _name(parent) in (UPDATES, CORRECTIONS) and home in folders and _TEXT.search(name):
        hint = f"name it {_TEXT.sub('.md', name)}"
    elif name.endswith(".md") and (parent in folders or _parent(parent) in folders):
        hint = f"put updates into {home}/{UPDATES}/, named by their date"
    else:
        hint = "move it out of the archive, or beside a forecast.yml it belongs to"
    return Problem(
        Location(path), "stray-file", "belongs to no forecast, so nobody would see it", hint
    )


def refused_folders(
    new: Collection[str], present: Collection[str], archive: str
) -> tuple[Problem, ...]:
    """What would be wrong with the forecasts’ folders if new ones came to those there are."""
    before = _wrong_folders(present, archive)
    return tuple(p for p in _wrong_folders({*present, *new}, archive) if p not in before)


def _wrong_folders(homes: Collection[str], archive: str) -> list[Problem]:
    """What is wrong with where the forecasts lie, and with what their folders are called."""
    wrong = [p for home in sorted(homes) for p in _nested(home, homes)]
    wrong += (p for home in sorted(homes) for p in _misnamed(home, archive))
    return [*wrong, *_case_clashes(homes)]


def _nested(home: str, homes: Collection[str]) -> Iterator[Problem]:
    """A forecast does not lie inside another one."""
    outer = next((folder for folder in _above(home) if folder in homes), None)
    if outer:
        message = f"lies inside another forecast, {outer}"
        hint = "put each forecast in a folder of its own, side by side"
        yield Problem(Location(f"{home}/{FORECAST}"), "stray-file", message, hint)


def _misnamed(home: str, archive: str) -> Iterator[Problem]:
    """A forecast's folder has a name that can be its address."""
    where = Location(f"{home}/{FORECAST}")
    if home == archive:
        message = f"lies in {archive}/ itself, but each forecast has a folder of its own"
        yield Problem(where, "slug", message, f"move it to {archive}/some-name/{FORECAST}")
        return
    for part in home.removeprefix(f"{archive}/").split("/"):
        if not is_slug(part):
            message = (
                f"lies in a folder named “{part}”, but a folder’s name is the forecast’s permanent "
                "address and has only lower-case letters, digits and hyphens"
            )
            better = suggested_slug(part)
            hint = f"rename the folder to {better}" if better else ""
            yield Problem(where, "slug", message, hint)
        elif part in RESERVED:
            message = f"lies in a folder named “{part}”, a name the site itself needs"
            yield Problem(where, "slug", message, "rename the folder")


def _case_clashes(homes: Iterable[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    # The folder that is all lower case is the one to keep.
    for home in sorted(homes, key=lambda path: (path != path.lower(), path)):
        lower = home.lower()
        if lower in seen:
            message = f"differs from {seen[lower]} only in upper and lower case"
            hint = "rename one of the two folders"
            yield Problem(Location(f"{home}/{FORECAST}"), "slug-clash", message, hint)
        seen.setdefault(lower, home)


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in, innermost first."""
    while path := _parent(path):
        yield path


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]
