"""Text with positions: what an author typed, and where.

Enters the bytes of a file; leaves a ``Document``: plain values in which every
scalar is still the text that was typed, the place of each of them, and the
Markdown body if there is one. YAML is read event by event with libyaml; what a
scalar *means* is decided by the field it stands in (``records``), so ``no``,
``1.10``, ``012``, ``12:30`` and dates survive. This module knows no field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Self, TypeAlias

import yaml

from foresite.problems import Location, Problem, Severity

Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value] | None"

DEEPEST: Final = 20
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_FENCE: Final = re.compile(r"^---[ \t]*$")
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
MOST_INVISIBLE: Final = 20
"""Lines of one file that are reported for invisible characters; a binary file has thousands."""


class Scalar(str):
    """A YAML scalar as typed. ``plain`` is false if it stood in quotes or a block."""

    __slots__ = ("plain",)

    plain: bool

    def __new__(cls, text: str, *, plain: bool) -> Self:
        """Keep the text and how it was written."""
        made = super().__new__(cls, text)
        made.plain = plain
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the archive; ``path`` is relative to the root, with slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One parsed file.

    ``places`` locates the value, and ``keys`` the key, at each path of
    ``data``. ``body`` is what follows the front matter ("" in a YAML file) and
    begins at line ``body_line``.
    """

    path: str
    data: dict[str, Value]
    body: str = ""
    body_line: int = 1
    places: Mapping[Path, Location] = field(default_factory=dict, repr=False)
    keys: Mapping[Path, Location] = field(default_factory=dict, repr=False)

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
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), tuple(problems)


def _invisible_characters(path: str, text: str) -> Iterator[Problem]:
    """The first one of each line."""
    if not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        found = _FORBIDDEN.search(line)
        if found:
            code = ord(found.group())
            what = "text-direction" if 0x202A <= code <= 0x2069 else "control"
            message = f"holds an invisible {what} character (U+{code:04X})"
            where = Location(path, number, found.start() + 1)
            hint = "delete it; retype the word around it"
            yield Problem(where, "invisible-character", message, hint)


def yaml_document(path: str, text: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """A file that is YAML throughout."""
    builder = _Builder(path, first_line=1)
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
    close = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    if close is None:
        message = "has front matter that never closes"
        hint = "add a line “---” between the fields and the rationale"
        return None, (Problem(Location(path, 1, 1, 3), "front-matter", message, hint),)
    builder = _Builder(path, first_line=2)
    data = builder.build("\n".join(lines[1:close]) + "\n")
    body = "\n".join(lines[close + 1 :])
    document = _document(builder, data if data is not None else {}, body=body, body_line=close + 2)
    return document, tuple(builder.problems)


def _document(builder: _Builder, data: Value, *, body: str, body_line: int) -> Document | None:
    if builder.broken:
        return None
    if not isinstance(data, dict):
        if not builder.problems:
            message = "must hold “key: value” lines"
            builder.problems.append(Problem(Location(builder.path), "yaml-syntax", message))
        return None
    return Document(
        path=builder.path,
        data=data,
        body=body,
        body_line=body_line,
        places=builder.places,
        keys=builder.keys,
    )


class _Builder:
    """Builds values and places from libyaml's events, with a depth limit.

    Composing nodes recurses in C and would follow aliases; events do neither,
    so a hostile file can exhaust neither the stack nor the memory.
    """

    def __init__(self, path: str, *, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.broken = False
        self.places: dict[Path, Location] = {}
        self.keys: dict[Path, Location] = {}

    def build(self, text: str) -> Value:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        value: Value = None
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(event, "yaml-syntax", "has a second document after “---”")
                        break
                elif isinstance(event, yaml.NodeEvent):
                    value = self._value(event, events, ())
                    if self.broken:
                        break
        except yaml.MarkedYAMLError as error:
            self._syntax_error(error, text)
        except yaml.YAMLError as error:
            self.broken = True
            message = f"is not valid YAML: {error}".splitlines()[0]
            self.problems.append(
                Problem(Location(self.path, self.first_line), "yaml-syntax", message)
            )
        return value

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Value:
        self.places[path] = self._location(event)
        if len(path) > DEEPEST:
            self._refuse(event, "yaml-depth", f"nests more than {DEEPEST} levels deep")
            return None
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            message = "uses a YAML anchor or alias (& or *), which is not read"
            hint = "write the value out; if the text begins with & or *, put it in quotes"
            self._refuse(event, "yaml-alias", message, hint)
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.CollectionStartEvent) and event.tag not in (None, "!"):
            self._refuse_tag(event)
            return None
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _scalar(self, event: yaml.ScalarEvent) -> Value:
        plain = event.style is None or event.style == ""
        if event.tag not in (None, "!") and not (plain and event.implicit[0]):
            self._refuse_tag(event)
            return None
        if plain and event.value in _NULLS:
            return None
        return Scalar(event.value, plain=plain)

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> Value:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent) or self.broken:
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> Value:
        made: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent) or self.broken:
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "yaml-syntax", "has a list or a table where a key is expected")
                break
            key = Scalar(event.value, plain=True)
            where = self._location(event)
            here = (*path, str(key))
            if key in made:
                first = self.keys[here].line
                message = (
                    f"has the key “{cut(key)}” a second time; it already stands in line {first}"
                )
                hint = "keep one of the two, or merge them"
                self.problems.append(Problem(where, "duplicate-key", message, hint))
                self._value(next(events), events, (*path, f"{key} (again)"))
                continue
            self.keys[here] = where
            made[str(key)] = self._value(next(events), events, here)
        return made

    def _location(self, event: yaml.Event) -> Location:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # libyaml marks every event; only the stubs doubt it
            return Location(self.path, self.first_line)
        width = end.column - start.column if end.line == start.line else 1
        return Location(self.path, start.line + self.first_line, start.column + 1, max(1, width))

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        message = f"uses the YAML tag {cut(str(event.tag))}, which is not read"
        self._refuse(event, "yaml-alias", message, "delete it")

    def _refuse(self, event: yaml.Event, rule: str, message: str, hint: str = "") -> None:
        self.broken = True
        self.problems.append(Problem(self._location(event), rule, message, hint))

    def _syntax_error(self, error: yaml.MarkedYAMLError, text: str) -> None:
        self.broken = True
        mark = error.problem_mark or error.context_mark
        lines = text.split("\n")
        row = min(mark.line, len(lines) - 1) if mark else 0
        column = mark.column if mark else 0
        for candidate in (row, row - 1, row + 1):
            if 0 <= candidate < len(lines) and "\t" in _indentation(lines[candidate]):
                where = Location(
                    self.path, candidate + self.first_line, lines[candidate].index("\t") + 1
                )
                message = "is indented with a tab, but YAML is indented with spaces only"
                self.problems.append(
                    Problem(where, "tab-indentation", message, "replace the tab by two spaces")
                )
                return
        said = _plain_words(error)
        if said.at_beginning and error.context_mark:
            row, column = error.context_mark.line, error.context_mark.column
        while row > 0 and not lines[row].strip():  # what ends too early is seen at the end
            row, column = row - 1, len(lines[row - 1])
        where = Location(self.path, row + self.first_line, column + 1)
        message = f"cannot be read as YAML: {said.what}"
        self.problems.append(Problem(where, "yaml-syntax", message, said.hint))


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def cut(text: str, longest: int = 40) -> str:
    """An author's text on one line, short enough to stand in a message."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What libyaml says, what that means, what to do; ``at_beginning`` of the thing it read."""

    clue: str
    what: str
    hint: str
    at_beginning: bool = False


_COMPLAINTS: Final = (
    _Complaint(
        "mapping values are not allowed",
        "a “: ” is not expected here",
        "put a text that contains “: ” in quotes; begin the keys of one level in one column",
    ),
    _Complaint(
        "cannot start any token",
        "a text begins with a character that has a meaning in YAML",
        "put the text in quotes",
    ),
    _Complaint(
        "scanning a quoted scalar",
        "a quotation mark opens here and never closes",
        "close it where the text ends, or leave out both",
        at_beginning=True,
    ),
    _Complaint(
        "parsing a flow node",
        "a bracket is not closed, or a comma stands without a value",
        "close the bracket, or write the value",
    ),
    _Complaint(
        "parsing a flow", "a bracket opens here and is not closed", "close it", at_beginning=True
    ),
    _Complaint(
        "scanning a simple key",
        "a key has no “:” after it",
        "write “key: value”, with a space after the colon",
        at_beginning=True,
    ),
    _Complaint(
        "expected node content",
        "a bracket or comma stands where a value is expected",
        "put the value in its place; put a text that begins with one in quotes",
    ),
    _Complaint(
        "scanning an a",  # an alias or an anchor
        "a text begins with * or &, which have a meaning in YAML",
        "put the text in quotes",
        at_beginning=True,
    ),
    _Complaint(
        "parsing a quoted scalar",
        "a backslash stands in double quotes, where it has a meaning",
        "use single quotes, or none",
    ),
    _Complaint(
        "block sequence entries",
        "a list begins on the line of its key",
        "begin each item on a line of its own; put a text that begins with “- ” in quotes",
    ),
    _Complaint(
        "scanning a block scalar",
        "“|” or “>” begins a text block here",
        "if “>” means “more than”, put the value in quotes",
        at_beginning=True,
    ),
    _Complaint(
        "parsing a block",
        "the indentation or the quoting is not right here",
        "keys of one level begin in the same column; a quoted text ends its line",
    ),
)


def _plain_words(error: yaml.MarkedYAMLError) -> _Complaint:
    """Libyaml's complaint in a journalist's words, and what to do."""
    theirs = f"{error.context or ''} {error.problem or ''}"
    known = next((each for each in _COMPLAINTS if each.clue in theirs), None)
    return known or _Complaint("", error.problem or "this line is not understood", "")
