"""A file's values, their places, and the Markdown below its front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from foresite.problems import Location, Problem
from foresite.source.yaml_values import Builder, Path, Value

_FENCE: Final = re.compile(r"^---[ \t]*$")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One parsed file.

    ``places`` locates the value, and ``keys`` the key, at each path of
    ``data``. ``body`` is what follows the front matter ("" in a YAML file) and
    begins at line ``body_line``. ``twice`` are the paths of keys that the file
    gives more than once; their first value is the one in ``data``.
    """

    path: str
    data: dict[str, Value]
    body: str = ""
    body_line: int = 1
    places: Mapping[Path, Location] = field(default_factory=dict, repr=False)
    keys: Mapping[Path, Location] = field(default_factory=dict, repr=False)
    twice: frozenset[Path] = frozenset()

    @property
    def has_words(self) -> bool:
        """Whether the body has a letter or a digit for a reader, outside comments."""
        return any(letter.isalnum() for letter in _COMMENT.sub("", self.body))

    def place(self, path: Path) -> Location:
        """Where the value at that path stands, or the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Location(self.path)

    def field_places(self) -> dict[str, Location]:
        """Where the value of each key of the outermost level stands."""
        return {str(path[0]): where for path, where in self.places.items() if len(path) == 1}

    @property
    def body_start(self) -> Location:
        """Where the body's first line of text stands."""
        blank = len(self.body) - len(self.body.lstrip("\n"))
        return Location(self.path, self.body_line + blank)

    @property
    def body_missing(self) -> Location:
        """Where a body should have begun."""
        return Location(self.path, max(1, self.body_line - 1))

    def key_place(self, path: Path) -> Location:
        """Where the key of that path stands, or the nearest thing around it."""
        return self.keys.get(path) or self.place(path)


def yaml_document(path: str, text: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """A file that is YAML throughout."""
    builder = Builder(path, first_line=1)
    data = builder.build(text)
    if not builder.problems and data is None:
        builder.problems.append(
            Problem(
                Location(path),
                "empty-file",
                "is empty",
                "run `foresite new SLUG` for a filled-in example",
            )
        )
    return _document(builder, data, body="", body_line=1), tuple(builder.problems)


def markdown_document(path: str, text: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """A Markdown file that begins with YAML front matter between two ``---`` lines."""
    lines = text.split("\n")
    if not text.strip():
        hint = "run `foresite update SLUG` for a filled-in example"
        return None, (Problem(Location(path), "empty-file", "is empty", hint),)
    if not _FENCE.match(lines[0]):
        message = "does not begin with front matter, the lines between two “---” lines"
        hint = "make “---” the first line, write the fields below it, and close them with “---”"
        return None, (
            Problem(Location(path, 1, 1, len(lines[0]) or 1), "front-matter", message, hint),
        )
    close = _closing(lines)
    if close is None:
        message = "has front matter that never closes"
        hint = "add a line “---” between the fields and the rationale"
        return None, (Problem(Location(path, 1, 1, 3), "front-matter", message, hint),)
    builder = Builder(path, first_line=2)
    data = builder.build("\n".join(lines[1:close]) + "\n")
    body = "\n".join(lines[close + 1 :])
    document = _document(builder, data if data is not None else {}, body=body, body_line=close + 2)
    return document, tuple(builder.problems)


def body_alone(path: str, text: str) -> Document | None:
    """The body of a Markdown file whose fields nobody can read; None if it has no front matter."""
    lines = text.split("\n")
    close = _closing(lines) if _FENCE.match(lines[0]) else None
    if close is None:
        return None
    body = "\n".join(lines[close + 1 :])
    return Document(path=path, data={}, body=body, body_line=close + 2)


def _closing(lines: list[str]) -> int | None:
    """The number of the line that closes the front matter, counted from 0."""
    return next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)


def _document(builder: Builder, data: Value, *, body: str, body_line: int) -> Document | None:
    if builder.broken:
        return None
    if not isinstance(data, dict):
        if not builder.problems:
            message = "must hold “key: value” lines"
            hint = "write a key, a colon and its value on each line"
            builder.problems.append(Problem(Location(builder.path), "yaml-syntax", message, hint))
        return None
    return Document(
        path=builder.path,
        data=data,
        body=body,
        body_line=body_line,
        places=builder.places,
        keys=builder.keys,
        twice=frozenset(builder.twice),
    )
