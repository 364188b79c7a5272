"""Versions of the headline's rule: the short form, the list, and what authors get wrong in it."""

from __future__ import annotations

from datetime import date

import pytest

from foresite.history import HeadlineRuleChanged, State, apply, entries, state_on
from foresite.model import HeadlineRule
from foresite.sentences import sentences
from tests.worlds import FORECAST, OPENING, SECOND, forecast, found, loaded

HEAD = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
{headline}
dimensions:
  morning: {{criteria: The service reports 1 mm before noon.}}
  evening: {{criteria: The service reports 1 mm after noon.}}
  total: {{kind: numeric, criteria: The millimetres that the service reports.}}
"""
VERSIONS = """\
headline:
  - rule: unspecified
  - {since: 2026-01-12, rule: morning, reason: The morning is what people ask about.}\
"""
UPDATES = {
    OPENING: "---\nprobability: 0.4\ndimensions: {morning: 0.3}\n---\nThe climate.\n",
    SECOND: "---\nprobability: 0.3\nreason: criteria\n---\nThe rule is new.\n",
}


def world(headline: str) -> dict[str, str]:
    return {FORECAST: HEAD.format(headline=headline), **UPDATES}


def test_a_word_alone_is_one_version_from_the_opening() -> None:
    made = forecast(
        {FORECAST: HEAD.format(headline="headline: unspecified"), OPENING: UPDATES[OPENING]}
    )
    [only] = made.headlines
    assert (only.since, only.rule, only.dimension) == (
        date(2026, 1, 5),
        HeadlineRule.UNSPECIFIED,
        None,
    )


def test_each_day_is_read_by_the_rule_that_held_on_it() -> None:
    """Until the 12th the headline may differ from the morning; from then on it is the morning."""
    made = forecast(world(VERSIONS))
    assert made.headline_on(date(2026, 1, 11)).rule is HeadlineRule.UNSPECIFIED
    assert made.headline_on(date(2026, 1, 12)).dimension == "morning"
    assert made.headline_on(date(2025, 1, 1)).rule is HeadlineRule.UNSPECIFIED
    assert (made.headline, made.headline_dimension) == (HeadlineRule.DIMENSION, "morning")


def test_another_rule_is_a_change_with_a_sentence_and_the_fold_keeps_it() -> None:
    made = forecast(world(VERSIONS))
    entry = entries(made, today=date(2026, 1, 12))[-1]
    [change] = [c for c in entry.changes if isinstance(c, HeadlineRuleChanged)]
    assert "The headline is now settled by Morning" in sentences(entry)
    assert apply(State(), change).headline_rule == made.headlines[1]
    assert state_on(made, date(2026, 1, 12)).headline_rule == made.headlines[1]
    assert state_on(made, date(2026, 1, 11)).headline_rule is None


@pytest.mark.parametrize(
    ("versions", "rule", "line", "words"),
    [
        ("  - {rule: all}\n  - {since: 2026-01-12, rule: morning}", "missing-key", 6, "has no “reason”"),
        ("  - {rule: morning}\n  - {rule: evening, reason: Why.}", "missing-key", 6, "has no “since”"),
        ("  - {since: 2026-01-12, rule: morning}\n  - {since: 2026-01-08, rule: evening, reason: Why.}", "headline", 6, "holds since 2026-01-08, but the rule before it since 2026-01-12"),
        ("  - {rule: unspecified}\n  - {since: 2026-01-12, rule: mornin, reason: Why.}", "headline", 6, "headline is “mornin”"),
        ("  - {rule: unspecified}\n  - {since: 2026-01-12, rule: total, reason: Why.}", "headline", 6, "headline becomes numeric"),
        ("  - {rule: unspecified}\n  - {since: 2026-06-12, rule: morning, reason: Why.}", "headline", 6, "holds since 2026-06-12, but today is 2026-03-01"),
        ("  - {rule: unspecified, when: now}", "unknown-key", 5, "when"),
    ],
)  # fmt: skip
def test_a_fault_in_a_version_is_named_at_its_line(
    versions: str, rule: str, line: int, words: str
) -> None:
    _, problems = loaded(world(f"headline:\n{versions}"))
    ours = [p for p in problems if p.rule == rule]
    assert (rule, FORECAST, line) in found(tuple(ours))
    assert any(words in p.message for p in ours)


def test_no_version_at_all_is_refused() -> None:
    _, problems = loaded(world("headline: []"))
    assert [(p.where.path, p.where.line) for p in problems] == [(FORECAST, 4)]


@pytest.mark.parametrize("id_", ["headline", "answer", "all", "any", "unspecified"])
def test_a_dimension_is_not_called_by_a_word_that_the_data_use_otherwise(id_: str) -> None:
    files = {FORECAST: HEAD.format(headline="headline: evening").replace("morning", id_)}
    [problem] = [p for p in loaded(files)[1] if p.rule == "dimension-reserved"]
    assert problem.where.line == 6
    assert problem.message.startswith(f"a dimension is called “{id_}”")
    assert (
        problem.hint
        == "give it a name of its own; headline, answer, all, any, unspecified are taken"
    )


def test_a_dimension_may_have_such_a_word_in_its_id() -> None:
    files = world("headline: evening")
    assert "dimension-reserved" not in {p.rule for p in loaded(files)[1]}
    longer = {FORECAST: files[FORECAST].replace("morning", "all-day")}
    assert "dimension-reserved" not in {p.rule for p in loaded(longer)[1]}
