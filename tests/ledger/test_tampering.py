"""Any change of what is published is found, and by both programs alike."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite import ledger
from foresite.cli import main
from foresite.ledger.verify_ledger import daily_roots
from tests.ledger.publishing import failures, publish
from tests.ledger.test_ledger import ADDITIONS, BASE, OTHER, RESOLVED, TWO, added
from tests.worlds import FORECAST, OPENING, RESOLUTION, TODAY, VALID

RECORDS = "forecasts/rain-in-paris/records.json"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_changed_byte_of_a_published_record_is_found(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        site = publish({**TWO, **OTHER, RESOLUTION: RESOLVED}, Path(folder))
        content = bytearray((site / RECORDS).read_bytes())
        at = data.draw(st.integers(0, len(content) - 1))
        byte = data.draw(st.integers(0, 255).filter(lambda b: b != content[at]))
        content[at] = byte
        (site / RECORDS).write_bytes(content)
        found = failures(site)
        assert found
        assert all(text.startswith("rain-in-paris") for text in found)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_changed_byte_of_a_ledger_that_means_something_else_is_found(
    data: st.DataObject,
) -> None:
    """But for the day on which it was made, of which only the earliest can be told."""
    with TemporaryDirectory() as folder:
        site = publish({**TWO, **OTHER, RESOLUTION: RESOLVED}, Path(folder))
        content = bytearray((site / "ledger.json").read_bytes())
        before = json.loads(content)
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255).filter(lambda b: b != content[at]))
        (site / "ledger.json").write_bytes(content)
        try:
            after = json.loads(bytes(content))
        except ValueError:
            after = None
        is_later = isinstance(after, dict) and (
            {**after, "day": TODAY.isoformat()} == before and is_a_day_from(after["day"], before)
        )
        assert bool(failures(site)) is (after != before and not is_later)


def is_a_day_from(day: str, kept: dict[str, list[dict[str, str]]]) -> bool:
    """Whether it is a day, and not before the last record's."""
    try:
        return str(date.fromisoformat(day)) == day and day >= kept["days"][-1]["day"]
    except ValueError:
        return False


updates = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.integers(1, 99),
        st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
    ),
    min_size=1,
    max_size=5,
)


def appended(files: dict[str, str], on: date, percent: int, text: str) -> dict[str, str]:
    """The files and one more update."""
    name = OPENING.replace("2026-01-05", on.isoformat())
    body = f"---\nprobability: 0.{percent:02}\nreason: evidence\n---\nBecause: {text}\n"
    return {**files, name: body}


@given(updates)
@settings(max_examples=30, deadline=None)
def test_any_sequence_of_appended_updates_verifies_and_extends(
    sequence: list[tuple[int, int, str]],
) -> None:
    with TemporaryDirectory() as folder:
        files, on = dict(VALID), date(2026, 1, 5)
        sites = [publish(files, Path(folder) / "0")]
        for step, (gap, percent, text) in enumerate(sequence, 1):
            on = min(on + timedelta(days=1 + gap), TODAY - timedelta(days=len(sequence) - step))
            files = appended(files, on, percent, text)
            sites.append(publish(files, Path(folder) / str(step)))
        for site in sites:
            assert failures(site) == []
            assert failures(sites[-1], site / "ledger.json") == []


@given(st.permutations(ADDITIONS))
@settings(max_examples=10, deadline=None)
def test_additions_of_every_sort_extend_in_any_order(order: list[str]) -> None:
    """Whatever comes first, a later addition disturbs no earlier one."""
    with TemporaryDirectory() as folder:
        files = dict(BASE)
        before = publish(files, Path(folder) / "0")
        for step, what in enumerate(order, 1):
            files = added(files, what)
            after = publish(files, Path(folder) / str(step))
            assert failures(after) == []
            assert failures(after, before) == []
            before = after


@given(updates, st.data())
@settings(max_examples=30, deadline=None)
def test_any_edited_update_fails_against_the_ledger_before(
    sequence: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    files = dict(VALID)
    for step, (_, percent, text) in enumerate(sequence):
        files = appended(files, date(2026, 1, 6) + timedelta(days=step), percent, text)
    path = data.draw(st.sampled_from([p for p in sorted(files) if "/updates/" in p]))
    body_at = files[path].index("\n---\n") + 5
    at = data.draw(st.integers(body_at, len(files[path]) - 2))
    letter = "x" if files[path][at] != "x" else "y"
    edited = {**files, path: files[path][:at] + letter + files[path][at + 1 :]}
    with TemporaryDirectory() as folder:
        before = publish(files, Path(folder) / "before")
        after = publish(edited, Path(folder) / "after")
        assert failures(after) == []
        [found] = failures(after, before / "ledger.json")
        assert found.startswith(f"rain-in-paris, update {Path(path).stem}: was published")


def damaged(site: Path, path: str, old: str, new: str) -> None:
    """Replace a text in a published file."""
    text = (site / path).read_text("utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), "utf-8")


def one_character(site: Path) -> None:
    damaged(site, RECORDS, "climate", "Climate")


def another_space(site: Path) -> None:
    damaged(site, RECORDS, '"place":1', '"place": 1')


def a_record_less(site: Path) -> None:
    lines = (site / RECORDS).read_text("utf-8").split("\n")
    (site / RECORDS).write_text("\n".join(lines[:2] + lines[3:]), "utf-8")


def two_records_swapped(site: Path) -> None:
    lines = (site / RECORDS).read_text("utf-8").split("\n")
    lines[1], lines[2] = lines[2], lines[1]
    (site / RECORDS).write_text("\n".join(lines), "utf-8")


def no_records(site: Path) -> None:
    (site / RECORDS).unlink()


def foreign_records(site: Path) -> None:
    (site / "forecasts/fog").mkdir()
    (site / "forecasts/fog/records.json").write_text("[\n{}\n]\n", "utf-8")


def another_root(site: Path) -> None:
    kept = json.loads((site / "ledger.json").read_text("utf-8"))
    kept["root"] = "0" * 64
    (site / "ledger.json").write_text(json.dumps(kept), "utf-8")


def another_count(site: Path) -> None:
    damaged(site, "ledger.json", '"count": 9,\n', '"count": 8,\n')


def another_format(site: Path) -> None:
    damaged(site, "ledger.json", "foresite-ledger-1", "foresite-ledger-2")


def another_verifier(site: Path) -> None:
    damaged(site, "ledger.json", '"verify_ledger.py"', '"verify_ledgers.py"')


def a_day_before_its_records(site: Path) -> None:
    damaged(site, "ledger.json", f'"day": "{TODAY}"', '"day": "2026-01-11"')


def a_day_that_is_none(site: Path) -> None:
    damaged(site, "ledger.json", f'"day": "{TODAY}"', '"day": "2026-02-3"')


def a_day_less(site: Path) -> None:
    kept = json.loads((site / "ledger.json").read_text("utf-8"))
    kept["days"].pop(0)
    (site / "ledger.json").write_text(json.dumps(kept), "utf-8")


def a_path_out_of_the_site(site: Path) -> None:
    damaged(site, "ledger.json", RECORDS, "forecasts/../../../etc/hostname")


def not_a_ledger(site: Path) -> None:
    (site / "ledger.json").write_text("[" * 100_000, "utf-8")


def a_ledger_of_other_things(site: Path) -> None:
    (site / "ledger.json").write_text('{"forecasts": {"a": 3}}', "utf-8")


def a_terminal_code(site: Path) -> None:
    damaged(site, "ledger.json", '"rain-in-paris": {', '"rain\\u001b[2J": {')


DAMAGE = (
    one_character,
    another_space,
    a_record_less,
    two_records_swapped,
    no_records,
    foreign_records,
    another_root,
    another_count,
    another_format,
    another_verifier,
    a_day_before_its_records,
    a_day_that_is_none,
    a_day_less,
    a_path_out_of_the_site,
    not_a_ledger,
    a_ledger_of_other_things,
    a_terminal_code,
)


def both(site: Path, *options: str) -> tuple[int, str]:
    """What the command and the published program say, which is the same."""
    alone = subprocess.run(
        [sys.executable, "-I", str(site / "verify_ledger.py"), str(site), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = CliRunner().invoke(main, ["verify", str(site), *options])
    assert (ours.exit_code, ours.stdout) == (alone.returncode, alone.stdout)
    return ours.exit_code, ours.stdout


@pytest.mark.parametrize("damage", DAMAGE)
def test_each_damage_is_found_by_both_programs(
    damage: Callable[[Path], object], tmp_path: Path
) -> None:
    site = publish({**TWO, **OTHER}, tmp_path)
    code, said = both(site)
    assert code == 0
    assert "records are as published; the ledger's root is" in said
    assert said.endswith("Checked: records and ledger; not the pages, tables and feeds\n")
    damage(site)
    code, said = both(site)
    assert code == 1
    assert said
    assert "\x1b" not in said


OTHER_SPELLINGS = {
    "a space": lambda line: line.replace(b'":', b'": '),
    "keys in another order": lambda line: json.dumps(
        dict(reversed(json.loads(line).items())), separators=(",", ":"), ensure_ascii=False
    ).encode(),
    "a place that is no number": lambda line: line.replace(b'"place":0', b'"place":false'),
    "a place with a fraction": lambda line: line.replace(b'"place":0', b'"place":0.0'),
    "a number with another nought": lambda line: line.replace(b":0.31", b":0.310"),
    "a number as its power": lambda line: line.replace(b":0.31", b":31e-2"),
    "a letter escaped": lambda line: line.replace(b"rain", b"\\u0072ain"),
    "a key twice": lambda line: line.replace(b'"record":', b'"record":{},"record":'),
    "another encoding": lambda line: line.decode().encode("utf-16"),
}
"""The same values, or what some programs read as the same."""
RATE = "base_rate: {probability: 0.31, source: Ten years of the service}\n"


def redigested(site: Path, spelled: Callable[[bytes], bytes]) -> list[bytes]:
    """Spell each record otherwise, and make a ledger that fits; leave the lines as they are now."""
    lines = (site / RECORDS).read_bytes()[2:-3].split(b",\n")
    kept = json.loads((site / "ledger.json").read_bytes())
    rows = [
        row
        for _, rows in sorted(kept["forecasts"]["rain-in-paris"]["chains"].items())
        for row in rows
    ]
    renewed: dict[bytes, bytes] = {}
    for place, (line, row) in enumerate(zip(lines, rows, strict=True)):
        for old, new in renewed.items():
            line = line.replace(old, new)
        lines[place] = spelled(line)
        made = sha256(lines[place]).hexdigest()
        renewed[row[2].encode()], row[2] = made.encode(), made
    (site / RECORDS).write_bytes(b"[\n" + b",\n".join(lines) + b"\n]\n")
    kept["days"] = daily_roots(kept)
    kept["root"] = kept["days"][-1]["root"]
    (site / "ledger.json").write_text(json.dumps(kept), "utf-8")
    return lines


@pytest.mark.parametrize("what", OTHER_SPELLINGS)
def test_a_record_has_one_spelling_even_on_a_ledger_of_its_own(what: str, tmp_path: Path) -> None:
    files = {**TWO, FORECAST: TWO[FORECAST] + RATE}
    site = publish(files, tmp_path)
    published = redigested(site, lambda line: line)
    assert failures(site) == [], "a ledger that was made anew of the same lines fits"
    changed = redigested(site, OTHER_SPELLINGS[what])
    assert changed != published
    code, said = both(site)
    assert code == 1
    assert "is not canonical JSON, or does not follow from the record before it" in said


def test_the_changed_update_is_named(tmp_path: Path) -> None:
    site = publish(TWO, tmp_path)
    one_character(site)
    [found] = failures(site)
    assert found.startswith("rain-in-paris, update 2026-01-05: its record has the digest ")


def test_both_programs_hold_a_site_against_an_older_ledger(tmp_path: Path) -> None:
    before = publish(TWO, tmp_path / "before")
    edit = {**TWO, OPENING: TWO[OPENING].replace("climate", "Climate")}
    after = publish(edit, tmp_path / "after")
    assert both(after)[0] == 0
    code, said = both(after, "--against", str(before / "ledger.json"))
    assert code == 1
    assert "rain-in-paris, update 2026-01-05: was published" in said
    another_root(before)
    assert (
        "the older ledger: its root does not fit the digests that it lists"
        in both(after, "--against", str(before))[1]
    )


def test_a_record_added_later_and_dated_back_is_noted_and_no_failure(tmp_path: Path) -> None:
    """The older ledger is of 1 February; what is dated up to then and came later is named."""
    then, now = date(2026, 2, 1), date(2026, 2, 15)
    before = publish(VALID, tmp_path / "before", today=then)
    first = appended(dict(VALID), date(2026, 2, 1), 50, "dated back")
    second = appended(first, date(2026, 2, 2), 60, "in its time")
    after = publish(second, tmp_path / "after", today=now)
    code, said = both(after, "--against", str(before / "ledger.json"))
    assert code == 0
    assert "NOTE: added later, dated up to 2026-02-01: rain-in-paris, update 2026-02-01\n" in said
    assert "2026-02-02" not in said
    assert "NOTE" not in both(after, "--against", str(after))[1]


@pytest.mark.parametrize(
    ("how_many", "named", "ending"),
    [(5, 5, "2026-01-10"), (6, 6, "2026-01-11"), (7, 5, "2026-01-10; and 2 others")],
)
def test_of_many_records_dated_back_five_are_named_and_the_others_counted(
    how_many: int, named: int, ending: str, tmp_path: Path
) -> None:
    files = dict(VALID)
    before = publish(files, tmp_path / "before", today=date(2026, 2, 1))
    for day in range(6, 6 + how_many):
        files = appended(files, date(2026, 1, day), 50, "dated back")
    code, said = both(publish(files, tmp_path / "after"), "--against", str(before))
    assert code == 0
    [note] = [line for line in said.splitlines() if line.startswith("NOTE")]
    assert note.startswith("NOTE: added later, dated up to 2026-02-01: ")
    assert note.count("rain-in-paris, update ") == named
    assert note.endswith(f"rain-in-paris, update {ending}")


def test_a_wrong_call_of_either_program_is_a_usage_error(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for site in (empty, tmp_path / "missing"):
        ours = CliRunner().invoke(main, ["verify", str(site)])
        assert ours.exit_code == 2
    program = tmp_path / "verify_ledger.py"
    program.write_text(ledger.verifier(), "utf-8")
    for arguments in ([str(empty)], [], ["--whatever"]):
        alone = subprocess.run(
            [sys.executable, "-I", str(program), *arguments], check=False, capture_output=True
        )
        assert alone.returncode == 2


def test_the_published_program_is_short_and_needs_python_alone() -> None:
    text = ledger.verifier()
    assert len(text.splitlines()) < 150
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
