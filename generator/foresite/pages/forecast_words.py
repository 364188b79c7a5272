"""The words of a forecast's page: from a forecast and its history to its view."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from foresite import sentences
from foresite.author_html import author_html
from foresite.history import (
    Entry,
    EvidenceAdded,
    HeadlineMoved,
    Standing,
    State,
    entries,
    is_frozen,
    status,
)
from foresite.model import (
    Archive,
    CriteriaStatus,
    CriteriaVersion,
    Dimension,
    Evidence,
    Forecast,
    HeadlineRule,
    Move,
    Outcome,
    SignpostState,
    Status,
    Update,
)
from foresite.pages.forecast_view import (
    Banner,
    CriteriaText,
    CriteriaView,
    DimensionRow,
    EvidenceView,
    ForecastView,
    Link,
    MoveView,
    OutcomeView,
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
    estimative_words,
    minority_odds,
    percent,
    percent_change,
    percent_figure,
    points,
)

SIGNS = {Move.UP: "▲", Move.DOWN: "▼", Move.UNCHANGED: "–"}


def forecast_view(
    forecast: Forecast, archive: Archive, *, settings: Settings, today: date
) -> ForecastView:
    """The view of a forecast as it stands on ``today``."""
    made = entries(forecast, today=today)
    state = made[-1].after if made else State()
    here = forecast_address(forecast.id)
    probability = state.probability
    known = (
        "" if probability is None else f"{percent(probability)}, {estimative_words(probability)}. "
    )
    return ForecastView(
        question=forecast.question,
        description=f"{known}{forecast.question}",
        tags=tuple(Link(text=t, href=relative(tag_address(t), start=here)) for t in forecast.tags),
        opened=_opened(forecast, today),
        closes=_closes(forecast, today),
        figure="" if probability is None else percent_figure(probability),
        words="" if probability is None else _capital(estimative_words(probability)),
        odds="" if probability is None else _capital(minority_odds(probability)),
        move=_move(made),
        facts=_facts(forecast, made, archive, settings, today),
        attribution=_attribution(forecast, archive, here),
        desk=settings.desk,
        outcome=_outcome(state, made),
        banners=_banners(forecast, state),
        background=author_html(forecast.background),
        dimensions=()
        if forecast.has_single_reading
        else tuple(_dimension_row(d, forecast, state) for d in forecast.dimensions),
        headline_rule=_headline_rule(forecast),
        criteria=tuple(_criteria(d, forecast, today) for d in forecast.dimensions),
        signposts=tuple(_signposts(forecast, made, state)),
        forces=state.forces,
        evidence=tuple(_evidence(piece, forecast) for piece in reversed(state.evidence)),
        counterargument=author_html(state.counterargument or ""),
        updates=tuple(_update(e, forecast, archive, settings) for e in reversed(made)),
        data=tuple(_links(forecast, settings, here)),
    )


def _opened(forecast: Forecast, today: date) -> str:
    word = "Opens" if today < forecast.opened_on else "Open since"
    if status(forecast, today=today) in (Status.CLOSED, Status.RESOLVED):
        word = "Opened"
    return f"{word} {day(forecast.opened_on)}"


def _closes(forecast: Forecast, today: date) -> str:
    if forecast.closes_on is None:
        return "no closing date published"
    return f"{'closed' if forecast.closes_on <= today else 'closes'} {day(forecast.closes_on)}"


def _move(made: tuple[Entry, ...]) -> MoveView:
    moves = [
        (entry, change)
        for entry in made
        for change in entry.changes
        if isinstance(change, HeadlineMoved)
    ]
    if not moves:
        return MoveView(way="none", sign="", size="No forecast published yet", since="")
    entry, change = moves[-1]
    if change.before is None:
        reviewed = sum(e.update is not None for e in made) > 1
        size = "Unchanged" if reviewed else "First forecast"
        return MoveView(way="none", sign="", size=size, since=f"since {day(entry.on)}")
    up = change.after > change.before
    reason = sentences.REASONS[entry.update.reason] if entry.update else ""
    return MoveView(
        way="up" if up else "down",
        sign=SIGNS[Move.UP if up else Move.DOWN],
        size=points(change.before, change.after),
        since=f"on {day(entry.on)}, from {percent_change(change.before, change.after)[0]}: {reason}",
    )


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
        return sentences.OUTCOMES[forecast.resolution.outcome]
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


def _outcome(state: State, made: tuple[Entry, ...]) -> OutcomeView | None:
    resolution = state.resolution
    if resolution is None:
        return None
    before = [e.update.probability for e in made if e.update and e.on <= resolution.known_on]
    stood = f" The forecast then stood at {percent(before[-1])}." if before else ""
    settled = resolution.outcome in (Outcome.YES, Outcome.NO)
    unscored = "" if settled else " It counts neither for nor against the record."
    return OutcomeView(
        kind=resolution.outcome.value,
        title=sentences.OUTCOMES[resolution.outcome],
        text=f"Known on {day(resolution.known_on)}, recorded on {day(resolution.recorded_on)}.{stood}{unscored}",
        sources=tuple((source.name, source.url) for source in resolution.sources),
        post_mortem=author_html(resolution.post_mortem),
    )


def _banners(forecast: Forecast, state: State) -> tuple[Banner, ...]:
    if state.resolution is not None:
        return ()
    made = []
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


def _headline_rule(forecast: Forecast) -> str:
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


def _dimension_row(dimension: Dimension, forecast: Forecast, state: State) -> DimensionRow:
    standing = state.standing(dimension.id)
    version = state.criteria_in_force(dimension.id) or dimension.criteria[0]
    number = standing.probability
    return DimensionRow(
        name=dimension.name,
        href=f"#{dimension_anchor(dimension.id)}",
        settles=forecast.headline_dimension == dimension.id,
        criterion=_in_short(dimension, version),
        number="not published" if number is None else percent(number),
        bar=None if number is None else f"{number * 100:.4g}",
        way=standing.moved.value if standing.moved else "none",
        move=_standing_move(standing),
    )


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
        reason=_capital(sentences.REASONS[update.reason]) if update else "",
        author=author_name(update.author, archive, settings) if update and other else "",
        changes=sentences.sentences(entry),
        evidence=tuple(c.evidence.claim for c in entry.changes if isinstance(c, EvidenceAdded)),
        rationale=author_html(update.rationale, heading_level=4) if update else Markup(),
    )


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


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
