"""What was said against what happened, at a terminal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from foresite.cli.shell import config_option, day, loaded, settings_and_root, today_option
from foresite.problems import blocking
from foresite.reporting import as_text, summary


@click.command(short_help="Score the forecasts whose answers are known.")
@config_option
@today_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "csv", "json")),
    default="text",
    show_default=True,
    help="A summary for people, a row for each forecast and dimension, or everything.",
)
@click.option("--author", help="Only the forecasts of this author, by id.")
def scores(config_file: Path, today: date | None, format_: str, author: str | None) -> None:
    """Score the forecasts whose answers are known."""
    # Scoring loads NumPy and SciPy, which take longer than all that other commands do.
    from foresite.cli.score_words import record_words
    from foresite.data_files.tables import as_csv, as_json
    from foresite.data_files.track_record_csv import COLUMNS, VERSION, record_tables
    from foresite.git_edge import recorded_days
    from foresite.pipeline import with_recorded_days
    from foresite.track_record import record_of, record_of_author, score_rows

    archive, problems = loaded(config_file, today)
    if blocking(problems):
        # Standard output is for the scores: a program must not read a report as a table.
        click.echo(as_text(problems), nl=False, err=True)
        click.echo(summary(problems, forecasts=len(archive.forecasts)), err=True)
        sys.exit(1)
    named = {forecast.author for forecast in archive.forecasts}
    authors = sorted(named | {record_of_author(author, archive) for author in named})
    if author is not None and author not in authors:
        raise click.UsageError(f"no forecast is by {author!r}; there are {', '.join(authors)}")
    settings, root = settings_and_root(config_file)
    archive = with_recorded_days(archive, recorded_days(root, settings.archive))
    on = day(today)
    record = record_of(score_rows(archive, today=on), archive, today=on, author=author)
    if format_ == "text":
        click.echo(record_words(record), nl=False)
        return
    tables = record_tables((record,), archive, settings=settings)
    text = (
        as_csv(COLUMNS["scores"], tables["scores"])
        if format_ == "csv"
        else as_json(tables, version=VERSION)
    )
    # The table ends its lines as RFC 4180 has it, on every system.
    click.echo(text.encode(), nl=False)
