"""Timelines: what is drawn, said and tabulated of a forecast's past."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from foresite.charts.timeline import probability_timeline
from foresite.model import Forecast, Move, Outcome
from tests.charts.chart_worlds import (
    A_MISS,
    A_YEAR,
    OPENING_DAY,
    READINGS,
    day,
    dimension,
    forecast,
    rows,
    steps,
    texts,
    update,
)

TODAY = day("2026-11-23")


@pytest.mark.parametrize(
    ("name", "world", "today"),
    [
        ("opening-day", OPENING_DAY, TODAY),
        ("a-year", A_YEAR, TODAY),
        ("a-miss", A_MISS, TODAY),
    ],
)
def test_specifications_are_as_they_were_read_and_found_right(
    name: str, world: Forecast, today: date, golden: Callable[[str, str], None]
) -> None:
    spec = probability_timeline(world, today=today).spec
    golden(f"charts/{name}.vl.json", json.dumps(spec, indent=1, ensure_ascii=False) + "\n")


# Lines


def test_a_number_holds_until_it_is_changed_and_until_the_end_of_today() -> None:
    chart = probability_timeline(A_YEAR, today=TODAY)
    assert steps(chart) == [
        ("2026-03-02", 60),
        ("2026-06-02", 65),
        ("2026-08-02", 65),
        ("2026-10-02", 75),
        ("2026-11-24", 75),
    ]


def test_a_line_ends_where_a_move_was_not_published_and_goes_on_faintly() -> None:
    chart = probability_timeline(A_YEAR, today=TODAY)
    assert steps(chart, "dimension-1-0") == [("2026-03-02", 80), ("2026-08-02", 80)]
    assert [(r["at"], r["level"]) for r in rows(chart, "faint_steps")] == [
        ("2026-08-02", 80),
        ("2026-11-24", 80),
    ]
    assert "80 ▲ Benchmark\nparity" in texts(chart)


def test_a_number_after_an_unpublished_move_begins_a_new_line() -> None:
    world = forecast(
        update("2026-01-01", 0.5, bench=0.2),
        update("2026-02-01", 0.5, bench=Move.DOWN),
        update("2026-03-01", 0.5, bench=0.1),
        dimensions=READINGS,
    )
    chart = probability_timeline(world, today=day("2026-04-01"))
    assert steps(chart, "dimension-1-0") == [("2026-01-01", 20), ("2026-02-01", 20)]
    assert steps(chart, "dimension-1-2") == [("2026-03-01", 10), ("2026-04-02", 10)]


def test_a_dimension_without_a_number_has_no_line_and_the_sentence_says_so() -> None:
    chart = probability_timeline(OPENING_DAY, today=TODAY)
    assert {row["line"] for row in rows(chart, "steps")} == {"headline", "dimension-2-0"}
    assert "No number is published for Benchmark parity or UX quality." in chart.sentence


def test_a_headline_that_is_a_dimension_is_one_line_that_bears_its_name() -> None:
    world = forecast(
        update("2026-01-01", 0.5, choice=0.5),
        update("2026-02-01", 0.6, choice=0.6),
        dimensions=READINGS,
        headline_dimension="choice",
    )
    chart = probability_timeline(world, today=TODAY)
    assert {row["line"] for row in rows(chart, "steps")} == {"headline"}
    assert texts(chart) == ["60", "Developer\npreference"]


def test_the_headline_is_the_thickest_line_and_drawn_with_a_mark_for_each_update() -> None:
    chart = probability_timeline(A_YEAR, today=TODAY)
    widths = {row["line"]: row["width"] for row in rows(chart, "steps")}
    assert widths.pop("headline") > max(widths.values())
    marks = [row for row in rows(chart, "updates") if "index" in row]
    assert [row["index"] for row in marks] == [0, 1, 2, 3]


def test_two_updates_of_one_day_are_two_steps_and_two_marks() -> None:
    second = replace(update("2026-11-20", 0.7), id="2026-11-20-evening")
    world = forecast(update("2026-11-20", 0.5), second)
    chart = probability_timeline(world, today=TODAY)
    assert steps(chart)[:2] == [("2026-11-20", 50), ("2026-11-20", 70)]
    assert len(rows(chart, "updates")) == 2


def test_updates_after_today_are_neither_drawn_nor_told() -> None:
    chart = probability_timeline(A_YEAR, today=day("2026-06-30"))
    assert steps(chart)[-1] == ("2026-07-01", 65)
    assert len(chart.rows) == 2


def test_before_the_first_update_there_is_a_chart_that_says_so() -> None:
    chart = probability_timeline(A_YEAR, today=day("2026-03-01"))
    assert steps(chart) == []
    assert chart.sentence.startswith("No probability has been published yet.")
    assert chart.rows == ()


# Axes


def test_the_opening_day_has_a_mark_and_a_day_of_line_on_an_axis_of_two_weeks() -> None:
    chart = probability_timeline(OPENING_DAY, today=TODAY)
    assert steps(chart) == [("2026-11-23", 75), ("2026-11-24", 75)]
    assert [(row["at"], row["text"]) for row in rows(chart, "days")] == [
        ("2026-11-23", "23 Nov\n2026"),
        ("2026-11-30", "30"),
        ("2026-12-07", "7 Dec"),
    ]


def test_the_axis_runs_from_0_to_100_in_five_lines() -> None:
    chart = probability_timeline(A_YEAR, today=TODAY)
    assert [row["level"] for row in rows(chart, "levels")] == [0, 25, 50, 75, 100]
    assert rows(chart, "breaks") == []
    assert "zoomed" not in chart.sentence


@pytest.mark.parametrize(
    ("probability", "low", "high", "odds"),
    [
        (0.06, 0, 10, "about 1 in 17\nthat it does"),
        (0.003, 0, 1, "1 in 330 that\nit does"),
        (0.97, 96, 100, "1 in 33 that\nit does not"),
        (0.95, 90, 100, "1 in 20 that\nit does not"),
    ],
)
def test_a_number_near_0_or_100_is_zoomed_broken_and_told_as_odds(
    probability: float, low: float, high: float, odds: str
) -> None:
    chart = probability_timeline(forecast(update("2026-03-02", probability)), today=TODAY)
    levels = [row["level"] for row in rows(chart, "levels")]
    assert (levels[0], levels[-1], len(levels)) == (low, high, 5)
    assert [row["level"] for row in rows(chart, "breaks")] == [high if low == 0 else low]
    assert "zoomed" in rows(chart, "titles")[0]["text"]
    assert f"The axis is zoomed to {low} to {high}" in chart.sentence
    assert odds in texts(chart)


@pytest.mark.parametrize("probability", [0.1, 0.9])
def test_10_and_90_percent_are_not_zoomed(probability: float) -> None:
    chart = probability_timeline(forecast(update("2026-03-02", probability)), today=TODAY)
    assert [row["level"] for row in rows(chart, "levels")] == [0, 25, 50, 75, 100]


def test_a_long_shot_that_came_in_is_not_zoomed_since_its_outcome_is_at_100() -> None:
    chart = probability_timeline(A_MISS, today=TODAY)
    assert rows(chart, "levels")[-1]["level"] == 100


# Endings


def test_the_line_stops_on_the_day_the_question_closed() -> None:
    world = forecast(update("2026-03-02", 0.4), closes_on="2026-06-30")
    chart = probability_timeline(world, today=TODAY)
    assert steps(chart)[-1] == ("2026-07-01", 40)
    assert "Closed on 30 June 2026, not yet resolved." in chart.sentence


def test_the_line_stops_on_the_day_the_answer_became_known() -> None:
    world = forecast(
        update("2026-03-02", 0.4),
        update("2026-05-02", 0.9),
        update("2026-06-02", 0.99),
        closes_on="2026-12-31",
        resolved=(Outcome.YES, "2026-05-20"),
    )
    chart = probability_timeline(world, today=TODAY)
    assert steps(chart)[-1] == ("2026-05-21", 90)
    assert "Resolved yes on 20 May 2026, when the number stood at 90\u202f%." in chart.sentence
    assert "One update after that is not in the chart." in chart.sentence
    assert len(chart.rows) == 3
    assert "after the answer was known" in chart.rows[-1][-1]


def test_an_answer_that_is_not_known_yet_is_not_shown() -> None:
    chart = probability_timeline(A_MISS, today=day("2022-11-09"))
    assert rows(chart, "outcomes") == []
    assert "Resolved" not in chart.sentence


@pytest.mark.parametrize(("outcome", "level"), [(Outcome.YES, 100), (Outcome.NO, 0)])
def test_an_outcome_is_a_mark_at_its_end_of_the_axis_and_a_word(
    outcome: Outcome, level: float
) -> None:
    world = forecast(update("2026-03-02", 0.4), resolved=(outcome, "2026-05-20"))
    chart = probability_timeline(world, today=TODAY)
    assert rows(chart, "outcomes") == [{"at": "2026-05-21", "level": level, "stood": 40}]
    assert outcome.value.capitalize() in texts(chart)


@pytest.mark.parametrize("outcome", [Outcome.ANNULLED, Outcome.AMBIGUOUS])
def test_what_is_neither_yes_nor_no_never_looks_like_no(outcome: Outcome) -> None:
    world = forecast(update("2026-03-02", 0.4), resolved=(outcome, "2026-05-20"))
    chart = probability_timeline(world, today=TODAY)
    assert rows(chart, "outcomes") == []
    assert rows(chart, "annulments") == [{"at": "2026-05-21", "level": 40}]
    assert outcome.value.capitalize() in texts(chart)
    assert "Resolved no" not in chart.sentence
    assert f"{outcome.value.capitalize()} " in chart.sentence


# Sentences and tables


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0.6,), "Opened at 60 % on 2 March 2026 and not updated since."),
        ((0.6, 0.6), "At 60 % since 2 March 2026, unchanged by one later update."),
        ((0.6, 0.6, 0.6), "At 60 % since 2 March 2026, unchanged by two later updates."),
        ((0.6, 0.7), "Up from 60 % on 2 March 2026 to 70 % on 3 March 2026, in one step."),
        (
            (0.6, 0.7, 0.7, 0.75),
            "Up from 60 % on 2 March 2026 to 75 % on 5 March 2026, in two steps.",
        ),
        (
            (0.6, 0.3, 0.5),
            "Down from 60 % on 2 March 2026 to 50 % on 4 March 2026, in two steps, "
            "having fallen to 30 %.",
        ),
        (
            (0.5, 0.9, 0.6),
            "Up from 50 % on 2 March 2026 to 60 % on 4 March 2026, in two steps, "
            "having risen to 90 %.",
        ),
        (
            (0.5, 0.9, 0.2, 0.6),
            "Up from 50 % on 2 March 2026 to 60 % on 5 March 2026, in three steps, "
            "having ranged from 20 % to 90 %.",
        ),
        (
            (0.5, 0.7, 0.5),
            "Back at 50 % on 4 March 2026, where it opened on 2 March 2026, "
            "after two moves between 50 % and 70 %.",
        ),
        (
            (0.501, 0.502),
            "Up from 50.1 % on 2 March 2026 to 50.2 % on 3 March 2026, in one step.",
        ),
    ],
)
def test_a_sentence_tells_the_course_of_the_number(numbers: tuple[float, ...], said: str) -> None:
    first = day("2026-03-02")
    made = (
        update((first + timedelta(days=n)).isoformat(), number) for n, number in enumerate(numbers)
    )
    chart = probability_timeline(forecast(*made), today=TODAY)
    assert chart.sentence == said.replace(" %", "\u202f%")


def test_on_its_opening_day_a_forecast_has_not_been_left_alone_yet() -> None:
    chart = probability_timeline(forecast(update("2026-11-23", 0.4)), today=TODAY)
    assert chart.sentence == "Opened at 40\u202f% on 23 November 2026."


def test_the_table_says_where_each_dimension_stood_after_each_update() -> None:
    chart = probability_timeline(A_YEAR, today=TODAY)
    assert chart.columns == (
        "Date",
        "Probability",
        "Benchmark parity",
        "Developer preference",
        "UX quality",
        "Reason",
    )
    assert [tuple(cell.replace("\u202f", " ") for cell in row) for row in chart.rows] == [
        ("2 March 2026", "60 %", "80 %", "50 %", "no number", "first forecast"),
        ("2 June 2026", "65 %", "80 %", "60 %", "no number", "new evidence"),
        ("2 August 2026", "65 %", "up from 80 %, no number", "60 %", "no number", "new evidence"),
        ("2 October 2026", "75 %", "up from 80 %, no number", "66 %", "30 %", "new evidence"),
    ]


def test_many_dimensions_are_told_by_their_lowest_and_highest() -> None:
    four = [dimension(f"d{n}", f"Reading {n}") for n in range(4)]
    made = update("2026-03-02", 0.5, d0=0.4, d1=0.2, d2=0.9, d3=0.5)
    chart = probability_timeline(forecast(made, dimensions=four), today=TODAY)
    assert (
        "Of four dimensions, Reading 1 20\u202f% is the least likely "
        "and Reading 2 90\u202f% the most."
    ) in chart.sentence
