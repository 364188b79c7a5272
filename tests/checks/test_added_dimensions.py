"""A dimension that came later counts from its own day, and changes no number without a word."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from foresite import change_report, ledger, pipeline, stamps
from foresite.charts.forecast_chart import forecast_charts
from foresite.history import freeze_on
from foresite.model import Archive, Outcome
from foresite.pages import all_pages as pages
from foresite.problems import blocking
from foresite.publication import Settings
from foresite.track_record import Moment, Row, score_rows
from tests.data_files.test_data_files import history
from tests.ledger.publishing import failures, publish
from tests.ledger.test_ledger import records
from tests.worlds import (
    FORECAST,
    OPENING,
    RESOLUTION,
    SECOND,
    _sources,
    against,
    found,
    load,
    loaded,
)

TERMS = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-02-20
{}
dimensions:
  morning: {{criteria: The weather service reports at least 1 mm before noon.}}
  evening: {{criteria: The weather service reports at least 1 mm after six.}}
"""
NIGHT = "  night:\n    added_on: {}\n    criteria: The weather service reports at least 1 mm after midnight.\n"
ALL, ANY = "headline: all", "headline: any"
AGAIN = "headline:\n  - rule: {0}\n  - {{since: {1}, rule: {0}, reason: The night was left out.}}"
UPDATE = "---\nprobability: 0.1\ndimensions: {morning: 0.3, evening: 0.3}\n---\nThe climate.\n"
ANSWER = """\
---
outcomes: {morning: yes, evening: yes, night: no}
known_on: 2026-02-20
recorded_on: 2026-02-20
sources: [{name: The weather service}]
---
It rained.
"""
DAY = "2026-02-01"


def world(headline: str, *more: str, **files: str) -> dict[str, str]:
    """Two readings, a number, and what is said besides."""
    return {FORECAST: TERMS.format(headline) + "".join(more), OPENING: UPDATE, **files}


BEFORE = world(ALL)
TOLD = world(AGAIN.format("all", DAY), NIGHT.format(DAY))


@pytest.mark.parametrize(
    ("headline", "rule"),
    [
        (ALL, "all"),
        (ANY, "any"),
        ("headline:\n  - rule: morning\n  - {since: 2026-01-20, rule: all, reason: So.}", "all"),
    ],
)
def test_it_needs_a_word_where_a_rule_joins_all_or_any(headline: str, rule: str) -> None:
    files = world(headline, NIGHT.format(DAY))
    [problem] = [p for p in blocking(loaded(files)[1]) if p.rule == "dimension-added"]
    line = files[FORECAST].splitlines().index(f"    added_on: {DAY}") + 1
    assert (problem.rule, problem.where.path, problem.where.line) == (
        "dimension-added",
        FORECAST,
        line,
    )
    assert f"but the headline is “{rule}” since " in problem.message
    assert f"add a version of “headline” with since: {DAY}" in problem.hint


@pytest.mark.parametrize(
    "headline",
    [
        AGAIN.format("all", DAY),
        AGAIN.format("any", DAY),
        "headline: morning",
        "headline: unspecified",
        f"headline:\n  - rule: all\n  - {{since: {DAY}, rule: night, reason: Only it counts.}}",
    ],
)
def test_with_that_word_or_no_part_in_the_headline_it_may_come(headline: str) -> None:
    number = UPDATE.replace("0.1", "0.3")
    files = {**world(headline, NIGHT.format(DAY)), OPENING: number}
    assert blocking(loaded(files)[1]) == ()


IMPOSSIBLE = {
    "before the opening": (
        "2026-01-04",
        "night is added on 2026-01-04, before the question opened on 2026-01-05",
    ),
    "ahead": ("2026-03-03", "night is added on 2026-03-03, but today is 2026-03-01"),
    "on the day of the answer": (
        "2026-02-20",
        "night is added on 2026-02-20, but the answer was known on 2026-02-20",
    ),
    "after the answer": (
        "2026-02-21",
        "night is added on 2026-02-21, but the answer was known on 2026-02-20",
    ),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_its_day_can_be(what: str) -> None:
    day, message = IMPOSSIBLE[what]
    files = world("headline: morning", NIGHT.format(day))
    if "answer" in message:
        files[RESOLUTION] = ANSWER
    problems = [p for p in blocking(loaded(files)[1]) if p.rule == "dimension-added"]
    assert [(p.message, p.where.line) for p in problems] == [(message, 9)]


def test_nothing_was_said_of_it_before() -> None:
    evidence = "evidence: [{id: owl, claim: An owl said so., kind: direct, bears_on: {night: supports}, source: An owl}]\n"
    early = f"---\nprobability: 0.1\ndimensions: {{night: 0.2}}\nreason: evidence\n{evidence}---\nWhy.\n"
    late = SECOND.replace("01-12", "02-01")
    assert blocking(loaded({**TOLD, late: early})[1]) == ()
    problems = blocking(loaded({**TOLD, SECOND: early})[1])
    assert found(problems) == [("dimension-added", SECOND, 3), ("dimension-added", SECOND, 5)]
    assert problems[0].message == (f"speaks of night, a dimension that was only added on {DAY}")


def test_its_criteria_hold_from_its_day() -> None:
    archive, problems = loaded(TOLD)
    assert blocking(problems) == ()
    [first] = archive.forecasts[0].dimension("night").criteria
    assert first.since == date(2026, 2, 1)
    for since in ("2026-01-05", "2026-02-02"):
        text = NIGHT.format(DAY).replace(
            "The weather service reports at least 1 mm after midnight.",
            f"[{{since: {since}, text: At least 1 mm after midnight.}}]",
        )
        [problem] = blocking(loaded(world(AGAIN.format("all", DAY), text))[1])
        assert problem.rule == "criteria-before-opening"
        assert f"hold since {since}, but the dimension was added on {DAY}" in problem.message


@pytest.mark.parametrize(("rule", "number"), [("all", "0.1"), ("any", "0.5")])
def test_before_its_day_the_headline_is_bound_by_those_there_were(rule: str, number: str) -> None:
    """Of two at 0.9 all are 0.8 at least; of two at 0.2 any is 0.4 at most."""
    given = "0.9" if rule == "all" else "0.2"
    update = UPDATE.replace("0.3", given).replace("0.1", number)
    files = {**world(AGAIN.format(rule, DAY), NIGHT.format(DAY)), OPENING: update}
    assert ("headline-bounds", OPENING, 2) in found(loaded(files)[1])
    later = {
        **files,
        OPENING: UPDATE.replace("0.1", "0.3"),
        SECOND.replace("01-12", "02-01"): update.replace("---\nThe", "reason: evidence\n---\nThe"),
    }
    # From then on a third has no number yet, and nothing but 0 and 1 bounds that side.
    assert [p.rule for p in blocking(loaded(later)[1])] == []


def test_its_review_holds_no_number_from_before_it() -> None:
    text = "[{status: under-review, text: At least 1 mm after midnight.}]"
    night = f"  night: {{added_on: {DAY}, criteria: {text}}}\n"
    archive, _ = loaded(world(AGAIN.format("all", DAY), night))
    [forecast] = archive.forecasts
    assert freeze_on(forecast, date(2026, 1, 31)) is None
    freeze = freeze_on(forecast, date(2026, 2, 1))
    assert freeze is not None
    assert freeze.since == date(2026, 2, 1)


def rows(files: dict[str, str]) -> list[Row]:
    archive, problems = loaded(files)
    assert blocking(problems) == ()
    return list(score_rows(archive, today=date(2026, 3, 1)))


def test_the_number_from_before_is_scored_by_what_it_meant() -> None:
    """All of two came true, at 10 %: 0.81. All of three did not: 0.01, from the third's day."""
    made = rows({**TOLD, RESOLUTION: ANSWER})
    headline = [row for row in made if row.is_headline]
    assert [(r.span.start, r.span.end) for r in headline] == [
        (date(2026, 1, 5), date(2026, 2, 1)),
        (date(2026, 2, 1), date(2026, 2, 20)),
    ]
    assert [r.answer.outcome for r in headline if r.answer] == [Outcome.YES, Outcome.NO]
    assert [r.score("brier", Moment.CLOSE) for r in headline] == pytest.approx([0.81, 0.01])
    assert [r.counts for r in headline] == [False, True]
    [night] = [row for row in made if row.dimension == "night"]
    assert (night.span.start, night.span.of) == (date(2026, 2, 1), 1)
    assert {row.span.start for row in made if row.dimension in ("morning", "evening")} == {
        date(2026, 1, 5)
    }


@pytest.mark.parametrize("later", ["any", "night"])
def test_no_rule_from_after_the_answer_decides_the_headline(later: str) -> None:
    answer = ANSWER.replace("night: no", "night: yes").replace("evening: yes", "evening: no")
    since = f"\n  - {{since: 2026-02-21, rule: {later}, reason: Rather so.}}"
    files = world(AGAIN.format("all", DAY) + since, NIGHT.format(DAY))
    files[OPENING] = UPDATE.replace("0.3", "0.1")
    archive, _ = loaded({**files, RESOLUTION: answer})
    [forecast] = archive.forecasts
    assert forecast.resolution is not None
    assert forecast.resolution.outcome is Outcome.NO
    [row] = [r for r in rows({**files, RESOLUTION: answer}) if r.is_headline and r.counts]
    assert (row.dimension, row.answer and row.answer.outcome) == ("headline", Outcome.NO)
    assert forecast.rule.since == date(2026, 2, 1)


def test_a_rule_that_came_after_the_answer_counts_where_there_was_none() -> None:
    """The freeze holds the number until then."""
    headline = "headline:\n  - rule: unspecified\n  - {since: 2026-02-21, rule: all, reason: So.}"
    answer = ANSWER.replace(", night: no", "")
    archive, problems = loaded({**world(headline), RESOLUTION: answer})
    assert blocking(problems) == ()
    resolution = archive.forecasts[0].resolution
    assert resolution is not None
    assert resolution.outcome is Outcome.YES


def test_it_is_added_to_what_is_published_on_its_day_and_not_before(tmp_path: Path) -> None:
    today = date(2026, 2, 2)
    assert against(BEFORE, TOLD, today=today) == ()
    undated = world(AGAIN.format("all", DAY), NIGHT.replace("    added_on: {}\n", ""))
    [problem] = against(BEFORE, undated, today=today)
    assert (problem.rule, problem.where.line) == ("published-order", 10)
    assert problem.message == "the dimension “night” is new, but is not said to be"
    assert problem.hint.endswith(": 2026-02-02")
    before = publish(BEFORE, tmp_path / "before", today=date(2026, 1, 31))
    after = publish(TOLD, tmp_path / "after", today=today)
    assert failures(after, before) == []
    made = {str(r["chain"]): r["date"] for r in records(after)}
    assert (made["dimension/night"], made["criteria/night"]) == (DAY, DAY)
    old, new = (
        ledger.ledger(load(files)[0], today=on)
        for files, on in ((BEFORE, date(2026, 1, 31)), (TOLD, today))
    )
    assert stamps.fits(stamps.stamp_text(old, site="The Desk"), new)


def test_no_correction_lets_it_count_from_the_opening() -> None:
    front = "---\nfile: forecast.yml\nby: desk\nbecause: It was forgotten.\n---\n"
    correction = "forecasts/rain-in-paris/corrections/2026-02-02.md"
    undated = world(ALL, NIGHT.replace("    added_on: {}\n", ""))
    changed = {**undated, correction: front + BEFORE[FORECAST]}
    assert [p.rule for p in against(BEFORE, changed, today=date(2026, 2, 2))] == ["published-order"]


def test_the_change_is_told_on_its_day() -> None:
    compared, unread = pipeline.compare(_sources(BEFORE), _sources(TOLD))
    [told] = change_report.told(compared, unread)
    assert [(line.on, line.text) for line in told.lines] == [
        (
            date(2026, 2, 1),
            "Night: criteria published, firm; the headline now needs Night too",
        ),
        (None, "Dimension added: Night"),
    ]


def test_readers_and_data_are_told_since_when_it_is_there() -> None:
    archive, _ = loaded(TOLD)
    [forecast] = archive.forecasts
    today = date(2026, 3, 1)
    page = pages.forecast_page(
        forecast,
        archive,
        settings=Settings(site_name="The Desk", desk="The Desk"),
        today=today,
        charts=forecast_charts(forecast, today=today),
        ledger=ledger.ledger(archive, today=today),
    ).content
    assert page.count("added on 1 Feb 2026") == 1
    assert (
        "all of these come true. This rule holds since 1 Feb 2026. The night was left out." in page
    )
    made = json.loads(history(Archive(forecasts=(forecast,)))["history.json"])
    assert [d["added_on"] for d in made["dimensions"]] == [None, None, DAY]
