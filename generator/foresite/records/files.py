"""The record of each kind of file, key by key, as an author writes it.

A shorthand (a criteria text instead of a list of versions) is widened before
validation, so that everything behind it sees one shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from foresite.model import (
    CriteriaEffect,
    CriteriaStatus,
    Direction,
    EvidenceKind,
    KindName,
    Move,
    Reason,
    SignpostState,
)
from foresite.records.fields import (
    Day,
    Flag,
    Level,
    Line,
    Markdown,
    MovesTo,
    OneOutcome,
    OpenEnds,
    OutcomeText,
    Probability,
    Quantity,
    Question,
    Ratio,
    Slug,
    Url,
    choice,
    each_level_once,
    fault,
    shown,
)

WHOLE_QUESTION = ""
"""The key under which evidence bears on the question as a whole."""


def _or_text(key: str) -> tuple[Callable[[object], object], Callable[[dict[str, Any]], None]]:
    """Let a text stand for a list with one table that has it under ``key``."""

    def widen(value: object) -> object:
        return [{key: value}] if isinstance(value, str) else value

    def schema(made: dict[str, Any]) -> None:
        full = dict(made)
        made.clear()
        for name in ("description", "title"):
            if name in full:
                made[name] = full.pop(name)
        made["anyOf"] = [{"type": "string"}, full]

    return widen, schema


class Record(BaseModel):
    """What every record shares: no unknown keys, immutable once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CriteriaRecord(Record):
    """One version of the resolution criteria."""

    since: Day | None = Field(
        None, description="From when it holds; the first holds from the opening"
    )
    status: choice(CriteriaStatus) = Field(  # type: ignore[valid-type]
        CriteriaStatus.FIRM, description="firm, or under-review while the text may still change"
    )
    text: Markdown = Field(description="The text that decides, in Markdown")
    reason: Line | None = Field(None, description="Why this version replaced the one before")
    effect: choice(CriteriaEffect) | None = Field(  # type: ignore[valid-type]
        None, description="What it does to the outcomes that count: narrows, widens or clarifies"
    )


_widen_criteria, _criteria_schema = _or_text("text")
CriteriaList = Annotated[list[CriteriaRecord], BeforeValidator(_widen_criteria)]


class HeadlineRecord(Record):
    """One version of the rule that ties the number to the dimensions."""

    since: Day | None = Field(
        None, description="From when it holds; the first holds from the opening"
    )
    rule: Slug = Field(description="A dimension’s id, all, any or unspecified")
    reason: Line | None = Field(None, description="Why this rule replaced the one before")


_widen_headline, _headline_schema = _or_text("rule")
HeadlineList = Annotated[list[HeadlineRecord], BeforeValidator(_widen_headline)]


def _widen_option(value: object) -> object:
    if value is None:
        raise fault("text", "is empty, but must be the option’s name", "write its name behind it")
    return {"name": value} if isinstance(value, str) else value


def _option_schema(made: dict[str, Any]) -> None:
    [(pattern, table)] = made["patternProperties"].items()
    made["patternProperties"][pattern] = {"anyOf": [{"type": "string"}, table]}


class OptionRecord(Record):
    """One answer of a multiple-choice question."""

    name: Line = Field(description="As readers see it")
    added_on: Day | None = Field(None, description="When it was added; leave out if it was there")


Options = Annotated[
    dict[Slug, Annotated[OptionRecord, BeforeValidator(_widen_option)]],
    Field(json_schema_extra=_option_schema),
]


class KindRecord(Record):
    """What sort of answer a question has; yes or no if nothing is said."""

    kind: choice(KindName) = Field(  # type: ignore[valid-type]
        KindName.BINARY, description="binary (yes or no), multiple-choice, numeric or date"
    )
    options: Options | None = Field(
        None, description="Multiple choice: each option’s name by its id, in their order"
    )
    ordered: Flag = Field(default=False, description="Multiple choice: the order means something")
    unit: Line | None = Field(None, description="Numeric: what is counted, such as admissions")
    low: Quantity | None = Field(None, description="Numeric and date: the least possible value")
    high: Quantity | None = Field(None, description="Numeric and date: the greatest possible value")
    open: choice(OpenEnds) | None = Field(  # type: ignore[valid-type]
        None, description="Which end of the range may be passed: low, high or both"
    )


class ReferenceRecord(Record):
    """A number somebody else would give, and whose it is."""

    probability: Probability = Field(description="Between 0 and 1")
    source: Line = Field(description="Whose number it is, or how it was worked out")
    url: Url | None = Field(None, description="Where it can be read")


class DimensionRecord(KindRecord):
    """One reading of the question."""

    name: Line | None = Field(None, description="Short name; the id with spaces if left out")
    question: Question | None = Field(None, description="This reading as a question of its own")
    criteria: CriteriaList = Field(
        min_length=1,
        description="A text, or the list of its versions from oldest to newest",
        json_schema_extra=_criteria_schema,
    )


class FiredRecord(Record):
    """A signpost's event has happened."""

    on: Day = Field(description="The day on which it happened")
    evidence: Line = Field(description="What shows it, in a sentence")
    source: Line | None = Field(None, description="Who says so")
    url: Url | None = Field(None, description="Where it can be read")


class ExpiredRecord(Record):
    """A signpost's event can no longer happen, or no longer matters."""

    on: Day = Field(description="From when it is no longer watched")
    reason: Line = Field(description="Why it is no longer watched")


class SignpostRecord(Record):
    """A named future event and the number it would move the forecast to."""

    event: Line = Field(description="What would have to happen")
    moves_to: MovesTo = Field(
        description="Where the number would go: “at least 0.85”, “below 0.65”"
    )
    dimension: Slug | None = Field(
        None, description="The dimension it would move; the headline if left out"
    )
    armed_on: Day | None = Field(
        None, description="Watched from this day; from the opening if left out"
    )
    expires_on: Day | None = Field(
        None, description="The last day on which it can fire; after it, it lapses by itself"
    )
    fired: FiredRecord | None = Field(
        None, description="Added when it happened: the day, and what shows it"
    )
    expired: ExpiredRecord | None = Field(
        None, description="Added when it is no longer watched: the day, and why"
    )


class ForecastRecord(KindRecord):
    """forecast.yml: the question and how it resolves."""

    question: Question = Field(description="One sentence that will turn out true or false")
    opened_on: Day = Field(description="The day of the first update")
    closes_on: Day | None = Field(
        None, description="The last day for updates; leave out if none was published"
    )
    author: Slug | None = Field(None, description="An id from authors.yml; the desk if left out")
    tags: list[Slug] = Field(default=[], description="Subjects under which the forecast is listed")
    background: Markdown | None = Field(
        None, description="What a reader should know first, in Markdown"
    )
    headline: HeadlineList | None = Field(
        None,
        min_length=1,
        description="What ties the number to the dimensions: a dimension’s id, all, any or unspecified; or the list of such rules from oldest to newest",
        json_schema_extra=_headline_schema,
    )
    criteria: CriteriaList | None = Field(
        None,
        description="For a question with a single reading: a text, or the list of its versions",
        json_schema_extra=_criteria_schema,
    )
    dimensions: dict[Slug, DimensionRecord] | None = Field(
        None, description="For a question with several readings: each by its id"
    )
    signposts: dict[Slug, SignpostRecord] = Field(default={}, description="Each signpost by its id")
    implies: list[Line] = Field(
        default=[],
        description="Forecasts (folders below the archive) that are answered yes if this one is",
    )
    waivers: dict[Slug, Line] = Field(
        default={},
        description="Warnings set aside: the rule’s id, and a reason that readers see",
    )
    base_rate: ReferenceRecord | None = Field(
        None, description="How often such things happen, for the record to be compared with"
    )


_BELIEFS = {"probability", "options", "quantiles", "moved"}


def _widen_belief(value: object) -> object:
    if isinstance(value, Mapping):
        if len(value) != 1 and set(value) <= _BELIEFS:
            message = "needs a probability or the direction it moved, and only one of them"
            raise fault("belief", message, "keep the number if there is one")
        return value
    return {"probability": value}


def _belief_schema(made: dict[str, Any]) -> None:
    for keys, table in made["patternProperties"].items():
        number = {"type": "number", "minimum": 0, "maximum": 1}
        made["patternProperties"][keys] = {"anyOf": [number, table]}


Quantiles = Annotated[
    dict[Level, Quantity],
    Field(min_length=1, json_schema_extra={"examples": [{"0.05": 900, "0.5": 1500, "0.95": 2600}]}),
    BeforeValidator(each_level_once),
]


class BeliefRecord(Record):
    """What an update says of one dimension: a belief, or only which way it moved."""

    probability: Probability | None = Field(None, description="Between 0 and 1")
    options: dict[Slug, Probability] | None = Field(
        None, description="Multiple choice: a probability for each option; they sum to 1"
    )
    quantiles: Quantiles | None = Field(
        None, description="Numeric and date: a value for each level, the median at 0.5"
    )
    moved: choice(Move) | None = Field(  # type: ignore[valid-type]
        None, description="The direction of a move whose size is not published"
    )


class SignpostEventRecord(Record):
    """An update's word that a signpost fired or expired."""

    state: choice(SignpostState, SignpostState.ARMED) = Field(  # type: ignore[valid-type]
        description="fired or expired"
    )
    on: Day | None = Field(None, description="The day on which it did; the update’s if left out")
    evidence: list[Slug] = Field(
        default=[], description="Ids of the evidence that shows it, from this update or before"
    )


def _widen_event(value: object) -> object:
    return {"state": value} if isinstance(value, str) else value


def _event_schema(made: dict[str, Any]) -> None:
    for keys, table in made["patternProperties"].items():
        word = {"type": "string", "enum": ["fired", "expired"]}
        made["patternProperties"][keys] = {"anyOf": [word, table]}


Direct = choice(Direction)


def _widen_bearing(value: object) -> object:
    if isinstance(value, str):
        return {WHOLE_QUESTION: value}
    if not isinstance(value, Mapping) or not value:
        message = f"is {shown(value)}, but must be a direction, or a direction for each dimension"
        raise fault("bearing", message, "write “supports”, “opposes” or “both”")
    return value


def _bearing_schema(made: dict[str, Any]) -> None:
    full = {k: made.pop(k) for k in ("type", "additionalProperties")}
    made["anyOf"] = [full["additionalProperties"], full]


class EvidenceRecord(Record):
    """A sourced fact and which way it cuts."""

    id: Slug = Field(description="Permanent name of this piece, unique in the forecast")
    claim: Line = Field(description="The fact, in a sentence")
    kind: choice(EvidenceKind) = Field(description="direct or circumstantial")  # type: ignore[valid-type]
    bears_on: Annotated[dict[str, Direct], BeforeValidator(_widen_bearing)] = Field(  # type: ignore[valid-type]
        description="supports, opposes or both; or one of them for each dimension",
        json_schema_extra=_bearing_schema,
    )
    source: Line | None = Field(None, description="Who says so")
    url: Url | None = Field(None, description="Where it can be read")
    dated: Day | None = Field(None, description="When it was published")
    likelihood_ratio: Ratio | None = Field(
        None,
        description="How many times likelier this is if the answer is yes than if it is no",
    )


def _one_of(*keys: str) -> ConfigDict:
    """Let an editor ask for at least one of the keys, as the check does."""
    return ConfigDict(json_schema_extra={"anyOf": [{"required": [key]} for key in keys]})


class UpdateRecord(Record):
    """The front matter of updates/YYYY-MM-DD.md: one dated belief."""

    model_config = _one_of("probability", "options", "quantiles", "dimensions")

    probability: Probability | None = Field(
        None, description="The headline number of a yes-or-no question, between 0 and 1"
    )
    options: dict[Slug, Probability] | None = Field(
        None, description="Multiple choice: a probability for each option; they sum to 1"
    )
    quantiles: Quantiles | None = Field(
        None, description="Numeric and date: a value for each level, the median at 0.5"
    )
    market: ReferenceRecord | None = Field(
        None, description="What a market or a crowd said on that day"
    )
    dimensions: Annotated[
        dict[Slug, Annotated[BeliefRecord, BeforeValidator(_widen_belief)]],
        Field(json_schema_extra=_belief_schema),
    ] = Field(
        default={},
        description="Dimensions this update speaks of, each with a number or a direction",
    )
    reason: choice(Reason) | None = Field(  # type: ignore[valid-type]
        None, description="Why the update was made; the first one is the opening"
    )
    author: Slug | None = Field(None, description="Who made it; the forecast’s author if left out")
    evidence: list[EvidenceRecord] = Field(
        default=[], description="Facts that are new in this update"
    )
    signposts: Annotated[
        dict[Slug, Annotated[SignpostEventRecord, BeforeValidator(_widen_event)]],
        Field(json_schema_extra=_event_schema),
    ] = Field(default={}, description="Signposts that fired or expired, each with the word or more")
    counterargument: Markdown | None = Field(
        None, description="The strongest case against the number"
    )
    forces: list[Line] | None = Field(
        None, min_length=1, description="What stands behind the number"
    )
    review_by: Day | None = Field(None, description="When the desk will look again at the latest")


class SourceRecord(Record):
    """Where a fact can be checked."""

    name: Line = Field(description="Who says so")
    url: Url | None = Field(None, description="Where it can be read")


class ResolutionRecord(Record):
    """The front matter of resolution.md: how the question came out."""

    model_config = _one_of("outcome", "outcomes")

    outcome: OneOutcome = Field(
        None,
        description="yes or no, an option’s id, a number or a day; below or above an open end; ambiguous or annulled",
    )
    outcomes: dict[Slug, OutcomeText] | None = Field(
        None, description="For a question with several readings: how each came out"
    )
    reason: Line | None = Field(None, description="Why it is annulled, or cannot be told")
    known_on: Day = Field(description="The day the answer became public")
    recorded_on: Day = Field(description="The day it was written down here")
    sources: list[SourceRecord] = Field(min_length=1, description="What shows it")
    withdrawn_on: Day | None = Field(
        None, description="The day on which this resolution was found to be wrong"
    )
    withdrawn_because: Line | None = Field(None, description="Why it was withdrawn")


class CorrectionRecord(Record):
    """The front matter of corrections/YYYY-MM-DD.md: an error mended in the open."""

    file: Line = Field(
        description="What was corrected: updates/2026-11-23.md, forecast.yml or resolution.md"
    )
    by: Slug = Field(description="Who corrected it: an id from authors.yml, or desk")
    because: Line = Field(description="Why it had to be corrected")
    what: Line | None = Field(None, description="What was corrected, in a sentence")


class AuthorRecord(Record):
    """Who answers for a forecast."""

    name: Line = Field(description="As readers see it")
    url: Url | None = Field(None, description="Where to find them")
    about: Line | None = Field(None, description="Who they are, in a sentence or two")
