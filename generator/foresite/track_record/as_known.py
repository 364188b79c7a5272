"""A forecast as it read when its answer became known: what a score is reckoned from.

A correction mends the record in the open, and readers see both texts. Made on
the day the answer became known or later, it mends no score: the cheapest way to
a good record would be to correct the numbers once one knows. The day is the
first on which any answer was known. To withdraw it, or to correct its day, does
not make it unknown again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from foresite.history import headline_answer
from foresite.history import readings as terms_on
from foresite.model import (
    UNSCORED,
    Correction,
    Dimension,
    Forecast,
    HeadlineRule,
    HeadlineVersion,
    Resolution,
    Signpost,
    Update,
)

_WHOLE: Final = frozenset(outcome.value for outcome in UNSCORED)


def first_known_on(forecast: Forecast) -> date | None:
    """The first day on which an answer was known, one that was withdrawn or corrected among them."""
    return min(_days_known(forecast), default=None)


def _days_known(forecast: Forecast) -> Iterator[date]:
    for resolution in (*forecast.withdrawn, forecast.resolution):
        if resolution:
            yield resolution.known_on
    for correction in forecast.corrections:
        if correction.resolution:
            yield correction.resolution.known_on


def after_answer(forecast: Forecast) -> tuple[Correction, ...]:
    """The corrections of numbers and terms that came too late to mend a score, oldest first."""
    known = first_known_on(forecast)
    if known is None:
        return ()
    return tuple(
        correction
        for correction in forecast.corrections
        if correction.made_on >= known and not correction.file.startswith("resolution")
    )


def as_known(forecast: Forecast, *, today: date) -> Forecast:
    """The forecast with its numbers and terms as they stood when its answer became known.

    Only what is scored goes back: the question's wording, tags and author stay as
    they now read. The answer is the one that stands now, by the headline's rule
    of then. Of several corrections of a file the first has the text that stood.
    A forecast without an answer on ``today`` is as it is.
    """
    known = first_known_on(forecast)
    if known is None or forecast.resolution is None or forecast.resolution.known_on > today:
        return forecast
    late = after_answer(forecast)
    then = replace(forecast, updates=tuple(_then(update, late) for update in forecast.updates))
    terms = terms_on(forecast, known - timedelta(days=1))[0]
    return _by_rule(_by_terms(then, terms), terms, known)


def _then(update: Update, late: tuple[Correction, ...]) -> Update:
    """The update as it read; where no earlier text can be read any more, as it reads now."""
    file = f"updates/{update.id}.md"
    earlier = next((c.update for c in late if c.file == file and c.update), None)
    return replace(earlier, recorded_on=update.recorded_on) if earlier else update


def _by_terms(forecast: Forecast, terms: Forecast) -> Forecast:
    """The forecast by those terms: its days, what it is measured by, and what its texts changed."""
    dimensions = {dimension.id: dimension for dimension in terms.dimensions}
    signposts = {signpost.id: signpost for signpost in terms.signposts}
    return replace(
        forecast,
        opened_on=terms.opened_on,
        closes_on=terms.closes_on,
        resolves_by=terms.resolves_by,
        base_rate=terms.base_rate,
        dimensions=tuple(_criteria(each, dimensions.get(each.id)) for each in forecast.dimensions),
        signposts=tuple(_aimed(each, signposts.get(each.id)) for each in forecast.signposts),
    )


def _criteria(now: Dimension, then: Dimension | None) -> Dimension:
    """A dimension with its texts as published, and the day from which it was asked."""
    return replace(now, criteria=then.criteria, added_on=then.added_on) if then else now


def _aimed(now: Signpost, then: Signpost | None) -> Signpost:
    """A signpost as it was published; whether it fired is told whenever it is known."""
    return replace(then, events=now.events) if then else now


def _by_rule(forecast: Forecast, terms: Forecast, known: date) -> Forecast:
    """The forecast by the rule of the headline that held on that day.

    Where none did, it is the one by which the question was resolved: without a
    rule there is no answer.
    """
    version = terms.headline_on(known)
    declared = {dimension.id for dimension in forecast.dimensions}
    is_gone = version.dimension is not None and version.dimension not in declared
    if version.rule is HeadlineRule.UNSPECIFIED or is_gone or forecast.resolution is None:
        return forecast
    resolution = _resolved(forecast.resolution, forecast, version)
    return replace(
        forecast,
        headline=version.rule,
        headline_dimension=version.dimension,
        headlines=tuple(each for each in terms.headlines if each.since <= known),
        resolution=resolution,
    )


def _resolved(resolution: Resolution, forecast: Forecast, rule: HeadlineVersion) -> Resolution:
    """The answer by that rule; a question that was annulled as a whole has none by any."""
    if str(resolution.typed.get("outcome")) in _WHOLE:
        return resolution
    answer = headline_answer(rule, forecast.dimensions, dict(resolution.answers))
    return replace(resolution, outcome=answer.outcome) if answer else resolution
