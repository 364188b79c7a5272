"""All that the archive says of a forecast, as one JSON object."""

from __future__ import annotations

import json
from datetime import date

from foresite import sentences
from foresite.data_files.addresses import site_url, update_url
from foresite.history import Entry, entries
from foresite.model import Belief, Dimension, Evidence, Forecast, Resolution, Signpost, Update
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
        "author": forecast.author,
        "tags": list(forecast.tags),
        "headline": forecast.headline_dimension or forecast.headline.value,
        "dimensions": [_dimension(d) for d in forecast.dimensions],
        "signposts": [_signpost(s) for s in forecast.signposts],
        "updates": [_update(u, forecast, settings, start) for u in forecast.updates],
        "resolution": _resolution(forecast.resolution),
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


def _signpost(signpost: Signpost) -> Json:
    return {
        "id": signpost.id,
        "event": signpost.event,
        "dimension": signpost.dimension,
        "armed_on": _day(signpost.armed_on),
        "moves_to": {
            "comparison": signpost.moves_to.comparison.value,
            "probability": signpost.moves_to.probability,
        },
    }


def _update(update: Update, forecast: Forecast, settings: Settings, start: str) -> Json:
    return {
        "id": update.id,
        "address": update_url(forecast.id, update.id, settings=settings, start=start),
        "made_on": _day(update.made_on),
        "author": update.author,
        "reason": update.reason.value,
        "probability": update.probability,
        "dimensions": {id_: _belief(belief) for id_, belief in update.beliefs},
        "evidence": [_evidence(piece) for piece in update.evidence],
        "signposts": {event.signpost: event.state.value for event in update.signposts},
        "counterargument": update.counterargument,
        "forces": list(update.forces) if update.forces is not None else None,
        "review_by": _day(update.review_by),
        "rationale": update.rationale,
    }


def _belief(belief: Belief) -> Json:
    return {
        "probability": belief.probability,
        "moved": belief.moved.value if belief.moved else None,
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
    }


def _resolution(resolution: Resolution | None) -> Json | None:
    if resolution is None:
        return None
    return {
        "outcome": resolution.outcome.value,
        "known_on": _day(resolution.known_on),
        "recorded_on": _day(resolution.recorded_on),
        "sources": [{"name": s.name, "url": s.url} for s in resolution.sources],
        "post_mortem": resolution.post_mortem,
    }


def _changes(entry: Entry) -> Json:
    return {
        "on": _day(entry.on),
        "update": entry.update.id if entry.update else None,
        "headline": sentences.headline(entry),
        "changes": list(sentences.sentences(entry)),
    }
