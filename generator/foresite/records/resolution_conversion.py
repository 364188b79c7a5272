"""How a question came out, from resolution.md: answers by kind, the headline by its rule."""

from __future__ import annotations

from collections.abc import Mapping
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
from foresite.records.belief_conversion import RANGE_KEYS, SORT_KEYS, knows_kind
from foresite.records.field_faults import did_you_mean
from foresite.records.files import ResolutionRecord
from foresite.records.reader import Reader
from foresite.records.unread import BODY, NAMES
from foresite.source import Document, Path, cut

LONGEST_ANSWER = 80
"""Characters of an answer: what is longer is none, and a message quotes no more of it."""


def resolution_model(
    record: ResolutionRecord, reader: Reader, forecast: Forecast, asked: Reader
) -> Resolution:
    """A resolution from its record; the body is the post-mortem.

    ``asked`` knows what could be read of the forecast's own file.
    """
    document = reader.document
    reader.problems[:] = _with_answers(reader, forecast, asked)
    if reader.knows(BODY) and not document.has_words:
        message = "has no post-mortem: nothing stands below the closing “---”"
        hint = "say what we got right, what we got wrong, and what we would do again"
        reader.refuse(Problem(document.body_missing, "post-mortem-missing", message, hint), BODY)
    _refuse_unsettled(record, reader, forecast, asked)
    answers = _answers(record, reader, forecast, asked)
    outcome = _headline(record, reader, forecast, asked, answers)
    _refuse_unexplained(record, reader, outcome)
    if outcome is None:
        reader.unread.add(("outcome",))
    return Resolution(
        outcome=outcome or Outcome.AMBIGUOUS,
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
    )


def _places(document: Document) -> dict[str, Location]:
    """Where each key's value stands; of several outcomes, each by its dimension too."""
    outcomes = {
        f"outcomes.{path[1]}": where
        for path, where in document.places.items()
        if len(path) == 2 and path[0] == "outcomes"
    }
    return {**document.field_places(), **outcomes}


def _with_answers(reader: Reader, forecast: Forecast, asked: Reader) -> list[Problem]:
    """What is wrong with the file’s fields; a blank outcome is told what its kind of question takes."""
    known = [d for d in forecast.dimensions if knows_kind(asked, d.id)]
    ways = {reader.place(("outcomes", d.id)): _how(d) for d in known}
    if forecast.has_single_reading and known:
        ways[reader.place(("outcome",))] = _how(forecast.dimensions[0])
    return [
        replace(problem, hint=ways[problem.where])
        if problem.rule == "outcome" and problem.where in ways
        else problem
        for problem in reader.problems
    ]


def _how(dimension: Dimension) -> str:
    answers = kind_rules(dimension.kind).answers(dimension.kind)
    return f"write {answers}; or ambiguous, or annulled"


def _place(record: ResolutionRecord, document: Document) -> Location:
    """Where the outcome stands, or the first of several."""
    return document.place(("outcome",)) if record.outcome else document.key_place(("outcomes",))


def _refuse_unsettled(
    record: ResolutionRecord, reader: Reader, forecast: Forecast, asked: Reader
) -> None:
    """Without a rule nothing but an annulment says how the whole question came out."""
    is_read = reader.knows("outcome") and _knows_rule(reader, forecast, asked)
    if (
        not is_read
        or forecast.headline is not HeadlineRule.UNSPECIFIED
        or _unscored(record.outcome)
    ):
        return
    said = f"“{record.outcome}”" if record.outcome else "the question"
    message = f"resolves {said}, but forecast.yml does not say which dimension settles the headline"
    hint = "set “headline:” in forecast.yml first, or resolve it as annulled"
    where = _place(record, reader.document)
    reader.refuse(Problem(where, "resolution-headline", message, hint), "outcome")


def _knows_rule(reader: Reader, forecast: Forecast, asked: Reader) -> bool:
    """Whether it is known which rule decided, on the day on which the answer was known."""
    is_one = len(forecast.headlines) < 2
    return asked.knows("headline") and (is_one or reader.knows("known_on"))


def _answers(
    record: ResolutionRecord, reader: Reader, forecast: Forecast, asked: Reader
) -> dict[str, Answer]:
    """What became of each dimension, as far as it can be told."""
    top = Location(reader.document.path)
    is_single = forecast.has_single_reading
    if is_single and not asked.knows("dimensions"):
        return {}
    if record.outcome is None and record.outcomes is None:
        if reader.knows("outcome", "outcomes"):
            key = "outcome" if is_single else "outcomes"
            hint = _how(forecast.dimensions[0]) if is_single else "say how each dimension came out"
            problem = Problem(top, "missing-key", f"this file has no “{key}”", hint)
            reader.refuse(problem, "outcome", "outcomes")
        return {}
    whole = _unscored(record.outcome)
    typed: dict[str, tuple[str, Path]] = {}
    for id_, text in (record.outcomes or {}).items():
        typed[id_] = (text, ("outcomes", id_))
    if record.outcome is not None and (is_single or whole):
        for dimension in forecast.dimensions:
            typed.setdefault(dimension.id, (record.outcome, ("outcome",)))
    known = [dimension.id for dimension in forecast.dimensions]
    made: dict[str, Answer] = {}
    for id_, (text, path) in typed.items():
        where = reader.place(path)
        if id_ not in known or (is_single and path[0] == "outcomes"):
            if not asked.may_declare("dimensions", id_):
                message = f"gives an outcome for “{id_}”, which forecast.yml does not declare"
                hint = (
                    "this question has a single reading: write “outcome:”"
                    if is_single
                    else did_you_mean(id_, known)
                )
                reader.refuse(Problem(where, "dimension-undeclared", message, hint), path)
            continue
        if not (reader.knows(path) and knows_kind(asked, id_, (*SORT_KEYS, *RANGE_KEYS))):
            continue
        answer = _unscored(text) or kind_rules(forecast.dimension(id_).kind).answer(
            forecast.dimension(id_).kind, cut(text, LONGEST_ANSWER)
        )
        if isinstance(answer, Fault):
            problem = Problem(where, answer.rule, f"outcome {answer.message}", answer.hint)
            reader.refuse(problem, path)
        else:
            made[id_] = answer
    missing = [id_ for id_ in known if id_ not in typed]
    if missing and reader.knows("outcome", ("outcomes", NAMES)):
        where = reader.place(("outcomes",)) if record.outcomes else top
        message = f"says nothing of {', '.join(missing)}"
        hint = "say under “outcomes:” how each dimension came out; ambiguous, if nobody can tell"
        reader.refuse(Problem(where, "outcome", message, hint), "outcome")
    return {id_: made[id_] for id_ in known if id_ in made}


def _unscored(text: str | None) -> Answer | None:
    return Answer(outcome=Outcome(text)) if text in [o.value for o in UNSCORED] else None


def _headline(
    record: ResolutionRecord,
    reader: Reader,
    forecast: Forecast,
    asked: Reader,
    answers: Mapping[str, Answer],
) -> Outcome | None:
    """How the headline came out, by its rule; None if that cannot be told."""
    whole = _unscored(record.outcome) if reader.knows("outcome") else None
    if whole:
        return whole.outcome
    is_read = reader.knows("outcome", "outcomes") and asked.knows("dimensions")
    is_read = is_read and _knows_rule(reader, forecast, asked)
    if not is_read or len(answers) < len(forecast.dimensions):
        return None
    rule = forecast.deciding_rule(record.known_on)
    answer = headline_answer(rule, forecast.dimensions, answers)
    if answer is None:
        return None
    _refuse_disagreement(record, reader, forecast, answer.outcome)
    return answer.outcome


def _refuse_disagreement(
    record: ResolutionRecord, reader: Reader, forecast: Forecast, outcome: Outcome
) -> None:
    """What was typed for the headline is what its rule makes of the dimensions."""
    if record.outcome is None or forecast.has_single_reading or _unscored(record.outcome):
        return
    if forecast.headline is HeadlineRule.DIMENSION:
        same = record.outcome == (record.outcomes or {}).get(forecast.headline_dimension or "")
        said = "its dimension came out otherwise"
    else:
        same, said = record.outcome == outcome.value, f"by its rule it is {outcome.value}"
    if not same:
        message = f"outcome is {record.outcome} for the headline, but {said}"
        hint = "delete “outcome:”; the headline follows from the dimensions"
        where = reader.place(("outcome",))
        reader.refuse(Problem(where, "resolution-headline", message, hint), "outcome")


def _refuse_unexplained(record: ResolutionRecord, reader: Reader, outcome: Outcome | None) -> None:
    """Whoever annuls a question, or withdraws an answer, says why."""
    if outcome in UNSCORED and not record.reason and reader.knows("reason"):
        message = f"is {outcome.value}, but gives no reason"
        hint = "add “reason:” and say what made the question impossible to answer"
        where = _place(record, reader.document)
        reader.refuse(Problem(where, "resolution-reason", message, hint), "reason")
    pair = ("withdrawn_on", "withdrawn_because")
    given = [key for key in pair if getattr(record, key)]
    if len(given) == 1 and reader.knows(*pair):
        [lacking] = set(pair) - set(given)
        message = f"is withdrawn, but this file has no “{lacking}”"
        hint = "say on which day it was withdrawn, and why"
        where = reader.key_place((given[0],))
        reader.refuse(Problem(where, "resolution-reason", message, hint), lacking)
