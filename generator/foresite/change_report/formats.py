"""The report for a terminal, for GitHub, and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from foresite.change_report.words import Line, Told
from foresite.reporting import one_line
from foresite.words import day, spelled

NOTHING = "Nothing in the archive changes."
MOST = 200
"""Forecasts that Markdown lists: GitHub takes no comment of more than 65,536 characters."""
WORD_JOINER = "\N{WORD JOINER}"
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:@=^])")
_REFERENCE = re.compile(r"[@#]|:(?=//)|www(?=\.)", re.IGNORECASE)


def as_text(report: tuple[Told, ...]) -> str:
    """A line for each forecast of which one thing is told; else a line for each thing."""
    return _block(report, plain=one_line, name=one_line, item="") or f"{NOTHING}\n"


def as_markdown(report: tuple[Told, ...]) -> str:
    """A list for a pull request's comment or a step's summary."""
    made = _block(report[:MOST], plain=markdown_text, name=_strong, item="- ")
    left = f"- and {spelled(len(report) - MOST)} more\n" if len(report) > MOST else ""
    return f"{made}{left}" or f"{NOTHING}\n"


def _block(
    report: tuple[Told, ...],
    *,
    plain: Callable[[str], str],
    name: Callable[[str], str],
    item: str,
) -> str:
    lines = []
    for each in report:
        title = name(each.id or "authors.yml")
        if len(each.lines) == 1:
            lines.append(f"{item}{title}: {plain(each.lines[0].text)}")
            continue
        lines.append(f"{item}{title}{':' if item else ''}")
        lines += [f"  {item}{_dated(line, plain)}" for line in each.lines]
    return "".join(f"{line}\n" for line in lines)


def _dated(line: Line, plain: Callable[[str], str]) -> str:
    return f"{day(line.on)}: {plain(line.text)}" if line.on else plain(line.text)


def _strong(text: str) -> str:
    return f"**{markdown_text(text)}**"


def markdown_text(text: str) -> str:
    """Text of anybody's as Markdown that says only that text, on GitHub too.

    Every mark of Markdown is escaped, and HTML with it. GitHub also looks for
    names, numbers and addresses (``@name``, ``#1``, ``www.``) in the finished
    page, where no escape is left: an invisible joiner keeps it from finding any.
    """
    joined = _REFERENCE.sub(rf"\g<0>{WORD_JOINER}", one_line(text))
    return _MARKS.sub(r"\\\1", joined)


def as_json(report: tuple[Told, ...]) -> str:
    """One JSON array, an object a forecast; the authors' has an empty id.

    What cannot be read has an object of its own: ``forecast`` is its path and
    ``fate`` is unread.
    """
    objects = [
        {
            "forecast": each.id,
            "question": each.question,
            "fate": each.fate,
            "changes": [
                {"on": line.on.isoformat() if line.on else None, "sentence": line.text}
                for line in each.lines
            ],
        }
        for each in report
    ]
    return json.dumps(objects, indent=2, ensure_ascii=True) + "\n"


FORMATS: dict[str, Callable[[tuple[Told, ...]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
