"""A correction, with the text that it keeps."""

from __future__ import annotations

from datetime import date

from foresite.scaffolding.forecasts import free_name


def new_correction(
    home: str, file: str, text: str, *, taken: set[str], today: date
) -> dict[str, str]:
    """A correction of ``file`` in the folder ``home``, with its published text."""
    head = f"""\
---
file: {file}
by: desk
because:         # why it had to be corrected
what:            # what was corrected, in a sentence; or delete this line
---
"""
    return {f"{home}/corrections/{free_name(taken, today)}.md": f"{head}{text}"}
