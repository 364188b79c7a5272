"""Corrections, from their records: what was mended, and the text as it stood before.

Enters the records of ``corrections/`` with the present texts of the files they
name; leaves ``Correction``s, oldest first. Whether the earlier text is what was
published is git's to say (``appending``); here it only must not be the present one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foresite.model import Correction
from foresite.problems import Problem
from foresite.records.conversion import day_of_name
from foresite.records.field_faults import did_you_mean
from foresite.records.files import CorrectionRecord
from foresite.source import Document, cut


def corrections_model(
    read: Sequence[tuple[CorrectionRecord, Document]], texts: Mapping[str, str | None]
) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """A forecast's corrections; ``texts`` are its files' by path inside its folder."""
    problems: list[Problem] = []
    made: list[Correction] = []
    for record, document in read:
        correction = _correction(record, document, texts, problems)
        if correction:
            made.append(correction)
    made.sort(key=lambda correction: (correction.made_on, correction.id))
    for file in {correction.file for correction in made}:
        last = [correction for correction in made if correction.file == file][-1]
        if same_text(last.earlier, texts[file] or ""):
            message = f"corrects nothing: {file} still reads as it did before"
            hint = f"now correct {file} itself; this file keeps the earlier text"
            problems.append(Problem(last.where, "correction-unchanged", message, hint))
    return tuple(made), tuple(problems)


def same_text(one: str, other: str) -> bool:
    """Whether two texts of a file are the same, but for empty lines around them."""
    return one.strip("\n") == other.strip("\n")


def _correction(
    record: CorrectionRecord,
    document: Document,
    texts: Mapping[str, str | None],
    problems: list[Problem],
) -> Correction | None:
    stem = document.path.rpartition("/")[2].removesuffix(".md")
    made_on = day_of_name(stem, document.path, problems, whose="a correction")
    where = document.place(("file",))
    if record.file not in texts:
        message = f"corrects “{cut(record.file)}”, but the forecast has no such file"
        hint = did_you_mean(record.file, sorted(texts))
        problems.append(Problem(where, "correction-file", message, hint))
        return None
    if not document.body.strip():
        message = "does not keep the earlier text: nothing stands below the closing “---”"
        hint = f"put all of {record.file} there, as it was published; `foresite correct` does it"
        problems.append(Problem(document.body_missing, "correction-text", message, hint))
        return None
    if made_on is None:
        return None
    return Correction(
        id=stem,
        made_on=made_on,
        file=record.file,
        by=record.by,
        because=record.because,
        what=record.what or "",
        earlier=document.body.strip("\n") + "\n",
        where=where,
        places=document.field_places(),
    )
