"""What became of each signpost, and what the numbers did about it.

Enters a ``Forecast``; leaves ``Happening``s and ``Step``s. Of what is said of a
signpost the first word counts; whatever comes after it is a Problem of ``checks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from foresite.model import (
    Comparison,
    Forecast,
    Signpost,
    SignpostEvent,
    SignpostState,
    Threshold,
    Update,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A number that an update gave, and the one that stood before it."""

    update: Update
    since: date
    before: float
    after: float


def number(forecast: Forecast, update: Update, dimension: str | None) -> float | None:
    """The probability that an update gives the headline (None) or a dimension, if it gives one."""
    belief = dict(update.beliefs).get(dimension) if dimension else None
    if belief and belief.probability is not None:
        return belief.probability
    settling = forecast.settling
    is_headline = dimension is None or (settling is not None and settling.id == dimension)
    return update.probability if is_headline else None


def steps(forecast: Forecast, dimension: str | None, *, until: date) -> tuple[Step, ...]:
    """Each number that followed another one up to that day; ``since`` is the earlier one's day.

    What was said after the answer was known is no forecast.
    """
    resolution = forecast.resolution
    last = min(until, resolution.known_on) if resolution else until
    given = [
        (update, said)
        for update in forecast.updates
        if update.made_on <= last and (said := number(forecast, update, dimension)) is not None
    ]
    return tuple(
        Step(update=update, since=earlier.made_on, before=before, after=after)
        for (earlier, before), (update, after) in pairwise(given)
    )


def reaches(probability: float, threshold: Threshold) -> bool:
    """Whether a number stands where a signpost would move it."""
    match threshold.comparison:
        case Comparison.AT_LEAST:
            return probability >= threshold.probability
        case Comparison.ABOVE:
            return probability > threshold.probability
        case Comparison.AT_MOST:
            return probability <= threshold.probability
        case Comparison.BELOW:
            return probability < threshold.probability


def stands_beyond(forecast: Forecast, signpost: Signpost, *, on: date) -> bool:
    """Whether a number stands, at the end of that day, where a signpost would move it."""
    given = (
        number(forecast, update, signpost.dimension)
        for update in reversed(forecast.updates)
        if update.made_on <= on
    )
    standing = next((said for said in given if said is not None), None)
    return standing is not None and reaches(standing, signpost.moves_to)


def called_for(forecast: Forecast, step: Step, dimension: str | None, *, within: timedelta) -> bool:
    """Whether a signpost had fired that calls for a step in its direction.

    It counts if it would move the same number and fired since the number
    before, or within so many days of the step.
    """
    since = min(step.since, step.update.made_on - within)
    return any(
        since <= fired.on
        and not (fired.update and precedes(step.update, fired.update))
        and fired.signpost.moves_to.is_upward == (step.after > step.before)
        and _aims_at(forecast, fired.signpost, dimension)
        for fired in firings(forecast, until=step.update.made_on)
    )


def _aims_at(forecast: Forecast, signpost: Signpost, dimension: str | None) -> bool:
    """Whether it would move that number; the headline and the dimension it is are one."""
    settling = forecast.settling.id if forecast.settling else None
    return (signpost.dimension or settling) == (dimension or settling)


def precedes(update: Update, other: Update) -> bool:
    """Whether an update came before another one; of one day, by their files' names."""
    return (update.made_on, update.id) < (other.made_on, other.id)


def answer(forecast: Forecast, fired: Happening, *, until: date) -> Update | None:
    """The first update up to that day that speaks of what a fired signpost concerns.

    Where an update tells of the firing, it is that one or one after it: what
    was said earlier on its day did not know of it.
    """
    return next(
        (
            update
            for update in forecast.updates
            if fired.on <= update.made_on <= until
            and not (fired.update and precedes(update, fired.update))
            and _speaks_of(forecast, update, fired.signpost.dimension)
        ),
        None,
    )


def _speaks_of(forecast: Forecast, update: Update, dimension: str | None) -> bool:
    """Whether an update says where the headline (None) or a dimension stands, or which way it went.

    ``moved: unchanged`` is such a word: somebody looked again.
    """
    settling = forecast.settling.id if forecast.settling else None
    if dimension in (None, settling) and update.probability is not None:
        return True
    return (dimension or settling) in dict(update.beliefs)
