"""A record of a file that has faults: all that can be read, and a stand-in for what cannot.

Enters a document's values; leaves a record, always. What may be left out is
left out. In the place of what is needed, or named by an id, comes the first
value that the field takes: the rest keeps its place, and every id its meaning.
Who reads the record asks ``Reader.knows`` what in it was read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from foresite.records.errors import Loc, allowed_keys, needed_keys
from foresite.source import Scalar

R = TypeVar("R", bound=BaseModel)

_TEXTS = (
    "0.5",
    "unread",
    "0001-01-01",
    "above 0.5",
    "both",
    "direct",
    "fired",
    "0" * 64,
)
"""A number or a text, an id, a day, a side of a number, words of the format, a digest."""


def with_stand_ins(kind: type[R], data: Mapping[str, Any]) -> R:
    """The record that those values make, with stand-ins for what is wrong or lacking."""
    made = _copied(data)
    tried: Counter[Loc] = Counter()
    while True:
        try:
            return kind.model_validate(made)
        except ValidationError as error:
            faults = {each["loc"]: each["type"] for each in error.errors(include_url=False)}
        for loc, fault in faults.items():
            at = loc[:-1] if loc[-1:] == ("[key]",) else loc
            is_refused = at != loc or fault == "extra_forbidden" or _is_optional(kind, at)
            _replace(made, at, [] if is_refused else _candidates()[tried[at] :])
            tried[at] += 1


def _is_optional(kind: type[BaseModel], loc: Loc) -> bool:
    key, holder = loc[-1], loc[:-1]
    return key in allowed_keys(kind, holder) and key not in needed_keys(kind, holder)


def _candidates() -> list[Any]:
    """What may stand in, one after the other; tables are made anew each time."""
    return [*(Scalar(text, plain=True) for text in _TEXTS), {}, [{}]]


def _replace(data: dict[str, Any], loc: Loc, candidates: list[Any]) -> None:
    """Put the first candidate in that place, or nothing."""
    holder: Any = data
    last: Any = loc[-1]
    steps: Iterable[tuple[Any, Any]] = pairwise(loc)
    for step, following in steps:
        if isinstance(holder, dict) and step not in holder:
            return  # it went with what it stood in
        inner = holder[step]
        if isinstance(following, int) and not isinstance(inner, list):
            inner = [inner]  # a short form, at its full length
        elif isinstance(following, str) and not isinstance(inner, dict):
            inner = {following: inner}
        holder[step] = inner
        holder = inner
    if candidates:
        holder[last] = candidates[0]
    elif isinstance(holder, list) or last in holder:
        del holder[last]


def _copied(value: Any) -> Any:
    """Tables and lists anew, so that they can be changed."""
    if isinstance(value, Mapping):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
