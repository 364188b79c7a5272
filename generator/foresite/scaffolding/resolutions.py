"""How a question came out, to be filled in; and the two lines that withdraw a resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foresite.kinds import kind_rules
from foresite.model import Dimension, Forecast, HeadlineRule


def new_resolution(forecast: Forecast, *, today: date) -> dict[str, str]:
    """resolution.md with an outcome to write for each dimension, and what a reader is owed."""
    return _file(forecast, "".join(_outcomes(forecast)), today)


def new_annulment(forecast: Forecast, *, today: date) -> dict[str, str]:
    """resolution.md for a question that was flawed, whatever settles its headline."""
    said = "outcome: annulled\nreason:          # what made the question impossible to answer\n"
    return _file(forecast, said, today)


def _file(forecast: Forecast, outcome: str, today: date) -> dict[str, str]:
    text = f"""\
---
{outcome}known_on:        # the day on which the answer became public, such as {today}
recorded_on: {today}
sources:
  - name:        # who says so
    url:         # where it can be read; leave it blank if nowhere
# Write below the next line: what did we get right? What did we get wrong, and why?
# What would we do again, and what differently?
---
"""
    count = len(forecast.withdrawn)
    name = f"resolution-{count + 1}.md" if count else "resolution.md"
    return {f"{forecast.path}/{name}": text}


_UNTOLD = "or ambiguous, or annulled, with a “reason:”"


def _outcomes(forecast: Forecast) -> Iterator[str]:
    if forecast.has_single_reading:
        yield f"outcome:         # {_answers(forecast.dimensions[0])}; {_UNTOLD}\n"
        return
    yield f"# {_RULES[forecast.headline]}\n"
    yield f"outcomes:        # each as it came out; {_UNTOLD}\n"
    for dimension in forecast.dimensions:
        yield f"  {dimension.id}:   # {_answers(dimension)}\n"


_RULES = {
    HeadlineRule.DIMENSION: "The headline is one of these, so it follows from them.",
    HeadlineRule.ALL: "The headline is yes if all of these are.",
    HeadlineRule.ANY: "The headline is yes if any of these is.",
}


def _answers(dimension: Dimension) -> str:
    return kind_rules(dimension.kind).answers(dimension.kind)


_FENCE = re.compile(r"^\ufeff?---[ \t]*\r?$", re.MULTILINE)


def withdrawn_text(published: str, *, today: date) -> str:
    """The text of a published resolution with the lines that withdraw it; the reason is blank.

    Only the front matter grows: every line that was there stays where it was.
    ``published`` has front matter, as every resolution that was read has.
    """
    if "\n" not in published:  # lines of an old Macintosh
        published = published.replace("\r", "\n")
    _, close = list(_FENCE.finditer(published))[:2]
    end = "\r\n" if "\r\n" in published else "\n"
    lines = (f"withdrawn_on: {today}", "withdrawn_because:   # what was wrong with it")
    added = "".join(f"{line}{end}" for line in lines)
    return f"{published[: close.start()]}{added}{published[close.start() :]}"
