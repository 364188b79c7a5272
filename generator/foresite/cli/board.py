"""Saying what waits for the desk."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from foresite import clock
from foresite.cli.shell import config_option, loaded, settings_and_root, today_option
from foresite.desk_board import desk_items
from foresite.desk_board_report import FORMATS
from foresite.problems import blocking
from foresite.reporting import summary
from foresite.words import counted


@click.command(short_help="Say what waits for the desk: signposts, answers, reviews.")
@config_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def board(config_file: Path, today: date | None, format_: str) -> None:
    """Say what waits for the desk, as the desk board does."""
    archive, problems = loaded(config_file, today)
    settings, _ = settings_and_root(config_file)
    items = desk_items(archive, today=clock.today(), limits=settings.limits)
    click.echo(FORMATS[format_](items), nl=False)
    if blocking(problems):
        said = summary(problems, forecasts=len(archive.forecasts))
        click.echo(f"{said} Forecasts with errors are left out; see: foresite check", err=True)
        sys.exit(1)
    waiting = counted(len({item.forecast.id for item in items}), "forecast")
    click.echo(f"{len(items):,} waiting, in {waiting}.", err=True)
