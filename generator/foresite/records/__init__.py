"""The file format: what each file may hold, and its way into the model.

Enters ``Document``s; leaves model values and a Problem for every field that
does not fit. Pydantic lives here and nowhere else: one pass reports every
error of a file, and the same classes give the JSON Schemas for editors.
"""

from foresite.records.assembly import assemble
from foresite.records.earlier import earlier_document, earlier_forecast
from foresite.records.json_schemas import SCHEMAS, schema_text

__all__ = ["SCHEMAS", "assemble", "earlier_document", "earlier_forecast", "schema_text"]
