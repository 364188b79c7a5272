"""New files for authors, filled in as far as can be known.

Enters a slug, a forecast and a day; leaves ``path -> text``. What only the
author can know is left as a sentence that says what belongs there, in a form
that ``check`` refuses until it is replaced where that is possible.
"""

from __future__ import annotations

from datetime import date

from foresite.history import state_on
from foresite.model import Forecast
from foresite.words import long_day


def new_forecast(slug: str, *, archive: str, today: date) -> dict[str, str]:
    """The files of a forecast with a single reading; its number is left to write."""
    up = "../" * (slug.count("/") + 2)
    forecast = f"""\
# yaml-language-server: $schema={up}schema/forecast.schema.json
question:        # one sentence that will turn out true or false
opened_on: {today}
closes_on: {today.replace(year=today.year + 1) if (today.month, today.day) != (2, 29) else today.replace(year=today.year + 1, day=28)}
tags: []
criteria: |
  Resolves yes if … by the closing date, as reported by ….
  Resolves no otherwise.
"""
    update = """\
---
probability:     # between 0 and 1, such as 0.75
evidence: []
counterargument: |
  The strongest case against this number.
---
Why this number, in a few sentences. What it rests on, and what would change it.
"""
    folder = f"{archive}/{slug}"
    return {f"{folder}/forecast.yml": forecast, f"{folder}/updates/{today}.md": update}


def new_update(forecast: Forecast, *, today: date) -> dict[str, str]:
    """The next update's file, with the numbers that now stand."""
    state = state_on(forecast, today)
    lines = ["---"]
    now = "" if state.probability is None else f"{state.probability:g}"
    lines.append(f"probability: {now}".rstrip())
    published = [
        (id_, standing.probability)
        for id_, standing in state.standings
        if standing.probability is not None
    ]
    if published:
        lines.append("dimensions:")
        lines += [f"  {id_}: {probability:g}" for id_, probability in published]
    if forecast.updates:
        lines.append("reason: evidence   # or re-reading, passage-of-time, criteria, correction")
    lines.append("evidence: []")
    before = forecast.updates[-1].made_on if forecast.updates else None
    since = f" since {long_day(before)}" if before else ""
    lines += ["---", f"What changed{since}, and why the number moves or stays.", ""]
    name = _free_name({update.id for update in forecast.updates}, today)
    return {f"{forecast.path}/updates/{name}.md": "\n".join(lines)}


def _free_name(taken: set[str], today: date) -> str:
    """Today's name, or the next one of the day that sorts after those taken."""
    if str(today) not in taken:
        return str(today)
    number = 2
    while f"{today}-{number}" in taken:
        number += 1
    return f"{today}-{number}"
