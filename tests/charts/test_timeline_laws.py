"""Laws of timelines: what holds of every forecast's chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite.charts.timeline import probability_timeline
from foresite.model import Forecast, Move
from foresite.words import percent
from tests.charts.chart_worlds import READINGS, forecast, rows, steps, update

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1))
PROBABILITIES = st.integers(0, 1000).map(lambda n: n / 1000)


@st.composite
def forecasts(draw: st.DrawFn) -> tuple[Forecast, date]:
    """A forecast with updates in order, and a day on or after the last."""
    first = draw(DAYS)
    gaps = draw(st.lists(st.integers(0, 400), max_size=12))
    ids = [first]
    for gap in gaps:
        ids.append(ids[-1] + timedelta(days=gap))
    said = st.one_of(PROBABILITIES, st.sampled_from(Move))
    made = []
    for position, on in enumerate(ids):
        beliefs = draw(st.dictionaries(st.sampled_from(["bench", "choice", "feel"]), said))
        one = update(on.isoformat(), draw(PROBABILITIES), **beliefs)
        made.append(replace(one, id=f"{on}-{position:03}"))
    today = ids[-1] + timedelta(days=draw(st.integers(0, 2000)))
    return forecast(*made, dimensions=READINGS), today


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
