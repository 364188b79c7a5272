"""Bounds: never against numbers that can be, always against numbers that cannot."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.checks.coherence import bounds_of_all, bounds_of_any
from foresite.problems import Severity
from tests.worlds import FORECAST, OPENING, SECOND, found, loaded

NB = "\N{NARROW NO-BREAK SPACE}"
HEAD = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
headline: {rule}
dimensions:
  morning: {{criteria: The service reports 1 mm before noon.}}
  evening: {{criteria: The service reports 1 mm after noon.}}
  night: {{criteria: The service reports 1 mm after dark.}}
"""


def refused(rule: str, headline: float, **numbers: float) -> list[str]:
    """What is said of one update's headline and dimensions."""
    beliefs = ", ".join(f"{id_}: {number}" for id_, number in numbers.items())
    update = f"---\nprobability: {headline}\ndimensions: {{{beliefs}}}\n---\nThe climate.\n"
    _, problems = loaded({FORECAST: HEAD.format(rule=rule), OPENING: update})
    assert {p.rule for p in problems} <= {"headline-bounds"}
    return [p.message for p in problems]


@pytest.mark.parametrize(
    ("rule", "headline", "numbers", "said"),
    [
        # All of 0.9, 0.8, 0.7: at most 0.7; at least 0.9 + 0.8 + 0.7 − 2 = 0.4.
        ("all", 0.70, (0.9, 0.8, 0.7), None),
        ("all", 0.40, (0.9, 0.8, 0.7), None),
        ("all", 0.71, (0.9, 0.8, 0.7), "above 70 %: all must hold, and night stands at 70 %"),
        ("all", 0.38, (0.9, 0.8, 0.7), "below 40 %: all must hold, and the 3 dimensions sum to 240 points"),
        # Any of 0.1, 0.2, 0.3: at least 0.3; at most 0.6.
        ("any", 0.30, (0.1, 0.2, 0.3), None),
        ("any", 0.60, (0.1, 0.2, 0.3), None),
        ("any", 0.29, (0.1, 0.2, 0.3), "below 30 %: any one is enough, and night stands at 30 %"),
        ("any", 0.62, (0.1, 0.2, 0.3), "above 60 %: any one is enough, and the 3 dimensions sum to 60 points"),
        ("any", 1.0, (0.5, 0.6, 0.7), None),
        # Half a point for each rounded number: one in the first bounds, three in the sums.
        ("all", 0.705, (0.9, 0.8, 0.7), None),
        ("all", 0.385, (0.9, 0.8, 0.7), None),
        ("any", 0.615, (0.1, 0.2, 0.3), None),
    ],
)  # fmt: skip
def test_a_headline_keeps_within_its_dimensions(
    rule: str, headline: float, numbers: tuple[float, float, float], said: str | None
) -> None:
    messages = refused(
        rule, headline, **dict(zip(("morning", "evening", "night"), numbers, strict=True))
    )
    if said is None:
        assert messages == []
    else:
        [message] = messages
        assert message.endswith(f"cannot be {said}".replace(" %", f"{NB}%"))


def test_without_every_number_only_the_published_ones_bound_it() -> None:
    assert refused("all", 0.0, morning=0.9, evening=0.9) == []
    assert len(refused("all", 0.95, morning=0.9)) == 1
    assert refused("any", 1.0, morning=0.1, evening=0.1) == []
    assert len(refused("any", 0.05, morning=0.1)) == 1


def test_a_dimension_that_the_update_leaves_still_bounds_the_headline() -> None:
    first = "---\nprobability: 0.3\ndimensions: {morning: 0.3, evening: 0.9, night: 0.9}\n---\nThe climate.\n"
    second = "---\nprobability: 0.5\ndimensions: {evening: 0.95}\nreason: evidence\n---\nNews.\n"
    world = {FORECAST: HEAD.format(rule="all"), OPENING: first, SECOND: second}
    assert found(loaded(world)[1]) == [("headline-bounds", SECOND, 2)]


RULES = """\
headline:
  - {rule: unspecified}
  - {since: 2026-01-12, rule: all, reason: The desk has decided.}
"""


def test_a_rule_judges_the_numbers_of_its_own_days() -> None:
    """Until the 12th nothing bound the headline; from then on all must hold."""
    opening = "---\nprobability: 0.5\ndimensions: {morning: 0.3}\n---\nThe climate.\n"
    world = {FORECAST: HEAD.format(rule="X").replace("headline: X\n", RULES), OPENING: opening}
    assert found(loaded(world)[1]) == [("headline-bounds", FORECAST, 6)]
    mended = "---\nprobability: 0.3\nreason: criteria\n---\nThe rule is new.\n"
    assert loaded({**world, SECOND: mended})[1] == ()


def test_a_headline_that_is_a_dimension_has_the_number_it_was_last_given() -> None:
    first = "---\nprobability: 0.3\ndimensions: {morning: 0.3}\n---\nThe climate.\n"
    second = "---\nprobability: 0.5\nreason: evidence\n---\nNews.\n"
    world = {FORECAST: HEAD.format(rule="morning"), OPENING: first, SECOND: second}
    [problem] = loaded(world)[1]
    assert found((problem,)) == [("headline-mismatch", SECOND, 2)]
    assert problem.message == (
        "probability is 0.5, but the headline is “morning”, which stands at 0.3 since 2026-01-05"
    )


joints = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.integers(0, 20), min_size=2**n, max_size=2**n).filter(any)
)
"""Weights of every combination of yes and no: each is a joint distribution."""


@given(joints)
def test_no_joint_distribution_breaks_the_bounds(weights: list[int]) -> None:
    """Brute force: marginals, all and any are summed over every combination."""
    count = len(weights).bit_length() - 1
    cases = list(zip(product((False, True), repeat=count), weights, strict=True))
    total = sum(weights)
    marginals = {str(i): sum(w for case, w in cases if case[i]) / total for i in range(count)}
    chance_of_all = sum(w for case, w in cases if all(case)) / total
    chance_of_any = sum(w for case, w in cases if any(case)) / total
    for bounds, chance in ((bounds_of_all, chance_of_all), (bounds_of_any, chance_of_any)):
        for left_out in (0, 1):
            published = dict(list(marginals.items())[: count - left_out])
            low, high = bounds(published, known=count)
            assert low.value - 1e-9 <= chance <= high.value + 1e-9


@given(st.lists(st.integers(0, 100), min_size=2, max_size=5))
def test_each_bound_is_reached_by_some_joint_distribution(percents: list[int]) -> None:
    """On a hundred equally likely days: laid upon each other, and laid end to end in a ring."""
    numbers = {str(i): p / 100 for i, p in enumerate(percents)}
    nested = [{day for day in range(p)} for p in percents]
    ring, start = [], 0
    for p in percents:
        ring.append({(start + day) % 100 for day in range(p)})
        start += p
    misses, start = [], 0
    for p in percents:
        misses.append({(start + day) % 100 for day in range(100 - p)})
        start += 100 - p
    apart = [set(range(100)) - missed for missed in misses]
    low, high = bounds_of_all(numbers, known=len(percents))
    assert high.value == pytest.approx(len(set.intersection(*nested)) / 100)
    assert low.value == pytest.approx(len(set.intersection(*apart)) / 100)
    low, high = bounds_of_any(numbers, known=len(percents))
    assert low.value == pytest.approx(len(set.union(*nested)) / 100)
    assert high.value == pytest.approx(len(set.union(*ring)) / 100)


LATER = "forecasts/rain-by-2027/forecast.yml"
LATER_OPENING = "forecasts/rain-by-2027/updates/2026-01-05.md"
LATER_SECOND = "forecasts/rain-by-2027/updates/2026-01-12.md"
SOONER_TEXT = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
criteria: Resolves yes if the weather service reports at least 1 mm.
implies: [rain-by-2027]
"""
LATER_TEXT = """\
question: Will it rain in Paris by the end of 2027?
opened_on: 2026-01-05
closes_on: 2027-12-31
criteria: Resolves yes if the weather service reports at least 1 mm.
"""


def said(number: str, reason: str = "evidence") -> str:
    return f"---\nprobability: {number}\nreason: {reason}\n---\nWhy.\n"


def pair(sooner: str, later: str) -> dict[str, str]:
    return {
        FORECAST: SOONER_TEXT,
        LATER: LATER_TEXT,
        OPENING: said(sooner, "opening"),
        LATER_OPENING: said(later, "opening"),
    }


@pytest.mark.parametrize(("sooner", "later"), [("0.4", "0.4"), ("0.4", "0.9"), ("0.4", "0.395")])
def test_what_is_implied_may_be_as_likely_or_likelier(sooner: str, later: str) -> None:
    assert loaded(pair(sooner, later))[1] == ()


def test_the_newer_of_two_numbers_that_cannot_both_be_is_named() -> None:
    assert found(loaded(pair("0.4", "0.3"))[1]) == [("implies-bound", OPENING, 2)]
    world = pair("0.4", "0.5")
    assert found(loaded({**world, SECOND: said("0.6")})[1]) == [("implies-bound", SECOND, 2)]
    lowered = {**world, LATER_SECOND: said("0.3")}
    assert found(loaded(lowered)[1]) == [("implies-bound", LATER_SECOND, 2)]
    assert loaded({**world, SECOND: said("0.6"), LATER_SECOND: said("0.7")})[1] == ()


def test_what_was_mended_is_a_warning_that_can_be_set_aside() -> None:
    world = {**pair("0.4", "0.3"), LATER_SECOND: said("0.5")}
    [problem] = loaded(world)[1]
    assert (problem.rule, problem.where.line) == ("implies-bound-before", 5)
    assert problem.severity is Severity.WARNING
    waived = f"{SOONER_TEXT}waivers: {{implies-bound-before: We saw it a week later.}}\n"
    assert loaded({**world, FORECAST: waived})[1] == ()


def test_once_one_is_resolved_its_number_no_longer_bounds_the_other() -> None:
    resolution = "---\noutcome: no\nknown_on: 2026-01-10\nrecorded_on: 2026-01-10\nsources: [{name: The service}]\n---\nDry.\n"
    world = {**pair("0.4", "0.4"), "forecasts/rain-in-paris/resolution.md": resolution}
    assert loaded({**world, LATER_SECOND: said("0.1")})[1] == ()


@pytest.mark.parametrize(
    ("implies", "words"),
    [
        ("[rain-by-2028]", "which the archive does not have"),
        ("[rain-in-paris]", "implies itself"),
        ("[cup]", "both must be answered by yes or no"),
        (
            "[{forecast: rain-by-2027, added_on: 2026-03-03}]",
            "from 2026-03-03 on, but today is 2026-03-01",
        ),
    ],
)
def test_what_cannot_be_implied_is_refused_at_its_line(implies: str, words: str) -> None:
    cup = "question: Who wins in 2026?\nopened_on: 2026-01-05\nkind: multiple-choice\noptions: {a: A, b: B}\ncriteria: As the league reports.\n"
    world = {
        **pair("0.4", "0.5"),
        FORECAST: SOONER_TEXT.replace("[rain-by-2027]", implies),
        "forecasts/cup/forecast.yml": cup,
        "forecasts/cup/updates/2026-01-05.md": "---\noptions: {a: 0.5, b: 0.5}\n---\nWhy.\n",
    }
    [problem] = loaded(world)[1]
    assert found((problem,)) == [("implies", FORECAST, 5)]
    assert words in problem.message


def test_a_circle_of_implications_is_refused_at_each_of_its_lines() -> None:
    third = LATER_TEXT.replace("2027", "2028") + "implies: [rain-in-paris]\n"
    world = {
        **pair("0.4", "0.4"),
        LATER: LATER_TEXT + "implies: [rain-by-2028]\n",
        "forecasts/rain-by-2028/forecast.yml": third,
        "forecasts/rain-by-2028/updates/2026-01-05.md": said("0.4", "opening"),
    }
    problems = loaded(world)[1]
    assert [rule for rule, _, _ in found(problems)] == ["implies"] * 3


def test_a_broken_forecast_is_not_called_missing() -> None:
    world = {**pair("0.4", "0.5"), LATER: "question: [\n"}
    assert "implies" not in [p.rule for p in loaded(world)[1]]


def test_each_of_the_two_pages_leads_to_the_other() -> None:
    archive, problems = loaded(pair("0.4", "0.5"))
    assert problems == ()
    later, sooner = archive.forecasts
    assert (later.id, later.implied_by) == ("rain-by-2027", ("rain-in-paris",))
    assert sooner.implied_by == ()


def answer(outcome: str, known_on: str = "2026-01-10") -> str:
    why = "reason: The gauge broke.\n" if outcome in ("annulled", "ambiguous") else ""
    return (
        f"---\noutcome: {outcome}\n{why}known_on: {known_on}\nrecorded_on: 2026-02-01\n"
        "sources: [{name: The service}]\n---\nWe knew.\n"
    )


SOONER_ANSWER = "forecasts/rain-in-paris/resolution.md"
LATER_ANSWER = "forecasts/rain-by-2027/resolution.md"


@pytest.mark.parametrize(
    ("answers", "path", "message", "hint"),
    [
        (
            {SOONER_ANSWER: "yes", LATER_ANSWER: "no"},
            SOONER_ANSWER,
            "so a yes to it is a yes to both; but “rain-by-2027” is resolved no",
            "withdraw the resolution that is wrong, and say why",
        ),
        (
            {SOONER_ANSWER: "yes"},
            SOONER_ANSWER,
            f"so a yes to it is a yes to both; but “rain-by-2027” stands at 50{NB}%",
            "resolve the other too: foresite resolve rain-by-2027",
        ),
        (
            {LATER_ANSWER: "no"},
            LATER_ANSWER,
            f"so a no to that is a no to both; but “rain-in-paris” stands at 40{NB}%",
            "resolve this one too: foresite resolve rain-in-paris",
        ),
    ],
)
def test_an_answer_is_a_number_that_bounds_the_other(
    answers: dict[str, str], path: str, message: str, hint: str
) -> None:
    world = {**pair("0.4", "0.5"), **{where: answer(said) for where, said in answers.items()}}
    [problem] = loaded(world)[1]
    assert found((problem,)) == [("implies-bound", path, 2)]
    assert problem.message == f"“rain-in-paris” implies “rain-by-2027”, {message}"
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("sooner", "later"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("no", "yes"),
        ("no", None),
        (None, "yes"),
        ("annulled", None),
        ("ambiguous", "no"),
        ("yes", "annulled"),
        (None, "ambiguous"),
    ],
)
def test_answers_that_can_both_be_are_left_alone(sooner: str | None, later: str | None) -> None:
    world = pair("0.4", "0.5")
    world |= {SOONER_ANSWER: answer(sooner)} if sooner else {}
    world |= {LATER_ANSWER: answer(later)} if later else {}
    assert loaded(world)[1] == ()


def test_an_answer_counts_from_the_day_it_was_known() -> None:
    """A yes on the 10th; what it implies was given 50 % until a yes on the 12th."""
    world = {
        **pair("0.4", "0.5"),
        SOONER_ANSWER: answer("yes"),
        LATER_ANSWER: answer("yes", "2026-01-12"),
    }
    [problem] = loaded(world)[1]
    assert (problem.rule, problem.severity) == ("implies-bound-before", Severity.WARNING)
    assert problem.message == (
        f"implies “rain-by-2027”, but on 2026-01-10 stood at 100{NB}%, above the 50{NB}% of what it implies"
    )
