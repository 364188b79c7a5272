"""The disk edge: what is read below the archive's folder, and what is refused unread."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from foresite import pipeline
from foresite.problems import Problem
from foresite.reading import LARGEST_FILE, read_archive
from tests.worlds import FORECAST, OPENING, TODAY, VALID, found

HOME = FORECAST.rpartition("/")[0]


def write(root: Path, path: str, content: bytes = b"x") -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


def read(root: Path) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The paths that are read, and the rule, path and message of each Problem."""
    files, problems = read_archive(root, "forecasts")
    return [file.path for file in files], [_said(problem) for problem in problems]


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.where.path, problem.message


def test_files_are_read_byte_for_byte_with_paths_from_the_root(tmp_path: Path) -> None:
    for path, text in VALID.items():
        write(tmp_path, path, text.encode())
    files, problems = read_archive(tmp_path, "forecasts")
    assert problems == ()
    assert {file.path: file.content.decode() for file in files} == VALID


def test_files_come_sorted_whatever_order_the_disk_gives_them_in(tmp_path: Path) -> None:
    for name in ("b/forecast.yml", "a/updates/2026-01-05.md", "a/forecast.yml", "authors.yml"):
        write(tmp_path, f"forecasts/{name}")
    paths, _ = read(tmp_path)
    assert paths == [
        "forecasts/a/forecast.yml",
        "forecasts/a/updates/2026-01-05.md",
        "forecasts/authors.yml",
        "forecasts/b/forecast.yml",
    ]


def test_what_computers_and_editors_leave_behind_is_no_forecast(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", ".gitkeep", "a/.gitignore", "a/forecast.yml~"):
        write(tmp_path, f"forecasts/{name}")
    assert read(tmp_path) == ([], [])


def test_an_archive_that_is_not_there_is_a_problem_and_no_empty_site(tmp_path: Path) -> None:
    problem = ("archive-missing", "forecasts", "there is no such folder")
    assert read(tmp_path) == ([], [problem])


def test_a_link_out_of_the_archive_is_refused_unread(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.yml")
    link = write(tmp_path, "forecasts/a/forecast.yml")
    link.unlink()
    link.symlink_to(secret)
    message = "is a link to a file outside the archive, which is not read"
    assert read(tmp_path) == ([], [("link-outside", "forecasts/a/forecast.yml", message)])


def test_a_link_to_a_folder_outside_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/forecast.yml")
    (tmp_path / "forecasts").mkdir()
    (tmp_path / "forecasts/a").symlink_to(tmp_path / "elsewhere")
    message = "is a link to a file outside the archive, which is not read"
    assert read(tmp_path) == ([], [("link-outside", "forecasts/a", message)])


def test_a_link_to_a_folder_inside_is_no_second_name_for_it(tmp_path: Path) -> None:
    write(tmp_path, "forecasts/a/forecast.yml")
    (tmp_path / "forecasts/b").symlink_to(tmp_path / "forecasts/a")
    files, [problem] = read_archive(tmp_path, "forecasts")
    assert [file.path for file in files] == ["forecasts/a/forecast.yml"]
    assert _said(problem) == (
        "link-outside",
        "forecasts/b",
        "is a link to a folder, which is read only where it lies itself",
    )
    assert problem.hint == "delete the link, or put the folder itself in this place"


def test_a_link_within_the_archive_is_read(tmp_path: Path) -> None:
    original = write(tmp_path, "forecasts/a/forecast.yml")
    (tmp_path / "forecasts/b.yml").symlink_to(original)
    assert read(tmp_path) == (["forecasts/a/forecast.yml", "forecasts/b.yml"], [])


@pytest.mark.parametrize("target", ["loop.yml", "nothing.yml"])
def test_a_link_to_itself_or_to_nothing_is_no_file(tmp_path: Path, target: str) -> None:
    (tmp_path / "forecasts").mkdir()
    (tmp_path / "forecasts/loop.yml").symlink_to(tmp_path / "forecasts" / target)
    message = "is neither a file nor a folder"
    assert read(tmp_path) == ([], [("link-outside", "forecasts/loop.yml", message)])


def test_a_pipe_is_no_file_and_does_not_make_us_wait(tmp_path: Path) -> None:
    (tmp_path / "forecasts").mkdir()
    os.mkfifo(tmp_path / "forecasts/pipe.yml")
    message = "is neither a file nor a folder"
    assert read(tmp_path) == ([], [("link-outside", "forecasts/pipe.yml", message)])


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    """Sparse, so that it takes no room."""
    with write(tmp_path, "forecasts/a/forecast.yml").open("wb") as file:
        file.truncate(50_000_000)
    message = "is 50.0 MB, but a file may hold at most 1 MB"
    assert read(tmp_path) == ([], [("file-size", "forecasts/a/forecast.yml", message)])


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    write(tmp_path, "forecasts/a/forecast.yml", b" " * LARGEST_FILE)
    assert read(tmp_path) == (["forecasts/a/forecast.yml"], [])
    write(tmp_path, "forecasts/a/forecast.yml", b" " * (LARGEST_FILE + 1))
    paths, problems = read(tmp_path)
    assert paths == []
    assert [rule for rule, _, _ in problems] == ["file-size"]


@pytest.mark.parametrize("refused", ["forecasts/a/forecast.yml", "forecasts/a"])
def test_what_the_computer_does_not_let_us_open_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    """The refusal is played, because root, as in many containers, may open anything."""
    write(tmp_path, "forecasts/a/forecast.yml")
    write(tmp_path, "forecasts/b/forecast.yml")
    denied = PermissionError(errno.EACCES, "Permission denied")
    read_bytes, scandir = Path.read_bytes, os.scandir

    def refuse_file(path: Path) -> bytes:
        if path == tmp_path / refused:
            raise denied
        return read_bytes(path)

    def refuse_folder(path: Path) -> object:
        if path == tmp_path / refused:
            raise denied
        return scandir(path)

    monkeypatch.setattr(Path, "read_bytes", refuse_file)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    paths, problems = read(tmp_path)
    assert paths == ["forecasts/b/forecast.yml"]
    assert problems == [("unreadable-file", refused, "cannot be opened: Permission denied")]


LARGE = b" " * (LARGEST_FILE + 1)
IMPLYING = {
    "forecasts/snow/forecast.yml": f"{VALID[FORECAST]}implies: [rain-in-paris]\nauthor: our-desk\n",
    "forecasts/snow/updates/2026-01-05.md": VALID[OPENING],
    "forecasts/authors.yml": "our-desk: {name: Our desk}\n",
}


@pytest.mark.parametrize(
    "refused",
    [
        FORECAST,
        OPENING,
        f"{HOME}/updates",
        f"{HOME}/updates/notes.md",
        f"{HOME}/updates/2027-02-30.md",
        f"{HOME}/resolution.md",
        HOME,
        "forecasts/authors.yml",
        f"{HOME}/corrections/2026-01-06.md",
        f"{HOME}/sealed/2026-01-06.yml",
    ],
)
def test_of_what_is_refused_unread_nothing_else_is_said(tmp_path: Path, refused: str) -> None:
    """Its updates are no strays, and a question whose update was refused is not without one."""
    for path, text in {**VALID, **IMPLYING}.items():
        if not f"{path}/".startswith(f"{refused}/"):
            write(tmp_path, path, text.encode())
    if "." in refused:
        write(tmp_path, refused, LARGE)
    else:
        (tmp_path / refused).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / refused).symlink_to("/")
    files, problems = read_archive(tmp_path, "forecasts")
    archive, all_problems = pipeline.load(files, today=TODAY, refused=problems)
    assert [(p.rule, p.where.path) for p in all_problems] == [
        ("file-size" if "." in refused else "link-outside", refused)
    ]
    assert HOME not in {forecast.path for forecast in archive.forecasts} or "authors" in refused


def test_the_other_files_of_a_forecast_are_checked_though_one_is_refused(tmp_path: Path) -> None:
    write(tmp_path, FORECAST, LARGE)
    write(tmp_path, OPENING, b"---\nprobability: 40\n---\n")
    files, problems = read_archive(tmp_path, "forecasts")
    _, all_problems = pipeline.load(files, today=TODAY, refused=problems)
    assert found(all_problems) == [
        ("file-size", FORECAST, 1),
        ("probability-range", OPENING, 2),
        ("rationale-missing", OPENING, 3),
    ]


def test_a_file_name_that_is_no_utf_8_can_be_reported(tmp_path: Path) -> None:
    (tmp_path / "forecasts").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/forecasts/caf\xe9.yml")).touch()
    files, problems = read_archive(tmp_path, "forecasts")
    assert problems == ()
    assert [file.path for file in files] == ["forecasts/caf\udce9.yml"]
