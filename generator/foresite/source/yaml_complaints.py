"""What libyaml complains of, in a journalist's words, with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import yaml


@dataclass(frozen=True, slots=True)
class Complaint:
    """What libyaml says, what that means, what to do; ``at_beginning`` of the thing it read."""

    clue: str
    what: str
    hint: str
    at_beginning: bool = False


_COMPLAINTS: Final = (
    Complaint(
        "mapping values are not allowed",
        "a “: ” is not expected here",
        "put a text that contains “: ” in quotes; begin the keys of one level in one column",
    ),
    Complaint(
        "cannot start any token",
        "a text begins with a character that has a meaning in YAML",
        "put the text in quotes",
    ),
    Complaint(
        "scanning a quoted scalar",
        "a quotation mark opens here and never closes",
        "close it where the text ends, or leave out both",
        at_beginning=True,
    ),
    Complaint(
        "parsing a flow node",
        "a bracket is not closed, or a comma stands without a value",
        "close the bracket, or write the value",
    ),
    Complaint(
        "parsing a flow", "a bracket opens here and is not closed", "close it", at_beginning=True
    ),
    Complaint(
        "scanning a simple key",
        "a key has no “:” after it",
        "write “key: value”, with a space after the colon",
        at_beginning=True,
    ),
    Complaint(
        "expected node content",
        "a bracket or comma stands where a value is expected",
        "put the value in its place; put a text that begins with one in quotes",
    ),
    Complaint(
        "scanning an a",  # an alias or an anchor
        "a text begins with * or &, which have a meaning in YAML",
        "put the text in quotes",
        at_beginning=True,
    ),
    Complaint(
        "parsing a quoted scalar",
        "a backslash stands in double quotes, where it has a meaning",
        "use single quotes, or none",
    ),
    Complaint(
        "block sequence entries",
        "a list begins on the line of its key",
        "begin each item on a line of its own; put a text that begins with “- ” in quotes",
    ),
    Complaint(
        "scanning a block scalar",
        "“|” or “>” begins a text block here",
        "if “>” means “more than”, put the value in quotes",
        at_beginning=True,
    ),
    Complaint(
        "parsing a block",
        "the indentation or the quoting is not right here",
        "keys of one level begin in the same column; a quoted text ends its line",
    ),
)


def complaint(error: yaml.MarkedYAMLError) -> Complaint:
    """Libyaml's complaint in a journalist's words, and what to do."""
    theirs = f"{error.context or ''} {error.problem or ''}"
    known = next((each for each in _COMPLAINTS if each.clue in theirs), None)
    return known or Complaint("", error.problem or "this line is not understood", "")
