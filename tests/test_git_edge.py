"""Git's edge: what an archive was at a ref, and since when each of its files is there."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from foresite.git_edge import GitFaultError, commit_of, files_at, fork_of, recorded_days
from foresite.reading import LARGEST_FILE
from tests.repositories import commit, git, repository

A, B, C = "forecasts/a/forecast.yml", "forecasts/a/updates/2026-01-05.md", "forecasts/b/x.md"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(tmp_path / "repo")


def texts(root: Path, ref: str, archive: str = "forecasts") -> dict[str, bytes]:
    return {f.path: f.content for f in files_at(root, archive, commit_of(root, ref))}


def test_files_are_as_the_ref_has_them_whatever_the_disk_says(repo: Path) -> None:
    commit(repo, {A: "one\n", B: "two\r\n", "elsewhere.md": "x"})
    git(repo, "tag", "v1")
    commit(repo, {A: "changed\n", B: None, C: "new\n"})
    assert texts(repo, "v1") == {A: b"one\n", B: b"two\r\n"}
    assert texts(repo, "HEAD") == {A: b"changed\n", C: b"new\n"}


def test_a_desk_may_live_in_a_folder_of_a_larger_repository(repo: Path) -> None:
    commit(repo, {f"desk/{A}": "one\n", A: "not ours\n"}, on="2026-01-07")
    assert texts(repo / "desk", "HEAD") == {A: b"one\n"}
    assert recorded_days(repo / "desk", "forecasts") == {A: date(2026, 1, 7)}


def test_names_with_spaces_quotes_and_letters_of_all_kinds_are_read(repo: Path) -> None:
    odd = 'forecasts/a/Überraschung "1" \t.md'
    commit(repo, {odd: "x\n"})
    assert texts(repo, "HEAD") == {odd: b"x\n"}
    assert recorded_days(repo, "forecasts") == {odd: date(2026, 1, 5)}


def test_a_link_is_read_only_if_it_leads_to_a_file_of_the_archive(repo: Path) -> None:
    commit(repo, {A: "one\n", "secret": "x\n"})
    (repo / "forecasts/a/inside.md").symlink_to("forecast.yml")
    (repo / "forecasts/a/outside.md").symlink_to("../../secret")
    (repo / "forecasts/a/nowhere.md").symlink_to("/etc/passwd")
    commit(repo)
    assert texts(repo, "HEAD") == {A: b"one\n", "forecasts/a/inside.md": b"one\n"}


def test_what_is_too_large_to_be_text_is_left_out(repo: Path) -> None:
    commit(repo, {A: "x" * LARGEST_FILE, C: "x" * (LARGEST_FILE + 1)})
    assert set(texts(repo, "HEAD")) == {A}


def test_an_archive_that_was_not_there_yet_was_empty(repo: Path) -> None:
    commit(repo, {"README.md": "x"})
    assert texts(repo, "HEAD") == {}


@pytest.mark.parametrize(
    "ref",
    ["", "nope", "-h", "--output=x", "HEAD:forecasts", "a b", "a\nb", "main..main", "$(touch x)"],
)
def test_what_names_no_commit_is_refused_in_plain_words(repo: Path, ref: str) -> None:
    commit(repo, {A: "one\n"})
    with pytest.raises(GitFaultError, match="commit, branch or tag") as caught:
        commit_of(repo, ref)
    assert repr(ref) in str(caught.value)
    assert sorted(p.name for p in repo.iterdir()) == [".git", "forecasts"]


@pytest.mark.parametrize("ref", ["main", "HEAD", "HEAD~1", "v1", "main^{commit}"])
def test_a_ref_is_whatever_git_takes_for_one(repo: Path, ref: str) -> None:
    first = commit(repo, {A: "one\n"})
    git(repo, "tag", "--annotate", "--message", "x", "v1")
    second = commit(repo, {A: "two\n"})
    assert commit_of(repo, ref) == (first if ref in ("HEAD~1", "v1") else second)


def test_without_a_repository_a_ref_is_refused_and_no_day_is_known(tmp_path: Path) -> None:
    with pytest.raises(GitFaultError, match="not a git repository"):
        commit_of(tmp_path, "main")
    assert recorded_days(tmp_path, "forecasts") == {}


def test_without_git_a_ref_is_refused_and_no_day_is_known(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repo, {A: "one\n"})
    monkeypatch.setenv("PATH", str(repo / "nothing"))
    with pytest.raises(GitFaultError, match="git cannot be run"):
        commit_of(repo, "main")
    assert recorded_days(repo, "forecasts") == {}


def test_before_the_first_commit_no_day_is_known(repo: Path) -> None:
    assert recorded_days(repo, "forecasts") == {}


def test_a_file_is_recorded_by_the_first_commit_that_has_it(repo: Path) -> None:
    commit(repo, {A: "one\n"}, on="2026-01-05")
    commit(repo, {B: "two\n", A: "changed\n"}, on="2026-01-09")
    commit(repo, {B: None}, on="2026-01-10")
    commit(repo, {B: "again\n"}, on="2026-01-12")
    (repo / C).parent.mkdir()
    (repo / C).write_text("not committed\n")
    assert recorded_days(repo, "forecasts") == {A: date(2026, 1, 5), B: date(2026, 1, 9)}


def test_the_day_is_the_committer_s_not_the_author_s(repo: Path) -> None:
    commit(repo, {A: "one\n"}, on="2026-01-05")
    git(repo, "commit", "--quiet", "--amend", "--no-edit", "--date=2025-12-01", on="2026-01-08")
    assert recorded_days(repo, "forecasts") == {A: date(2026, 1, 8)}


def test_a_file_that_was_only_moved_keeps_its_day(repo: Path) -> None:
    commit(repo, {"old/a/forecast.yml": "one\n"}, on="2026-01-05")
    git(repo, "mv", "old", "forecasts")
    commit(repo, on="2026-02-01")
    assert recorded_days(repo, "forecasts") == {A: date(2026, 1, 5)}


def test_a_file_of_a_merged_branch_counts_from_its_commit(repo: Path) -> None:
    commit(repo, {A: "one\n"}, on="2026-01-05")
    git(repo, "switch", "--quiet", "--create", "branch")
    commit(repo, {B: "two\n"}, on="2026-01-06")
    git(repo, "switch", "--quiet", "main")
    commit(repo, {C: "three\n"}, on="2026-01-07")
    git(repo, "merge", "--quiet", "--no-ff", "--no-edit", "branch", on="2026-02-01")
    assert recorded_days(repo, "forecasts") == {
        A: date(2026, 1, 5),
        B: date(2026, 1, 6),
        C: date(2026, 1, 7),
    }


def test_a_shallow_clone_knows_only_the_days_after_its_end(repo: Path, tmp_path: Path) -> None:
    commit(repo, {A: "one\n"}, on="2026-01-05")
    commit(repo, {B: "two\n"}, on="2026-01-06")
    commit(repo, {C: "three\n"}, on="2026-01-07")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{repo}", "shallow")
    assert recorded_days(tmp_path / "shallow", "forecasts") == {C: date(2026, 1, 7)}


def test_a_ref_that_a_shallow_clone_lacks_is_refused_with_the_way_to_have_it(
    repo: Path, tmp_path: Path
) -> None:
    """A clone of one commit has no HEAD~1; all of it has, and then only a slip is left."""
    first = commit(repo, {A: "one\n"})
    commit(repo, {B: "two\n"})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repo}", "shallow")
    with pytest.raises(GitFaultError) as caught:
        commit_of(tmp_path / "shallow", "HEAD~1")
    assert str(caught.value) == (
        "git knows no commit, branch or tag 'HEAD~1'; this clone is shallow, so its history "
        "ends early: run `git fetch --unshallow` (in a workflow, check out with "
        "`fetch-depth: 0`), or correct the name"
    )
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert commit_of(tmp_path / "shallow", "HEAD~1") == first
    with pytest.raises(GitFaultError, match="; fetch it, or correct the name"):
        commit_of(tmp_path / "shallow", "HEAD~2")


def test_the_fork_is_the_last_commit_in_common(repo: Path) -> None:
    first = commit(repo, {A: "one\n"})
    git(repo, "switch", "--quiet", "--create", "branch")
    commit(repo, {B: "two\n"})
    git(repo, "switch", "--quiet", "main")
    theirs = commit(repo, {C: "three\n"})
    git(repo, "switch", "--quiet", "branch")
    assert fork_of(repo, theirs) == first
    git(repo, "switch", "--quiet", "--orphan", "other")
    commit(repo, {A: "another beginning\n"}, on="2026-03-01")
    assert fork_of(repo, theirs) is None


def test_neither_hooks_nor_the_settings_of_a_repository_run_anything(repo: Path) -> None:
    commit(repo, {A: "one\n"})
    trap = repo / "trap.sh"
    trap.write_text("#!/bin/sh\ntouch ran\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program"):
        git(repo, "config", key, str(trap))
    git(repo, "config", "log.showSignature", "true")
    assert texts(repo, "HEAD") == {A: b"one\n"}
    assert recorded_days(repo, "forecasts") == {A: date(2026, 1, 5)}
    assert not (repo / "ran").exists()


def test_a_hook_s_own_repository_is_not_taken_for_the_desk_s(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repo, {A: "one\n"})
    other = repository(tmp_path / "other")
    commit(other, {A: "other\n"}, on="2026-02-01")
    monkeypatch.setenv("GIT_DIR", os.fspath(other / ".git"))
    assert texts(repo, "HEAD") == {A: b"one\n"}
