"""Names that must lead somewhere: authors, dimensions, signposts, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.desk import Desk
from foresite.model import SINGLE_READING, Archive, Forecast, Update
from foresite.problems import Location, Problem
from foresite.publication import DESK
from foresite.records import DAY
from foresite.records.field_faults import did_you_mean
from foresite.records.folders import AUTHORS


def author_unknown(forecast: Forecast, archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Whoever is named as author is described in authors.yml."""
    file = forecast.path.removesuffix(forecast.id) + AUTHORS
    known = [author.id for author in archive.authors]
    named = [(forecast.author, forecast.place("author"))]
    named += [
        (u.author, u.place("author")) for u in forecast.updates if u.author != forecast.author
    ]
    named += [(c.by, c.place("by")) for c in forecast.corrections if desk.knows(c, "by")]
    for author, where in named:
        if author not in (*known, DESK) and not desk.unread.may_declare(file, (), author):
            message = f"names the author “{author}”, whom authors.yml does not describe"
            hint = did_you_mean(author, known) if known else "add the author to authors.yml"
            yield Problem(where, "author-unknown", message, hint)


def dimension_undeclared(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Every dimension spoken of is declared in forecast.yml."""
    if forecast.has_single_reading and not desk.knows(forecast, "dimensions"):
        return
    declared = [] if forecast.has_single_reading else [d.id for d in forecast.dimensions]
    named = [
        (s.dimension, s.where)
        for s in forecast.signposts
        if s.dimension and desk.knows(forecast, ("signposts", s.id, "dimension"))
    ]
    for update in forecast.updates:
        named += [
            (id_, belief.where or update.where)
            for id_, belief in update.beliefs
            if id_ != SINGLE_READING
        ]
        if not forecast.has_single_reading:
            yield from _homeless(update, declared)
        for piece in update.evidence:
            named += [(b.dimension, b.where or piece.where) for b in piece.bears_on if b.dimension]
    for id_, where in named:
        if id_ not in declared and not desk.may_declare(forecast, "dimensions", id_):
            message = f"speaks of a dimension “{id_}”, which forecast.yml does not declare"
            hint = (
                did_you_mean(id_, declared)
                if declared
                else "this question has a single reading: leave dimensions out"
            )
            yield Problem(where, "dimension-undeclared", message, hint)


def _homeless(update: Update, declared: list[str]) -> Iterator[Problem]:
    """Options or quantiles outside the dimensions of a question that has several."""
    for id_, belief in update.beliefs:
        if id_ == SINGLE_READING:
            message = "stands outside “dimensions”, but the question has several readings"
            hint = f"move it under “dimensions:” to one of {', '.join(declared)}"
            yield Problem(belief.where or update.where, "dimension-undeclared", message, hint)


def signpost_undeclared(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Every signpost that fires or expires is declared in forecast.yml."""
    declared = [signpost.id for signpost in forecast.signposts]
    for update in forecast.updates:
        for event in update.signposts:
            may_yet_be = desk.may_declare(forecast, "signposts", event.signpost)
            if event.signpost not in declared and not may_yet_be:
                message = (
                    f"speaks of a signpost “{event.signpost}”, which forecast.yml does not declare"
                )
                hint = (
                    did_you_mean(event.signpost, declared)
                    if declared
                    else "declare it in forecast.yml"
                )
                yield Problem(event.where, "signpost-undeclared", message, hint)


def evidence_twice(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A piece of evidence enters the ledger once, under an id of its own."""
    of_all: dict[str, Location] = {}
    for update in forecast.updates:
        # Of an update without a day nobody knows what came before it.
        seen = of_all if desk.knows(update, DAY) else {}
        for number, piece in enumerate(update.evidence):
            if not desk.knows(update, ("evidence", number, "id")):
                continue
            if piece.id in seen:
                first = seen[piece.id]
                message = f"gives the evidence “{piece.id}” again; it stands in {first.path}, line {first.line}"
                hint = "give this piece another id, or leave it out: the ledger keeps what is in it"
                yield Problem(piece.where, "evidence-twice", message, hint)
            seen.setdefault(piece.id, piece.where)
