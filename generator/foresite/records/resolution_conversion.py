"""How a question came out, from resolution.md: answers by kind, the headline by its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from foresite.history import headline_answer
from foresite.kinds import Fault, kind_rules
from foresite.model import (
    UNSCORED,
    Answer,
    Dimension,
    Forecast,
    HeadlineRule,
    Outcome,
    Resolution,
    Source,
)
from foresite.problems import Location, Problem
from foresite.records.field_faults import did_you_mean
from foresite.records.files import ResolutionRecord
from foresite.source import Document, Path, cut

LONGEST_ANSWER = 80
"""Characters of an answer: what is longer is none, and a message quotes no more of it."""


def resolution_model(
    record: ResolutionRecord, document: Document, forecast: Forecast
) -> tuple[Resolution | None, tuple[Problem, ...]]:
    """A resolution from its record; the body is the post-mortem."""
    problems: list[Problem] = []
    if not document.has_words:
        message = "has no post-mortem: nothing stands below the closing “---”"
        hint = "say what we got right, what we got wrong, and what we would do again"
        problems.append(Problem(document.body_missing, "post-mortem-missing", message, hint))
    if forecast.headline is HeadlineRule.UNSPECIFIED and not _unscored(record.outcome):
        said = f"“{record.outcome}”" if record.outcome else "the question"
        message = (
            f"resolves {said}, but forecast.yml does not say which dimension settles the headline"
        )
        hint = "set “headline:” in forecast.yml first, or resolve it as annulled"
        where = _place(record, document)
        problems.append(Problem(where, "resolution-headline", message, hint))
        return None, tuple(problems)
    answers = _answers(record, document, forecast, problems)
    if problems:
        return None, tuple(problems)
    outcome = _headline(record, forecast, answers)
    problems += _disagreement(record, document, forecast, outcome)
    problems += _unexplained(record, document, outcome)
    if problems:
        return None, tuple(problems)
    return Resolution(
        outcome=outcome,
        answers=tuple(answers.items()),
        known_on=record.known_on,
        recorded_on=record.recorded_on,
        reason=record.reason or "",
        withdrawn_on=record.withdrawn_on,
        withdrawn_because=record.withdrawn_because or "",
        sources=tuple(Source(name=s.name, url=s.url) for s in record.sources),
        post_mortem=document.body.strip("\n"),
        typed=document.data,
        where=_place(record, document),
        post_mortem_where=document.body_start,
        places=_places(document),
    ), ()


def _places(document: Document) -> dict[str, Location]:
    """Where each key's value stands; of several outcomes, each by its dimension too."""
    outcomes = {
        f"outcomes.{path[1]}": where
        for path, where in document.places.items()
        if len(path) == 2 and path[0] == "outcomes"
    }
    return {**document.field_places(), **outcomes}


def with_answers(
    unread: Iterable[Problem], document: Document, forecast: Forecast
) -> Iterator[Problem]:
    """What is wrong with the file’s fields; a blank outcome is told what its kind of question takes."""
    ways = {document.place(("outcomes", d.id)): _how(d) for d in forecast.dimensions}
    if forecast.has_single_reading:
        ways[document.place(("outcome",))] = _how(forecast.dimensions[0])
    for problem in unread:
        way = ways.get(problem.where) if problem.rule == "outcome" else None
        yield replace(problem, hint=way) if way else problem


def _how(dimension: Dimension) -> str:
    answers = kind_rules(dimension.kind).answers(dimension.kind)
    return f"write {answers}; or ambiguous, or annulled"


def _place(record: ResolutionRecord, document: Document) -> Location:
    """Where the outcome stands, or the first of several."""
    return document.place(("outcome",)) if record.outcome else document.key_place(("outcomes",))


def _answers(
    record: ResolutionRecord, document: Document, forecast: Forecast, problems: list[Problem]
) -> dict[str, Answer]:
    """What became of each dimension."""
    top = Location(document.path)
    if record.outcome is None and record.outcomes is None:
        key = "outcome" if forecast.has_single_reading else "outcomes"
        single = forecast.has_single_reading
        hint = _how(forecast.dimensions[0]) if single else "say how each dimension came out"
        problems.append(Problem(top, "missing-key", f"this file has no “{key}”", hint))
        return {}
    whole = _unscored(record.outcome)
    typed: dict[str, tuple[str, Path]] = {}
    for id_, text in (record.outcomes or {}).items():
        typed[id_] = (text, ("outcomes", id_))
    if record.outcome is not None and (forecast.has_single_reading or whole):
        for dimension in forecast.dimensions:
            typed.setdefault(dimension.id, (record.outcome, ("outcome",)))
    known = [dimension.id for dimension in forecast.dimensions]
    made: dict[str, Answer] = {}
    for id_, (text, path) in typed.items():
        where = document.place(path)
        if id_ not in known or (forecast.has_single_reading and path[0] == "outcomes"):
            message = f"gives an outcome for “{id_}”, which forecast.yml does not declare"
            hint = (
                "this question has a single reading: write “outcome:”"
                if forecast.has_single_reading
                else did_you_mean(id_, known)
            )
            problems.append(Problem(where, "dimension-undeclared", message, hint))
            continue
        answer = _unscored(text) or kind_rules(forecast.dimension(id_).kind).answer(
            forecast.dimension(id_).kind, cut(text, LONGEST_ANSWER)
        )
        if isinstance(answer, Fault):
            problems.append(Problem(where, answer.rule, f"outcome {answer.message}", answer.hint))
        else:
            made[id_] = answer
    missing = [id_ for id_ in known if id_ not in typed]
    if missing:
        where = document.place(("outcomes",)) if record.outcomes else top
        message = f"says nothing of {', '.join(missing)}"
        hint = "say under “outcomes:” how each dimension came out; ambiguous, if nobody can tell"
        problems.append(Problem(where, "outcome", message, hint))
    return {id_: made[id_] for id_ in known if id_ in made}


def _unscored(text: str | None) -> Answer | None:
    return Answer(outcome=Outcome(text)) if text in [o.value for o in UNSCORED] else None


def _headline(
    record: ResolutionRecord, forecast: Forecast, answers: Mapping[str, Answer]
) -> Outcome:
    """How the headline came out, by its rule."""
    whole = _unscored(record.outcome)
    if whole:
        return whole.outcome
    rule = forecast.deciding_rule(record.known_on)
    answer = headline_answer(rule, forecast.dimensions, answers)
    assert answer is not None, "want of a rule, or of an answer, is refused before"
    return answer.outcome


def _disagreement(
    record: ResolutionRecord, document: Document, forecast: Forecast, outcome: Outcome
) -> list[Problem]:
    """What was typed for the headline is what its rule makes of the dimensions."""
    if record.outcome is None or forecast.has_single_reading or _unscored(record.outcome):
        return []
    where = document.place(("outcome",))
    if forecast.headline is HeadlineRule.DIMENSION:
        same = record.outcome == (record.outcomes or {}).get(forecast.headline_dimension or "")
        said = "its dimension came out otherwise"
    else:
        same, said = record.outcome == outcome.value, f"by its rule it is {outcome.value}"
    if same:
        return []
    message = f"outcome is {record.outcome} for the headline, but {said}"
    hint = "delete “outcome:”; the headline follows from the dimensions"
    return [Problem(where, "resolution-headline", message, hint)]


def _unexplained(record: ResolutionRecord, document: Document, outcome: Outcome) -> list[Problem]:
    """Whoever annuls a question, or withdraws an answer, says why."""
    made = []
    if outcome in UNSCORED and not record.reason:
        message = f"is {outcome.value}, but gives no reason"
        hint = "add “reason:” and say what made the question impossible to answer"
        made.append(Problem(_place(record, document), "resolution-reason", message, hint))
    pair = ("withdrawn_on", "withdrawn_because")
    given = [key for key in pair if getattr(record, key)]
    if len(given) == 1:
        [lacking] = set(pair) - set(given)
        message = f"is withdrawn, but this file has no “{lacking}”"
        hint = "say on which day it was withdrawn, and why"
        where = document.key_place((given[0],))
        made.append(Problem(where, "resolution-reason", message, hint))
    return made
