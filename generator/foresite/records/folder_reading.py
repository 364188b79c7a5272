"""One forecast from the files of its folder, whatever is wrong with them.

Enters a ``Folder``; leaves the forecast twice: as a draft, with stand-ins for
what cannot be read, and as it can be used, which is without its faulty files,
and not at all if forecast.yml is faulty.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from foresite.model import Correction, Forecast, Resolution, Seal
from foresite.problems import Problem
from foresite.records.conversion import forecast_model
from foresite.records.correction_conversion import corrections_model
from foresite.records.earlier import as_read
from foresite.records.files import CorrectionRecord, ResolutionRecord
from foresite.records.folders import FORECAST, File, Folder, Unopened
from foresite.records.forecast_file import ForecastRecord
from foresite.records.reader import Reader, read_record, unread_record
from foresite.records.resolution_conversion import resolution_model
from foresite.records.seal_conversion import seals_model
from foresite.records.seal_files import RevealRecord, SealRecord
from foresite.records.stand_ins import with_stand_ins
from foresite.records.update_conversion import update_model
from foresite.records.update_file import UpdateRecord
from foresite.source import (
    Document,
    Path,
    SourceFile,
    body_alone,
    decode,
    markdown_document,
    yaml_document,
)

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Files:
    """The files as they are read: each one's reader, and what else is wrong."""

    readers: list[Reader] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def unread(self) -> dict[str, set[Path]]:
        """What nobody could read, file by file."""
        return {r.document.path: r.unread for r in self.readers if r.unread}

    @property
    def all_problems(self) -> list[Problem]:
        """What is wrong with the files, and what was found on reading them."""
        return [*self.problems, *(p for reader in self.readers for p in reader.problems)]


def opened(file: File, read: Files) -> tuple[Document | None, bool]:
    """The document in a file, None if nobody can read it; and whether it holds what nobody sees."""
    if isinstance(file, Unopened):
        return None, False
    text, of_text = decode(file)
    if text is None:
        read.problems.extend(of_text)
        return None, False
    document_in = markdown_document if file.path.endswith(".md") else yaml_document
    document, of_document = document_in(file.path, text)
    found = (*of_text, *of_document)
    read.problems.extend(found)
    return document, any(problem.rule == "invisible-character" for problem in found)


def read_forecast(folder: Folder, archive: str, read: Files) -> tuple[Forecast, Forecast | None]:
    """The forecast as a draft, and as it can be used."""
    before = len(read.readers)
    file = folder.forecast or Unopened(path=f"{folder.path}/{FORECAST}")
    record, asked = _read(ForecastRecord, file, read)
    updates = [
        update_model(*_read(UpdateRecord, each, read), default_author=record.author)
        for each in folder.updates
    ]
    updates.sort(key=lambda update: (update.made_on, update.id))
    id_ = folder.path.removeprefix(f"{archive}/")
    asks = forecast_model(record, asked, id_=id_, updates=tuple(updates))
    resolutions = _resolutions(folder, asks, asked, read)
    answered = _answered(asks, resolutions)
    corrections = tuple(as_read(each, answered) for each in _corrections(folder, read))
    draft = replace(answered, corrections=corrections, seals=_seals(folder, read))
    faulty = {r.document.path for r in read.readers[before:] if r.is_faulty}
    if not faulty:
        return draft, draft
    if asks.where.path in faulty:
        return draft, None
    right = [each for each in resolutions if each.where.path not in faulty]
    return draft, _without(faulty, draft, _answered(asks, right))


def _answered(asks: Forecast, resolutions: Sequence[Resolution]) -> Forecast:
    """The forecast with the resolution that stands, and those that were withdrawn."""
    standing = next((each for each in resolutions if each.withdrawn_on is None), None)
    return replace(
        _decided(asks, standing.known_on) if standing else asks,
        resolution=standing,
        withdrawn=tuple(each for each in resolutions if each.withdrawn_on is not None),
    )


def _decided(forecast: Forecast, known_on: date) -> Forecast:
    """The forecast with the rule that decided its headline when the answer was known."""
    rule = forecast.deciding_rule(known_on)
    return replace(forecast, headline=rule.rule, headline_dimension=rule.dimension)


def _without(faulty: Collection[str], draft: Forecast, answered: Forecast) -> Forecast:
    """The forecast, by its answers that are right, as if its faulty files were not there."""
    seals = [seal for seal in draft.seals if seal.where.path not in faulty]
    return replace(
        answered,
        updates=tuple(u for u in draft.updates if u.where.path not in faulty),
        corrections=tuple(
            as_read(c, answered) for c in draft.corrections if c.where.path not in faulty
        ),
        seals=tuple(
            replace(s, reveal=None) if s.reveal and s.reveal.where.path in faulty else s
            for s in seals
        ),
    )


def _resolutions(folder: Folder, asks: Forecast, asked: Reader, read: Files) -> list[Resolution]:
    """Everything that was ever said of how it came out, oldest first."""
    made = []
    for file in sorted(folder.resolutions, key=lambda f: (len(f.path), f.path)):
        record, reader = _read(ResolutionRecord, file, read)
        decided = _decided(asks, record.known_on)
        made.append((resolution_model(record, reader, decided, asked), reader))
    # Of what cannot be read nobody knows whether it still stands.
    standing = [r for r, reader in made if r.withdrawn_on is None and reader.knows("withdrawn_on")]
    for later in standing[1:]:
        message = f"resolves the question again, but {standing[0].where.path} still stands"
        hint = "add withdrawn_on and withdrawn_because to the one that was wrong"
        read.problems.append(Problem(later.where, "resolution-twice", message, hint))
    return [resolution for resolution, _ in made]


def _corrections(folder: Folder, read: Files) -> tuple[Correction, ...]:
    """What was corrected in its files."""
    if not folder.corrections:
        return ()
    corrections = [_read(CorrectionRecord, file, read) for file in folder.corrections]
    corrected = [folder.forecast, *folder.updates, *folder.resolutions]
    texts = {
        f.path.removeprefix(f"{folder.path}/"): decode(f)[0] if isinstance(f, SourceFile) else None
        for f in corrected
        if f
    }
    made, found = corrections_model(corrections, texts, has_strays=folder.has_strays)
    read.problems.extend(found)
    return made


def _seals(folder: Folder, read: Files) -> tuple[Seal, ...]:
    """Its sealed texts, and what was revealed of them."""
    if not folder.sealed:
        return ()
    files = [file for file in folder.sealed if file.path.endswith(".yml")]
    sealed = [_read(SealRecord, file, read) for file in files]
    revealed = [_read(RevealRecord, f, read) for f in folder.sealed if f.path.endswith(".md")]
    names = {file.path.rpartition("/")[2].removesuffix(".yml") for file in files}
    return seals_model(sealed, revealed, names)


def _read(kind: type[R], file: File, read: Files) -> tuple[R, Reader]:
    """The record in a file, with stand-ins for what cannot be read."""
    document, is_marred = opened(file, read)
    if document:
        record, reader = read_record(kind, document, is_marred=is_marred)
    elif isinstance(file, Unopened):
        record, reader = with_stand_ins(kind, {}), Reader.of_nothing(file.path)
    else:
        text, _ = decode(file)
        body = body_alone(file.path, text) if text and file.path.endswith(".md") else None
        record, reader = unread_record(kind, file.path, body)
    read.readers.append(reader)
    return record, reader
