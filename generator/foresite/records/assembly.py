"""From an archive's files to the model.

Enters ``SourceFile``s; leaves an ``Archive`` of all that can be used in them,
and every Problem met. Files are told apart by where they lie; a file
that lies nowhere is a Problem, so that no forecast is ever silently missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel

from foresite.model import Archive, Author, Forecast, Resolution
from foresite.problems import Location, Problem
from foresite.records.conversion import forecast_model, update_model
from foresite.records.correction_conversion import corrections_model
from foresite.records.earlier import as_read
from foresite.records.errors import validated, validated_part
from foresite.records.fields import is_slug, suggested_slug
from foresite.records.files import AuthorRecord, CorrectionRecord, ResolutionRecord
from foresite.records.forecast_file import ForecastRecord
from foresite.records.resolution_conversion import resolution_model, with_answers
from foresite.records.seal_conversion import seals_model
from foresite.records.seal_files import RevealRecord, SealRecord
from foresite.records.update_file import UpdateRecord
from foresite.source import Document, SourceFile, cut, decode, markdown_document, yaml_document

FORECAST = "forecast.yml"
RESOLUTION = "resolution.md"
UPDATES = "updates"
CORRECTIONS = "corrections"
SEALED = "sealed"
AUTHORS = "authors.yml"
RESERVED = ("page",)

_RESOLUTION = re.compile(r"resolution(-[0-9]+)?\.md")
"""The first, and what replaced one that was withdrawn: resolution-2.md."""
_TEXT = re.compile(r"(\.(md|txt|text|markdown|mkd))+$", re.IGNORECASE)
"""Endings of a text that somebody’s editor gave another than ours."""

R = TypeVar("R", bound=BaseModel)


@dataclass(slots=True)
class _Folder:
    """The files of one forecast, as they are sorted out."""

    path: str
    forecast: SourceFile | None = None
    resolutions: list[SourceFile] = field(default_factory=list)
    updates: list[SourceFile] = field(default_factory=list)
    corrections: list[SourceFile] = field(default_factory=list)
    sealed: list[SourceFile] = field(default_factory=list)


def assemble(files: Iterable[SourceFile], *, archive: str) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive in those files, and what is wrong with it.

    ``archive`` is the folder all paths begin with. The order of files is
    irrelevant. A forecast whose forecast.yml can be used is in the Archive with
    those of its files that can be, so that one error does not hide another;
    every file that is left out is named by a Problem.
    """
    problems: list[Problem] = []
    folders, authors_file, strays = _sorted_out(sorted(files, key=lambda f: f.path), archive)
    problems += strays
    authors = _read_authors(authors_file, problems) if authors_file else ()
    problems += _case_clashes(folders)
    forecasts = []
    for folder in folders:
        forecast, found = _read_forecast(folder, archive)
        problems += found
        if forecast:
            forecasts.append(forecast)
    made = Archive(forecasts=_related(sorted(forecasts, key=lambda f: f.id)), authors=authors)
    return made, tuple(sorted(problems))


def _related(forecasts: list[Forecast]) -> tuple[Forecast, ...]:
    """The forecasts, each with the ids of those that imply it."""
    implied: dict[str, list[str]] = {}
    for forecast in forecasts:
        for implication in forecast.implies:
            implied.setdefault(implication.forecast, []).append(forecast.id)
    return tuple(
        replace(f, implied_by=tuple(implied[f.id])) if f.id in implied else f for f in forecasts
    )


def _sorted_out(
    files: list[SourceFile], archive: str
) -> tuple[list[_Folder], SourceFile | None, list[Problem]]:
    homes = {_parent(f.path) for f in files if _name(f.path) == FORECAST}
    folders = {home: _Folder(home) for home in sorted(homes)}
    authors: SourceFile | None = None
    strays: list[Problem] = []
    for file in files:
        parent, name = _parent(file.path), _name(file.path)
        if file.path == f"{archive}/{AUTHORS}":
            authors = file
        elif parent in folders and name == FORECAST:
            folders[parent].forecast = file
        elif parent in folders and _RESOLUTION.fullmatch(name):
            folders[parent].resolutions.append(file)
        elif _name(parent) == UPDATES and _parent(parent) in folders and name.endswith(".md"):
            folders[_parent(parent)].updates.append(file)
        elif _name(parent) == CORRECTIONS and _parent(parent) in folders and name.endswith(".md"):
            folders[_parent(parent)].corrections.append(file)
        elif _name(parent) == SEALED and _parent(parent) in folders and _is_sealed(name):
            folders[_parent(parent)].sealed.append(file)
        elif name != "README.md":
            strays.append(_stray(file.path, folders, archive))
    for home in folders:
        outer = next((o for o in _above(home) if o in folders), None)
        if outer:
            message = f"lies inside another forecast, {outer}"
            hint = "put each forecast in a folder of its own, side by side"
            strays.append(Problem(Location(f"{home}/{FORECAST}"), "stray-file", message, hint))
    return list(folders.values()), authors, strays


def _is_sealed(name: str) -> bool:
    return name.endswith((".yml", ".md"))


def _stray(path: str, folders: dict[str, _Folder], archive: str) -> Problem:
    name, parent = _name(path), _parent(path)
    expected = [FORECAST, RESOLUTION] if parent != archive else [AUTHORS, FORECAST]
    near = get_close_matches(name.lower(), expected, n=1, cutoff=0.75)
    home = parent if parent in folders else _parent(parent)
    if near:
        hint = f"rename it to {near[0]}"
    elif _name(parent) in (UPDATES, CORRECTIONS) and home in folders and _TEXT.search(name):
        hint = f"name it {_TEXT.sub('.md', name)}"
    elif name.endswith(".md") and (parent in folders or _parent(parent) in folders):
        hint = f"put updates into {home}/{UPDATES}/, named by their date"
    else:
        hint = "move it out of the archive, or beside a forecast.yml it belongs to"
    return Problem(
        Location(path), "stray-file", "belongs to no forecast, so nobody would see it", hint
    )


def _case_clashes(folders: list[_Folder]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    # The folder that is all lower case is the one to keep.
    for folder in sorted(folders, key=lambda f: (f.path != f.path.lower(), f.path)):
        lower = folder.path.lower()
        if lower in seen:
            message = f"differs from {seen[lower]} only in upper and lower case"
            hint = "rename one of the two folders"
            yield Problem(Location(f"{folder.path}/{FORECAST}"), "slug-clash", message, hint)
        seen.setdefault(lower, folder.path)


def _read_authors(file: SourceFile, problems: list[Problem]) -> tuple[Author, ...]:
    document = _document(file, problems)
    if document is None:
        return ()
    authors = []
    for key, data in document.data.items():
        where = document.key_place((key,))
        if not is_slug(key):
            message = f"the id “{cut(key)}” has other characters than lower-case letters, digits and hyphens"
            hint = f"write {suggested_slug(key)}" if suggested_slug(key) else ""
            problems.append(Problem(where, "slug", message, hint))
            continue
        record, found = validated_part(AuthorRecord, data, document, (key,))
        problems.extend(found)
        if record:
            authors.append(
                Author(
                    id=key, name=record.name, url=record.url, about=record.about or "", where=where
                )
            )
    return tuple(sorted(authors, key=lambda author: author.id))


def _read_forecast(folder: _Folder, archive: str) -> tuple[Forecast | None, list[Problem]]:
    problems: list[Problem] = list(_folder_name(folder.path, archive))
    assert folder.forecast is not None
    document = _document(folder.forecast, problems)
    record = _record(ForecastRecord, document, problems)
    author = record.author if record else None
    updates = []
    for file in folder.updates:
        update_document = _document(file, problems)
        update_record = _record(UpdateRecord, update_document, problems)
        if update_document and update_record:
            update, found = update_model(update_record, update_document, default_author=author)
            problems += found
            if update:
                updates.append(update)
    updates.sort(key=lambda update: (update.made_on, update.id))
    if document is None or record is None:
        return None, problems
    id_ = folder.path.removeprefix(f"{archive}/")
    forecast, found = forecast_model(record, document, id_=id_, updates=tuple(updates))
    problems += found
    if forecast:
        forecast = _resolved(forecast, folder.resolutions, problems)
        forecast = _corrected(forecast, folder, problems)
        forecast = _sealed(forecast, folder, problems)
    return forecast, problems


def _resolved(forecast: Forecast, files: list[SourceFile], problems: list[Problem]) -> Forecast:
    """The forecast with its resolutions: those that were withdrawn, and the one that stands."""
    made: list[Resolution] = []
    for file in sorted(files, key=lambda f: (len(f.path), f.path)):
        document = _document(file, problems)
        unread: list[Problem] = []
        record = _record(ResolutionRecord, document, unread)
        if document:
            problems += with_answers(unread, document, forecast)
        if document and record:
            decided = _decided(forecast, record.known_on)
            resolution, found = resolution_model(record, document, decided)
            problems += found
            if resolution:
                made.append(resolution)
    standing = [resolution for resolution in made if resolution.withdrawn_on is None]
    for later in standing[1:]:
        message = f"resolves the question again, but {standing[0].where.path} still stands"
        hint = "add withdrawn_on and withdrawn_because to the one that was wrong"
        problems.append(Problem(later.where, "resolution-twice", message, hint))
    return replace(
        _decided(forecast, standing[0].known_on) if standing else forecast,
        resolution=standing[0] if standing else None,
        withdrawn=tuple(r for r in made if r.withdrawn_on is not None),
    )


def _decided(forecast: Forecast, known_on: date) -> Forecast:
    """The forecast with the rule that decided its headline when the answer was known."""
    rule = forecast.deciding_rule(known_on)
    return replace(forecast, headline=rule.rule, headline_dimension=rule.dimension)


def _corrected(forecast: Forecast, folder: _Folder, problems: list[Problem]) -> Forecast:
    """The forecast with what was corrected in its files."""
    if not folder.corrections:
        return forecast
    read = []
    for file in folder.corrections:
        document = _document(file, problems)
        record = _record(CorrectionRecord, document, problems)
        if document and record:
            read.append((record, document))
    corrected = [folder.forecast, *folder.updates, *folder.resolutions]
    texts = {f.path.removeprefix(f"{folder.path}/"): decode(f)[0] for f in corrected if f}
    made, found = corrections_model(read, texts)
    problems += found
    return replace(forecast, corrections=tuple(as_read(each, forecast) for each in made))


def _sealed(forecast: Forecast, folder: _Folder, problems: list[Problem]) -> Forecast:
    """The forecast with its sealed texts, and what was revealed of them."""
    sealed, revealed = [], []
    for file in folder.sealed:
        document = _document(file, problems)
        if file.path.endswith(".yml"):
            seal = _record(SealRecord, document, problems)
            sealed += [(seal, document)] if seal and document else []
        else:
            reveal = _record(RevealRecord, document, problems)
            revealed += [(reveal, document)] if reveal and document else []
    files = (_name(file.path) for file in folder.sealed)
    names = frozenset(name.removesuffix(".yml") for name in files if name.endswith(".yml"))
    made, found = seals_model(sealed, revealed, names)
    problems += found
    return replace(forecast, seals=made)


def _folder_name(path: str, archive: str) -> Iterator[Problem]:
    where = Location(f"{path}/{FORECAST}")
    if path == archive:
        message = f"lies in {archive}/ itself, but each forecast has a folder of its own"
        yield Problem(where, "slug", message, f"move it to {archive}/some-name/{FORECAST}")
        return
    for part in path.removeprefix(f"{archive}/").split("/"):
        if not is_slug(part):
            message = (
                f"lies in a folder named “{part}”, but a folder’s name is the forecast’s permanent "
                "address and has only lower-case letters, digits and hyphens"
            )
            better = suggested_slug(part)
            yield Problem(
                where, "slug", message, f"rename the folder to {better}" if better else ""
            )
        elif part in (*RESERVED, UPDATES, CORRECTIONS, SEALED):
            message = f"lies in a folder named “{part}”, a name the site itself needs"
            yield Problem(where, "slug", message, "rename the folder")


def _document(file: SourceFile, problems: list[Problem]) -> Document | None:
    text, found = decode(file)
    problems.extend(found)
    if text is None:
        return None
    read = markdown_document if file.path.endswith(".md") else yaml_document
    document, found = read(file.path, text)
    problems.extend(found)
    return document


def _record(kind: type[R], document: Document | None, problems: list[Problem]) -> R | None:
    if document is None:
        return None
    record, found = validated(kind, document)
    problems.extend(found)
    return record


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in, innermost first."""
    while path := _parent(path):
        yield path


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]
