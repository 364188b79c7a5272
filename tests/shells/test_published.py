"""A past nobody can edit, as an author and an editor meet it: real commits, real commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from foresite.cli import main
from tests.repositories import commit, git, repository
from tests.shells.conftest import CONFIG, UPDATE, write

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
FIRST = "forecasts/open-model-parity/updates/2026-11-23.md"
OPENING = "forecasts/rain-in-paris/updates/2026-01-05.md"
TERMS = "forecasts/open-model-parity/forecast.yml"
CORRECTION = "forecasts/rain-in-paris/corrections/2026-02-01.md"


@pytest.fixture
def published(desk: Path) -> Path:
    """The desk's folder as a repository, with a branch begun from what is published."""
    repository(desk)
    commit(desk)
    git(desk, "switch", "--quiet", "--create", "change")
    return desk


def test_what_only_adds_passes(foresite: Run, published: Path) -> None:
    assert foresite("check", "--against", "main").exit_code == 0
    later = UPDATE.replace("---\nT", "reason: passage-of-time\n---\nT")
    write(published, "forecasts/rain-in-paris/updates/2026-01-30.md", later)
    result = foresite("check", "--against", "main")
    assert (result.exit_code, result.stdout) == (0, "")


def test_an_edit_is_shown_at_its_line_and_a_correction_makes_it_pass(
    foresite: Run, published: Path
) -> None:
    write(published, OPENING, UPDATE.replace("January", "january"))
    assert foresite("check").exit_code == 0
    refused = foresite("check", "--against", "main")
    assert refused.exit_code == 1
    assert f"{OPENING}:4:16: error[published-changed]" in refused.stdout
    assert "4 | The climate of january, nothing more.\n" in refused.stdout
    assert "was “The climate of January, nothing more.”" in refused.stdout

    made = foresite("correct", "rain-in-paris", "updates/2026-01-05.md", "--against", "main")
    assert (made.exit_code, made.stdout) == (0, f"{CORRECTION}\n")
    assert (published / CORRECTION).read_text("utf-8").endswith(f"\n---\n{UPDATE}")
    unfinished = foresite("check", "--against", "main")
    assert f"{CORRECTION}:4:" in unfinished.stdout
    text = (published / CORRECTION).read_text("utf-8")
    text = text.replace("because:         # why it had to be corrected", "because: A slip.")
    write(published, CORRECTION, text)
    assert foresite("check", "--against", "main").exit_code == 0


def test_a_closing_date_that_comes_later_passes_with_a_correction_that_says_why(
    foresite: Run, published: Path
) -> None:
    terms = "forecasts/rain-in-paris/forecast.yml"
    closing = (published / terms).read_text("utf-8")
    git(published, "switch", "--quiet", "main")
    commit(published, {terms: closing.replace("closes_on: 2026-12-31\n", "")})
    git(published, "switch", "--quiet", "--create", "closing")
    write(published, terms, closing)
    refused = foresite("check", "--against", "main")
    assert refused.exit_code == 1
    assert f"{terms}:3:12: error[published-changed]\n" in refused.stdout
    assert "closes_on is not published at main; added now" in refused.stdout
    assert "`foresite correct rain-in-paris forecast.yml --against main`" in refused.stdout
    foresite("correct", "rain-in-paris", "forecast.yml", "--against", "main")
    text = (published / CORRECTION).read_text("utf-8")
    text = text.replace("because:         # why it had to be corrected", "because: Forgotten.")
    write(published, CORRECTION, text)
    assert foresite("check", "--against", "main").exit_code == 0


def test_github_and_programs_get_it_in_their_own_ways(foresite: Run, published: Path) -> None:
    write(published, OPENING, UPDATE.replace("0.4", "0.5"))
    line = foresite("check", "--against", "main", "--format", "github").stdout
    assert line.startswith(f"::error file={OPENING},line=2,col=16,title=published-changed::")
    [problem] = json.loads(foresite("check", "--against", "main", "--format", "json").stdout)
    assert (problem["rule"], problem["line"]) == ("published-changed", 2)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("ref", ["nope", "--output=x", "main:forecasts", ""])
def test_a_bad_ref_is_a_usage_error(foresite: Run, ref: str) -> None:
    result = foresite("check", "--against", ref)
    assert result.exit_code == 2
    assert "commit, branch or tag" in result.stderr


def test_a_ref_without_forecasts_is_warned_of_since_no_edit_is_found_against_it(
    foresite: Run, published: Path
) -> None:
    """The branch of the built pages is a likely slip: it is there, and holds no archive."""
    git(published, "switch", "--quiet", "--orphan", "pages")
    commit(published, {"index.html": "<p>The site.</p>", "forecasts/authors.yml": "{}\n"})
    git(published, "switch", "--quiet", "change")
    write(published, OPENING, UPDATE.replace("0.4", "0.5"))
    result = foresite("check", "--against", "pages", "--format", "json")
    said = {problem["rule"]: problem for problem in json.loads(result.stdout)}
    assert (result.exit_code, set(said)) == (0, {"published-nothing", "update-backdated"})
    problem = said["published-nothing"]
    assert (problem["path"], problem["severity"]) == ("mkdocs.yml", "warning")
    assert problem["message"].startswith("nothing is published at pages: ")
    main_ = foresite("check", "--against", "main", "--format", "json")
    assert [problem["rule"] for problem in json.loads(main_.stdout)] == ["published-changed"]


def test_without_a_repository_a_check_against_a_ref_is_a_usage_error(foresite: Run) -> None:
    result = foresite("check", "--against", "main")
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_a_branch_that_is_behind_has_deleted_nothing(foresite: Run, published: Path) -> None:
    git(published, "switch", "--quiet", "main")
    later = UPDATE.replace("---\nT", "reason: passage-of-time\n---\nT")
    commit(published, {"forecasts/rain-in-paris/updates/2026-01-12.md": later})
    git(published, "switch", "--quiet", "change")
    assert foresite("check", "--against", "main").exit_code == 0
    commit(published, {"content/other.md": "# Other\n"})
    assert foresite("check", "--against", "main").exit_code == 0


def test_a_pull_request_s_merge_is_held_to_its_base(foresite: Run, published: Path) -> None:
    """What GitHub checks out is the merge of the branch into its base."""
    commit(published, {OPENING: UPDATE.replace("0.4", "0.5")})
    git(published, "switch", "--quiet", "main")
    commit(published, {"content/other.md": "# Other\n"})
    git(published, "switch", "--quiet", "--detach", "main")
    git(published, "merge", "--quiet", "--no-ff", "--no-edit", "change")
    assert foresite("check", "--against", "main").exit_code == 1


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rain-in-pari", "updates/2026-01-05.md"), "no forecast 'rain-in-pari' is published"),
        (("rain-in-paris", "updates/2026-01-06.md"), "did you mean “updates/2026-01-05.md”?"),
        (("rain-in-paris", "forecast.yml", "--against", "nope"), "git knows no commit"),
    ],
)
def test_a_correction_of_nothing_is_a_usage_error(
    foresite: Run, arguments: tuple[str, ...], words: str
) -> None:
    result = foresite("correct", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_second_correction_of_a_day_has_a_name_of_its_own(foresite: Run, published: Path) -> None:
    assert foresite("correct", "rain-in-paris", "forecast.yml").stdout == f"{CORRECTION}\n"
    again = foresite("correct", "rain-in-paris", OPENING)
    assert again.stdout == CORRECTION.replace(".md", "-2.md") + "\n"
    assert "file: updates/2026-01-05.md\n" in (published / again.stdout.strip()).read_text()


STEPS = {
    "2026-11-24": """\
---
probability: 0.75
dimensions: {developer-preference: 0.75}
reason: criteria
---
The survey is now named; the number stays.
""",
    "2026-11-25": """\
---
probability: 0.9
dimensions: {developer-preference: 0.9}
reason: evidence
evidence:
  - {id: survey, claim: The survey is out., kind: direct, bears_on: {developer-preference: supports}}
---
The survey’s first half is in.
""",
}


def test_a_branch_that_moves_the_first_forecast_in_two_steps_is_told_in_a_sentence_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = first_forecast(tmp_path)
    monkeypatch.chdir(desk)
    git(desk, "switch", "--quiet", "--create", "scratch")
    write(desk, FIRST.replace("2026-11-23", "2026-11-25"), STEPS["2026-11-25"])
    arguments = ["check", "--against", "main", "--today", "2026-11-25"]
    refused = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert refused.exit_code == 1
    assert "error[frozen-number]" in refused.stdout

    terms = (desk / TERMS).read_text("utf-8")
    terms = terms.replace(
        "headline: unspecified\n",
        "headline:\n  - rule: unspecified\n  - since: 2026-11-24\n"
        "    rule: developer-preference\n    reason: It is the reading that can be observed.\n",
    )
    version = (
        "      - since: 2026-11-24\n        status: firm\n        reason: The survey is named.\n"
        "        effect: narrows\n        text: |\n"
        "          Most developers in the named survey of 2027 choose an open model.\n"
    )
    terms = terms.replace("  ux-quality:\n", f"{version}  ux-quality:\n")
    write(desk, TERMS, terms)
    write(desk, FIRST.replace("2026-11-23", "2026-11-24"), STEPS["2026-11-24"])
    accepted = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert accepted.exit_code == 0, accepted.stdout
    told = CliRunner().invoke(main, ["diff", "main"], catch_exceptions=False).stdout
    assert told.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "open-model-parity\n"
        "  24 Nov 2026: 75 %, unchanged; Developer preference: criteria narrowed, now firm; "
        "the headline is now settled by Developer preference\n"
        "  25 Nov 2026: 75 % → 90 %, developer preference only (+15 points); "
        "one piece of evidence; criteria unchanged\n"
    )


def as_firm(terms: str) -> str:
    """The first forecast’s terms, as if it had always been said what settles it."""
    before, reading, after = terms.partition("  developer-preference:\n")
    firm = after.replace("status: under-review", "status: firm", 1)
    return (
        before.replace("headline: unspecified", "headline: developer-preference") + reading + firm
    )


def test_no_correction_of_the_first_forecast_goes_round_the_freeze(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one of its number nor one of its terms that is dated after the move."""
    desk = first_forecast(tmp_path)
    monkeypatch.chdir(desk)
    arguments = ["check", "--against", "main", "--today", "2026-11-25"]
    kept = "forecasts/open-model-parity/corrections/2026-11-25.md"
    front = "---\nfile: {}\nby: desk\nbecause: A slip.\n---\n"
    number, terms = ((desk / path).read_text("utf-8") for path in (FIRST, TERMS))
    write(desk, kept, front.format("updates/2026-11-23.md") + number)
    write(desk, FIRST, number.replace(": 0.75", ": 0.9"))
    refused = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert refused.exit_code == 1
    assert f"{FIRST}:2:14: error[frozen-number]" in refused.stdout
    assert "a correction may move it only between 70" in refused.stdout

    write(desk, FIRST, number)
    write(desk, kept, front.format("forecast.yml") + terms)
    write(desk, TERMS, as_firm(terms))
    moved = FIRST.replace("2026-11-23", "2026-11-24")
    write(desk, moved, STEPS["2026-11-25"])
    refused = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert refused.exit_code == 1
    assert f"{moved}:2:14: error[frozen-number]" in refused.stdout
    assert "as forecast.yml stood until it was corrected on 2026-11-25" in refused.stdout
    told = CliRunner().invoke(main, ["diff", "main"], catch_exceptions=False).stdout
    assert "(+15 points); one piece of evidence\n" in told
    assert "criteria unchanged" not in told


def first_forecast(folder: Path) -> Path:
    """A desk of the archive's first forecast, published on its day."""
    desk = repository(folder / "desk")
    shutil.copytree(ROOT / "forecasts/open-model-parity", desk / "forecasts/open-model-parity")
    shutil.copy(ROOT / "forecasts/authors.yml", desk / "forecasts/authors.yml")
    write(desk, "mkdocs.yml", CONFIG)
    write(desk, "content/index.md", "# X\n")
    commit(desk, on="2026-11-23")
    return desk


def test_one_character_of_the_first_forecast_s_rationale_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = first_forecast(tmp_path)
    monkeypatch.chdir(desk)
    text = (desk / FIRST).read_text("utf-8")
    lines = text.splitlines(keepends=True)
    number = lines.index("---\n", 1) + 2  # the rationale's first line
    lines[number - 1] = f"X{lines[number - 1][1:]}"
    write(desk, FIRST, "".join(lines))
    arguments = ["check", "--against", "HEAD", "--today", "2026-11-24"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 1, result.stderr
    assert f"{FIRST}:{number}:" in result.stdout
    kept = f"---\nfile: updates/2026-11-23.md\nby: desk\nbecause: A slip.\n---\n{text}"
    write(desk, "forecasts/open-model-parity/corrections/2026-11-24.md", kept)
    assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0


def test_a_change_is_told_in_sentences_against_where_it_began(
    foresite: Run, published: Path
) -> None:
    assert foresite("diff", "main").stdout == "Nothing in the archive changes.\n"
    later = UPDATE.replace("0.4\n---\nT", "0.45\nreason: evidence\n---\nT")
    write(published, "forecasts/rain-in-paris/updates/2026-01-12.md", later)
    git(published, "switch", "--quiet", "main")
    git(published, "switch", "--quiet", "change")
    result = foresite("diff", "main")
    said = result.stdout.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert (result.exit_code, said) == (0, "rain-in-paris: 40 % → 45 %; criteria unchanged\n")
    markdown = foresite("diff", "main", "--format", "markdown").stdout
    assert markdown.startswith("- **rain\\-in\\-paris**: 40")
    [told] = json.loads(foresite("diff", "main", "--format", "json").stdout)
    assert (told["forecast"], told["fate"]) == ("rain-in-paris", "changed")


def test_two_refs_are_compared_as_they_stand(foresite: Run, published: Path) -> None:
    later = UPDATE.replace("0.4\n---\nT", "0.45\nreason: evidence\n---\nT")
    commit(published, {"forecasts/rain-in-paris/updates/2026-01-12.md": later})
    assert "45" in foresite("diff", "main", "change").stdout
    assert "No longer there" in foresite("diff", "change", "main").stdout
    assert foresite("diff", "main", "main").stdout == "Nothing in the archive changes.\n"


def test_what_others_added_since_is_no_change_of_ours(foresite: Run, published: Path) -> None:
    git(published, "switch", "--quiet", "main")
    later = UPDATE.replace("0.4\n---\nT", "0.45\nreason: evidence\n---\nT")
    commit(published, {"forecasts/rain-in-paris/updates/2026-01-12.md": later})
    git(published, "switch", "--quiet", "change")
    assert foresite("diff", "main").stdout == "Nothing in the archive changes.\n"


def test_what_cannot_be_read_is_named_beside_the_report(foresite: Run, published: Path) -> None:
    write(published, "forecasts/rain-in-paris/forecast.yml", "question: [\n")
    result = foresite("diff", "main")
    assert (result.exit_code, result.stderr) == (1, "")
    said = "Has errors, so it is not told; see: foresite check"
    assert result.stdout == f"forecasts/rain-in-paris: {said}\n"
    markdown = foresite("diff", "main", "--format", "markdown").stdout
    assert markdown == f"- **forecasts/rain\\-in\\-paris**: {said.replace(':', chr(92) + ':')}\n"
    assert json.loads(foresite("diff", "main", "--format", "json").stdout) == [
        {
            "forecast": "forecasts/rain-in-paris",
            "question": "",
            "fate": "unread",
            "changes": [{"on": None, "sentence": said}],
        }
    ]


def test_what_cannot_be_read_is_named_before_what_changes(foresite: Run, published: Path) -> None:
    path = "forecasts/rain-in-paris/updates/2026-01-12.md"
    write(published, path, UPDATE.replace("0.4", "40"))
    write(published, "forecasts/authors.yml", "agency: {name: The agency}\n")
    result = foresite("diff", "main")
    first, second = result.stdout.splitlines()
    assert result.exit_code == 1
    assert first.startswith(f"{path}: Has errors")
    assert second.startswith("authors.yml: ")


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("arguments", [("nope",), ("main", "nope"), ("main", "--format", "html")])
def test_a_wrong_call_of_diff_is_a_usage_error(foresite: Run, arguments: tuple[str, ...]) -> None:
    assert foresite("diff", *arguments).exit_code == 2


def test_pull_requests_are_held_to_the_branch_they_would_join() -> None:
    steps = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))["jobs"][
        "check"
    ]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    [step] = [s for s in steps if "--against" in s.get("run", "")]
    assert '--against "origin/$BASE"' in step["run"]
    assert step["env"]["BASE"] == "${{ github.base_ref }}"
    [report] = [s for s in steps if "foresite diff" in s.get("run", "")]
    assert 'diff "origin/$BASE" --format markdown >> "$GITHUB_STEP_SUMMARY"' in report["run"]
    assert report["env"] == step["env"]
    assert all("${{" not in s.get("run", "") for s in steps)
