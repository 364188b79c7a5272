"""Seals and their reveals, from their records. Whether they match is a rule of ``checks``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from foresite.model import Reveal, Seal
from foresite.problems import Location, Problem
from foresite.records.file_names import day_of_name
from foresite.records.reader import Reader
from foresite.records.seal_files import RevealRecord, SealRecord
from foresite.records.unread import BODY


def seals_model(
    sealed: Sequence[tuple[SealRecord, Reader]],
    revealed: Sequence[tuple[RevealRecord, Reader]],
    names: Collection[str],
) -> tuple[Seal, ...]:
    """A forecast's seals, oldest first; ``names`` are those of all seal files, also of unread ones."""
    reveals = {
        _stem(reader): _reveal(record, reader)
        for record, reader in revealed
        if _has_seal(reader, names)
    }
    made = []
    for seal, reader in sealed:
        stem, sealed_on = day_of_name(reader, whose="a seal")
        made.append(
            Seal(
                id=stem,
                sealed_on=sealed_on,
                digest=seal.digest,
                about=seal.about or "",
                reveal=reveals.get(stem),
                where=Location(reader.document.path),
            )
        )
    made.sort(key=lambda seal: (seal.sealed_on, seal.id))
    return tuple(made)


def _has_seal(reader: Reader, names: Collection[str]) -> bool:
    stem = _stem(reader)
    if stem in names:
        return True
    message = f"reveals a text that was never sealed: there is no {stem}.yml beside it"
    hint = "give it the name of its seal; `foresite seal` makes one before the text is shown"
    reader.refuse(Problem(Location(reader.document.path), "seal-missing", message, hint))
    return False


def _reveal(record: RevealRecord, reader: Reader) -> Reveal:
    document = reader.document
    if reader.knows(BODY) and not document.body.strip():
        message = "does not hold the sealed text: nothing stands below the closing “---”"
        hint = "`foresite reveal` copies it from the file that `foresite seal` wrote"
        reader.refuse(Problem(document.body_missing, "seal-text", message, hint), BODY)
    return Reveal(
        revealed_on=record.revealed_on,
        salt=record.salt,
        text=document.body.strip("\n"),
        where=Location(document.path),
        text_where=document.body_start,
        places=document.field_places(),
    )


def _stem(reader: Reader) -> str:
    return reader.document.path.rpartition("/")[2].rpartition(".")[0]
