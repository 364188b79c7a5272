"""What each kind says of a belief: its figure, its moves, its parts, its answers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.kinds import Figure, Part, kind_rules
from foresite.model import (
    BINARY,
    Answer,
    Belief,
    Bound,
    Kind,
    KindName,
    Move,
    Option,
    Outcome,
    Side,
)
from foresite.words import NARROW_SPACE

S = NARROW_SPACE
TODAY = date(2026, 1, 5)


def day(text: str) -> float:
    """A day as a value."""
    return float(date.fromisoformat(text).toordinal())


# binary


def yes(probability: float) -> Belief:
    """A belief in a yes."""
    return Belief(probability=probability)


def test_yes_or_no_is_a_percentage_with_its_word_and_its_other_side() -> None:
    assert kind_rules(BINARY).figure(BINARY, yes(0.75)) == Figure(
        number="75",
        sign=f"{S}%",
        words="likely",
        rest="1 in 4 that it does not",
        short=f"75{S}%",
        gist="likely",
    )
    assert kind_rules(BINARY).figure_then(BINARY, yes(0.75)).rest == "1 in 4 that it would not"
    assert kind_rules(BINARY).parts(BINARY, yes(0.75)) == ()


def test_a_probability_moves_in_points() -> None:
    rules = kind_rules(BINARY)
    assert rules.change(BINARY, yes(0.72), yes(0.75)) == f"72{S}% → 75{S}% (+3 points)"
    assert rules.shift(BINARY, yes(0.72), yes(0.75)) == f"72{S}% → 75{S}%"
    assert rules.origin(BINARY, yes(0.72), yes(0.75)) == f"72{S}%"
    assert rules.move(BINARY, yes(0.75), yes(0.72)) == (Move.DOWN, "3 points")
    assert rules.move(BINARY, yes(0.75), yes(0.75))[0] is Move.UNCHANGED
    assert rules.course(BINARY, [yes(0.1), yes(0.9)]) == (0.1, 0.9)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0.3660, 0.5740, f"37{S}% → 57{S}% (+20.8 points)"),
        (0.2850, 0.1141, f"28{S}% → 11{S}% (−17 points)"),
        (0.1240, 0.1360, f"12{S}% → 14{S}% (+1.2 points)"),
        (0.0860, 0.1360, f"8.6{S}% → 14{S}% (+5 points)"),
        (0.2040, 0.3040, f"20{S}% → 30{S}% (+10 points)"),
    ],
)
def test_the_size_of_a_move_is_not_belied_by_the_figures_beside_it(
    before: float, after: float, said: str
) -> None:
    assert kind_rules(BINARY).change(BINARY, yes(before), yes(after)) == said


@pytest.mark.parametrize(
    ("before", "after", "arrow", "size"),
    [
        (0.526, 0.534, f"52.6{S}% → 53.4{S}%", "+0.8 points"),
        (0.264, 0.2632, f"26.4{S}% → 26.3{S}%", "−0.1 points"),
        (0.2636, 0.2644, f"26.36{S}% → 26.44{S}%", "+0.1 points"),
        (0.5305, 0.5303, f"53{S}%, less than 0.1 point lower", ""),
        (0.0532, 0.0534, f"5.3{S}%, less than 0.1 point higher", ""),
        (0.0002, 0.0005, f"0.02{S}% → 0.05{S}%", "less than 0.1 point higher"),
        (0.9996, 0.9994, f"99.96{S}% → 99.94{S}%", "less than 0.1 point lower"),
    ],
    ids=[
        "shows",
        "in one precision",
        "in two decimals",
        "too small to tell",
        "with a decimal",
        "below 0.1 %",
        "above 99.9 %",
    ],
)
def test_a_move_too_small_for_its_figures_is_told_in_words_but_at_the_ends(
    before: float, after: float, arrow: str, size: str
) -> None:
    """Beside “53 %” a change from 53.05 to 53.03 says nothing; below 0.1 % there is no other figure."""
    rules = kind_rules(BINARY)
    assert rules.shift(BINARY, yes(before), yes(after)) == arrow
    said = f"{arrow} ({size})" if size else arrow
    assert rules.change(BINARY, yes(before), yes(after)) == said
    assert rules.origin(BINARY, yes(before), yes(after)) == arrow.partition(",")[0].split(" → ")[0]


# multiple-choice

CUP = Kind(
    name=KindName.MULTIPLE_CHOICE,
    options=(
        Option(id="lions", name="The Lions"),
        Option(id="bears", name="The Bears"),
        Option(id="late", name="Latecomers", added_on=date(2026, 2, 1)),
    ),
)


def shares(**given: float) -> Belief:
    """Probabilities of options."""
    return Belief(options=tuple(given.items()))


FIRST = shares(lions=0.5, bears=0.5)


def test_a_choice_is_told_by_its_likeliest_option() -> None:
    belief = shares(lions=0.3, bears=0.6, late=0.1)
    assert kind_rules(CUP).figure(CUP, belief) == Figure(
        number="60",
        sign=f"{S}%",
        words="The Bears, the likeliest of three options: likely",
        rest="2 in 5 that it is another",
        short=f"The Bears 60{S}%",
        gist="The Bears, the likeliest of three options: likely",
    )
    assert kind_rules(CUP).figure_then(CUP, belief).rest == "2 in 5 that it would be another"
    assert kind_rules(CUP).parts(CUP, belief) == (
        Part(label="The Bears", words=f"60{S}%", share=0.6),
        Part(label="The Lions", words=f"30{S}%", share=0.3),
        Part(label="Latecomers", words=f"10{S}%", share=0.1),
    )


def test_options_that_are_out_share_the_last_line_and_one_alone_has_its_own() -> None:
    out = shares(lions=0.0, bears=1.0, late=0.0)
    assert kind_rules(CUP).parts(CUP, out) == (
        Part(label="The Bears", words=f"100{S}%", share=1.0),
        Part(label="The Lions and Latecomers", words=f"0{S}%", share=0.0),
    )
    one = shares(lions=0.0, bears=0.6, late=0.4)
    assert [part.label for part in kind_rules(CUP).parts(CUP, one)] == [
        "The Bears",
        "Latecomers",
        "The Lions",
    ]


def test_a_tie_is_told_by_the_option_that_was_named_first() -> None:
    assert kind_rules(CUP).figure(CUP, FIRST).short == f"The Lions 50{S}%"


def test_the_moves_of_options_are_told_largest_first_and_an_added_one_as_added() -> None:
    after = shares(lions=0.2, bears=0.4, late=0.4)
    assert kind_rules(CUP).change(CUP, FIRST, after) == (
        f"Latecomers added at 40{S}%, The Lions 50{S}% → 20{S}% (−30 points), "
        f"The Bears 50{S}% → 40{S}% (−10 points)"
    )


def test_small_moves_are_counted() -> None:
    kind = Kind(
        name=KindName.MULTIPLE_CHOICE,
        options=tuple(Option(id=i, name=i.upper()) for i in "abcde"),
    )
    before = shares(a=0.2, b=0.2, c=0.2, d=0.2, e=0.2)
    after = shares(a=0.6, b=0.15, c=0.1, d=0.08, e=0.07)
    said = kind_rules(kind).change(kind, before, after)
    assert said.startswith(f"A 20{S}% → 60{S}% (+40 points), E ")
    assert said.endswith(", two smaller moves")


@pytest.mark.parametrize(
    ("before", "after", "shift", "origin", "move"),
    [
        (FIRST, shares(lions=0.6, bears=0.4), f"The Lions 50{S}% → 60{S}%", f"50{S}%", (Move.UP, "10 points for The Lions")),
        (FIRST, shares(lions=0.4, bears=0.6), f"The Lions 50{S}% → The Bears 60{S}%", f"50{S}%", (Move.UP, "10 points for The Bears")),
        (shares(lions=0.5, bears=0.3, late=0.2), shares(lions=0.5, bears=0.2, late=0.3), f"The Lions 50{S}%, the rest moved", f"50{S}%", (Move.UNCHANGED, "0 points for The Lions")),
        (FIRST, shares(lions=0.2, bears=0.2, late=0.6), f"The Lions 50{S}% → Latecomers 60{S}%", "nothing: it is new", (Move.UP, "60 points for Latecomers")),
    ],
)  # fmt: skip
def test_a_choice_moves_as_its_likeliest_option_did(
    before: Belief, after: Belief, shift: str, origin: str, move: tuple[Move, str]
) -> None:
    rules = kind_rules(CUP)
    assert rules.shift(CUP, before, after) == shift
    assert rules.origin(CUP, before, after) == origin
    assert rules.move(CUP, before, after) == move


def test_the_course_of_a_choice_is_that_of_its_present_favourite() -> None:
    after = shares(lions=0.2, bears=0.2, late=0.6)
    assert kind_rules(CUP).course(CUP, [FIRST, after]) == (0.0, 0.6)


def test_an_option_is_answered_by_its_name() -> None:
    answer = kind_rules(CUP).answer(CUP, "late")
    assert isinstance(answer, Answer)
    assert kind_rules(CUP).answer_words(CUP, answer) == "Latecomers"


# numeric

CARS = Kind(
    name=KindName.NUMERIC, unit="cars", low=Bound(value=0), high=Bound(value=1000, is_open=True)
)


def spread(*values: float, in_days: bool = False) -> Belief:
    """Quantiles at 5, 25, 50, 75 and 95 %."""
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    return Belief(quantiles=tuple(zip(levels, values, strict=True)), in_days=in_days)


NARROW, WIDE = spread(300, 420, 500, 610, 900), spread(100, 250, 400, 600, 1200)


def test_a_number_is_told_by_its_median_and_its_ranges() -> None:
    rules = kind_rules(CARS)
    assert rules.figure(CARS, WIDE) == Figure(
        number="400",
        sign=" cars",
        words="9 in 10 that it is from 100 to 1,200",
        rest="as likely to be above as below",
        short="400 cars",
        gist="9 in 10: 100 to 1,200",
    )
    then = rules.figure_then(CARS, WIDE)
    assert then.words == "9 in 10 that it would be from 100 to 1,200"
    assert [(part.label, part.words) for part in rules.parts(CARS, WIDE)] == [
        ("As likely to be above as below", "400"),
        ("1 in 2 to be in this range", "250 to 600"),
        ("9 in 10 to be in this range", "100 to 1,200"),
    ]


def test_a_number_with_a_median_alone_says_that_its_range_is_not_published() -> None:
    belief = Belief(quantiles=((0.5, 12.5),))
    figure = kind_rules(CARS).figure(CARS, belief)
    assert (figure.number, figure.words) == ("12.5", "how far it may stray is not published")
    assert figure.gist == "range not published"
    then = kind_rules(CARS).figure_then(CARS, belief)
    assert then.words == "how far it might stray was not published"
    assert len(kind_rules(CARS).parts(CARS, belief)) == 1


def test_a_median_and_a_range_move() -> None:
    rules = kind_rules(CARS)
    assert rules.change(CARS, WIDE, NARROW) == (
        f"median 400 → 500; 90{S}% interval 100 to 1,200 → 300 to 900"
    )
    assert rules.shift(CARS, WIDE, NARROW) == "400 → 500 cars"
    assert rules.origin(CARS, WIDE, NARROW) == "400"
    assert rules.move(CARS, WIDE, NARROW) == (Move.UP, "100 cars")


def test_a_range_that_moves_around_a_median_that_stays_is_told() -> None:
    same = spread(300, 350, 400, 450, 500)
    rules = kind_rules(CARS)
    assert rules.change(CARS, WIDE, same) == (
        f"median 400, unchanged; 90{S}% interval 100 to 1,200 → 300 to 500"
    )
    assert rules.shift(CARS, WIDE, same) == "400 cars, its range moved"
    assert rules.move(CARS, WIDE, same)[0] is Move.UNCHANGED


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(outcome=Outcome.SETTLED, value=1200), "1,200 cars"),
        (Answer(outcome=Outcome.SETTLED, value=0), "0 cars"),
        (Answer(outcome=Outcome.SETTLED, value=-3.5), "−3.5 cars"),
        (Answer(outcome=Outcome.SETTLED, side=Side.ABOVE), "above 1,000 cars"),
    ],
)
def test_a_number_is_answered_with_its_unit(answer: Answer, words: str) -> None:
    assert kind_rules(CARS).answer_words(CARS, answer) == words


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=5), min_size=1, max_size=5))
def test_the_course_of_a_number_lies_between_0_and_1(values: list[list[float]]) -> None:
    beliefs = [spread(*sorted(each)) for each in values]
    assert all(0 <= share <= 1 for share in kind_rules(CARS).course(CARS, beliefs))


# date

BRIDGE = Kind(name=KindName.DATE, high=Bound(value=day("2028-12-31"), is_open=True))
SOON = spread(*(day(f"2026-0{n}-01") for n in (2, 3, 4, 5, 6)), in_days=True)
LATER = spread(*(day(f"2026-0{n}-01") for n in (3, 4, 5, 6, 9)), in_days=True)


def test_a_day_is_told_by_its_median_and_its_ranges() -> None:
    rules = kind_rules(BRIDGE)
    assert rules.figure(BRIDGE, SOON) == Figure(
        number="1 Apr 2026",
        sign="",
        words="9 in 10 that it is from 1 Feb 2026 to 1 Jun 2026",
        rest="as likely to be earlier as later",
        short="1 Apr 2026",
        gist="9 in 10: 1 Feb 2026 to 1 Jun 2026",
    )
    assert rules.parts(BRIDGE, SOON)[1].words == "1 Mar 2026 to 1 May 2026"


def test_a_day_moves_by_days() -> None:
    """From 1 April to 1 May are 30 days."""
    rules = kind_rules(BRIDGE)
    assert rules.move(BRIDGE, SOON, LATER) == (Move.UP, "30 days later")
    assert rules.move(BRIDGE, LATER, SOON) == (Move.DOWN, "30 days earlier")
    assert rules.shift(BRIDGE, SOON, LATER) == "1 Apr 2026 → 1 May 2026"
    assert rules.origin(BRIDGE, SOON, LATER) == "1 Apr 2026"
    assert rules.change(BRIDGE, SOON, LATER) == (
        f"median 1 Apr 2026 → 1 May 2026; 90{S}% interval 1 Feb 2026 to 1 Jun 2026 → "
        "1 Mar 2026 to 1 Sep 2026"
    )


def test_a_day_beyond_an_open_end_is_after_it() -> None:
    answer = kind_rules(BRIDGE).answer(BRIDGE, "above")
    assert isinstance(answer, Answer)
    assert kind_rules(BRIDGE).answer_words(BRIDGE, answer) == "after 31 Dec 2028"


# Every kind


@pytest.mark.parametrize(
    ("kind", "belief"),
    [(BINARY, yes(0.4)), (CUP, FIRST), (CARS, WIDE), (BRIDGE, SOON)],
    ids=list(KindName),
)
def test_an_update_that_repeats_a_belief_moves_nothing(kind: Kind, belief: Belief) -> None:
    rules = kind_rules(kind)
    assert rules.move(kind, belief, belief)[0] is Move.UNCHANGED
    assert list(rules.faults(kind, belief, TODAY)) == []
