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

LIBRARIES = "import click, jinja2, markdown_it, mkdocs.config.defaults, pydantic.json_schema, yaml"
PATIENCE = 4.5
"""How often as long as Python takes to start with these libraries, in a processor's time.

Where that is 0.22 seconds, it is one second. A ratio, since a machine that is
shared with others may be twice as slow from one minute to the next.
"""


QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def processor_time() -> float:
    """Seconds that the programs we started have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def started() -> float:
    """How long Python takes to start with the libraries that the check needs."""
    before = processor_time()
    subprocess.run([sys.executable, "-c", LIBRARIES], env=QUIET, check=True)
    return processor_time() - before


def checked(desk: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    """What the program says as JSON, and how long it took."""
    before = processor_time()
    done = subprocess.run(
        [sys.executable, "-m", "foresite", "check", "--format", "json"],
        cwd=desk,
        env={**QUIET, "SOURCE_DATE_EPOCH": "1769904000"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, processor_time() - before


def test_twenty_faults_are_reported_at_their_lines_in_little_more_than_a_start_takes(
    desk: Path,
) -> None:
    for path, text in TWENTY.items():
        write(desk, path, text)
    runs = [(started(), *checked(desk)) for _ in range(3)]
    _, done, _ = runs[0]
    assert done.returncode == 1
    assert done.stderr == "26 errors in 13 files.\n"
    found = {(p["rule"], p["path"], p["line"]) for p in json.loads(done.stdout)}
    assert len(TWENTY_FAULTS) > 20
    assert found == TWENTY_FAULTS
    assert min(took for *_, took in runs) < PATIENCE * min(start for start, *_ in runs)
