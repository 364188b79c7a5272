"""What is wrong with an author's text, and where.

A Problem is a value: collected, sorted and printed, never raised. Exceptions
are kept for our own mistakes and for edges that fail (a full disk).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Severity(IntEnum):
    """How much a Problem matters: an error stops publishing, a warning does not."""

    ERROR = 0
    WARNING = 1

    @property
    def word(self) -> str:
        """The severity as a reader sees it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file.

    ``path`` is relative to the project's root and uses forward slashes.
    ``line`` and ``column`` count from 1; ``length`` is the width in characters
    of what is meant (at least 1).
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing an author can mend.

    ``message`` names the subject, what was found and what is allowed;
    ``hint`` is the next action; ``source_line`` is the text of the line meant,
    so that whoever prints the Problem needs no file.
    """

    where: Location
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    source_line: str = field(default="", compare=False)


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The Problems that stop a site from being published."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)
