"""The types of fields that hold a number: probabilities, thresholds, levels, quantities."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from foresite.kinds.quantities import is_tellable
from foresite.model import Comparison, Threshold
from foresite.records.field_faults import fault, shown
from foresite.records.fields import DAY, day
from foresite.source import Scalar, cut

_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


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
    if DAY.fullmatch(text):
        return day(text)
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
Probability = Annotated[
    float,
    BeforeValidator(_probability),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
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
