"""A correction made once the answer is known mends the record, and no score.

The question opens on 5 January 2026 at 40 % and comes out yes, known on the 25th.
"""

from __future__ import annotations

from datetime import date

import pytest

from foresite import pipeline
from foresite.track_record import Moment, ReferenceName, Row, Stage, score_rows
from foresite.track_record.as_known import as_known, first_known_on
from tests.track_record.questions import TODAY, archive, question, record, row, rows

HOME = "forecasts/q"
FIRST = "updates/2026-01-05.md"


def update(number: str) -> str:
    """The opening as a file, with another number."""
    return f"---\nprobability: {number}\n---\nBecause.\n"


def correction(on: str, earlier: str, file: str = FIRST) -> dict[str, str]:
    """A correction of that day, with the text that it replaced."""
    front = f"file: {file}\nby: desk-a\nbecause: A slip.\n"
    return {f"{HOME}/corrections/{on}.md": f"---\n{front}---\n{earlier}"}


def brier(scored: Row) -> list[float | None]:
    """At the opening, at the close, and averaged."""
    return [scored.score("brier", moment) for moment in Moment]


CORRECTED = question(updates={"2026-01-05": "probability: 0.97"})
"""It said 10 % once. A yes then costs 0.81, and of 97 % it costs 0.0009."""


@pytest.mark.parametrize(
    ("on", "cost", "late"),
    [("2026-01-24", 0.0009, 0), ("2026-01-25", 0.81, 1), ("2026-01-26", 0.81, 1)],
)
def test_a_number_corrected_on_the_day_of_the_answer_or_later_is_scored_as_it_stood(
    on: str, cost: float, late: int
) -> None:
    """Known on the 25th. A day is the finest time there is, so that day itself is too late."""
    scored = row(CORRECTED | correction(on, update("0.1")))
    assert brier(scored) == pytest.approx([cost] * 3)
    assert (scored.corrected, scored.corrected_after_answer) == (1, late)
    made = record(CORRECTED | correction(on, update("0.1")))
    assert made.denominators.corrected_after_answer == late


def test_what_was_corrected_in_time_stays_so_whatever_is_corrected_later() -> None:
    """10 % became 40 % in time, and 97 % afterwards: 0.6² is 0.36."""
    early = correction("2026-01-20", update("0.1"))
    late = correction("2026-01-26", update("0.4"))
    assert brier(row(CORRECTED | early | late)) == pytest.approx([0.36] * 3)


def test_of_several_late_corrections_the_first_has_the_text_that_stood() -> None:
    later = correction("2026-01-26", update("0.1")) | correction("2026-01-27", update("0.6"))
    scored = row(CORRECTED | later)
    assert brier(scored) == pytest.approx([0.81] * 3)
    assert scored.corrected_after_answer == 2


def test_each_update_goes_back_by_itself() -> None:
    """Ten days at 40 % (0.36); then 20 % (0.64) stood, not the 80 % of the correction."""
    two = {"2026-01-05": "probability: 0.4", "2026-01-15": "probability: 0.8"}
    earlier = "---\nprobability: 0.2\nreason: evidence\n---\nBecause.\n"
    late = correction("2026-02-01", earlier, "updates/2026-01-15.md")
    assert brier(row(question(updates=two) | late)) == pytest.approx([0.36, 0.64, 0.50])


def test_a_market_s_number_goes_back_with_its_update() -> None:
    """Said to have been 90 % afterwards, it was 30 %: 0.7² is 0.49."""
    now = "probability: 0.4\nmarket: {probability: 0.9, source: A market}"
    earlier = f"---\n{now.replace('0.9', '0.3')}\n---\nBecause.\n"
    late = correction("2026-01-30", earlier)
    scored = row(question(updates={"2026-01-05": now}) | late)
    [theirs] = {
        p.theirs
        for p in scored.paired
        if p.reference is ReferenceName.MARKET and p.score == "brier"
    }
    assert theirs == pytest.approx(0.49)


# Withdrawing an answer, or correcting its day, does not make it unknown


def test_an_answer_whose_day_is_corrected_was_known_all_the_same() -> None:
    """Known on the 25th; the number corrected on the 26th, and then the day to the 28th."""
    files = question(
        updates={"2026-01-05": "probability: 0.97"}, known="2026-01-28", closes="2026-02-10"
    )
    resolution = files[f"{HOME}/resolution.md"].replace("01-28", "01-25")
    files |= correction("2026-01-26", update("0.1"))
    files |= correction("2026-01-30", resolution, "resolution.md")
    [forecast] = archive(files).forecasts
    assert first_known_on(forecast) == date(2026, 1, 25)
    assert brier(row(files)) == pytest.approx([0.81] * 3)


def test_an_answer_that_is_withdrawn_was_known_all_the_same() -> None:
    files = question(
        updates={"2026-01-05": "probability: 0.97"},
        resolution="withdrawn_on: 2026-02-26\nwithdrawn_because: Too early.\n",
    )
    again = question(known="2026-01-28")[f"{HOME}/resolution.md"].replace("02-25", "02-27")
    files |= {f"{HOME}/resolution-2.md": again} | correction("2026-01-26", update("0.1"))
    files[f"{HOME}/forecast.yml"] = files[f"{HOME}/forecast.yml"].replace("01-25", "02-10")
    assert brier(row(files)) == pytest.approx([0.81] * 3)


def test_without_an_answer_a_number_reads_as_corrected() -> None:
    open_ = question(updates={"2026-01-05": "probability: 0.97"}, outcome=None)
    scored = row(open_ | correction("2026-01-26", update("0.1")))
    assert scored.stage is Stage.OVERDUE
    assert scored.closing is not None
    assert scored.closing.probability == 0.97
    assert (scored.corrected, scored.corrected_after_answer) == (1, 0)


def test_a_day_before_the_answer_nobody_knows_it() -> None:
    [scored] = score_rows(
        archive(CORRECTED | correction("2026-01-26", update("0.1"))), today=date(2026, 1, 24)
    )
    assert scored.closing is not None
    assert (scored.closing.probability, scored.corrected_after_answer) == (0.97, 0)


def test_the_day_on_which_git_had_an_update_is_its_own() -> None:
    made = archive(CORRECTED | correction("2026-01-26", update("0.1")))
    known = {f"{HOME}/{FIRST}": date(2026, 1, 6)}
    [forecast] = pipeline.with_recorded_days(made, known).forecasts
    assert as_known(forecast, today=TODAY).updates[0].recorded_on == date(2026, 1, 6)


def test_an_earlier_text_that_nobody_can_read_changes_nothing() -> None:
    """What the check refuses is another’s to say; the score is of what can be read."""
    assert brier(row(CORRECTED | correction("2026-01-26", update("much")))) == pytest.approx(
        [0.0009] * 3
    )


def test_where_nothing_was_corrected_afterwards_a_forecast_is_as_it_is() -> None:
    early = correction("2026-01-24", update("0.1"))
    for files in (question(), question(outcome=None), question(more=NARROWED), CORRECTED | early):
        [forecast] = archive(files).forecasts
        assert as_known(forecast, today=TODAY) == forecast


# The terms go back too


def terms(files: dict[str, str], on: str, now: str, then: str) -> dict[str, str]:
    """Those files, whose forecast.yml was corrected on that day: it said ``then``."""
    text = files[f"{HOME}/forecast.yml"]
    assert text.count(now) == 1
    return files | correction(on, text.replace(now, then), "forecast.yml")


TWO = {"2026-01-05": "probability: 0.8", "2026-01-15": "probability: 0.1"}


@pytest.mark.parametrize(("on", "close"), [("2026-01-24", 0.04), ("2026-01-25", 0.81)])
def test_a_closing_day_moved_afterwards_takes_no_number_out(on: str, close: float) -> None:
    """The 80 % of the opening would be the last; the 10 % of the 15th was."""
    files = question(updates=TWO, closes="2026-01-10")
    files = terms(files, on, "closes_on: 2026-01-10\n", "closes_on: 2026-01-25\n")
    assert row(files).score("brier", Moment.CLOSE) == pytest.approx(close)


def test_a_closing_day_given_afterwards_makes_no_question_count() -> None:
    files = terms(question(), "2026-02-01", "closes_on: 2026-01-25\n", "")
    assert row(files).stage is Stage.UNDATED
    assert row(question()).stage is Stage.SCORED


def test_a_base_rate_given_afterwards_is_no_reference() -> None:
    files = question(more="criteria: It happens.\nbase_rate: {probability: 0.1, source: A table}\n")
    late = terms(files, "2026-02-01", "base_rate: {probability: 0.1, source: A table}\n", "")
    given = [ReferenceName.BASE_RATE in {p.reference for p in row(f).paired} for f in (files, late)]
    assert given == [True, False]


NARROWED = (
    "criteria:\n  - text: It happens.\n  - {since: 2026-01-15, text: It happens twice., "
    "reason: Clearer., effect: narrows}\n"
)


def test_a_change_of_criteria_called_narrowing_afterwards_cuts_nothing() -> None:
    """Cut at the 15th, the ten days at 10 % would count no more."""
    updates = {"2026-01-05": "probability: 0.1", "2026-01-15": "probability: 0.9"}
    files = question(updates=updates, more=NARROWED)
    assert len(rows(files)) == 2
    only = row(terms(files, "2026-02-01", "effect: narrows", "effect: clarifies"))
    assert brier(only) == pytest.approx([0.81, 0.01, 0.41])


READINGS = "dimensions: {one: {criteria: It happens.}, two: {criteria: More.}}\n"


def headlines(more: str, number: str) -> dict[str, str]:
    """A question of two readings, of 20 % and 90 %; the first came out yes, the second no."""
    said = f"probability: {number}\ndimensions: {{one: 0.2, two: 0.9}}"
    outcome = "outcomes: {one: yes, two: no}"
    return question(updates={"2026-01-05": said}, more=more + READINGS, outcome=outcome)


def ruled(then: str, number: str) -> dict[str, str]:
    """The headline was by that rule and number, and both were corrected: “two”, 90 %."""
    files = headlines("headline: two\n", "0.9")
    earlier = files[f"{HOME}/{FIRST}"].replace("probability: 0.9", f"probability: {number}")
    files |= correction("2026-02-02", earlier)
    return terms(files, "2026-02-01", "headline: two", f"headline: {then}")


def test_a_rule_of_the_headline_corrected_afterwards_settles_nothing() -> None:
    """By “one”, 20 % of a yes costs 0.64. By “two”, 90 % of a no would cost 0.81."""
    first, second = rows(ruled("one", "0.2"))
    assert (first.dimension, first.is_headline) == ("one", True)
    assert first.score("brier", Moment.CLOSE) == pytest.approx(0.64)
    assert second.score("brier", Moment.CLOSE) == pytest.approx(0.81)


@pytest.mark.parametrize(
    ("rule", "number", "outcome", "cost"),
    [("all", "0.1", "no", 0.01), ("any", "0.95", "yes", 0.0025)],
)
def test_a_joined_headline_is_answered_by_its_rule_of_then(
    rule: str, number: str, outcome: str, cost: float
) -> None:
    """Of a yes and a no, “all” is a no, and “any” a yes. By “two” it would cost 0.81."""
    headline, *_ = rows(ruled(rule, number))
    assert headline.dimension == "headline"
    assert headline.answer is not None
    assert headline.answer.outcome.value == outcome
    assert headline.score("brier", Moment.CLOSE) == pytest.approx(cost)


def test_a_rule_that_is_added_after_the_answer_settles_nothing_either() -> None:
    """No correction: a version of its own day, which is after the answer’s."""
    later = (
        "headline:\n  - {rule: one}\n"
        "  - {since: 2026-02-01, rule: two, reason: It turned out better.}\n"
    )
    first, _ = rows(headlines(later, "0.2"))
    assert (first.dimension, first.is_headline) == ("one", True)


def test_where_no_rule_held_the_question_is_scored_by_the_one_that_resolved_it() -> None:
    later = (
        "headline:\n  - {rule: unspecified}\n"
        "  - {since: 2026-02-01, rule: two, reason: Somebody must say.}\n"
    )
    first, _ = rows(headlines(later, "0.2"))
    assert (first.dimension, first.is_headline) == ("two", True)


def test_wording_tags_and_author_read_as_they_now_do() -> None:
    files = question(more="criteria: It happens.\nauthor: desk-b\ntags: [rain]\n")
    text = files[f"{HOME}/forecast.yml"]
    earlier = text.replace("Will it happen?", "Wil it happen?").replace("desk-b", "desk-a")
    made = row(files | correction("2026-02-01", earlier.replace("[rain]", "[]"), "forecast.yml"))
    assert (made.question, made.author, made.tags) == ("Will it happen?", "desk-b", ("rain",))
    assert made.corrected_after_answer == 1
