"""The command line as an author meets it: words, files and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foresite.cli import COMMANDS, main
from foresite.records import SCHEMAS, schema_text
from tests.shells.conftest import FORECAST, UPDATE, write

Run = Callable[..., Result]


def test_a_clean_archive_passes(foresite: Run) -> None:
    result = foresite("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "One forecast, no problems.\n"


def test_every_problem_of_every_file_is_shown_in_one_run(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", UPDATE.replace("0.4", "40"))
    write(desk, "forecasts/snow/forecast.yml", FORECAST.replace("2026-12-31", "2026-02-30"))
    result = foresite("check")
    assert result.exit_code == 1
    assert "updates/2026-01-05.md:2:14: error[probability-range]" in result.stdout
    assert "forecasts/snow/forecast.yml:3:12: error[date-exists]" in result.stdout
    assert "forecasts/snow/forecast.yml:1:1: error[no-update]" in result.stdout
    assert result.stderr == "Three errors in two files.\n"


def test_a_warning_is_shown_and_passes(foresite: Run, desk: Path) -> None:
    write(
        desk,
        "forecasts/rain-in-paris/updates/2026-01-09.md",
        UPDATE.replace("---\nT", "reason: evidence\n---\n<b>T"),
    )
    result = foresite("check")
    assert "warning[html-as-text]" in result.stdout
    assert result.exit_code == 0


def test_programs_get_json(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", UPDATE.replace("0.4", "75%"))
    [problem] = json.loads(foresite("check", "--format", "json").stdout)
    assert problem["rule"] == "probability-format"
    assert problem["hint"] == "write 0.75"
    assert (problem["line"], problem["column"]) == (2, 14)


def test_github_gets_annotations(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", UPDATE.replace("0.4", "75%"))
    [line] = foresite("check", "--format", "github").stdout.splitlines()
    place = "file=forecasts/rain-in-paris/updates/2026-01-05.md,line=2,col=14"
    assert line.startswith(f"::error {place},title=probability-format::probability is “75%25”")


def test_today_decides_what_lies_in_the_future(foresite: Run) -> None:
    assert foresite("check", "--today", "2026-01-01").exit_code == 1
    assert foresite("check", "--today", "2026-01-05").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--format", "xml"),
        ("check", "--today", "tomorrow"),
        ("check", "-f", "missing.yml"),
        ("serve", "--address", "here"),
        ("new", "Rain in Paris"),
        ("new", "rain-in-paris"),
        ("update", "rain-in-pari"),
        ("explain", "probability-rang"),
        ("schema",),
    ],
)
def test_a_wrong_call_is_a_usage_error(foresite: Run, arguments: tuple[str, ...]) -> None:
    result = foresite(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_a_configuration_without_the_plugin_is_a_usage_error(foresite: Run, desk: Path) -> None:
    write(desk, "mkdocs.yml", "site_name: X\ndocs_dir: content\n")
    result = foresite("check")
    assert result.exit_code == 2
    assert "does not list “foresite” under “plugins:”" in result.stderr


def test_a_wrong_slug_is_met_with_a_right_one(foresite: Run) -> None:
    assert "foresite new rain-in-paris" in foresite("new", "Rain in Paris!").stderr
    assert "did you mean “rain-in-paris”?" in foresite("update", "rain-in-pari").stderr


def test_a_slug_like_none_is_met_with_a_few_and_how_many_more_there_are(
    foresite: Run, desk: Path
) -> None:
    for number in range(1, 9):
        write(desk, f"forecasts/snow-{number}/forecast.yml", FORECAST)
    said = " ".join(foresite("update", "xyz").stderr.split())
    assert "there are rain-in-paris, snow-1, snow-2, snow-3, snow-4 and four others" in said
    near = " ".join(foresite("update", "snow-77").stderr.split())
    assert "did you mean “snow-7”?" in near
    assert near.count("snow-") <= 1 + 5, "the one that was typed, and five at most"


def test_the_list_of_commands_tells_each_whole_in_a_terminal_of_eighty_columns() -> None:
    listed = CliRunner().invoke(main, ["--help"], terminal_width=80).stdout
    commands = listed.partition("Commands:\n")[2].splitlines()
    assert len(commands) == len(COMMANDS)
    assert [line for line in commands if not line.endswith(".") or line.endswith("...")] == []


def test_verify_says_what_it_does_not_look_at() -> None:
    said = " ".join(CliRunner().invoke(main, ["verify", "--help"]).stdout.split())
    assert "published records (each records.json) and the ledger" in said
    assert "HTML pages, charts, CSV and the feed are not looked at" in said


def test_a_new_forecast_is_refused_only_for_what_is_left_to_write(foresite: Run) -> None:
    """The scaffold's blanks are errors, so that none is published by mistake."""
    result = foresite("new", "weather/snow")
    assert result.stdout.splitlines() == [
        "forecasts/weather/snow/forecast.yml",
        "forecasts/weather/snow/updates/2026-02-01.md",
    ]
    problems = json.loads(foresite("check", "--format", "json").stdout)
    assert [(p["rule"], p["line"]) for p in problems] == [
        ("text", 1),
        ("missing-key", 5),
        ("probability-format", 2),
        ("rationale-missing", 12),
    ]


def test_a_new_forecast_names_the_schema_where_the_desk_has_one(foresite: Run, desk: Path) -> None:
    foresite("new", "rain/in-rome")
    bare = (desk / "forecasts/rain/in-rome/forecast.yml").read_text(encoding="utf-8")
    assert bare.startswith("question:"), "an editor would look for a file that is not there"
    foresite("schema", "--output", "schema")
    foresite("new", "weather/snow")
    forecast = desk / "forecasts/weather/snow/forecast.yml"
    first = forecast.read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (forecast.parent / schema).resolve() == desk / "schema/forecast.schema.json"


def test_a_new_update_starts_from_the_numbers_that_stand_and_wants_a_rationale(
    foresite: Run, desk: Path
) -> None:
    [path] = foresite("update", "rain-in-paris").stdout.splitlines()
    assert path == "forecasts/rain-in-paris/updates/2026-02-01.md"
    assert "probability: 0.4\n" in (desk / path).read_text(encoding="utf-8")
    [problem] = json.loads(foresite("check", "--format", "json").stdout)
    assert problem["rule"] == "rationale-missing"
    with (desk / path).open("a", encoding="utf-8") as file:
        file.write("Nothing new.\n")
    assert foresite("check").exit_code == 0


def test_a_second_update_of_a_day_gets_a_name_that_sorts_after_the_first(
    foresite: Run, desk: Path
) -> None:
    write(
        desk,
        "forecasts/rain-in-paris/updates/2026-02-01.md",
        UPDATE.replace("---\nT", "reason: evidence\n---\nT"),
    )
    [path] = foresite("update", "rain-in-paris").stdout.splitlines()
    assert path == "forecasts/rain-in-paris/updates/2026-02-01-2.md"


def test_an_update_of_a_broken_forecast_says_what_to_mend(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/forecast.yml", FORECAST.replace("tags", "tgas"))
    result = foresite("update", "rain-in-paris")
    assert result.exit_code == 1
    assert "did you mean “tags”?" in result.stdout


def test_a_rule_is_explained_by_name(foresite: Run) -> None:
    result = foresite("explain", "probability-range")
    assert result.exit_code == 0
    assert "between 0 and 1" in result.stdout
    assert "probability-range" in foresite("explain").stdout


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_schema_is_printed_and_written(foresite: Run, desk: Path, kind: str) -> None:
    assert foresite("schema", kind).stdout == schema_text(kind)
    foresite("schema", "--output", "schema")
    assert (desk / f"schema/{kind}.schema.json").read_text(encoding="utf-8") == schema_text(kind)


@pytest.mark.parametrize("command", [("build", "-d"), ("export",), ("schema", "-o")])
def test_a_place_that_cannot_be_written_is_named_without_a_traceback(
    foresite: Run, desk: Path, command: tuple[str, ...]
) -> None:
    """A file where a folder should be: what even root may not write into."""
    write(desk, "taken", "a file")
    result = foresite(*command, "taken/site")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "taken" in result.stderr
    assert "Traceback" not in result.stderr
