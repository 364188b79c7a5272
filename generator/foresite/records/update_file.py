"""The record of an update's front matter, key by key, as an author writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from foresite.model import (
    Direction,
    EvidenceKind,
    Move,
    Reason,
    SignpostState,
)
from foresite.records.field_faults import fault, shown
from foresite.records.fields import Day, Line, Markdown, Slug, Url, choice
from foresite.records.files import Record, one_of
from foresite.records.forecast_file import ReferenceRecord
from foresite.records.number_fields import Level, Probability, Quantity, Ratio, each_level_once

WHOLE_QUESTION = ""
"""The key under which evidence bears on the question as a whole."""


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
    moved: choice(Move) | None = Field(  # type: ignore[valid-type]  # see `choice`
        None, description="The direction of a move whose size is not published"
    )


class SignpostEventRecord(Record):
    """An update's word that a signpost fired or expired."""

    state: choice(SignpostState, SignpostState.ARMED) = Field(  # type: ignore[valid-type]  # see `choice`
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
    kind: choice(EvidenceKind) = Field(description="direct or circumstantial")  # type: ignore[valid-type]  # see `choice`
    bears_on: Annotated[dict[str, Direct], BeforeValidator(_widen_bearing)] = Field(  # type: ignore[valid-type]  # see `choice`
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


class UpdateRecord(Record):
    """The front matter of updates/YYYY-MM-DD.md: one dated belief."""

    model_config = one_of("probability", "options", "quantiles", "dimensions")

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
    reason: choice(Reason) | None = Field(  # type: ignore[valid-type]  # see `choice`
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
