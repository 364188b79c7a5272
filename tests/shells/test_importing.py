"""foresite import table, as an author meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.importing.test_tables import RACES, RACES_TABLE, WEEKS, WEEKS_TABLE
from tests.shells.conftest import write

Run = Callable[..., Result]
PLACE = "forecasts/races/new-place"


@pytest.fixture
def tables(desk: Path) -> Path:
    """A desk with two maps and their tables."""
    write(desk, "imports/races.yml", RACES)
    write(desk, "imports/weeks.yml", WEEKS)
    write(desk, "races.csv", RACES_TABLE)
    write(desk, "weeks.csv", WEEKS_TABLE)
    return desk


@pytest.mark.usefixtures("tables")
def test_a_table_becomes_forecasts_that_pass_the_check(foresite: Run) -> None:
    result = foresite("import", "table", "races.csv", "--map", "imports/races.yml")
    assert result.exit_code == 0
    assert f"{PLACE}/forecast.yml" in result.stdout.splitlines()
    assert result.stderr == "Wrote one forecast; kept no forecasts as they are.\n"
    assert foresite("check").exit_code == 0


def test_a_second_import_changes_nothing_and_a_forecast_that_exists_is_kept(
    foresite: Run, tables: Path
) -> None:
    foresite("import", "table", "races.csv", "--map", "imports/races.yml")
    write(tables, f"{PLACE}/updates/2026-01-05.md", "---\nprobability: 0.5\n---\nMine.\n")
    before = {p: p.read_bytes() for p in sorted(tables.rglob("*")) if p.is_file()}
    result = foresite("import", "table", "races.csv", "--map", "imports/races.yml")
    assert result.stderr == "Wrote no forecasts; kept one forecast as it is.\n"
    assert {p: p.read_bytes() for p in sorted(tables.rglob("*")) if p.is_file()} == before


@pytest.mark.parametrize(
    ("changed", "text", "said"),
    [
        ("races.csv", RACES_TABLE.replace("5e-2", "five"), "races.csv: line 3: chance is “five”"),
        ("races.csv", "", "races.csv: the table has no rows"),
        ("races.csv", "a,b\n\x00,1\n", "races.csv: the table has no column “place”"),
    ],
)
def test_a_table_that_does_not_fit_is_named_and_nothing_is_written(
    foresite: Run, tables: Path, changed: str, text: str, said: str
) -> None:
    write(tables, changed, text)
    result = foresite("import", "table", "races.csv", "--map", "imports/races.yml")
    assert result.exit_code == 1
    assert result.stderr.startswith(said)
    assert not (tables / PLACE).exists()


def test_bytes_that_are_no_text_are_named(foresite: Run, tables: Path) -> None:
    (tables / "races.csv").write_bytes(b"day,place\n\xff\xfe,x\n")
    result = foresite("import", "table", "races.csv", "--map", "imports/races.yml")
    assert result.exit_code == 1
    assert result.stderr.startswith("races.csv is not UTF-8 text: ")


def test_a_map_with_a_mistake_is_shown_at_its_line(foresite: Run, tables: Path) -> None:
    write(tables, "imports/races.yml", RACES.replace("probability:", "probabilty:"))
    result = foresite("import", "table", "races.csv", "--map", "imports/races.yml")
    assert result.exit_code == 1
    assert "imports/races.yml:3:1: error[unknown-key]" in result.stdout


def test_a_second_table_is_asked_for_and_found_beside_the_first(
    foresite: Run, tables: Path
) -> None:
    arguments = ("import", "table", "weeks.csv", "--map", "imports/weeks.yml")
    result = foresite(*arguments)
    assert result.exit_code == 1
    assert result.stderr == (
        "weeks.csv: the second table, counts.csv, lies neither beside it nor beside the map\n"
    )
    write(tables, "counts.csv", "ending,count\n2026-02-07,1234\n")
    assert foresite(*arguments).exit_code == 0


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        (
            "folder: page",
            "forecasts/page/forecast.yml would be refused: it lies in a folder named “page”, a name the site itself needs",
        ),
        (
            "folder: rain-in-paris/races",
            "forecasts/rain-in-paris/races/forecast.yml would be refused: it lies inside another forecast, forecasts/rain-in-paris",
        ),
    ],
)
def test_no_forecast_is_written_to_a_folder_that_the_check_would_refuse(
    foresite: Run, tables: Path, folder: str, said: str
) -> None:
    write(tables, "imports/races.yml", RACES.replace("folder: races/{{ place | slug }}", folder))
    before = sorted(tables.rglob("*"))
    result = foresite("import", "table", "races.csv", "--map", "imports/races.yml")
    assert result.exit_code == 1
    assert result.stderr == f"races.csv: {said}; in the map, name its folder otherwise\n"
    assert sorted(tables.rglob("*")) == before
