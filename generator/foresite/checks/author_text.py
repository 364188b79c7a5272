"""Markdown that a reader will not see as its author meant it.

The site shows CommonMark without HTML, links only to http, https and mailto,
and no images (they would call other servers). Nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from foresite.checks.desk import Desk
from foresite.code_spans import without_code
from foresite.model import Archive, Forecast
from foresite.problems import Location, Problem, Severity

_FENCED = re.compile(r"(^|\n)(```|~~~)[^\n]*\n.*?(\n\2|\Z)", re.DOTALL)
_HTML = re.compile(r"<(?!https?:|mailto:)[a-zA-Z!][^<>\n]*>?")
_LINK = re.compile(r"\]\(\s*+<?\s*+(?!https?:|mailto:|#)([^\s)>]*)")
_IMAGE = re.compile(r"!\[")


def html_shown_as_text(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """HTML in Markdown is shown as the text it is."""
    for where, text in _texts(forecast):
        for found in _HTML.finditer(text):
            message = f"holds HTML ({found.group()[:30]}), which readers will see as text"
            hint = "use Markdown; put it in `backquotes` if it is meant as text"
            yield Problem(
                _at(where, text, found.start()), "html-as-text", message, hint, Severity.WARNING
            )


def link_scheme(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """Links lead to the web, by their whole address."""
    for where, text in _texts(forecast):
        for found in _LINK.finditer(text):
            message = f"links to “{found.group(1)[:40]}”, which is no web address"
            hint = "write the whole address, beginning with https://"
            yield Problem(
                _at(where, text, found.start()), "link-address", message, hint, Severity.WARNING
            )


def image_as_link(forecast: Forecast, _archive: Archive, _desk: Desk) -> Iterator[Problem]:
    """An image in a rationale becomes a link."""
    for where, text in _texts(forecast):
        for found in _IMAGE.finditer(text):
            message = "shows an image, which readers will see as a link"
            hint = "say in words what it shows"
            yield Problem(
                _at(where, text, found.start()), "image-as-link", message, hint, Severity.WARNING
            )


def _texts(forecast: Forecast) -> Iterator[tuple[Location, str]]:
    """Each Markdown text with the place it begins, code blanked out."""
    found: list[tuple[Location, str]] = []
    if forecast.background:
        found.append((forecast.where, forecast.background))
    for dimension in forecast.dimensions:
        found += [(version.where, version.text) for version in dimension.criteria]
    for update in forecast.updates:
        found.append((update.rationale_where or update.where, update.rationale))
        if update.counterargument:
            found.append((update.where, update.counterargument))
    for resolution in (*forecast.withdrawn, forecast.resolution):
        if resolution:
            where = resolution.post_mortem_where or resolution.where
            found.append((where, resolution.post_mortem))
    for where, text in found:
        unfenced = _FENCED.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
        yield where, without_code(unfenced)


def _at(where: Location, text: str, start: int) -> Location:
    """The place of a character of a body; a field's text keeps its field's place."""
    if where.column != 1:
        return where
    line = where.line + text.count("\n", 0, start)
    return replace(where, line=line, column=start - text.rfind("\n", 0, start), length=1)
