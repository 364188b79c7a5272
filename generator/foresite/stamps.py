"""Stamps: a day's root in a small file, for others to put a date on.

A stamp is a text in ``stamps/`` beside mkdocs.yml. OpenTimestamps proves when
it existed: its client writes the proof beside it, ``<stamp>.ots``. Both are
kept in the repository and published as they are. The disk is read and written
here; the client is run by the command line.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from foresite.ledger import Ledger

FOLDER = "stamps"
INDEX = f"{FOLDER}/index.json"
LARGEST_PROOF = 100_000
"""Bytes. A proof has a few hundred; one that many calendars have completed, a few thousand."""

_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]+)?\.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A stamp in its folder, and its proof if there is one."""

    path: Path
    proof: Path | None = None


def stamp_text(ledger: Ledger, *, site: str) -> str:
    """What is stamped: whose ledger, of which day, how many records, which root."""
    name = " ".join(site.split())
    return (
        f"Ledger of {name}\nday: {ledger.day}\nrecords: {ledger.count}\nroot: {ledger.root or ''}\n"
    )


def fits(text: str, ledger: Ledger) -> bool:
    """Whether a stamp's root is still that of the records dated up to its day."""
    said = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    roots = {on.isoformat(): root for on, (_, root) in ledger.roots.items()}
    up_to = max((on for on in roots if on <= said.get("day", "")), default="")
    return bool(up_to) and roots[up_to] == said.get("root")


def read_stamps(root: Path) -> tuple[Stamp, ...]:
    """The stamps below the root by name; links and other files are passed over."""
    folder = root / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return ()
    found = []
    for path in sorted(folder.iterdir()):
        if _NAME.fullmatch(path.name) and _is_small(path):
            proof = path.with_name(f"{path.name}.ots")
            found.append(Stamp(path=path, proof=proof if _is_small(proof) else None))
    return tuple(found)


def _is_small(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST_PROOF


def write_stamp(root: Path, text: str, *, day: str) -> Stamp:
    """Keep a stamp below the root; one that has a proof is never written over."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    names = (f"{day}.txt", *(f"{day}-{number}.txt" for number in range(2, 1_000)))
    for path in (folder / name for name in names):
        proof = path.with_name(f"{path.name}.ots")
        if path.exists() and proof.exists() and path.read_bytes() != text.encode():
            continue
        path.write_text(text, encoding="utf-8", newline="\n")
        return Stamp(path=path, proof=proof if proof.exists() else None)
    raise FileExistsError(folder)


def index_text(stamps: tuple[Stamp, ...]) -> str:
    """The list of stamps as JSON, as it is published beside them."""
    listed = [
        {"stamp": stamp.path.name, "proof": stamp.proof.name if stamp.proof else None}
        for stamp in stamps
    ]
    return json.dumps(listed, indent=1) + "\n"
