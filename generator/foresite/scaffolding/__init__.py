"""New files for authors, filled in as far as can be known.

Enters a slug, a forecast and a day; leaves ``path -> text``. What only the
author can know is left blank, with a comment that says what belongs there:
``check`` refuses a blank, so that none is published by mistake.
"""

from __future__ import annotations

from foresite.scaffolding.corrections import new_correction
from foresite.scaffolding.forecasts import new_forecast, new_update
from foresite.scaffolding.resolutions import new_annulment, new_resolution, withdrawn_text
from foresite.scaffolding.seals import new_reveal, new_seal

__all__ = [
    "new_annulment",
    "new_correction",
    "new_forecast",
    "new_resolution",
    "new_reveal",
    "new_seal",
    "new_update",
    "withdrawn_text",
]
