"""Changes as sentences: the one wording of a change for every reader.

Enters an ``Entry`` or a ``Change``; leaves plain text, neither HTML nor
Markdown, with author text in it as typed. Pages, feeds, data files and the
command line all say it in these words.
"""

from __future__ import annotations

from datetime import date

from foresite.history import (
    BeliefChanged,
    Change,
    Closed,
    Corrected,
    CounterargumentRevised,
    CriteriaChanged,
    DimensionLeaned,
    DimensionMoved,
    Entry,
    EvidenceAdded,
    ForcesRevised,
    HeadlineMoved,
    HeadlineRuleChanged,
    Resolved,
    Rewound,
    SignpostChanged,
    Withdrawn,
    headline_belief,
)
from foresite.kinds import Figure, kind_rules
from foresite.model import (
    UNSCORED,
    Answer,
    Archive,
    Belief,
    Comparison,
    CriteriaEffect,
    CriteriaStatus,
    Dimension,
    Direction,
    EvidenceKind,
    Forecast,
    HeadlineRule,
    HeadlineVersion,
    Kind,
    Move,
    Outcome,
    Reason,
    Resolution,
    Signpost,
    SignpostState,
    Status,
    Threshold,
)
from foresite.publication import DESK
from foresite.words import counted, long_day, percent, percent_arrow, percent_move

REASONS = {
    Reason.OPENING: "first forecast",
    Reason.EVIDENCE: "new evidence",
    Reason.REREADING: "a re-reading of the evidence",
    Reason.TIME: "passage of time",
    Reason.CRITERIA: "criteria changed",
    Reason.CORRECTION: "correction",
}

CRITERIA_UNCHANGED = "Criteria unchanged"

STATUSES = {
    Status.UPCOMING: "Not yet open",
    Status.OPEN: "Open",
    Status.CLOSED: "Closed, awaiting resolution",
    Status.RESOLVED: "Resolved",
}

OUTCOMES = {
    Outcome.YES: "Resolved yes",
    Outcome.NO: "Resolved no",
    Outcome.SETTLED: "Resolved",
    Outcome.AMBIGUOUS: "Ambiguous: what happened cannot be told",
    Outcome.ANNULLED: "Annulled: the question was flawed",
}

MOVES = {
    Move.UP: "up, by an amount that was not published",
    Move.DOWN: "down, by an amount that was not published",
    Move.UNCHANGED: "unchanged",
}

EFFECTS = {
    CriteriaEffect.NARROWS: "narrowed",
    CriteriaEffect.WIDENS: "widened",
    CriteriaEffect.CLARIFIES: "clarified",
}

CRITERIA_STATUSES = {
    CriteriaStatus.FIRM: "firm",
    CriteriaStatus.UNDER_REVIEW: "under review",
}

DIRECTIONS = {
    Direction.SUPPORTS: "For",
    Direction.OPPOSES: "Against",
    Direction.BOTH: "Cuts both ways",
}

KINDS = {
    EvidenceKind.DIRECT: "direct",
    EvidenceKind.CIRCUMSTANTIAL: "circumstantial",
}

SIGNPOST_STATES = {
    SignpostState.ARMED: "armed",
    SignpostState.FIRED: "fired",
    SignpostState.EXPIRED: "expired",
}


def threshold(moves_to: Threshold) -> str:
    """Where a signpost would take the number: ``To 85 % or more``."""
    said = numbers_there(moves_to)
    if moves_to.comparison in (Comparison.AT_LEAST, Comparison.AT_MOST):
        return f"To {said}"
    return f"{said[:1].upper()}{said[1:]}"


def numbers_there(moves_to: Threshold) -> str:
    """The numbers on that side of a threshold, within a sentence: ``85 % or more``."""
    number = percent(moves_to.probability)
    match moves_to.comparison:
        case Comparison.AT_LEAST:
            return f"{number} or more"
        case Comparison.ABOVE:
            return f"above {number}"
        case Comparison.AT_MOST:
            return f"{number} or less"
        case Comparison.BELOW:
            return f"below {number}"


def moved_number(forecast: Forecast, signpost: Signpost) -> str:
    """The number that a signpost would move, at a sentence's beginning."""
    if signpost.dimension is None:
        return "The number"
    return f"“{forecast.dimension(signpost.dimension).name}”"


def outcome(forecast: Forecast, resolution: Resolution) -> str:
    """How a question came out: ``Resolved yes``, ``Resolved: Argentina``."""
    settling = forecast.settling
    if resolution.outcome is not Outcome.SETTLED or settling is None:
        return OUTCOMES[resolution.outcome]
    answer = dict(resolution.answers)[settling.id]
    return f"Resolved: {kind_rules(settling.kind).answer_words(settling.kind, answer)}"


def outcome_in_short(forecast: Forecast, resolution: Resolution) -> str:
    """The same below a heading that says it is the outcome: ``Yes``, ``Argentina``."""
    settling = forecast.settling
    if resolution.outcome is not Outcome.SETTLED or settling is None:
        return resolution.outcome.value.capitalize()
    return answer_in_short(settling.kind, dict(resolution.answers)[settling.id])


def answer_in_short(kind: Kind, answer: Answer) -> str:
    """What became of one reading, in a word or two: ``No``, ``Annulled``, ``4,000 riders``."""
    if answer.outcome in UNSCORED:
        return answer.outcome.value.capitalize()
    return _capital(kind_rules(kind).answer_words(kind, answer))


def figure(forecast: Forecast, belief: Belief) -> Figure:
    """What the headline says, in figures and words."""
    return kind_rules(forecast.kind).figure(forecast.kind, belief)


def figure_then(forecast: Forecast, belief: Belief) -> Figure:
    """The same of a question that is closed, in the past."""
    return kind_rules(forecast.kind).figure_then(forecast.kind, belief)


def author_name(id_: str, archive: Archive, *, desk: str) -> str:
    """How readers know an author; the desk goes by its own name."""
    author = archive.author(id_)
    if author:
        return author.name
    return desk if id_ == DESK else id_


def corrected_file(file: str) -> str:
    """A file of a forecast's folder as readers know it: ``the update of 5 January 2026``."""
    if not file.startswith("updates/"):
        return "the resolution" if file.startswith("resolution") else "the question and its terms"
    stem = file.rpartition("/")[2].removesuffix(".md")
    try:
        made_on = date.fromisoformat(stem[:10])
    except ValueError:
        return f"the update {stem}"
    return f"the update of {long_day(made_on)}" + (f" ({stem[11:]})" if stem[11:] else "")


def headline(entry: Entry) -> str:
    """An entry in a few words, for a heading: ``72 % → 75 %``."""
    forecast, settling = entry.forecast, entry.forecast.settling
    for change in entry.changes:
        match change:
            case BeliefChanged(dimension=id_) if settling and id_ == settling.id:
                if change.before is None:
                    return _opened(figure(forecast, change.after))
                rules = kind_rules(forecast.kind)
                return rules.shift(forecast.kind, change.before, change.after)
            case HeadlineMoved(before=None, after=after):
                return f"Opened at {percent(after)}"
            case HeadlineMoved(before=float() as before, after=after):
                return percent_arrow(before, after)
            case Resolved(resolution=resolution):
                return outcome(forecast, resolution)
            case Withdrawn():
                return "Resolution withdrawn"
            case Closed():
                return "Closed"
            case Corrected(correction=correction):
                return f"Corrected: {corrected_file(correction.file)}"
    for change in entry.changes if entry.update is None else ():
        if isinstance(change, SignpostChanged) and change.state is not SignpostState.ARMED:
            return f"Signpost {SIGNPOST_STATES[change.state]}"
    belief = headline_belief(forecast, entry.after)
    if belief is None:
        return "Criteria published"
    if entry.reviewed_only:
        return f"{figure(forecast, belief).short}, reviewed and unchanged"
    return f"{figure(forecast, belief).short}, unchanged"


def _opened(first: Figure) -> str:
    """``Opened at 75 %``; of several options, ``Opened with A drama at 70 %``."""
    number = f"{first.number}{first.sign}"
    option = first.short.removesuffix(number).strip()
    return f"Opened with {option} at {number}" if option else f"Opened at {number}"


def sentences(entry: Entry) -> tuple[str, ...]:
    """Every change of an entry but those its headline says.

    Pieces of evidence are counted, not listed. So is what every opening brings:
    its criteria are part of it, its signposts are counted, and stating a
    counterargument goes without saying. That criteria did not change is said
    only where they are, or were, under review.
    """
    opening = entry.update is not None and headline_belief(entry.forecast, entry.before) is None
    settling = entry.forecast.settling
    untold = HeadlineMoved | EvidenceAdded | Closed | Resolved
    routine = CriteriaChanged | SignpostChanged | CounterargumentRevised | ForcesRevised
    said = [
        sentence(change, entry.forecast)
        for change in entry.changes
        if not isinstance(change, untold)
        and not (opening and isinstance(change, routine))
        and not (
            isinstance(change, BeliefChanged)
            and change.before is None
            and settling
            and change.dimension == settling.id
        )
    ]
    pieces = sum(isinstance(change, EvidenceAdded) for change in entry.changes)
    if pieces:
        said.append(f"{_capital(counted(pieces, 'piece'))} of evidence")
    posts = sum(isinstance(change, SignpostChanged) for change in entry.changes)
    if opening and posts:
        said.append(f"{_capital(counted(posts, 'signpost'))} armed")
    if leaves_criteria(entry) and _were_reviewed(entry):
        said.append(CRITERIA_UNCHANGED)
    return tuple(said)


def leaves_criteria(entry: Entry) -> bool:
    """Whether an update came without a change of what decides."""
    changed = any(isinstance(change, CriteriaChanged) for change in entry.changes)
    return entry.update is not None and not changed


def _were_reviewed(entry: Entry) -> bool:
    """Whether a reader may ask what the criteria did, for they are or were under review."""
    return any(
        version.status is CriteriaStatus.UNDER_REVIEW and version.since <= entry.on
        for dimension in entry.forecast.dimensions
        for version in dimension.criteria
    )


def sentence(change: Change, forecast: Forecast) -> str:
    """One change in a sentence of plain text, without a full stop."""
    match change:
        case HeadlineMoved(before=None, after=after):
            return f"Opened at {percent(after)}"
        case HeadlineMoved(before=float() as before, after=after):
            return percent_move(before, after)
        case DimensionMoved(dimension=id_, before=None, after=after):
            return f"{forecast.dimension(id_).name}: first recorded, at {percent(after)}"
        case DimensionMoved(dimension=id_, before=float() as before, after=after):
            name = forecast.dimension(id_).name
            return f"{name}: {percent_move(before, after)}"
        case BeliefChanged(dimension=id_):
            return _belief_sentence(change, forecast.dimension(id_))
        case DimensionLeaned(dimension=id_, moved=moved):
            return f"{forecast.dimension(id_).name}: {MOVES[moved]}"
        case CriteriaChanged():
            return _criteria_sentence(change, forecast)
        case HeadlineRuleChanged(before=rule, after=after) if rule.rule is after.rule:
            return f"The headline {_rule_again(rule, after, forecast)}"
        case HeadlineRuleChanged(after=rule):
            return f"The headline {_headline_rule(rule, forecast)}"
        case EvidenceAdded(evidence=evidence):
            return f"Evidence added: {evidence.claim}"
        case SignpostChanged(signpost=id_, state=state, on=on):
            signpost = next(s for s in forecast.signposts if s.id == id_)
            where_to = threshold(signpost.moves_to)
            when = f" on {long_day(on)}" if on else ""
            return f"Signpost {SIGNPOST_STATES[state]}{when} ({where_to}): {signpost.event}"
        case CounterargumentRevised(before=None):
            return "Counterargument stated"
        case CounterargumentRevised():
            return "Counterargument revised"
        case ForcesRevised(before=()):
            return "Forces behind the number named"
        case ForcesRevised():
            return "Forces behind the number revised"
        case Closed():
            return "Closed to further forecasts"
        case Resolved(resolution=resolution):
            return outcome(forecast, resolution)
        case Withdrawn(resolution=resolution):
            return f"Why: {resolution.withdrawn_because}"
        case Corrected(correction=correction):
            what = f"{correction.what} " if correction.what else ""
            return f"{what}Why: {correction.because}"
        case Rewound():
            return "What was published was rewritten"
    raise AssertionError(f"no sentence for {change!r}")


def _belief_sentence(change: BeliefChanged, dimension: Dimension) -> str:
    rules = kind_rules(dimension.kind)
    if change.before is None:
        words = f"first recorded, {rules.figure(dimension.kind, change.after).short}"
    else:
        words = rules.change(dimension.kind, change.before, change.after)
    return f"{dimension.name}: {words}" if dimension.name else _capital(words)


def _criteria_sentence(change: CriteriaChanged, forecast: Forecast) -> str:
    name = "" if forecast.has_single_reading else forecast.dimension(change.dimension).name
    status = CRITERIA_STATUSES[change.after.status]
    if change.before is None:
        said = f"criteria published, {status}"
    else:
        said = f"criteria {EFFECTS[change.after.effect] if change.after.effect else 'restated'}"
        if change.before.status is not change.after.status:
            said += f", now {status}"
    return f"{name}: {said}" if name else _capital(said)


def _headline_rule(version: HeadlineVersion, forecast: Forecast) -> str:
    match version.rule:
        case HeadlineRule.DIMENSION:
            return f"is now settled by {forecast.dimension(version.dimension or '').name}"
        case HeadlineRule.ALL:
            return "now needs all dimensions"
        case HeadlineRule.ANY:
            return "now needs any one of the dimensions"
        case HeadlineRule.UNSPECIFIED:
            return "is no longer tied to the dimensions by a rule"


def _rule_again(before: HeadlineVersion, after: HeadlineVersion, forecast: Forecast) -> str:
    """What a rule says more than the same rule before it: a dimension that came later."""
    joined = [d for d in forecast.dimensions if after.hangs_on(d) and not before.hangs_on(d)]
    if after.rule is HeadlineRule.DIMENSION or not joined:
        return _headline_rule(after, forecast)
    names = " and ".join(dimension.name for dimension in joined)
    is_all = after.rule is HeadlineRule.ALL
    return f"now needs {names} too" if is_all else f"may now come true by {names} too"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
