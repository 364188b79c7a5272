"""Forecasts quoted in authored pages: ``[[probability some-forecast]]``.

Enters a page's Markdown and what is known of the forecasts; leaves Markdown in
which each quotation has become HTML, and a Problem for each that leads
nowhere. Text to text, so that every engine shows the result; code is left
alone. It knows no engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeAlias

from markupsafe import Markup

from foresite.code_spans import without_code
from foresite.pages.environment import heading, plain
from foresite.pages.quotations import Quotation
from foresite.problems import Location, Problem
from foresite.publication import forecast_address, relative

Find: TypeAlias = Mapping[str, Callable[[], Quotation]]
"""What is known: a forecast's id, and how to work out what may be quoted of it."""

WORDS = ("probability", "words", "question", "move", "chart")

_QUOTED = re.compile(r"\[\[(?P<word>[a-z]+) +(?P<id>[^\]\s]+) *\]\]")


def expand(text: str, *, page_address: str, find: Find) -> str:
    """The page with its quotations in place; one that leads nowhere stays as typed."""
    lines = text.split("\n")
    for number, match in _quotations(lines):
        made = _made(match, page_address, find, alone=lines[number].strip() == match.group())
        if made is not None:
            start, end = match.span()
            lines[number] = lines[number][:start] + made + lines[number][end:]
    return "\n".join(lines)


def find_problems(path: str, text: str, *, known: Collection[str]) -> tuple[Problem, ...]:
    """Every quotation in the file at ``path`` of something else than a ``known`` forecast."""
    lines = text.split("\n")
    found = []
    choices: tuple[str, ...]
    for number, match in _quotations(lines):
        word, id_ = match["word"], match["id"]
        if word not in WORDS:
            message = f"quotes “{word}” of a forecast, which is none of what can be quoted"
            near, choices = word, WORDS
        elif id_ not in known:
            message = f"quotes the forecast “{id_}”, which is not in the archive"
            near, choices = id_, tuple(sorted(known))
        else:
            continue
        guess = get_close_matches(near, choices, n=1)
        hint = f"did you mean “{guess[0]}”?" if guess else f"use one of: {', '.join(choices[:8])}"
        where = Location(path, number + 1, match.start() + 1, len(match.group()))
        found.append(Problem(where, "embed-unknown", message, hint, source_line=lines[number]))
    return tuple(sorted(found))


def _quotations(lines: list[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Quotations outside code, with their lines; the last of a line first."""
    fence = ""
    for number, line in enumerate(lines):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and mark[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        elif not fence and not line.startswith(("    ", "\t")):
            for match in reversed(list(_QUOTED.finditer(without_code(line)))):
                yield number, match


def _made(match: re.Match[str], page: str, find: Find, *, alone: bool) -> str | None:
    word, known = match["word"], find.get(match["id"])
    if known is None or word not in WORDS or (word == "chart" and not alone):
        return None
    quoted = known()
    address = relative(forecast_address(match["id"]), start=page)
    link = Markup('<a class="fs-quoted" href="{}">{}</a>')
    match word:
        case "probability":
            return str(link.format(address, quoted.probability))
        case "question":
            return str(link.format(address, heading(quoted.question)))
        case "words":
            return str(heading(quoted.words))
        case "move":
            return str(heading(quoted.move))
    return str(_figure(quoted, address))


def _figure(quoted: Quotation, address: str) -> Markup:
    chart = quoted.chart()
    return Markup(
        '<figure class="fs-chart" data-chart="{0}chart.json" data-search-exclude>'
        '<img class="fs-plot" src="{0}chart.svg" alt="{1}" width="{2}" height="{3}">'
        '<figcaption><a href="{0}">{4}</a> {1}</figcaption></figure>'
    ).format(address, plain(chart.sentence), chart.width, chart.height, plain(quoted.question))
