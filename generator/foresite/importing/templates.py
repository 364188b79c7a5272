"""Templates of a map, filled in with a row's cells: as a line of text, or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from jinja2 import StrictUndefined, TemplateError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from foresite.importing.faults import ImportFaultError
from foresite.records.fields import suggested_slug
from foresite.words import NARROW_SPACE, long_day, quantity

_MARKS = re.compile(r"([\\`*_\[\]<>&~|])")


def as_line(template: str, values: Mapping[str, object]) -> str:
    """A template filled in, for a place where text is only text."""
    return _render(template, values, str)


def as_markdown(template: str, values: Mapping[str, object]) -> str:
    """A template of Markdown filled in: what a cell says stands in it as text."""
    return _render(template, values, lambda value: _MARKS.sub(r"\\\1", str(value)))


def names_in(value: object) -> frozenset[str]:
    """What the templates at any depth of a map's value ask for, by name."""
    found: set[str] = set()
    for template in _templates(value):
        try:
            found |= find_undeclared_variables(_environment(str).parse(template))
        except TemplateError as error:
            raise _unfilled(error) from error
    return frozenset(found)


def _templates(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _templates(tuple(value.values()))
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _templates(inner)


def _environment(shown: Callable[[object], str]) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        # An undefined value still has to raise.
        finalize=lambda value: value if isinstance(value, StrictUndefined) else shown(value),
    )
    environment.filters.update(
        slug=suggested_slug,
        percent=_percent,
        points=_points,
        day=_day,
        day_of_year=_day_of_year,
        quantity=lambda value: quantity(float(value)),
    )
    return environment


def _render(template: str, values: Mapping[str, object], shown: Callable[[object], str]) -> str:
    try:
        return _environment(shown).from_string(template).render(values).strip()
    except (TemplateError, ValueError, TypeError, OverflowError) as error:
        raise _unfilled(error) from error


def _unfilled(error: Exception) -> ImportFaultError:
    return ImportFaultError(f"the map’s template cannot be filled in: {error}")


def _percent(probability: float) -> str:
    """As a sentence has it, ``58.7 %``, with a space that no line is broken at."""
    figure = f"{probability * 100:.1f}".removesuffix(".0")
    if 0 < probability < 0.0005:
        figure = "less than 0.1"
    if 0.9995 < probability < 1:
        figure = "more than 99.9"
    return f"{figure}{NARROW_SPACE}%"


def _points(difference: float) -> str:
    figure = f"{abs(difference) * 100:.1f}".removesuffix(".0")
    return f"{figure} point" if figure == "1" else f"{figure} points"


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text))


def _day_of_year(text: str) -> str:
    return _day(text).rpartition(" ")[0]
