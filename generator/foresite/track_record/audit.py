"""The audit of signposts: did the number move when one fired, and had one fired when it moved.

Enters an archive and a day; leaves an ``Audit``: every signpost that fired,
with what the number did about it, and every large move, with whether a
signpost had called for it. It scores nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean

from foresite.history.signposts import (
    Happening,
    Step,
    answer,
    called_for,
    firings,
    number,
    precedes,
    reaches,
    steps,
)
from foresite.model import Archive, Forecast, KindName, Signpost, Update
from foresite.track_record.whose import members

LARGE = 0.10
"""How far a number goes in one update for its move to be large: ten points of a hundred."""


class Followed(StrEnum):
    """What the number did about a signpost that fired."""

    AS_SAID = "as-said"
    SHORT = "short"
    UNMOVED = "unmoved"
    AGAINST = "against"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredSignpost:
    """A signpost that fired, and the update that answered it.

    ``before`` and ``after`` are the number in [0, 1] that it would have moved,
    before that update and with it; None where none was given.
    """

    forecast: Forecast
    fired: Happening
    answered: Update | None
    before: float | None
    after: float | None

    @property
    def followed(self) -> Followed:
        """Whether the number stands where the signpost had said, or went that way."""
        if self.answered is None or self.after is None:
            return Followed.UNANSWERED
        moves_to = self.fired.signpost.moves_to
        if reaches(self.after, moves_to):
            return Followed.AS_SAID
        if self.before is None or self.after == self.before:
            return Followed.UNMOVED
        return Followed.SHORT if (self.moved or 0) > 0 else Followed.AGAINST

    @property
    def moved(self) -> float | None:
        """How far it went the signpost's way, in [-1, 1]; None where one of the two is missing."""
        if self.before is None or self.after is None:
            return None
        rise = self.after - self.before
        return rise if self.fired.signpost.moves_to.is_upward else -rise


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeMove:
    """A headline that moved by ``LARGE`` or more; ``is_called_for`` says that a signpost had fired."""

    forecast: Forecast
    step: Step
    is_called_for: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Signposts that fired, oldest first, and large moves, oldest first."""

    fired: tuple[FiredSignpost, ...]
    moves: tuple[LargeMove, ...]

    def count(self, followed: Followed) -> int:
        """How many fired signposts were followed like that."""
        return sum(one.followed is followed for one in self.fired)

    @property
    def mean_move(self) -> float | None:
        """How far the numbers went the signposts' way, in the mean; None if none can be told."""
        moved = [one.moved for one in self.fired if one.moved is not None]
        return fmean(moved) if moved else None


def audit(archive: Archive, *, today: date, author: str | None, signpost_days: int) -> Audit:
    """The audit of an author's forecasts up to that day; of everybody's, if None.

    A move is called for if a signpost of its direction fired since the number
    before, or within ``signpost_days``. What is said after the answer was
    known, and what is not a probability, is left out.
    """
    whose = None if author is None else members(author, archive)
    own = [one for one in archive.forecasts if whose is None or one.author in whose]
    fired = [one for forecast in own for one in _fired(forecast, today)]
    within = timedelta(days=signpost_days)
    moves = [one for forecast in own for one in _large_moves(forecast, today, within)]
    return Audit(
        fired=tuple(sorted(fired, key=lambda one: (one.fired.on, one.forecast.id))),
        moves=tuple(sorted(moves, key=lambda one: (one.step.update.made_on, one.forecast.id))),
    )


def _fired(forecast: Forecast, today: date) -> Iterator[FiredSignpost]:
    last = _last_day(forecast, today)
    for fired in firings(forecast, until=today):
        signpost = fired.signpost
        if fired.on > last or not _moves_a_probability(forecast, signpost):
            continue
        update = answer(forecast, fired, until=last)
        given = [
            (each, said)
            for each in forecast.updates
            if (said := number(forecast, each, signpost.dimension)) is not None
        ]
        before = [said for each, said in given if update is None or precedes(each, update)]
        stood = before[-1] if before else None
        now = next((said for each, said in given if each is update), stood)
        yield FiredSignpost(
            forecast=forecast,
            fired=fired,
            answered=update,
            before=stood,
            after=None if update is None else now,
        )


def _moves_a_probability(forecast: Forecast, signpost: Signpost) -> bool:
    kind = forecast.dimension(signpost.dimension).kind if signpost.dimension else forecast.kind
    return kind.name is KindName.BINARY


def _last_day(forecast: Forecast, today: date) -> date:
    """The last day that counts: today, or when the answer was known."""
    return min(today, forecast.resolution.known_on) if forecast.resolution else today


def _large_moves(forecast: Forecast, today: date, within: timedelta) -> Iterator[LargeMove]:
    for step in steps(forecast, None, until=today):
        # In whole points: 0.5 and 0.6 are not quite 0.1 apart.
        if round(abs(step.after - step.before), 9) >= LARGE:
            called = called_for(forecast, step, None, within=within)
            yield LargeMove(forecast=forecast, step=step, is_called_for=called)
