"""Forecasts quoted in authored pages: ``[[probability some-forecast]]``.

Enters a page's Markdown and what is known of the forecasts; leaves Markdown in
which each quotation has become HTML, and a Problem for each that leads
nowhere or would not become any. Text to text, so that every engine shows the result; code is left
alone. It knows no engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
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
_MEANT = re.compile(r"\[\[(?P<said>[^\[\]]*)\]\]")
"""What may be meant as a quotation, however it is written."""

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_OPENS = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s|!!!|\?\?\?|===|\[\^[^\]]+\]:|:\s)")
"""What holds the indented lines below it: a list’s item, an admonition, a tab, a note, a definition."""


def expand(text: str, *, page_address: str, find: Find, broken: Collection[str] = ()) -> str:
    """The page with its quotations in place; one that leads nowhere stays as typed.

    Of a ``broken`` forecast, which only a preview has, nothing can be quoted but
    that it has problems, with a link to them.
    """
    lines = text.split("\n")
    for number, line in _prose(lines):
        for match in reversed(list(_QUOTED.finditer(without_code(line)))):
            is_alone = _is_alone(line, match)
            made = _made(match, page_address, find, broken, alone=is_alone)
            if made is not None:
                start, end = match.span()
                lines[number] = lines[number][:start] + made + lines[number][end:]
    return "\n".join(lines)


def find_problems(path: str, text: str, *, known: Collection[str]) -> tuple[Problem, ...]:
    """Every quotation in the file at ``path`` that readers would see as its brackets.

    It is of something else than a ``known`` forecast, or it is not written as
    quotations are.
    """
    found = []
    for number, line in _prose(text.split("\n")):
        for match in _MEANT.finditer(without_code(line)):
            where = Location(path, number + 1, match.start() + 1, len(match.group()))
            problem = _fault(match, line, known, where)
            if problem:
                found.append(replace(problem, source_line=line))
    return tuple(sorted(found))


def _fault(
    match: re.Match[str], line: str, known: Collection[str], where: Location
) -> Problem | None:
    quoted = _QUOTED.fullmatch(match.group())
    if quoted is None:
        return _misshapen(match["said"].split(), where)
    word, id_ = quoted["word"], quoted["id"]
    if word not in WORDS:
        message = f"quotes “{word}” of a forecast, which is none of what can be quoted"
        return Problem(where, "embed-unknown", message, _nearest(word, WORDS))
    if id_ not in known:
        message = f"quotes the forecast “{id_}”, which is not in the archive"
        return Problem(where, "embed-unknown", message, _nearest(id_, sorted(known)))
    if word == "chart" and not _is_alone(line, match):
        message = "quotes a chart among other text, but a chart takes a line of its own"
        hint = f"put [[chart {id_}]] on a line of its own, with nothing before or after it"
        return Problem(where, "embed-form", message, hint)
    return None


def _misshapen(words: list[str], where: Location) -> Problem | None:
    """What is wrong with a quotation that is not written as one; None if it is meant as none."""
    if not words or words[0].lower() not in WORDS:
        return None
    message = "is not written as a quotation is, so readers would see the brackets"
    id_ = words[1] if len(words) == 2 else "some-forecast"
    hint = f"write [[{words[0].lower()} {id_}]]: in small letters, with one space and no other"
    return Problem(where, "embed-form", message, hint)


def _nearest(typed: str, choices: Sequence[str]) -> str:
    guess = get_close_matches(typed, choices, n=1)
    return f"did you mean “{guess[0]}”?" if guess else f"use one of: {', '.join(choices[:8])}"


def _is_alone(line: str, match: re.Match[str]) -> bool:
    """Whether a quotation is all that its line holds, at the margin."""
    return line.strip() == match.group() and not line.startswith(("    ", "\t"))


def _prose(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines outside blocks of code, numbered.

    Indented lines are code after an empty line, unless something above them
    holds them; each thing in another takes one step of indentation more.
    """
    fence, held, after_blank = "", 0, True
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        if not line.strip():
            after_blank = True
            continue
        wide = line.expandtabs(4)
        steps = (len(wide) - len(wide.lstrip())) // 4
        if steps > held and after_blank:
            continue
        if _OPENS.match(line):
            held = steps + 1
        elif after_blank:
            held = min(held, steps)
        after_blank = False
        yield number, line


def _made(
    match: re.Match[str], page: str, find: Find, broken: Collection[str], *, alone: bool
) -> str | None:
    word, id_ = match["word"], match["id"]
    address = relative(forecast_address(id_), start=page)
    link = Markup('<a class="fs-quoted" href="{}">{}</a>')
    if id_ in broken and word in WORDS:
        return str(link.format(address, "forecast has problems"))
    known = find.get(id_)
    if known is None or word not in WORDS or (word == "chart" and not alone):
        return None
    quoted = known()
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
