"""Hostile text in every field of every kind of file, one by one and all together.

The files are the examples of the authors' reference, which grow with the
format; so a new field is tried without anyone thinking of it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import markdown
import pytest
import yaml

from foresite import pipeline
from foresite.data_files.history_csv import inert_cell
from foresite.problems import Severity
from foresite.publication import RenderedFile, Settings
from foresite.reporting import FORMATS
from foresite.source import (
    Document,
    Path,
    SourceFile,
    Value,
    decode,
    markdown_document,
    yaml_document,
)
from tests.hostile import HOSTILE
from tests.test_example_archive import WRITING, examples
from tests.worlds import load

TODAY = date(2027, 3, 20)
SETTINGS = Settings(site_name="Desk", desk="Desk", repository="https://git.example/desk/forecasts")
FILES = examples(WRITING)
TEXT = HOSTILE[:200]
INVISIBLE = ("\x1b[31mred\x1b[0m", "\u202ereversed\u202c", "a\x00b")

FREE = {
    *("question", "background", "name", "criteria", "reason", "text", "event", "about", "claim"),
    *("source", "counterargument", "forces", "withdrawn_because", "because", "what", "options"),
    *("unit", BODY := ""),
}
"""Keys that take any text, and the body; nobody need think twice of what may stand there."""


def document(path: str) -> Document:
    """An example file as values."""
    text, _ = decode(SourceFile(path=path, content=FILES[path].encode()))
    assert text is not None
    read = yaml_document if path.endswith(".yml") else markdown_document
    made, _ = read(path, text)
    assert made is not None
    return made


def fields(value: Value, at: Path = ()) -> Iterator[Path]:
    """The path of every text in a file's values."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from fields(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from fields(inner, (*at, number))
    elif value is not None:
        yield at


def changed(value: Value, at: Path, wanted: dict[Path, str]) -> object:
    """The same values with other texts in some places."""
    if isinstance(value, dict):
        return {key: changed(inner, (*at, key), wanted) for key, inner in value.items()}
    if isinstance(value, list):
        return [changed(inner, (*at, n), wanted) for n, inner in enumerate(value)]
    return wanted.get(at, value)


def written(path: str, wanted: dict[Path, str]) -> str:
    """The file again with other texts; JSON is YAML, and a body stays below its front matter."""
    made = document(path)
    data = changed(made.data, (), wanted)
    if path.endswith(".yml"):
        return "\n".join(f"{key}: {quoted(data, key)}" for key in made.data) + "\n"
    lines = [f"{key}: {quoted(data, key)}" for key in made.data]
    body = wanted.get((BODY,), made.body)
    return "\n".join(["---", *lines, "---", body])


def quoted(data: object, key: str) -> str:
    """A value as YAML that means the same: plain where it was plain."""
    assert isinstance(data, dict)
    return _flow(data[key])


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None:
        return "~"
    text = str(value)
    plain = text.replace("-", "").replace(".", "").isalnum() and text.isascii()
    return text if plain else json.dumps(text, ensure_ascii=False)


EVERY = [
    (path, at)
    for path in sorted(FILES)
    for at in [*fields(document(path).data), *([(BODY,)] if path.endswith(".md") else [])]
]
"""Every place where an author writes: a file and a path in it; ``(BODY,)`` is its body."""


@cache
def accepted() -> tuple[tuple[str, Path], ...]:
    """The fields that take any text, each tried alone."""
    kept = []
    for path, at in EVERY:
        _, problems = load({**FILES, path: written(path, {at: TEXT})}, today=TODAY)
        for form in FORMATS.values():
            assert len(form(problems)) < 5_000
        if not any(p.severity is Severity.ERROR for p in problems):
            kept.append((path, at))
    return tuple(kept)


def rendered() -> tuple[RenderedFile, ...]:
    """The whole site with hostile text in every field that takes any text."""
    files = dict(FILES)
    for path in FILES:
        files[path] = written(path, {at: TEXT for file, at in accepted() if file == path})
    archive, problems = load(files, today=TODAY)
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    made = pipeline.render(archive, settings=SETTINGS, today=TODAY, draw=pipeline.draw_nothing)
    return tuple(made)


class Elements(HTMLParser):
    """Fails at the first element or attribute that could act."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one."""
        attributes = dict(attrs)
        assert tag not in {"script", "iframe", "object", "style", "form", "base"}, self.path
        assert tag != "img" or attributes.get("class") == "fs-plot", self.path
        for key, value in attributes.items():
            assert not key.startswith("on"), (self.path, tag, attributes)
            if key in ("href", "src"):
                scheme = str(value).lower().strip().partition(":")[0]
                assert scheme not in ("javascript", "data", "vbscript"), (self.path, value)


def test_the_files_written_again_mean_the_same() -> None:
    """Else what follows would try nothing."""
    again = {path: written(path, {}) for path in FILES}
    assert load(again, today=TODAY)[0].forecasts
    assert [p.message for p in load(again, today=TODAY)[1]] == []


def test_these_keys_and_no_others_take_any_text() -> None:
    keys = {
        "options" if "options" in at else next(str(key) for key in at[::-1] if isinstance(key, str))
        for _, at in accepted()
    }
    assert keys == FREE


@pytest.mark.parametrize("text", INVISIBLE)
def test_no_field_takes_what_acts_on_a_terminal_or_turns_text_round(text: str) -> None:
    for path, at in EVERY:
        files = {**FILES, path: written(path, {at: text})}
        _, problems = load(files, today=TODAY)
        assert any(p.severity is Severity.ERROR for p in problems), (path, at)
        for form in FORMATS.values():
            assert not set(form(problems)) & set("\x1b\u202e\u202c\x00"), (path, at)


def test_on_no_page_does_any_of_it_act() -> None:
    for file in rendered():
        if file.path.endswith(".md"):
            _, front, body = file.content.split("---\n", 2)
            assert isinstance(yaml.safe_load(front), dict), file.path
            html = markdown.markdown(body, extensions=["attr_list", "tables", "toc"])
            Elements(file.path).feed(html)


def is_number(cell: str) -> bool:
    """Whether a cell that begins with a minus is only a number below zero."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_in_no_data_file_does_any_of_it_act() -> None:
    kinds = set()
    for file in rendered():
        kind = file.path.rpartition(".")[2]
        kinds.add(kind)
        if kind == "json":
            json.loads(file.content)
        elif kind == "xml":
            root = ElementTree.fromstring(file.content)
            for content in root.iter("{http://www.w3.org/2005/Atom}content"):
                Elements(file.path).feed(content.text or "")
        elif kind == "csv":
            for row in csv.reader(io.StringIO(file.content)):
                for cell in row:
                    assert inert_cell(cell) == cell or is_number(cell), (file.path, cell)
    assert kinds >= {"md", "json", "xml", "csv"}
