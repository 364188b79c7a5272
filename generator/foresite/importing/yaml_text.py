"""Tables as YAML, as a person would type it; no text in them is anything but text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_PLAIN = re.compile(r"(-?[0-9]|[^\W\d_]|[“‘(/.])[^\n]*")
_BREAKS = re.compile(r": |:$| #|\t")
_FLOW = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./-]*")


def yaml_lines(table: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """A table's lines: texts, tables and lists of either, at any depth."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:\n"
            yield from yaml_lines(value, f"{indent}  ")
        elif isinstance(value, str):
            yield from _text(f"{indent}{key}:", value, indent)
        elif isinstance(value, Sequence) and all(map(_is_flow, value)):
            yield f"{indent}{key}: [{', '.join(map(str, value))}]\n"
        elif isinstance(value, Sequence):
            yield f"{indent}{key}:\n"
            for item in value:
                yield from _item(item, f"{indent}  ")


def _item(item: object, indent: str) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"{indent}- {scalar(str(item))}\n"
        return
    first, *rest = yaml_lines(item, f"{indent}  ")
    yield f"{indent}- {first.removeprefix(indent + '  ')}"
    yield from rest


def _text(key: str, text: str, indent: str) -> Iterator[str]:
    if "\n" not in text:
        yield f"{key} {scalar(text)}\n"
        return
    yield f"{key} |\n"
    for line in text.split("\n"):
        yield f"{indent}  {line}".rstrip() + "\n"


def scalar(text: str) -> str:
    """A line of text as a scalar: plain where YAML reads it as it stands, else in quotes."""
    is_plain = _PLAIN.fullmatch(text) and not _BREAKS.search(text) and text == text.strip()
    if is_plain and text.lower() != "null":  # the one word that YAML takes for nothing
        return text
    return json.dumps(text, ensure_ascii=False)


def _is_flow(value: object) -> bool:
    return isinstance(value, str) and _FLOW.fullmatch(value) is not None
