"""What authors get wrong with resolutions: its rule, line and words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from foresite.model import Outcome
from foresite.problems import Severity
from foresite.sentences import outcome
from tests.faults import TODAY, fault, said
from tests.kind_worlds import BRIDGE, CARS, CUP, SEVERAL, resolved
from tests.worlds import FORECAST, RESOLUTION, SECOND, VALID, load


@pytest.mark.parametrize(
    ("world", "typed", "message"),
    [
        (VALID, "lions", "outcome is “lions”, but must be yes, no, ambiguous or annulled"),
        (VALID, "true", "outcome is “true”, but must be yes, no, ambiguous or annulled"),
        (CUP, "tigers", "outcome is “tigers”, which is no option of the question"),
        (CUP, "yes", "outcome is “yes”, which is no option of the question"),
        (CARS, "many", "outcome is “many”, but must be a value"),
        (CARS, "1,000", "outcome is “1,000”, but must be a value"),
        (CARS, "1e999", "outcome is “1e999”, but must be a value"),
        (CARS, "-4", "outcome is −4, below the least possible, 0"),
        (CARS, "below", "outcome is “below”, but the range has no open end there"),
        (CARS, "2026-02-01", "outcome is “2026-02-01”, but must be a value"),
        (BRIDGE, "soon", "outcome is “soon”, but must be a value"),
        (BRIDGE, "2026-02-30", "outcome is “2026-02-30”, but must be a value"),
        (BRIDGE, "2025-12-31", "outcome is 31 Dec 2025, before the first possible day, 6 Jan 2026"),
    ],
)  # fmt: skip
def test_an_outcome_is_one_that_the_question_can_have(
    world: Mapping[str, str], typed: str, message: str
) -> None:
    problem = fault({**world, RESOLUTION: resolved(typed)})
    assert said(problem) == ("outcome", 2, message)
    assert problem.where.path == RESOLUTION


@pytest.mark.parametrize(
    ("world", "typed", "said_is"),
    [
        (CUP, "bears", "Resolved: The Bears"),
        (CARS, "380", "Resolved: 380 cars"),
        (CARS, "above", "Resolved: above 1,000 cars"),
        (BRIDGE, "2026-01-20", "Resolved: 20 Jan 2026"),
        (BRIDGE, "above", "Resolved: after 31 Dec 2028"),
    ],
)
def test_an_outcome_is_said_as_a_reader_would(
    world: Mapping[str, str], typed: str, said_is: str
) -> None:
    archive, problems = load({**world, RESOLUTION: resolved(typed)}, today=TODAY)
    assert problems == ()
    [forecast] = archive.forecasts
    assert forecast.resolution is not None
    assert forecast.resolution.outcome is Outcome.SETTLED
    assert outcome(forecast, forecast.resolution) == said_is


@pytest.mark.parametrize(
    ("known_on", "recorded_on", "line", "message"),
    [
        ("2026-01-04", "2026-02-02", 3, "the answer was known on 2026-01-04, before the question opened on 2026-01-05"),
        ("2026-02-03", "2026-02-02", 4, "is recorded on 2026-02-02, before the answer was known on 2026-02-03"),
        ("2026-02-01", "2026-03-03", 4, "is recorded on 2026-03-03, but today is 2026-03-01"),
    ],
)  # fmt: skip
def test_a_question_opens_then_is_known_then_recorded_and_not_in_the_future(
    known_on: str, recorded_on: str, line: int, message: str
) -> None:
    files = {**VALID, RESOLUTION: resolved("yes", known_on, recorded_on)}
    [problem] = [p for p in load(files, today=TODAY)[1] if p.severity is Severity.ERROR]
    assert said(problem) == ("resolution-dates", line, message)
    assert problem.where.path == RESOLUTION


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "message"),
    [
        ("sources: [{name: The ministry}]\n", "", "missing-key", 1, "this file has no “sources”"),
        ("[{name: The ministry}]", "[]", "shape", 5, "sources is an empty list, but needs an item"),
        ("[{name: The ministry}]", "", "shape", 5, "sources is empty, but must be a list, each item on a line that begins with “- ”"),
        ("We would say it again.\n", "", "post-mortem-missing", 6, "has no post-mortem: nothing stands below the closing “---”"),
        ("outcome: yes\n", "", "missing-key", 1, "this file has no “outcome”"),
        ("yes", "", "outcome", 2, "outcome is empty, but must say how the question came out"),
        ("yes", "annulled", "resolution-reason", 2, "is annulled, but gives no reason"),
        ("yes", "ambiguous", "resolution-reason", 2, "is ambiguous, but gives no reason"),
    ],
)  # fmt: skip
def test_a_resolution_has_its_evidence_its_post_mortem_and_its_reason(
    old: str, new: str, rule: str, line: int, message: str
) -> None:
    problem = fault({**VALID, RESOLUTION: resolved("yes")}, (RESOLUTION, old, new))
    assert said(problem) == (rule, line, message)
    assert problem.where.path == RESOLUTION


def test_an_unspecified_headline_does_not_resolve_and_the_check_says_what_to_do() -> None:
    problem = fault(
        {**SEVERAL, RESOLUTION: resolved("yes")},
        (FORECAST, "headline: opens", "headline: unspecified"),
    )
    assert said(problem) == (
        "resolution-headline",
        2,
        "resolves “yes”, but forecast.yml does not say which dimension settles the headline",
    )
    assert problem.hint == "set “headline:” in forecast.yml first, or resolve it as annulled"


EACH = "outcomes: {opens: yes, when: 2026-02-01, riders: 4000, operator: city}"


def test_each_reading_is_answered_in_its_own_kind() -> None:
    text = resolved("yes").replace("outcome: yes", EACH)
    archive, problems = load({**SEVERAL, RESOLUTION: text}, today=TODAY)
    assert problems == ()
    [forecast] = archive.forecasts
    assert forecast.resolution is not None
    answers = dict(forecast.resolution.answers)
    assert answers["opens"].outcome is Outcome.YES
    assert answers["when"].value == date(2026, 2, 1).toordinal()
    assert answers["riders"].value == 4000
    assert answers["operator"].option == "city"


@pytest.mark.parametrize(
    ("outcomes", "rule", "message"),
    [
        (EACH.replace("4000", "many"), "outcome", "outcome is “many”, but must be a value"),
        (EACH.replace(", operator: city", ""), "outcome", "says nothing of operator"),
        (EACH.replace("riders", "drivers"), "dimension-undeclared", "gives an outcome for “drivers”, which forecast.yml does not declare"),
        (EACH.replace("opens: yes", "opens: city"), "outcome", "outcome is “city”, but must be yes, no, ambiguous or annulled"),
        (f"outcome: no\n{EACH}", "resolution-headline", "outcome is no for the headline, but its dimension came out otherwise"),
    ],
)  # fmt: skip
def test_each_reading_has_an_outcome_that_it_can_have(
    outcomes: str, rule: str, message: str
) -> None:
    text = resolved("yes").replace("outcome: yes", outcomes)
    _, problems = load({**SEVERAL, RESOLUTION: text}, today=TODAY)
    assert (rule, message) in [(p.rule, p.message) for p in problems]
    assert {(p.where.path, p.where.line) for p in problems} == {(RESOLUTION, 2)}


def test_a_reason_beside_an_answer_is_warned_of_and_the_answer_stands() -> None:
    """Whoever typed it may have meant to annul the question; no page would show it."""
    text = resolved("yes").replace("outcome: yes", "outcome: yes\nreason: It was flawed.")
    archive, [problem] = load({**VALID, RESOLUTION: text}, today=TODAY)
    assert said(problem) == (
        "resolution-reason-unused",
        3,
        "gives a reason, which no reader sees: nothing here is ambiguous or annulled",
    )
    assert problem.severity is Severity.WARNING
    [forecast] = archive.forecasts
    assert forecast.resolution is not None


def test_a_reason_for_one_reading_of_several_is_none_too_many() -> None:
    outcomes = EACH.replace("city", "annulled") + "\nreason: No operator was named."
    text = resolved("yes").replace("outcome: yes", outcomes)
    assert load({**SEVERAL, RESOLUTION: text}, today=TODAY)[1] == ()


def test_an_update_after_the_answer_was_known_is_kept_and_marked() -> None:
    second = "---\nprobability: 0.99\nreason: evidence\n---\nIt has rained.\n"
    files = {**VALID, SECOND: second, RESOLUTION: resolved("yes", "2026-01-10")}
    archive, [problem] = load(files, today=TODAY)
    assert said(problem) == (
        "update-after-answer",
        1,
        "is made on 2026-01-12, after the answer was known on 2026-01-10; it is kept and marked, "
        "and not scored",
    )
    assert (problem.where.path, problem.severity) == (SECOND, Severity.WARNING)
    [forecast] = archive.forecasts
    assert [u.probability for u in forecast.updates] == [0.4, 0.99]


@pytest.mark.parametrize("typed", ["2026-02-02", "2027-01-04"])
def test_the_day_that_answers_a_question_had_come_when_the_answer_was_known(typed: str) -> None:
    """Known on 1 February 2026: neither the day after it nor one in the future can be it."""
    problem = fault({**BRIDGE, RESOLUTION: resolved(typed)})
    assert said(problem) == (
        "outcome",
        2,
        f"outcome is {typed}, after the answer was known on 2026-02-01",
    )
    assert problem.where.path == RESOLUTION
    assert problem.hint.startswith("correct whichever date is wrong")
    assert load({**BRIDGE, RESOLUTION: resolved("2026-02-01")}, today=TODAY)[1] == ()


def test_of_several_outcomes_a_day_to_come_is_told_at_its_own_line() -> None:
    lines = "outcomes:\n  opens: yes\n  when: 2026-02-14\n  riders: 4000\n  operator: city"
    text = resolved("yes").replace("outcome: yes", lines)
    problem = fault({**SEVERAL, RESOLUTION: text})
    assert said(problem)[:2] == ("outcome", 4)


@pytest.mark.parametrize(
    ("world", "hint"),
    [
        (VALID, "write yes or no; or ambiguous, or annulled"),
        (CUP, "write one of lions, bears, other; or ambiguous, or annulled"),
        (CARS, "write a number of cars, such as 1200; “above” if it is more than 1,000; or ambiguous, or annulled"),
        (BRIDGE, "write a day such as 2026-11-23; “above” if it is later than 31 Dec 2028; or ambiguous, or annulled"),
    ],
)  # fmt: skip
def test_an_outcome_that_is_blank_is_told_what_its_kind_of_question_takes(
    world: Mapping[str, str], hint: str
) -> None:
    blank = fault({**world, RESOLUTION: resolved("")})
    assert said(blank) == ("outcome", 2, "outcome is empty, but must say how the question came out")
    assert blank.hint == hint
