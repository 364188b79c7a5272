"""What the records of all files share, and those of the shorter files."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from foresite.records.fields import Day, Flag, Line, OneOutcome, OutcomeText, Slug, Url


class Record(BaseModel):
    """What every record shares: no unknown keys, immutable once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def one_of(*keys: str) -> ConfigDict:
    """Let an editor ask for at least one of the keys, as the check does."""
    return ConfigDict(json_schema_extra={"anyOf": [{"required": [key]} for key in keys]})


class SourceRecord(Record):
    """Where a fact can be checked."""

    name: Line = Field(description="Who says so")
    url: Url | None = Field(None, description="Where it can be read")


class ResolutionRecord(Record):
    """The front matter of resolution.md: how the question came out."""

    model_config = one_of("outcome", "outcomes")

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
    own: Flag = Field(False, description="Whether they are of the desk itself; no if left out")
