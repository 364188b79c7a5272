"""Progress of long work, on a terminal only; quiet in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Self, TypeVar

import click

T = TypeVar("T")
WORTH_SHOWING = 20
"""Items. Less than this is done before anyone looks."""


def shown(items: Sequence[T]) -> Iterator[T]:
    """The same items, with a bar on standard error while they are used."""
    with Steps(len(items), label="Drawing forecasts") as steps:
        for item in items:
            yield item
            steps.take()


class Steps:
    """A bar on standard error that whoever does the work moves on, step by step."""

    def __init__(self, count: int, *, label: str) -> None:
        """Show it if the work is long and somebody looks."""
        self._bar = None
        if count >= WORTH_SHOWING and sys.stderr.isatty():
            self._bar = click.progressbar(length=count, label=f"{label:<17}", file=sys.stderr)
            self._bar.render_progress()

    def __enter__(self) -> Self:
        """Begin; the bar is there already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the bar as it stands."""
        self.end()

    def take(self) -> None:
        """One step more is done."""
        if self._bar is not None:
            self._bar.update(1)

    def end(self) -> None:
        """Give the line back."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None
