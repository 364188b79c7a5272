"""A published file as it stood before a correction, read as it was then.

Enters a correction's earlier text; leaves what the present text would give:
a document, an update, or a forecast without its updates. None if today's rules
no longer let it be read.
"""

from __future__ import annotations

from dataclasses import replace

from foresite.model import Correction, Forecast, Resolution, Update
from foresite.records.conversion import forecast_model, update_model
from foresite.records.errors import validated
from foresite.records.files import ResolutionRecord
from foresite.records.forecast_file import ForecastRecord
from foresite.records.resolution_conversion import resolution_model
from foresite.records.update_file import UpdateRecord
from foresite.source import Document, markdown_document, yaml_document


def earlier_document(correction: Correction) -> Document | None:
    """The corrected file's earlier front matter and body."""
    document, _ = markdown_document(correction.file, correction.earlier)
    return document


def earlier_forecast(correction: Correction, forecast: Forecast) -> Forecast | None:
    """What forecast.yml said before it was corrected."""
    document, _ = yaml_document(correction.file, correction.earlier)
    record = validated(ForecastRecord, document)[0] if document else None
    if document is None or record is None:
        return None
    return forecast_model(record, document, id_=forecast.id, updates=())[0]


def as_read(correction: Correction, forecast: Forecast) -> Correction:
    """The correction with its earlier text read, whatever file it is of."""
    if correction.file.startswith("updates/"):
        return replace(correction, update=_earlier_update(correction, forecast))
    if correction.file == "forecast.yml":
        return replace(correction, terms=earlier_forecast(correction, forecast))
    if correction.file.startswith("resolution"):
        return replace(correction, resolution=_earlier_resolution(correction, forecast))
    return correction


def _earlier_resolution(correction: Correction, forecast: Forecast) -> Resolution | None:
    document = earlier_document(correction)
    record = validated(ResolutionRecord, document)[0] if document else None
    if document is None or record is None:
        return None
    return resolution_model(record, document, forecast)[0]


def _earlier_update(correction: Correction, forecast: Forecast) -> Update | None:
    document = earlier_document(correction)
    record = validated(UpdateRecord, document)[0] if document else None
    if document is None or record is None:
        return None
    return update_model(record, document, default_author=forecast.author)[0]
