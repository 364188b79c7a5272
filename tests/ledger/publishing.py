"""An archive's records and ledger in a folder, as the site has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from foresite import data_files, ledger
from tests.worlds import TODAY, load


def publish(files: Mapping[str, str], folder: Path, *, today: date = TODAY) -> Path:
    """Write what can be checked of those files into the folder, and return it."""
    archive, problems = load(files, today=today)
    assert not [p for p in problems if p.severity.word == "error"], problems
    kept = ledger.ledger(archive, today=today)
    rendered = [f for one in archive.forecasts for f in data_files.record_files(one, ledger=kept)]
    for file in (*rendered, *data_files.ledger_files(kept)):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content.encode())
    return folder


def failures(site: Path, older: Path | None = None) -> list[str]:
    """All that the verifier finds."""
    is_kept, lines = ledger.verify(site, older)
    found = [line for line in lines if not line.startswith("NOTE: ")]
    return [] if is_kept else found
