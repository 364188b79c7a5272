"""A desk’s limits are not loosened by the change that needs it: real commits, real commands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from foresite.appending import Present, limits_loosened, stricter
from foresite.publication import Limits
from foresite.source import SourceFile
from tests.repositories import commit, git, repository
from tests.shells.conftest import CONFIG, FORECAST, UPDATE, write

Run = Callable[..., Result]
TERMS = "forecasts/rain-in-paris/forecast.yml"
LATER = "forecasts/rain-in-paris/updates/2026-01-30.md"
UNDER_REVIEW = FORECAST.replace("criteria: ", "criteria:\n  - status: under-review\n    text: ")
MOVED = UPDATE.replace("0.4\n---", "0.5\nreason: evidence\n---")
"""Ten points."""


def config(limits: str) -> str:
    return CONFIG.replace("foresite]", f"foresite: {{limits: {{{limits}}}}}]")


@pytest.fixture
def published(desk: Path) -> Path:
    """A forecast under review at 40 %, and a branch begun from it."""
    write(desk, TERMS, UNDER_REVIEW)
    repository(desk)
    commit(desk)
    git(desk, "switch", "--quiet", "--create", "change")
    return desk


def rules(result: Result) -> list[str]:
    return re.findall(r"(?:error|warning)\[(.+)\]", result.stdout)


def on_main(desk: Path, files: dict[str, str]) -> None:
    """Publish files, and begin the change anew from there."""
    git(desk, "switch", "--quiet", "main")
    commit(desk, files)
    git(desk, "switch", "--quiet", "--force-create", "change")


def test_a_limit_that_the_change_loosens_does_not_help_it(foresite: Run, published: Path) -> None:
    write(published, LATER, MOVED)
    write(published, "mkdocs.yml", config("freeze_points: 100"))
    assert foresite("check").exit_code == 0
    refused = foresite("check", "--against", "main")
    assert (refused.exit_code, rules(refused)) == (1, ["frozen-number", "limit-loosened"])
    assert "may move only between 35" in refused.stdout
    assert "mkdocs.yml:4:39: warning[limit-loosened]\n" in refused.stdout
    assert "freeze_points is 100, but is published at main as 5" in refused.stdout
    assert "4 | plugins: [search, foresite: {limits: {freeze_points: 100}}]" in refused.stdout


def test_days_that_the_change_loosens_do_not_help_it_either(foresite: Run, published: Path) -> None:
    firm = "  - {since: 2026-01-20, text: At least 2 mm by Météo-France., reason: x, effect: narrows}\n"
    write(published, TERMS, UNDER_REVIEW + firm)
    write(published, "mkdocs.yml", config("recorded_days: 9999"))
    refused = foresite("check", "--against", "main")
    assert (refused.exit_code, rules(refused)) == (1, ["published-order", "limit-loosened"])
    assert "it may be dated back by 3" in refused.stdout


def test_a_looser_limit_that_is_published_by_itself_holds_from_then_on(
    foresite: Run, published: Path
) -> None:
    write(published, "mkdocs.yml", config("freeze_points: 10"))
    alone = foresite("check", "--against", "main")
    assert (alone.exit_code, rules(alone)) == (0, ["limit-loosened"])
    on_main(published, {"mkdocs.yml": config("freeze_points: 10")})
    write(published, LATER, MOVED)
    result = foresite("check", "--against", "main")
    assert (result.exit_code, rules(result)) == (0, [])


def test_a_stricter_limit_holds_at_once(foresite: Run, published: Path) -> None:
    write(published, LATER, MOVED.replace("0.5", "0.44"))
    assert foresite("check", "--against", "main").exit_code == 0
    write(published, "mkdocs.yml", config("freeze_points: 3"))
    assert rules(foresite("check", "--against", "main")) == ["frozen-number"]


def test_a_branch_that_is_behind_is_held_to_what_is_published_now(
    foresite: Run, published: Path
) -> None:
    """Others tightened the limit since the branch began."""
    git(published, "switch", "--quiet", "main")
    commit(published, {"mkdocs.yml": config("freeze_points: 3")})
    git(published, "switch", "--quiet", "change")
    write(published, LATER, MOVED.replace("0.5", "0.44"))
    assert rules(foresite("check", "--against", "main")) == ["frozen-number", "limit-loosened"]


def test_a_limit_that_is_taken_out_is_loosened_too(foresite: Run, published: Path) -> None:
    on_main(published, {"mkdocs.yml": config("freeze_points: 2")})
    write(published, "mkdocs.yml", CONFIG)
    result = foresite("check", "--against", "main")
    assert (result.exit_code, rules(result)) == (0, ["limit-loosened"])
    assert "mkdocs.yml:1:1: warning" in result.stdout


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("INHERIT: base.yml\n" + CONFIG.replace("plugins: [search, foresite]\n", ""), "plugins: [search, foresite: {limits: {freeze_points: 2}}]\n"),
        ("INHERIT: base.yml\n" + CONFIG.replace("[search, foresite]", "{foresite: {desk: D}}"), "plugins: {search: {}, foresite: {limits: {freeze_points: 2}}}\n"),
        (config("freeze_points: !ENV [NO_SUCH_NAME, 2]"), ""),
        (config("freeze_points: 2.0, recorded_days: 3"), ""),
    ],
    ids=["inherited", "merged", "from the environment", "typed otherwise"],
)  # fmt: skip
def test_the_published_limit_is_found_wherever_it_is_set(
    foresite: Run, published: Path, child: str, parent: str
) -> None:
    on_main(published, {"mkdocs.yml": child, "base.yml": parent})
    write(published, LATER, MOVED.replace("0.5", "0.44"))
    write(published, "mkdocs.yml", CONFIG)
    assert rules(foresite("check", "--against", "main")) == ["frozen-number", "limit-loosened"]


@pytest.mark.parametrize(
    "typed", ["x", "true", ".nan", "[]", "null"], ids=["word", "yes", "nan", "list", "nothing"]
)
def test_a_published_limit_that_is_no_number_is_the_usual_one(
    foresite: Run, published: Path, typed: str
) -> None:
    on_main(published, {"mkdocs.yml": config(f"freeze_points: {typed}")})
    write(published, "mkdocs.yml", config("freeze_points: 10"))
    write(published, LATER, MOVED)
    assert rules(foresite("check", "--against", "main")) == ["frozen-number", "limit-loosened"]


def test_a_list_of_plugins_takes_the_place_of_what_it_inherits(
    foresite: Run, published: Path
) -> None:
    """So MkDocs reads it, and 2 points were never in force."""
    parent = "plugins: [search, foresite: {limits: {freeze_points: 2}}]\n"
    on_main(published, {"mkdocs.yml": "INHERIT: base.yml\n" + CONFIG, "base.yml": parent})
    write(published, LATER, MOVED.replace("0.5", "0.44"))
    assert rules(foresite("check", "--against", "main")) == []


def test_another_name_of_the_configuration_frees_nobody(foresite: Run, published: Path) -> None:
    git(published, "mv", "mkdocs.yml", "site.yml")
    write(published, "site.yml", config("freeze_points: 100"))
    write(published, LATER, MOVED)
    result = foresite("check", "--config-file", "site.yml", "--against", "main")
    assert rules(result) == ["frozen-number", "limit-loosened"]


def test_nor_does_it_hold_a_desk_to_less_than_it_had(foresite: Run, published: Path) -> None:
    on_main(published, {"mkdocs.yml": config("freeze_points: 10"), LATER: MOVED})
    git(published, "mv", "mkdocs.yml", "site.yml")
    result = foresite("check", "--config-file", "site.yml", "--against", "main")
    assert (result.exit_code, rules(result)) == (0, [])


def test_a_change_of_a_limit_is_told(foresite: Run, published: Path) -> None:
    write(published, "mkdocs.yml", config("freeze_points: 7.5, stale_days: 60"))
    told = foresite("diff", "main")
    assert told.exit_code == 0
    assert told.stdout == (
        "mkdocs.yml\n"
        "  Limit loosened: points by which a frozen number may move, 5 → 7.5 (freeze_points)\n"
        "  Limit tightened: days without an update, 90 → 60 (stale_days)\n"
    )
    write(published, LATER, MOVED.replace("0.5", "0.44"))
    [forecast, limits] = json.loads(foresite("diff", "main", "--format", "json").stdout)
    assert forecast["forecast"] == "rain-in-paris"
    assert (limits["forecast"], limits["fate"], len(limits["changes"])) == (
        "mkdocs.yml",
        "changed",
        2,
    )
    commit(published)
    between = foresite("diff", "change", "main").stdout
    assert "tightened: points by which a frozen number may move, 7.5 → 5" in between
    markdown = foresite("diff", "main", "--format", "markdown").stdout
    assert "- **mkdocs\\.yml**:\n  - Limit loosened" in markdown


def test_what_others_settled_since_is_no_change_of_ours(foresite: Run, published: Path) -> None:
    git(published, "switch", "--quiet", "main")
    commit(published, {"mkdocs.yml": config("freeze_points: 3")})
    git(published, "switch", "--quiet", "change")
    assert foresite("diff", "main").stdout == "Nothing in the archive changes.\n"


def test_of_two_limits_the_stricter_holds_each_by_itself() -> None:
    then, now = Limits(freeze_points=3, recorded_days=9), Limits(recorded_days=5, stale_days=7)
    assert stricter(then, now) == Limits(freeze_points=3, recorded_days=5, stale_days=7)
    config_file = SourceFile(path="mkdocs.yml", content=b"\xff")
    [problem] = limits_loosened(config_file, ref="main", then=then, now=now)
    assert (problem.where.line, problem.message[:18]) == (1, "freeze_points is 5")


def test_days_beyond_the_calendar_are_all_days() -> None:
    assert Present(today=date(2026, 1, 1), recorded_days=10**9).earliest == date.min
