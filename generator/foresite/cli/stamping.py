"""Putting a date on the ledger that others vouch for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import click

from foresite import clock, ledger, stamps
from foresite.cli.shell import (
    config_option,
    loaded,
    settings_and_root,
    shown_path,
    today_option,
)
from foresite.problems import blocking
from foresite.reporting import FORMATS, summary

CLIENT = "ots"
PATIENCE = 60
"""Seconds in which the calendars of OpenTimestamps must have answered."""


@click.command(short_help="Write today’s root of the ledger, and have it timestamped.")
@config_option
@today_option
def stamp(config_file: Path, today: date | None) -> None:
    """Write the ledger's root of today into stamps/, and have it timestamped.

    Where the OpenTimestamps client (ots) is installed, it is run to get a
    proof. Without it, or without a network, the stamp waits for the next run.
    Nothing but a digest of the stamp leaves this machine.
    """
    archive, problems = loaded(config_file, today)
    if blocking(problems):
        click.echo(FORMATS["text"](problems), nl=False)
        click.echo(summary(problems, forecasts=len(archive.forecasts)), err=True)
        sys.exit(1)
    settings, base = settings_and_root(config_file)
    kept = ledger.ledger(archive, today=clock.today())
    if kept.root is None:
        click.echo("Nothing has been published yet, so there is nothing to stamp.", err=True)
        return
    for earlier in stamps.read_stamps(base):
        if not stamps.fits(earlier.path.read_text(encoding="utf-8", errors="replace"), kept):
            click.echo(
                f"{shown_path(earlier.path)} no longer fits: since then, records dated up to its day "
                "were added or changed. A ledger kept from that day shows which.",
                err=True,
            )
    text = stamps.stamp_text(kept, site=settings.site_name)
    made = stamps.write_stamp(base, text, day=kept.day.isoformat())
    click.echo(shown_path(made.path))
    for waiting in stamps.read_stamps(base):
        if waiting.proof is None and not _proven(waiting.path):
            return


def _harmless(said: str) -> str:
    """What the client said as text that no terminal obeys, and no runner of GitHub.

    Its runners take ``::`` at a line's beginning for a command, and ``##[`` anywhere.
    """
    printable = "".join(letter for letter in said if letter.isprintable())
    return re.sub(r":(?=:)|#(?=#\[)", r"\g<0> ", printable)


def _proven(path: Path) -> bool:
    """Ask for a proof of the stamp at that path; say what came of it."""
    client = shutil.which(CLIENT)
    if client is None:
        click.echo(
            "No proof of its date yet: the OpenTimestamps client is not installed. "
            "Install it (pip install opentimestamps-client) and run this again.",
            err=True,
        )
        return False
    try:
        run = subprocess.run(  # noqa: S603 - the client's own path, and a file we named
            [client, "stamp", path.name],
            cwd=path.parent,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
        said = run.stderr.strip().splitlines()[-1:] if run.returncode else []
    except (OSError, subprocess.TimeoutExpired) as error:
        said = [str(error)]
    proof = path.with_name(f"{path.name}.ots")
    if not proof.is_file():
        why = _harmless("".join(said)) or "it wrote no proof"
        click.echo(f"No proof of its date yet: {why}. Run this again later.", err=True)
        return False
    click.echo(shown_path(proof))
    return True
