"""The archive as a commit has it, wherever it then stood, and the desk's limits of that day."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from math import isfinite
from pathlib import Path

from foresite import git_edge
from foresite.publication import Limits
from foresite.records.folders import FORECAST
from foresite.source import SourceFile
from foresite.source.configuration import configuration, plugin_options

_CONFIG = re.compile(r"[^/]+\.ya?ml")
"""A file beside the present configuration that may be one too."""
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


def limits_at(site: Site, commit: str) -> Limits | None:
    """The limits to which the desk bound itself at that commit; None if it then had no site.

    Where it had none by the present configuration’s name, those of the others
    count, and of several the strictest: a new name frees nobody.
    """
    found = _limits(site, commit, site.config)
    if found:
        return found
    others = (p for p in git_edge.paths_at(site.root, commit) if _CONFIG.fullmatch(p))
    known = [limits for path in others if (limits := _limits(site, commit, path))]
    if not known:
        return None
    keys = [each.name for each in fields(Limits)]
    return Limits(**{key: min(getattr(each, key) for each in known) for key in keys})


def _limits(site: Site, commit: str, path: str) -> Limits | None:
    """The limits of one configuration; None if it makes no site of ours."""
    generations = list(_generations(site, commit, path))
    if not any(each.options is not None for each in generations):
        return None
    said: dict[str, object] = {}
    for each in generations:
        typed = (each.options or {}).get("limits")
        said = {**typed, **said} if isinstance(typed, dict) else said
        if each.is_whole:
            break
    known = Limits()
    return Limits(
        freeze_points=_number(said.get("freeze_points"), known.freeze_points),
        signpost_days=int(_number(said.get("signpost_days"), known.signpost_days)),
        stale_days=int(_number(said.get("stale_days"), known.stale_days)),
        review_days=int(_number(said.get("review_days"), known.review_days)),
        recorded_days=int(_number(said.get("recorded_days"), known.recorded_days)),
    )


def _number(typed: object, otherwise: float) -> float:
    """A limit as it was typed, or as the environment gives it; the usual one if it is no number."""
    try:
        number = otherwise if typed is None or isinstance(typed, bool) else float(str(typed))
    except ValueError:
        return otherwise
    return number if isfinite(number) else otherwise


def _named(site: Site, commit: str) -> str | None:
    """What the configuration of a commit calls the archive, itself or one that it inherits."""
    generations = list(_generations(site, commit, site.config))
    for each in generations:
        if isinstance((each.options or {}).get("archive"), str):
            return posixpath.normpath(str((each.options or {})["archive"]))
    return "forecasts" if any(each.options is not None for each in generations) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Generation:
    """What one configuration says of our plugin; None if nothing.

    ``is_whole`` if its plugins stand in a list, which takes the place of what it inherits.
    """

    options: dict[str, object] | None
    is_whole: bool


def _generations(site: Site, commit: str, path: str) -> Iterator[_Generation]:
    """A configuration of a commit, and those that it inherits from, nearest first."""
    for _ in range(_GENERATIONS):
        found = [f for f in git_edge.files_at(site.root, path, commit) if f.path == path]
        keys = configuration(found[0].content, os.environ) if found else {}
        options = plugin_options(keys, "foresite")
        yield _Generation(options=options, is_whole=isinstance(keys.get("plugins"), list))
        parent = keys.get("INHERIT")
        if not isinstance(parent, str):
            return
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), parent))
