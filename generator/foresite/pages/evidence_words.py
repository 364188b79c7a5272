"""The words of what a forecast rests on, and of what would move it."""

from __future__ import annotations

from collections.abc import Iterable

from foresite import sentences
from foresite.history import Entry, State
from foresite.model import Evidence, Forecast, SignpostState
from foresite.pages.forecast_view import EvidenceView, SignpostView
from foresite.pages.phrases import capitalised
from foresite.words import day


def signpost_views(
    forecast: Forecast, made: tuple[Entry, ...], state: State
) -> Iterable[SignpostView]:
    """Each signpost with its threshold, and whether it stands, fired or expired, and when."""
    states = dict(state.signposts)
    changed = {
        event.signpost: entry.on
        for entry in made
        if entry.update
        for event in entry.update.signposts
    }
    for signpost in forecast.signposts:
        now = states.get(signpost.id)
        if now is None:
            said = f"Watched from {day(signpost.armed_on)}"
        elif now is SignpostState.ARMED:
            said = f"Armed; watched since {day(signpost.armed_on)}"
        else:
            said = f"{capitalised(sentences.SIGNPOST_STATES[now])} on {day(changed[signpost.id])}"
        yield SignpostView(
            way="up" if signpost.moves_to.is_upward else "down",
            title=sentences.threshold(signpost.moves_to),
            event=signpost.event,
            state=said,
            concerns=forecast.dimension(signpost.dimension).name if signpost.dimension else "",
        )


_WAYS = {"supports": ("up", "▲"), "opposes": ("down", "▼"), "both": ("both", "▲▼")}


def evidence_view(piece: Evidence, forecast: Forecast) -> EvidenceView:
    """A piece of evidence: its kind, its source, and which way it cuts on what."""
    bears = []
    for bearing in piece.bears_on:
        way, sign = _WAYS[bearing.direction.value]
        on = (
            forecast.dimension(bearing.dimension).name
            if bearing.dimension
            else "the question as a whole"
        )
        said = "" if forecast.has_single_reading else f"on {on}"
        bears.append((way, sign, sentences.DIRECTIONS[bearing.direction], said))
    return EvidenceView(
        bears=tuple(bears),
        kind=capitalised(sentences.KINDS[piece.kind]),
        claim=piece.claim,
        source=piece.source or (piece.url or ""),
        href=piece.url,
        dated=day(piece.dated) if piece.dated else "date not published",
    )
