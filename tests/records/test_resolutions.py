"""Resolutions over time: known, withdrawn, and known again; and never read as what they are not."""

from __future__ import annotations

from datetime import date

import pytest

from foresite.history import Resolved, Withdrawn, changelog, entries, state_on, status
from foresite.model import Outcome, Status
from foresite.sentences import headline
from tests.worlds import FORECAST, RESOLUTION, forecast, loaded

TODAY = date(2026, 3, 1)
AGAIN = RESOLUTION.replace(".md", "-2.md")
THIRD = RESOLUTION.replace(".md", "-3.md")


def resolution(outcome: str, known_on: str, recorded_on: str, withdrawn_on: str = "") -> str:
    """A resolution file; with a last day, one that was withdrawn."""
    withdrawn = f"withdrawn_on: {withdrawn_on}\nwithdrawn_because: A misprint\n"
    return (
        f"---\noutcome: {outcome}\nknown_on: {known_on}\nrecorded_on: {recorded_on}\n"
        f"sources: [{{name: The weather service}}]\n{withdrawn if withdrawn_on else ''}"
        "---\nWe would say it again.\n"
    )


WRONG = resolution("yes", "2026-02-01", "2026-02-02", "2026-02-10")


def test_a_resolution_that_was_withdrawn_leaves_the_question_as_if_unresolved() -> None:
    made = forecast({RESOLUTION: WRONG})
    assert made.resolution is None
    assert [r.outcome for r in made.withdrawn] == [Outcome.YES]
    assert status(made, today=TODAY) is Status.OPEN
    assert state_on(made, date(2026, 2, 9)).resolution == made.withdrawn[0]
    assert state_on(made, date(2026, 2, 10)).resolution is None
    said = [(e.on.day, type(e.changes[-1])) for e in entries(made, today=TODAY)[1:]]
    assert said == [(1, Resolved), (10, Withdrawn)]


@pytest.mark.parametrize("known_on", ["2026-01-20", "2026-02-01", "2026-02-10", "2026-02-20"])
def test_what_replaces_it_stands_whenever_its_answer_was_known(known_on: str) -> None:
    """The right answer may have been public long before the wrong one was withdrawn."""
    second = resolution("no", known_on, "2026-02-21")
    made = forecast({RESOLUTION: WRONG, AGAIN: second})
    assert made.resolution is not None
    assert made.resolution.known_on == date.fromisoformat(known_on)
    assert state_on(made, TODAY).resolution == made.resolution
    *_, withdrawn, resolved = entries(made, today=TODAY)
    assert (withdrawn.on, headline(withdrawn)) == (date(2026, 2, 10), "Resolution withdrawn")
    assert headline(resolved) == "Resolved no"
    assert resolved.on == max(date(2026, 2, 10), date.fromisoformat(known_on))


def test_two_may_be_withdrawn_and_the_third_stands() -> None:
    second = resolution("no", "2026-02-05", "2026-02-11", "2026-02-15")
    third = resolution("annulled\nreason: The gauge was broken", "2026-02-15", "2026-02-16")
    made = forecast({RESOLUTION: WRONG, AGAIN: second, THIRD: third})
    assert [r.outcome for r in made.withdrawn] == [Outcome.YES, Outcome.NO]
    assert state_on(made, TODAY).resolution == made.resolution
    assert state_on(made, date(2026, 2, 14)).resolution == made.withdrawn[1]


def test_two_that_both_stand_are_refused() -> None:
    first, second = (resolution(o, "2026-02-01", "2026-02-02") for o in ("yes", "no"))
    _, problems = loaded({RESOLUTION: first, AGAIN: second})
    assert [(p.rule, p.where.path) for p in problems] == [("resolution-twice", AGAIN)]
    assert RESOLUTION in problems[0].message


SEVERAL = """\
question: Parity?
opened_on: 2026-01-05
headline: {}
dimensions:
  one: {{criteria: A test held in 2026 shows it and the office reports that.}}
  two: {{criteria: A survey held in 2026 shows it and the agency reports that.}}
"""


@pytest.mark.parametrize(
    ("headline_rule", "one", "two", "outcome"),
    [
        ("one", "yes", "no", Outcome.YES),
        ("two", "yes", "annulled", Outcome.ANNULLED),
        ("all", "yes", "yes", Outcome.YES),
        ("all", "yes", "no", Outcome.NO),
        ("all", "annulled", "no", Outcome.NO),
        ("all", "annulled", "yes", Outcome.ANNULLED),
        ("all", "ambiguous", "annulled", Outcome.ANNULLED),
        ("any", "no", "no", Outcome.NO),
        ("any", "annulled", "yes", Outcome.YES),
        ("any", "ambiguous", "no", Outcome.AMBIGUOUS),
    ],
)
def test_the_headline_comes_out_by_its_rule(
    headline_rule: str, one: str, two: str, outcome: Outcome
) -> None:
    """One no decides “all”, one yes decides “any”; else what has no answer leaves it without one."""
    each = f"outcomes: {{one: {one}, two: {two}}}"
    reason = "" if outcome in (Outcome.YES, Outcome.NO) else "\nreason: Nobody can tell."
    text = resolution("x", "2026-02-01", "2026-02-02").replace("outcome: x", each + reason)
    files = {FORECAST: SEVERAL.format(headline_rule), RESOLUTION: text}
    made = forecast(files)
    assert made.resolution is not None
    assert made.resolution.outcome is outcome


def test_a_headline_that_a_rule_annuls_needs_a_reason_too() -> None:
    each = "outcomes: {one: annulled, two: yes}"
    text = resolution("x", "2026-02-01", "2026-02-02").replace("outcome: x", each)
    _, [problem] = loaded({FORECAST: SEVERAL.format("all"), RESOLUTION: text})
    assert (problem.rule, problem.where.line) == ("resolution-reason", 2)


def test_the_changelog_says_that_it_was_withdrawn_and_why() -> None:
    archive, problems = loaded({RESOLUTION: WRONG})
    assert problems == ()
    withdrawn = changelog(archive, today=TODAY)[0]
    assert withdrawn.on == date(2026, 2, 10)
    assert withdrawn.changes == (Withdrawn(resolution=archive.forecasts[0].withdrawn[0]),)
