"""A published file as it stood before a correction, read as it was then.

Enters a correction's earlier text; leaves what the present text would give:
a document, an update, or a forecast without its updates. None if today's rules
no longer let it be read.
"""

from __future__ import annotations

from dataclasses import replace

from foresite.model import Correction, Forecast, Resolution, Update
from foresite.records.conversion import forecast_model
from foresite.records.files import ResolutionRecord
from foresite.records.forecast_file import ForecastRecord
from foresite.records.reader import Reader, read_record
from foresite.records.resolution_conversion import resolution_model
from foresite.records.update_conversion import update_model
from foresite.records.update_file import UpdateRecord
from foresite.source import Document, markdown_document, yaml_document


def earlier_document(correction: Correction) -> Document | None:
    """The corrected file's earlier front matter and body."""
    document, _ = markdown_document(correction.file, correction.earlier)
    return document


def earlier_forecast(correction: Correction, forecast: Forecast) -> Forecast | None:
    """What forecast.yml said before it was corrected."""
    document, _ = yaml_document(correction.file, correction.earlier)
    if document is None:
        return None
    record, reader = read_record(ForecastRecord, document)
    made = forecast_model(record, reader, id_=forecast.id, updates=())
    return None if reader.is_faulty else made


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
    if document is None:
        return None
    record, reader = read_record(ResolutionRecord, document)
    asked = Reader(document=Document(path=forecast.where.path, data={}))
    made = resolution_model(record, reader, forecast, asked)
    return None if reader.is_faulty else made


def _earlier_update(correction: Correction, forecast: Forecast) -> Update | None:
    document = earlier_document(correction)
    if document is None:
        return None
    record, reader = read_record(UpdateRecord, document)
    made = update_model(record, reader, default_author=forecast.author)
    return None if reader.is_faulty else made
