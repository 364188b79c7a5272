"""Seals and their reveals, from their records. Whether they match is a rule of ``checks``."""

from __future__ import annotations

from collections.abc import Sequence

from foresite.model import Reveal, Seal
from foresite.problems import Location, Problem
from foresite.records.conversion import day_of_name
from foresite.records.seal_files import RevealRecord, SealRecord
from foresite.source import Document


def seals_model(
    sealed: Sequence[tuple[SealRecord, Document]],
    revealed: Sequence[tuple[RevealRecord, Document]],
    names: frozenset[str],
) -> tuple[tuple[Seal, ...], tuple[Problem, ...]]:
    """A forecast's seals, oldest first; ``names`` are those of all seal files, broken or not."""
    problems: list[Problem] = []
    reveals: dict[str, Reveal] = {}
    for record, document in revealed:
        stem = _stem(document.path)
        if stem not in names:
            message = f"reveals a text that was never sealed: there is no {stem}.yml beside it"
            hint = (
                "give it the name of its seal; `foresite seal` makes one before the text is shown"
            )
            problems.append(Problem(Location(document.path), "seal-missing", message, hint))
        elif not document.body.strip():
            message = "does not hold the sealed text: nothing stands below the closing “---”"
            hint = "`foresite reveal` copies it from the file that `foresite seal` wrote"
            problems.append(Problem(document.body_missing, "seal-text", message, hint))
        else:
            reveals[stem] = Reveal(
                revealed_on=record.revealed_on,
                salt=record.salt,
                text=document.body.strip("\n"),
                where=Location(document.path),
                text_where=document.body_start,
                places=document.field_places(),
            )
    made = []
    for seal, document in sealed:
        stem = _stem(document.path)
        sealed_on = day_of_name(stem, document.path, problems, whose="a seal")
        if sealed_on:
            made.append(
                Seal(
                    id=stem,
                    sealed_on=sealed_on,
                    digest=seal.digest,
                    about=seal.about or "",
                    reveal=reveals.get(stem),
                    where=Location(document.path),
                )
            )
    made.sort(key=lambda seal: (seal.sealed_on, seal.id))
    return tuple(made), tuple(problems)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
