"""A correction is no way round a freeze: not of the number, and not of what settles it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.checks import Desk
from foresite.checks.freeze import frozen_number
from foresite.history import freeze_on, tellings
from foresite.model import Archive, Correction, Forecast, Update
from foresite.problems import Problem
from tests.checks.test_freeze import FIRM, FOURTH, THIRD, UNDER_REVIEW, frozen, two, update
from tests.checks.test_freeze_intervals import AGAIN, NAMED, TEXT
from tests.worlds import (
    FORECAST,
    OPENING,
    RESOLUTION,
    SECOND,
    TODAY,
    VALID,
    forecast,
    found,
    loaded,
)

HOME = FORECAST.removesuffix("/forecast.yml")
FIRST = VALID[OPENING]
"""40 % on the 5th."""


def corrected(path: str, on: str, *, earlier: str, now: str) -> dict[str, str]:
    """A file as it reads now, and the correction that keeps how it read until that day."""
    front = f"---\nfile: {path.removeprefix(f'{HOME}/')}\nby: desk\nbecause: A slip.\n---\n"
    return {path: now, f"{HOME}/corrections/2026-{on}.md": front + earlier}


def opening(number: str) -> str:
    return FIRST.replace("0.4", number)


def said(problems: tuple[Problem, ...]) -> str:
    """The only message about a frozen number, with ordinary spaces."""
    [message] = [p.message for p in problems if p.rule == "frozen-number"]
    return message.replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("number", "refused"), [("0.35", False), ("0.45", False), ("0.46", True), ("0.9", True)]
)
@pytest.mark.parametrize("on", ["01-05", "01-08"])
def test_the_number_from_which_moves_are_measured_is_held_too(
    on: str, number: str, *, refused: bool
) -> None:
    world = corrected(OPENING, on, earlier=FIRST, now=opening(number))
    _, problems = loaded({FORECAST: UNDER_REVIEW, **world})
    assert frozen(problems) == ([(OPENING, 2)] if refused else [])
    for problem in problems:
        assert "a correction may move it only between 35" in problem.message
        assert problem.hint.startswith("put the number back as it was published")


@pytest.mark.parametrize(("number", "refused"), [("0.45", False), ("0.46", True)])
def test_moves_are_measured_from_what_was_told_first(number: str, *, refused: bool) -> None:
    """40 % corrected to 44 %: what comes next is still held to 45 %."""
    world = corrected(OPENING, "01-08", earlier=FIRST, now=opening("0.44"))
    made = {FORECAST: UNDER_REVIEW, **world, SECOND: update(number)}
    assert frozen(loaded(made)[1]) == ([(SECOND, 2)] if refused else [])
    freeze = freeze_on(forecast({FORECAST: UNDER_REVIEW, **world}), date(2026, 1, 20))
    assert freeze is not None
    assert freeze.anchor is not None
    assert freeze.anchor.probability == 0.4


def test_corrections_add_up() -> None:
    """40 → 44 → 48 %: four points each, and eight in all."""
    once = corrected(OPENING, "01-08", earlier=FIRST, now=opening("0.44"))
    twice = corrected(OPENING, "01-09", earlier=opening("0.44"), now=opening("0.48"))
    assert frozen(loaded({FORECAST: UNDER_REVIEW, **once})[1]) == []
    assert frozen(loaded({FORECAST: UNDER_REVIEW, **once, **twice})[1]) == [(OPENING, 2)]


def test_a_correction_is_a_step_like_an_update() -> None:
    """36 % was told, and 44 % is nine points from nowhere but from that."""
    world = corrected(SECOND, "01-14", earlier=update("0.36"), now=update("0.44"))
    _, problems = loaded({FORECAST: UNDER_REVIEW, **world})
    assert frozen(problems) == [(SECOND, 2)]
    assert "between 35 % and 41 %, but goes 36 % → 44 %" in said(problems)


def test_typos_are_corrected_the_criteria_made_firm_and_then_the_number_moves() -> None:
    """What an ordinary author does in the middle of a review."""
    words = corrected(OPENING, "01-06", earlier=FIRST.replace("climate", "climat"), now=FIRST)
    digit = corrected(SECOND, "01-13", earlier=update("0.43"), now=update("0.42"))
    terms = corrected(
        FORECAST,
        "01-14",
        earlier=UNDER_REVIEW.replace("2026-12-31", "2026-12-30"),
        now=UNDER_REVIEW + FIRM.replace("2026-01-12", "2026-01-19"),
    )
    made = {**words, **digit, **terms, THIRD: update("0.42", "criteria"), FOURTH: update("0.9")}
    assert loaded(made)[1] == ()


def test_a_number_told_while_it_was_frozen_is_not_corrected_beyond_it_later_either() -> None:
    """Firm from the 12th, corrected on the 20th: readers had been told 40 % all the while."""
    world = {FORECAST: UNDER_REVIEW + FIRM}
    late = corrected(OPENING, "01-20", earlier=FIRST, now=opening("0.04"))
    _, problems = loaded({**world, **late})
    assert frozen(problems) == [(OPENING, 2)]
    assert said(problems).endswith("only between 35 % and 45 %, but goes 40 % → 4 % (−36 points)")
    assert loaded({**world, SECOND: update("0.04", "correction")})[1] == ()


REVIEWED_LATER = (
    UNDER_REVIEW.replace("under-review", "firm")
    + "  - {since: 2026-01-15, status: under-review, reason: The gauge was stolen., effect: clarifies, text: It rains. Météo-France decides.}\n"
    + FIRM.replace("2026-01-12", "2026-01-25")
)


@pytest.mark.parametrize(
    ("on", "refused"), [("01-14", False), ("01-15", True), ("01-24", True), ("01-25", False)]
)
def test_a_number_that_was_free_is_corrected_freely_but_while_it_is_frozen(
    on: str, *, refused: bool
) -> None:
    """Firm until the 15th and from the 25th. What was typed wrongly is mended then."""
    world = corrected(OPENING, on, earlier=FIRST, now=opening("0.9"))
    assert frozen(loaded({FORECAST: REVIEWED_LATER, **world})[1]) == (
        [(OPENING, 2)] if refused else []
    )


def test_the_number_before_a_review_is_that_of_its_first_day() -> None:
    """40 % was corrected to 60 % before the review of the 15th, so it is measured from 60 %."""
    world = {
        FORECAST: REVIEWED_LATER,
        **corrected(OPENING, "01-10", earlier=FIRST, now=opening("0.6")),
    }
    assert loaded({**world, THIRD: update("0.65")})[1] == ()
    assert frozen(loaded({**world, THIRD: update("0.5")})[1]) == [(THIRD, 2)]


@pytest.mark.parametrize(("number", "refused"), [("0.43", False), ("0.04", True)])
def test_what_no_longer_stands_is_held_by_itself(number: str, *, refused: bool) -> None:
    """40 %, then 60 %, then the review: correcting the first is no move from 60 %."""
    world = corrected(OPENING, "01-20", earlier=FIRST, now=opening(number))
    made = {FORECAST: REVIEWED_LATER, **world, SECOND: update("0.6")}
    assert frozen(loaded(made)[1]) == ([(OPENING, 2)] if refused else [])


def test_a_number_that_a_correction_takes_out_is_a_move_to_the_one_before() -> None:
    """Evening: 40 %, then 60 %, under review from the 15th; without the 60 % it is 40 % again."""
    both = "---\nprobability: 0.4\ndimensions: {evening: 0.6}\nreason: evidence\n---\nWhy.\n"
    world = two("morning")
    terms = world[FORECAST].replace(
        "evening: {criteria: [",
        "evening: {criteria: [{text: At least 1 mm at night by Météo-France.}, {since: 2026-01-15, reason: x, effect: widens, ",
    )
    terms = terms.replace("widens, {status: firm", "widens, status: under-review")
    made = {
        FORECAST: terms,
        OPENING: world[OPENING].replace("morning: 0.4", "morning: 0.4, evening: 0.4"),
        **corrected(
            SECOND, "01-20", earlier=both, now=both.replace("dimensions: {evening: 0.6}\n", "")
        ),
    }
    _, problems = loaded(made)
    assert frozen(problems) == [(SECOND, 2)]
    assert "evening is frozen since 2026-01-15" in said(problems)
    assert "but goes 60 % → 40 %" in said(problems)


def test_an_earlier_text_that_cannot_be_read_is_taken_for_the_next() -> None:
    world = corrected(OPENING, "01-08", earlier="---\nprobability: x\n---\nIt.\n", now=FIRST)
    assert loaded({FORECAST: UNDER_REVIEW, **world, SECOND: update("0.45")})[1] == ()


AS_FIRM = UNDER_REVIEW.replace("under-review", "firm").replace(TEXT, NAMED)


@pytest.mark.parametrize(("on", "refused"), [("01-12", False), ("01-13", True), ("01-20", True)])
def test_terms_hold_as_they_stood_until_they_were_corrected(on: str, *, refused: bool) -> None:
    """On the 12th the number goes to 90 %; by the corrected terms it was firm all along."""
    world = corrected(FORECAST, on, earlier=UNDER_REVIEW, now=AS_FIRM)
    _, problems = loaded({**world, SECOND: update("0.9")})
    assert frozen(problems) == ([(SECOND, 2)] if refused else [])
    for problem in problems:
        assert (
            "because the criteria are under review, as forecast.yml stood until it was "
            f"corrected on 2026-{on}; it may move only"
        ) in problem.message
        assert problem.hint == f"date this update 2026-{on} or later; or stay in that range"


def test_terms_that_are_corrected_for_a_day_and_back_are_no_door() -> None:
    there = corrected(FORECAST, "01-12", earlier=UNDER_REVIEW, now=AS_FIRM)
    back = corrected(FORECAST, "01-13", earlier=AS_FIRM, now=UNDER_REVIEW)
    _, problems = loaded({**there, **back, SECOND: update("0.9")})
    assert frozen(problems) == [(SECOND, 2)]
    assert "was taken back" in said(problems)


def test_terms_that_were_wrong_twice_hold_as_each_stood() -> None:
    """Under review until the 10th and, by a second correction, from the 14th to the 16th."""
    texts = [UNDER_REVIEW, AS_FIRM, UNDER_REVIEW, AS_FIRM]
    world: dict[str, str] = {}
    for on, (earlier, now) in zip(("01-10", "01-14", "01-17"), pairwise(texts), strict=True):
        world |= corrected(FORECAST, on, earlier=earlier, now=now)
    assert frozen(loaded({**world, SECOND: update("0.9")})[1]) == [(SECOND, 2)]
    assert frozen(loaded({**world, THIRD: update("0.9")})[1]) == []


def test_a_rule_of_the_headline_holds_as_it_stood() -> None:
    then, now = two("unspecified"), two("morning")
    both = "---\nprobability: 0.9\ndimensions: {morning: 0.9}\nreason: evidence\n---\nWhy.\n"
    world = corrected(FORECAST, "01-20", earlier=then[FORECAST], now=now[FORECAST])
    _, problems = loaded({**now, **world, SECOND: both})
    assert frozen(problems) == [(SECOND, 2)]
    assert "because no rule says which dimension settles it, as forecast.yml" in said(problems)


def test_a_dimension_that_a_correction_takes_out_still_held_the_number() -> None:
    then = two("all", "firm", "under-review")[FORECAST].replace(
        "evening: {", "evening: {name: Dusk, "
    )
    [kept] = [line for line in then.splitlines(keepends=True) if "evening" in line]
    now = then.replace(kept, "").replace("headline: all\n", "headline: morning\n")
    world = corrected(FORECAST, "01-20", earlier=then, now=now)
    both = "---\nprobability: 0.9\ndimensions: {morning: 0.9}\nreason: evidence\n---\nWhy.\n"
    _, problems = loaded({**two("morning"), **world, SECOND: both})
    assert frozen(problems) == [(SECOND, 2)]
    assert "because the criteria of “Dusk” are under review, as forecast.yml" in said(problems)


def test_a_version_that_was_added_counts_beside_a_correction_of_the_same_file() -> None:
    """The correction of the 15th keeps the published text, which had no firm version yet."""
    world = corrected(
        FORECAST,
        "01-15",
        earlier=UNDER_REVIEW.replace("2026-12-31\n", "2026-12-30\n"),
        now=UNDER_REVIEW + FIRM,
    )
    assert loaded({**world, SECOND: update("0.9")})[1] == ()


def test_so_does_a_rule_that_was_added() -> None:
    now = two("\n  - rule: unspecified\n  - {since: 2026-01-12, rule: morning, reason: x}")
    then = two("unspecified")[FORECAST].replace("2026-12-31\n", "2026-12-30\n")
    both = "---\nprobability: 0.9\ndimensions: {morning: 0.9}\nreason: evidence\n---\nWhy.\n"
    world = corrected(FORECAST, "01-15", earlier=then, now=now[FORECAST])
    assert loaded({**now, **world, SECOND: both})[1] == ()


def test_a_review_after_terms_were_corrected_begins_anew() -> None:
    """Firm by the correction of the 10th; 90 % on the 12th; under review again from the 18th."""
    again = "  - {since: 2026-01-18, status: under-review, reason: x, effect: widens, text: It rains. Météo-France decides.}\n"
    world = corrected(FORECAST, "01-10", earlier=UNDER_REVIEW, now=AS_FIRM + again)
    made = {**world, SECOND: update("0.9"), THIRD: update("0.94")}
    assert loaded(made)[1] == ()
    _, problems = loaded({**made, FOURTH: update("0.96")})
    assert frozen(problems) == [(FOURTH, 2)]
    assert "is frozen since 2026-01-18" in said(problems)
    assert "goes 90 % → 96 %" in said(problems)


def test_a_review_once_the_answer_is_known_takes_nothing_back_in_corrected_terms_either() -> None:
    terms = UNDER_REVIEW + AGAIN.format(between=TEXT, after=TEXT)
    answer = (
        "---\noutcome: yes\nknown_on: 2026-01-13\nrecorded_on: 2026-01-13\n"
        "sources: [{name: Météo-France}]\n---\nWe said nine in ten.\n"
    )
    world = corrected(
        FORECAST, "01-20", earlier=terms.replace("2026-12-31\n", "2026-12-30\n"), now=terms
    )
    assert frozen(loaded({**world, SECOND: update("0.9"), RESOLUTION: answer})[1]) == []


def test_terms_that_cannot_be_read_any_more_hold_nothing() -> None:
    world = corrected(FORECAST, "01-20", earlier="question: [\n", now=AS_FIRM)
    assert loaded({**world, SECOND: update("0.9")})[1] == ()


def test_what_was_told_is_told_in_order() -> None:
    world = forecast(
        {
            FORECAST: REVIEWED_LATER,
            SECOND: update("0.6"),
            **corrected(OPENING, "01-14", earlier=FIRST, now=opening("0.45")),
        }
    )
    told = [
        (t.on.day, t.belief and t.belief.probability, t.after and t.after[1].probability)
        for t in tellings(world, None)
    ]
    assert told == [(5, 0.4, 0.4), (12, 0.6, 0.6), (14, 0.45, 0.6)]


moves = st.lists(
    st.tuples(st.booleans(), st.integers(0, 9), st.integers(25, 55)), min_size=1, max_size=14
)


@given(moves=moves)
def test_no_row_of_updates_and_corrections_that_is_accepted_leaves_the_limit(
    moves: list[tuple[bool, int, int]],
) -> None:
    """An author tries one after the other, a day each, and takes back what is refused.

    From 40 % no number that ever stands, and none that is left, is beyond 35 % and
    45 %, and none is more than five points from the one that stood before it.
    """
    made = forecast({FORECAST: UNDER_REVIEW})
    for number, (is_update, which, percent) in enumerate(moves, 1):
        on = date(2026, 1, 5) + timedelta(days=number)
        tried = (
            with_update(made, on, percent / 100)
            if is_update
            else with_correction(made, on, which % len(made.updates), percent / 100)
        )
        if not list(frozen_number(tried, Archive(forecasts=()), Desk(today=TODAY))):
            made = tried
    shown = [t.after[1].probability for t in tellings(made, None) if t.after]
    numbers = [number for number in (*shown, *(u.probability for u in made.updates)) if number]
    assert all(0.35 - 1e-9 <= number <= 0.45 + 1e-9 for number in numbers)
    steps = pairwise(shown)
    assert all(abs((after or 0) - (before or 0)) <= 0.05 + 1e-9 for before, after in steps)


def with_update(made: Forecast, on: date, number: float) -> Forecast:
    new = replace(made.updates[0], id=on.isoformat(), made_on=on, probability=number)
    return replace(made, updates=(*made.updates, new))


def with_correction(made: Forecast, on: date, place: int, number: float) -> Forecast:
    was: Update = made.updates[place]
    correction = Correction(
        id=on.isoformat(),
        made_on=on,
        file=f"updates/{was.id}.md",
        by="desk",
        because="A slip.",
        earlier="",
        update=was,
        where=was.where,
    )
    now = replace(was, probability=number)
    updates = (*made.updates[:place], now, *made.updates[place + 1 :])
    return replace(made, updates=updates, corrections=(*made.corrections, correction))


def test_a_correction_of_something_else_is_not_looked_at() -> None:
    """A world without a freeze: any number may be corrected to any other."""
    world = corrected(OPENING, "01-08", earlier=FIRST, now=opening("0.9"))
    _, problems = loaded(world)
    assert found(problems) == []
