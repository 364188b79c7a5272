"""The types of fields: from what an author typed to a value, or a plain message.

Each type is a pydantic annotation with a validator and a JSON Schema. Those
that hold a number are in ``number_fields``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, WithJsonSchema

from foresite.records.field_faults import did_you_mean, fault, shown

E = TypeVar("E", bound=Enum)

DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 80


def _line(value: object) -> str:
    if not isinstance(value, str):
        message = f"is {shown(value)}, but must be a text of one line"
        raise fault("text", message, "write the text after the colon")
    text = " ".join(value.split())
    if not text:
        raise fault("text", "is empty, but must be a text", "write the text, or delete the key")
    return text


def _question(value: object) -> str:
    text = _line(value)
    if len(text) > 300:
        hint = "ask one short question; put the rest under “background”"
        raise fault(
            "question-length", f"has {len(text)} characters, but at most 300 are allowed", hint
        )
    return text


def _markdown(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise fault(
            "text",
            f"is {shown(value or None)}, but must be a text",
            "write the text, or delete the key",
        )
    return value.strip()


def day(value: object) -> date:
    """A day of the calendar, written year-month-day."""
    text = str(value).strip() if isinstance(value, str) else ""
    match = DAY.fullmatch(text)
    if not match:
        hint = "write year-month-day, such as 2026-11-23"
        raise fault("date-format", f"is {shown(value)}, but must be a date", hint)
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise fault(
            "date-exists",
            f"is {text}, but the calendar has no such day",
            "correct the day or the month",
        ) from None


def is_slug(text: str) -> bool:
    """Whether a text may be an id: lower-case letters, digits, single hyphens."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= _LONGEST_SLUG


def suggested_slug(text: str) -> str:
    """The nearest id to a text, its letters without their accents; may be empty."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:_LONGEST_SLUG].strip("-")


def _slug(value: object) -> str:
    text = str(value) if isinstance(value, str) else ""
    if not is_slug(text):
        better = suggested_slug(text)
        message = f"is {shown(value)}, but an id has only lower-case letters, digits and hyphens"
        raise fault(
            "slug", message, f"write {better}" if better else "write something like open-models"
        )
    return text


def _url(value: object) -> str:
    text = str(value).strip() if isinstance(value, str) else ""
    hint = "write the whole address, beginning with https://"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise fault("url", f"is {shown(value)}, but must be a web address", hint) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"]", text):
        raise fault("url", f"is {shown(value)}, but must be a web address", hint)
    return text


class OpenEnds(Enum):
    """Which ends of a range may be passed."""

    LOW = "low"
    HIGH = "high"
    BOTH = "both"


def _flag(value: object) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise fault("allowed-values", f"is {shown(value)}, but must be true or false", "write true")


def _outcome(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        message = f"is {shown(value or None)}, but must say how the question came out"
        raise fault("outcome", message, "write yes, no, ambiguous or annulled")
    return value.strip()


def _hex_digest(value: object) -> str:
    text = str(value).strip().lower() if isinstance(value, str) else ""
    if not re.fullmatch("[0-9a-f]{64}", text):
        message = f"is {shown(value)}, but must be 64 hexadecimal digits"
        hint = "copy it whole; `foresite seal` and `foresite reveal` write it for you"
        raise fault("seal-digest", message, hint)
    return text


def _choice(kind: type[E], leave_out: tuple[E, ...] = ()) -> Callable[[object], E]:
    def validate(value: object) -> E:
        allowed = [str(member.value) for member in kind if member not in leave_out]
        if isinstance(value, str) and str(value) in allowed:
            return kind(str(value))
        message = f"is {shown(value)}, but must be one of: {', '.join(allowed)}"
        raise fault("allowed-values", message, did_you_mean(str(value or ""), allowed))

    return validate


def choice(kind: type[E], *leave_out: E) -> Any:
    """The annotation of a field that holds one of an enumeration's values.

    It is made when a record's class is, so mypy cannot read it as a type there.
    """
    values = [member.value for member in kind if member not in leave_out]
    return Annotated[
        kind,
        BeforeValidator(_choice(kind, leave_out)),
        WithJsonSchema({"type": "string", "enum": values}),
    ]


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
_OUTCOME_SCHEMA = WithJsonSchema({"type": ["string", "number", "boolean"]})
OutcomeText = Annotated[str, BeforeValidator(_outcome), _OUTCOME_SCHEMA]
OneOutcome = Annotated[str | None, BeforeValidator(_outcome), _OUTCOME_SCHEMA]
"""An outcome that may be left out altogether, but is not left blank."""
Line = Annotated[str, BeforeValidator(_line), WithJsonSchema({"type": ["string", "number"]})]
Question = Annotated[
    str, BeforeValidator(_question), WithJsonSchema({"type": "string", "maxLength": 300})
]
Markdown = Annotated[str, BeforeValidator(_markdown), WithJsonSchema({"type": "string"})]
Day = Annotated[
    date,
    BeforeValidator(day),
    WithJsonSchema(
        {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    ),
]
HexDigest = Annotated[
    str,
    BeforeValidator(_hex_digest),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-fA-F]{64}$"}),
]
SLUG_SCHEMA = {"type": "string", "pattern": f"^{_SLUG.pattern}$", "maxLength": _LONGEST_SLUG}
Slug = Annotated[
    str,
    BeforeValidator(_slug),
    # A tag such as 2026 is a number to an editor.
    WithJsonSchema({**SLUG_SCHEMA, "type": ["string", "integer"], "minimum": 0}),
]
Url = Annotated[
    str, BeforeValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})
]
