"""The disk edge: an archive's files, read once, as values.

Enters a root folder; leaves ``SourceFile``s and the Problems of files that
must not be read (links out of the archive, files too large to be text). It
knows nothing of what the files say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from foresite.problems import Location, Problem
from foresite.source import SourceFile

LARGEST_FILE = 1_000_000
"""Bytes. A forecast is text a person wrote; the longest seen is under 50 kB."""

IGNORED = frozenset({".DS_Store", "Thumbs.db", ".gitkeep", ".gitignore"})


def read_archive(root: Path, archive: str) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Every file below ``root/archive``, sorted by path, and what was refused."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    top = root / archive
    if not top.is_dir():
        where = Location(archive)
        hint = "make the folder, or name another one in mkdocs.yml under plugins: foresite: archive"
        problems.append(Problem(where, "archive-missing", "there is no such folder", hint))
    inside = top.resolve()
    for path in _walk(top, root, problems):
        shown = path.relative_to(root).as_posix()
        try:
            refusal = _refusal(path, shown, inside)
            if refusal:
                problems.append(refusal)
            else:
                files.append(SourceFile(path=shown, content=path.read_bytes()))
        except OSError as error:
            problems.append(_unreadable(shown, error))
    return tuple(files), tuple(problems)


def _walk(folder: Path, root: Path, problems: list[Problem]) -> Iterator[Path]:
    """Files and links below a folder, by name; links are never followed into folders."""
    if not folder.is_dir():
        return
    try:
        with os.scandir(folder) as found:
            items = sorted(found, key=lambda item: item.name)
    except OSError as error:
        problems.append(_unreadable(folder.relative_to(root).as_posix(), error))
        return
    for item in items:
        if item.name in IGNORED or item.name.endswith("~"):
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _walk(Path(item.path), root, problems)
        else:
            yield Path(item.path)


def _unreadable(shown: str, error: OSError) -> Problem:
    message = f"cannot be opened: {error.strerror}"
    return Problem(
        Location(shown), "unreadable-file", message, "correct its permissions, or delete it"
    )


def _refusal(path: Path, shown: str, inside: Path) -> Problem | None:
    where = Location(shown)
    # realpath, since resolve() raises on a link that leads to itself.
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
        message = "is a link to a file outside the archive, which is not read"
        return Problem(where, "link-outside", message, "put the file itself in this place")
    if path.is_symlink() and path.is_dir():
        message = "is a link to a folder, which is read only where it lies itself"
        hint = "delete the link, or put the folder itself in this place"
        return Problem(where, "link-outside", message, hint)
    if not path.is_file():
        message = "is neither a file nor a folder"
        return Problem(where, "link-outside", message, "put a text file in this place")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        message = f"is {size / 1e6:,.1f} MB, but a file may hold at most {LARGEST_FILE // 10**6} MB"
        return Problem(where, "file-size", message, "keep large material elsewhere and link to it")
    return None
