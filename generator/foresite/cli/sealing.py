"""Sealing a text now, and showing it later."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from foresite import scaffolding
from foresite.cli.shell import (
    config_option,
    day,
    settings_and_root,
    shown_path,
    today_option,
    usable_forecast,
    write_files,
)
from foresite.model import Forecast, secret_text
from foresite.problems import blocking
from foresite.reading import LARGEST_FILE
from foresite.reporting import FORMATS, with_source_lines
from foresite.source import SourceFile, decode

_secret_option = click.option(
    "--secret",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where salt and text are kept, outside the repository. Default: with your own settings.",
)


@click.command(short_help="Seal a text: publish only its digest now.")
@click.argument("slug")
@click.argument("text", type=click.File("rb"), default="-")
@click.option("--about", default="", help="What the text is about, for readers, in a few words.")
@_secret_option
@config_option
@today_option
def seal(
    slug: str,
    *,
    text: BinaryIO,
    about: str,
    secret: Path | None,
    config_file: Path,
    today: date | None,
) -> None:
    """Seal TEXT (a file, or standard input) for the forecast SLUG: publish only its digest.

    The text and a random salt are kept in a file outside the repository. Keep
    it: without it nobody can reveal the text.
    """
    forecast = usable_forecast(slug, config_file, today, purpose="seal")
    _, base = settings_and_root(config_file)
    sealed = _readable(text)
    salt = secrets.token_hex(32)
    about = " ".join(about.split())
    name, files = scaffolding.new_seal(forecast, sealed, salt=salt, about=about, today=day(today))
    place = secret or _usual_place(forecast, name)
    _keep(place, secret_text(salt, sealed), base)
    write_files(files, base)
    click.echo(
        f"Keep {place}: it holds the salt and the text, and without it nobody can reveal them. "
        "It is not in the repository, and no copy of it is anywhere else.",
        err=True,
    )


@click.command(short_help="Show a text that was sealed.")
@click.argument("slug")
@click.argument("name", metavar="[SEAL]", required=False)
@_secret_option
@config_option
@today_option
def reveal(
    slug: str, name: str | None, secret: Path | None, config_file: Path, today: date | None
) -> None:
    """Show what was sealed for the forecast SLUG; SEAL is its name, if several are waiting."""
    forecast = usable_forecast(slug, config_file, today, purpose="reveal a text of")
    _, base = settings_and_root(config_file)
    waiting = {seal.id: seal for seal in forecast.seals if seal.reveal is None}
    if name is None and len(waiting) == 1:
        [name] = waiting
    if name not in waiting:
        names = ", ".join(waiting)
        which = f"name one of {names}" if waiting else "it has none that waits to be revealed"
        raise click.UsageError(f"{slug} has no sealed text {name!r}; {which}" if name else which)
    place = secret or _usual_place(forecast, name)
    try:
        kept = place.read_bytes()
    except OSError as error:
        raise click.UsageError(
            f"{place}: {error.strerror}; say with --secret where the file is that sealing wrote"
        ) from error
    text = kept.decode("utf-8", errors="replace")
    digest, files = scaffolding.new_reveal(forecast, name, text, today=day(today))
    if digest != waiting[name].digest:
        click.echo(
            f"{place} has the digest {digest}, but {name}.yml sealed {waiting[name].digest}. "
            "Nothing was written.",
            err=True,
        )
        sys.exit(1)
    write_files(files, base)


def _readable(file: BinaryIO) -> str:
    """The text to be sealed; one that could not be shown later is refused now."""
    content = file.read(LARGEST_FILE + 1)
    name = getattr(file, "name", "-")
    source = SourceFile(path=str(name), content=content)
    text, problems = decode(source)
    if len(content) > LARGEST_FILE:
        raise click.UsageError(f"the text has more than {LARGEST_FILE // 10**6} MB")
    if text is None or blocking(problems):
        located = with_source_lines(sorted(problems), {source.path: content})
        click.echo(FORMATS["text"](located), nl=False)
        sys.exit(1)
    if not text.strip():
        raise click.UsageError("there is no text to seal")
    return text


def _usual_place(forecast: Forecast, name: str) -> Path:
    folder = Path(click.get_app_dir("foresite")) / "sealed"
    return folder / f"{forecast.id.replace('/', '--')}--{name}.txt"


def _keep(place: Path, secret: str, base: Path) -> None:
    """Write the secret where only its author reads it, and nowhere that is published."""
    whole = place.resolve()
    if whole.is_relative_to(_repository(base)):
        raise click.UsageError(
            f"{shown_path(place)} lies in the repository, where it would be published; "
            "name a place outside with --secret"
        )
    whole.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.UsageError(
            f"{place} exists already; name another place with --secret"
        ) from None
    with os.fdopen(handle, "wb") as file:
        file.write(secret.encode())


def _repository(base: Path) -> Path:
    """The folder that git keeps, and may publish; without git, the site's own."""
    found = [folder for folder in (base, *base.parents) if (folder / ".git").exists()]
    return found[0] if found else base
