"""The words of what decides a question: each text, when it held, and how it changed."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup, escape

from foresite import sentences
from foresite.author_html import author_html
from foresite.differences import PARAGRAPH, Fate, Piece, differences
from foresite.freeze_words import room
from foresite.history import belief_on, freeze_on
from foresite.model import (
    Archive,
    CriteriaEffect,
    CriteriaStatus,
    CriteriaVersion,
    Dimension,
    Forecast,
    Waiver,
)
from foresite.pages.environment import plain
from foresite.pages.forecast.criteria_view import (
    CriteriaSection,
    ReadingView,
    RelatedView,
    VersionView,
    WaiverView,
)
from foresite.pages.phrases import capitalised
from foresite.publication import Limits, dimension_anchor, forecast_address, relative
from foresite.rules import rule
from foresite.words import counted, day

EFFECTS = {
    CriteriaEffect.NARROWS: "Narrows what counts; scored apart from here on",
    CriteriaEffect.WIDENS: "Widens what counts; scored apart from here on",
    CriteriaEffect.CLARIFIES: "Clarifies; the same outcomes count",
}

_MARKS = {
    Fate.INSERTED: ("ins", "Added:", "End of what was added."),
    Fate.DELETED: ("del", "Taken away:", "End of what was taken away."),
}
"""The element of a piece, and what a screen reader says around it."""


def criteria_section(
    forecast: Forecast, archive: Archive, *, limits: Limits, today: date
) -> CriteriaSection:
    """What decides the question, as it stands on ``today``."""
    return CriteriaSection(
        readings=tuple(_reading(d, forecast, limits, today) for d in forecast.dimensions),
        waivers=tuple(_waiver(waiver, forecast) for waiver in forecast.waivers),
        implies=tuple(
            _related(other, forecast, today, since=implication.added_on)
            for implication in forecast.implies
            if (other := archive.forecast(implication.forecast))
        ),
        implied_by=tuple(
            _related(other, forecast, today)
            for id_ in forecast.implied_by
            if (other := archive.forecast(id_))
        ),
    )


def _related(
    other: Forecast, forecast: Forecast, today: date, *, since: date | None = None
) -> RelatedView:
    here = forecast_address(forecast.id)
    belief = belief_on(other, today)
    return RelatedView(
        question=other.question,
        href=relative(forecast_address(other.id), start=here),
        number=sentences.figure(other, belief).short if belief else "no number yet",
        since=day(since) if since else "",
    )


def _waiver(waiver: Waiver, forecast: Forecast) -> WaiverView:
    known = rule(waiver.rule)
    address = relative("rules/", start=forecast_address(forecast.id))
    return WaiverView(
        rule=known.title if known else waiver.rule,
        href=f"{address}#{waiver.rule}",
        reason=waiver.reason,
    )


def _reading(dimension: Dimension, forecast: Forecast, limits: Limits, today: date) -> ReadingView:
    held = [v for v in dimension.criteria if v.since <= today] or [dimension.criteria[0]]
    now = held[-1]
    versions = tuple(_version(held, index) for index in reversed(range(len(held))))
    return ReadingView(
        anchor=dimension_anchor(dimension.id),
        name="" if forecast.has_single_reading else dimension.name,
        question="" if forecast.has_single_reading else dimension.question,
        status=capitalised(sentences.CRITERIA_STATUSES[now.status]),
        since=f"since {day(now.since)}",
        under_review=now.status is CriteriaStatus.UNDER_REVIEW,
        reason=now.reason,
        frozen=_frozen(dimension, forecast, limits, today),
        text=author_html(now.text, heading_level=4),
        changes=f"How this text changed: {counted(len(held), 'version')}",
        versions=versions if len(held) > 1 else (),
    )


def _frozen(dimension: Dimension, forecast: Forecast, limits: Limits, today: date) -> str:
    """How far a dimension's own number may go; the headline's is told at the top."""
    if forecast.has_single_reading:
        return ""
    freeze = freeze_on(forecast, today, dimension.id)
    allowed = room(forecast, freeze, limits.freeze_points) if freeze else ""
    only = f"this number may move only {allowed} by the rule of this site"
    return f"Until the text is firm, {only}." if allowed else ""


def _version(held: list[CriteriaVersion], index: int) -> VersionView:
    version = held[index]
    until = held[index + 1].since if index + 1 < len(held) else None
    period = f"From {day(version.since)} to {day(until)}" if until else "In force"
    before = held[index - 1] if index else None
    return VersionView(
        held=period if until else f"{period} since {day(version.since)}",
        status=capitalised(sentences.CRITERIA_STATUSES[version.status]),
        effect=EFFECTS[version.effect] if version.effect else "",
        reason=version.reason if before else "The first text.",
        difference=difference_html(before.text, version.text) if before else Markup(),
        text=author_html(version.text, heading_level=5),
    )


def difference_html(before: str, after: str) -> Markup:
    """Two texts as one: what was added is underlined, what was taken away struck through."""
    return Markup(" ").join(_piece_html(piece) for piece in differences(before, after))


def _piece_html(piece: Piece) -> Markup:
    words = Markup(" ").join(
        Markup("<br><br>") if word == PARAGRAPH else escape(plain(word)) for word in piece.words
    )
    if piece.fate is Fate.KEPT:
        return words
    element, before, after = _MARKS[piece.fate]
    opening, closing = Markup("<{}>").format(element), Markup("</{}>").format(element)
    unseen = Markup('<span class="fs-unseen">{}</span>')
    return opening + unseen.format(f"{before} ") + words + unseen.format(f" {after}") + closing
