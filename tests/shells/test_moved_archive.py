"""An archive that moves as a whole hides no edit: real commits, real commands."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foresite.cli import main
from tests.repositories import commit, git, repository
from tests.shells.conftest import CONFIG, UPDATE, write

Run = Callable[..., Result]
OPENING = "rain-in-paris/updates/2026-01-05.md"
MOVED = CONFIG.replace("foresite]", "foresite: {archive: forecasts2}]")


@pytest.fixture
def published(desk: Path) -> Path:
    """The desk's folder as a repository, with a branch begun from what is published."""
    repository(desk)
    commit(desk)
    git(desk, "switch", "--quiet", "--create", "change")
    return desk


def move(desk: Path, config: str = MOVED) -> None:
    """Name the archive another folder, and move all of it there."""
    git(desk, "mv", "forecasts", "forecasts2")
    write(desk, "mkdocs.yml", config)


def test_a_moved_archive_is_refused_and_hides_no_edit(foresite: Run, published: Path) -> None:
    move(published)
    moved = foresite("check", "--against", "main")
    assert moved.exit_code == 1
    assert moved.stdout.count("error[") == 1
    assert "mkdocs.yml:4:39: error[published-removed]\n" in moved.stdout
    assert "the archive is the folder forecasts2, but is published at main as forecasts" in (
        moved.stdout
    )
    assert "move the files back to forecasts" in moved.stdout
    write(published, f"forecasts2/{OPENING}", UPDATE.replace("0.4", "0.9"))
    edited = foresite("check", "--against", "main")
    assert f"forecasts2/{OPENING}:2:16: error[published-changed]" in edited.stdout
    commit(published)
    assert "error[published-changed]" in foresite("check", "--against", "main").stdout


def test_a_move_is_no_news_and_an_edit_in_it_is(foresite: Run, published: Path) -> None:
    move(published)
    assert foresite("diff", "main").stdout == "Nothing in the archive changes.\n"
    commit(published)
    assert foresite("diff", "main", "change").stdout == "Nothing in the archive changes.\n"
    later = UPDATE.replace("0.4\n---\nT", "0.45\nreason: evidence\n---\nT")
    write(published, "forecasts2/rain-in-paris/updates/2026-01-12.md", later)
    assert foresite("diff", "main").stdout.startswith("rain-in-paris: 40")


def test_the_published_text_is_found_where_it_stood(foresite: Run, published: Path) -> None:
    move(published)
    made = foresite("correct", "rain-in-paris", "updates/2026-01-05.md", "--against", "main")
    path = "forecasts2/rain-in-paris/corrections/2026-02-01.md"
    assert (made.exit_code, made.stdout) == (0, f"{path}\n")
    assert (published / path).read_text("utf-8").endswith(f"\n---\n{UPDATE}")


PARENT = "plugins: [search, foresite: {archive: forecasts}]\n"
CONFIGS = {
    "named": CONFIG.replace("foresite]", "foresite: {archive: forecasts}]"),
    "with tags": CONFIG.replace("foresite]", "foresite: {archive: !ENV [NO, forecasts]}]"),
    "inherited": "INHERIT: base.yml\n" + CONFIG.replace("plugins: [search, foresite]\n", ""),
}


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_the_folder_counts_as_the_published_configuration_names_it(
    foresite: Run, published: Path, config: str
) -> None:
    git(published, "switch", "--quiet", "main")
    commit(published, {"mkdocs.yml": config, "base.yml": PARENT})
    move(published)
    result = foresite("check", "--against", "main")
    assert result.stdout.count("error[published-removed]") == 1
    assert foresite("diff", "main").stdout == "Nothing in the archive changes.\n"


def test_another_configuration_hides_nothing(foresite: Run, published: Path) -> None:
    """At the ref there is no site.yml that could name the folder."""
    git(published, "mv", "mkdocs.yml", "site.yml")
    git(published, "mv", "forecasts", "forecasts2")
    write(published, "site.yml", MOVED)
    result = foresite("check", "--config-file", "site.yml", "--against", "main")
    assert result.exit_code == 1
    assert "site.yml:4:39: error[published-removed]" in result.stdout


def test_a_link_in_the_archive_s_place_hides_nothing_later(foresite: Run, published: Path) -> None:
    git(published, "mv", "forecasts", "real")
    (published / "forecasts").symlink_to("real")
    assert foresite("check", "--against", "main").exit_code == 0
    commit(published)
    write(published, f"real/{OPENING}", UPDATE.replace("0.4", "0.9"))
    result = foresite("check", "--against", "change")
    assert result.exit_code == 1
    assert "error[published-changed]" in result.stdout


def test_a_move_by_others_and_a_first_publication_are_not_ours_to_answer_for(
    foresite: Run, published: Path
) -> None:
    git(published, "switch", "--quiet", "main")
    move(published)
    commit(published)
    git(published, "switch", "--quiet", "change")
    assert foresite("check", "--against", "main").exit_code == 0


def test_a_desk_that_has_published_nothing_may_name_its_folder(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(desk)
    (desk / "forecasts").rename(desk / "kept")
    commit(desk)
    (desk / "kept").rename(desk / "forecasts2")
    git(desk, "rm", "-r", "--quiet", "--cached", "kept")
    git(desk, "commit", "--quiet", "--amend", "--message", "Nothing yet")
    write(desk, "mkdocs.yml", MOVED)
    monkeypatch.chdir(desk)
    arguments = ["check", "--against", "HEAD", "--today", "2026-01-05"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert re.findall(r"(?:error|warning)\[(.+)\]", result.stdout) == ["published-nothing"]
