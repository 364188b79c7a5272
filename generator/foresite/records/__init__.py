"""The file format: what each file may hold, and its way into the model.

Enters files; leaves model values, and a Problem for every field that does not
fit and has a stand-in. Pydantic lives here and nowhere else: one pass reports
every error of a file, and the same classes give the JSON Schemas for editors.
"""

from foresite.records.assembly import Assembly, assemble, assembly
from foresite.records.earlier import earlier_document, earlier_forecast
from foresite.records.json_schemas import SCHEMAS, schema_text
from foresite.records.unread import BODY, DAY, NAMES, Place, Unread

__all__ = [
    "BODY",
    "DAY",
    "NAMES",
    "SCHEMAS",
    "Assembly",
    "Place",
    "Unread",
    "assemble",
    "assembly",
    "earlier_document",
    "earlier_forecast",
    "schema_text",
]
