"""Checking that nobody edited the past of a published site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from foresite import ledger

_PLACE = click.Path(path_type=Path, exists=True)


@click.command(short_help="Check offline that a site’s records fit its ledger.")
@click.argument("site", type=_PLACE)
@click.option(
    "--against",
    type=_PLACE,
    metavar="OLDER",
    help="A ledger.json kept from before, or a copy of the site as it was: all of it must be kept.",
)
def verify(site: Path, against: Path | None) -> None:
    """Check offline that the records of SITE are those of its ledger.

    SITE is a built or copied site, or its ledger.json. Compared are the published
    records (each records.json) and the ledger. HTML pages, charts, CSV and the feed
    are not looked at: whether a page says the same as its records, a reader compares.

    A site on the web is copied first: wget --mirror --no-parent ADDRESS.
    """
    try:
        is_kept, lines = ledger.verify(site, against)
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}") from error
    for line in lines:
        click.echo(line)
    sys.exit(not is_kept)
