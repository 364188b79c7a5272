"""The command line: arguments in, text and an exit code out.

Exit codes: 0 all is well, 1 the archive has problems or the disk refused, 2 the command was called
wrongly. Every command parses, calls the pipeline and prints; nothing is
decided here. A module a group of commands; ``COMMANDS`` registers them all.
"""

from __future__ import annotations

import os

import click

from foresite import __version__
from foresite.cli.board import board
from foresite.cli.checking import check, explain, schema
from foresite.cli.disk import Commands
from foresite.cli.importing import import_group
from foresite.cli.past import correct, diff
from foresite.cli.publishing import build, export_command, serve
from foresite.cli.resolving import resolve
from foresite.cli.scoring import scores
from foresite.cli.sealing import reveal, seal
from foresite.cli.stamping import stamp
from foresite.cli.verifying import verify
from foresite.cli.writing import new, update

COMMANDS: tuple[click.Command, ...] = (
    check,
    board,
    build,
    serve,
    new,
    update,
    resolve,
    correct,
    diff,
    seal,
    reveal,
    explain,
    schema,
    export_command,
    verify,
    stamp,
    import_group,
    scores,
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="foresite")
def main() -> None:
    """Publish probability forecasts from versioned files."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


for _command in COMMANDS:
    main.add_command(_command)
