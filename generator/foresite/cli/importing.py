"""Taking forecasts over from elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import click

from foresite import importing
from foresite.cli.shell import (
    config_option,
    homes,
    settings_and_root,
    shown_path,
    write_files,
)
from foresite.problems import blocking
from foresite.records.folders import refused_folders
from foresite.records.table_map import table_map
from foresite.reporting import FORMATS, with_source_lines
from foresite.source import SourceFile
from foresite.words import counted


@click.group("import")
def import_group() -> None:
    """Take forecasts over from elsewhere."""


@import_group.command("table", short_help="Turn the rows of a table into forecasts.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--map",
    "map_file",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What the table’s columns mean.",
)
@config_option
def import_table(file: Path, map_file: Path, config_file: Path) -> None:
    """Turn the rows of the table FILE (CSV) into forecast folders; none that exists is changed."""
    settings, base = settings_and_root(config_file)
    source = SourceFile(path=str(map_file), content=map_file.read_bytes())
    record, problems = table_map(source)
    if record is None or blocking(problems):
        located = with_source_lines(sorted(problems), {source.path: source.content})
        click.echo(FORMATS["text"](located), nl=False)
        sys.exit(1)
    try:
        joined = _beside(record.join.file, map_file, file) if record.join else None
        text = file.read_text(encoding="utf-8-sig")
        made = importing.imported(text, record, archive=settings.archive, joined=joined)
    except UnicodeDecodeError as error:
        click.echo(f"{shown_path(file)} is not UTF-8 text: {error.reason}", err=True)
        sys.exit(1)
    except importing.ImportFaultError as error:
        click.echo(f"{shown_path(file)}: {error}", err=True)
        sys.exit(1)
    folders = sorted({_home(path) for path in made})
    refused = refused_folders(folders, homes(settings, base), settings.archive)
    if refused:
        first = refused[0]
        message = f"{first.where.path} would be refused: it {first.message}"
        click.echo(
            f"{shown_path(file)}: {message}; in the map, name its folder otherwise", err=True
        )
        sys.exit(1)
    kept = [folder for folder in folders if (base / folder).exists()]
    written = {path: text for path, text in made.items() if _home(path) not in kept}
    write_files(written, base)
    click.echo(
        f"Wrote {counted(len(folders) - len(kept), 'forecast')}; "
        f"kept {counted(len(kept), 'forecast')} as {'it is' if len(kept) == 1 else 'they are'}.",
        err=True,
    )


def _home(path: str) -> str:
    """The folder of the forecast that a file belongs to."""
    return str(
        PurePosixPath(
            path.partition("/updates/")[0]
            .removesuffix("/forecast.yml")
            .removesuffix("/resolution.md")
        )
    )


def _beside(name: str, map_file: Path, file: Path) -> str:
    """The text of a second table, which lies beside the map or the first table."""
    for folder in (file.parent, map_file.parent):
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8-sig")
    raise importing.ImportFaultError(
        f"the second table, {name}, lies neither beside it nor beside the map"
    )
