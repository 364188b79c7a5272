"""The words of a forecast's page: from a forecast and its history to its view.

Each part of the page has its own module of words; here they come together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from foresite import sentences
from foresite.author_html import author_html
from foresite.history import Entry, State, entries, headline_belief, status
from foresite.kinds import Part, kind_rules
from foresite.ledger import LEDGER, RECORDS, VERIFIER, Ledger
from foresite.model import Archive, Forecast, Outcome, Status
from foresite.pages.forecast.criteria_words import criteria_section
from foresite.pages.forecast.dimension_words import dimension_row
from foresite.pages.forecast.evidence_words import base_rate, evidence_ledger
from foresite.pages.forecast.ledger_words import ledger_view
from foresite.pages.forecast.notices import banners, headline_rule, outcome_view
from foresite.pages.forecast.past_words import corrections_of, recorded_notes
from foresite.pages.forecast.sealed_words import sealed_views
from foresite.pages.forecast.signpost_words import signpost_views, signposts_title
from foresite.pages.forecast.summary_words import closes, facts, last_move, opened
from foresite.pages.forecast.update_words import by_age, update_view
from foresite.pages.forecast.view import ForecastView, Link, OlderUpdates
from foresite.pages.phrases import capitalised
from foresite.publication import (
    DESK,
    Settings,
    author_address,
    forecast_address,
    relative,
    tag_address,
)
from foresite.track_record import record_of_author
from foresite.words import day

LONG_FIGURE, LONGEST_FIGURE = 5, 9
"""Characters: ``>99.9`` and ``1,234,567`` are the longest of their sizes."""

LONG_QUESTION, LONGEST_QUESTION = 120, 200
"""Characters; above them a question would push its number down the first screen."""


def forecast_view(
    forecast: Forecast, archive: Archive, *, settings: Settings, today: date, ledger: Ledger
) -> ForecastView:
    """The view of a forecast as it stands on ``today``."""
    made = entries(forecast, today=today)
    state = made[-1].after if made else State()
    here = forecast_address(forecast.id)
    belief = headline_belief(forecast, state)
    is_past = status(forecast, today=today) in (Status.CLOSED, Status.RESOLVED)
    told = sentences.figure_then if is_past else sentences.figure
    figure = told(forecast, belief) if belief else None
    parts = kind_rules(forecast.kind).parts(forecast.kind, belief) if belief else ()
    newest, older = by_age(made)
    posts = tuple(signpost_views(forecast, state, today=today))
    known = f"{figure.short}, {figure.words}. " if figure else ""
    return ForecastView(
        question=forecast.question,
        question_size=_question_size(forecast.question),
        description=f"{known}{forecast.question}",
        tags=tuple(
            Link(text=settings.tag_name(tag), href=relative(tag_address(tag), start=here))
            for tag in forecast.tags
        ),
        opened=opened(forecast, today),
        closes=closes(forecast, today),
        said_last=_said_last(made) if is_past else "",
        figure=figure.number if figure else "",
        figure_size=_figure_size(figure.number) if figure else "",
        sign=figure.sign if figure else "",
        words=capitalised(figure.words) if figure and not _is_annulled(state) else "",
        odds=capitalised(figure.rest) if figure else "",
        move=last_move(forecast, made),
        parts=parts,
        parts_title=_parts_title(forecast, parts, known=state.resolution is not None),
        facts=facts(forecast, made, archive, settings, today),
        attribution=_attribution(forecast, archive, here),
        is_own=record_of_author(forecast.author, archive) == DESK,
        desk=settings.desk,
        outcome=outcome_view(forecast, state),
        banners=banners(forecast, state, today, settings.limits),
        background=author_html(forecast.background),
        dimensions=()
        if forecast.has_single_reading
        else tuple(dimension_row(d, forecast, state) for d in forecast.dimensions),
        headline_rule=headline_rule(forecast),
        criteria=criteria_section(forecast, archive, limits=settings.limits, today=today),
        signposts=posts,
        signposts_title=signposts_title(posts, known=state.resolution is not None),
        forces=state.forces,
        base_rate=base_rate(forecast),
        evidence=evidence_ledger(forecast, made),
        counterargument=author_html(state.counterargument or ""),
        updates=tuple(update_view(e, forecast, archive, settings) for e in newest),
        older=tuple(
            OlderUpdates(
                label=label,
                updates=tuple(update_view(e, forecast, archive, settings) for e in of_period),
            )
            for label, of_period in older
        ),
        recorded=recorded_notes(forecast, settings.limits),
        corrected_terms=corrections_of(forecast, r"forecast\.yml", archive, settings),
        corrected_outcome=corrections_of(forecast, r"resolution.*\.md", archive, settings),
        data=tuple(_links(forecast, settings, here)),
        sealed=tuple(sealed_views(forecast, settings.limits, today)),
        ledger=ledger_view(forecast, ledger, authored=settings.authored),
    )


def _parts_title(forecast: Forecast, parts: tuple[Part, ...], *, known: bool) -> str:
    """What the table of a belief's parts tells, in the tense of the question, and the unit."""
    if any(part.share is not None for part in parts):
        return "How the chances were shared" if known else "How the chances are shared"
    title = "Where it might have come out" if known else "Where it may come out"
    return f"{title}, in {forecast.kind.unit}" if forecast.kind.unit else title


def _figure_size(number: str) -> str:
    """The class of a figure that would not fit its column at full size."""
    if len(number) <= LONG_FIGURE:
        return ""
    return " fs-figure-long" if len(number) <= LONGEST_FIGURE else " fs-figure-longest"


def _said_last(made: tuple[Entry, ...]) -> str:
    """When the last number was given; empty where none ever was."""
    updates = [entry for entry in made if entry.update]
    return f"Said last, {day(updates[-1].on)}" if updates else ""


def _is_annulled(state: State) -> bool:
    """Whether the question proved flawed, so that nothing can be said to have been likely."""
    return state.resolution is not None and state.resolution.outcome is Outcome.ANNULLED


def _question_size(question: str) -> str:
    """The class of a question that would fill the first screen at full size."""
    if len(question) <= LONG_QUESTION:
        return ""
    return "fs-question-long" if len(question) <= LONGEST_QUESTION else "fs-question-longest"


def _attribution(forecast: Forecast, archive: Archive, here: str) -> Link | None:
    author = archive.author(forecast.author)
    if author is None or forecast.author == DESK:
        return None
    return Link(text=author.name, href=relative(author_address(author.id), start=here))


def _links(forecast: Forecast, settings: Settings, here: str) -> Iterable[Link]:
    yield Link(text="The history as a table (CSV)", href="history.csv")
    yield Link(text="All of it as data (JSON)", href="history.json")
    yield Link(text="Its records, word for word (JSON)", href=RECORDS)
    yield Link(text="The ledger of all records (JSON)", href=relative(LEDGER, start=here))
    yield Link(text="The program that checks them (Python)", href=relative(VERIFIER, start=here))
    yield Link(text="The chart (SVG)", href="chart.svg")
    yield Link(text="The feed of all updates", href=relative("feed.xml", start=here))
    if settings.repository:
        base, branch = settings.repository, settings.branch
        yield Link(text="The history of its files", href=f"{base}/commits/{branch}/{forecast.path}")
        yield Link(
            text="Propose a change", href=f"{base}/edit/{branch}/{forecast.path}/forecast.yml"
        )
