"""The track record's charts: what is drawn, said and tabulated of many questions at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from xml.etree import ElementTree

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite.charts import drawn
from foresite.charts.chart import Chart
from foresite.charts.compiling import VEGA_LITE, vega_spec
from foresite.charts.group_plot import GroupMean, group_plot
from foresite.charts.quantile_calibration import (
    Kept,
    coverage_plot,
    pit_histogram,
)
from foresite.charts.reliability_diagram import between, curve_blocks, reliability_diagram
from foresite.charts.rendering import svg
from foresite.scores.calibration import FEWEST, Reliability, binned, reliability
from foresite.scores.means import Interval
from foresite.scores.pit import Pit, by_chance, pit
from tests.charts.chart_worlds import rows
from tests.charts.test_rendering import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"

FEW = ((0.04, False), (0.12, False), (0.35, False), (0.64, True), (0.75, True), (0.98, True))
MANY = tuple((n / 40, n % 40 > 28 or n % 7 == 3) for n in range(1, 40))


def diagram(points: tuple[tuple[float, bool], ...]) -> Chart:
    """The diagram of those questions, with a curve if there are enough."""
    probabilities, outcomes = [p for p, _ in points], [o for _, o in points]
    return reliability_diagram(
        points,
        bins=binned(probabilities, outcomes),
        curve=reliability(probabilities, outcomes) if len(points) >= FEWEST else None,
    )


GROUPS = (
    GroupMean(name="races", count=36, mean=0.04, interval=Interval(0.02, 0.07), is_small=False),
    GroupMean(name="courts", count=12, mean=0.11, interval=Interval(0.06, 0.18), is_small=False),
    GroupMean(name="sport", count=1, mean=0.2, interval=None, is_small=True),
)
KEPT = (Kept(share=0.5, held=3, count=10), Kept(share=0.9, held=9, count=10))
SPREAD = tuple(
    pit((0.25, 0.5, 0.75), (1, 2, 3), at) for at in (0,) * 8 + (4,) * 12 + (1.5, 2.8) * 10
)
"""Forty forecasts by their quartiles: eight outcomes below them, twelve above, ten each at 37.5 and 70 %."""
WORLDS = {
    "reliability-none": diagram(()),
    "reliability-few": diagram(FEW),
    "reliability-many": diagram(MANY),
    "pit-few": pit_histogram([Pit(at, at) for at in (0.11, 0.42, 0.12, 0.13)]),
    "pit-many": pit_histogram([Pit(n / 40, n / 40) for n in range(41)]),
    "pit-spread": pit_histogram(SPREAD),
    "intervals": coverage_plot(KEPT),
    "groups": group_plot(GROUPS, overall=0.06, score="Brier score", name="by-tag"),
}


@pytest.mark.parametrize("name", WORLDS)
def test_specifications_are_as_they_were_read_and_found_right(
    name: str, golden: Callable[[str, str], None]
) -> None:
    spec = json.dumps(WORLDS[name].spec, indent=1, ensure_ascii=False)
    golden(f"charts/record-{name}.vl.json", spec + "\n")


@pytest.mark.parametrize("name", WORLDS)
def test_each_is_an_image_with_a_name_and_a_table_without_holes(name: str) -> None:
    chart = WORLDS[name]
    root = ElementTree.fromstring(svg(chart))
    assert root.get("aria-label") == chart.sentence
    assert all(len(row) == len(chart.columns) for row in chart.rows)
    assert (root.get("width"), root.get("height")) == (str(chart.width), str(chart.height))


@pytest.mark.parametrize("name", WORLDS)
def test_text_and_marks_keep_their_size_at_any_width(name: str) -> None:
    [area] = ElementTree.fromstring(svg(WORLDS[name])).findall(f"{SVG}svg")
    for element in area.iter():
        for key in ("x", "x1", "x2", "cx"):
            place = element.get(key)
            if place is not None and element is not area:
                assert place == "0" or place.endswith("%"), ElementTree.tostring(element)
    for stretched in area.iter(f"{SVG}svg"):
        if stretched.get("preserveAspectRatio"):
            assert {p.get("vector-effect") for p in stretched} == {"non-scaling-stroke"}


def test_the_specification_is_compiled_as_vl_convert_would_compile_it_whole() -> None:
    for chart in WORLDS.values():
        whole = vl_convert.vegalite_to_vega(chart.spec, vl_version=VEGA_LITE)
        assert vega_spec(chart.spec) == json.loads(json.dumps(whole))


# Reliability


def test_the_curves_level_stretches_are_read_together() -> None:
    """0, 1, 0, 1 at rising forecasts pool to 0, ½, ½, 1: one of two in the middle."""
    curve = Reliability(
        forecasts=(0.2, 0.4, 0.6, 0.8),
        recalibrated=(0.0, 0.5, 0.5, 1.0),
        counts=(1, 1, 1, 1),
        low=(0.0, 0.2, 0.4, 0.6),
        high=(0.4, 0.6, 0.8, 1.0),
    )
    first, middle, last = curve_blocks(curve)
    assert (first.low, first.high, first.came_true, first.count) == (0.2, 0.2, 0, 1)
    assert (middle.low, middle.high, middle.came_true, middle.count) == (0.4, 0.6, 1, 2)
    assert middle.mean == pytest.approx(0.5)
    assert middle.band == pytest.approx((0.3, 0.7))
    assert (last.low, last.came_true, last.count) == (0.8, 1, 1)


def test_a_value_between_two_places_lies_straight_between_theirs() -> None:
    assert between(0.25, [0.0, 1.0], [0.0, 8.0]) == 2.0
    assert between(-1, [0.0, 1.0], [3.0, 8.0]) == 3.0
    assert between(2, [0.0, 1.0], [3.0, 8.0]) == 8.0
    assert between(0.5, [0.5], [3.0]) == 3.0


def test_below_thirty_questions_there_is_no_curve_and_the_reason_is_said() -> None:
    chart = diagram(MANY[: FEWEST - 1])
    assert rows(chart, "lines") == rows(chart, "bands") == []
    assert "too early to tell" in chart.sentence
    assert chart.columns == ("Forecasts", "Came true", "Share")


def test_from_thirty_questions_on_there_is_a_curve_with_its_band() -> None:
    chart = diagram(MANY[:FEWEST])
    assert len(rows(chart, "lines")) == len(rows(chart, "bands")) == FEWEST
    assert "too early" not in chart.sentence
    assert chart.columns[-1] == "What chance allows"
    # Its decimals would be chance's.
    allowed = [row[-1].replace("\N{NARROW NO-BREAK SPACE}", " ") for row in chart.rows]
    assert all(re.fullmatch(r"\d+ % to \d+ %", cell) for cell in allowed)


def test_the_sentence_counts_what_came_true_and_adds_up_what_was_said() -> None:
    """0.04 + 0.12 + 0.35 + 0.64 + 0.75 + 0.98 = 2.88."""
    assert diagram(FEW).sentence.startswith(
        "Of 6 questions, 3 came true; the forecasts added up to 2.9."
    )
    assert diagram(FEW[:1]).sentence.startswith("The one question did not come true")


def test_the_sentence_says_where_the_curve_leaves_the_band() -> None:
    curve = Reliability(
        forecasts=(0.2, 0.4, 0.6),
        recalibrated=(0.1, 0.9, 0.9),
        counts=(10, 10, 10),
        low=(0.0, 0.2, 0.4),
        high=(0.4, 0.6, 0.95),
    )
    points = tuple((p, False) for p in curve.forecasts for _ in range(10))
    chart = reliability_diagram(points, bins=(), curve=curve)
    assert "leaves the band of chance for forecasts of 40\N{NARROW NO-BREAK SPACE}%." in (
        chart.sentence
    )


def test_no_question_draws_an_empty_frame_and_says_what_will_stand_there() -> None:
    chart = diagram(())
    assert rows(chart, "updates") == []
    assert "will stand here" in chart.sentence


question = st.tuples(st.integers(0, 100).map(lambda n: n / 100), st.booleans())


@settings(max_examples=25, deadline=None)
@given(st.lists(question, max_size=60).map(tuple))
def test_every_question_is_in_one_mark_and_what_came_true_adds_up(
    points: tuple[tuple[float, bool], ...],
) -> None:
    chart = diagram(points)
    came = [row["tip"].split("\n")[0] for row in rows(chart, "updates")]
    pairs = [re.fullmatch(r"(\d+) of (\d+) came true", text) for text in came]
    assert sum(int(p[2]) for p in pairs if p) == len(points)
    assert sum(int(p[1]) for p in pairs if p) == sum(o for _, o in points)
    assert len(chart.rows) == len(came)


@settings(max_examples=15, deadline=None)
@given(st.lists(question, max_size=60), st.randoms())
def test_the_order_of_the_questions_is_irrelevant(
    points: list[tuple[float, bool]], random: Random
) -> None:
    other = list(points)
    random.shuffle(other)
    assert diagram(tuple(points)) == diagram(tuple(other))


# Quantities


def test_few_outcomes_are_dots_that_do_not_cover_one_another() -> None:
    chart = WORLDS["pit-few"]
    assert rows(chart, "bars") == []
    dots = [(row["at"], row["level"]) for row in rows(chart, "updates")]
    assert dots == [(11, 0.5), (12, 1.5), (13, 2.5), (42, 0.5)]
    assert "too early" in chart.sentence


def test_many_outcomes_are_bars_with_the_level_line_of_a_forecaster_who_is_right() -> None:
    chart = WORLDS["pit-many"]
    band, *bars = rows(chart, "bars")
    # Of 41 every fortieth, four begin in each tenth, and 1 itself ends the last.
    assert [bar["upper"] for bar in bars] == [4] * 9 + [5]
    assert (band["level"], band["upper"]) == by_chance(41, 0.1)
    [even] = rows(chart, "rules")
    assert (even["level"], even["upper"]) == (4.1, 4.1)


def test_an_outcome_known_only_to_lie_in_a_tail_is_spread_over_it() -> None:
    """Two fifths of eight in each of the two lowest tenths, a fifth in the third; so above, of twelve."""
    chart = WORLDS["pit-spread"]
    *bands, low, second, third, fourth, _, _, seventh, eighth, ninth, last = rows(chart, "bars")
    assert [low["upper"], second["upper"], third["upper"]] == pytest.approx([3.2, 3.2, 1.6])
    assert (fourth["upper"], seventh["upper"]) == (10, 0)
    assert [eighth["upper"], ninth["upper"], last["upper"]] == pytest.approx([12.4, 4.8, 4.8])
    assert "20 of them are known only to lie in a stretch wider than a tenth" in chart.sentence
    # What chance allows is less where outcomes are spread.
    assert [(band["at"], band["until"]) for band in bands] == [
        (0, 20),
        (20, 30),
        (30, 70),
        (70, 80),
        (80, 100),
    ]
    assert bands[0]["upper"] < bands[1]["upper"] < bands[2]["upper"] == by_chance(40, 0.1)[1]
    assert chart.columns[-1] == "What chance allows"
    assert "outside its range" in chart.sentence


def test_of_few_outcomes_one_that_is_known_within_a_stretch_is_drawn_as_long_as_that() -> None:
    """Medians alone: each outcome lay below or above, and no dot says more."""
    chart = pit_histogram([pit((0.5,), (1,), at) for at in (0, 2, 2)])
    strokes = [(r["at"], r["until"], r["level"]) for r in rows(chart, "rules")[1:]]
    assert strokes == [(0, 50, 0.5), (50, 100, 1.5), (50, 100, 2.5)]
    assert [row["at"] for row in rows(chart, "updates")] == [25, 75, 75]
    assert rows(chart, "updates")[0]["tip"] == "fell between 0 and 50 % of its forecast"
    assert "All are known only to lie in a stretch wider than a tenth" in chart.sentence


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.2, 0.2, "The one outcome fell in the lower half of its forecast."),
        (0.9, 0.9, "The one outcome fell in the upper half of its forecast."),
        (0.4, 0.6, "The one outcome lies across the middle of its forecast."),
    ],
)
def test_of_one_outcome_it_is_told_where_it_fell_and_nothing_is_counted(
    low: float, high: float, said: str
) -> None:
    assert pit_histogram([Pit(low, high)]).sentence.startswith(said)


def test_an_interval_shows_what_it_held_beside_what_it_should_hold() -> None:
    chart = coverage_plot(KEPT)
    assert [row["at"] for row in rows(chart, "updates")] == [30, 90]
    assert [row["at"] for row in rows(chart, "rules")] == [50, 90]
    assert chart.rows[0] == (
        "50\N{NARROW NO-BREAK SPACE}%",
        "3 of 10",
        "30\N{NARROW NO-BREAK SPACE}%",
        "2 to 8",
    )


# Groups


def test_no_stroke_runs_through_the_name_of_a_group() -> None:
    """A row is 42 pixels, a line of words 15."""
    chart = WORLDS["groups"]
    for words in rows(chart, "labels"):
        for stroke in rows(chart, "rules"):
            low, high = sorted((stroke["level"] * 42, stroke["upper"] * 42))
            assert low >= words["level"] * 42 + 7.5 or high <= words["level"] * 42 - 7.5


def test_the_mean_of_all_is_marked_beside_every_group() -> None:
    chart = WORLDS["groups"]
    dotted = [row for row in rows(chart, "rules") if row["dash"] == [2, 4]]
    assert [row["at"] for row in dotted] == [0.06] * 3
    for stroke, dot in zip(dotted, rows(chart, "updates"), strict=True):
        assert stroke["level"] < dot["level"] < stroke["upper"]


def test_a_small_group_is_hollow_dashed_and_called_so() -> None:
    chart = WORLDS["groups"]
    *_, sport = rows(chart, "updates")
    assert sport["inside"] != sport["colour"]
    assert rows(chart, "labels")[-1]["text"] == "sport: 0.200, 1 question (few)"
    assert chart.rows[-1][-1] == "small group"
    assert "One group is small" in chart.sentence


def test_only_groups_that_are_not_small_are_called_best_or_worst() -> None:
    sentence = WORLDS["groups"].sentence
    assert "races did best with 0.040 and courts worst with 0.110" in sentence


def test_of_more_groups_than_fit_the_largest_are_drawn_and_the_table_has_all() -> None:
    many = tuple(
        GroupMean(name=f"tag-{n}", count=10 + n, mean=0.1, interval=None, is_small=False)
        for n in range(40)
    )
    chart = group_plot(many, overall=0.1, score="Brier score", name="by-tag")
    drawn_names = [row["text"].split(":")[0] for row in rows(chart, "labels")]
    assert drawn_names == [f"tag-{n}" for n in range(28, 40)]
    assert "the 12 groups with the most questions, of 40" in chart.sentence
    assert len(chart.rows) == 40


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(text: str) -> None:
    groups = (GroupMean(name=text, count=12, mean=0.1, interval=None, is_small=False),)
    picture, live = drawn(group_plot(groups, overall=0.1, score="Brier score", name="by-tag"))
    root = ElementTree.fromstring(picture.encode())
    known = {"svg", "style", "rect", "g", "line", "path", "circle", "text", "tspan"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= known
    assert "<" not in live
    for written in (picture, live):
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", written
        )
