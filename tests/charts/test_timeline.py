"""Timelines: what is drawn, said and tabulated of a forecast's past."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from foresite.charts.chart import Chart
from foresite.charts.palette import paint
from foresite.charts.timeline import probability_timeline
from foresite.model import Forecast, Move, Outcome, SignpostEvent, SignpostState
from tests.charts.chart_worlds import (
    A_MISS,
    A_YEAR,
    OPENING_DAY,
    READINGS,
    day,
    dimension,
    forecast,
    rows,
    signpost,
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


def crowd(count: int, *, headline_dimension: str | None = None) -> Chart:
    """So many dimensions, at 0, 5, 10 … percent."""
    readings = [dimension(f"d{n}", f"Reading {n}") for n in range(count)]
    beliefs = {f"d{n}": n / 20 for n in range(count)}
    world = forecast(
        update("2026-01-01", 0.5, **beliefs),
        dimensions=readings,
        headline_dimension=headline_dimension,
    )
    return probability_timeline(world, today=TODAY)


@pytest.mark.parametrize("count", [2, 6, 7, 10])
def test_dimensions_differ_by_dash_shape_and_label_not_by_colour_alone(count: int) -> None:
    chart = crowd(count)
    dashes = {row["line"]: tuple(row["dash"]) for row in rows(chart, "steps")}
    marks = {row["level"]: row["shape"] for row in rows(chart, "updates") if "index" not in row}
    lines = {row["level"]: row["line"] for row in rows(chart, "steps") if row["dash"]}
    told_apart = {(dashes[lines[level]], shape) for level, shape in marks.items()}
    assert len(told_apart) == count, "no two lines have both dash and mark in common"
    assert {f"{5 * n} Reading {n}" for n in range(count)} <= set(texts(chart))


def test_a_label_begins_with_the_mark_of_its_line_and_has_its_colour() -> None:
    """The path of a key is the mark’s, 15 pixels to the right: what differs is the first number."""
    chart = crowd(6)
    marks = [row for row in rows(chart, "updates") if "index" not in row]
    keys = rows(chart, "keys")
    labels = rows(chart, "labels")
    assert len(keys) == len(marks) == len(labels) == 6
    for mark, key, label in zip(marks, keys, labels, strict=True):
        assert key["colour"] == mark["colour"] == label["colour"]
        assert ups(key["shape"]) == ups(mark["shape"])
        assert key["level"] == label["level"]


def ups(path: str) -> list[str]:
    """The second of each pair of numbers of a path."""
    return re.findall(r",(-?[\d.]+)", path)


def test_of_up_to_six_lines_each_has_its_own_colour() -> None:
    colours = {row["line"]: row["colour"] for row in rows(crowd(6), "steps")}
    assert paint("muted") not in colours.values()


def test_of_more_only_the_lowest_the_highest_and_the_headline_have_a_colour() -> None:
    chart = crowd(10)
    coloured = {row["level"] for row in rows(chart, "steps") if row["colour"] != paint("muted")}
    assert coloured == {0, 45, 50}
    labels = {row["text"]: row["colour"] for row in rows(chart, "labels")}
    assert labels["10 Reading 2"] == paint("muted")
    assert labels["45 Reading 9"] != paint("muted")


def test_the_dimension_that_settles_the_question_keeps_its_colour_in_a_crowd() -> None:
    chart = crowd(10, headline_dimension="d5")
    coloured = {row["level"] for row in rows(chart, "steps") if row["colour"] != paint("muted")}
    assert coloured == {0, 25, 45, 50}, "d5 is at 25, and the headline says 50"


def test_a_label_that_had_to_move_is_joined_to_its_line() -> None:
    """All at 125 of 250 pixels, 19 for the number and 17 for each label, with weights 8, 2 and 2.

    The pile begins at (8 · 115.5 + 2 · 97.5 + 2 · 80.5) / 12 = 106.7, so the labels’
    middles are at 134.2 and 151.2: 9.2 and 26.2 pixels below the line’s end.
    """
    two = [dimension("a", "One"), dimension("b", "Other")]
    world = forecast(update("2026-01-01", 0.5, a=0.5, b=0.5), dimensions=two)
    chart = probability_timeline(world, today=TODAY)
    [first, second] = rows(chart, "leaders")
    assert {first["level"], second["level"]} == {50}
    assert (first["shape"], second["shape"]) == ("M2,0L8,9.2", "M2,0L8,26.2")
    assert [row["level"] for row in rows(chart, "labels")] == pytest.approx(
        [50 - 9.17 / 2.5, 50 - 26.17 / 2.5], abs=0.01
    )


def test_a_label_beside_its_line_needs_no_leader() -> None:
    assert rows(probability_timeline(A_MISS, today=TODAY), "leaders") == []


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


# Signposts


def test_an_armed_signpost_is_a_line_to_the_edge_with_its_if_and_what() -> None:
    chart = probability_timeline(A_YEAR, today=TODAY)
    [row] = rows(chart, "signposts")
    assert (row["at"], row["until"], row["level"]) == ("2026-03-02", "2026-11-24", 85)
    assert "85 if a court\nrules" in texts(chart)
    assert chart.sentence.endswith("One armed signpost would move it to 85\u202f% or more.")


def test_a_signpost_off_a_zoomed_axis_points_to_where_it_is() -> None:
    world = forecast(
        update("2026-03-02", 0.04), signposts=(signpost(">= 0.3", armed_on="2026-03-02"),)
    )
    chart = probability_timeline(world, today=TODAY)
    assert rows(chart, "signposts") == []
    assert "↑ 30 if a court\nrules" in texts(chart)


@pytest.mark.parametrize(
    ("event", "label"),
    [
        ("A major enterprise publicly replaces its model", "85 if a major\nenterprise…"),
        ("The court rules.", "85 if the court\nrules"),
        ("Congress passes the act", "85 if Congress\npasses the act"),
        ("Any\u202e two of them", "85 if any two of\nthem"),
        ("X", "85 if X"),
    ],
)
def test_the_if_goes_on_with_the_event_and_names_keep_their_capital(event: str, label: str) -> None:
    world = forecast(
        update("2026-03-02", 0.4), signposts=(signpost(">= 0.85", event, armed_on="2026-03-02"),)
    )
    assert texts(probability_timeline(world, today=TODAY)) == ["40", label]


def test_signposts_of_one_threshold_share_a_label() -> None:
    world = forecast(
        update("2026-03-02", 0.4),
        signposts=(
            signpost(">= 0.85", "A court rules", armed_on="2026-03-02"),
            signpost(">= 0.85", "A bank fails", armed_on="2026-03-02"),
        ),
    )
    chart = probability_timeline(world, today=TODAY)
    assert texts(chart) == ["40", "85 if one of two\nsignposts"]
    assert "Two armed signposts would move it to 85\u202f% or more." in chart.sentence


BRIDGE = (
    signpost(">= 0.8", "The load test is passed", armed_on="2026-03-02"),
    signpost("< 0.3", "A pillar cracks", armed_on="2026-03-02"),
)


def test_a_threshold_the_number_has_passed_is_not_promised_any_more() -> None:
    world = forecast(update("2026-03-02", 0.5), update("2026-05-02", 0.85), signposts=BRIDGE)
    chart = probability_timeline(world, today=TODAY)
    assert chart.sentence.endswith(
        "One armed signpost would move it below 30\u202f%. The number stands beyond one armed "
        "signpost (80\u202f% or more), which has not fired."
    )
    assert texts(chart) == ["85", "30 if a pillar\ncracks", "80 passed,\nnot fired"]
    [passed] = [row for row in rows(chart, "signposts") if row["level"] == 80]
    assert "the number stands there already; it has not fired" in passed["tip"]


def test_a_number_that_went_back_has_passed_nothing() -> None:
    world = forecast(update("2026-03-02", 0.85), update("2026-05-02", 0.79), signposts=BRIDGE)
    chart = probability_timeline(world, today=TODAY)
    assert "beyond" not in chart.sentence
    assert "80 if the load\ntest is passed" in texts(chart)


def test_several_thresholds_may_be_passed_and_a_dimension_s_is_its_own() -> None:
    posts = (
        *BRIDGE,
        signpost("> 0.6", "A permit is given", armed_on="2026-03-02"),
        signpost(">= 0.4", "A survey", armed_on="2026-03-02", dimension="feel"),
        signpost(">= 0.4", "A poll", armed_on="2026-03-02", dimension="choice"),
    )
    world = forecast(
        update("2026-03-02", 0.85, feel=0.5, choice=0.1), dimensions=READINGS, signposts=posts
    )
    assert probability_timeline(world, today=TODAY).sentence.endswith(
        "Two armed signposts would move it: to 40\u202f% or more; below 30\u202f%. "
        "The number stands beyond two armed signposts (80\u202f% or more; above 60\u202f%), "
        "which have not fired. "
        "“UX quality” stands beyond one armed signpost (40\u202f% or more), which has not fired."
    )


def test_a_signpost_that_fired_is_no_longer_a_threshold() -> None:
    one = signpost(">= 0.5", armed_on="2026-03-02")
    event = SignpostEvent(
        signpost=one.id, state=SignpostState.FIRED, on=day("2026-04-02"), where=one.where
    )
    fired = replace(update("2026-04-02", 0.6), signposts=(event,))
    world = forecast(update("2026-03-02", 0.4), fired, signposts=(one,))
    assert rows(probability_timeline(world, today=day("2026-04-01")), "signposts")
    assert rows(probability_timeline(world, today=TODAY), "signposts") == []


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
