"""Problems as text for people, GitHub and machines.

Enters Problems; leaves text. Whatever an author wrote is made harmless for
where it is going: terminals get no control characters, GitHub's annotation
lines no line breaks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from foresite.problems import Problem, Severity, blocking
from foresite.source import text_lines
from foresite.words import counted

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What would act on a terminal, and what no terminal can print (parts of file names)."""
_WIDEST: Final = 110


def as_text(problems: tuple[Problem, ...]) -> str:
    """For a person at a terminal, with the line and a caret under what is meant."""
    return "".join(_block(problem) for problem in problems)


def _block(problem: Problem) -> str:
    where = problem.where
    place = f"{one_line(where.path)}:{where.line}:{where.column}"
    lines = [
        f"{place}: {problem.severity.word}[{problem.rule}]",
        f"  {one_line(problem.message)}",
    ]
    if problem.source_line.strip():
        margin = f"  {where.line} | "
        line, column = _window(problem.source_line.replace("\t", " "), where.column)
        before, meant = line[: column - 1], line[column - 1 : column - 1 + where.length]
        carets = " " * _width(before) + "^" * max(1, _width(meant))
        lines += [margin + line, " " * (len(margin) - 2) + "| " + carets]
    if problem.hint:
        lines.append(f"  hint: {one_line(problem.hint)}")
    return "\n".join(lines) + "\n\n"


def _width(text: str) -> int:
    """The columns a text takes on a terminal: Chinese and Japanese letters take two."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(bool(unicodedata.combining(letter)) for letter in text)


def _window(line: str, column: int) -> tuple[str, int]:
    """A long line cut to the part around a column, and the column in that part."""
    line = _harmless(line)
    if len(line) <= _WIDEST:
        return line, column
    start = max(0, min(column - 1 - _WIDEST // 2, len(line) - _WIDEST))
    return line[start : start + _WIDEST], column - start


def as_github(problems: tuple[Problem, ...]) -> str:
    """Workflow commands that GitHub shows at the line of the pull request.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", and the
    escaping of ``@actions/core``.
    """
    return "".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    where = problem.where
    fields = {
        "file": where.path,
        "line": str(where.line),
        "col": str(where.column),
        "title": problem.rule,
    }
    properties = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
    text = f"{problem.message}. Hint: {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity.word} {properties}::{_message(text)}\n"


def _message(text: str) -> str:
    text = _harmless(text.replace("\r", "\n"))
    return text.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: tuple[Problem, ...]) -> str:
    """One JSON array, an object a Problem, in the order given."""
    return json.dumps([_object(p) for p in problems], indent=2, ensure_ascii=True) + "\n"


def _object(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.where.path,
        "line": problem.where.line,
        "column": problem.where.column,
        "severity": problem.severity.word,
        "rule": problem.rule,
        "message": problem.message,
        "hint": problem.hint,
    }


FORMATS: dict[str, Callable[[tuple[Problem, ...]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}


def summary(problems: tuple[Problem, ...], *, forecasts: int) -> str:
    """One closing sentence, such as ``Two errors and one warning in three files.``."""
    errors = len(blocking(problems))
    warnings = sum(p.severity is Severity.WARNING for p in problems)
    if not problems:
        return f"{_capital(counted(forecasts, 'forecast'))}, no problems."
    said = [
        counted(number, word)
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    files = len({p.where.path for p in problems})
    return f"{_capital(' and '.join(said))} in {counted(files, 'file')}."


def with_source_lines(
    problems: Iterable[Problem], contents: Mapping[str, bytes]
) -> tuple[Problem, ...]:
    """The same Problems, each with the text of its line, from files by path."""
    split: dict[str, list[str]] = {}
    made = []
    for problem in problems:
        path, number = problem.where.path, problem.where.line
        if path not in split:
            split[path] = text_lines(contents.get(path, b""))
        line = split[path][number - 1] if number <= len(split[path]) else ""
        made.append(replace(problem, source_line=line))
    return tuple(made)


def one_line(text: str) -> str:
    """Author text as a terminal may have it, on one line.

    No line of a report begins with what an author wrote: GitHub obeys lines of a log.
    """
    return _harmless(" ".join(text.split("\n")))


def _harmless(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
