"""What stands for a day and says nothing new is no door out of a freeze."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.checks import Desk
from foresite.checks.freeze import frozen_number
from foresite.history import freeze_on, is_frozen, state_on
from foresite.model import Archive, CriteriaStatus, Forecast
from tests.checks.test_freeze import THIRD, UNDER_REVIEW, frozen, two, update
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, TODAY, forecast, loaded

TEXT = "It rains. Météo-France decides by a gauge that is not yet named."
AGAIN = (
    "  - {{since: 2026-01-12, reason: It is said., effect: clarifies, text: {between}}}\n"
    "  - {{since: 2026-01-13, status: under-review, reason: It is not., effect: clarifies, "
    "text: {after}}}\n"
)
NAMED = "At least 1 mm at Montsouris by Météo-France."


@pytest.mark.parametrize(
    ("between", "after", "refused"),
    [
        (TEXT, TEXT, True),
        (TEXT.replace(" ", "  "), NAMED, True),
        (NAMED, TEXT, True),
        (NAMED, "At least 1 mm by Météo-France.", False),
    ],
)
def test_a_day_of_firm_criteria_that_say_nothing_new_is_no_door(
    between: str, after: str, *, refused: bool
) -> None:
    """40 % → 90 % on the one day, and nothing moves after it."""
    text = UNDER_REVIEW + AGAIN.format(between=between, after=after)
    _, problems = loaded({FORECAST: text, SECOND: update("0.9")})
    assert frozen(problems) == ([(SECOND, 2)] if refused else [])
    for problem in problems:
        assert "frozen since 2026-01-05" in problem.message
        assert "said nothing new and was taken back" in problem.message
        assert problem.hint.startswith("leave the criteria firm")


def test_a_text_that_becomes_firm_as_it_stood_and_stays_so_frees_the_number() -> None:
    text = UNDER_REVIEW + AGAIN.format(between=TEXT, after=TEXT).partition("\n")[0] + "\n"
    assert frozen(loaded({FORECAST: text, SECOND: update("0.9")})[1]) == []


def test_a_number_after_a_day_of_firm_criteria_is_measured_from_before_them() -> None:
    text = UNDER_REVIEW + AGAIN.format(between=TEXT, after=TEXT)
    world = {FORECAST: text, SECOND: update("0.44"), THIRD: update("0.48")}
    assert frozen(loaded(world)[1]) == [(THIRD, 2)]
    made = forecast({FORECAST: text})
    freeze = freeze_on(made, date(2026, 1, 20))
    assert freeze is not None
    assert freeze.since == date(2026, 1, 5)
    assert not freeze.is_taken_back
    assert is_frozen(made, state_on(made, date(2026, 1, 12)))


def test_a_review_once_the_answer_is_known_takes_nothing_back() -> None:
    text = UNDER_REVIEW + AGAIN.format(between=TEXT, after=TEXT)
    answer = (
        "---\noutcome: yes\nknown_on: 2026-01-13\nrecorded_on: 2026-01-13\n"
        "sources: [{name: Météo-France}]\n---\nWe said nine in ten.\n"
    )
    world = {FORECAST: text, SECOND: update("0.9"), RESOLUTION: answer}
    assert frozen(loaded(world)[1]) == []


@pytest.mark.parametrize(
    ("rules", "evening", "refused"),
    [
        (("unspecified", "morning", "unspecified"), "firm", True),
        (("unspecified", "morning", "all"), "firm", False),
        (("evening", "morning", "evening"), "under-review", True),
        (("evening", "morning", "evening"), "firm", False),
        (("evening", "morning", "any"), "under-review", False),
    ],
)
def test_a_day_of_another_rule_is_no_door(
    rules: tuple[str, ...], evening: str, *, refused: bool
) -> None:
    """The rule changes on the 12th, on which 40 % → 60 %, and again on the 13th."""
    first, then, last = rules
    versions = (
        f"\n  - rule: {first}\n"
        f"  - {{since: 2026-01-12, rule: {then}, reason: x}}\n"
        f"  - {{since: 2026-01-13, rule: {last}, reason: x}}"
    )
    both = "---\nprobability: 0.6\ndimensions: {morning: 0.6}\nreason: evidence\n---\nWhy.\n"
    world = {
        **two(versions, evening=evening),
        OPENING: "---\nprobability: 0.4\ndimensions: {morning: 0.4, evening: 0.4}\n---\nIt.\n",
        SECOND: both,
    }
    assert frozen(loaded(world)[1]) == ([(SECOND, 2)] if refused else [])


def refused_of(world: Forecast) -> set[str]:
    """The updates whose number goes too far."""
    problems = frozen_number(world, Archive(forecasts=()), Desk(today=TODAY))
    return {p.where.path for p in problems}


def day(number: int) -> date:
    return date(2026, 1, 5) + timedelta(days=number)


@given(
    reviews=st.sets(st.integers(2, 20), min_size=1, max_size=3),
    firm=st.sets(st.integers(1, 20), max_size=3),
    space=st.sampled_from([" ", "  ", "\n", ""]),
    numbers=st.lists(st.tuples(st.integers(0, 22), st.integers(0, 100)), max_size=8),
)
def test_firm_criteria_that_repeat_a_review_and_are_taken_back_change_no_verdict(
    reviews: set[int], firm: set[int], space: str, numbers: list[tuple[int, int]]
) -> None:
    """Reviews of other texts on some days; between them the same text, called firm."""
    made = forecast({FORECAST: UNDER_REVIEW})
    [reading], [first] = made.dimensions, made.updates
    version = reading.criteria[0]
    reviewed = [replace(version, since=day(n), text=f"Draft of {n}.") for n in sorted(reviews)]
    criteria = (version, *reviewed)
    between = [
        replace(held, since=day(n), status=CriteriaStatus.FIRM, text=held.text.replace(" ", space))
        for n in firm
        if n not in reviews and n < max(reviews)
        for held in [[each for each in criteria if each.since < day(n)][-1]]
    ]
    updates = (
        replace(
            first,
            id=str(at),
            made_on=day(n),
            probability=number / 100,
            where=replace(first.where, path=str(at)),
        )
        for at, (n, number) in enumerate(sorted(numbers))
    )
    plain = replace(made, updates=(first, *updates))
    with_reviews = replace(plain, dimensions=(replace(reading, criteria=criteria),))
    mixed = tuple(sorted((*criteria, *between), key=lambda each: each.since))
    with_firm = replace(plain, dimensions=(replace(reading, criteria=mixed),))
    assert refused_of(with_firm) == refused_of(with_reviews)
