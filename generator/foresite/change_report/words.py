"""A comparison as lines of plain text, author text in it as typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from foresite import sentences
from foresite.history import (
    BeliefChanged,
    Comparison,
    CriteriaChanged,
    Difference,
    DimensionLeaned,
    DimensionMoved,
    Entry,
    HeadlineMoved,
    HeadlineRuleChanged,
    TermChanged,
    difference,
    headline_belief,
    state_on,
)
from foresite.kinds import kind_rules
from foresite.model import (
    SINGLE_READING,
    Author,
    Belief,
    Forecast,
    HeadlineVersion,
    Reference,
    Seal,
    Threshold,
)
from foresite.publication import Limits
from foresite.words import counted, long_day, percent, signed_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence without a full stop, and the day it tells of, if any."""

    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one forecast: ``fate`` is new, changed or gone; or of the authors (no id).

    Of what cannot be read, ``fate`` is unread and ``id`` its path; of the desk's
    limits ``id`` is the path of the configuration.
    """

    id: str
    question: str
    fate: str
    lines: tuple[Line, ...]


def told(comparison: Comparison, unread: Iterable[str] = ()) -> tuple[Told, ...]:
    """What cannot be read, by path; then every difference in sentences.

    Forecasts stand by id, then who answers for them.
    """
    untold = (Line(text="Has errors, so it is not told; see: foresite check"),)
    made = [Told(id=path, question="", fate="unread", lines=untold) for path in unread]
    made += [_forecast(each) for each in comparison.forecasts]
    if comparison.authors:
        lines = tuple(Line(text=_author(was, now)) for was, now in comparison.authors)
        made.append(Told(id="", question="", fate="changed", lines=lines))
    return tuple(made)


def limits_told(was: Limits, now: Limits, *, config: str) -> tuple[Told, ...]:
    """How far a desk loosened or tightened what it binds itself to; nothing if it did not."""
    lines = []
    for key, words in _LIMITS.items():
        before, after = getattr(was, key), getattr(now, key)
        if before != after:
            fate = "loosened" if after > before else "tightened"
            text = f"Limit {fate}: {words}, {before:g} → {after:g} ({key})"
            lines.append(Line(text=text))
    return (Told(id=config, question="", fate="changed", lines=tuple(lines)),) if lines else ()


_LIMITS = {
    "freeze_points": "points by which a frozen number may move",
    "signpost_days": "days from a signpost’s firing to its update",
    "stale_days": "days without an update",
    "review_days": "days that criteria may stay under review",
    "recorded_days": "days between an update’s date and its publication",
}


def _forecast(each: Difference) -> Told:
    forecast = each.forecast
    if each.before is None:
        fate, lines = "new", [Line(text=_new(forecast))]
    elif each.after is None:
        count = counted(len(forecast.updates), "update")
        fate, lines = "gone", [Line(text=f"Gone, with {count}: {forecast.question}")]
    else:
        fate, lines = "changed", list(_changed(each))
    return Told(id=forecast.id, question=forecast.question, fate=fate, lines=tuple(lines))


def _new(forecast: Forecast) -> str:
    """A new forecast at a glance: where it opened, where it stands."""
    made = [entry for entry in difference(None, forecast).added if entry.update]
    if not made:
        return f"New forecast, without a number yet: {forecast.question}"
    first = in_a_sentence(made[0])
    said = f"New forecast: {forecast.question} {first}"
    belief = headline_belief(forecast, made[-1].after)
    if len(made) > 1 and belief:
        now = sentences.figure(forecast, belief).short
        said += f"; now {now}, after {counted(len(made), 'update')}"
    resolution = state_on(forecast, date.max).resolution
    return f"{said}; {_own(sentences.outcome(forecast, resolution))}" if resolution else said


def _changed(each: Difference) -> Iterator[Line]:
    """What became of the record, day by day, then of the terms."""
    assert each.before is not None
    was, now = each.before, each.forecast
    unsaid = sentences.CRITERIA_UNCHANGED if _are_criteria_edited(each) else ""
    lines = [Line(text=in_a_sentence(entry, unsaid=unsaid), on=entry.on) for entry in each.added]
    lines += [Line(text=_edited(before, after), on=after.on) for before, after in each.edited]
    for entry in each.lost:
        what = f"update {entry.update.id}" if entry.update else in_a_sentence(entry)
        lines.append(Line(text=f"No longer there: {what}", on=entry.on))
    yield from sorted(lines, key=lambda line: line.on or date.max)
    for term in each.terms:
        yield Line(text=_term(term, was, now))


def _are_criteria_edited(each: Difference) -> bool:
    """Whether the change rewrites what settles the number, which no update can then call unchanged."""
    touched = (*(after for _, after in each.edited), *each.lost)
    return any(term.what == "headline" for term in each.terms) or any(
        isinstance(change, CriteriaChanged | HeadlineRuleChanged)
        for entry in touched
        for change in entry.changes
    )


def in_a_sentence(entry: Entry, *, unsaid: str = "") -> str:
    """An entry as one sentence: ``75 % → 78 %, benchmark parity only (+3 points); …``.

    ``unsaid`` is a sentence that is left out.
    """
    forecast = entry.forecast
    only = _only_move(entry)
    told = list(sentences.sentences(entry))
    # Who reviews a change asks this of every update.
    if sentences.leaves_criteria(entry) and sentences.CRITERIA_UNCHANGED not in told:
        told.append(sentences.CRITERIA_UNCHANGED)
    untold = (only[0], unsaid)
    said = [_own(text, forecast) for text in told if text not in untold]
    head = sentences.headline(entry)
    if entry.update is None and entry.correction is None and said:
        # What no update brought says nothing of the number.
        has_own_words = head.startswith(("Resol", "Ambig", "Annul"))
        return "; ".join([head, *said] if has_own_words else [_capital(said[0]), *said[1:]])
    return "; ".join([f"{head}{only[1]}", *said])


def _only_move(entry: Entry) -> tuple[str, str]:
    """The sentence of the only dimension that moved the headline, and the shorter one for it."""
    forecast = entry.forecast
    moves = [
        c for c in entry.changes if isinstance(c, DimensionMoved | DimensionLeaned | BeliefChanged)
    ]
    is_moved = any(isinstance(c, HeadlineMoved) and c.before is not None for c in entry.changes)
    if not is_moved or len(moves) != 1 or forecast.has_single_reading:
        return "", ""
    [move] = moves
    if not isinstance(move, DimensionMoved):
        return "", ""
    name = forecast.dimension(move.dimension).name
    plain = move.dimension.replace("-", " ")
    name = plain if name == plain.capitalize() else name
    size = f"first recorded, at {percent(move.after)}"
    if move.before is not None:
        size = signed_points(move.before, move.after)
    return sentences.sentence(move, forecast), f", {name} only ({size})"


def _edited(before: Entry, after: Entry) -> str:
    forecast = after.forecast
    if after.update is None or before.update is None:
        return f"Edited, after it was published: {_own(in_a_sentence(after), forecast)}"
    was, now = before.update, after.update
    parts = []
    old, new = (headline_belief(e.forecast, e.after) for e in (before, after))
    if old and new and old != new:
        parts.append(_from_to(before.forecast, old, forecast, new))
    parts += [words for key, words in _FIELDS.items() if getattr(was, key) != getattr(now, key)]
    what = ", ".join(parts)
    return f"Edited: {sentences.corrected_file(f'updates/{now.id}.md')} ({what})"


def _from_to(was: Forecast, before: Belief, forecast: Forecast, after: Belief) -> str:
    """From what to what an edit took the number; it may have edited the kind of answer too."""
    if was.kind == forecast.kind:
        return kind_rules(forecast.kind).shift(forecast.kind, before, after)
    figures = (sentences.figure(was, before), sentences.figure(forecast, after))
    return " → ".join(figure.short for figure in figures)


_FIELDS = {
    "beliefs": "dimensions",
    "market": "the market’s number",
    "evidence": "evidence",
    "reason": "reason",
    "author": "author",
    "signposts": "signposts",
    "counterargument": "counterargument",
    "forces": "forces",
    "review_by": "next review",
    "rationale": "rationale",
}
_TERMS = {
    "question": "Question",
    "opened_on": "Opening day",
    "closes_on": "Closing day",
    "resolves_by": "Scheduled date",
    "author": "Author",
    "base_rate": "Base rate",
    "headline": "Headline’s rule",
    "name": "name",
    "event": "event",
    "moves_to": "threshold",
    "dimension": "dimension",
    "expires_on": "last day",
    "added_on": "day on which it was added",
}


def _term(term: TermChanged, before: Forecast, after: Forecast) -> str:
    if term.what == "tags":
        return _retagged(before.tags, after.tags)
    if term.what == "seal":
        return _seal(term.before, term.after)
    if term.what in ("background", "waivers", "implies", "kind"):
        whose = f"{_name_of(term.of, before)}: " if term.of not in ("", SINGLE_READING) else ""
        what = {"kind": "kind of answer", "implies": "what it implies"}
        said = f"{whose}{what.get(term.what, term.what)} revised"
        return said if whose else _capital(said)
    if term.what in ("dimension", "signpost") and not (term.before and term.after):
        if term.before is None:
            return f"Dimension added: {_name_of(term.of, after)}"
        return f"{_capital(term.what)} removed: {_name_of(term.of, before)}"
    label = _TERMS[term.what]
    if term.of:
        label = f"{_name_of(term.of, before)}: {label}"
    if term.before in (None, ""):
        return f"{label} stated: {_value(term.after)}"
    if term.after in (None, ""):
        return f"{label} taken away, was {_value(term.before)}"
    return f"{label}: {_value(term.before)} → {_value(term.after)}"


def _seal(before: object, after: object) -> str:
    was, now = (seal if isinstance(seal, Seal) else None for seal in (before, after))
    seal = now or was
    assert seal is not None, "one of the two is there"
    about = seal.about or seal.id
    if was is None:
        return f"Sealed: {about}"
    if now is None:
        return f"Sealed text removed: {about}"
    if was.reveal is None and replace(now, reveal=None) == was:
        return f"Revealed: {about}"
    return f"Sealed text edited: {about}"


def _name_of(id_: str, forecast: Forecast) -> str:
    names = {dimension.id: dimension.name for dimension in forecast.dimensions}
    return names.get(id_) or f"signpost “{id_}”"


def _value(value: object) -> str:
    match value:
        case date():
            return long_day(value)
        case Reference(probability=probability):
            return percent(probability)
        case HeadlineVersion():
            return value.dimension or value.rule.value
        case Threshold():
            return _own(sentences.threshold(value))
    return f"“{value}”"


def _retagged(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    new = [tag for tag in after if tag not in before]
    old = [tag for tag in before if tag not in after]
    said = [f"tagged {', '.join(new)}"] if new else []
    said += [f"no longer tagged {', '.join(old)}"] if old else []
    return _capital(" and ".join(said)) if said else "Tags reordered"


def _author(was: Author | None, now: Author | None) -> str:
    if was is None and now is not None:
        return f"Author described: {now.id}, {now.name}"
    if now is None and was is not None:
        return f"Author no longer described: {was.id}, {was.name}"
    assert was is not None
    assert now is not None
    said = [f"name “{was.name}” → “{now.name}”"] if was.name != now.name else []
    if was.url != now.url:
        said.append(f"address {_address(was)} → {_address(now)}")
    if was.about != now.about:
        said.append("description revised")
    if was.is_own != now.is_own:
        said.append("now of the desk itself" if now.is_own else "no longer of the desk itself")
    return f"Author {now.id}: {', '.join(said)}"


def _address(author: Author) -> str:
    return f"“{author.url}”" if author.url else "none"


def _own(text: str, forecast: Forecast | None = None) -> str:
    """A sentence of ours within another; a dimension's name keeps its letters."""
    names = [d.name for d in forecast.dimensions if d.name] if forecast else []
    return text if text.startswith(tuple(names)) and names else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
