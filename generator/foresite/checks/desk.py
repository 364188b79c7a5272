"""Before what a rule looks at an archive: the day, what the desk has set, what nobody could read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Protocol

from foresite.model import SINGLE_READING, Dimension, Forecast, Update
from foresite.problems import Location
from foresite.publication import Limits
from foresite.records import DAY, NAMES, Place, Unread
from foresite.records.belief_conversion import RANGE_KEYS, SORT_KEYS, kind_places
from foresite.records.folders import UPDATES
from foresite.source import Path


def criteria_place(dimension: Dimension) -> Path:
    """Where forecast.yml has the criteria of that dimension."""
    single = dimension.id == SINGLE_READING
    return ("criteria",) if single else ("dimensions", dimension.id, "criteria")


class Told(Protocol):
    """What stands in a file."""

    @property
    def where(self) -> Location:
        """Where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The day on which an archive is checked, the desk's limits, and what nobody could read.

    A value that nobody could read has a stand-in. A rule that would judge by it
    asks first: what it says must still be true when that value is mended.
    """

    today: date
    limits: Limits = field(default_factory=Limits)
    unread: Unread = field(default_factory=Unread)

    def knows(self, told: Told, *places: Place) -> bool:
        """Whether those values of the file in which something stands are its author's."""
        return self.unread.knows(told.where.path, *places)

    def may_declare(self, forecast: Forecast, table: str, id_: str) -> bool:
        """Whether an id may yet be found in a table of forecast.yml."""
        return self.unread.may_declare(forecast.where.path, (table,), id_)

    def knows_kind(self, forecast: Forecast, dimension: str) -> bool:
        """Whether it is known what sort of answer that dimension takes."""
        return self.knows(forecast, *kind_places(dimension, SORT_KEYS))

    def knows_range(self, forecast: Forecast, dimension: str) -> bool:
        """Whether it is known how far that dimension's answer may go."""
        return self.knows(forecast, *kind_places(dimension, RANGE_KEYS))

    def knows_rule(self, forecast: Forecast) -> bool:
        """Whether it is known by which rule the headline was settled, and when."""
        versions = range(max(1, len(forecast.headlines)))
        return self.knows(
            forecast,
            *(("headline", number, key) for number in versions for key in ("rule", "since")),
        )

    def knows_settling(self, forecast: Forecast) -> bool:
        """Whether the headline's rule is known, and what sort of answer it takes."""
        settling = forecast.settling
        knows_kind = settling is None or self.knows_kind(forecast, settling.id)
        knows_day = len(forecast.headlines) < 2 or self.knows_answer(forecast)
        return self.knows_rule(forecast) and knows_kind and knows_day

    def knows_belief(self, update: Update, dimension: str) -> bool:
        """Whether what an update says of a dimension, and its day, are its author's."""
        whole = ("options", "quantiles")
        places = whole if dimension == SINGLE_READING else (("dimensions", dimension),)
        return self.knows(update, DAY, *places)

    def knows_answer(self, forecast: Forecast) -> bool:
        """Whether it is known if the question is answered, how, and since when."""
        answers = (*forecast.withdrawn, *([forecast.resolution] if forecast.resolution else ()))
        keys = ("known_on", "withdrawn_on", "outcome", "outcomes")
        return self.knows_files(forecast) and all(self.knows(each, *keys) for each in answers)

    def knows_files(self, forecast: Forecast) -> bool:
        """Whether every file of a forecast lies in its place, so that none can turn up later."""
        return self.unread.knows(f"{forecast.path}/{UPDATES}")

    def knows_order(self, forecast: Forecast) -> bool:
        """Whether every update has its place among the others."""
        return self.knows_files(forecast) and all(self.knows(u, DAY) for u in forecast.updates)

    def dated(self, forecast: Forecast) -> Iterator[Update]:
        """The updates whose day is known, oldest first."""
        return (update for update in forecast.updates if self.knows(update, DAY))

    def stated(
        self, forecast: Forecast
    ) -> Iterator[tuple[Update, Mapping[str, tuple[float, date]]]]:
        """Each dated update, with the number of each dimension that stood by then, and its day.

        A number that nobody could read is not among them until another one is
        given; where an update may belong anywhere, neither is one given before.
        """
        stated: dict[str, tuple[float, date]] = {}
        is_ordered = self.knows_order(forecast)
        for update in self.dated(forecast):
            if not is_ordered or not self.knows(update, ("dimensions", NAMES)):
                stated.clear()
            for id_, belief in update.beliefs:
                if not self.knows(update, ("dimensions", id_)):
                    stated.pop(id_, None)
                elif belief.probability is not None:
                    stated[id_] = belief.probability, update.made_on
            yield update, stated

    def course(self, forecast: Forecast, *places: Place) -> Iterator[Update]:
        """The updates from the first to the last before one whose day, or those values, nobody knows.

        One without a day comes first: it may belong anywhere.
        """
        known = (update for update in forecast.updates if self.knows_files(forecast))
        return takewhile(lambda update: self.knows(update, DAY, *places), known)
