"""Git's edge: an archive's files at a ref, and the day each was first recorded.

Enters the root folder and a ref that somebody typed; leaves ``SourceFile``s and
days. Git is asked, never obeyed: no network, no hooks, no pager, no filters,
and a ref is resolved to a commit's number before anything else is done with it.
Where git is missing or knows nothing, days are unknown and nothing fails; only
who names a ref is told why it cannot be had.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from foresite.reading import IGNORED, LARGEST_FILE
from foresite.source import SourceFile

_HARDENED: Final = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
)
_REDIRECTIONS: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_EXTERNAL_DIFF",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_WORK_TREE",
    }
)
"""What a hook that runs us would have git look at instead of the folder we name."""
_SECONDS: Final = 120
_UNUSABLE: Final = re.compile(r"-|.*[\x00-\x20\x7f:]", re.DOTALL)
_LINK: Final = b"120000"


class GitFaultError(Exception):
    """Git cannot say what was asked; the text says why, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blob:
    mode: bytes
    id: bytes
    size: int


def commit_of(root: Path, ref: str) -> str:
    """The number of the commit that ``ref`` names; GitFaultError if it names none."""
    if not ref or _UNUSABLE.match(ref):
        raise GitFaultError(f"{ref!r} cannot be the name of a commit, branch or tag")
    try:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        return _git(root, *asked).decode("ascii").strip()
    except GitFaultError as fault:
        if fault.args[0]:
            raise
        message = f"git knows no commit, branch or tag {ref!r}; {_how_to_have(root)}"
        raise GitFaultError(message) from None


def _how_to_have(root: Path) -> str:
    """The next action where a commit is not here."""
    if not _shallow_ends(root):
        return "fetch it, or correct the name"
    return (
        "this clone is shallow, so its history ends early: run `git fetch --unshallow` "
        "(in a workflow, check out with `fetch-depth: 0`), or correct the name"
    )


def fork_of(root: Path, commit: str) -> str | None:
    """The last commit that ``commit`` and the working tree's have in common, if any."""
    try:
        return _git(root, "merge-base", "HEAD", commit).decode("ascii").strip() or None
    except GitFaultError:
        return None


def files_at(root: Path, archive: str, commit: str) -> tuple[SourceFile, ...]:
    """Every file below ``root/archive`` as that commit has it, sorted by path.

    As on the disk, links are read only if they lead to a file of the archive,
    and what is too large to be text is left out.
    """
    blobs = dict(_blobs(_git(root, "ls-tree", "-r", "-z", "-l", commit, "--", archive)))
    wanted = {path: blob for path, blob in blobs.items() if _is_read(path, blob)}
    links = [path for path, blob in wanted.items() if blob.mode == _LINK]
    texts = _texts(root, sorted({blob.id for blob in wanted.values()}))
    for path in links:
        link = texts[wanted.pop(path).id].decode("utf-8", "surrogateescape")
        target = blobs.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), link)))
        if target and target.mode != _LINK and target.id in texts:
            wanted[path] = target
    return tuple(
        SourceFile(path=path, content=texts[blob.id]) for path, blob in sorted(wanted.items())
    )


def paths_at(root: Path, commit: str) -> tuple[str, ...]:
    """The path of every file below ``root`` as that commit has it."""
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit)
    return tuple(os.fsdecode(path) for path in listed.split(b"\0") if path)


def _blobs(listed: bytes) -> Iterator[tuple[str, _Blob]]:
    for line in listed.split(b"\0"):
        facts, _, path = line.partition(b"\t")
        if b" blob " in facts:
            mode, _, id_, size = facts.split()
            yield os.fsdecode(path), _Blob(mode=mode, id=id_, size=int(size))


def _is_read(path: str, blob: _Blob) -> bool:
    name = path.rpartition("/")[2]
    return name not in IGNORED and not name.endswith("~") and blob.size <= LARGEST_FILE


def _texts(root: Path, ids: list[bytes]) -> dict[bytes, bytes]:
    """The contents of objects by their ids."""
    answer = _git(root, "cat-file", "--batch", typed=b"".join(id_ + b"\n" for id_ in ids))
    made: dict[bytes, bytes] = {}
    start = 0
    for id_ in ids:
        end = answer.index(b"\n", start)
        facts = answer[start:end].split()
        if len(facts) != 3:
            raise GitFaultError(f"git lacks the object {id_.decode('ascii')}; fetch all of it")
        size = int(facts[2])
        made[id_] = answer[end + 1 : end + 1 + size]
        start = end + 1 + size + 1
    return made


def recorded_days(root: Path, archive: str) -> Mapping[str, date]:
    """For each path below ``archive``, the day (UTC) of the first commit that had it.

    The day is the committer's, which a rebase or a squash renews: the day on
    which the present history took the file in. A file that was moved, letter by
    letter the same, keeps its day. What only the working tree has, and what a
    shallow clone cannot date, is not in the answer; without git it is empty.
    """
    try:
        prefix = os.fsdecode(_git(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
        listed = _git(
            root,
            "log",
            *("--reverse", "--topo-order", "--format=%x01%H %ct", "-z"),
            *("--name-status", "--diff-filter=AR", "--find-renames=100%", "--no-ext-diff"),
            *("HEAD", "--"),
        )
        undated = _shallow_ends(root)
    except GitFaultError:
        return {}
    moments: dict[str, int | None] = {}
    for commit, moment, moved, path in _additions(listed):
        first = None if commit in undated else moment
        if moved is not None and moved in moments:
            first = moments[moved]
        # A path that two branches added counts from the earlier of them.
        before = moments.get(path, first)
        moments[path] = None if before is None or first is None else min(before, first)
    inside = f"{prefix}{archive}/"
    return {
        path.removeprefix(prefix): datetime.fromtimestamp(moment, UTC).date()
        for path, moment in moments.items()
        if moment is not None and path.startswith(inside)
    }


def shallow_note(root: Path) -> str:
    """What a site lacks that is made from a shallow clone, and what to do; empty of any other.

    No warning that would stop a strict build: what is missing is not claimed.
    """
    try:
        if not _shallow_ends(root):
            return ""
    except GitFaultError:
        return ""
    return (
        "This clone is shallow, so nobody can tell here since when git has each file: "
        "the site makes no note of what was recorded later, and differs from that of a full clone. "
        "Fetch the whole history: git fetch --unshallow"
    )


def _shallow_ends(root: Path) -> frozenset[str]:
    """The commits at which a shallow clone ends: they seem to add every file there was."""
    path = root / os.fsdecode(_git(root, "rev-parse", "--git-path", "shallow").strip(b"\n"))
    return frozenset(path.read_text(encoding="ascii").split()) if path.is_file() else frozenset()


def _additions(listed: bytes) -> Iterator[tuple[str, int, str | None, str]]:
    """Each commit, its moment, what it moved (None if it added), and the new path."""
    commit, moment = "", 0
    parts = iter(listed.split(b"\0"))
    for part in parts:
        said = part.lstrip(b"\n")
        if said.startswith(b"\x01"):
            name, _, seconds = said[1:].decode("ascii").partition(" ")
            commit, moment = name, int(seconds)
        elif said.startswith(b"R"):
            moved = os.fsdecode(next(parts))
            yield commit, moment, moved, os.fsdecode(next(parts))
        elif said:
            yield commit, moment, None, os.fsdecode(next(parts))


def _git(root: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """What git answers; GitFaultError with its last words if it refuses."""
    environment = {k: v for k, v in os.environ.items() if k not in _REDIRECTIONS}
    # Of no transport may be made use: a partial clone would fetch what it lacks.
    environment |= {"GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            ["git", *_HARDENED, *arguments],  # noqa: S607 - git is where PATH has it
            cwd=root,
            env=environment,
            input=typed,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitFaultError(f"git cannot be run: {error}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        fatal = [line for line in said if line.startswith("fatal: ")]
        raise GitFaultError((fatal or said or [""])[0].removeprefix("fatal: "))
    return done.stdout
