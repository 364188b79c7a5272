"""What the computer refuses is said in a sentence: a full disk, a folder nobody may write."""

from __future__ import annotations

import errno
from typing import Any

import click


class Commands(click.Group):
    """The commands; where one fails at the disk or the network, it says so and exits with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno is None or error.errno == errno.EPIPE:  # whoever read us has gone
                raise
            place = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{place}{error.strerror}") from error
