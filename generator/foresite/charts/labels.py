"""Labels at the ends of lines, moved apart so that none covers another.

Enters where each label would stand and how tall it is; leaves where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where a label's centre would be, how tall it is, and how much that matters."""

    centre: float
    height: float
    weight: float = 1.0


def spread(wishes: Sequence[Wish], *, low: float, high: float) -> tuple[float, ...]:
    """Centres, in the order of the wishes, so that no two labels overlap.

    The sum of squared moves, by weight, is the least possible: with each
    label's place in the pile taken off, this is isotonic regression (pool
    adjacent violators). The pile stays within [low, high] if it fits, and
    begins at ``low`` if it does not.
    """
    order = sorted(range(len(wishes)), key=lambda i: (wishes[i].centre, i))
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
