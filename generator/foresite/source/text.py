"""Bytes as text: encoding, line ends, and characters that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from foresite.problems import Location, Problem, Severity

FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
MOST_INVISIBLE: Final = 20
"""Lines of one file that are reported for invisible characters; a binary file has thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the archive; ``path`` is relative to the root, with slashes."""

    path: str
    content: bytes


def text_lines(content: bytes) -> list[str]:
    """A file's lines as every ``Location`` counts them; what is not text is replaced."""
    return _plain_line_ends(content.removeprefix(_MARK)).decode("utf-8", "replace").split("\n")


def _plain_line_ends(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def decode(file: SourceFile) -> tuple[str | None, tuple[Problem, ...]]:
    """A file's text with line feeds only, or None if it cannot be read as text.

    An invisible character is a Problem and leaves as U+FFFD, so that nothing
    behind counts it as the end of a line.
    """
    problems: list[Problem] = []
    if file.content.startswith(_MARK):
        message = "begins with an invisible byte-order mark, which is ignored"
        hint = "save the file as “UTF-8” without BOM"
        problems.append(
            Problem(Location(file.path), "byte-order-mark", message, hint, Severity.WARNING)
        )
    content = _plain_line_ends(file.content.removeprefix(_MARK))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = f"is not UTF-8 text: byte 0x{content[error.start]:02x} cannot be read"
        hint = "save the file again with the encoding “UTF-8”"
        return None, (Problem(Location(file.path, line, column), "not-utf-8", message, hint),)
    if b"\r" in file.content:
        line = file.content[: file.content.index(b"\r")].count(b"\n") + 1
        message = "has Windows line endings (CRLF), which are read as plain ones"
        hint = "set your editor to end lines with LF"
        problems.append(
            Problem(Location(file.path, line), "line-endings", message, hint, Severity.WARNING)
        )
    problems += islice(_invisible_characters(file.path, text), MOST_INVISIBLE)
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), tuple(problems)


def _invisible_characters(path: str, text: str) -> Iterator[Problem]:
    """The first one of each line."""
    if not FORBIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        found = FORBIDDEN.search(line)
        if found:
            where = Location(path, number, found.start() + 1)
            yield invisible_character(where, found.group())


def invisible_character(where: Location, found: str) -> Problem:
    """The Problem of a character that nobody sees, typed or written as an escape."""
    code = ord(found)
    what = "text-direction" if 0x202A <= code <= 0x2069 else "control"
    message = f"holds an invisible {what} character (U+{code:04X})"
    return Problem(where, "invisible-character", message, "delete it; retype the word around it")


def cut(text: str, longest: int = 40) -> str:
    """An author's text on one line, short enough to stand in a message."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
