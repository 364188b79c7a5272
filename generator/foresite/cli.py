"""The command line: arguments in, text and an exit code out.

Exit codes: 0 all is well, 1 the archive has problems, 2 the command was called
wrongly. Every command parses, calls the pipeline and prints; nothing is
decided here.
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import date
from pathlib import Path, PurePosixPath

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from foresite import __version__, clock, importing, records, scaffolding
from foresite.building import build_site
from foresite.export import export
from foresite.mkdocs_plugin import (
    ForesitePlugin,
    authored_pages,
    load_archive,
    rendered_site,
    root,
    settings_of,
)
from foresite.model import Archive
from foresite.problems import Problem, blocking
from foresite.publication import Settings
from foresite.records.fields import is_slug, suggested_slug
from foresite.records.table_map import table_map
from foresite.reporting import FORMATS, summary, with_source_lines
from foresite.rules import RULES, rule
from foresite.source import SourceFile

DEFAULT_CONFIG = "mkdocs.yml"


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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="foresite")
def main() -> None:
    """Publish probability forecasts from versioned files."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@main.command()
@config_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for GitHub annotations, or for programs.",
)
def check(config_file: Path, today: date | None, format_: str) -> None:
    """Say all that is wrong with the archive."""
    archive, problems = _loaded(config_file, today)
    click.echo(FORMATS[format_](problems), nl=False)
    click.echo(summary(problems, forecasts=len(archive.forecasts)), err=True)
    sys.exit(1 if blocking(problems) else 0)


@main.command()
@config_option
@today_option
@click.option("-d", "--site-dir", type=click.Path(path_type=Path, file_okay=False), default=None)
@click.option("--strict/--no-strict", default=True, show_default=True, help="Fail on warnings.")
def build(config_file: Path, today: date | None, site_dir: Path | None, *, strict: bool) -> None:
    """Build the whole site, or leave the last one as it is."""
    _set_today(today)
    _quiet_log()
    _config(config_file)
    try:
        target = build_site(config_file, strict=strict, site_dir=site_dir)
    except Abort as error:
        click.echo(f"{error} The last good site is untouched.", err=True)
        sys.exit(1)
    click.echo(f"Built {_shown(target)}", err=True)


@main.command()
@config_option
@click.option("-a", "--address", default="127.0.0.1:8000", show_default=True)
def serve(config_file: Path, address: str) -> None:
    """Serve the site here and rebuild it as files change."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    _config(config_file)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        mkdocs_serve(str(config_file), dev_addr=address, livereload=True)
    except MkDocsException as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@main.command()
@click.argument("slug")
@config_option
@today_option
def new(slug: str, config_file: Path, today: date | None) -> None:
    """Begin a forecast in the folder SLUG, with its first update to fill in."""
    settings, base = _settings(config_file)
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
    _write(scaffolding.new_forecast(slug, archive=settings.archive, today=_today(today)), base)


@main.command()
@click.argument("slug")
@config_option
@today_option
def update(slug: str, config_file: Path, today: date | None) -> None:
    """Begin an update of the forecast SLUG, with the numbers that now stand."""
    archive, problems = _loaded(config_file, today)
    _, base = _settings(config_file)
    forecast = next((f for f in archive.forecasts if f.id == slug), None)
    if forecast is None:
        own = tuple(p for p in problems if f"/{slug}/" in p.where.path)
        if own:
            click.echo(FORMATS["text"](own), nl=False)
            click.echo(f"Mend {slug} before you update it.", err=True)
            sys.exit(1)
        hint = records.fields.did_you_mean(slug, [f.id for f in archive.forecasts])
        raise click.UsageError(f"there is no forecast {slug!r}; {hint}")
    _write(scaffolding.new_update(forecast, today=_today(today)), base)


@main.command()
@click.argument("rule_id", metavar="[RULE]", required=False)
def explain(rule_id: str | None) -> None:
    """Explain a rule by name, with examples; without a name, list them all."""
    if rule_id is None:
        width = max(len(r.id) for r in RULES)
        for each in RULES:
            click.echo(f"{each.id:<{width}}  {each.title}")
        return
    found = rule(rule_id)
    if found is None:
        hint = records.fields.did_you_mean(rule_id, [r.id for r in RULES])
        raise click.UsageError(f"there is no rule {rule_id!r}; {hint}")
    click.echo(found.text)


@main.command()
@click.argument("kind", type=click.Choice(records.SCHEMAS), required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all of them into this folder instead.",
)
def schema(kind: str | None, output: Path | None) -> None:
    """Print the JSON Schema of a kind of file, or write them all."""
    if output is None and kind is None:
        raise click.UsageError(
            f"name one of {', '.join(records.SCHEMAS)}, or a folder with --output"
        )
    if output is None and kind is not None:
        click.echo(records.schema_text(kind), nl=False)
        return
    assert output is not None
    output.mkdir(parents=True, exist_ok=True)
    for name in records.SCHEMAS if kind is None else (kind,):
        path = output / f"{name}.schema.json"
        path.write_text(records.schema_text(name), encoding="utf-8")
        click.echo(f"Wrote {_shown(path)}", err=True)


@main.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@config_option
@today_option
@click.option("--charts/--no-charts", default=True, show_default=True, help="Draw the charts.")
def export_command(folder: Path, config_file: Path, today: date | None, *, charts: bool) -> None:
    """Write the generated pages into FOLDER as plain Markdown, for other engines."""
    _set_today(today)
    config = _config(config_file)
    archive, problems = load_archive(config)
    if blocking(problems):
        click.echo(FORMATS["text"](problems), nl=False)
        click.echo(summary(problems, forecasts=len(archive.forecasts)), err=True)
        sys.exit(1)
    try:
        authored = {page.path: page for page in authored_pages(config, archive)}
        made = (f for f in rendered_site(config, archive, charts=charts) if f.path not in authored)
        written, deleted = export((*authored.values(), *made), folder)
    except FileExistsError:
        raise click.UsageError(
            f"{folder} holds files that no export of ours wrote; name an empty folder"
        ) from None
    click.echo(f"Wrote {written:,} and deleted {deleted:,} files in {_shown(folder)}", err=True)


@main.group("import")
def import_group() -> None:
    """Take forecasts over from elsewhere."""


@import_group.command("table")
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
    settings, base = _settings(config_file)
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
    except (importing.ImportFaultError, UnicodeDecodeError, ValueError) as error:
        click.echo(f"{_shown(file)}: {error}", err=True)
        sys.exit(1)
    folders = sorted({_home(path) for path in made})
    kept = [folder for folder in folders if (base / folder).exists()]
    written = {path: text for path, text in made.items() if _home(path) not in kept}
    _write(written, base)
    click.echo(
        f"Wrote {len(folders) - len(kept):,} forecasts, kept {len(kept):,} that exist already",
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


def _config(config_file: Path) -> MkDocsConfig:
    if not config_file.is_file():
        raise click.UsageError(
            f"there is no {config_file} here; run this in the site's folder, or name it with -f"
        )
    try:
        config = load_config(str(config_file.resolve()))
    except MkDocsException as error:
        raise click.UsageError(f"{config_file} cannot be used: {error}") from error
    if not any(isinstance(plugin, ForesitePlugin) for plugin in config.plugins.values()):
        raise click.UsageError(f"{config_file} does not list “foresite” under “plugins:”")
    return config


def _loaded(config_file: Path, today: date | None) -> tuple[Archive, tuple[Problem, ...]]:
    _set_today(today)
    return load_archive(_config(config_file))


def _settings(config_file: Path) -> tuple[Settings, Path]:
    config = _config(config_file)
    return settings_of(config), root(config)


def _today(given: date | None) -> date:
    return given or clock.today()


def _set_today(given: date | None) -> None:
    """Hand the day to MkDocs' own process, which dates its files by this variable."""
    if given is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str((given - date(1970, 1, 1)).days * 86_400)


def _quiet_log() -> None:
    """MkDocs' warnings and errors on standard error, without its chatter."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)


def _write(files: dict[str, str], base: Path) -> None:
    for path, text in files.items():
        target = base / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        click.echo(path)


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
