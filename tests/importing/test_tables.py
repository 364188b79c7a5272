"""Small tables become forecast folders, letter by letter; what a table has wrong is said by line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.author_html import author_html
from foresite.importing import ImportFaultError, imported
from foresite.importing.yaml_text import scalar
from foresite.problems import Severity
from foresite.records.table_map import MapRecord, table_map
from foresite.source import SourceFile, yaml_document
from tests.worlds import load

RACES = """\
group: [place]
date: day
probability: chance
folder: races/{{ place | slug }}
forecast:
  question: Will {{ candidate }} win in {{ place }}?
  opened_on: "{{ first }}"
  closes_on: "{{ last }}"
  tags: [elections]
  criteria: |
    Resolves yes if {{ candidate }} wins,
    as the office reports.
rationale: |
  {% if before is none %}The first day{% else %}After {{ before.probability | percent }}{% endif %}: {{ candidate }} has {{ probability | percent }}.
resolution:
  outcome: '{{ "yes" if won == "1" else "no" }}'
  known_on: "{{ last }}"
  recorded_on: "{{ last }}"
  sources:
    - name: The office of {{ place }}
      url: https://example.org
post_mortem: It closed at {{ updates[-1].probability | percent }}.
"""
RACES_TABLE = """\
day,place,candidate,chance,won
2026-01-12,New Place,Ann Smith,.62500,1
2026-01-05,New Place,Ann Smith,5e-2,1
"""


def read_map(text: str) -> MapRecord:
    """A map that has no Problem."""
    record, problems = table_map(SourceFile(path="map.yml", content=text.encode()))
    assert problems == ()
    assert record is not None
    return record


def made(table: str, map_text: str = RACES, joined: str | None = None) -> dict[str, str]:
    """The files that a table becomes."""
    return imported(table, read_map(map_text), archive="forecasts", joined=joined)


def test_a_table_of_yes_or_no_becomes_a_folder_for_each_group() -> None:
    """Numbers digit by digit: .62500 is 0.625, 5e-2 is 0.05."""
    assert made(RACES_TABLE) == {
        "forecasts/races/new-place/forecast.yml": """\
# yaml-language-server: $schema=../../../schema/forecast.schema.json
question: Will Ann Smith win in New Place?
opened_on: 2026-01-05
closes_on: 2026-01-12
tags: [elections]
criteria: |
  Resolves yes if Ann Smith wins,
  as the office reports.
""",
        "forecasts/races/new-place/updates/2026-01-05.md": """\
---
probability: 0.05
---
The first day: Ann Smith has 5\N{NARROW NO-BREAK SPACE}%.
""",
        "forecasts/races/new-place/updates/2026-01-12.md": """\
---
probability: 0.625
reason: evidence
---
After 5\N{NARROW NO-BREAK SPACE}%: Ann Smith has 62.5\N{NARROW NO-BREAK SPACE}%.
""",
        "forecasts/races/new-place/resolution.md": """\
---
outcome: yes
known_on: 2026-01-12
recorded_on: 2026-01-12
sources:
  - name: The office of New Place
    url: https://example.org
---
It closed at 62.5\N{NARROW NO-BREAK SPACE}%.
""",
    }


CUP = """\
kind: multiple-choice
group: []
date: day
probability: chance
option: team
top: 2
rest: Another team
folder: cup
forecast:
  question: Which team will win?
  opened_on: "{{ first }}"
  criteria: The winner in 2026, as the league reports.
rationale: "{{ ranked[0].team }} leads."
"""
CUP_TABLE = """\
day,team,chance
2026-01-05,Bears,0.3
2026-01-05,Lions,0.4
2026-01-05,Owls,0.2
2026-01-05,Foxes,0.1
2026-01-06,Bears,0.5
2026-01-06,Lions,0.4
2026-01-06,Owls,0.1
"""


def test_the_likeliest_of_the_first_day_keep_their_names_and_the_rest_is_added_up() -> None:
    files = made(CUP_TABLE, CUP)
    forecast = files["forecasts/cup/forecast.yml"]
    assert forecast.endswith(
        "kind: multiple-choice\noptions:\n"
        "  lions: Lions\n  bears: Bears\n  another-team: Another team\n"
    )
    first, second = (files[f"forecasts/cup/updates/2026-01-0{n}.md"] for n in (5, 6))
    assert first == (
        "---\noptions:\n  lions: 0.4\n  bears: 0.3\n  another-team: 0.3\n---\nLions leads.\n"
    )
    assert second.startswith("---\noptions:\n  lions: 0.4\n  bears: 0.5\n  another-team: 0.1\n")
    assert load(files, today=date(2026, 2, 1))[1] == ()


WEEKS = """\
kind: numeric
rows: {horizon: ["0"]}
join: {file: counts.csv, columns: {week: ending}}
group: [week]
date: made
level: level
value: value
folder: weeks/{{ week }}
forecast:
  question: How many in the week to {{ week | day }}?
  opened_on: "{{ first }}"
  kind: numeric
  unit: people
  criteria: The count, as the office reports.
rationale: The median is {{ quantiles[0.5] | quantity }}; {{ count }} came.
"""
WEEKS_TABLE = """\
week,made,horizon,level,value
2026-02-07,2026-01-31,0,0.5,1500
2026-02-07,2026-01-31,0,0.05,900.50
2026-02-07,2026-01-31,0,0.95,-2600
2026-02-07,2026-01-31,1,0.5,1
"""
COUNTS = "ending,count\n2026-02-07,1234\n"


def test_quantiles_are_sorted_by_their_levels_and_a_second_table_joins() -> None:
    files = made(WEEKS_TABLE, WEEKS, COUNTS)
    assert files["forecasts/weeks/2026-02-07/updates/2026-01-31.md"] == (
        "---\nquantiles:\n  0.05: 900.5\n  0.5: 1500\n  0.95: -2600\n---\n"
        "The median is 1,500; 1234 came.\n"
    )
    assert "kind: numeric\nunit: people\n" in files["forecasts/weeks/2026-02-07/forecast.yml"]


def test_days_are_taken_over_as_days() -> None:
    table = "made,level,value\n2026-01-05,0.5,2027-01-01\n2026-01-05,0.9,2028-01-01\n"
    text = WEEKS.replace("numeric", "date").replace('rows: {horizon: ["0"]}\n', "")
    text = text.replace("join: {file: counts.csv, columns: {week: ending}}\n", "")
    text = text.replace("group: [week]", "group: []").replace("weeks/{{ week }}", "weeks")
    text = text.replace("{{ week | day }}", "x").replace("  unit: people\n", "")
    text = text.replace("{{ quantiles[0.5] | quantity }}; {{ count }} came.", "there.")
    files = made(table, text)
    assert (
        "  0.5: 2027-01-01\n  0.9: 2028-01-01\n" in files["forecasts/weeks/updates/2026-01-05.md"]
    )
    assert load(files, today=date(2026, 2, 1))[1] == ()


# What is wrong with a table


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "the table has no rows"),
        ("day,place\n", "the table has no rows"),
        (RACES_TABLE.replace("chance", "odds"), "the table has no column “chance”; it has day, place, candidate, odds, won"),
        (RACES_TABLE.replace("5e-2", "five"), "line 3: chance is “five”, which is no number"),
        (RACES_TABLE.replace("5e-2", ""), "line 3: chance is “”, which is no number"),
        (RACES_TABLE.replace("5e-2", "nan"), "line 3: chance is “nan”, which is no number"),
        (RACES_TABLE.replace("5e-2", "1e999"), "line 3: chance is “1e999”, which is no number"),
        (RACES_TABLE.replace("5e-2", "1.2"), "line 3: chance is “1.2”, which is not between 0 and 1"),
        (RACES_TABLE.replace("5e-2", "-0.05"), "line 3: chance is “-0.05”, which is not between 0 and 1"),
        (RACES_TABLE.replace(".62500", "62.5"), "line 2: chance is “62.5”, which is not between 0 and 1"),
        (RACES_TABLE.replace("2026-01-05", "5 Jan"), "line 3: day is “5 Jan”, which is no day such as 2026-11-23"),
        (RACES_TABLE.replace("2026-01-05", "2026-02-30"), "line 3: day is “2026-02-30”, which is no day such as 2026-11-23"),
        (RACES_TABLE.replace("2026-01-05", "../../../x"), "line 3: day is “../../../x”, which is no day such as 2026-11-23"),
        (RACES_TABLE.replace("2026-01-05", "2026-01-12"), "2026-01-12 has 2 rows for one forecast; narrow them under “rows”, or add a column to “group”"),
        (RACES_TABLE.replace(".62500,1", ".62500,1,2"), "line 2 has more cells than the table has columns"),
        (RACES_TABLE.replace("New Place", "???"), "“races/” cannot be a folder of the archive; in the map, put “| slug” behind the column that names it"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_said_with_its_line_and_column(
    table: str, message: str
) -> None:
    with pytest.raises(ImportFaultError) as raised:
        made(table)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("| slug", "", "“races/New Place” cannot be a folder of the archive; in the map, put “| slug” behind the column that names it"),
        ("{{ candidate }} has", "{{ candidat }} has", "the map’s template cannot be filled in: 'candidat' is undefined"),
        ("{{ candidate }} has", "{{ candidate has", "the map’s template cannot be filled in: expected token 'end of print statement', got 'has'"),
        ("{{ candidate }} has", "{{ candidate.__class__.mro() }}", "the map’s template cannot be filled in: access to attribute '__class__' of 'str' object is unsafe."),
        ("probability: chance\n", "", "a binary import needs “probability:”, the name of a column"),
        ("folder: races", "rows: {place: [Elsewhere]}\nfolder: races", "no row of the table has the values that the map asks for under “rows”"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_map_is_said(old: str, new: str, message: str) -> None:
    assert RACES.count(old) == 1
    with pytest.raises(ImportFaultError) as raised:
        made(RACES_TABLE, RACES.replace(old, new))
    assert str(raised.value) == message


# The first row decides nothing that another row says otherwise

ONE_WON = RACES_TABLE.replace(".62500,1", ".62500,0")


def test_an_outcome_that_differs_from_row_to_row_is_refused_and_not_chosen() -> None:
    """The first row says that she lost, the second that she won."""
    with pytest.raises(ImportFaultError) as raised:
        made(ONE_WON)
    assert str(raised.value) == (
        "line 3: won is “1”, but “0” in line 2 of the same forecast, and “resolution” in the map "
        "takes one of them; correct the table, or let the map not ask for it there"
    )


OPEN = RACES.partition("resolution:")[0].replace("group: [place]", "group: []")
TOLD = f"{OPEN}resolution: {{outcome: yes}}\npost_mortem: The column says {{{{ won }}}}.\n"


@pytest.mark.parametrize(
    ("old", "new", "text", "said"),
    [
        ("Ann Smith,5e", "Ann Jones,5e", OPEN, "candidate is “Ann Jones”, but “Ann Smith” in line 2 of the same forecast, and “forecast”"),
        ("New Place,Ann Smith,5e", "Newplace,Ann Smith,5e", OPEN, "place is “Newplace”, but “New Place” in line 2 of the same forecast, and “folder”"),
        (".62500,1", ".62500,0", TOLD, "won is “1”, but “0” in line 2 of the same forecast, and “post_mortem”"),
    ],
)  # fmt: skip
def test_so_is_whatever_else_is_taken_from_the_first_row(
    old: str, new: str, text: str, said: str
) -> None:
    with pytest.raises(ImportFaultError) as raised:
        made(RACES_TABLE.replace(old, new), text)
    assert str(raised.value).startswith(f"line 3: {said} in the map")


def test_a_column_that_no_text_takes_once_may_differ_from_row_to_row() -> None:
    """The rationale is of each day, and may name another candidate every day."""
    undecided = RACES.partition("resolution:")[0].replace("{{ candidate }} win", "she win")
    undecided = undecided.replace("if {{ candidate }} wins", "if she wins")
    files = made(ONE_WON.replace("Ann Smith,5e", "Ann Jones,5e"), undecided)
    first, second = (
        files[f"forecasts/races/new-place/updates/2026-01-{d}.md"] for d in ("05", "12")
    )
    assert "Ann Jones has" in first
    assert "Ann Smith has" in second


def test_within_a_day_a_rationale_takes_no_row_for_all() -> None:
    named = CUP.replace("{{ ranked[0].team }} leads.", "{{ team }} leads.")
    with pytest.raises(ImportFaultError, match="line 3: team is “Lions”, but “Bears” in line 2 of the same day and forecast, and “rationale”"):  # fmt: skip
        made(CUP_TABLE, named)


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        (CUP_TABLE.replace("2026-01-05,Owls", "2026-01-05,Lions"), CUP, "line 4: team is “Lions”, as in line 3 of the same day and forecast"),
        (WEEKS_TABLE.replace(",0,0.05,", ",0,0.50,"), WEEKS, "line 3: level is “0.50”, as in line 2 of the same day and forecast"),
    ],
)  # fmt: skip
def test_two_numbers_for_one_thing_on_one_day_are_refused(
    table: str, text: str, message: str
) -> None:
    with pytest.raises(ImportFaultError) as raised:
        made(table, text, COUNTS)
    assert str(raised.value).startswith(message)


def test_a_second_table_joins_in_one_way_only() -> None:
    assert made(WEEKS_TABLE, WEEKS, COUNTS + "2026-02-07,1234\n"), "the same row twice"
    with pytest.raises(ImportFaultError) as raised:
        made(WEEKS_TABLE, WEEKS, COUNTS + "2026-02-07,4321\n")
    assert str(raised.value) == (
        "lines 2 and 3 of the second table both have “2026-02-07”, and differ: "
        "which of them joins is unclear"
    )


def test_two_groups_that_would_share_a_folder_are_refused() -> None:
    other = RACES_TABLE.splitlines()[1].replace("New Place", "new place")
    with pytest.raises(ImportFaultError, match="two forecasts of the table would both be"):
        made(f"{RACES_TABLE}{other}\n")


def test_two_options_that_would_share_an_id_are_refused() -> None:
    table = CUP_TABLE.replace("Bears", "LIONS").replace("2026-01-06,LIONS,0.5\n", "")
    with pytest.raises(ImportFaultError, match="would both be the option lions"):
        made(table, CUP)


def test_a_mistake_in_a_map_is_a_problem_at_its_line() -> None:
    text = RACES.replace("probability:", "probabilty:")
    record, [problem] = table_map(SourceFile(path="map.yml", content=text.encode()))
    assert record is None
    assert (problem.rule, problem.where.line) == ("unknown-key", 3)
    assert problem.hint == "did you mean “probability”?"


# A table is somebody else's: its cells are text and nothing else

HOSTILE = (
    "Ann: yes",
    "Ann\nopened_on: 1999-01-01",
    "Ann\n---\nprobability: 1",
    "---",
    "{{ 7 * 7 }} {% raw %}",
    "Ann # no comment",
    'Ann "the" \\n Smith',
    "'Ann'",
    "- Ann",
    "*Ann* _Smith_ `code` [x](javascript:alert(1)) <script>alert(1)</script>",
    "&anchor *alias !!int 7",
    "@Ann %Smith",
    "| Ann",
    "Ann\x00\x1b[31m\u202eSmith",
    "=1+1",
    "null",
    "Ann:",
    "../../../etc/passwd",
)


def with_candidate(text: str) -> str:
    """The table with another name for the candidate, quoted as CSV has it."""
    quoted = '"' + text.replace('"', '""') + '"'
    return RACES_TABLE.replace("Ann Smith", quoted)


def shown(text: str) -> str:
    """A cell as a reader sees it: one line, without what nobody can see."""
    gone = {*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF}
    gone |= {*range(0x2028, 0x202F), *range(0x2066, 0x206A)}
    return " ".join(text.translate(dict.fromkeys(gone, "")).replace("\n", " ").split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_text_wherever_it_stands(text: str) -> None:
    files = made(with_candidate(text))
    assert len(files) == 4
    archive, problems = load(files, today=date(2026, 2, 1))
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    [forecast] = archive.forecasts
    assert forecast.question == f"Will {shown(text)} win in New Place?"
    assert str(forecast.opened_on) == "2026-01-05"
    assert [u.probability for u in forecast.updates] == [0.05, 0.625]
    html = author_html(forecast.updates[0].rationale)
    assert html.startswith("<p>The first day: ")
    assert html.count("<") == 2
    assert "&lt;script&gt;" in html or "<script" not in text


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(CELLS)
def test_no_cell_changes_what_the_files_say_besides_its_own_text(text: str) -> None:
    files = made(with_candidate(text))
    archive, problems = load(files, today=date(2026, 2, 1))
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    [forecast] = archive.forecasts
    assert forecast.question == " ".join(f"Will {shown(text)} win in New Place?".split())


@given(st.one_of(CELLS, st.sampled_from([*HOSTILE, "Null", "NULL", "~", "yes", "1e5", "0x1"])))
def test_a_scalar_is_read_as_the_text_it_was_made_of(text: str) -> None:
    line = shown(text)
    document, problems = yaml_document("x.yml", f"key: {scalar(line)}\nnext: 1\n")
    assert problems == ()
    assert document is not None
    assert document.data == {"key": line, "next": "1"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_option_is_a_name_or_is_refused(text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    try:
        files = made(CUP_TABLE.replace("Lions", quoted), CUP)
    except ImportFaultError as error:
        assert "no id can be made" in str(error)  # noqa: PT017 - one of two right answers
        return
    archive, problems = load(files, today=date(2026, 2, 1))
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    assert archive.forecasts[0].kind.options[0].name == shown(text)
