"""The words of the evidence ledger: what a forecast rests on, by dimension and by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from foresite import sentences
from foresite.history import Entry, EvidenceAdded
from foresite.model import Bearing, Direction, Evidence, EvidenceKind, Forecast
from foresite.pages.forecast.view import EvidenceGroup, EvidenceLedger, EvidenceView
from foresite.pages.phrases import capitalised
from foresite.words import counted, day, percent, quantity

FEW = 4
"""From so many pieces on, a reader may choose which to see."""

_WAYS = {
    Direction.SUPPORTS: ("up", "▲"),
    Direction.OPPOSES: ("down", "▼"),
    Direction.BOTH: ("both", "▲▼"),
}
_COUNTED = {
    Direction.SUPPORTS: "for",
    Direction.OPPOSES: "against",
    Direction.BOTH: "cutting both ways",
}
_WHOLE = "The question as a whole"


def evidence_ledger(forecast: Forecast, made: Sequence[Entry]) -> EvidenceLedger:
    """The ledger after those entries: what bears on the whole question, then on each dimension."""
    pieces = _newest_first(made)
    groups = []
    for dimension in (None, *(d.id for d in forecast.dimensions)):
        bearing = [(p, b) for p in pieces for b in p.bears_on if b.dimension == dimension]
        if bearing:
            groups.append(_group(forecast, dimension, bearing))
    ways = Counter(way for p in pieces for way in {b.direction for b in p.bears_on})
    kinds = Counter(piece.kind for piece in pieces)
    some = {(b.direction, piece.kind) for piece in pieces for b in piece.bears_on}
    is_much = len(pieces) >= FEW
    return EvidenceLedger(
        groups=tuple(groups),
        ways=tuple((w.value, sentences.DIRECTIONS[w], ways[w]) for w in Direction if is_much),
        kinds=tuple(
            (k.value, capitalised(sentences.KINDS[k]), kinds[k]) for k in EvidenceKind if is_much
        ),
        none=" ".join(f"{w}-{k}" for w in Direction for k in EvidenceKind if (w, k) not in some),
    )


def base_rate(forecast: Forecast) -> tuple[str, str, str | None] | None:
    """The base rate that the author states: the number, who says so, and where."""
    stated = forecast.base_rate
    return None if stated is None else (percent(stated.probability), stated.source, stated.url)


def _newest_first(made: Sequence[Entry]) -> list[Evidence]:
    """By falling day of publication, or of entry where that was not published.

    Those of one day keep the order in which their author wrote them.
    """
    entered = [
        (change.evidence.dated or entry.on, change.evidence)
        for entry in made
        for change in entry.changes
        if isinstance(change, EvidenceAdded)
    ]
    entered.sort(key=lambda pair: pair[0], reverse=True)
    return [piece for _, piece in entered]


def _group(
    forecast: Forecast, dimension: str | None, bearing: Sequence[tuple[Evidence, Bearing]]
) -> EvidenceGroup:
    counts = Counter(b.direction for _, b in bearing)
    name = forecast.dimension(dimension).name if dimension else _WHOLE
    return EvidenceGroup(
        heading="" if forecast.has_single_reading else name,
        count=capitalised(
            ", ".join(counted(counts[w], _COUNTED[w], _COUNTED[w]) for w in Direction if counts[w])
        ),
        kinds=tuple(
            (
                kind.value,
                f"{capitalised(sentences.KINDS[kind])} evidence",
                tuple(_piece(p, b, forecast) for p, b in bearing if p.kind is kind),
            )
            for kind in EvidenceKind
            if any(p.kind is kind for p, _ in bearing)
        ),
    )


def _piece(piece: Evidence, bearing: Bearing, forecast: Forecast) -> EvidenceView:
    way, sign = _WAYS[bearing.direction]
    return EvidenceView(
        direction=bearing.direction.value,
        way=way,
        sign=sign,
        word=sentences.DIRECTIONS[bearing.direction],
        claim=piece.claim,
        source=piece.source or (piece.url or ""),
        href=piece.url,
        dated=day(piece.dated) if piece.dated else "date not published",
        ratio="" if piece.likelihood_ratio is None else f"×{quantity(piece.likelihood_ratio)}",
        also=", ".join(_also(piece, bearing, forecast)),
    )


def _also(piece: Evidence, bearing: Bearing, forecast: Forecast) -> Iterable[str]:
    """How it bears on what else: ``Developer preference (against)``."""
    for other in piece.bears_on:
        if other != bearing:
            name = forecast.dimension(other.dimension).name if other.dimension else _WHOLE.lower()
            yield f"{name} ({_COUNTED[other.direction]})"
