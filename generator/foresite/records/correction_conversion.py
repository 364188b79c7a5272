"""Corrections, from their records: what was mended, and the text as it stood before.

Enters the records of ``corrections/`` with the present texts of the files they
name; leaves ``Correction``s, oldest first. Whether the earlier text is what was
published is git's to say (``appending``); here it only must not be the present one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from foresite.model import Correction
from foresite.problems import Problem
from foresite.records.field_faults import did_you_mean
from foresite.records.file_names import day_of_name
from foresite.records.files import CorrectionRecord
from foresite.records.reader import Reader
from foresite.records.unread import BODY, DAY
from foresite.source import cut


def corrections_model(
    read: Sequence[tuple[CorrectionRecord, Reader]],
    texts: Mapping[str, str | None],
    *,
    has_strays: bool,
) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """A forecast's corrections, oldest first, and what is wrong with several together.

    ``texts`` are its files' by path inside its folder; None of one that nobody
    can read. If it ``has_strays``, a file may yet turn up that is not among them.
    """
    problems = []
    made = []
    for record, reader in read:
        _refuse_other_file(record, reader, () if has_strays else texts)
        made.append((_correction(record, reader), reader))
    made.sort(key=lambda pair: (pair[0].made_on, pair[0].id))
    for file in {correction.file for correction, _ in made}:
        of_file = [(each, reader) for each, reader in made if each.file == file]
        last, _ = of_file[-1]
        present = texts.get(file)
        # Which is the last, nobody knows while one of them has no day.
        is_read = present is not None and all(r.knows("file", BODY, DAY) for _, r in of_file)
        if is_read and same_text(last.earlier, present or ""):
            message = f"corrects nothing: {file} still reads as it did before"
            hint = f"now correct {file} itself; this file keeps the earlier text"
            problems.append(Problem(last.where, "correction-unchanged", message, hint))
    return tuple(correction for correction, _ in made), tuple(problems)


def same_text(one: str, other: str) -> bool:
    """Whether two texts of a file are the same, but for empty lines around them."""
    return one.strip("\n") == other.strip("\n")


def _refuse_other_file(record: CorrectionRecord, reader: Reader, known: Collection[str]) -> None:
    if known and record.file not in known and reader.knows("file"):
        message = f"corrects “{cut(record.file)}”, but the forecast has no such file"
        hint = did_you_mean(record.file, sorted(known))
        problem = Problem(reader.place(("file",)), "correction-file", message, hint)
        reader.refuse(problem, "file")


def _correction(record: CorrectionRecord, reader: Reader) -> Correction:
    document = reader.document
    stem, made_on = day_of_name(reader, whose="a correction")
    if reader.knows(BODY) and not document.body.strip():
        message = "does not keep the earlier text: nothing stands below the closing “---”"
        file = record.file if reader.knows("file") else "the file"
        hint = f"put all of {file} there, as it was published; `foresite correct` does it"
        problem = Problem(document.body_missing, "correction-text", message, hint)
        reader.refuse(problem, BODY)
    return Correction(
        id=stem,
        made_on=made_on,
        file=record.file,
        by=record.by,
        because=record.because,
        what=record.what or "",
        earlier=document.body.strip("\n") + "\n",
        where=reader.place(("file",)),
        places=document.field_places(),
    )
