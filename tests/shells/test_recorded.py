"""Honest dates, from real commits to the written page; without git, nothing is claimed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from foresite.cli import main
from tests.repositories import commit, git, repository
from tests.shells.conftest import UPDATE, write

PAGE = "forecasts/rain-in-paris/index.md"


def exported(desk: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every file that is made from the desk's archive, by path."""
    monkeypatch.chdir(desk)
    target = desk.parent / f"{desk.name}-export"
    arguments = ["export", str(target), "--no-charts", "--today", "2026-02-01"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return {
        path.relative_to(target).as_posix(): path.read_text("utf-8")
        for path in sorted(target.rglob("*"))
        if path.is_file()
    }


def test_a_page_says_which_update_came_later_than_its_date(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(desk)
    commit(desk, on="2026-01-05")
    late = UPDATE.replace("---\nT", "reason: evidence\n---\nT")
    commit(desk, {"forecasts/rain-in-paris/updates/2026-01-12.md": late}, on="2026-01-30")
    write(desk, "forecasts/rain-in-paris/updates/2026-01-31.md", late)
    made = exported(desk, monkeypatch)
    assert made[PAGE].count("fs-recorded") == 2  # the class of the mark, and that it stands alone
    assert "Recorded later, on 30 Jan 2026: 18 days after its date" in made[PAGE]
    rows = made["forecasts/rain-in-paris/history.csv"].splitlines()
    assert [row.split(",")[2:4] for row in rows[1:]] == [
        ["2026-01-05", "2026-01-05"],
        ["2026-01-12", "2026-01-30"],
        ["2026-01-31", ""],
    ]


def test_a_desk_s_own_limit_holds(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = (desk / "mkdocs.yml").read_text("utf-8")
    limits = "plugins: [search, {foresite: {limits: {recorded_days: 30}}}]"
    write(desk, "mkdocs.yml", config.replace("plugins: [search, foresite]", limits))
    repository(desk)
    commit(desk, on="2026-01-30")
    assert "Recorded later" not in exported(desk, monkeypatch)[PAGE]


def test_without_git_nothing_is_claimed(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Recorded later" not in exported(desk, monkeypatch)[PAGE]


def test_two_clones_of_one_commit_make_the_same_bytes_and_a_shallow_one_claims_less(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(desk)
    commit(desk, on="2026-01-20")
    commit(desk, {"content/other.md": "# Other\n"}, on="2026-01-21")
    for name, depth in (("one", ()), ("two", ()), ("shallow", ("--depth=1",))):
        git(tmp_path, "clone", "--quiet", *depth, f"file://{desk}", name)
    one, two, shallow = (exported(tmp_path / n, monkeypatch) for n in ("one", "two", "shallow"))
    assert one == two
    assert "Recorded later" in one[PAGE]
    assert "Recorded later" not in shallow[PAGE]


@pytest.mark.parametrize("arguments", [["build"], ["export", "out", "--no-charts"]])
def test_whoever_makes_a_site_from_a_shallow_clone_is_told_so(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Only told: what is missing is not claimed, so not even a strict build stops."""
    repository(desk)
    commit(desk, on="2026-01-20")
    commit(desk, {"content/other.md": "# Other\n"}, on="2026-01-21")
    said = {}
    for name, depth in (("full", ()), ("shallow", ("--depth=1",))):
        git(tmp_path, "clone", "--quiet", *depth, f"file://{desk}", name)
        monkeypatch.chdir(tmp_path / name)
        result = CliRunner().invoke(main, [*arguments, "--today", "2026-02-01"])
        assert result.exit_code == 0, result.stderr
        said[name] = result.stderr
    assert "shallow" not in said["full"]
    assert said["shallow"].splitlines()[0] == (
        "This clone is shallow, so nobody can tell here since when git has each file: "
        "the site makes no note of what was recorded later, and differs from that of a full clone. "
        "Fetch the whole history: git fetch --unshallow"
    )


def test_mkdocs_itself_tells_of_a_shallow_clone_and_stays_strict(
    desk: Path, tmp_path: Path
) -> None:
    repository(desk)
    commit(desk, on="2026-01-20")
    commit(desk, {"content/other.md": "# Other\n"}, on="2026-01-21")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{desk}", "shallow")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1769904000", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path / "shallow",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("This clone is shallow") == 1
