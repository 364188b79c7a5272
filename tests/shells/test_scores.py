"""``foresite scores`` as a person, a spreadsheet and a program meet it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from foresite.data_files.track_record_csv import COLUMNS
from tests.shells.conftest import UPDATE, write

Run = Callable[..., Result]

RESOLUTION = """\
---
outcome: yes
known_on: 2026-01-20
recorded_on: 2026-01-21
sources: [{name: Météo-France}]
---
We said two in five.
"""


@pytest.fixture
def known(desk: Path) -> Path:
    """The desk, its question resolved and past its date."""
    path = desk / "forecasts/rain-in-paris/forecast.yml"
    path.write_text(path.read_text("utf-8").replace("2026-12-31", "2026-01-20"), "utf-8")
    write(desk, "forecasts/rain-in-paris/resolution.md", RESOLUTION)
    return desk


@pytest.mark.usefixtures("known")
def test_a_person_reads_a_summary(foresite: Run) -> None:
    result = foresite("scores")
    assert result.exit_code == 0
    said = result.stdout.splitlines()
    assert said[:3] == [
        "Track record on 1 February 2026: one question published.",
        "  1 scored",
        "  1 past their date, 1 resolved",
    ]
    assert (
        "  Brier score, 0 to 1                                     1     0.3600     0.3600     0.3600"
        in said
    )
    assert "Lower is better, except for intervals. A question counts once." in said
    assert "     0.3600  rain-in-paris" in said
    heads = [line.split() for line in said if line.endswith(("90 % interval", "skill"))]
    assert heads[0] == "binary questions opening close over time 90 % interval".split()
    assert heads[1][-4:] == ["questions", "forecasts", "reference", "skill"]
    words = set(result.stdout.lower().split())
    assert not words & {"our", "ours", "we", "theirs"}, (
        "an archive may hold other people’s forecasts"
    )


def test_a_desk_without_answers_is_told_so(foresite: Run) -> None:
    result = foresite("scores")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "  1 open",
        "  0 past their date, 0 resolved",
        "No question has been scored yet.",
    ]


@pytest.mark.usefixtures("known")
def test_a_spreadsheet_gets_a_row_for_each_reading(foresite: Run) -> None:
    result = foresite("scores", "--format", "csv")
    assert result.stdout_bytes.count(b"\r\n") == 2
    [line] = csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline=""))
    assert (line["forecast"], line["dimension"]) == ("rain-in-paris", "headline")
    assert float(line["brier_close"]) == pytest.approx(0.36)


@pytest.mark.usefixtures("known")
def test_a_program_gets_every_table(foresite: Run) -> None:
    whole = json.loads(foresite("scores", "--format", "json").stdout)
    assert set(whole) == {"schema_version", *COLUMNS}
    assert (whole["signposts"], whole["moves"]) == ([], [])
    assert whole["denominators"][0]["scored"] == 1
    assert whole["references"][0]["reference"] == "even"


@pytest.mark.usefixtures("known")
def test_today_decides_what_has_matured(foresite: Run) -> None:
    result = foresite("scores", "--today", "2026-01-20", "--format", "json")
    # Recorded the day after: a resolution may be a day ahead, where it is already tomorrow.
    assert json.loads(result.stdout)["denominators"][0]["early"] == 1


@pytest.mark.usefixtures("known")
def test_an_author_is_scored_alone(foresite: Run) -> None:
    assert "Track record of desk on" in foresite("scores", "--author", "desk").stdout
    result = foresite("scores", "--author", "nobody")
    assert result.exit_code == 2
    assert "no forecast is by 'nobody'; there are desk" in result.stderr


def test_an_archive_with_errors_is_not_scored(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", UPDATE.replace("0.4", "40"))
    result = foresite("scores", "--format", "csv")
    assert result.exit_code == 1
    assert "error[probability-range]" in result.stderr
    assert result.stdout == ""


def test_checking_loads_nothing_that_only_scoring_needs(known: Path) -> None:
    """An author waits for a check; NumPy and SciPy would double that."""
    code = "import sys; from foresite.cli import main; main(['check'], standalone_mode=False)\n"
    probe = f"import atexit, sys; atexit.register(lambda: print(sorted({{'numpy', 'scipy'}} & set(sys.modules))))\n{code}"
    made = subprocess.run(
        [sys.executable, "-c", probe], cwd=known, capture_output=True, text=True, check=True
    )
    assert made.stdout.endswith("[]\n")
