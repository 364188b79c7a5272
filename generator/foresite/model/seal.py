"""Texts that are sealed on one day and revealed on a later one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from foresite.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """A sealed text in the open, with the salt that kept anybody from guessing it.

    ``recorded_on`` is the day on which git first had the file, or None.
    """

    revealed_on: date
    salt: str
    text: str
    recorded_on: date | None = field(default=None, compare=False)
    where: Location = field(compare=False)
    text_where: Location = field(compare=False)
    places: Mapping[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Location:
        """Where the value of that key of the file stands, or the file's own place."""
        return self.places.get(key, self.where)

    @property
    def digest(self) -> str:
        """The digest of salt and text, which should be the one that was sealed."""
        return sealed_digest(self.salt, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The digest of a text that its author has not shown yet, or has by now.

    ``id`` is the file's stem and ``sealed_on`` its day; ``digest`` is 64
    hexadecimal digits, and ``about`` says what the text is about. ``recorded_on``
    is the day on which git first had the file, or None.
    """

    id: str
    sealed_on: date
    digest: str
    about: str = ""
    reveal: Reveal | None = None
    recorded_on: date | None = field(default=None, compare=False)
    where: Location = field(compare=False)


def secret_text(salt: str, text: str) -> str:
    """What is sealed: a line with the salt, then the text, ending in one line feed.

    Line feeds around the text are not part of it, so that it may stand below
    front matter. ``sha256sum`` of a file with this text gives the seal's digest.
    """
    return f"{salt}\n{text.strip(chr(10))}\n"


def sealed_digest(salt: str, text: str) -> str:
    """The SHA-256 of what is sealed, in UTF-8, as 64 hexadecimal digits."""
    return sha256(secret_text(salt, text).encode()).hexdigest()
