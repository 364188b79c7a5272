"""Small words that several parts of a page share."""

from __future__ import annotations

from dataclasses import dataclass

from foresite.kinds import kind_rules
from foresite.model import Belief, Kind, Move

SIGNS = {Move.UP: "▲", Move.DOWN: "▼", Move.UNCHANGED: "–"}

SPOKEN = {"▲": "up", "▼": "down", "–": "", "": ""}
"""What a screen reader says in place of a sign."""


def capitalised(text: str) -> str:
    """The text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move in words: ``▲`` ``3 points``; ``tone`` is its colour's name.

    Only a chance has a colour: that more people fall ill is nothing green. Of
    days the words say which way, so there is no sign.
    """

    tone: str
    sign: str
    size: str


def step(kind: Kind, before: Belief, after: Belief) -> Step:
    """How far the figure went between two beliefs, as a page says it."""
    way, size = kind_rules(kind).move(kind, before, after)
    if way is Move.UNCHANGED:
        return Step(tone="none", sign=SIGNS[way], size=size)
    if after.quantiles:
        return Step(tone="told", sign="" if after.in_days else SIGNS[way], size=size)
    return Step(tone=way.value, sign=SIGNS[way], size=size)
