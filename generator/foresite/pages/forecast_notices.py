"""What stands above a forecast's number: how it came out, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite import sentences
from foresite.author_html import author_html
from foresite.history import State, belief_on
from foresite.model import UNSCORED, CriteriaStatus, Forecast, HeadlineRule
from foresite.pages.forecast_view import Banner, Link, OutcomeView
from foresite.words import day


def outcome_view(forecast: Forecast, state: State) -> OutcomeView | None:
    """How the question came out, or None while nobody knows."""
    resolution = state.resolution
    if resolution is None:
        return None
    before = belief_on(forecast, resolution.known_on)
    stood = (
        f" The forecast then stood at {sentences.figure(forecast, before).short}." if before else ""
    )
    unscored = ""
    if resolution.outcome in UNSCORED:
        unscored = f" {resolution.reason} It counts neither for nor against the record."
    return OutcomeView(
        kind=resolution.outcome.value,
        title=sentences.outcome(forecast, resolution),
        text=f"Known on {day(resolution.known_on)}, recorded on {day(resolution.recorded_on)}.{stood}{unscored}",
        sources=tuple((source.name, source.url) for source in resolution.sources),
        post_mortem=author_html(resolution.post_mortem),
    )


def banners(forecast: Forecast, state: State, today: date) -> tuple[Banner, ...]:
    """What a reader must know before relying on the number."""
    made = list(_withdrawals(forecast, today))
    if state.resolution is not None:
        return tuple(made)
    reviewed = [
        forecast.dimension(id_)
        for id_, version in state.criteria
        if version.status is CriteriaStatus.UNDER_REVIEW
    ]
    if forecast.headline is HeadlineRule.UNSPECIFIED:
        made.append(
            Banner(
                kind="warn",
                title="This forecast does not say which reading settles it.",
                text=(
                    f"The question can be read in {_number(len(forecast.dimensions))} ways, and each could "
                    "come out differently. Until the desk names the one that decides, nobody can say "
                    "when this has come true, and the number cannot be scored."
                ),
                link=Link(text="The readings, and what each would need", href="#dimensions"),
            )
        )
    if reviewed:
        whose = (
            "The criteria are"
            if forecast.has_single_reading or len(reviewed) == len(forecast.dimensions)
            else f"The criteria of {_listed([d.name for d in reviewed])} are"
        )
        made.append(
            Banner(
                kind="warn",
                title=f"{whose} under review, so the number is frozen.",
                text=(
                    "The text that decides may still change. Until it is firm, the desk may not move "
                    "the number significantly in either direction; read it as provisional."
                ),
                link=Link(text="The criteria as they stand", href="#criteria"),
            )
        )
    return tuple(made)


def _withdrawals(forecast: Forecast, today: date) -> Iterator[Banner]:
    for withdrawn in forecast.withdrawn:
        if withdrawn.withdrawn_on and withdrawn.withdrawn_on <= today:
            title = sentences.outcome(forecast, withdrawn)
            yield Banner(
                kind="warn",
                title=f"A resolution was withdrawn on {day(withdrawn.withdrawn_on)}.",
                text=(
                    f"It said: {title}, known on {day(withdrawn.known_on)}. "
                    f"{withdrawn.withdrawn_because} It counts no more in any score."
                ),
            )


def headline_rule(forecast: Forecast) -> str:
    """What ties the headline number to the dimensions, in a sentence."""
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


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)
