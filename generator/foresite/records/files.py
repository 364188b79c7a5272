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
    Move,
    Outcome,
    Reason,
    SignpostState,
)
from foresite.records.fields import (
    Day,
    Line,
    Markdown,
    MovesTo,
    Probability,
    Question,
    Slug,
    Url,
    choice,
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


class DimensionRecord(Record):
    """One reading of the question."""

    name: Line | None = Field(None, description="Short name; the id with spaces if left out")
    question: Question | None = Field(None, description="This reading as a question of its own")
    criteria: CriteriaList = Field(
        min_length=1,
        description="A text, or the list of its versions from oldest to newest",
        json_schema_extra=_criteria_schema,
    )


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


class ForecastRecord(Record):
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
    headline: Slug | None = Field(
        None,
        description="What ties the number to the dimensions: a dimension’s id, all, any or unspecified",
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


def _widen_belief(value: object) -> object:
    if isinstance(value, Mapping):
        if len(value) != 1 and set(value) <= {"probability", "moved"}:
            raise fault(
                "belief", "needs a probability or the direction it moved, and only one of them"
            )
        return value
    return {"probability": value}


def _belief_schema(made: dict[str, Any]) -> None:
    for keys, table in made["patternProperties"].items():
        number = {"type": "number", "minimum": 0, "maximum": 1}
        made["patternProperties"][keys] = {"anyOf": [number, table]}


class BeliefRecord(Record):
    """What an update says of one dimension: a number, or only which way it moved."""

    probability: Probability | None = Field(None, description="Between 0 and 1")
    moved: choice(Move) | None = Field(  # type: ignore[valid-type]
        None, description="The direction of a move whose size is not published"
    )


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


class UpdateRecord(Record):
    """The front matter of updates/YYYY-MM-DD.md: one dated belief."""

    probability: Probability = Field(description="The headline number, between 0 and 1")
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
    signposts: dict[Slug, choice(SignpostState, SignpostState.ARMED)] = Field(  # type: ignore[valid-type]
        default={}, description="Signposts that fired or expired"
    )
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

    outcome: choice(Outcome) = Field(description="yes, no, ambiguous or annulled")  # type: ignore[valid-type]
    known_on: Day = Field(description="The day the answer became public")
    recorded_on: Day = Field(description="The day it was written down here")
    sources: list[SourceRecord] = Field(min_length=1, description="What shows it")


class AuthorRecord(Record):
    """Who answers for a forecast."""

    name: Line = Field(description="As readers see it")
    url: Url | None = Field(None, description="Where to find them")
    about: Line | None = Field(None, description="Who they are, in a sentence or two")
