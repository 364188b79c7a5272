"""The words of a forecast's page: from a forecast and its history to its view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from foresite import sentences
from foresite.author_html import author_html
from foresite.history import (
    BeliefChanged,
    Entry,
    EvidenceAdded,
    HeadlineMoved,
    Standing,
    State,
    entries,
    headline_belief,
    is_frozen,
    status,
)
from foresite.kinds import kind_rules
from foresite.model import (
    Archive,
    CriteriaStatus,
    CriteriaVersion,
    Dimension,
    Evidence,
    Forecast,
    KindName,
    Move,
    SignpostState,
    Status,
    Update,
)
from foresite.pages.forecast_notices import banners, headline_rule, outcome_view
from foresite.pages.forecast_view import (
    CriteriaText,
    CriteriaView,
    DimensionRow,
    EvidenceView,
    ForecastView,
    Link,
    MoveView,
    SignpostView,
    UpdateView,
)
from foresite.publication import (
    DESK,
    Settings,
    author_address,
    dimension_anchor,
    entry_anchor,
    forecast_address,
    relative,
    tag_address,
)
from foresite.words import (
    day,
    percent,
    percent_change,
    points,
)

LONG_FIGURE, LONGEST_FIGURE = 5, 9
"""Characters: ``>99.9`` and ``1,234,567`` are the longest of their sizes."""

SIGNS = {Move.UP: "▲", Move.DOWN: "▼", Move.UNCHANGED: "–"}


def forecast_view(
    forecast: Forecast, archive: Archive, *, settings: Settings, today: date
) -> ForecastView:
    """The view of a forecast as it stands on ``today``."""
    made = entries(forecast, today=today)
    state = made[-1].after if made else State()
    here = forecast_address(forecast.id)
    belief = headline_belief(forecast, state)
    figure = sentences.figure(forecast, belief) if belief else None
    known = f"{figure.short}, {figure.words}. " if figure else ""
    return ForecastView(
        question=forecast.question,
        description=f"{known}{forecast.question}",
        tags=tuple(Link(text=t, href=relative(tag_address(t), start=here)) for t in forecast.tags),
        opened=_opened(forecast, today),
        closes=_closes(forecast, today),
        figure=figure.number if figure else "",
        figure_size=_figure_size(figure.number) if figure else "",
        sign=figure.sign if figure else "",
        words=_capital(figure.words) if figure else "",
        odds=_capital(figure.rest) if figure else "",
        move=_move(forecast, made),
        parts=kind_rules(forecast.kind).parts(forecast.kind, belief) if belief else (),
        facts=_facts(forecast, made, archive, settings, today),
        attribution=_attribution(forecast, archive, here),
        desk=settings.desk,
        outcome=outcome_view(forecast, state),
        banners=banners(forecast, state, today),
        background=author_html(forecast.background),
        dimensions=()
        if forecast.has_single_reading
        else tuple(_dimension_row(d, forecast, state) for d in forecast.dimensions),
        headline_rule=headline_rule(forecast),
        decides="Resolves yes when" if _all_binary(forecast) else "What decides it",
        criteria=tuple(_criteria(d, forecast, today) for d in forecast.dimensions),
        signposts=tuple(_signposts(forecast, made, state)),
        forces=state.forces,
        evidence=tuple(_evidence(piece, forecast) for piece in reversed(state.evidence)),
        counterargument=author_html(state.counterargument or ""),
        updates=tuple(_update(e, forecast, archive, settings) for e in reversed(made)),
        data=tuple(_links(forecast, settings, here)),
    )


def _figure_size(number: str) -> str:
    """The class of a figure that would not fit its column at full size."""
    if len(number) <= LONG_FIGURE:
        return ""
    return " fs-figure-long" if len(number) <= LONGEST_FIGURE else " fs-figure-longest"


def _opened(forecast: Forecast, today: date) -> str:
    word = "Opens" if today < forecast.opened_on else "Open since"
    if status(forecast, today=today) in (Status.CLOSED, Status.RESOLVED):
        word = "Opened"
    return f"{word} {day(forecast.opened_on)}"


def _closes(forecast: Forecast, today: date) -> str:
    if forecast.closes_on is None:
        return "no closing date published"
    return f"{'closed' if forecast.closes_on <= today else 'closes'} {day(forecast.closes_on)}"


def _move(forecast: Forecast, made: tuple[Entry, ...]) -> MoveView:
    moves = [entry for entry in made if _moves_headline(entry)]
    if not moves:
        return MoveView(way="none", sign="", size="No forecast published yet", since="")
    entry = moves[-1]
    before = headline_belief(forecast, entry.before)
    after = headline_belief(forecast, entry.after)
    if before is None or after is None:
        reviewed = sum(e.update is not None for e in made) > 1
        size = "Unchanged" if reviewed else "First forecast"
        return MoveView(way="none", sign="", size=size, since=f"since {day(entry.on)}")
    way, size = kind_rules(forecast.kind).move(forecast.kind, before, after)
    reason = sentences.REASONS[entry.update.reason] if entry.update else ""
    origin = sentences.figure(forecast, before).short
    if before.probability is not None and after.probability is not None:
        origin = percent_change(before.probability, after.probability)[0]
    return MoveView(
        way="none" if way is Move.UNCHANGED else way.value,
        sign=SIGNS[way],
        size=size,
        since=f"on {day(entry.on)}, from {origin}: {reason}",
    )


def _moves_headline(entry: Entry) -> bool:
    settling = entry.forecast.settling
    return any(
        isinstance(change, HeadlineMoved)
        or (isinstance(change, BeliefChanged) and settling and change.dimension == settling.id)
        for change in entry.changes
    )


def _all_binary(forecast: Forecast) -> bool:
    return all(d.kind.name is KindName.BINARY for d in forecast.dimensions)


def _facts(
    forecast: Forecast,
    made: tuple[Entry, ...],
    archive: Archive,
    settings: Settings,
    today: date,
) -> tuple[tuple[str, str], ...]:
    updates = [e for e in made if e.update is not None]
    moved = [e for e in updates if not e.reviewed_only]
    facts = [("Status", _status(forecast, made[-1].after if made else State(), today))]
    if moved:
        count = len(updates)
        nth = "the first and only update" if count == 1 else f"{count:,} updates in all"
        facts.append(("Updated", f"{day(moved[-1].on)}, {nth}"))
    if updates:
        facts.append(("Reviewed", day(updates[-1].on)))
        review_by = updates[-1].update.review_by if updates[-1].update else None
        if review_by and forecast.resolution is None:
            facts.append(("Next review", f"by {day(review_by)}"))
    facts.append(("Forecast by", author_name(forecast.author, archive, settings)))
    return tuple(facts)


def _status(forecast: Forecast, state: State, today: date) -> str:
    now = status(forecast, today=today)
    if now is Status.RESOLVED and forecast.resolution:
        return sentences.outcome(forecast, forecast.resolution)
    said = sentences.STATUSES[now]
    return f"{said}; number frozen" if is_frozen(forecast, state) else said


def author_name(id_: str, archive: Archive, settings: Settings) -> str:
    """How readers know an author; the desk goes by its own name."""
    author = archive.author(id_)
    if author:
        return author.name
    return settings.desk if id_ == DESK else id_


def _attribution(forecast: Forecast, archive: Archive, here: str) -> Link | None:
    author = archive.author(forecast.author)
    if author is None or forecast.author == DESK:
        return None
    return Link(text=author.name, href=relative(author_address(author.id), start=here))


def _dimension_row(dimension: Dimension, forecast: Forecast, state: State) -> DimensionRow:
    standing = state.standing(dimension.id)
    version = state.criteria_in_force(dimension.id) or dimension.criteria[0]
    number = standing.probability
    return DimensionRow(
        name=dimension.name,
        href=f"#{dimension_anchor(dimension.id)}",
        settles=forecast.headline_dimension == dimension.id,
        criterion=_in_short(dimension, version),
        number=_standing_number(dimension, standing),
        bar=None if number is None else f"{number * 100:.4g}",
        way=standing.moved.value if standing.moved else "none",
        move=_standing_move(standing),
    )


def _standing_number(dimension: Dimension, standing: Standing) -> str:
    if standing.belief:
        return kind_rules(dimension.kind).figure(dimension.kind, standing.belief).short
    return "not published" if standing.probability is None else percent(standing.probability)


def _in_short(dimension: Dimension, version: CriteriaVersion) -> str:
    """The question of this reading, or the first sentence of its criteria."""
    if dimension.question:
        return dimension.question
    text = " ".join(version.text.split())
    end = text.find(". ")
    return text[: end + 1] if end > 0 else text


def _standing_move(standing: Standing) -> str:
    if standing.moved_on is None:
        return "never published"
    on = day(standing.moved_on)
    if standing.moved is None:
        return f"first published {on}"
    if standing.moved_from is not None and standing.probability is not None:
        return f"{SIGNS[standing.moved]} {points(standing.moved_from, standing.probability)}, {on}"
    return f"{SIGNS[standing.moved]} {standing.moved.value}, {on}; by how much was not published"


def _criteria(dimension: Dimension, forecast: Forecast, today: date) -> CriteriaView:
    held = [v for v in dimension.criteria if v.since <= today] or [dimension.criteria[0]]
    texts = [_criteria_text(version) for version in reversed(held)]
    return CriteriaView(
        anchor=dimension_anchor(dimension.id),
        name="" if forecast.has_single_reading else dimension.name,
        question="" if forecast.has_single_reading else dimension.question,
        now=texts[0],
        before=tuple(texts[1:]),
    )


def _criteria_text(version: CriteriaVersion) -> CriteriaText:
    effect = f" ({sentences.EFFECTS[version.effect]})" if version.effect else ""
    return CriteriaText(
        status=_capital(sentences.CRITERIA_STATUSES[version.status]),
        under_review=version.status is CriteriaStatus.UNDER_REVIEW,
        since=f"since {day(version.since)}",
        reason=f"{version.reason}{effect}" if version.reason else "",
        text=author_html(version.text, heading_level=4),
    )


def _signposts(forecast: Forecast, made: tuple[Entry, ...], state: State) -> Iterable[SignpostView]:
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
            said = f"{_capital(sentences.SIGNPOST_STATES[now])} on {day(changed[signpost.id])}"
        yield SignpostView(
            way="up" if signpost.moves_to.is_upward else "down",
            title=sentences.threshold(signpost.moves_to),
            event=signpost.event,
            state=said,
            concerns=forecast.dimension(signpost.dimension).name if signpost.dimension else "",
        )


_WAYS = {"supports": ("up", "▲"), "opposes": ("down", "▼"), "both": ("both", "▲▼")}


def _evidence(piece: Evidence, forecast: Forecast) -> EvidenceView:
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
        kind=_capital(sentences.KINDS[piece.kind]),
        claim=piece.claim,
        source=piece.source or (piece.url or ""),
        href=piece.url,
        dated=day(piece.dated) if piece.dated else "date not published",
    )


def _update(entry: Entry, forecast: Forecast, archive: Archive, settings: Settings) -> UpdateView:
    update: Update | None = entry.update
    other = update and update.author != forecast.author
    return UpdateView(
        anchor=entry_anchor(entry.on, update.id if update else None),
        heading=sentences.headline(entry),
        day=day(entry.on),
        iso=entry.on.isoformat(),
        reason=_reason(forecast, update) if update else "",
        author=author_name(update.author, archive, settings) if update and other else "",
        changes=sentences.sentences(entry),
        evidence=tuple(c.evidence.claim for c in entry.changes if isinstance(c, EvidenceAdded)),
        rationale=author_html(update.rationale, heading_level=4) if update else Markup(),
    )


def _reason(forecast: Forecast, update: Update) -> str:
    said = _capital(sentences.REASONS[update.reason])
    known = forecast.resolution.known_on if forecast.resolution else None
    if known and update.made_on > known:
        return f"{said}; made after the answer was known, not scored"
    return said


def _links(forecast: Forecast, settings: Settings, here: str) -> Iterable[Link]:
    yield Link(text="The history as a table (CSV)", href="history.csv")
    yield Link(text="All of it as data (JSON)", href="history.json")
    yield Link(text="The chart (SVG)", href="chart.svg")
    yield Link(text="The feed of all updates", href=relative("feed.xml", start=here))
    if settings.repository:
        base, branch = settings.repository, settings.branch
        yield Link(text="The history of its files", href=f"{base}/commits/{branch}/{forecast.path}")
        yield Link(
            text="Propose a change", href=f"{base}/edit/{branch}/{forecast.path}/forecast.yml"
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
