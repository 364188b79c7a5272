"""Progress of long work, on a terminal only; quiet in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

T = TypeVar("T")
WORTH_SHOWING = 20
"""Items. Less than this is done before anyone looks."""


def shown(items: Sequence[T]) -> Iterator[T]:
    """The same items, with a bar on standard error while they are used."""
    if len(items) < WORTH_SHOWING or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label="Drawing forecasts", file=sys.stderr) as bar:
        yield from bar
