"""How a question came out: a resolution to fill in, or one to withdraw."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from foresite import scaffolding, sentences
from foresite.cli.shell import (
    config_option,
    day,
    settings_and_root,
    today_option,
    usable_forecast,
    write_files,
)
from foresite.model import BINARY, Forecast, HeadlineRule
from foresite.words import day as day_words


@click.command(short_help="Begin a resolution, or withdraw one.")
@click.argument("slug")
@click.option("--annul", is_flag=True, help="The question was flawed: it has no answer.")
@click.option("--withdraw", is_flag=True, help="The resolution that is published was wrong.")
@config_option
@today_option
def resolve(slug: str, annul: bool, withdraw: bool, config_file: Path, today: date | None) -> None:
    """Write how the forecast SLUG came out, filled in as far as can be known."""
    if annul and withdraw:
        raise click.UsageError("withdraw the resolution first, and annul the question then")
    forecast = usable_forecast(slug, config_file, today, purpose="resolve")
    _, base = settings_and_root(config_file)
    if withdraw:
        write_files(_withdrawn(forecast, base, day(today)), base)
        return
    if forecast.resolution is not None:
        known_on = day_words(forecast.resolution.known_on)
        raise click.UsageError(
            f"{slug} is resolved already: {sentences.outcome(forecast, forecast.resolution)}, "
            f"known on {known_on}. If that was wrong: foresite resolve {slug} --withdraw"
        )
    if annul:
        write_files(scaffolding.new_annulment(forecast, today=day(today)), base)
        return
    if forecast.headline is HeadlineRule.UNSPECIFIED:
        choices = ", ".join(_headlines(forecast))
        raise click.UsageError(
            f"{slug} cannot resolve: its headline is unspecified, so nobody can say what its number "
            f"was about. Set “headline:” in {forecast.path}/forecast.yml to one of {choices}, before "
            f"the answer is known; or annul it: foresite resolve {slug} --annul"
        )
    write_files(scaffolding.new_resolution(forecast, today=day(today)), base)


def _headlines(forecast: Forecast) -> list[str]:
    """What “headline” may be; several readings are joined only where each is yes or no."""
    rules = [HeadlineRule.ALL.value, HeadlineRule.ANY.value]
    joinable = all(dimension.kind == BINARY for dimension in forecast.dimensions)
    return [*(dimension.id for dimension in forecast.dimensions), *(rules if joinable else ())]


def _withdrawn(forecast: Forecast, base: Path, today: date) -> dict[str, str]:
    resolution = forecast.resolution
    if resolution is None:
        raise click.UsageError(f"{forecast.id} is not resolved, so there is nothing to withdraw")
    path = resolution.where.path
    published = (base / path).read_bytes().decode("utf-8")
    return {path: scaffolding.withdrawn_text(published, today=today)}
