"""The record of forecast.yml, key by key, as an author writes it.

A shorthand (a criteria text instead of a list of versions) is widened before
validation, so that everything behind it sees one shape.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from foresite.model import (
    CriteriaEffect,
    CriteriaStatus,
    KindName,
)
from foresite.records.field_faults import fault
from foresite.records.fields import Day, Flag, Line, Markdown, OpenEnds, Question, Slug, Url, choice
from foresite.records.files import Record
from foresite.records.number_fields import MovesTo, Probability, Quantity


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


class CriteriaRecord(Record):
    """One version of the resolution criteria."""

    since: Day | None = Field(
        None, description="From when it holds; the first holds from the opening"
    )
    status: choice(CriteriaStatus) = Field(  # type: ignore[valid-type]  # see `choice`
        CriteriaStatus.FIRM, description="firm, or under-review while the text may still change"
    )
    text: Markdown = Field(description="The text that decides, in Markdown")
    reason: Line | None = Field(None, description="Why this version replaced the one before")
    effect: choice(CriteriaEffect) | None = Field(  # type: ignore[valid-type]  # see `choice`
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

    kind: choice(KindName) = Field(  # type: ignore[valid-type]  # see `choice`
        KindName.BINARY, description="binary (yes or no), multiple-choice, numeric or date"
    )
    options: Options | None = Field(
        None, description="Multiple choice: each option’s name by its id, in their order"
    )
    ordered: Flag = Field(default=False, description="Multiple choice: the order means something")
    unit: Line | None = Field(None, description="Numeric: what is counted, such as admissions")
    low: Quantity | None = Field(None, description="Numeric and date: the least possible value")
    high: Quantity | None = Field(None, description="Numeric and date: the greatest possible value")
    open: choice(OpenEnds) | None = Field(  # type: ignore[valid-type]  # see `choice`
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
    added_on: Day | None = Field(None, description="When it was added; leave out if it was there")
    criteria: CriteriaList = Field(
        min_length=1,
        description="A text, or the list of its versions from oldest to newest",
        json_schema_extra=_criteria_schema,
    )


class ImpliedRecord(Record):
    """A forecast that is answered yes if this one is."""

    forecast: Line = Field(description="Its folder below the archive")
    added_on: Day | None = Field(
        None, description="When it was named here; leave out if it was from the opening"
    )


def _widen_implied(value: object) -> object:
    return {"forecast": value} if isinstance(value, str) else value


def _implied_schema(made: dict[str, Any]) -> None:
    made["items"] = {"anyOf": [{"type": ["string", "number"]}, made["items"]]}


Implied = Annotated[
    list[Annotated[ImpliedRecord, BeforeValidator(_widen_implied)]],
    Field(json_schema_extra=_implied_schema),
]


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

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"resolves_by": ["closes_on"]}}
    )

    question: Question = Field(description="One sentence that will turn out true or false")
    opened_on: Day = Field(description="The day of the first update")
    closes_on: Day | None = Field(
        None, description="The last day for updates; leave out if none was published"
    )
    resolves_by: Day | None = Field(
        None, description="The day by which the answer is due; closes_on if left out"
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
    implies: Implied = Field(
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
