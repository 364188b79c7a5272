"""The workflows do what they must and may do nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    """A workflow as data; YAML 1.1 reads its key ``on`` as true."""
    whole: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return whole


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", ROOT / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_have_the_shape_that_github_documents() -> None:
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_deploy_job_may_write() -> None:
    found = {
        (path.stem, job, scope)
        for path in WORKFLOWS
        for job, facts in read(path)["jobs"].items()
        for scope, access in facts["permissions"].items()
        if access == "write"
    }
    assert found == {("publish", "deploy", "pages"), ("publish", "deploy", "id-token")}
    assert all(read(path)["permissions"] == {} for path in WORKFLOWS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_digest_with_its_version_beside_it(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_nothing_runs_with_a_pull_request_s_code_and_our_rights() -> None:
    for path in WORKFLOWS:
        assert "pull_request_target" not in path.read_text("utf-8")
        assert "workflow_run" not in path.read_text("utf-8")


def test_updates_of_dependencies_wait_a_week() -> None:
    updates = read(ROOT / ".github/dependabot.yml")["updates"]
    assert [u["cooldown"]["default-days"] for u in updates] == [7, 7]
