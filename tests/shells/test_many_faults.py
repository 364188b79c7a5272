"""The check as a program, on an archive with more than twenty faults."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.records.test_bad_input import TWENTY, TWENTY_FAULTS
from tests.shells.conftest import write

PATIENCE = 1.0
"""Seconds of a processor's time: what else the computer does at the moment does not count."""


def processor_time() -> float:
    """Seconds that the programs we started have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def checked(desk: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    """What the program says as JSON, and how long it took."""
    before = processor_time()
    done = subprocess.run(
        [sys.executable, "-m", "foresite", "check", "--format", "json"],
        cwd=desk,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1769904000", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, processor_time() - before


def test_twenty_faults_are_reported_at_their_lines_in_less_than_a_second(desk: Path) -> None:
    for path, text in TWENTY.items():
        write(desk, path, text)
    done, seconds = min((checked(desk) for _ in range(3)), key=lambda run: run[1])
    assert done.returncode == 1
    assert done.stderr == "26 errors in 13 files.\n"
    found = {(p["rule"], p["path"], p["line"]) for p in json.loads(done.stdout)}
    assert len(TWENTY_FAULTS) > 20
    assert found == TWENTY_FAULTS
    assert seconds < PATIENCE
