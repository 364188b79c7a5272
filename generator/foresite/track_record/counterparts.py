"""What others would have said of the same question, as courses to be scored like ours.

Each counterpart is a course of its own, or None where there is none: a base
rate and a market speak of yes-or-no headlines only, and signposts matter only
where one fired.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from foresite.history.signposts import happenings
from foresite.model import Belief, Comparison, Forecast, SignpostState, Threshold
from foresite.track_record.readings import Course, Reading, belief_of, within
from foresite.track_record.values import ReferenceName, Span


def counterparts(
    forecast: Forecast, reading: Reading, stood: Course, span: Span
) -> Iterator[tuple[ReferenceName, Course]]:
    """Each reference's course in the span; ``stood`` is ours, with a number at least."""
    first_on, first = stood[0]
    even = _changes((on, made) for on, belief in stood if (made := evenly(belief)))
    if even:
        yield ReferenceName.EVEN, even
    yield ReferenceName.FIRST, ((first_on, first),)
    if reading.is_headline and first.probability is not None:
        if forecast.base_rate:
            rate = Belief(probability=forecast.base_rate.probability)
            yield ReferenceName.BASE_RATE, ((span.start, rate),)
        market = within(market_course(forecast), span)
        if market:
            yield ReferenceName.MARKET, market
    followed = signpost_course(forecast, reading, until=span.end)
    if followed and (inside := within(followed, span)):
        yield ReferenceName.SIGNPOSTS, inside


def _changes(said: Iterable[tuple[date, Belief]]) -> Course:
    """A course without what only repeats the belief before."""
    made: list[tuple[date, Belief]] = []
    for on, belief in said:
        if not made or made[-1][1] != belief:
            made.append((on, belief))
    return tuple(made)


def evenly(belief: Belief) -> Belief | None:
    """The belief of one who knows nothing: 50 %, or the same of each option; None of a quantity."""
    if belief.options:
        share = 1 / len(belief.options)
        return Belief(options=tuple((id_, share) for id_, _ in belief.options))
    return None if belief.probability is None else Belief(probability=0.5)


def market_course(forecast: Forecast) -> Course:
    """A market's number from the day an update records it, until another one does."""
    return tuple(
        (update.made_on, Belief(probability=update.market.probability))
        for update in forecast.updates
        if update.market
    )


def signpost_course(forecast: Forecast, reading: Reading, *, until: date) -> Course | None:
    """Our course, had each fired signpost moved it as it said; None if none fired.

    With the update that says a signpost fired, or on the day on which forecast.yml
    says so, the number goes to the signpost's threshold, unless it is beyond that
    already, and stays until our next number. Several that fire in one update take
    effect in the order it names them.
    """
    aimed = {reading.dimension.id} if reading.dimension else set()
    thresholds = {
        signpost.id: signpost.moves_to
        for signpost in forecast.signposts
        if signpost.dimension in aimed or (signpost.dimension is None and reading.is_headline)
    }
    if not thresholds:
        return None
    made: list[tuple[date, Belief]] = []
    has_fired = False
    for on, own, names in _occasions(forecast, reading, until):
        number = own.probability if own else made[-1][1].probability if made else None
        fired = [thresholds[name] for name in names if name in thresholds]
        if number is None or not (own or fired):
            continue
        for threshold in fired:
            number = moved_to(number, threshold)
        has_fired = has_fired or bool(fired)
        made.append((on, Belief(probability=number)))
    return tuple(made) if has_fired else None


def _occasions(
    forecast: Forecast, reading: Reading, until: date
) -> Iterator[tuple[date, Belief | None, tuple[str, ...]]]:
    """Each update with what it says and which signposts it says fired, and each day's other firings.

    What forecast.yml says fired on a day with updates goes with the first of them.
    """
    recorded = {
        happening.signpost.id: happening.on
        for happening in happenings(forecast)
        if happening.update is None and happening.state is SignpostState.FIRED
    }
    days = set(recorded.values()) | {update.made_on for update in forecast.updates}
    for on in sorted(day for day in days if day <= until):
        others = tuple(id_ for id_, day in recorded.items() if day == on)
        updates = [update for update in forecast.updates if update.made_on == on]
        if not updates:
            yield on, None, others
        for update in updates:
            told = (e.signpost for e in update.signposts if e.state is SignpostState.FIRED)
            yield on, belief_of(forecast, reading, update), (*others, *told)
            others = ()


def moved_to(number: float, threshold: Threshold) -> float:
    """The number where it satisfies the threshold, else the threshold's own."""
    goal = threshold.probability
    match threshold.comparison:
        case Comparison.AT_LEAST | Comparison.ABOVE:
            return max(number, goal)
        case Comparison.AT_MOST | Comparison.BELOW:
            return min(number, goal)
