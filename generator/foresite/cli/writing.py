"""Beginning a forecast or an update."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from foresite import scaffolding
from foresite.cli.shell import (
    config_option,
    day,
    homes,
    settings_and_root,
    today_option,
    usable_forecast,
    write_files,
)
from foresite.model import KindName
from foresite.records.fields import is_slug, suggested_slug
from foresite.records.folders import refused_folders
from foresite.scaffolding.forecasts import SCHEMA


@click.command(short_help="Begin a forecast, with its first update to fill in.")
@click.argument("slug")
@click.option(
    "--kind",
    type=click.Choice([name.value for name in KindName]),
    default=KindName.BINARY.value,
    show_default=True,
    help="What sort of answer the question has; binary is yes or no.",
)
@config_option
@today_option
def new(slug: str, kind: str, config_file: Path, today: date | None) -> None:
    """Begin a forecast in the folder SLUG, with its first update to fill in."""
    settings, base = settings_and_root(config_file)
    for part in slug.split("/"):
        if not is_slug(part):
            better = "/".join(filter(None, map(suggested_slug, slug.split("/"))))
            hint = f" Try: foresite new {better}" if better else ""
            raise click.UsageError(
                f"{slug!r} is no slug: it has only lower-case letters, digits and hyphens.{hint}"
            )
    refused = refused_folders(
        [f"{settings.archive}/{slug}"], homes(settings, base), settings.archive
    )
    if refused:
        first = refused[0]
        raise click.UsageError(
            f"{first.where.path} would be refused: it {first.message}. Choose another slug."
        )
    if (base / settings.archive / slug).exists():
        raise click.UsageError(
            f"{settings.archive}/{slug} exists already; see: foresite update {slug}"
        )
    made = scaffolding.new_forecast(
        slug,
        archive=settings.archive,
        today=day(today),
        kind=KindName(kind),
        has_schema=(base / SCHEMA).is_file(),
    )
    write_files(made, base)


@click.command(short_help="Begin an update, with the numbers that now stand.")
@click.argument("slug")
@config_option
@today_option
def update(slug: str, config_file: Path, today: date | None) -> None:
    """Begin an update of the forecast SLUG, with the numbers that now stand."""
    forecast = usable_forecast(slug, config_file, today, purpose="update")
    _, base = settings_and_root(config_file)
    write_files(scaffolding.new_update(forecast, today=day(today)), base)
