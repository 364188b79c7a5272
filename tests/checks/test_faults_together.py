"""Of many faults none hides another, and none makes another one up.

One desk, and for each line of it somebody may slip. What the check says of
several slips is what it says of each of them alone: nothing is missing, so that
an author mends all of them in one go, and nothing is told that goes away by
itself when another slip is mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.slips import (
    ANSWER,
    AUTHORS,
    CORRECTION,
    DESK,
    NEXT,
    OF_B,
    OF_C,
    OPENING,
    SEAL,
    SLIPS,
    A,
    B,
    C,
    D,
    Slip,
)
from tests.worlds import load

WAITING: dict[str, set[str]] = {
    "headline: sum": {"benchmarks: 0.6"},
    "{": {"probability: 0.58"},
    "closes_on: 2026-12-32": {"passes it by 3 March 2027."},
    "status: in-review": {"probability: 0.58", "passes it by 3 March 2027."},
    "upper: {name: [x], criteria:": {"passes it by 3 March 2027."},
    "added_on: 20 January": {"bears_on: {forks: both, preference: "},
    "opened_on: 2026-02-30": {"bears_on: {forks: both, preference: "},
    "kind: choice": {"bea: 0.6", "bob: 0.4"},
    "ada: []": {"bea: 0.6", "bob: 0.4"},
    "added_on: 27 February": {"bea: 0.6", "bob: 0.4"},
}
"""What can be judged only by a line that is itself at fault waits until that line is mended."""

Fault = tuple[str, str, int, str]


def desk_with(slips: Iterable[Slip]) -> dict[str, str | bytes]:
    """The desk after those slips."""
    files: dict[str, str] = dict(DESK)
    for path, old, new in slips:
        assert files[path].count(old) == 1, (path, old)
        files[path] = files[path].replace(old, new)
    return {**files}


def told(files: dict[str, str | bytes]) -> set[Fault]:
    """What is wrong with those files: rule, file, line and message."""
    return {(p.rule, p.where.path, p.where.line, p.message) for p in load(files)[1]}


ALONE = {slip: told(desk_with([slip])) for slip in SLIPS}


def folder(path: str) -> str:
    """The folder of the forecast to which a file belongs; the archive's for what belongs to all."""
    return "/".join(path.split("/")[:2])


def waiting(slips: Iterable[Slip]) -> set[Fault]:
    """What of those slips cannot be judged before another of them is mended."""
    typed = {new for _, _, new in slips}
    later = set().union(*(WAITING.get(new, ()) for new in typed))
    return set().union(*(ALONE[slip] for slip in SLIPS if slip[2] in typed & later))


def test_the_desk_itself_is_without_fault() -> None:
    assert told({**DESK}) == set()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip[2][:40])
def test_each_slip_is_told(slip: Slip) -> None:
    assert ALONE[slip]


@pytest.mark.parametrize("folder", sorted({folder(slip[0]) for slip in SLIPS}))
def test_of_two_slips_neither_hides_the_other_or_makes_a_third_one_up(folder: str) -> None:
    own = [slip for slip in SLIPS if slip[0].startswith(folder)]
    for pair in combinations(own, 2):
        assert told(desk_with(pair)) == set().union(*(ALONE[s] for s in pair)) - waiting(pair), pair


def test_all_slips_are_told_in_one_run() -> None:
    assert told(desk_with(SLIPS)) == set().union(*ALONE.values()) - waiting(SLIPS)


@settings(max_examples=40)
@given(slips=st.sets(st.sampled_from(SLIPS), min_size=3))
def test_any_slips_are_told_in_one_run(slips: set[Slip]) -> None:
    assert told(desk_with(slips)) == set().union(*(ALONE[s] for s in slips)) - waiting(slips)


def renamed(path: str, name: str) -> dict[str, str | bytes]:
    """The desk with one file under another name in its folder."""
    return {
        f"{each.rpartition('/')[0]}/{name}" if each == path else each: text
        for each, text in DESK.items()
    }


def rewritten(path: str, text: str | bytes) -> dict[str, str | bytes]:
    """The desk with one file that says something else."""
    return {**DESK, path: text}


def with_tab(path: str, before: str) -> dict[str, str | bytes]:
    """The desk with a tab before a line of one file."""
    assert f"\n{before}" in DESK[path]
    return rewritten(path, DESK[path].replace(f"\n{before}", f"\n\t{before}"))


def unclosed(path: str) -> dict[str, str | bytes]:
    """The desk with one file whose front matter never closes."""
    return rewritten(path, DESK[path].removeprefix("---").replace("---", "", 1).join(["---", ""]))


WHOLE_FILES: dict[str, tuple[str, dict[str, str | bytes]]] = {
    "authors that are no YAML": ("yaml-syntax", rewritten(AUTHORS, "our-desk: {name")),
    "an author whose id is none": ("slug", rewritten(AUTHORS, "Our Desk: {name: Our desk}\n")),
    "a forecast with a tab": ("tab-indentation", with_tab(A, "tags")),
    "a forecast that is no YAML": ("yaml-syntax", rewritten(A, "question: [" + DESK[A])),
    "a forecast that is no text": ("not-utf-8", rewritten(A, DESK[A].encode() + b"# caf\xe9\n")),
    "a forecast that is empty": ("empty-file", rewritten(A, "")),
    "a forecast under another name": ("stray-file", renamed(A, "forecast.yaml")),
    "an implied forecast under another name": ("stray-file", renamed(B, "Forecast.yml")),
    "an implied forecast that is empty": ("empty-file", rewritten(B, "")),
    "the opening with a tab": ("tab-indentation", with_tab(OPENING, "evidence")),
    "the opening on no day": ("date-exists", renamed(OPENING, "2026-01-32.md")),
    "the opening named otherwise": ("update-name", renamed(OPENING, "opening.md")),
    "the opening under another ending": ("stray-file", renamed(OPENING, "2026-01-05.txt")),
    "the opening that is empty": ("empty-file", rewritten(OPENING, "")),
    "an update that never closes": ("front-matter", unclosed(NEXT)),
    "an update that is no text": ("not-utf-8", rewritten(NEXT, DESK[NEXT].encode() + b"caf\xe9\n")),
    "the only update on no day": ("date-exists", renamed(OF_B, "2026-02-30.md")),
    "the only update under another ending": ("stray-file", renamed(OF_B, "2026-01-05.txt")),
    "an answer with a tab": ("tab-indentation", with_tab(ANSWER, "sources")),
    "an answer that is no text": ("not-utf-8", rewritten(ANSWER, b"\xe9")),
    "an answer under another ending": ("stray-file", renamed(ANSWER, "resolution.txt")),
    "a correction on no day": ("date-exists", renamed(CORRECTION, "2026-02-32.md")),
    "a correction that is empty": ("empty-file", rewritten(CORRECTION, "")),
    "a seal that is empty": ("empty-file", rewritten(SEAL, "")),
    "a rule of the headline with a tab": ("tab-indentation", with_tab(C, "dimensions")),
    "the opening of a frozen number that is empty": ("empty-file", rewritten(OF_C, "")),
    "a question of options that is empty": ("empty-file", rewritten(D, "")),
}
"""What makes a whole file, or all that hangs on its name, impossible to read; and the one rule it breaks."""


@pytest.mark.parametrize(("rule", "files"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_a_file_that_cannot_be_read_is_one_fault(rule: str, files: dict[str, str | bytes]) -> None:
    assert [fault[0] for fault in told(files)] == [rule]


def beside(files: dict[str, str | bytes]) -> Iterator[tuple[Slip, dict[str, str | bytes]]]:
    """Each slip in the files beside those that differ from the desk's, and the files with it."""
    touched = {folder(path) for path in files if files.get(path) != DESK.get(path)}
    for path, old, new in SLIPS:
        is_near = AUTHORS in touched or folder(path) in touched
        if is_near and files.get(path) == DESK[path]:
            yield (path, old, new), {**files, path: DESK[path].replace(old, new)}


@pytest.mark.parametrize("case", WHOLE_FILES)
def test_beside_a_file_that_cannot_be_read_nothing_is_made_up(case: str) -> None:
    _, files = WHOLE_FILES[case]
    itself = told(files)
    for slip, both in beside(files):
        assert itself <= told(both) <= itself | ALONE[slip], slip
