"""The archive as a commit has it, wherever it then stood."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from foresite import git_edge
from foresite.records.assembly import FORECAST
from foresite.source import SourceFile
from foresite.source.configuration import configuration, plugin_options

_GENERATIONS = 5
"""So many configurations may each inherit from the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site on the disk: its root, its configuration's name, its archive and its forecasts."""

    root: Path
    config: str
    archive: str
    homes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The archive's files at a commit, under the present folder's name, and its name there."""

    archive: str
    files: tuple[SourceFile, ...]


def site_of(root: Path, config_file: Path, archive: str, present: Sequence[SourceFile]) -> Site:
    """The site whose present files these are."""
    return Site(
        root=root,
        config=config_file.name,
        archive=posixpath.normpath(archive),
        homes=frozenset(_homes([file.path for file in present], archive)),
    )


def side_at(site: Site, commit: str) -> Side:
    """The archive at that commit; GitFaultError if git cannot say."""
    archive = archive_at(site, commit)
    files = git_edge.files_at(site.root, archive, commit)
    if archive != site.archive:
        files = tuple(
            replace(file, path=f"{site.archive}{file.path.removeprefix(archive)}") for file in files
        )
    return Side(archive=archive, files=files)


def archive_at(site: Site, commit: str) -> str:
    """The archive's folder at that commit.

    It is where the configuration of that commit says. Where that holds nothing
    or says nothing, it is where most of the present forecasts then stood. If
    there were none, it is the present one: nothing has moved.
    """
    named = _named(site, commit) or site.archive
    paths = git_edge.paths_at(site.root, commit)
    if _homes(paths, named):
        return named
    places = Counter(
        path.removesuffix(f"/{home}/{FORECAST}")
        for path in paths
        if path.endswith(f"/{FORECAST}")
        for home in site.homes
        if path.endswith(f"/{home}/{FORECAST}")
    )
    return places.most_common(1)[0][0] if places else site.archive


def _homes(paths: Sequence[str], archive: str) -> list[str]:
    """The forecasts below a folder, by their path inside it."""
    ending, below = f"/{FORECAST}", f"{posixpath.normpath(archive)}/"
    return [
        p[len(below) : -len(ending)] for p in paths if p.startswith(below) and p.endswith(ending)
    ]


def _named(site: Site, commit: str) -> str | None:
    """What the configuration of a commit calls the archive, itself or one that it inherits."""
    path = site.config
    for _ in range(_GENERATIONS):
        found = [f for f in git_edge.files_at(site.root, path, commit) if f.path == path]
        keys = configuration(found[0].content, os.environ) if found else {}
        options = plugin_options(keys, "foresite")
        if options and isinstance(options.get("archive"), str):
            return posixpath.normpath(str(options["archive"]))
        parent = keys.get("INHERIT")
        if not isinstance(parent, str):
            return "forecasts" if options is not None else None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), parent))
    return None
