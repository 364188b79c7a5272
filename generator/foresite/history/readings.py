"""By which terms a day is judged: as they then stood, whatever was corrected in them since.

A correction of forecast.yml holds from its own day on. Until then readers knew
the earlier text. A version that was added has a day of its own and needs no
correction, so it counts in every text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from foresite.model import Dimension, Forecast, HeadlineVersion

_TERMS = "forecast.yml"


def readings(forecast: Forecast, day: date) -> tuple[Forecast, ...]:
    """The terms that stood at that day's end, and then each text to which they were corrected.

    The last is the present one. Earlier texts that cannot be read are left out.
    """
    earlier = (
        correction.terms
        for correction in forecast.corrections_of(_TERMS)
        if correction.made_on > day
    )
    return (*(_with_added(terms, forecast) for terms in earlier if terms), forecast)


def turning_points(forecast: Forecast, *, until: date) -> list[date]:
    """Every day up to ``until`` from which a text, a rule or a correction of them holds, in order."""
    days = {forecast.opened_on, *(each.made_on for each in forecast.corrections_of(_TERMS))}
    for terms in readings(forecast, date.min):
        days |= {version.since for version in terms.headlines}
        days |= {v.since for dimension in terms.dimensions for v in dimension.criteria}
    return sorted(on for on in days if on <= until)


def _with_added(then: Forecast, now: Forecast) -> Forecast:
    """Earlier terms with the versions that were added to them since, and the answer that stands."""
    present = {dimension.id: dimension for dimension in now.dimensions}
    return replace(
        then,
        headlines=_headlines(then) + _headlines(now)[len(_headlines(then)) :],
        dimensions=tuple(_continued(each, present.get(each.id, each)) for each in then.dimensions),
        resolution=now.resolution,
    )


def _continued(then: Dimension, now: Dimension) -> Dimension:
    return replace(then, criteria=then.criteria + now.criteria[len(then.criteria) :])


def _headlines(forecast: Forecast) -> tuple[HeadlineVersion, ...]:
    return forecast.headlines or (forecast.headline_on(forecast.opened_on),)
