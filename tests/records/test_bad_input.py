"""What authors get wrong: each is a Problem with a place and plain words, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.problems import Problem, Severity
from foresite.reading import LARGEST_FILE, read_archive
from foresite.reporting import FORMATS
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, VALID, found, load, loaded

ROOT = Path(__file__).parents[2]
HOME = FORECAST.rpartition("/")[0]


def only(problems: tuple[Problem, ...]) -> Problem:
    """The one Problem there is."""
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("40", "probability is 40, but must be between 0 and 1", "write 0.4 for 40 %"),
        ("1.5", "probability is 1.5, but must be between 0 and 1", "write 0.015 for 1.5 %"),
        (
            "-0.1",
            "probability is -0.1, but must be between 0 and 1",
            "write a number such as 0.75",
        ),
        ("75%", "probability is “75%”, but must be a number between 0 and 1", "write 0.75"),
        ("75 %", "probability is “75 %”, but must be a number between 0 and 1", "write 0.75"),
        (
            "0,75",
            "probability is “0,75”, but must be a number between 0 and 1",
            "write 0.75, with a point",
        ),
        (
            "likely",
            "probability is “likely”, but must be a number between 0 and 1",
            "write a number such as 0.75",
        ),
        (
            ".nan",
            "probability is “.nan”, which is no number",
            "write a number such as 0.75; leave the dimension out if none is published",
        ),
        (
            "NaN",
            "probability is “NaN”, but must be a number between 0 and 1",
            "write a number such as 0.75",
        ),
        (
            ".inf",
            "probability is “.inf”, which is no number",
            "write a number such as 0.75; leave the dimension out if none is published",
        ),
        (
            "",
            "probability is empty, but must be a number between 0 and 1",
            "write a number such as 0.75",
        ),
        (
            "[0.4]",
            "probability is a list, but must be a number between 0 and 1",
            "write a number such as 0.75",
        ),
    ],
)
def test_a_probability_is_a_number_between_0_and_1(typed: str, message: str, hint: str) -> None:
    _, problems = loaded({OPENING: f"---\nprobability: {typed}\n---\nWhy.\n"})
    problem = only(problems)
    assert (problem.message, problem.hint) == (message, hint)
    assert (problem.where.line, problem.where.column) == (2, 14 if typed else 13)


@pytest.mark.parametrize("typed", ["0", "1", "0.5", ".5", "5e-1", "1.0", "'0.5'"])
def test_numbers_are_read_by_the_rules_of_yaml_1_2(typed: str) -> None:
    _, problems = loaded({OPENING: f"---\nprobability: {typed}\n---\nWhy.\n"})
    assert problems == ()


def test_a_missing_probability_is_named() -> None:
    _, problems = loaded({OPENING: "---\nauthor: desk\n---\nWhy.\n"})
    assert only(problems).message == "this file has no “probability”"
    assert found(problems) == [("missing-key", OPENING, 1)]


def test_a_misspelt_key_is_met_with_the_right_one() -> None:
    _, problems = loaded({OPENING: "---\nprobability: 0.4\nevidense: []\n---\nWhy.\n"})
    problem = only(problems)
    assert problem.message == "this file has no key “evidense”"
    assert problem.hint == "did you mean “evidence”?"
    assert (problem.where.line, problem.where.column, problem.where.length) == (3, 1, 8)


def test_a_misspelt_key_deep_inside_is_met_with_the_keys_of_its_own_table() -> None:
    text = VALID[FORECAST].replace(
        "criteria: ", "dimensions:\n  a:\n    critera: x\n    criteria: "
    )
    _, problems = loaded({FORECAST: text})
    assert only(problems).hint == "did you mean “criteria”?"


def test_two_updates_of_one_day_are_ordered_by_their_file_names() -> None:
    evening = SECOND.replace(".md", "-evening.md")
    text = "---\nprobability: {}\nreason: evidence\n---\nWhy.\n"
    archive, problems = loaded({evening: text.format(0.6), SECOND: text.format(0.5)})
    assert problems == ()
    [forecast] = archive.forecasts
    assert [u.probability for u in forecast.updates] == [0.4, 0.5, 0.6]


def test_a_folder_with_spaces_is_told_a_better_name() -> None:
    path = "forecasts/Rain in Rome/forecast.yml"
    _, problems = loaded({path: VALID[FORECAST]})
    slugs = [p for p in problems if p.rule == "slug"]
    assert only(tuple(slugs)).hint == "rename the folder to rain-in-rome"


@pytest.mark.parametrize(
    ("content", "rule", "line", "severity"),
    [
        (b"---\nprobability: 0.4\n---\nCaf\xe9.\n", "not-utf-8", 4, Severity.ERROR),
        (b"\xef\xbb\xbf---\nprobability: 0.4\n---\nWhy.\n", "byte-order-mark", 1, Severity.WARNING),
        (b"---\r\nprobability: 0.4\r\n---\r\nWhy.\r\n", "line-endings", 1, Severity.WARNING),
        (
            b"---\nprobability: 0.4\n---\nA \x1b[31mred\x1b[0m word.\n",
            "invisible-character",
            4,
            Severity.ERROR,
        ),
        (
            "---\nprobability: 0.4\n---\nA \u202eturned word.\n".encode(),
            "invisible-character",
            4,
            Severity.ERROR,
        ),
    ],
)
def test_bytes_that_are_not_plain_text_are_reported(
    content: bytes, rule: str, line: int, severity: Severity
) -> None:
    _, problems = loaded({OPENING: content})
    first = problems[0]
    assert (first.rule, first.where.line, first.severity) == (rule, line, severity)


def test_windows_files_are_read_all_the_same() -> None:
    text = "\ufeff" + VALID[OPENING].replace("\n", "\r\n")
    archive, problems = loaded({OPENING: text})
    assert {p.severity for p in problems} == {Severity.WARNING}
    assert archive.forecasts[0].updates[0].rationale == "The climate of January, and nothing more."


def test_a_link_out_of_the_archive_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("password: x")
    folder = tmp_path / "site/forecasts/leak"
    folder.mkdir(parents=True)
    (folder / "forecast.yml").symlink_to(secret)
    files, problems = read_archive(tmp_path / "site", "forecasts")
    assert files == ()
    assert found(problems) == [("link-outside", "forecasts/leak/forecast.yml", 1)]


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    folder = tmp_path / "forecasts/big"
    folder.mkdir(parents=True)
    with (folder / "forecast.yml").open("wb") as file:
        file.truncate(50_000_000)
    files, problems = read_archive(tmp_path, "forecasts")
    assert files == ()
    assert only(problems).message == "is 50.0 MB, but a file may hold at most 1 MB"
    assert LARGEST_FILE == 1_000_000


def test_a_missing_archive_is_a_problem_not_an_empty_site(tmp_path: Path) -> None:
    _, problems = read_archive(tmp_path, "forecasts")
    assert found(problems) == [("archive-missing", "forecasts", 1)]


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "{{ config }} {% raw %}",
    "[x](javascript:alert(1))",
    "\x1b[31mred",
    "\u202ereversed",
    "`" * 50,
    "%0A::error file=x::owned",
    "'\"><svg onload=alert(1)>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_reported_or_read_and_never_raises(text: str) -> None:
    value = json.dumps(text, ensure_ascii=False)
    forecast = "\n".join(
        f"{key}: {value}"
        for key in (
            "question",
            "opened_on",
            "closes_on",
            "resolves_by",
            "author",
            "background",
            "headline",
            "criteria",
            text.strip() and "x",
        )
    )
    update = f"---\nprobability: {value}\nreason: {value}\nforces: [{value}]\nevidence: [{{id: {value}, claim: {value}, url: {value}}}]\n---\n{text}\n"
    for files in ({FORECAST: forecast}, {OPENING: update}, {RESOLUTION: update}):
        _, problems = loaded(files)
        for form in FORMATS.values():
            said = form(problems)
            assert "\x1b" not in said
            assert "\u202e" not in said


def test_github_annotations_are_one_line_each_whatever_an_author_writes() -> None:
    key = json.dumps("x\n::error file=y::owned %0A")
    _, problems = loaded({FORECAST: f"{VALID[FORECAST]}{key}: 1\n"})
    lines = FORMATS["github"](problems).splitlines()
    assert len(lines) == len(problems)
    assert all(line.startswith("::error file=forecasts/") for line in lines)
    assert "::owned %250A" in lines[0]


TWENTY = {
    "forecasts/a/forecast.yml": (
        "question: Will it rain?\n"
        "opened_on: 2026-13-01\n"  # 2 date-exists
        "closes_on: soon\n"  # 3 date-format
        "tgas: [x]\n"  # 4 unknown-key
        "tags: [Bad Tag]\n"  # 5 slug
        "criteria:\n"
        "  - {status: maybe, text: x}\n"  # 7 allowed-values
        "signposts:\n"
        "  s: {event: x, moves_to: 0.9}\n"  # 9 threshold
    ),
    "forecasts/a/updates/2026-01-05.md": (
        "---\n"
        "probability: 40\n"  # 2 probability-range
        "dimensions:\n"
        "  d: {moved: up, probability: 0.1}\n"  # 4 belief, dimension-undeclared
        "evidence:\n"
        "  - {id: e, claim: x, kind: direct, bears_on: supports, url: ftp://x}\n"  # 6 url
        "probability: 0.4\n"  # 7 duplicate-key
        "---\nWhy.\n"
    ),
    "forecasts/a/updates/2026-01-06.md": "---\nprobability: 75%\nreason: evidence\n---\n",  # 2, 4 rationale
    "forecasts/a/updates/january.md": "---\nprobability: 0.1\nreason: evidence\n---\nWhy.\n",  # 1 update-name
    "forecasts/a/updates/2026-01-07.md": "---\nprobability: 0.1\n",  # 1 front-matter
    "forecasts/a/updates/2026-01-08.md": "",  # 1 empty-file
    "forecasts/a/updates/2026-01-09.md": "---\nprobability: 0.1\nreason: evidence\n---\n",  # 4 rationale
    "forecasts/b/forecast.yml": "question: Rain: yes?\n",  # 1 yaml-syntax
    "forecasts/c/forecast.yml": "question: x\nsignposts:\n\ts: 1\n",  # 3 tab-indentation
    "forecasts/d/forecast.yaml": "question: x\n",  # 1 stray-file
    "forecasts/e/forecast.yml": "question: &a x\n",  # 1 yaml-alias
    "forecasts/f/forecast.yml": "opened_on: 2026-01-05\ncriteria: The bulletin.\n",  # 1 missing-key, no-update
    "forecasts/Loud/forecast.yml": "question: x\nopened_on: 2026-01-05\ncloses_on: 2026-12-31\ncriteria: The bulletin.\nauthor: nobody\n",  # slug, no-update, 5 author-unknown
}


A = "forecasts/a/forecast.yml"
UPDATE_OF_A = "forecasts/a/updates/2026-01-0{}.md".format
TWENTY_FAULTS = {
    ("date-exists", A, 2),
    ("date-format", A, 3),
    ("unknown-key", A, 4),
    ("slug", A, 5),
    ("allowed-values", A, 7),
    ("threshold", A, 9),
    ("probability-range", UPDATE_OF_A(5), 2),
    ("belief", UPDATE_OF_A(5), 4),
    ("dimension-undeclared", UPDATE_OF_A(5), 4),
    ("url", UPDATE_OF_A(5), 6),
    ("duplicate-key", UPDATE_OF_A(5), 7),
    ("probability-format", UPDATE_OF_A(6), 2),
    ("rationale-missing", UPDATE_OF_A(6), 4),
    ("update-name", "forecasts/a/updates/january.md", 1),
    ("front-matter", UPDATE_OF_A(7), 1),
    ("empty-file", UPDATE_OF_A(8), 1),
    ("rationale-missing", UPDATE_OF_A(9), 4),
    ("yaml-syntax", "forecasts/b/forecast.yml", 1),
    ("tab-indentation", "forecasts/c/forecast.yml", 3),
    ("stray-file", "forecasts/d/forecast.yaml", 1),
    ("yaml-alias", "forecasts/e/forecast.yml", 1),
    ("missing-key", "forecasts/f/forecast.yml", 1),
    ("no-update", "forecasts/f/forecast.yml", 1),
    ("slug", "forecasts/Loud/forecast.yml", 1),
    ("no-update", "forecasts/Loud/forecast.yml", 1),
    ("author-unknown", "forecasts/Loud/forecast.yml", 5),
}


def test_twenty_faults_are_all_reported_in_one_run_each_at_its_line() -> None:
    _, problems = load(TWENTY)
    assert set(found(problems)) == TWENTY_FAULTS
    assert list(problems) == sorted(problems)


@pytest.mark.parametrize("name", ["2026-01-12.txt", "2026-01-12.md.txt", "2026-01-12.markdown"])
def test_an_update_with_another_ending_is_told_its_name(name: str) -> None:
    path = f"{FORECAST.rpartition('/')[0]}/updates/{name}"
    _, problems = load({**VALID, path: VALID[OPENING]})
    assert [(p.rule, p.where.path, p.hint) for p in problems] == [
        ("stray-file", path, "name it 2026-01-12.md")
    ]


lines = st.sampled_from(
    [
        *VALID[FORECAST].splitlines(),
        *VALID[OPENING].splitlines(),
        *HOSTILE,
        "- a",
        "  b: {c: [",
        "&x *x",
        "!!int 3",
        "\t",
        "? :",
    ]
)


@given(
    files=st.dictionaries(
        st.sampled_from(
            [
                FORECAST,
                OPENING,
                SECOND,
                RESOLUTION,
                f"{HOME}/corrections/2026-01-13.md",
                f"{HOME}/sealed/2026-01-13.yml",
                f"{HOME}/sealed/2026-01-13.md",
                "forecasts/authors.yml",
                "forecasts/x",
            ]
        ),
        st.one_of(st.binary(max_size=200), st.lists(lines, max_size=12).map("\n".join)),
    )
)
def test_no_content_of_any_file_raises_and_every_place_lies_inside_its_file(
    files: dict[str, str | bytes],
) -> None:
    _, problems = loaded(files)
    contents = {
        path: text.encode() if isinstance(text, str) else text
        for path, text in {**VALID, **files}.items()
    }
    for problem in problems:
        text = contents[problem.where.path].decode("utf-8", "replace")
        count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        assert 1 <= problem.where.line <= max(1, count)
        assert problem.where.column >= 1


@given(order=st.permutations(sorted(TWENTY)))
def test_the_order_of_files_is_irrelevant(order: list[str]) -> None:
    assert load({path: TWENTY[path] for path in order}) == load(TWENTY)


@pytest.mark.parametrize("written", [r'"\x1b[31mred"', r'"a\u202eb"', r'{"\0": x}', r'"\uFEFF"'])
def test_an_escape_writes_no_character_that_may_not_be_typed(written: str) -> None:
    """Between double quotes YAML turns an escape into the character itself."""
    _, problems = loaded({FORECAST: VALID[FORECAST] + f"background: {written}\n"})
    assert ("invisible-character", FORECAST, 5) in found(problems)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("criteria: ''", "criteria is empty, but must be a text"),
        ("headline: Noon!", "headline is “Noon!”, but an id has only"),
    ],
)
def test_a_short_form_is_called_by_the_key_that_was_typed(typed: str, message: str) -> None:
    text = "question: Rain?\nopened_on: 2026-01-05\ndimensions:\n  a: {criteria: x}\n  b: {criteria: y}\n"
    _, problems = loaded({FORECAST: f"{text}{typed}\n"})
    assert any(p.message.startswith(message) for p in problems), problems
