"""The git edge: an archive's files as they stood at a commit.

Enters a repository and a ref; leaves ``SourceFile``s, as ``reading`` does for
the disk. Git's own commands do the work; nothing is checked out.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from foresite.source import SourceFile


class GitError(Exception):
    """Git could not do what was asked; the text is git's own first line."""


def files_at(root: Path, ref: str, archive: str) -> tuple[SourceFile, ...]:
    """Every regular file below ``archive`` at ``ref``, sorted by path.

    ``root`` is the site's folder, which may lie below the repository's top.
    Raises ``GitError`` if git is missing, ``root`` is in no repository, or
    there is no such ref.
    """
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
    listing = _git(root, "ls-tree", "-r", "-z", commit.decode().strip(), "--", f"{archive}/")
    blobs: list[tuple[str, str]] = []
    for line in listing.split(b"\0"):
        if not line:
            continue
        facts, _, path = line.partition(b"\t")
        mode, kind, blob = facts.decode().split(" ")
        if kind == "blob" and mode != "120000":
            blobs.append((path.decode("utf-8", "surrogateescape"), blob))
    return tuple(
        SourceFile(path=path, content=content)
        for (path, _), content in zip(blobs, _contents(root, [b for _, b in blobs]), strict=True)
    )


def _contents(root: Path, blobs: list[str]) -> list[bytes]:
    """The blobs' bytes, in order, from one process."""
    if not blobs:
        return []
    answer = _git(root, "cat-file", "--batch", given="\n".join(blobs).encode() + b"\n")
    found: list[bytes] = []
    at = 0
    for _ in blobs:
        head_end = answer.index(b"\n", at)
        size = int(answer[at:head_end].split(b" ")[2])
        found.append(answer[head_end + 1 : head_end + 1 + size])
        at = head_end + 1 + size + 1
    return found


def _git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - arguments are a list, refs come after --end-of-options
            ["git", "-C", str(root), *arguments],  # noqa: S607 - git is found as the user's shell finds it
            input=given,
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[0] if said else "git failed") from None
    return done.stdout
