"""Templates: views in, Markdown out, everything escaped unless said otherwise.

Autoescape is on, so whatever an author typed becomes text in HTML. ``Markup``
(from ``author_html`` and our own charts) passes. Three more boundaries have a
filter each: a Markdown heading, front matter, and text freed of invisible
characters.
"""

from __future__ import annotations

import json
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    "|\x1b\\[[0-9;?]*[ -/]*[@-~]"
)
_BREAKING_SPACE = re.compile("[^\\S\u00a0\u202f]+")
"""A number and its percent sign stay on one line."""
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~^$=:&\"']")


def plain(text: str) -> str:
    """Author text on one line, without characters that nobody can see."""
    return _BREAKING_SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def heading(text: str) -> Markup:
    """Author text safe in a line of Markdown, where no engine finds syntax in it.

    Every character that Markdown, attribute lists or HTML could act on is
    written as a character reference.
    """
    return Markup(_MARKDOWN.sub(lambda m: f"&#{ord(m.group())};", plain(text)))  # noqa: S704 - references only


def front_matter(text: str) -> Markup:
    """Author text as a quoted YAML scalar (every JSON string is one)."""
    return Markup(json.dumps(plain(text), ensure_ascii=False))  # noqa: S704 - quoted as JSON


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("foresite"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(plain=plain, heading=heading, front_matter=front_matter)
    return environment


def render(template: str, **view: object) -> str:
    """A page's text from its template; a field that the view lacks is an error."""
    return _environment().get_template(template).render(**view)
