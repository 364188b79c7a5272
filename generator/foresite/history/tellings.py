"""What readers were told of a number, in the order in which they were told.

An update tells a number on its day. A correction tells another in its place, on
the correction's own day: until then readers knew the first. What stands is what
the latest update says, as it then reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foresite.history.past import said
from foresite.model import Belief, Correction, Forecast, Update

Number = tuple[Update, Belief]
"""A number, and the update that gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What an update, or a correction of it, told of a number on a day.

    ``belief`` is the number, or None if a correction took it out. ``before`` and
    ``after`` are the numbers that stood until then and stand from then on; they
    are the same if a later update's stands.
    """

    on: date
    update: Update
    correction: Correction | None
    belief: Belief | None
    before: Number | None
    after: Number | None


def tellings(forecast: Forecast, dimension: str | None) -> tuple[Telling, ...]:
    """All that was ever told of a dimension, or of the headline (None), oldest first."""
    told = sorted(_texts(forecast), key=lambda each: (each[1], each[3] is not None))
    standing: dict[int, Number] = {}
    made: list[Telling] = []
    for place, on, text, correction in told:
        before = standing[max(standing)] if standing else None
        belief = number_of(forecast, text, dimension)
        if belief is None and place not in standing:
            continue  # it says nothing of this number
        standing.pop(place, None)
        if belief is not None:
            standing[place] = (forecast.updates[place], belief)
        made.append(
            Telling(
                on=on,
                update=forecast.updates[place],
                correction=correction,
                belief=belief,
                before=before,
                after=standing[max(standing)] if standing else None,
            )
        )
    return tuple(made)


def _texts(forecast: Forecast) -> Iterator[tuple[int, date, Update, Correction | None]]:
    """Each text of each update: the update's place, since when it read so, and by which correction.

    An earlier text that cannot be read any more is taken to have said what the next does.
    """
    for place, update in enumerate(forecast.updates):
        corrections = forecast.corrections_of(f"updates/{update.id}.md")
        texts = [*(each.update for each in corrections), update]
        for at, (text, by) in enumerate(zip(texts, (None, *corrections), strict=True)):
            read = text or next(later for later in texts[at:] if later)
            yield place, by.made_on if by else update.made_on, read, by


def number_of(forecast: Forecast, update: Update, dimension: str | None) -> Belief | None:
    """The number an update gives a dimension, or the headline (None); None if it gives none."""
    belief = said(forecast, update) if dimension is None else dict(update.beliefs).get(dimension)
    return belief if belief and belief.is_number else None
