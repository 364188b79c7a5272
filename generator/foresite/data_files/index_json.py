"""Every forecast as one line of data, with where it stands."""

from __future__ import annotations

import json
from datetime import date

from foresite import sentences
from foresite.data_files.addresses import site_url
from foresite.history import entries, headline_belief, is_frozen, status
from foresite.model import Archive, Forecast
from foresite.publication import Settings, forecast_address
from foresite.words import estimative_words


def index_json(archive: Archive, *, settings: Settings, today: date) -> str:
    """A JSON array with an object on a line for each forecast, by id."""
    lines = [
        json.dumps(_object(f, settings, today), ensure_ascii=False, allow_nan=False)
        for f in archive.forecasts
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _object(forecast: Forecast, settings: Settings, today: date) -> dict[str, object]:
    made = entries(forecast, today=today)
    updates = [entry for entry in made if entry.update]
    changed = [entry for entry in updates if not entry.reviewed_only]
    probability = made[-1].after.probability if made else None
    belief = headline_belief(forecast, made[-1].after) if made else None
    resolution = made[-1].after.resolution if made else None
    return {
        "id": forecast.id,
        "question": forecast.question,
        "address": site_url(forecast_address(forecast.id), settings=settings, start=""),
        "kind": forecast.kind.name.value,
        "probability": probability,
        "figure": sentences.figure(forecast, belief).short if belief else None,
        "words": None if probability is None else estimative_words(probability),
        "status": status(forecast, today=today).value,
        "opened_on": forecast.opened_on.isoformat(),
        "closes_on": forecast.closes_on.isoformat() if forecast.closes_on else None,
        "scheduled_on": forecast.scheduled_on.isoformat() if forecast.scheduled_on else None,
        "updated_on": changed[-1].on.isoformat() if changed else None,
        "reviewed_on": updates[-1].on.isoformat() if updates else None,
        "tags": list(forecast.tags),
        "author": forecast.author,
        "frozen": bool(made) and is_frozen(forecast, made[-1].after),
        "outcome": resolution.outcome.value if resolution else None,
        "answer": sentences.outcome(forecast, resolution) if resolution else None,
    }
