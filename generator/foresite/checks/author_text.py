"""Markdown that a reader will not see as its author meant it.

The site shows CommonMark without HTML, links only to http, https and mailto,
and no images (they would call other servers). Nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foresite.checks.desk import Desk
from foresite.code_spans import without_code
from foresite.model import Archive, Forecast
from foresite.problems import Location, Problem, Severity
from foresite.records import BODY

_FENCED = re.compile(r"(^|\n)(```|~~~)[^\n]*\n.*?(\n\2|\Z)", re.DOTALL)
_HTML = re.compile(r"<(?!https?:|mailto:)[a-zA-Z!][^<>\n]*>?")
_LINK = re.compile(r"\]\(\s*+<?\s*+(?!https?:|mailto:|#)([^\s)>]*)")
_IMAGE = re.compile(r"!\[")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """Markdown and where it begins; a field's text has only its field's place."""

    text: str
    where: Location
    is_body: bool

    def place(self, start: int) -> Location:
        """The place of a character, counted from 0."""
        if not self.is_body:
            return self.where
        line = self.where.line + self.text.count("\n", 0, start)
        column = start - self.text.rfind("\n", 0, start)
        return replace(self.where, line=line, column=column, length=1)


def html_shown_as_text(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """HTML in Markdown is shown as the text it is."""
    for text in _texts(forecast, desk):
        for found in _HTML.finditer(text.text):
            message = f"holds HTML ({found.group()[:30]}), which readers will see as text"
            hint = "use Markdown; put it in `backquotes` if it is meant as text"
            yield Problem(
                text.place(found.start()), "html-as-text", message, hint, Severity.WARNING
            )


def link_scheme(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Links lead to the web, by their whole address."""
    for text in _texts(forecast, desk):
        for found in _LINK.finditer(text.text):
            message = f"links to “{found.group(1)[:40]}”, which is no web address"
            hint = "write the whole address, beginning with https://"
            yield Problem(
                text.place(found.start()), "link-address", message, hint, Severity.WARNING
            )


def image_as_link(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """An image in a rationale becomes a link."""
    for text in _texts(forecast, desk):
        for found in _IMAGE.finditer(text.text):
            message = "shows an image, which readers will see as a link"
            hint = "say in words what it shows"
            yield Problem(
                text.place(found.start()), "image-as-link", message, hint, Severity.WARNING
            )


def _texts(forecast: Forecast, desk: Desk) -> Iterator[_Text]:
    """Each Markdown text of a forecast, code blanked out; none that is still to be written."""
    if forecast.background:
        yield _field(forecast.background, forecast.place("background"))
    for dimension in forecast.dimensions:
        for version in dimension.criteria:
            yield _field(version.text, version.text_where or version.where)
    for update in forecast.updates:
        if desk.knows(update, BODY):
            yield _body(update.rationale, update.rationale_where or update.where)
        if update.counterargument:
            yield _field(update.counterargument, update.place("counterargument"))
    for resolution in (*forecast.withdrawn, forecast.resolution):
        if resolution and desk.knows(resolution, BODY):
            yield _body(resolution.post_mortem, resolution.post_mortem_where or resolution.where)


def _field(text: str, where: Location) -> _Text:
    return _Text(text=_without_code(text), where=where, is_body=False)


def _body(text: str, where: Location) -> _Text:
    return _Text(text=_without_code(text), where=where, is_body=True)


def _without_code(text: str) -> str:
    return without_code(_FENCED.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text))
