"""The records of sealed texts, as ``foresite seal`` and ``foresite reveal`` write them."""

from __future__ import annotations

from pydantic import Field

from foresite.records.fields import Day, HexDigest, Line
from foresite.records.files import Record


class SealRecord(Record):
    """sealed/YYYY-MM-DD.yml: the digest of a text that is not shown yet."""

    digest: HexDigest = Field(
        description="The SHA-256 of the salt, a line feed, the text and a line feed"
    )
    about: Line | None = Field(None, description="What the text is about, without giving it away")


class RevealRecord(Record):
    """The front matter of sealed/YYYY-MM-DD.md: the sealed text in the open, below."""

    salt: HexDigest = Field(description="The salt that was sealed with the text")
    revealed_on: Day = Field(description="The day on which the text is shown")
