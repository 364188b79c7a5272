"""The lines of dimensions, their labels, and signposts: what tells them apart, and what they say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from foresite.charts.chart import Chart
from foresite.charts.palette import paint
from foresite.charts.timeline import probability_timeline
from foresite.model import SignpostEvent, SignpostState
from tests.charts.chart_worlds import (
    A_MISS,
    A_YEAR,
    READINGS,
    day,
    dimension,
    forecast,
    rows,
    signpost,
    texts,
    update,
)

TODAY = day("2026-11-23")

# Dimensions


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
