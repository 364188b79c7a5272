"""What became of each signpost: armed, then fired or expired, once.

Enters a ``Forecast``; leaves ``Happening``s. A signpost's first word counts;
whatever comes after it is a Problem of ``checks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foresite.model import Forecast, Signpost, SignpostEvent, SignpostState, Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A signpost fired or expired.

    ``update`` is the one that says so, or None where forecast.yml does.
    ``event`` is None for a signpost that lapsed by itself.
    """

    signpost: Signpost
    state: SignpostState
    on: date
    told_on: date
    update: Update | None = None
    event: SignpostEvent | None = None


def stated(forecast: Forecast, signpost: Signpost) -> tuple[Happening, ...]:
    """All that is said of a signpost, right or wrong, in order of its days.

    Of one day, forecast.yml's word comes before an update's.
    """
    told = [
        Happening(signpost=signpost, state=e.state, on=e.on, told_on=e.on, event=e)
        for e in signpost.events
    ]
    told += [
        Happening(
            signpost=signpost,
            state=event.state,
            on=event.on,
            told_on=update.made_on,
            update=update,
            event=event,
        )
        for update in forecast.updates
        for event in update.signposts
        if event.signpost == signpost.id
    ]
    return tuple(sorted(told, key=lambda happening: happening.on))


def became(forecast: Forecast, signpost: Signpost) -> Happening | None:
    """What became of it, whenever that is; None if it stays armed.

    It lapses at the end of ``expires_on`` unless something else came first, or
    the question was resolved: after that nobody watches it.
    """
    told = stated(forecast, signpost)
    lapse = signpost.expires_on
    if told and (lapse is None or told[0].on <= lapse):
        return told[0]
    resolution = forecast.resolution
    if lapse is None or (resolution and resolution.known_on <= lapse):
        return None
    return Happening(signpost=signpost, state=SignpostState.EXPIRED, on=lapse, told_on=lapse)


def happenings(forecast: Forecast) -> Iterator[Happening]:
    """What became of each signpost that did not stay armed, as they are declared."""
    for signpost in forecast.signposts:
        happening = became(forecast, signpost)
        if happening:
            yield happening


def firings(forecast: Forecast, *, until: date) -> tuple[Happening, ...]:
    """The signposts that have fired, and are said to have, by the end of that day."""
    fired = (h for h in happenings(forecast) if h.state is SignpostState.FIRED)
    return tuple(sorted((h for h in fired if h.told_on <= until), key=lambda h: h.on))
