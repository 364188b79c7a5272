"""Beginning a forecast or an update."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from foresite import records, scaffolding
from foresite.cli.shell import (
    config_option,
    day,
    loaded,
    settings_and_root,
    today_option,
    write_files,
)
from foresite.records.fields import is_slug, suggested_slug
from foresite.reporting import FORMATS


@click.command()
@click.argument("slug")
@config_option
@today_option
def new(slug: str, config_file: Path, today: date | None) -> None:
    """Begin a forecast in the folder SLUG, with its first update to fill in."""
    settings, base = settings_and_root(config_file)
    for part in slug.split("/"):
        if not is_slug(part):
            better = "/".join(filter(None, map(suggested_slug, slug.split("/"))))
            hint = f" Try: foresite new {better}" if better else ""
            raise click.UsageError(
                f"{slug!r} is no slug: it has only lower-case letters, digits and hyphens.{hint}"
            )
    if (base / settings.archive / slug).exists():
        raise click.UsageError(
            f"{settings.archive}/{slug} exists already; see: foresite update {slug}"
        )
    write_files(scaffolding.new_forecast(slug, archive=settings.archive, today=day(today)), base)


@click.command()
@click.argument("slug")
@config_option
@today_option
def update(slug: str, config_file: Path, today: date | None) -> None:
    """Begin an update of the forecast SLUG, with the numbers that now stand."""
    archive, problems = loaded(config_file, today)
    _, base = settings_and_root(config_file)
    forecast = next((f for f in archive.forecasts if f.id == slug), None)
    if forecast is None:
        own = tuple(p for p in problems if f"/{slug}/" in p.where.path)
        if own:
            click.echo(FORMATS["text"](own), nl=False)
            click.echo(f"Mend {slug} before you update it.", err=True)
            sys.exit(1)
        hint = records.fields.did_you_mean(slug, [f.id for f in archive.forecasts])
        raise click.UsageError(f"there is no forecast {slug!r}; {hint}")
    write_files(scaffolding.new_update(forecast, today=day(today)), base)
