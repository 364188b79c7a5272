"""The words of what would move a forecast: its signposts, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from foresite import sentences
from foresite.history import State, status
from foresite.history.signposts import Happening, became, stands_beyond
from foresite.model import Forecast, Signpost, SignpostState, Status
from foresite.pages.forecast.view import SignpostView
from foresite.pages.phrases import capitalised
from foresite.words import day


def signpost_views(forecast: Forecast, state: State, *, today: date) -> Iterable[SignpostView]:
    """Each signpost with its threshold, its state, since when, and what shows it."""
    states = dict(state.signposts)
    for signpost in forecast.signposts:
        now = states.get(signpost.id)
        ended = None if now in (None, SignpostState.ARMED) else became(forecast, signpost)
        yield SignpostView(
            way="up" if signpost.moves_to.is_upward else "down",
            title=sentences.threshold(signpost.moves_to),
            event=signpost.event,
            state=_ended(ended) if ended else _watched(forecast, signpost, now, today),
            concerns=forecast.dimension(signpost.dimension).name if signpost.dimension else "",
            is_armed=ended is None,
            shown=tuple(_shown(ended, forecast)) if ended else (),
        )


def signposts_title(posts: Sequence[SignpostView], *, known: bool) -> str:
    """What the list of signposts tells, in the tense of what is still watched; ``known`` is the answer."""
    if not known and any(post.is_armed for post in posts):
        return "What would move us"
    return "What was to move us"


def _watched(forecast: Forecast, signpost: Signpost, now: SignpostState | None, today: date) -> str:
    since = day(signpost.armed_on)
    said = f"Armed; watched since {since}" if now else f"Watched from {since}"
    said = f"{said}, until {day(signpost.expires_on)}" if signpost.expires_on else said
    is_open = now and status(forecast, today=today) is Status.OPEN
    if is_open and stands_beyond(forecast, signpost, on=today):
        number = sentences.moved_number(forecast, signpost)
        said += f". {number} stands beyond it already, though it has not fired."
    return said


def _ended(happening: Happening) -> str:
    said = f"{capitalised(sentences.SIGNPOST_STATES[happening.state])} on {day(happening.on)}"
    if happening.event is None:
        return f"{said}: it had not happened by then"
    if happening.state is SignpostState.EXPIRED:
        return said
    if happening.update is None:
        return f"{said}; written down without an update"
    told = f", told on {day(happening.told_on)}" if happening.told_on != happening.on else ""
    return f"{said}{told}"


def _shown(happening: Happening, forecast: Forecast) -> Iterable[tuple[str, str, str | None]]:
    """What shows it: a text of forecast.yml, or the evidence that an update names."""
    event = happening.event
    if event is None:
        return
    if event.because:
        yield event.because, event.source or (event.url or ""), event.url
    for id_ in event.evidence:
        for update in forecast.updates:
            for piece in update.evidence:
                if piece.id == id_:
                    yield piece.claim, piece.source or (piece.url or ""), piece.url
