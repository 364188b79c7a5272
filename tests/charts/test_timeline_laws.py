"""Laws of timelines: what holds of every forecast's chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite.charts.chart import Chart
from foresite.charts.timeline import probability_timeline
from foresite.model import Forecast, Move
from foresite.words import percent
from tests.charts.chart_worlds import READINGS, forecast, rows, signpost, steps, update

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1))
PROBABILITIES = st.integers(0, 1000).map(lambda n: n / 1000)


@st.composite
def forecasts(draw: st.DrawFn, *, is_young: bool = False) -> tuple[Forecast, date]:
    """A forecast with updates in order, and a day on or after the last; a young one within days."""
    first = draw(DAYS)
    gaps = draw(st.lists(st.integers(0, 1 if is_young else 400), max_size=2 if is_young else 12))
    ids = [first]
    for gap in gaps:
        ids.append(ids[-1] + timedelta(days=gap))
    said = st.one_of(PROBABILITIES, st.sampled_from(Move))
    made = []
    for position, on in enumerate(ids):
        beliefs = draw(st.dictionaries(st.sampled_from(["bench", "choice", "feel"]), said))
        one = update(on.isoformat(), draw(PROBABILITIES), **beliefs)
        made.append(replace(one, id=f"{on}-{position:03}"))
    today = ids[-1] + timedelta(days=draw(st.integers(0, 8 if is_young else 2000)))
    posts = [
        signpost(f"{sign} {threshold / 100}", event, armed_on=first.isoformat())
        for sign, threshold, event in draw(
            st.lists(
                st.tuples(
                    st.sampled_from([">=", "<"]),
                    st.integers(1, 99),
                    st.sampled_from(["It rains", "A court of appeal rules that it may go on"]),
                ),
                max_size=5,
                unique_by=lambda post: post[1],
            )
        )
    ]
    return forecast(*made, dimensions=READINGS, signposts=posts), today


@settings(max_examples=60, deadline=None)
@given(forecasts())
def test_the_line_ends_at_the_published_number_and_the_label_says_it(
    world: tuple[Forecast, date],
) -> None:
    chart = probability_timeline(world[0], today=world[1])
    published = world[0].updates[-1].probability
    assert published is not None
    assert steps(chart)[-1][1] == pytest.approx(published * 100, abs=1e-6)
    label = rows(chart, "numbers")[0]["text"]
    assert label == percent(published).removesuffix("\u202f%")


@settings(max_examples=60, deadline=None)
@given(forecasts())
def test_the_table_has_a_row_for_each_update_and_each_row_a_cell_for_each_column(
    world: tuple[Forecast, date],
) -> None:
    chart = probability_timeline(world[0], today=world[1])
    assert len(chart.rows) == len(world[0].updates)
    assert {len(row) for row in chart.rows} == {len(chart.columns)}
    assert [row[1] for row in chart.rows] == [percent(u.probability or 0) for u in world[0].updates]


@settings(max_examples=60, deadline=None)
@given(forecasts(), st.randoms())
def test_the_order_in_which_an_update_names_dimensions_changes_nothing(
    world: tuple[Forecast, date], chance: Any
) -> None:
    made, today = world
    shuffled = tuple(
        replace(u, beliefs=tuple(chance.sample(u.beliefs, len(u.beliefs)))) for u in made.updates
    )
    other = probability_timeline(replace(made, updates=shuffled), today=today)
    assert other == probability_timeline(made, today=today)


@settings(max_examples=60, deadline=None)
@given(forecasts())
def test_lines_never_run_backwards_or_beyond_the_plot(world: tuple[Forecast, date]) -> None:
    chart = probability_timeline(world[0], today=world[1])
    ends = {p["name"]: p["value"] for p in chart.spec["params"]}
    for line in {row["line"] for row in rows(chart, "steps")}:
        ats = [at for at, _ in steps(chart, line)]
        assert ats == sorted(ats)
        assert ends["first"] <= ats[0] <= ats[-1] <= ends["last"]


def boxes(chart: Chart) -> list[tuple[float, float, dict[str, Any]]]:
    """The top and bottom of each label in pixels: lines of 15, or 17 for a number, from its first.

    A first line's middle is at its level, and Vega sets the next ones below.
    """
    ends = {p["name"]: p["value"] for p in chart.spec["params"]}
    per_percent = chart.spec["height"] / (ends["high"] - ends["low"])
    found = []
    for name, size in (("numbers", 17), ("labels", 15)):
        for row in rows(chart, name):
            top = (ends["high"] - row["level"]) * per_percent - size / 2
            found.append((top, top + size * (1 + row["text"].count("\n")), row))
    return sorted(found, key=lambda box: box[:2])


@settings(max_examples=80, deadline=None)
@given(forecasts() | forecasts(is_young=True))
def test_no_label_covers_another_one_wherever_they_begin(world: tuple[Forecast, date]) -> None:
    """On a telephone one that begins inside the plot ends beside it, so none shares a height."""
    chart = probability_timeline(world[0], today=world[1])
    for (_, bottom, _), (top, _, _) in pairwise(boxes(chart)):
        assert bottom <= top + 1e-3


@settings(max_examples=80, deadline=None)
@given(forecasts() | forecasts(is_young=True))
def test_no_label_leaves_the_plot_by_more_than_half_a_line(world: tuple[Forecast, date]) -> None:
    chart = probability_timeline(world[0], today=world[1])
    for top, bottom, _ in boxes(chart):
        assert top >= -17 / 2
        assert bottom <= chart.spec["height"] + 17 / 2


@settings(max_examples=80, deadline=None)
@given(forecasts(is_young=True))
def test_what_joins_a_label_beside_the_plot_runs_through_none_inside_it(
    world: tuple[Forecast, date],
) -> None:
    """On a telephone those inside the plot reach beyond its edge."""
    chart = probability_timeline(world[0], today=world[1])
    ends = {p["name"]: p["value"] for p in chart.spec["params"]}
    for leader in (row for row in rows(chart, "leaders") if row["at"] == ends["last"]):
        start = (ends["high"] - leader["level"]) * chart.spec["height"]
        start /= ends["high"] - ends["low"]
        low, high = sorted((start, start + float(leader["shape"].rpartition(",")[2])))
        for top, bottom, row in boxes(chart):
            assert row["at"] == ends["last"] or bottom <= low + 1e-3 or high <= top + 1e-3


@settings(max_examples=80, deadline=None)
@given(forecasts(is_young=True))
def test_no_label_within_the_plot_lies_on_a_signpost_s_line(world: tuple[Forecast, date]) -> None:
    chart = probability_timeline(world[0], today=world[1])
    ends = {p["name"]: p["value"] for p in chart.spec["params"]}
    for top, bottom, row in boxes(chart):
        if row["at"] < ends["last"]:
            for line in rows(chart, "signposts"):
                at = (ends["high"] - line["level"]) * chart.spec["height"]
                at /= ends["high"] - ends["low"]
                assert not top + 1e-3 < at < bottom - 1e-3
