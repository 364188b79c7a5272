"""From pydantic's errors to Problems at their places.

Pydantic names a field by its path; the document knows where each path stands.
A missing key takes its parent's place, an unknown one its own.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from foresite.problems import Problem
from foresite.records.field_faults import did_you_mean, shown
from foresite.source import Document, Path, cut

R = TypeVar("R", bound=BaseModel)
Loc: TypeAlias = tuple[int | str, ...]
"""Pydantic's path of a field."""


def validated(record: type[R], document: Document) -> tuple[R | None, tuple[Problem, ...]]:
    """The record a document holds, or every Problem that stops it from being one."""
    try:
        return record.model_validate(document.data), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
        found = {problem_of(each, record, document, ()) for each in errors}
        return None, tuple(sorted(found))


def problem_of(
    error: ErrorDetails, record: type[BaseModel], document: Document, at: Path
) -> Problem:
    """One of pydantic's errors, at its place and in plain words."""
    is_key = error["loc"][-1:] == ("[key]",)
    path: Path = (*at, *(part for part in error["loc"] if part != "[key]"))
    name = _name(_typed(path, document))
    kind = error["type"]
    if kind == "missing":
        where = document.key_place(path[:-1])
        hint = f"add a line “{path[-1]}: …”"
        return Problem(where, "missing-key", f"{_owner(path)} has no “{path[-1]}”", hint)
    if kind == "extra_forbidden":
        allowed = allowed_keys(record, error["loc"][:-1])
        message = f"{_owner(path)} has no key “{cut(str(path[-1]))}”"
        return Problem(
            document.key_place(path), "unknown-key", message, did_you_mean(str(path[-1]), allowed)
        )
    if kind in ("dict_type", "model_type", "model_attributes_type", "list_type"):
        wanted = (
            "a list, each item on a line that begins with “- ”"
            if kind == "list_type"
            else "a table of “key: value” lines"
        )
        message = f"{name} is {shown(error['input'])}, but must be {wanted}"
        needed = needed_keys(record, error["loc"]) if kind != "list_type" else []
        hint = "write it, or delete the key" if error["input"] is None else _shape_hint(error)
        if needed and isinstance(error["input"], str):
            hint = f"write {name}: {{{_filled(needed, error['input'])}}}"
        return Problem(document.place(path), "shape", message, hint)
    if kind == "too_short":
        message = f"{name} is an empty list, but needs an item"
        return Problem(document.key_place(path), "shape", message, "add one, or delete the key")
    context = error.get("ctx") or {}
    if "hint" not in context:
        raise AssertionError(f"no message for pydantic's {kind} at {path}")
    where = document.key_place(path) if is_key else document.place(path)
    subject = name
    if is_key:
        subject = "a level" if kind == "quantile-level" else f"the id of {name}"
    return Problem(where, kind, f"{subject} {context['message']}", str(context["hint"]))


def needed_keys(record: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that a table at that path cannot do without."""
    schema = _schema(record)
    return list(_walk(schema, schema, list(loc)).get("required", ()))


def _filled(keys: list[str], typed: str) -> str:
    """The keys of a table, with what was typed in its stead where it is a day and they hold one."""
    day = typed if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed) else "…"
    return ", ".join(f"{key}: {day if key == 'on' else '…'}" for key in keys)


def _shape_hint(error: ErrorDetails) -> str:
    """What to write instead of a value of the wrong shape."""
    if error["type"] == "list_type":
        given = error["input"]
        return f"write [{cut(given)}]" if isinstance(given, str) else "begin each item with “- ”"
    return "write one “key: value” a line below it, indented by two spaces"


def _typed(path: Path, document: Document) -> Path:
    """The path as the author wrote it: a short form stands at the key that was widened."""
    lengths = range(len(path), 0, -1)
    known = (path[:n] for n in lengths if path[:n] in document.places and path[n - 1] != "")
    return next(known, path)


def _name(path: Path) -> str:
    """A field as an author knows it: its key, and the item of a list it is in."""
    keys = [part for part in path if isinstance(part, str) and part]
    return cut(keys[-1]) if keys else "the file"


def _owner(path: Path) -> str:
    keys = [part for part in path[:-1] if part != ""]
    if not keys:
        return "this file"
    if isinstance(keys[-1], int):
        return f"{keys[-2] if len(keys) > 1 else 'list'}, item {keys[-1] + 1},"
    return cut(str(keys[-1]))


def allowed_keys(record: type[BaseModel], loc: Loc) -> list[str]:
    """The keys of the record at that path, found through the JSON Schema's shape."""
    schema = _schema(record)
    return sorted(_walk(schema, schema, list(loc)).get("properties", {}))


def meant(unknown: str, record: type[BaseModel], loc: Loc) -> str:
    """The key of the record at that path for which an unknown one very likely stands, or ""."""
    allowed = allowed_keys(record, loc)
    near = get_close_matches(unknown, allowed, n=1, cutoff=0.6)
    begun = [key for key in allowed if len(unknown) > 2 and key.startswith(unknown)]
    return next(iter([*near, *begun]), "")


@cache
def _schema(record: type[BaseModel]) -> dict[str, Any]:
    return record.model_json_schema()


def _walk(schema: dict[str, Any], root: dict[str, Any], loc: list[int | str]) -> dict[str, Any]:
    if "$ref" in schema:
        return _walk(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, loc)
    if "anyOf" in schema and "properties" not in schema:
        found = (_walk(part, root, loc) for part in schema["anyOf"])
        return next((part for part in found if "properties" in part), {})
    if not loc:
        return schema
    step, rest = loc[0], loc[1:]
    if isinstance(step, int):
        return _walk(schema.get("items", {}), root, rest)
    tables = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    inner = schema.get("properties", {}).get(step) or tables[0]
    return _walk(inner, root, rest) if isinstance(inner, dict) else {}
