"""What stands above a forecast's number: how it came out, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite import sentences
from foresite.author_html import author_html
from foresite.freeze_words import room, why
from foresite.history import State, belief_on, freeze_on
from foresite.model import UNSCORED, Forecast, HeadlineRule
from foresite.pages.forecast.view import Banner, Link, OutcomeView
from foresite.publication import Limits
from foresite.words import day, full_stop


def outcome_view(forecast: Forecast, state: State) -> OutcomeView | None:
    """How the question came out, or None while nobody knows."""
    resolution = state.resolution
    if resolution is None:
        return None
    before = belief_on(forecast, resolution.known_on)
    stood = (
        f" The forecast then stood at {sentences.figure(forecast, before).short}." if before else ""
    )
    reason = unscored = ""
    if resolution.outcome in UNSCORED:
        reason = f"{full_stop(resolution.reason)} "
        unscored = " It counts neither for nor against the record."
    return OutcomeView(
        kind=resolution.outcome.value,
        title=sentences.outcome(forecast, resolution),
        text=f"{reason}Known on {day(resolution.known_on)}, recorded on {day(resolution.recorded_on)}.{stood}{unscored}",
        sources=tuple((source.name, source.url) for source in resolution.sources),
        post_mortem=author_html(resolution.post_mortem),
    )


def banners(forecast: Forecast, state: State, today: date, limits: Limits) -> tuple[Banner, ...]:
    """What a reader must know before relying on the number."""
    made = list(_withdrawals(forecast, today))
    if state.resolution is not None:
        return tuple(made)
    if forecast.headline is HeadlineRule.UNSPECIFIED:
        made.append(
            Banner(
                title="This forecast does not say which dimension settles it.",
                text=(
                    f"The question can be read in {_number(len(forecast.dimensions))} ways, and each could "
                    "come out differently. Until its author names the one that decides, nobody can "
                    "say when this has come true, and the number cannot be scored."
                ),
                link=Link(text="The dimensions, and what each would need", href="#dimensions"),
            )
        )
    frozen = _frozen(forecast, limits, today)
    if frozen:
        made.append(frozen)
    return tuple(made)


def _frozen(forecast: Forecast, limits: Limits, today: date) -> Banner | None:
    """Since when the number is held, why, and where it may go."""
    freeze = freeze_on(forecast, today)
    if freeze is None:
        return None
    allowed = room(forecast, freeze, limits.freeze_points)
    # The limit is ours: of a republished forecast its author never spoke of one.
    only = f"it may move only {allowed} by the rule of this site" if allowed else "it has no number"
    return Banner(
        title=f"The number is frozen since {day(freeze.since)}: {why(forecast, freeze)}.",
        text=(
            "A number must not move together with the text that decides it. Until this is settled "
            f"{only}, whatever the news; read it as provisional."
        ),
        link=Link(text="The criteria as they stand", href="#criteria"),
    )


def _withdrawals(forecast: Forecast, today: date) -> Iterator[Banner]:
    for withdrawn in forecast.withdrawn:
        if withdrawn.withdrawn_on and withdrawn.withdrawn_on <= today:
            title = sentences.outcome(forecast, withdrawn)
            yield Banner(
                title=f"A resolution was withdrawn on {day(withdrawn.withdrawn_on)}.",
                text=(
                    f"It said: {title}, known on {day(withdrawn.known_on)}. "
                    f"{full_stop(withdrawn.withdrawn_because)} It counts no more in any score."
                ),
            )


def headline_rule(forecast: Forecast) -> str:
    """What ties the headline number to the dimensions, and since when if that changed."""
    rule = _rule(forecast)
    if len(forecast.headlines) <= 1:
        return rule
    now = forecast.rule
    return f"{rule} This rule holds since {day(now.since)}. {now.reason}".strip()


def _rule(forecast: Forecast) -> str:
    match forecast.headline:
        case HeadlineRule.ALL:
            return "The headline number is the chance that all of these come true."
        case HeadlineRule.ANY:
            return "The headline number is the chance that at least one of these comes true."
        case HeadlineRule.UNSPECIFIED:
            return "The desk has not said which of these settles the headline number."
        case HeadlineRule.DIMENSION:
            name = forecast.dimension(forecast.headline_dimension or "").name
            return f"The headline number is that of “{name}”."


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)
