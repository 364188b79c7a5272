"""Canonical JSON against the examples of RFC 8785."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.ledger import canonical, digest, verify_ledger

# Appendix B: the bits of a double, and how it is written.
NUMBERS = """\
0000000000000000 0
8000000000000000 0
0000000000000001 5e-324
8000000000000001 -5e-324
7fefffffffffffff 1.7976931348623157e+308
ffefffffffffffff -1.7976931348623157e+308
4340000000000000 9007199254740992
c340000000000000 -9007199254740992
4430000000000000 295147905179352830000
44b52d02c7e14af5 9.999999999999997e+22
44b52d02c7e14af6 1e+23
44b52d02c7e14af7 1.0000000000000001e+23
444b1ae4d6e2ef4e 999999999999999700000
444b1ae4d6e2ef4f 999999999999999900000
444b1ae4d6e2ef50 1e+21
3eb0c6f7a0b5ed8c 9.999999999999997e-7
3eb0c6f7a0b5ed8d 0.000001
41b3de4355555553 333333333.3333332
41b3de4355555554 333333333.33333325
41b3de4355555555 333333333.3333333
41b3de4355555556 333333333.3333334
41b3de4355555557 333333333.33333343
becbf647612f3696 -0.0000033333333333333333
43143ff3c1cb0959 1424953923781206.2
"""

json_values = st.recursive(
    st.none() | st.booleans() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("line", NUMBERS.splitlines())
def test_numbers_are_written_as_ecmascript_writes_them(line: str) -> None:
    bits, written = line.split()
    [value] = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical(value) == written
    assert verify_ledger.canonical(json.loads(written, parse_int=float)) == written


@pytest.mark.parametrize("bits", ["7fffffffffffffff", "7ff0000000000000"])
def test_what_json_cannot_say_is_refused(bits: str) -> None:
    [value] = struct.unpack(">d", bytes.fromhex(bits))
    with pytest.raises(ValueError, match="no such number"):
        canonical(value)


def test_the_example_of_section_3_2_2() -> None:
    value = json.loads(r"""{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }""")
    assert canonical(value) == (
        '{"literals":[null,true,false],'
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_keys_are_ordered_by_utf_16_units_as_in_section_3_2_3() -> None:
    """An emoji's surrogates sort before a Hebrew letter that has the lower code point."""
    value = json.loads(r"""{
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }""")
    assert list(json.loads(canonical(value)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical(json.loads(r'"\udead"'))


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        canonical({"a": {1}})


@given(json_values)
def test_the_text_says_the_value_and_only_one_text_does(value: object) -> None:
    text = canonical(value)
    read = json.loads(text, parse_int=float)  # as ECMAScript reads it
    assert read == value
    assert canonical(read) == text
    assert verify_ledger.canonical(read) == text, "the verifier spells it alike"
    indented = json.loads(json.dumps(value, indent=3))
    assert digest(indented) == digest(value)
