"""Canonical JSON: one text for one value, so that a digest of it means something.

RFC 8785: no spaces, keys ordered by their UTF-16 code units, numbers as
ECMAScript writes a double. Text that is no Unicode (a lone surrogate) and
numbers that JSON lacks (NaN, infinities) are a ValueError.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256

_QUOTED = json.JSONEncoder(ensure_ascii=False).encode


def canonical(value: object) -> str:
    """A value of texts, numbers, truths, nulls, lists and tables as canonical JSON."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        keys = sorted(value, key=_utf_16)
        return "{" + ",".join(f"{_text(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return _number(float(value))
    raise TypeError(f"JSON has no {type(value).__name__}")


def digest(value: object) -> str:
    """The SHA-256 of a value's canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return sha256(canonical(value).encode()).hexdigest()


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _text(text: str) -> str:
    """A text in quotes; what must be escaped is, by the shortest escape."""
    text.encode()  # UnicodeEncodeError, a ValueError, for a lone surrogate
    return _QUOTED(text)


def _number(value: float) -> str:
    """As ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20): the fewest digits that tell it."""
    if not math.isfinite(value):
        raise ValueError("JSON has no such number")
    sign, found, shift = Decimal(repr(value)).as_tuple()
    digits = "".join(map(str, found)).rstrip("0")
    point = len(found) + int(shift)
    if not digits:
        return "0"
    if 0 < point <= 21:
        whole = digits[:point].ljust(point, "0")
        text = f"{whole}.{digits[point:]}" if digits[point:] else whole
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits[0] + (f".{digits[1:]}" if digits[1:] else "") + f"e{point - 1:+d}"
    return "-" * sign + text
