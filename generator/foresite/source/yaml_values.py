"""YAML as typed: values with their places, read event by event with libyaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Self, TypeAlias

import yaml

from foresite.problems import Location, Problem
from foresite.source.text import FORBIDDEN, cut, invisible_character
from foresite.source.yaml_complaints import complaint

Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value] | None"

DEEPEST: Final = 20
_GROUP: Final = re.compile("[0-9]{3}")
_GROUPED: Final = re.compile("[-+]?[0-9]{1,3}(,[0-9]{3}){0,4}")
"""What may be the beginning of a number with commas, up to what anybody counts in."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(str):
    """A YAML scalar as typed. ``plain`` is false if it stood in quotes or a block."""

    __slots__ = ("plain",)

    plain: bool

    def __new__(cls, text: str, *, plain: bool) -> Self:
        """Keep the text and how it was written."""
        made = super().__new__(cls, text)
        made.plain = plain
        return made


class Builder:
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
        self.twice: set[Path] = set()

    def build(self, text: str) -> Value:
        """The values of the one YAML document in ``text``; what is wrong goes to ``problems``."""
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        value: Value = None
        documents = 0
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        message = "has a second document after “---”"
                        self._refuse(event, "yaml-syntax", message, "delete the line “---”")
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
            message = f"nests more than {DEEPEST} levels deep"
            self._refuse(event, "yaml-depth", message, "nothing here needs more than five")
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
        self._refuse_invisible(event)
        return Scalar(event.value, plain=plain)

    def _refuse_invisible(self, event: yaml.ScalarEvent) -> None:
        """Double quotes turn an escape into the character that the file itself may not hold."""
        found = FORBIDDEN.search(event.value)
        if found:
            self.problems.append(invisible_character(self._location(event), found.group()))

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> Value:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent) or self.broken:
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> Value:
        made: dict[str, Value] = {}
        before = here = path
        for event in events:
            if isinstance(event, yaml.MappingEndEvent) or self.broken:
                break
            if not isinstance(event, yaml.ScalarEvent):
                message = "has a list or a table where a key is expected"
                self._refuse(event, "yaml-syntax", message, "put a text in quotes to make it a key")
                break
            self._refuse_invisible(event)
            key = Scalar(event.value, plain=True)
            where = self._location(event)
            inner = next(events)
            before, here = here, (*path, str(key))
            if before != path and _is_missing(inner) and self._goes_on(before, made, where, key):
                here = before
                continue
            if key in made:
                first = self.keys[here].line
                message = (
                    f"has the key “{cut(key)}” a second time; it already stands in line {first}"
                )
                hint = "keep one of the two, or merge them"
                self.problems.append(Problem(where, "duplicate-key", message, hint))
                self.twice.add(here)
                self._value(inner, events, (*path, f"{key} (again)"))
                continue
            self.keys[here] = where
            made[str(key)] = self._value(inner, events, here)
        return made

    def _goes_on(self, before: Path, made: dict[str, Value], where: Location, key: str) -> bool:
        """Whether a key is the rest of the number before it, which is joined again.

        Between braces a comma ends a value, so 8,400,000 would be three entries
        there; whoever typed it is told about one number.
        """
        number, start = made.get(str(before[-1])), self.places[before]
        is_next = (where.line, where.column) == (start.line, start.column + start.length + 1)
        is_number = isinstance(number, Scalar) and number.plain and _GROUPED.fullmatch(number)
        if not (is_next and is_number and _GROUP.fullmatch(key)):
            return False
        made[str(before[-1])] = Scalar(f"{number},{key}", plain=True)
        self.places[before] = replace(start, length=start.length + 1 + where.length)
        return True

    def _location(self, event: yaml.Event) -> Location:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # libyaml marks every event; only the stubs doubt it
            return Location(self.path, self.first_line)
        width = end.column - start.column if end.line == start.line else 1
        return Location(self.path, start.line + self.first_line, start.column + 1, max(1, width))

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        message = f"uses the YAML tag {cut(str(event.tag))}, which is not read"
        self._refuse(event, "yaml-alias", message, "delete it")

    def _refuse(self, event: yaml.Event, rule: str, message: str, hint: str) -> None:
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
        said = complaint(error)
        if said.at_beginning and error.context_mark:
            row, column = error.context_mark.line, error.context_mark.column
        while row > 0 and not lines[row].strip():  # what ends too early is seen at the end
            row, column = row - 1, len(lines[row - 1])
        where = Location(self.path, row + self.first_line, column + 1)
        message = f"cannot be read as YAML: {said.what}"
        self.problems.append(Problem(where, "yaml-syntax", message, said.hint))


def _is_missing(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value == "" and not event.style


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
