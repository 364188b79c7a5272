"""Building, serving and exporting the site."""

from __future__ import annotations

import logging
import sys
from datetime import date
from pathlib import Path

import click
from mkdocs.exceptions import Abort, MkDocsException

from foresite.building import build_site
from foresite.cli.shell import (
    config_option,
    quiet_log,
    say_if_shallow,
    set_today,
    shown_path,
    site_config,
    today_option,
)
from foresite.export import export
from foresite.mkdocs_plugin import (
    authored_files,
    load_archive,
    rendered_site,
)
from foresite.problems import blocking
from foresite.reporting import FORMATS, summary


@click.command(short_help="Build the whole site, or leave the last one as it is.")
@config_option
@today_option
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where the site goes.  [default: site_dir of the configuration]",
)
@click.option("--strict/--no-strict", default=True, show_default=True, help="Fail on warnings.")
def build(config_file: Path, today: date | None, site_dir: Path | None, *, strict: bool) -> None:
    """Build the whole site, or leave the last one as it is."""
    set_today(today)
    quiet_log()
    config = site_config(config_file)
    say_if_shallow(config)
    place = Path(site_dir or config.site_dir)
    try:
        target = build_site(config_file, strict=strict, site_dir=site_dir)
    except Abort:
        # MkDocs has said why; how its exception is named tells an author nothing.
        left = f"{shown_path(place)} is as it was" if place.exists() else "there is no site yet"
        click.echo(f"Nothing was built; {left}.", err=True)
        sys.exit(1)
    click.echo(f"Built {shown_path(target)}", err=True)


@click.command(short_help="Serve the site here and rebuild it as files change.")
@config_option
@click.option(
    "-a", "--address", default="127.0.0.1:8000", show_default=True, help="Where to serve it."
)
def serve(config_file: Path, address: str) -> None:
    """Serve the site here and rebuild it as files change."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    site_config(config_file, address=address)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        mkdocs_serve(str(config_file), dev_addr=address, livereload=True)
    except MkDocsException as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(f"cannot serve at {address}: {error.strerror}") from error


@click.command("export", short_help="Write the pages as Markdown, for other engines.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@config_option
@today_option
@click.option("--charts/--no-charts", default=True, show_default=True, help="Draw the charts.")
def export_command(folder: Path, config_file: Path, today: date | None, *, charts: bool) -> None:
    """Write the pages into FOLDER as plain Markdown, for other engines.

    What lies beside the desk's own pages, such as pictures, is written too.
    They need an engine that knows attribute lists, as Python-Markdown does.
    """
    set_today(today)
    config = site_config(config_file)
    archive, problems = load_archive(config)
    if blocking(problems):
        click.echo(FORMATS["text"](problems), nl=False)
        click.echo(summary(problems, forecasts=len(archive.forecasts)), err=True)
        sys.exit(1)
    say_if_shallow(config)
    try:
        authored = {file.path: file for file in authored_files(config, archive)}
        made = (f for f in rendered_site(config, archive, charts=charts) if f.path not in authored)
        written, deleted = export((*authored.values(), *made), folder)
    except FileExistsError:
        raise click.UsageError(
            f"{folder} holds files that no export of ours wrote; name an empty folder"
        ) from None
    click.echo(f"Wrote {written:,} and deleted {deleted:,} files in {shown_path(folder)}", err=True)
