"""What is published is only added to: files edited, deleted, renamed and put in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.appending import Present, Published, only_added
from foresite.appending.differences import hunks, quoted
from foresite.problems import Problem
from foresite.scaffolding.forecasts import free_name
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, VALID, _sources, against, found

UPDATE = "---\nprobability: 0.5\nreason: evidence\n---\nA wet week is forecast.\n\nIt may pass.\n"
ANSWER = """\
---
outcome: yes
known_on: 2026-01-12
recorded_on: 2026-01-13
sources: [{name: The weather service}]
---
We said one in two.
"""
WORLD = {**VALID, SECOND: UPDATE, RESOLUTION: ANSWER}
ON = Present(today=date(2026, 1, 12), recorded_days=3)
CORRECTION = "forecasts/rain-in-paris/corrections/2026-01-20.md"
THIRD = "forecasts/rain-in-paris/updates/2026-01-20.md"


def corrected(file: str, earlier: str) -> str:
    return f"---\nfile: {file}\nby: desk\nbecause: An error.\n---\n{earlier}"


def test_nothing_changed_is_nothing_to_say() -> None:
    assert against(WORLD, WORLD) == ()


def test_updates_resolutions_forecasts_and_other_files_may_be_added() -> None:
    new = {
        THIRD: UPDATE,
        "forecasts/snow/forecast.yml": VALID[FORECAST],
        "forecasts/snow/updates/2026-01-12.md": UPDATE,
        "forecasts/authors.yml": "x: {name: X}\n",
        "forecasts/rain-in-paris/README.md": "x",
    }
    assert against(WORLD, WORLD | new) == ()
    assert against({**VALID, "forecasts/authors.yml": "y: {name: Y}\n"}, WORLD | new) == ()


def test_one_character_of_a_rationale_is_refused_at_its_line_and_column() -> None:
    [problem] = against(WORLD, WORLD | {SECOND: UPDATE.replace("week", "weak")})
    assert (problem.rule, problem.where.path) == ("published-changed", SECOND)
    assert (problem.where.line, problem.where.column) == (5, 9)
    assert problem.message == (
        "differs from what is published at origin/main: this line was “A wet week is forecast.”"
    )
    assert "`foresite correct rain-in-paris updates/2026-01-12.md --against origin/main`" in (
        problem.hint
    )


@pytest.mark.parametrize(
    ("after", "line", "words"),
    [
        (UPDATE.replace("0.5", "0.55"), 2, "this line was “probability: 0.5”"),
        (UPDATE + "More.\n", 8, "this line is new"),
        (UPDATE.replace("\nIt may pass.\n", ""), 5, "“It may pass.” is gone from here"),
        (UPDATE.replace("reason", "market: {}\nreason"), 3, "this line is new"),
        ("", 1, "“---” is gone from here"),
    ],
)
def test_every_edit_is_refused_where_it_begins(after: str, line: int, words: str) -> None:
    [problem] = against(WORLD, WORLD | {SECOND: after})
    assert (problem.where.line, problem.message.partition(": ")[2]) == (line, words)


def test_line_ends_a_byte_order_mark_and_empty_lines_around_are_no_edit() -> None:
    after = "\ufeff" + UPDATE.replace("\n", "\r\n") + "\r\n"
    assert against(WORLD, WORLD | {SECOND: after}) == ()


@pytest.mark.parametrize("path", [OPENING, SECOND, RESOLUTION])
def test_what_is_published_is_not_deleted(path: str) -> None:
    left = {p: t for p, t in WORLD.items() if p != path}
    [problem] = against(WORLD, left)
    assert (problem.rule, problem.where.path) == ("published-removed", path)
    assert f"`git checkout origin/main -- {path}`" in problem.hint


def test_what_is_published_is_not_renamed() -> None:
    moved = {p: t for p, t in WORLD.items() if p != SECOND} | {THIRD: UPDATE}
    [problem] = against(WORLD, moved)
    assert (problem.rule, problem.where.path) == ("published-removed", SECOND)
    assert problem.message.endswith("was renamed to updates/2026-01-20.md")


def test_a_forecast_that_went_or_moved_is_said_once() -> None:
    [gone] = against(WORLD, {})
    assert (gone.rule, gone.where.path) == ("published-removed", FORECAST)
    elsewhere = {p.replace("rain-in-paris", "rain"): t for p, t in WORLD.items()}
    [moved] = against(WORLD, elsewhere)
    assert moved.message.endswith("its folder was renamed to forecasts/rain")


def test_an_update_comes_after_all_that_are_published() -> None:
    between = "forecasts/rain-in-paris/updates/2026-01-08.md"
    assert found(against(WORLD, WORLD | {between: UPDATE})) == [("published-order", between, 1)]
    same_day = "forecasts/rain-in-paris/updates/2026-01-12-evening.md"
    unanswered = {**VALID, SECOND: UPDATE}
    assert against(unanswered, unanswered | {same_day: UPDATE}) == ()


@pytest.mark.parametrize("day", ["2026-01-12-evening", "2026-01-20", "2026-02-01"])
def test_no_update_is_dated_before_an_answer_that_is_published(day: str) -> None:
    """On the 12th nothing was said; a number put in now would be the last before the answer."""
    late = f"forecasts/rain-in-paris/updates/{day}.md"
    answered = WORLD | {RESOLUTION: ANSWER.replace("2026-01-12", "2026-02-01")}
    [problem] = against(answered, answered | {late: UPDATE})
    assert (problem.rule, problem.where.path) == ("published-order", late)
    assert problem.message == (
        "is dated no later than the answer, which was known on 2026-02-01 "
        "and is published at origin/main"
    )
    assert problem.hint.startswith("delete it")


@pytest.mark.parametrize(
    ("file", "refused"),
    [
        ("sealed/2026-02-01.yml", True),
        ("sealed/2026-02-02.yml", False),
        ("corrections/2026-01-31.md", True),
        ("corrections/2026-02-01.md", False),
    ],
)
def test_nor_is_a_seal_or_a_correction(file: str, *, refused: bool) -> None:
    path = f"forecasts/rain-in-paris/{file}"
    text = corrected("updates/2026-01-12.md", UPDATE)
    answered = WORLD | {RESOLUTION: ANSWER.replace("2026-01-12", "2026-02-01")}
    made = against(answered, answered | {path: text})
    assert found(made) == ([("published-order", path, 1)] if refused else [])
    assert all(p.hint == "name it by the day on which it is made" for p in made)


def test_an_update_may_follow_the_answer_or_come_with_it() -> None:
    after = {"forecasts/rain-in-paris/updates/2026-02-02.md": UPDATE}
    answer = ANSWER.replace("2026-01-12", "2026-02-01")
    assert against(WORLD | {RESOLUTION: answer}, WORLD | {RESOLUTION: answer} | after) == ()
    together = {RESOLUTION: answer, THIRD: UPDATE}
    unanswered = {**VALID, SECOND: UPDATE}
    assert against(unanswered, unanswered | together) == ()


GONE = "withdrawn_on: 2026-02-20\nwithdrawn_because: Another station.\n---\nWe"
FIRST_ANSWER = ANSWER.replace("2026-01-12", "2026-02-01")


@pytest.mark.parametrize(
    ("known_again", "day", "refused"),
    [
        ("", "2026-01-20", True),
        ("", "2026-02-01", True),
        ("", "2026-02-20", False),
        # Whichever answer was known last: none may be forecast once it is known.
        ("2026-01-30", "2026-01-31", True),
        ("2026-02-21", "2026-02-20", True),
        ("2026-02-21", "2026-02-22", False),
    ],
)
def test_withdrawing_an_answer_opens_no_door_to_the_days_before_it(
    known_again: str, day: str, *, refused: bool
) -> None:
    """Known on the 1st, withdrawn on the 20th; who put in 97 % now would know the answer."""
    world = WORLD | {RESOLUTION: FIRST_ANSWER.replace("---\nWe", GONE)}
    if known_again:
        second = RESOLUTION.replace(".md", "-2.md")
        world[second] = ANSWER.replace("2026-01-12", known_again)
    late = f"forecasts/rain-in-paris/updates/{day}.md"
    made = against(world, world | {late: UPDATE}, today=date(2026, 2, 22))
    assert found(made) == ([("published-order", late, 1)] if refused else [])
    for problem in made:
        assert problem.message.endswith("though it no longer stands") is (
            known_again != "2026-02-21"
        )


def test_nor_does_correcting_its_day() -> None:
    """The answer of 1 February is said to be of 12 January, and may be said anew later."""
    corrected_day = {
        RESOLUTION: ANSWER,
        "forecasts/rain-in-paris/corrections/2026-02-10.md": corrected(
            "resolution.md", FIRST_ANSWER
        ),
    }
    world = WORLD | {RESOLUTION: FIRST_ANSWER} | corrected_day
    assert against(WORLD | {RESOLUTION: FIRST_ANSWER}, world, today=date(2026, 2, 10)) == ()
    [problem] = against(world, world | {THIRD: UPDATE}, today=date(2026, 2, 10))
    assert (problem.rule, problem.where.path) == ("published-order", THIRD)
    assert problem.message == (
        "is dated no later than the answer, which was known on 2026-02-01 "
        "and is published at origin/main, though it no longer stands"
    )


def test_a_resolution_that_says_no_day_closes_nothing() -> None:
    world = WORLD | {RESOLUTION: ANSWER.replace("known_on: 2026-01-12", "known_on: soon")}
    assert against(world, world | {THIRD: UPDATE}) == ()


def test_a_resolution_that_others_published_meanwhile_counts() -> None:
    answered = WORLD | {RESOLUTION: ANSWER.replace("2026-01-12", "2026-02-01")}
    begun = {**VALID, SECOND: UPDATE}
    made = against(answered, begun | {THIRD: UPDATE}, base=begun)
    assert found(made) == [("published-order", THIRD, 1)]


def test_a_correction_and_a_seal_are_not_older_than_what_is_published() -> None:
    early = CORRECTION.replace("01-20", "01-10")
    edited = {OPENING: VALID[OPENING].replace("0.4", "0.5")}
    made = edited | {early: corrected("updates/2026-01-05.md", VALID[OPENING])}
    assert found(against(WORLD, WORLD | made)) == [("published-order", early, 1)]
    seal = "forecasts/rain-in-paris/sealed/2026-01-{}.yml"
    assert found(against(WORLD, WORLD | {seal.format(10): "digest: x\n"})) == [
        ("published-order", seal.format(10), 1)
    ]
    unanswered = {**VALID, SECOND: UPDATE}
    assert against(unanswered, unanswered | {seal.format(12): "digest: x\n"}) == ()


def test_a_sealed_text_may_be_revealed_and_not_edited() -> None:
    seal, text = (f"forecasts/rain-in-paris/sealed/2026-01-05.{end}" for end in ("yml", "md"))
    world = WORLD | {seal: "digest: x\n"}
    assert against(world, world | {text: "---\nsalt: x\n---\nIt.\n"}) == ()
    [problem] = against(world, world | {seal: "digest: y\n"})
    assert (problem.rule, problem.where.path) == ("published-changed", seal)
    assert problem.hint.startswith("put it back as it was: what is sealed")
    assert [p.rule for p in against(world, WORLD)] == ["published-removed"]


def test_a_second_update_of_a_day_sorts_after_the_first() -> None:
    evening = SECOND.replace(".md", "-evening.md")
    world = {**VALID, evening: UPDATE}
    noon = SECOND.replace(".md", "-afternoon.md")
    [problem] = against(world, world | {noon: UPDATE})
    assert (problem.rule, problem.where.path) == ("published-order", noon)
    assert problem.hint == "give its name a suffix that sorts after 2026-01-12-evening"


def test_a_resolution_may_be_withdrawn_but_not_otherwise_changed() -> None:
    added = "withdrawn_on: 2026-02-20\nwithdrawn_because: Another station.\n---\nWe"
    withdrawn = WORLD | {RESOLUTION: ANSWER.replace("---\nWe", added)}
    assert against(WORLD, withdrawn) == ()
    assert [p.rule for p in against(withdrawn, WORLD)] == ["published-changed"]
    both = {RESOLUTION: withdrawn[RESOLUTION].replace("outcome: yes", "outcome: no")}
    assert [p.where.line for p in against(WORLD, WORLD | both)] == [2]


def test_what_others_published_meanwhile_is_neither_missing_nor_edited() -> None:
    """The ref has moved on since this change began."""
    theirs = WORLD | {
        THIRD: UPDATE,
        "forecasts/snow/forecast.yml": VALID[FORECAST],
        FORECAST: VALID[FORECAST] + "tags: [weather]\n",
    }
    assert against(theirs, WORLD, base=WORLD) == ()
    mine = {SECOND: UPDATE.replace("week", "weak")}
    assert [p.rule for p in against(theirs, WORLD | mine, base=WORLD)] == ["published-changed"]


def test_an_update_that_others_overtook_comes_too_late() -> None:
    theirs = WORLD | {THIRD: UPDATE}
    mine = "forecasts/rain-in-paris/updates/2026-01-19.md"
    made = against(theirs, WORLD | {mine: UPDATE}, base=WORLD)
    assert found(made) == [("published-order", mine, 1)]


def test_the_same_name_for_another_text_than_others_published_is_an_edit() -> None:
    theirs = WORLD | {THIRD: UPDATE}
    made = against(theirs, WORLD | {THIRD: UPDATE.replace("0.5", "0.6")}, base=WORLD)
    assert found(made) == [("published-changed", THIRD, 2)]
    assert against(theirs, theirs, base=WORLD) == ()


def test_a_file_that_is_no_text_any_more_is_not_taken_for_deleted() -> None:
    """That it is no text, another rule says."""
    made = WORLD | {SECOND: b"\xff\xfe"}
    assert only_added_to(WORLD, made) == ()


def only_added_to(
    published: Mapping[str, str], present: Mapping[str, str | bytes]
) -> tuple[Problem, ...]:
    stand = Published(ref="main", at_ref=_sources(published), base=_sources(published))
    return only_added(stand, _sources(present), archive="forecasts", on=ON)


def test_a_large_archive_is_looked_at_file_by_file() -> None:
    """Three thousand forecasts of four files in well under the time of a coffee."""
    world = {
        path.replace("rain-in-paris", f"rain/{number}"): text
        for number in range(3000)
        for path, text in WORLD.items()
    }
    sources = _sources(world)
    begun = process_time()
    stand = Published(ref="main", at_ref=sources, base=sources)
    assert only_added(stand, sources, archive="forecasts", on=ON) == ()
    assert process_time() - begun < 5


def test_a_command_in_a_hint_is_quoted_for_a_shell() -> None:
    odd = "forecasts/rain-in-paris/updates/2026-01-12-$(x).md"
    world = {**VALID, odd: UPDATE}
    [problem] = against(world, VALID)
    assert f"-- '{odd}'`" in problem.hint


@given(place=st.integers(0, len(UPDATE) - 2), letter=st.sampled_from("x-: #0\n"))
def test_no_single_character_of_a_published_update_can_be_changed(place: int, letter: str) -> None:
    edited = UPDATE[:place] + letter + UPDATE[place + 1 :]
    made = against(WORLD, WORLD | {SECOND: edited})
    if edited.strip("\n") == UPDATE.strip("\n"):
        assert made == ()
        return
    [problem] = made
    assert (problem.rule, problem.where.path) == ("published-changed", SECOND)
    assert problem.where.line <= UPDATE[: place + 1].count("\n") + 2


@given(days=st.lists(st.integers(13, 28), unique=True, max_size=5))
def test_any_updates_after_the_last_may_be_added(days: list[int]) -> None:
    new = {f"forecasts/rain-in-paris/updates/2026-01-{day}.md": UPDATE for day in days}
    assert against(WORLD, WORLD | new) == ()


texts = st.text(alphabet="ab \n", max_size=30)


@given(before=texts, after=texts)
def test_two_texts_differ_exactly_where_a_place_is_named(before: str, after: str) -> None:
    made = hunks(before, after)
    assert bool(made) == (before != after)
    lines = after.split("\n")
    for hunk in made:
        assert 1 <= hunk.line <= len(lines)
        assert 1 <= hunk.column <= max(1, len(lines[hunk.line - 1]))


@given(text=st.text(alphabet="abc", max_size=300), around=st.integers(0, 300))
def test_a_quotation_is_short_and_shows_what_differs(text: str, around: int) -> None:
    shown = quoted(text, min(around, len(text)))
    assert len(shown) <= 62
    assert shown.strip("…") in text


@given(many=st.integers(1, 25), last=st.sampled_from(["", "-evening", "-9"]))
def test_a_scaffolded_name_sorts_after_all_of_its_day(many: int, last: str) -> None:
    taken = {f"2026-01-12{last}"}
    for _ in range(many):
        name = free_name(taken, date(2026, 1, 12))
        assert name > max(taken)
        assert name.startswith("2026-01-12")
        taken.add(name)
