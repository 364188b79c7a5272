"""What a field's error says: the value as it was typed, what is allowed, what to write.

A validator raises ``PydanticCustomError`` whose type is the rule's id and whose
context may hold a ``hint``; ``errors`` turns it into a Problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from foresite.source import cut


def fault(rule: str, message: str, hint: str = "") -> PydanticCustomError:
    """A field's error, to be raised by a validator."""
    # Not pydantic's template: it would see the braces of an author's text as fields.
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


def shown(value: object) -> str:
    """A wrong value as a message quotes it, cut to a readable length."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    return f"“{cut(str(value))}”"


def did_you_mean(word: str, allowed: list[str]) -> str:
    """A hint naming the nearest allowed word, or all of them."""
    near = get_close_matches(word, allowed, n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else f"use one of: {', '.join(allowed)}"
