"""The types of fields: from what an author typed to a value, or a plain message.

Each type is a pydantic annotation with a validator and a JSON Schema. A
validator raises ``PydanticCustomError`` whose type is the rule's id and whose
context may hold a ``hint``; ``errors`` turns it into a Problem.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from foresite.kinds.quantities import is_tellable
from foresite.model import Comparison, Threshold
from foresite.source import Scalar, cut

E = TypeVar("E", bound=Enum)

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 80


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


def number(value: object) -> float | None:
    """A number by YAML 1.2's core rules, or None; NaN and infinity included."""
    if isinstance(value, Scalar) and _NUMBER.fullmatch(value):
        return float(value)
    if isinstance(value, Scalar) and _SPECIAL.fullmatch(value):
        return math.nan if "n" in value.lower()[:2] and "inf" not in value.lower() else math.inf
    return None


def _probability(value: object) -> float:
    found = number(value)
    if found is None:
        raise fault(
            "probability-format",
            f"is {shown(value)}, but must be a number between 0 and 1",
            _number_hint(value),
        )
    if math.isnan(found) or math.isinf(found):
        hint = "write a number such as 0.75; leave the dimension out if none is published"
        raise fault("probability-format", f"is {shown(value)}, which is no number", hint)
    if not 0 <= found <= 1:
        hint = (
            f"write {found / 100:.4g} for {found:g} %"
            if 1 < found <= 100
            else "write a number such as 0.75"
        )
        raise fault("probability-range", f"is {cut(str(value))}, but must be between 0 and 1", hint)
    return found + 0.0  # which makes -0 a plain 0


def _number_hint(value: object) -> str:
    if not isinstance(value, str):
        return "write a number such as 0.75"
    text = value.strip()
    bare = text.removesuffix("%").strip().replace(",", ".")
    if _NUMBER.fullmatch(bare):
        found = float(bare)
        if text.endswith("%"):
            return f"write {found / 100:.6g}"
        if "," in text:
            return f"write {bare}, with a point"
    return "write a number such as 0.75"


def _day(value: object) -> date:
    text = str(value).strip() if isinstance(value, str) else ""
    match = _DAY.fullmatch(text)
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
    """The nearest id to a text; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST_SLUG].strip("-")


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


_SIDES = {
    ">=": Comparison.AT_LEAST,
    "at least": Comparison.AT_LEAST,
    ">": Comparison.ABOVE,
    "above": Comparison.ABOVE,
    "<=": Comparison.AT_MOST,
    "at most": Comparison.AT_MOST,
    "<": Comparison.BELOW,
    "below": Comparison.BELOW,
}
_ENDINGS = {"or more": Comparison.AT_LEAST, "or less": Comparison.AT_MOST}
_THRESHOLD = re.compile(
    rf"(?P<side>{'|'.join(_SIDES)})?\s*(?P<number>[0-9.]+)\s*(?P<ending>or more|or less)?"
)


def _threshold(value: object) -> Threshold:
    text = " ".join(str(value).lower().split()) if isinstance(value, str) else ""
    match = _THRESHOLD.fullmatch(text)
    side, ending = (match["side"], match["ending"]) if match else (None, None)
    if not match or bool(side) == bool(ending):
        message = f"is {shown(value)}, but must be a side and a number"
        raise fault(
            "threshold",
            message,
            "write “at least 0.85”, “0.85 or more”, “below 0.65” or “at most 0.65”",
        )
    probability = _probability(Scalar(match["number"], plain=True))
    return Threshold(comparison=(_SIDES | _ENDINGS)[side or ending or ""], probability=probability)


class OpenEnds(Enum):
    """Which ends of a range may be passed."""

    LOW = "low"
    HIGH = "high"
    BOTH = "both"


NAMED_LEVELS = {
    "low": 0.05,
    "lower-quartile": 0.25,
    "median": 0.5,
    "upper-quartile": 0.75,
    "high": 0.95,
}
"""Names an author may write for the levels that most forecasts give."""


def _level(value: object) -> float:
    text = str(value).strip() if isinstance(value, str) else ""
    if text in NAMED_LEVELS:
        return NAMED_LEVELS[text]
    found = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not 0 < found < 1:
        hint = f"write a number such as 0.5, or one of {', '.join(NAMED_LEVELS)}"
        message = f"is {shown(value)}, but must lie between 0 and 1"
        raise fault("quantile-level", message, hint)
    return found


def _quantity(value: object) -> float | date:
    text = str(value).strip() if isinstance(value, str) else ""
    if _DAY.fullmatch(text):
        return _day(text)
    bare = text.replace(",", "") if re.fullmatch(r"[-+]?[0-9]{1,3}(,[0-9]{3})+", text) else text
    if not _NUMBER.fullmatch(text):
        hint = f"write {bare}" if bare != text else "write a number, or a day such as 2026-11-23"
        raise fault("quantity", f"is {shown(value)}, but must be a number or a day", hint)
    found = float(text) + 0.0
    if not is_tellable(found):
        size = "large" if abs(found) > 1 else "small"
        hint = "measure it in another unit, such as millions or thousandths"
        raise fault("quantity", f"is {shown(value)}, which is too {size} to be drawn", hint)
    return found


def each_level_once(value: object) -> object:
    """Refuse a table that gives a level twice: as 0.5 and as “median”."""
    seen: dict[float, str] = {}
    for typed in value if isinstance(value, Mapping) else ():
        try:
            level = _level(typed)
        except PydanticCustomError:
            continue  # reported where it stands
        if level in seen:
            message = f"gives the level {level:g} twice, as “{seen[level]}” and as “{typed}”"
            raise fault("quantile-level", message, "delete one of them")
        seen[level] = str(typed)
    return value


def _ratio(value: object) -> float:
    text = str(value).strip() if isinstance(value, str) else ""
    found = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not 0 < found < math.inf:
        hint = "write 2 for what is twice as likely if the answer is yes, 0.5 for half as likely"
        message = f"is {shown(value)}, but must be a number above 0"
        raise fault("likelihood-ratio", message, hint)
    return found


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


Level = Annotated[
    float,
    BeforeValidator(_level),
    WithJsonSchema({"type": "string", "pattern": r"^(0?\.[0-9]+|[a-z-]+)$"}),
]
Quantity = Annotated[
    float | date,
    BeforeValidator(_quantity),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9][0-9.eE+-]*$"}),
]
Ratio = Annotated[
    float,
    BeforeValidator(_ratio),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
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
Probability = Annotated[
    float,
    BeforeValidator(_probability),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
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
MovesTo = Annotated[
    Threshold,
    BeforeValidator(_threshold),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^((>=|>|<=|<|at least|above|at most|below) ?[0-9.]+|[0-9.]+ or (more|less))$",
        }
    ),
]
