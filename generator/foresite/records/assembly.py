"""From an archive's files to the model.

Enters files; leaves an ``Archive`` of all that can be used in them, one of all
that can be read in them, and every Problem met. The second is for the rules
alone: so that one fault does not hide another, it holds what has faults too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from foresite.model import Archive, Author, Forecast
from foresite.problems import Problem
from foresite.records.fields import is_slug, suggested_slug
from foresite.records.files import AuthorRecord
from foresite.records.folder_reading import Files, opened, read_forecast
from foresite.records.folders import UPDATES, File, Unopened, sorted_out
from foresite.records.reader import Reader, read_part
from foresite.records.unread import NAMES, Unread
from foresite.source import SourceFile, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """What became of an archive's files.

    ``archive`` has what can be used: a forecast whose forecast.yml is right,
    with those of its files that are. ``draft`` has every forecast there is, with
    stand-ins for what cannot be read; ``unread`` knows where they are.
    """

    archive: Archive
    draft: Archive
    unread: Unread
    problems: tuple[Problem, ...]


def assemble(files: Iterable[SourceFile], *, archive: str) -> tuple[Archive, tuple[Problem, ...]]:
    """What can be used in those files, and what is wrong with them."""
    made = assembly(files, archive=archive)
    return made.archive, made.problems


def assembly(files: Iterable[SourceFile], *, archive: str, refused: Iterable[str] = ()) -> Assembly:
    """The archive in those files, and what is wrong with it.

    ``archive`` is the folder all paths begin with; ``refused`` are the paths of
    files that lie there and were not read. The order of files is irrelevant.
    Every file that cannot be used is named by a Problem.
    """
    found = sorted_out((*files, *(Unopened(path=path) for path in refused)), archive)
    read = Files()
    authors = _read_authors(found.authors, read) if found.authors else ()
    drafts, usable = [], []
    for folder in found.folders:
        draft, used = read_forecast(folder, archive, read)
        drafts.append(draft)
        usable += [used] if used else []
    unread = read.unread
    unread |= {f"{folder.path}/{UPDATES}": {()} for folder in found.folders if folder.has_strays}
    unread |= {} if found.knows_ids else {archive: {()}}
    return Assembly(
        archive=Archive(forecasts=_related(usable), authors=authors),
        draft=Archive(forecasts=_related(drafts), authors=authors),
        unread=Unread(unread),
        problems=tuple(sorted([*found.problems, *read.all_problems])),
    )


def _read_authors(file: File, read: Files) -> tuple[Author, ...]:
    """Everybody whom authors.yml describes, by id."""
    document, is_marred = opened(file, read)
    reader = (
        Reader(document=document, is_marred=is_marred) if document else Reader.of_nothing(file.path)
    )
    read.readers.append(reader)
    authors = []
    for key, data in reader.document.data.items():
        where = reader.key_place((key,))
        if not is_slug(key):
            message = f"the id “{cut(key)}” has other characters than lower-case letters, digits and hyphens"
            hint = f"write {suggested_slug(key)}" if suggested_slug(key) else ""
            reader.refuse(Problem(where, "slug", message, hint), (NAMES, key))
            continue
        record = read_part(AuthorRecord, data, reader, (key,))
        authors.append(
            Author(
                id=key,
                name=record.name,
                url=record.url,
                about=record.about or "",
                is_own=record.own,
                where=where,
            )
        )
    return tuple(sorted(authors, key=lambda author: author.id))


def _related(forecasts: Iterable[Forecast]) -> tuple[Forecast, ...]:
    """The forecasts by id, each with the ids of those that imply it."""
    forecasts = sorted(forecasts, key=lambda f: f.id)
    implied: dict[str, list[str]] = {}
    for forecast in forecasts:
        for implication in forecast.implies:
            implied.setdefault(implication.forecast, []).append(forecast.id)
    return tuple(
        replace(f, implied_by=tuple(implied[f.id])) if f.id in implied else f for f in forecasts
    )
