"""Labels at the ends of lines, moved apart so that none covers another or lies on a line.

Enters where each label would stand and how tall it is; leaves where it stands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where a label's centre would be, how tall it is, and how much that matters.

    ``avoids`` says that lines run where it stands, and that it must not lie on one.
    """

    centre: float
    height: float
    weight: float = 1.0
    avoids: bool = False


PITCH = 0.5
"""Where lines must be avoided, labels stand on whole halves of a pixel."""


def spread(
    wishes: Sequence[Wish], *, low: float, high: float, lines: Sequence[float] = ()
) -> tuple[float, ...]:
    """Centres, in the order of the wishes, so that no two labels overlap.

    The sum of squared moves, by weight, is the least possible: with each
    label's place in the pile taken off, this is isotonic regression (pool
    adjacent violators). The pile stays within [low, high] if it fits, and
    begins at ``low`` if it does not. No label that ``avoids`` lies on one of
    ``lines``, if there is room beside them.
    """
    order = sorted(range(len(wishes)), key=lambda i: (wishes[i].centre, i))
    if lines and any(wish.avoids for wish in wishes):
        found = _beside([wishes[i] for i in order], lines, low, high)
        if found:
            placed = dict(zip(order, found, strict=True))
            return tuple(placed[i] for i in range(len(wishes)))
    below: list[float] = []
    filled = 0.0
    for i in order:
        below.append(filled + wishes[i].height / 2)
        filled += wishes[i].height
    blocks: list[tuple[float, float, int]] = []
    for i, offset in zip(order, below, strict=True):
        mean, weight, size = wishes[i].centre - offset, wishes[i].weight, 1
        while blocks and blocks[-1][0] >= mean:
            other, other_weight, other_size = blocks.pop()
            total = weight + other_weight
            mean = (mean * weight + other * other_weight) / total
            weight, size = total, size + other_size
        blocks.append((mean, weight, size))
    starts = [mean for mean, _, size in blocks for _ in range(size)]
    centres = [0.0] * len(wishes)
    for i, offset, start in zip(order, below, starts, strict=True):
        centres[i] = max(low, min(start, high - filled)) + offset
    return tuple(centres)


def _beside(
    wishes: Sequence[Wish], lines: Sequence[float], low: float, high: float
) -> list[float] | None:
    """The same for wishes in order, on a grid; None if not all have room beside the lines.

    For each place the least cost of all labels down to the one that stands
    there, from the first label to the last (dynamic programming).
    """
    places = [low + PITCH * n for n in range(int((high - low) / PITCH) + 1)]
    costs = [0.0] * len(places)
    came_from: list[list[int]] = []
    for before, wish in zip((None, *wishes), wishes, strict=False):
        gap = math.ceil((before.height + wish.height) / 2 / PITCH) if before else 0
        cheapest = _cheapest_so_far(costs)
        came_from.append([cheapest[n - gap] if n >= gap else -1 for n in range(len(places))])
        costs = [
            costs[at] + wish.weight * (place - wish.centre) ** 2
            if at >= 0 and _has_room(wish, place, lines, low, high)
            else math.inf
            for place, at in zip(places, came_from[-1], strict=True)
        ]
    last = min(range(len(places)), key=costs.__getitem__)
    if costs[last] == math.inf:
        return None
    found = [last]
    for steps in reversed(came_from[1:]):
        found.append(steps[found[-1]])
    return [places[n] for n in reversed(found)]


def _cheapest_so_far(costs: Sequence[float]) -> list[int]:
    """For each place the cheapest one up to it."""
    found = [0]
    for n in range(1, len(costs)):
        found.append(n if costs[n] < costs[found[-1]] else found[-1])
    return found


def _has_room(wish: Wish, place: float, lines: Sequence[float], low: float, high: float) -> bool:
    half = wish.height / 2
    is_free = not wish.avoids or all(abs(place - line) >= half for line in lines)
    return is_free and low <= place - half and place + half <= high
