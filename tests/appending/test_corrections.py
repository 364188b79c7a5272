"""Corrections: the only way to edit what is published, and what they must keep."""

from __future__ import annotations

from datetime import date

import pytest

from tests.appending.test_files import CORRECTION, THIRD, UPDATE, WORLD, corrected
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, VALID, against, found

CORRECTION_B = CORRECTION.replace(".md", "-b.md")
TO_SIX = {SECOND: UPDATE.replace("0.5", "0.6")}
AGAIN = {SECOND: UPDATE.replace("0.5", "0.7")}


@pytest.mark.parametrize("path", [OPENING, SECOND, RESOLUTION, FORECAST])
def test_an_edit_with_a_correction_that_keeps_the_published_text_is_accepted(path: str) -> None:
    file = path.removeprefix("forecasts/rain-in-paris/")
    after = WORLD[path].replace("Paris", "Lyon").replace("0.", "0.1").replace("We said", "Said")
    assert after != WORLD[path]
    refused = against(WORLD, WORLD | {path: after})
    assert [(p.rule, p.where.path) for p in refused] == [("published-changed", path)]
    kept = {path: after, CORRECTION: corrected(file, WORLD[path])}
    assert against(WORLD, WORLD | kept) == ()


def test_a_correction_of_another_file_or_an_old_one_excuses_nothing() -> None:
    edited = {SECOND: UPDATE.replace("week", "weak")}
    other = {CORRECTION: corrected("updates/2026-01-05.md", VALID[OPENING])}
    rules = [p.rule for p in against(WORLD, WORLD | edited | other)]
    assert rules == ["published-changed"]
    old = WORLD | {CORRECTION: corrected("updates/2026-01-12.md", UPDATE)}
    assert [p.rule for p in against(old, old | edited)] == ["published-changed"]


def test_a_correction_must_keep_what_was_published_letter_by_letter() -> None:
    edited = {SECOND: UPDATE.replace("week", "weak")}
    false = UPDATE.replace("It may", "It will")
    made = against(WORLD, WORLD | edited | {CORRECTION: corrected("updates/2026-01-12.md", false)})
    assert found(made) == [("correction-differs", CORRECTION, 12)]
    assert made[0].message.endswith("this line was “It may pass.”")


def test_nobody_invents_an_earlier_text() -> None:
    """A correction of a file that did not change, or that is new, shows readers a lie."""
    false = {CORRECTION: corrected("updates/2026-01-12.md", UPDATE.replace("0.5", "0.9"))}
    assert found(against(WORLD, WORLD | false)) == [("correction-differs", CORRECTION, 2 + 5)]
    new = {THIRD: UPDATE, CORRECTION: corrected("updates/2026-01-20.md", VALID[OPENING])}
    assert found(against(WORLD, WORLD | new)) == [("correction-differs", CORRECTION, 2)]


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        ("0.9", "0.5", [(CORRECTION_B, 2), (CORRECTION, 7)]),
        ("0.5", "0.6", [(CORRECTION_B, 2)]),
        ("0.5", "0.5", [(CORRECTION_B, 2)]),
    ],
)
def test_one_change_corrects_a_file_once(
    first: str, second: str, lines: list[tuple[str, int]]
) -> None:
    """Published are 50 %. What a second correction keeps nobody read, but readers would see it."""
    files = {
        SECOND: UPDATE.replace("0.5", "0.7"),
        CORRECTION: corrected("updates/2026-01-12.md", UPDATE.replace("0.5", first)),
        CORRECTION_B: corrected("updates/2026-01-12.md", UPDATE.replace("0.5", second)),
    }
    made = against(WORLD, WORLD | files)
    assert [(p.where.path, p.where.line) for p in made] == lines
    assert {p.rule for p in made} == {"correction-differs"}
    [again] = [p for p in made if p.where.path == CORRECTION_B]
    assert again.message == (
        "corrects updates/2026-01-12.md once more in one change: what stood between "
        "corrections/2026-01-20.md and this was never published"
    )


def test_a_file_may_be_corrected_again_once_its_correction_is_published() -> None:
    once = WORLD | {
        SECOND: UPDATE.replace("0.5", "0.6"),
        CORRECTION: corrected("updates/2026-01-12.md", UPDATE),
    }
    assert against(WORLD, once) == ()
    again = {
        SECOND: UPDATE.replace("0.5", "0.7"),
        CORRECTION_B: corrected("updates/2026-01-12.md", once[SECOND]),
    }
    assert against(once, once | again) == ()


def test_two_files_may_be_corrected_in_one_change() -> None:
    files = {
        OPENING: VALID[OPENING].replace("0.4", "0.3"),
        SECOND: UPDATE.replace("0.5", "0.7"),
        CORRECTION: corrected("updates/2026-01-05.md", VALID[OPENING]),
        CORRECTION_B: corrected("updates/2026-01-12.md", UPDATE),
    }
    assert against(WORLD, WORLD | files) == ()


def test_a_correction_itself_is_neither_edited_nor_corrected() -> None:
    world = WORLD | {CORRECTION: corrected("updates/2026-01-12.md", UPDATE)}
    edited = world | {CORRECTION: world[CORRECTION].replace("An error", "No error")}
    [problem] = against(world, edited)
    assert (problem.rule, problem.where.line) == ("published-changed", 4)
    assert problem.hint == "put it back as it was: a correction is not corrected"
    again = CORRECTION.replace(".md", "-b.md")
    more = {again: corrected("corrections/2026-01-20.md", world[CORRECTION])}
    assert "published-changed" in [p.rule for p in against(world, edited | more)]


@pytest.mark.parametrize("file", ["updates/2026-01-12.md", "updates/2026-01-05.md"])
@pytest.mark.parametrize(
    ("name", "refused"),
    [("2026-01-19", True), ("2026-01-20", True), ("2026-01-20-a", True), ("2026-01-20-c", False)],
)
def test_a_correction_comes_after_all_that_are_published(
    name: str, file: str, *, refused: bool
) -> None:
    """What it corrects makes no odds: a forecast’s corrections are one row in the ledger."""
    kept = corrected("updates/2026-01-12.md", UPDATE)
    world = {**VALID, **TO_SIX, CORRECTION_B: kept}
    new = f"forecasts/rain-in-paris/corrections/{name}.md"
    edits = {
        "updates/2026-01-12.md": AGAIN,
        "updates/2026-01-05.md": {OPENING: VALID[OPENING].replace("0.4", "0.3")},
    }
    [before] = (world[path] for path in edits[file])
    made = against(
        world, world | edits[file] | {new: corrected(file, before)}, today=date(2026, 1, 21)
    )
    assert found(made) == ([("published-order", new, 1)] if refused else [])
    for problem in made:
        assert problem.message == (
            "would stand before the correction 2026-01-20-b, which is published at origin/main"
        )
        is_same_day = name.startswith("2026-01-20")
        assert ("a suffix that sorts after" in problem.hint) is is_same_day


def test_a_correction_that_others_published_meanwhile_counts() -> None:
    base = {**VALID, SECOND: UPDATE}
    theirs = base | TO_SIX | {CORRECTION: corrected("updates/2026-01-12.md", UPDATE)}
    early = CORRECTION.replace("01-20", "01-19")
    mine = {
        OPENING: VALID[OPENING].replace("0.4", "0.3"),
        early: corrected("updates/2026-01-05.md", VALID[OPENING]),
    }
    made = against(theirs, base | mine, base=base, today=date(2026, 1, 21))
    assert found(made) == [("published-order", early, 1)]


@pytest.mark.parametrize(("today", "refused"), [(23, False), (24, True)])
def test_a_correction_is_not_dated_back_beyond_what_the_desk_allows(
    today: int, *, refused: bool
) -> None:
    """Three days: one of the 20th may come in until the 23rd."""
    world = {**VALID, SECOND: UPDATE}
    made = TO_SIX | {CORRECTION: corrected("updates/2026-01-12.md", UPDATE)}
    problems = against(world, world | made, today=date(2026, 1, today))
    assert found(problems) == ([("published-order", CORRECTION, 1)] if refused else [])
    for problem in problems:
        assert problem.message == (
            "is dated before 2026-01-21, but is not published at origin/main; "
            "it may be dated back by three days"
        )
        assert problem.hint == "name it by the day on which it is made: 2026-01-24"


def test_a_forecast_that_was_made_elsewhere_may_bring_its_old_corrections() -> None:
    new = {
        "forecasts/snow/forecast.yml": VALID[FORECAST],
        "forecasts/snow/updates/2026-01-12.md": UPDATE,
        "forecasts/snow/corrections/2026-01-13.md": corrected("updates/2026-01-12.md", UPDATE),
    }
    made = against(WORLD, WORLD | new, today=date(2026, 6, 1))
    assert {p.rule for p in made} == {"update-backdated"}
