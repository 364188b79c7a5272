"""All that the archive says of a forecast, as one JSON object."""

from __future__ import annotations

import json
from datetime import date

from foresite import sentences
from foresite.data_files.addresses import site_url, update_url
from foresite.data_files.history_csv import quantity_text
from foresite.history import Entry, entries
from foresite.history.signposts import Happening, became
from foresite.model import (
    Answer,
    Belief,
    Correction,
    Dimension,
    Evidence,
    Forecast,
    Kind,
    KindName,
    Reference,
    Resolution,
    Seal,
    Signpost,
    Update,
)
from foresite.publication import Settings, forecast_address

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys do not raise it."""

Json = dict[str, object]


def history_json(forecast: Forecast, *, settings: Settings, today: date) -> str:
    """The object as JSON text, keys in the order a reader would want them."""
    start = forecast_address(forecast.id)
    made = entries(forecast, today=today)
    whole: Json = {
        "schema_version": VERSION,
        "id": forecast.id,
        "address": site_url(start, settings=settings, start=start),
        "question": forecast.question,
        "background": forecast.background,
        "opened_on": _day(forecast.opened_on),
        "closes_on": _day(forecast.closes_on),
        "scheduled_on": _day(forecast.scheduled_on),
        "author": forecast.author,
        "tags": list(forecast.tags),
        "headline": forecast.headline_dimension or forecast.headline.value,
        "headline_rules": [
            {
                "since": _day(version.since),
                "rule": version.dimension or version.rule.value,
                "reason": version.reason,
            }
            for version in forecast.headlines
        ],
        "implies": [implication.forecast for implication in forecast.implies],
        "waivers": {waiver.rule: waiver.reason for waiver in forecast.waivers},
        "dimensions": [_dimension(d) for d in forecast.dimensions],
        "signposts": [_signpost(s, forecast) for s in forecast.signposts],
        "updates": [_update(u, forecast, settings, start) for u in forecast.updates],
        "base_rate": _reference(forecast.base_rate),
        "resolution": _resolution(forecast.resolution, forecast),
        "withdrawn": [_resolution(r, forecast) for r in forecast.withdrawn],
        "seals": [_seal(seal, today) for seal in forecast.seals if seal.sealed_on <= today],
        "corrections": [_correction(c) for c in forecast.corrections],
        # Apart from the updates: git says it, not their author.
        "recorded_on": {update.id: _day(update.recorded_on) for update in forecast.updates},
        "changes": [_changes(entry) for entry in made],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _dimension(dimension: Dimension) -> Json:
    return {
        "id": dimension.id,
        "name": dimension.name,
        "question": dimension.question,
        "added_on": _day(dimension.added_on),
        "kind": _kind(dimension.kind),
        "criteria": [
            {
                "since": _day(version.since),
                "status": version.status.value,
                "effect": version.effect.value if version.effect else None,
                "reason": version.reason,
                "text": version.text,
            }
            for version in dimension.criteria
        ],
    }


def _kind(kind: Kind) -> Json:
    made: Json = {"name": kind.name.value}
    if kind.options:
        made["options"] = [
            {"id": o.id, "name": o.name, "added_on": _day(o.added_on)} for o in kind.options
        ]
        made["ordered"] = kind.is_ordered
    if kind.unit:
        made["unit"] = kind.unit
    for end, bound in (("low", kind.low), ("high", kind.high)):
        if bound:
            made[end] = {"value": _quantity(kind, bound.value), "open": bound.is_open}
    return made


def _quantity(kind: Kind, value: float) -> float | str:
    """A day as its text, a number as it is."""
    return quantity_text(kind, value) if kind.name is KindName.DATE else value


def _signpost(signpost: Signpost, forecast: Forecast) -> Json:
    return {
        "id": signpost.id,
        "event": signpost.event,
        "dimension": signpost.dimension,
        "armed_on": _day(signpost.armed_on),
        "moves_to": {
            "comparison": signpost.moves_to.comparison.value,
            "probability": signpost.moves_to.probability,
        },
        "expires_on": _day(signpost.expires_on),
        "ended": _ended(became(forecast, signpost)),
    }


def _ended(happening: Happening | None) -> Json | None:
    """What became of a signpost by somebody's word; null for one that may still fire or lapse."""
    if happening is None or happening.event is None:
        return None
    event = happening.event
    return {
        "state": happening.state.value,
        "on": _day(happening.on),
        "update": happening.update.id if happening.update else None,
        "because": event.because,
        "source": event.source,
        "url": event.url,
        "evidence": list(event.evidence),
    }


def _update(update: Update, forecast: Forecast, settings: Settings, start: str) -> Json:
    return {
        "id": update.id,
        "address": update_url(forecast.id, update.id, settings=settings, start=start),
        "made_on": _day(update.made_on),
        "author": update.author,
        "reason": update.reason.value,
        "probability": update.probability,
        "market": _reference(update.market),
        "dimensions": {
            id_: _belief(belief, forecast.dimension(id_).kind) for id_, belief in update.beliefs
        },
        "evidence": [_evidence(piece) for piece in update.evidence],
        "signposts": {event.signpost: event.state.value for event in update.signposts},
        "counterargument": update.counterargument,
        "forces": list(update.forces) if update.forces is not None else None,
        "review_by": _day(update.review_by),
        "rationale": update.rationale,
    }


def _belief(belief: Belief, kind: Kind) -> Json:
    made: Json = {
        "probability": belief.probability,
        "moved": belief.moved.value if belief.moved else None,
    }
    if belief.options:
        made["options"] = dict(belief.options)
    if belief.quantiles:
        made["quantiles"] = [
            {"level": level, "value": _quantity(kind, value)} for level, value in belief.quantiles
        ]
    return made


def _reference(reference: Reference | None) -> Json | None:
    if reference is None:
        return None
    return {
        "probability": reference.probability,
        "source": reference.source,
        "url": reference.url,
    }


def _evidence(piece: Evidence) -> Json:
    return {
        "id": piece.id,
        "claim": piece.claim,
        "kind": piece.kind.value,
        "bears_on": [
            {"dimension": b.dimension, "direction": b.direction.value} for b in piece.bears_on
        ],
        "source": piece.source,
        "url": piece.url,
        "dated": _day(piece.dated),
        "likelihood_ratio": piece.likelihood_ratio,
    }


def _resolution(resolution: Resolution | None, forecast: Forecast) -> Json | None:
    if resolution is None:
        return None
    return {
        "outcome": resolution.outcome.value,
        "answers": {
            id_: _answer(answer, forecast.dimension(id_).kind) for id_, answer in resolution.answers
        },
        "reason": resolution.reason,
        "known_on": _day(resolution.known_on),
        "recorded_on": _day(resolution.recorded_on),
        "withdrawn_on": _day(resolution.withdrawn_on),
        "withdrawn_because": resolution.withdrawn_because,
        "sources": [{"name": s.name, "url": s.url} for s in resolution.sources],
        "post_mortem": resolution.post_mortem,
    }


def _answer(answer: Answer, kind: Kind) -> Json:
    return {
        "outcome": answer.outcome.value,
        "option": answer.option,
        "value": None if answer.value is None else _quantity(kind, answer.value),
        "side": answer.side.value if answer.side else None,
    }


def _seal(seal: Seal, today: date) -> Json:
    reveal = seal.reveal if seal.reveal and seal.reveal.revealed_on <= today else None
    return {
        "id": seal.id,
        "sealed_on": _day(seal.sealed_on),
        "recorded_on": _day(seal.recorded_on),
        "digest": seal.digest,
        "about": seal.about,
        "revealed_on": _day(reveal.revealed_on) if reveal else None,
        "reveal_recorded_on": _day(reveal.recorded_on) if reveal else None,
        "salt": reveal.salt if reveal else None,
        "text": reveal.text if reveal else None,
    }


def _correction(correction: Correction) -> Json:
    return {
        "id": correction.id,
        "made_on": _day(correction.made_on),
        "file": correction.file,
        "by": correction.by,
        "what": correction.what,
        "because": correction.because,
        "earlier_text": correction.earlier,
    }


def _changes(entry: Entry) -> Json:
    return {
        "on": _day(entry.on),
        "update": entry.update.id if entry.update else None,
        "headline": sentences.headline(entry),
        "changes": list(sentences.sentences(entry)),
    }
