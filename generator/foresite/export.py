"""The same pages in a folder, as Markdown for any engine, with what lies beside them.

Only files whose content changed are written, and files of the last export that
are no longer part of it are deleted; a list in the folder says which are ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from foresite.publication import CopiedFile, RenderedFile

LIST = ".foresite-export.json"


def export(files: Iterable[RenderedFile | CopiedFile], folder: Path) -> tuple[int, int]:
    """Write the files below ``folder``; how many were written and deleted.

    Raises FileExistsError if the folder holds other things and no list of
    ours: nobody's work is overwritten by a mistyped path.
    """
    ours = _read_list(folder)
    if ours is None and folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    written = 0
    kept = set()
    for file in files:
        kept.add(file.path)
        target = folder / file.path
        content = _content(file)
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written += 1
    gone = sorted((ours or set()) - kept)
    for path in gone:
        (folder / path).unlink(missing_ok=True)
    (folder / LIST).write_text(json.dumps(sorted(kept), indent=0) + "\n", encoding="utf-8")
    return written, len(gone)


def _content(file: RenderedFile | CopiedFile) -> bytes:
    if isinstance(file, CopiedFile):
        return file.source.read_bytes()
    return file.content.encode("utf-8")


def _read_list(folder: Path) -> set[str] | None:
    try:
        return set(json.loads((folder / LIST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
