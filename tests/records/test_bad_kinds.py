"""What authors get wrong with options and quantiles: its rule, line and words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.faults import TODAY, fault, said
from tests.kind_worlds import BRIDGE, CARS, CUP, SEVERAL
from tests.worlds import FORECAST, OPENING, SECOND, VALID, load


@pytest.mark.parametrize("world", [CUP, CARS, BRIDGE, SEVERAL])
def test_a_question_of_each_kind_is_accepted(world: Mapping[str, str]) -> None:
    assert load(world, today=TODAY)[1] == ()


# Multiple choice

GIVE_IT = (
    "give it 0 if nothing is left for it; if it was added after this update, "
    "say so in forecast.yml: {name: …, added_on: …}"
)


@pytest.mark.parametrize(
    ("old", "new", "expected", "hint"),
    [
        (
            "other: 0.2",
            "other: 0.18",
            ("option-sum", 2, "gives probabilities that sum to 0.98, but they must sum to 1"),
            "add 0.02 in all",
        ),
        (
            "other: 0.2",
            "other: 0.3",
            ("option-sum", 2, "gives probabilities that sum to 1.1, but they must sum to 1"),
            "take away 0.1 in all",
        ),
        (
            "  lions: 0.5\n  bears: 0.3\n",
            "  lions: 0.8\n",
            ("option-missing", 2, "gives no probability for bears"),
            GIVE_IT,
        ),
        (
            "  bears: 0.3",
            "  bears: 0.2\n  beers: 0.1",
            (
                "option-unknown",
                5,
                "gives a probability for “beers”, which is no option of the question",
            ),
            "did you mean “bears”?",
        ),
        (
            "  bears: 0.3",
            "  bears: 30",
            ("probability-range", 4, "bears is 30, but must be between 0 and 1"),
            "write 0.3 for 30 %",
        ),
    ],
)
def test_a_probability_is_given_for_every_option_and_they_sum_to_1(
    old: str, new: str, expected: tuple[str, int, str], hint: str
) -> None:
    problem = fault(CUP, (OPENING, old, new))
    assert said(problem) == expected
    assert (problem.where.path, problem.hint) == (OPENING, hint)


@pytest.mark.parametrize(
    ("bears", "accepted"), [(0.3045, True), (0.2955, True), (0.306, False), (0.294, False)]
)
def test_a_sum_may_be_off_by_rounding_and_no_more(bears: float, accepted: bool) -> None:
    _, problems = load({**CUP, OPENING: CUP[OPENING].replace("0.3", str(bears))}, today=TODAY)
    assert [p.rule for p in problems] == ([] if accepted else ["option-sum"])


LATER = CUP[OPENING].replace("---\nThey", "reason: evidence\n---\nThey")


def test_an_option_that_vanishes_from_a_later_update_is_asked_for() -> None:
    second = LATER.replace("  bears: 0.3\n", "").replace("lions: 0.5", "lions: 0.8")
    problem = fault({**CUP, SECOND: second})
    assert said(problem) == ("option-missing", 2, "gives no probability for bears")
    assert problem.where.path == SECOND


def test_an_option_that_vanishes_from_the_question_is_missed_where_it_was_given() -> None:
    problem = fault(CUP, (FORECAST, "  bears: The Bears\n", ""))
    assert said(problem) == (
        "option-unknown",
        4,
        "gives a probability for “bears”, which is no option of the question",
    )


def test_an_option_added_later_needs_a_date_or_the_first_update_lacks_it() -> None:
    """Without a date it has been there from the opening."""
    late = (FORECAST, "  other:", "  late: Latecomers\n  other:")
    problem = fault(CUP, late)
    assert said(problem) == ("option-missing", 2, "gives no probability for late")
    assert problem.hint == GIVE_IT
    dated = (FORECAST, "  other:", "  late: {name: Latecomers, added_on: 2026-01-12}\n  other:")
    second = LATER.replace("other: 0.2", "other: 0.1\n  late: 0.1")
    files = {**CUP, FORECAST: CUP[FORECAST].replace(*dated[1:]), SECOND: second}
    assert load(files, today=TODAY)[1] == ()


def test_an_option_has_no_number_before_the_day_it_was_added() -> None:
    problem = fault(
        CUP,
        (FORECAST, "  other:", "  late: {name: Latecomers, added_on: 2026-01-12}\n  other:"),
        (OPENING, "other: 0.2", "other: 0.1\n  late: 0.1"),
    )
    assert said(problem) == (
        "option-unknown",
        6,
        "gives a probability for “late”, an option that was only added on 2026-01-12",
    )


# Numbers and days


@pytest.mark.parametrize(
    ("world", "old", "new", "expected"),
    [
        (
            CARS,
            "0.5: 400",
            "0.5: 200",
            (
                "quantile-order",
                5,
                "gives quantiles that cross: 200 at 0.5 is less than 250 at 0.25",
            ),
        ),
        (
            BRIDGE,
            "0.75: 2027-06-01",
            "0.75: 2026-12-01",
            (
                "quantile-order",
                6,
                "gives quantiles that cross: 1 Dec 2026 at 0.75 is less than 1 Jan 2027 at 0.5",
            ),
        ),
        (
            CARS,
            "0.05: 100",
            "0.05: -1",
            ("quantile-range", 3, "gives −1 at 0.05, below the least possible, 0"),
        ),
        (
            BRIDGE,
            "0.05: 2026-05-01",
            "0.05: 2025-05-01",
            (
                "quantile-range",
                3,
                "gives 1 May 2025 at 0.05, before the first possible day, 6 Jan 2026",
            ),
        ),
        (
            CARS,
            "  0.5: 400\n",
            "",
            ("quantile-median", 2, "gives no median, the quantile at 0.5"),
        ),
        (
            CARS,
            "0.05: 100",
            "0: 100",
            ("quantile-level", 3, "a level is “0”, but must lie between 0 and 1"),
        ),
        (
            CARS,
            "0.95: 1200",
            "1: 1200",
            ("quantile-level", 7, "a level is “1”, but must lie between 0 and 1"),
        ),
        (
            CARS,
            "0.95: 1200",
            "95: 1200",
            ("quantile-level", 7, "a level is “95”, but must lie between 0 and 1"),
        ),
        (
            CARS,
            "0.95: 1200",
            "0.95: a lot",
            ("quantity", 7, "0.95 is “a lot”, but must be a number or a day"),
        ),
        (
            CARS,
            "0.95: 1200",
            "0.95: 2026-02-01",
            ("quantity", 2, "quantiles mixes numbers and days"),
        ),
        (
            BRIDGE,
            "0.75: 2027-06-01",
            "0.75: 2027-02-30",
            ("date-exists", 6, "0.75 is 2027-02-30, but the calendar has no such day"),
        ),
    ],
)
def test_quantiles_rise_have_a_median_and_stay_in_the_range(
    world: Mapping[str, str], old: str, new: str, expected: tuple[str, int, str]
) -> None:
    problem = fault(world, (OPENING, old, new))
    assert said(problem) == expected
    assert problem.where.path == OPENING


def test_a_value_beyond_a_closed_end_is_refused_and_beyond_an_open_one_accepted() -> None:
    """1,200 lies beyond 1,000, which is open; closed, it is an error at its line."""
    problem = fault(CARS, (FORECAST, "open: high\n", ""))
    assert said(problem) == (
        "quantile-range",
        7,
        "gives 1,200 at 0.95, above the greatest possible, 1,000",
    )


def test_the_same_level_twice_is_a_problem_in_whatever_form() -> None:
    problem = fault(CARS, (OPENING, "0.5: 400", "0.5: 400\n  median: 401"))
    message = "quantiles gives the level 0.5 twice, as “0.5” and as “median”"
    assert said(problem) == ("quantile-level", 3, message)


RATE = "{probability: 0.3, source: The last ten years}"


@pytest.mark.parametrize(
    ("path", "old", "key", "line"),
    [(FORECAST, "kind: numeric", "base_rate", 5), (OPENING, "0.95: 1200", "market", 8)],
)
def test_the_number_of_somebody_else_is_of_a_yes(path: str, old: str, key: str, line: int) -> None:
    problem = fault(CARS, (path, old, f"{old}\n{key}: {RATE}"))
    assert said(problem) == (
        "belief-kind",
        line,
        "is a probability, but the answer to a numeric question is not yes or no",
    )
    assert problem.where.path == path


def test_the_number_of_somebody_else_stands_beside_a_yes() -> None:
    files = {
        FORECAST: f"{VALID[FORECAST]}base_rate: {RATE}\n",
        OPENING: VALID[OPENING].replace("---\nThe", f"market: {RATE}\n---\nThe"),
    }
    assert load(files, today=TODAY)[1] == ()


SIGNPOST = "signposts:\n  strike: {event: A strike begins., moves_to: at most 0.3}\n"


def test_a_signpost_moves_only_what_is_answered_by_yes_or_no() -> None:
    problem = fault({**CARS, FORECAST: CARS[FORECAST] + SIGNPOST})
    assert said(problem) == (
        "belief-kind",
        11,
        "would move a numeric question to a probability, but its answer is not yes or no",
    )
    assert load({**SEVERAL, FORECAST: SEVERAL[FORECAST] + SIGNPOST}, today=TODAY)[1] == ()
    about = SIGNPOST.replace("moves_to", "dimension: riders, moves_to")
    assert said(fault({**SEVERAL, FORECAST: SEVERAL[FORECAST] + about}))[0] == "belief-kind"


@pytest.mark.parametrize("typed", ["1e999", "-1e999", "1.1e15", "1e-16", ".inf", "nan"])
def test_a_value_is_a_finite_number(typed: str) -> None:
    problem = fault(CARS, (OPENING, "0.95: 1200", f"0.95: {typed}"))
    assert (problem.rule, problem.where.line) == ("quantity", 7)


@pytest.mark.parametrize(
    ("world", "belief", "message"),
    [
        (CUP, "probability: 0.4", "gives a probability, but the answer to a multiple-choice question is not yes or no"),
        (CARS, "probability: 0.4", "gives a probability, but the answer to a numeric question is not yes or no"),
        (CARS, "options: {a: 1}", "gives no quantiles, as a numeric question needs"),
        (CARS, "quantiles: {0.5: 2027-01-01}", "gives days, but a numeric question takes numbers"),
        (BRIDGE, "quantiles: {0.5: 400}", "gives numbers, but a date question takes days"),
        (VALID, "quantiles: {0.5: 400}", "gives quantiles, but the question is answered by yes or no"),
        (VALID, "options: {a: 1}", "gives options, but the question is answered by yes or no"),
    ],
)  # fmt: skip
def test_a_belief_is_of_the_question_s_kind(
    world: Mapping[str, str], belief: str, message: str
) -> None:
    problem = fault({**world, OPENING: f"---\n{belief}\n---\nWhy.\n"})
    assert said(problem) == ("belief-kind", 2, message)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("unit: cars", "options: {a: A, b: B}", 5, "“options” has no meaning for a numeric question"),
        ("low: 0", "low: 2026-01-01", 6, "low is a day, but the answer is a number"),
        ("low: 0", "low: 1000", 6, "low is 1000.0, which is not below high, 1000.0"),
        ("high: 1000\n", "", 7, "the high end is open, but “high” says no value beyond which it is"),
    ],
)  # fmt: skip
def test_a_question_says_only_what_its_kind_has(
    old: str, new: str, line: int, message: str
) -> None:
    problem = fault(CARS, (FORECAST, old, new))
    assert said(problem) == ("kind", line, message)


def test_a_choice_has_at_least_two_options() -> None:
    only = CUP[FORECAST].replace("  bears: The Bears\n  other: Another team\n", "")
    update = "---\noptions: {lions: 1}\n---\nWhy.\n"
    _, problems = load({FORECAST: only, OPENING: update}, today=TODAY)
    assert [said(p) for p in problems] == [
        ("kind", 5, "a multiple-choice question needs at least two options")
    ]


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("{0.05: 8,400,000, 0.5: 9000000}", "8400000"),
        ("{0.5: 8,400,000}", "8400000"),
        ("{0.5: -1,200, 0.95: 7}", "-1200"),
    ],
)
def test_a_number_with_commas_between_braces_is_one_mistake(typed: str, bare: str) -> None:
    _, problems = load({**CARS, OPENING: f"---\nquantiles: {typed}\n---\nWhy.\n"}, today=TODAY)
    problem = problems[0]
    assert [p.rule for p in problems] == ["quantity"]
    number = typed.split(": ")[1].partition(", ")[0].rstrip("}")
    assert (
        problem.message
        == f"{typed[1:].partition(':')[0]} is “{number}”, but must be a number or a day"
    )
    assert problem.hint == f"write {bare}"
    assert problem.where.length == len(number)


def test_each_number_with_commas_is_told_of_once() -> None:
    typed = "{0.05: 8,400,000, 0.5: 8,500,000, 0.95: 8,600,000}"
    _, problems = load({**CARS, OPENING: f"---\nquantiles: {typed}\n---\nWhy.\n"}, today=TODAY)
    assert [p.hint for p in problems] == ["write 8400000", "write 8500000", "write 8600000"]


@pytest.mark.parametrize(
    "typed", ["{0.5: 8, 400: 3}", "{0.5: 8,400: 3}", "{0.5: 8, 400}", '{0.5: "8",400}']
)
def test_what_only_looks_like_a_number_with_commas_is_read_as_it_is(typed: str) -> None:
    _, problems = load({**CARS, OPENING: f"---\nquantiles: {typed}\n---\nWhy.\n"}, today=TODAY)
    assert "a level is “400”, but must lie between 0 and 1" in [p.message for p in problems]
