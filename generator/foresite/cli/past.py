"""Commands that look at git: what was published, and what a change does to it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from foresite import change_report, git_edge, pipeline, scaffolding
from foresite.appending import (
    Present,
    Published,
    archive_moved,
    limits_loosened,
    nothing_published,
    only_added,
    stricter,
)
from foresite.cli.published import archive_at, limits_at, side_at, site_of
from foresite.cli.shell import (
    config_option,
    day,
    settings_and_root,
    today_option,
    write_files,
)
from foresite.problems import Problem
from foresite.publication import Limits
from foresite.reading import read_archive
from foresite.records.field_faults import did_you_mean
from foresite.reporting import with_source_lines
from foresite.source import SourceFile, decode

against_option = click.option(
    "--against",
    metavar="REF",
    help="A commit, branch or tag of git that holds what is published.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the working tree is held to.

    ``problems`` are what it does to the files published at a ref beyond adding to
    them; ``limits`` the desk's, or those published there where they are stricter.
    """

    limits: Limits
    problems: tuple[Problem, ...]


def held_against(config_file: Path, ref: str, today: date | None) -> Held:
    """The working tree held against what is published at ``ref``."""
    settings, base = settings_and_root(config_file)
    commit = commit_of(base, ref)
    fork = git_edge.fork_of(base, commit) or commit
    present, _ = read_archive(base, settings.archive)
    site = site_of(base, config_file, settings.archive, present)
    try:
        at_ref = side_at(site, commit)
        at_fork = at_ref if fork == commit else side_at(site, fork)
        then = limits_at(site, commit) or settings.limits
    except git_edge.GitFaultError as fault:
        raise click.UsageError(str(fault)) from fault
    config = SourceFile(path=site.config, content=(base / site.config).read_bytes())
    moved = archive_moved(config, ref=ref, now=site.archive, then=(at_fork.archive, at_ref.archive))
    nothing = nothing_published(config, ref=ref, now=site.archive, at_ref=at_ref.files)
    loosened = limits_loosened(config, ref=ref, then=then, now=settings.limits)
    published = Published(ref=ref, at_ref=at_ref.files, base=at_fork.files)
    limits = stricter(then, settings.limits)
    on = Present(today=day(today), recorded_days=limits.recorded_days)
    problems = only_added(published, present, archive=settings.archive, on=on)
    contents = {file.path: file.content for file in (config, *present)}
    found = with_source_lines((*moved, *nothing, *loosened, *problems), contents)
    return Held(limits=limits, problems=found)


def commit_of(base: Path, ref: str) -> str:
    """The commit that somebody named, or a usage error that says why there is none."""
    try:
        return git_edge.commit_of(base, ref)
    except git_edge.GitFaultError as fault:
        raise click.UsageError(str(fault)) from fault


@click.command(short_help="Begin a correction of something published.")
@click.argument("slug")
@click.argument("file")
@config_option
@today_option
@click.option(
    "--against",
    metavar="REF",
    default="HEAD",
    show_default=True,
    help="The commit, branch or tag that holds the published text.",
)
def correct(slug: str, file: str, config_file: Path, today: date | None, against: str) -> None:
    """Begin a correction of FILE of the forecast SLUG, with the text that is published."""
    settings, base = settings_and_root(config_file)
    home = f"{settings.archive}/{slug.strip('/')}"
    present, _ = read_archive(base, settings.archive)
    site = site_of(base, config_file, settings.archive, present)
    commit = commit_of(base, against)
    try:
        then = f"{archive_at(site, commit)}/{slug.strip('/')}"
        files = git_edge.files_at(base, then, commit)
    except git_edge.GitFaultError as fault:
        raise click.UsageError(str(fault)) from fault
    if not files:
        raise click.UsageError(f"no forecast {slug!r} is published at {against}")
    texts = {f.path.removeprefix(f"{then}/"): decode(f)[0] for f in files}
    text = texts.get(file.removeprefix(f"{home}/"))
    if text is None:
        hint = did_you_mean(file, sorted(texts))
        raise click.UsageError(f"{slug} has no {file!r} published at {against}; {hint}")
    folder = base / home / "corrections"
    taken = {path.stem for path in folder.glob("*.md")} if folder.is_dir() else set()
    write_files(
        scaffolding.new_correction(
            home, file.removeprefix(f"{home}/"), text, taken=taken, today=day(today)
        ),
        base,
    )
    click.echo(f"Say why in it, then correct {home}/{file.removeprefix(f'{home}/')}.", err=True)


@click.command(short_help="Say in sentences what changed in the archive.")
@click.argument("ref")
@click.argument("other", metavar="[REF]", required=False)
@config_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(change_report.FORMATS)),
    default="text",
    show_default=True,
    help="For people, for a pull request, or for programs.",
)
def diff(ref: str, other: str | None, config_file: Path, format_: str) -> None:
    """Say in sentences what changed in the archive from REF to the files here, or to another REF.

    Against the files here, REF counts as of where they began from it: what others
    have added to it since is no change of yours. What has errors is named, and
    then the exit code is 1.
    """
    settings, base = settings_and_root(config_file)
    first = commit_of(base, ref)
    present, _ = read_archive(base, settings.archive)
    site = site_of(base, config_file, settings.archive, present)
    try:
        limits: Limits | None = settings.limits
        if other is None:
            first = git_edge.fork_of(base, first) or first
            after = present
        else:
            second = commit_of(base, other)
            after, limits = side_at(site, second).files, limits_at(site, second)
        before, was = side_at(site, first).files, limits_at(site, first)
    except git_edge.GitFaultError as fault:
        raise click.UsageError(str(fault)) from fault
    compared, unread = pipeline.compare(before, after, archive=settings.archive)
    report = change_report.told(compared, unread)
    if was and limits:
        report += change_report.limits_told(was, limits, config=site.config)
    click.echo(change_report.FORMATS[format_](report), nl=False)
    sys.exit(1 if unread else 0)
