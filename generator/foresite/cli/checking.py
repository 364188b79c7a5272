"""Saying what is wrong, and what the rules are."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from foresite import records
from foresite.cli.past import against_option, held_against
from foresite.cli.shell import (
    config_option,
    loaded,
    shown_path,
    today_option,
)
from foresite.problems import blocking
from foresite.reporting import FORMATS, summary
from foresite.rules import RULES, rule


@click.command(short_help="Say all that is wrong with the archive.")
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
@against_option
def check(config_file: Path, today: date | None, format_: str, against: str | None) -> None:
    """Say all that is wrong with the archive, and what it changed of what is published."""
    held = None if against is None else held_against(config_file, against, today)
    archive, problems = loaded(config_file, today, limits=held.limits if held else None)
    if held:
        problems = tuple(sorted({*problems, *held.problems}))
    click.echo(FORMATS[format_](problems), nl=False)
    click.echo(summary(problems, forecasts=len(archive.forecasts)), err=True)
    sys.exit(1 if blocking(problems) else 0)


@click.command(short_help="Explain a rule, with examples; or list them all.")
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
        hint = records.field_faults.did_you_mean(rule_id, [r.id for r in RULES])
        raise click.UsageError(f"there is no rule {rule_id!r}; {hint}")
    click.echo(found.text)


@click.command(short_help="Print the JSON Schema of a kind of file.")
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
        click.echo(f"Wrote {shown_path(path)}", err=True)
