"""What every command shares: its options, the site's configuration, where text goes."""

from __future__ import annotations

import logging
import os
import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from foresite import clock
from foresite.git_edge import shallow_note
from foresite.mkdocs_plugin import (
    ForesitePlugin,
    load_archive,
    root,
    settings_of,
)
from foresite.model import Archive, Forecast
from foresite.problems import Problem
from foresite.publication import Limits, Settings
from foresite.records.folders import FORECAST
from foresite.reporting import FORMATS
from foresite.theming import theme_fault
from foresite.words import counted

DEFAULT_CONFIG = "mkdocs.yml"
FEW = 5
"""How many forecasts a message names."""


class Day(click.ParamType[date]):
    """A day as ``2026-11-23``."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Parse one, or fail as a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-11-23", param, ctx)


config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(DEFAULT_CONFIG),
    show_default=True,
    help="The site's MkDocs configuration.",
)
today_option = click.option(
    "--today",
    type=Day(),
    default=None,
    help="Pretend that today is this day. Default: SOURCE_DATE_EPOCH, else the present day (UTC).",
)


def site_config(config_file: Path, *, address: str | None = None) -> MkDocsConfig:
    """The site's configuration, to be served at ``address`` if one is given.

    A usage error says why it cannot be used.
    """
    if not config_file.is_file():
        raise click.UsageError(
            f"there is no {config_file} here; run this in the site's folder, or name it with -f"
        )
    try:
        config = load_config(str(config_file.resolve()), dev_addr=address)
    except MkDocsException as error:
        raise click.UsageError(f"{config_file} cannot be used: {error}") from error
    if not any(isinstance(plugin, ForesitePlugin) for plugin in config.plugins.values()):
        raise click.UsageError(f"{config_file} does not list “foresite” under “plugins:”")
    fault = theme_fault(config.theme.name)
    if fault:
        raise click.UsageError(f"{config_file} cannot be used: {fault}")
    return config


def loaded(
    config_file: Path, today: date | None, *, limits: Limits | None = None
) -> tuple[Archive, tuple[Problem, ...]]:
    """The site's archive and its Problems, as of ``today``; by other limits than its own if given."""
    set_today(today)
    return load_archive(site_config(config_file), limits=limits)


def usable_forecast(slug: str, config_file: Path, today: date | None, *, purpose: str) -> Forecast:
    """The forecast of that id; what is wrong with it, or with the id, ends the command."""
    archive, problems = loaded(config_file, today)
    forecast = next((f for f in archive.forecasts if f.id == slug), None)
    if forecast is not None:
        return forecast
    own = tuple(p for p in problems if f"/{slug}/" in p.where.path)
    if own:
        click.echo(FORMATS["text"](own), nl=False)
        click.echo(f"Mend {slug} before you {purpose} it.", err=True)
        sys.exit(1)
    hint = _likely(slug, [f.id for f in archive.forecasts])
    raise click.UsageError(f"there is no forecast {slug!r}; {hint}")


def _likely(slug: str, known: list[str]) -> str:
    """What may have been meant, nearest first; of an archive of hundreds a few say enough."""
    near = get_close_matches(slug, known, n=FEW, cutoff=0.6)
    if near:
        others = f" Or {', '.join(near[1:])}." if near[1:] else ""
        return f"did you mean “{near[0]}”?{others}"
    if not known:
        return "there is none yet; see: foresite new"
    rest = len(known) - FEW
    more = f" and {counted(rest, 'other')}" if rest > 0 else ""
    return f"there are {', '.join(known[:FEW])}{more}"


def settings_and_root(config_file: Path) -> tuple[Settings, Path]:
    """The desk's choices, and the folder that holds mkdocs.yml."""
    config = site_config(config_file)
    return settings_of(config), root(config)


def homes(settings: Settings, base: Path) -> list[str]:
    """The folder of each forecast that there is, as its path below the root."""
    files = (base / settings.archive).rglob(FORECAST)
    return sorted(file.parent.relative_to(base).as_posix() for file in files)


def day(given: date | None) -> date:
    """The day that was asked for, or the present one."""
    return given or clock.today()


def set_today(given: date | None) -> None:
    """Hand the day to MkDocs' own process, which dates its files by this variable."""
    if given is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str((given - date(1970, 1, 1)).days * 86_400)


def say_if_shallow(config: MkDocsConfig) -> None:
    """Tell, where a site is made, that git's history ends early."""
    note = shallow_note(root(config))
    if note:
        click.echo(note, err=True)


def quiet_log() -> None:
    """MkDocs' warnings and errors on standard error, without its chatter."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)


def write_files(files: dict[str, str], base: Path) -> None:
    """Write texts by their paths below ``base``, and name each."""
    for path, text in files.items():
        target = base / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")  # line ends stay as they are
        click.echo(path)


def shown_path(path: Path) -> str:
    """A path as a person at this terminal would type it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
