"""Long lists on pages of a bearable length.

The first page has the list's own address, the second ``page/2/`` below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Generic[T]):
    """Some of a list's items; ``newer`` and ``older`` are addresses, or None at an end."""

    address: str
    number: int
    count: int
    items: tuple[T, ...]
    newer: str | None
    older: str | None


def list_pages(items: Sequence[T], *, address: str) -> Iterator[ListPage[T]]:
    """The list cut into pages; an empty list has one empty page."""
    count = max(1, -(-len(items) // PAGE_LENGTH))
    for number in range(1, count + 1):
        start = (number - 1) * PAGE_LENGTH
        yield ListPage(
            address=_address(address, number),
            number=number,
            count=count,
            items=tuple(items[start : start + PAGE_LENGTH]),
            newer=_address(address, number - 1) if number > 1 else None,
            older=_address(address, number + 1) if number < count else None,
        )


def _address(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page/{number}/"
