"""Files that are begun for an author: prefilled as far as can be known, refused until filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.shells.conftest import FORECAST, write

Run = Callable[..., Result]

CUP = """\
question: Which team will win?
opened_on: 2026-01-05
closes_on: 2026-12-31
kind: multiple-choice
options:
  lions: Lions
  bears: Bears
  late: {name: Late, added_on: 2026-01-20}
criteria: The winner of the final, as the association reports it.
"""
CUP_UPDATE = "---\noptions: {lions: 0.6, bears: 0.4}\n---\nWhy.\n"

SEVERAL = """\
question: Parity?
opened_on: 2026-01-05
headline: first
dimensions:
  first: {criteria: The bulletin names it.}
  count: {kind: numeric, unit: cars, low: 0, high: 90, open: high, criteria: The bulletin counts them.}
"""
SEVERAL_UPDATE = """\
---
probability: 0.123456789
dimensions:
  first: 0.123456789
  count: {quantiles: {0.05: 1.5, 0.5: 20, 0.95: 1000000}}
---
Why.
"""


def problems(foresite: Run) -> list[tuple[str, str, int]]:
    """Rule, file's name and line of each Problem."""
    found = json.loads(foresite("check", "--format", "json").stdout)
    return [(p["rule"], p["path"].rpartition("/")[2], p["line"]) for p in found]


def resolve(foresite: Run, desk: Path, *arguments: str) -> Path:
    """The file that the command writes, with an empty archive of problems before it."""
    result = foresite("resolve", *arguments)
    assert result.exit_code == 0, result.stderr
    [path] = result.stdout.splitlines()
    return desk / path


def fill(file: Path, blanks: dict[str, str], post_mortem: str = "") -> None:
    """Write a value behind each key, in place of its comment, and a text below."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        key = line.strip().removeprefix("- ").partition(":")[0]
        if key in blanks:
            lines[number] = f"{line.partition(':')[0]}: {blanks.pop(key)}"
    assert blanks == {}
    file.write_text("\n".join([*lines, post_mortem, ""]), encoding="utf-8")


KNOWN = {"known_on": "2026-01-20", "name": "The weather service", "url": "https://example.org/x"}

# foresite resolve


def test_a_resolution_is_begun_with_all_that_is_owed_and_refused_until_it_is_there(
    foresite: Run, desk: Path
) -> None:
    file = resolve(foresite, desk, "rain-in-paris")
    text = file.read_text(encoding="utf-8")
    assert file.name == "resolution.md"
    assert "recorded_on: 2026-02-01\n" in text
    assert "# yes or no; or ambiguous, or annulled" in text
    for asked in ("what did we get right?", "What would we do again"):
        assert asked in text
    blank = problems(foresite)
    assert blank == [
        ("outcome", "resolution.md", 2),
        ("date-format", "resolution.md", 3),
        ("text", "resolution.md", 6),
        ("post-mortem-missing", "resolution.md", 10),
    ]
    fill(file, {"outcome": "yes", **KNOWN})
    assert problems(foresite) == [("post-mortem-missing", "resolution.md", 10)]
    fill(file, {}, "We kept to the climate, and would again.")
    assert problems(foresite) == []


def test_each_reading_has_an_outcome_to_write_in_the_words_of_its_kind(
    foresite: Run, desk: Path
) -> None:
    write(desk, "forecasts/parity/forecast.yml", SEVERAL)
    write(desk, "forecasts/parity/updates/2026-01-05.md", SEVERAL_UPDATE)
    file = resolve(foresite, desk, "parity")
    text = file.read_text(encoding="utf-8")
    assert "  first:   # yes or no\n" in text
    assert "  count:   # a number of cars, such as 1200; “above” if it is more than 90\n" in text
    assert ("outcome", "resolution.md", 4) in problems(foresite)
    fill(file, {"first": "no", "count": "above", **KNOWN}, "Half of it was luck.")
    assert problems(foresite) == []


def test_the_options_are_offered_and_one_is_taken(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/cup/forecast.yml", CUP)
    write(desk, "forecasts/cup/updates/2026-01-05.md", CUP_UPDATE)
    file = resolve(foresite, desk, "cup")
    assert "# one of lions, bears, late;" in file.read_text(encoding="utf-8")
    fill(file, {"outcome": "bears", **KNOWN}, "They were the better team.")
    assert problems(foresite) == []


def refusal(foresite: Run, *arguments: str) -> str:
    """What a wrong call is told, in one line."""
    result = foresite(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    return " ".join(result.stderr.partition("Error: ")[2].split())


def test_what_is_resolved_already_is_not_resolved_again(foresite: Run, desk: Path) -> None:
    file = resolve(foresite, desk, "rain-in-paris")
    fill(file, {"outcome": "yes", **KNOWN}, "We would say it again.")
    assert refusal(foresite, "resolve", "rain-in-paris") == (
        "rain-in-paris is resolved already: Resolved yes, known on 20 Jan 2026. "
        "If that was wrong: foresite resolve rain-in-paris --withdraw"
    )
    assert "resolved already" in refusal(foresite, "resolve", "rain-in-paris", "--annul")


def test_a_headline_that_nothing_settles_cannot_resolve_but_can_be_annulled(
    foresite: Run, desk: Path
) -> None:
    forecast = SEVERAL.replace("headline: first", "headline: unspecified")
    write(desk, "forecasts/parity/forecast.yml", forecast)
    write(desk, "forecasts/parity/updates/2026-01-05.md", SEVERAL_UPDATE)
    assert refusal(foresite, "resolve", "parity") == (
        "parity cannot resolve: its headline is unspecified, so nobody can say what its number was "
        "about. Set “headline:” in forecasts/parity/forecast.yml to one of first, count, before "
        "the answer is known; or annul it: foresite resolve parity --annul"
    )
    file = resolve(foresite, desk, "parity", "--annul")
    known = {**KNOWN, "reason": "Nobody had said what it meant."}
    fill(file, known, "Say first what decides.")
    assert problems(foresite) == []
    assert "outcome: annulled\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("resolve", "rain-in-pari"), "did you mean “rain-in-paris”?"),
        (("resolve", "rain-in-paris", "--withdraw"), "there is nothing to withdraw"),
        (("resolve", "rain-in-paris", "--withdraw", "--annul"), "withdraw the resolution first"),
        (("new", "x", "--kind", "essay"), "'binary', 'multiple-choice', 'numeric', 'date'"),
    ],
)
def test_a_wrong_call_says_what_to_do(foresite: Run, arguments: tuple[str, ...], said: str) -> None:
    assert said in refusal(foresite, *arguments)


def test_a_broken_forecast_is_mended_before_it_is_resolved(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/forecast.yml", FORECAST.replace("tags", "tgas"))
    result = foresite("resolve", "rain-in-paris")
    assert result.exit_code == 1
    assert "did you mean “tags”?" in result.stdout
    assert result.stderr == "Mend rain-in-paris before you resolve it.\n"


# Withdrawal


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_resolution_is_withdrawn_by_two_lines_and_another_one_takes_its_place(
    foresite: Run, desk: Path, end: str
) -> None:
    file = resolve(foresite, desk, "rain-in-paris")
    fill(file, {"outcome": "yes", **KNOWN}, "We would say it again.\n\n---\n\nAnd again.")
    published = file.read_text(encoding="utf-8").replace("\n", end)
    file.write_bytes(published.encode())
    assert resolve(foresite, desk, "rain-in-paris", "--withdraw") == file
    changed = file.read_bytes().decode()
    added = [line for line in changed.split(end) if line not in published.split(end)]
    assert added == ["withdrawn_on: 2026-02-01", "withdrawn_because:   # what was wrong with it"]
    assert [line for line in changed.split(end) if line not in added] == published.split(end)
    blank = [p for p in problems(foresite) if p[0] != "line-endings"]
    assert blank == [("resolution-reason", "resolution.md", 10)]
    file.write_bytes(changed.replace(":   # what was", ": It").encode())
    assert {rule for rule, _, _ in problems(foresite)} <= {"line-endings"}
    second = resolve(foresite, desk, "rain-in-paris")
    assert second.name == "resolution-2.md"
    fill(second, {"outcome": "no", **KNOWN}, "Look twice.")
    assert {rule for rule, _, _ in problems(foresite)} <= {"line-endings"}
    assert "Resolved no" in refusal(foresite, "resolve", "rain-in-paris")


@pytest.mark.parametrize("form", ["\ufeff{}", "{}"])
def test_any_text_that_is_read_as_a_resolution_can_be_withdrawn(
    foresite: Run, desk: Path, form: str
) -> None:
    file = resolve(foresite, desk, "rain-in-paris")
    fill(file, {"outcome": "yes", **KNOWN}, "We would say it again.\n\n---\n\nAnd again.")
    text = form.format(file.read_text(encoding="utf-8"))
    file.write_bytes((text if form != "{}" else text.replace("\n", "\r")).encode())
    resolve(foresite, desk, "rain-in-paris", "--withdraw")
    assert "resolution-reason" in {rule for rule, _, _ in problems(foresite)}


# foresite new, foresite update


BLANKS = {
    "binary": [
        ("text", "forecast.yml", 1),
        ("missing-key", "forecast.yml", 5),
        ("probability-format", "2026-02-01.md", 2),
    ],
    "multiple-choice": [
        ("text", "forecast.yml", 1),
        *[("text", "forecast.yml", line) for line in (7, 8)],
        ("missing-key", "forecast.yml", 10),
        *[("probability-format", "2026-02-01.md", line) for line in (3, 4, 5)],
    ],
    "numeric": [
        ("text", "forecast.yml", 1),
        ("missing-key", "forecast.yml", 10),
        *[("quantity", "2026-02-01.md", line) for line in (3, 4, 5, 6, 7)],
    ],
    "date": [
        ("text", "forecast.yml", 1),
        ("missing-key", "forecast.yml", 9),
        *[("quantity", "2026-02-01.md", line) for line in (3, 4, 5, 6, 7)],
    ],
}
NUMBERS = {
    "binary": {"probability": "0.3"},
    "multiple-choice": {"first": "0.3", "second": "0.5", "another": "0.2"},
    "numeric": dict(zip(("0.05", "0.25", "0.5", "0.75", "0.95"), "12345", strict=True)),
    "date": {f"0.{level}": f"2027-0{n}-01" for n, level in enumerate(("05", 25, 5, 75, 95), 1)},
}


@pytest.mark.parametrize("kind", sorted(BLANKS))
def test_a_new_forecast_of_each_kind_is_refused_for_its_blanks_and_accepted_when_filled_in(
    foresite: Run, desk: Path, kind: str
) -> None:
    made = foresite("new", "snow", "--kind", kind).stdout.splitlines()
    forecast, update = (desk / path for path in made)
    found = problems(foresite)
    assert [p for p in found if p[0] != "rationale-missing"] == BLANKS[kind]
    names = {"first": "Lions", "second": "Bears"} if kind == "multiple-choice" else {}
    fill(forecast, {"question": "Will it?", "criteria": "Yes if the bulletin says so.", **names})
    fill(update, {**NUMBERS[kind]}, "Why.")
    assert problems(foresite) == []


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        (
            "page",
            "page/forecast.yml would be refused: it lies in a folder named “page”, a name the site itself needs",
        ),
        (
            "updates",
            "updates/forecast.yml would be refused: it lies in a folder named “updates”, a name the site itself needs",
        ),
        (
            "weather/sealed",
            "weather/sealed/forecast.yml would be refused: it lies in a folder named “sealed”, a name the site itself needs",
        ),
        (
            "rain-in-paris/again",
            "rain-in-paris/again/forecast.yml would be refused: it lies inside another forecast, forecasts/rain-in-paris",
        ),
        (
            "storms",
            "storms/in-rome/forecast.yml would be refused: it lies inside another forecast, forecasts/storms",
        ),
        (
            "loud",
            "Loud/forecast.yml would be refused: it differs from forecasts/loud only in upper and lower case",
        ),
    ],
)
def test_no_forecast_is_begun_in_a_folder_that_the_check_would_refuse(
    foresite: Run, desk: Path, slug: str, said: str
) -> None:
    write(desk, "forecasts/storms/in-rome/forecast.yml", FORECAST)
    write(desk, "forecasts/Loud/forecast.yml", FORECAST)
    before = sorted(desk.rglob("*"))
    assert refusal(foresite, "new", slug) == f"forecasts/{said}. Choose another slug."
    assert sorted(desk.rglob("*")) == before


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("Schnee in Köln", "schnee-in-koln"),
        ("ünï", "uni"),
        ("Straße/Où?", "strasse/ou"),
        ("x" * 90, "x" * 80),
    ],
)
def test_a_slug_that_is_none_is_answered_by_the_nearest_one(
    foresite: Run, typed: str, better: str
) -> None:
    assert refusal(foresite, "new", typed).endswith(f"Try: foresite new {better}")


def test_no_slug_is_made_up_for_letters_that_have_none(foresite: Run) -> None:
    assert refusal(foresite, "new", "天気").endswith("letters, digits and hyphens.")


@pytest.mark.parametrize("command", [("new", "snow"), ("update", "rain-in-paris")])
def test_the_keys_of_evidence_that_a_new_file_shows_are_accepted_once_they_are_used(
    foresite: Run, desk: Path, command: tuple[str, str]
) -> None:
    path = desk / foresite(*command).stdout.splitlines()[-1]
    text = path.read_text(encoding="utf-8")
    assert "evidence: []" in text
    head, _, rest = text.partition("evidence: []")
    comment, _, body = rest.partition("\n")
    used = f"{head}evidence:{comment.replace('[', '')}\n{re.sub('(?m)^#  ', '  ', body)}"
    assert used.count("\n  ") >= 6, "a line for each key of a piece"
    path.write_text(used, encoding="utf-8")
    assert "evidence" not in " ".join(rule for rule, _, _ in problems(foresite))
    assert {rule for rule, _, _ in problems(foresite)} <= {
        "text",
        "missing-key",
        "probability-format",
        "rationale-missing",
    }


def test_the_next_update_gives_every_number_that_stands_and_asks_for_an_option_that_was_added(
    foresite: Run, desk: Path
) -> None:
    write(desk, "forecasts/cup/forecast.yml", CUP)
    write(desk, "forecasts/cup/updates/2026-01-05.md", CUP_UPDATE)
    [path] = foresite("update", "cup").stdout.splitlines()
    text = (desk / path).read_text(encoding="utf-8")
    assert text.startswith("---\noptions:\n  lions: 0.6\n  bears: 0.4\n  late:\nreason: evidence")
    assert problems(foresite) == [
        ("probability-format", "2026-02-01.md", 5),
        ("rationale-missing", "2026-02-01.md", 15),
    ]


def test_the_next_update_of_several_readings_gives_each_in_its_own_form(
    foresite: Run, desk: Path
) -> None:
    write(desk, "forecasts/parity/forecast.yml", SEVERAL)
    write(desk, "forecasts/parity/updates/2026-01-05.md", SEVERAL_UPDATE)
    [path] = foresite("update", "parity").stdout.splitlines()
    assert (
        (desk / path)
        .read_text(encoding="utf-8")
        .startswith(
            """\
---
probability: 0.123456789
dimensions:
  first: 0.123456789
  count:
    quantiles:
      0.05: 1.5
      0.5: 20
      0.95: 1000000
reason: evidence"""
        )
    )


def test_the_next_update_of_a_day_gives_days(foresite: Run, desk: Path) -> None:
    forecast = FORECAST.replace("tags: [weather]", "kind: date")
    write(desk, "forecasts/rain-in-paris/forecast.yml", forecast)
    update = "---\nquantiles: {median: 2026-06-01}\n---\nWhy.\n"
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", update)
    [path] = foresite("update", "rain-in-paris").stdout.splitlines()
    assert "quantiles:\n  0.5: 2026-06-01\n" in (desk / path).read_text(encoding="utf-8")
