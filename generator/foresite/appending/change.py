"""The two sides of a change, file by file, and what is asked of them time and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from foresite.appending.stand import Present
from foresite.model import Forecast
from foresite.records import assemble
from foresite.records.correction_conversion import same_text
from foresite.records.folders import CORRECTIONS, FORECAST, SEALED, UPDATES
from foresite.source import Document, SourceFile, decode, markdown_document

_KEPT = re.compile(
    rf"{FORECAST}|resolution(-[0-9]+)?\.md|({UPDATES}|{CORRECTIONS})/[^/]+\.md"
    rf"|{SEALED}/[^/]+\.(yml|md)"
)
"""The files of a forecast's folder that are published, by their path inside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What stands published at ``ref``, and ``base``: what this change began from.

    They differ when others have published meanwhile. What only they added is
    neither missing from this change nor edited by it.
    """

    ref: str
    at_ref: tuple[SourceFile, ...]
    base: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction as its author typed it: of which file, and the whole earlier text."""

    file: str
    earlier: str
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """On which day an answer was known, and whether it still stands."""

    known_on: date
    stands: bool


class Change:
    """The texts on both sides, by path, and what is asked of them time and again."""

    def __init__(
        self, published: Published, present: Sequence[SourceFile], archive: str, on: Present
    ) -> None:
        self.ref = published.ref
        self.archive = archive
        self.on = on
        self.present = _texts(present)
        at_ref = _texts(published.at_ref)
        base = at_ref if published.base is published.at_ref else _texts(published.base)
        self.at_ref = at_ref
        # What cannot be read as text any more, another rule says.
        unread = {file.path for file in present} - self.present.keys()
        # A file that others published and this change has too must read as theirs.
        self.published = {
            path: text
            for path, text in (at_ref | base).items()
            if (path in base or path in self.present) and path not in unread
        }
        self.allowed = {p: {t, at_ref.get(p, t)} for p, t in base.items()}
        self.homes = sorted(
            path.removesuffix(f"/{FORECAST}")
            for path in self.published
            if path.endswith(f"/{FORECAST}")
        )
        known = frozenset(self.homes)
        self._published_in = _by_home(self.published, known)
        self._present_in = _by_home(self.present, known)
        self._at_ref_in = _by_home(at_ref, known)

    def published_in(self, home: str) -> list[str]:
        """The published files of a forecast, by their path inside its folder."""
        return self._published_in.get(home, [])

    def present_in(self, home: str) -> list[str]:
        """Its present files, likewise."""
        return self._present_in.get(home, [])

    def updates_at_ref(self, home: str) -> list[str]:
        """Its updates at the ref itself, which others may have added to."""
        return [f for f in self._at_ref_in.get(home, []) if f.startswith(f"{UPDATES}/")]

    def corrections_at_ref(self, home: str) -> list[str]:
        """Its corrections at the ref, likewise."""
        return [f for f in self._at_ref_in.get(home, []) if f.startswith(f"{CORRECTIONS}/")]

    def answered(self, home: str) -> Answered | None:
        """Of all answers that ever stood at the ref, the one that was known last.

        What was withdrawn, or corrected, was known all the same: whoever takes an
        answer back knows it, and may not forecast before it.
        """
        texts = [
            (f"{home}/{file}", self.at_ref[f"{home}/{file}"])
            for file in self._at_ref_in.get(home, [])
            if file.startswith(("resolution", f"{CORRECTIONS}/"))
        ]
        answers: list[Answered] = []
        for path, text in texts:
            document, _ = markdown_document(path, text)
            if document and path.startswith(f"{home}/resolution"):
                answers += _answer(document, stands="withdrawn_on" not in document.data)
            elif document and str(document.data.get("file")).startswith("resolution"):
                earlier, _ = markdown_document(path, document.body)
                answers += _answer(earlier, stands=False) if earlier else ()
        return max(answers, key=lambda each: (each.known_on, each.stands), default=None)

    @cached_property
    def new_paths(self) -> dict[str, str]:
        """The first new file of each text, to tell a renamed file from a deleted one."""
        new = (path for path in sorted(self.present, reverse=True) if path not in self.published)
        return {self.present[path].strip("\n"): path for path in new}

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The files that only this change has, sorted; one that was renamed is not new."""
        known = self.published.keys() | self.at_ref.keys()
        gone = {text.strip("\n") for p, text in self.published.items() if p not in self.present}
        new = sorted(self.present.keys() - known)
        return tuple(path for path in new if self.present[path].strip("\n") not in gone)

    def is_kept(self, path: str) -> bool:
        """Whether a file reads as it was published, on either side of the fork."""
        allowed = self.allowed.get(path, {self.published[path]})
        return any(same_text(self.present[path], text) for text in allowed)

    def corrections(self, home: str) -> list[Correction]:
        """The corrections that this change adds to a forecast, oldest first."""
        made = []
        for file in sorted(self.present_in(home), key=stem):
            path = f"{home}/{file}"
            if not file.startswith(f"{CORRECTIONS}/") or path in self.at_ref:
                continue
            document, _ = markdown_document(path, self.present[path])
            if document:
                named = str(document.data.get("file") or "")
                made.append(Correction(file=named, earlier=document.body, document=document))
        return made


def _answer(document: Document, *, stands: bool) -> Iterator[Answered]:
    """What a resolution says of its day; nothing if it says no day that there is."""
    try:
        known_on = date.fromisoformat(str(document.data.get("known_on")))
    except ValueError:
        return
    yield Answered(known_on=known_on, stands=stands)


def assembled(texts: Sequence[tuple[str, str]], archive: str) -> Forecast | None:
    """The forecast of these files, each a path and a text; None if it cannot be read."""
    files = [SourceFile(path=path, content=text.encode()) for path, text in texts]
    made, _ = assemble(files, archive=archive)
    return made.forecasts[0] if made.forecasts else None


def _texts(files: Sequence[SourceFile]) -> dict[str, str]:
    """Each file's text as every Location counts it; what is no text has none."""
    made = ((file.path, decode(file)[0]) for file in files)
    return {path: text for path, text in made if text is not None}


def _by_home(texts: dict[str, str], homes: frozenset[str]) -> dict[str, list[str]]:
    """The files of each forecast that are kept, by their path inside its folder."""
    made: dict[str, list[str]] = {}
    for path in sorted(texts):
        parent = path.rpartition("/")[0]
        for home in (parent, parent.rpartition("/")[0]):
            file = path.removeprefix(f"{home}/")
            if home in homes and _KEPT.fullmatch(file):
                made.setdefault(home, []).append(file)
                break
    return made


def stem(file: str) -> str:
    """A dated file's name without its ending: its day, and a suffix if it has one."""
    return file.rpartition("/")[2].removesuffix(".md").removesuffix(".yml")
