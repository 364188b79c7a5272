"""The waterfall of likelihood ratios: bars on a scale of odds, and its text twin."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from foresite.charts.chart import Chart
from foresite.charts.rendering import svg
from foresite.charts.waterfall import EDGE, MOST, NAME, waterfall
from foresite.history.likelihood_ratios import implied, log_odds
from foresite.history.past import headline_belief, state_on
from tests.charts.chart_worlds import rows
from tests.history.test_likelihood_ratios import base, stated
from tests.hostile import HOSTILE
from tests.worlds import OPENING, TODAY, forecast


def drawn(rate: str, *likelihoods: float | str, probability: str = "0.4") -> Chart:
    """The waterfall of those ratios."""
    world = forecast(base(rate), stated(*likelihoods, probability=probability))
    found = implied(world, today=TODAY)
    assert found is not None
    return waterfall(world, found)


def test_the_specification_is_as_it_was_read_and_found_right(
    golden: Callable[[str, str], None],
) -> None:
    spec = drawn("0.2", 3, 0.5).spec
    rounded = json.loads(json.dumps(spec), parse_float=lambda figure: round(float(figure), 6))
    golden("charts/waterfall.vl.json", json.dumps(rounded, indent=1, ensure_ascii=False) + "\n")


def test_a_bar_runs_from_the_odds_before_to_the_odds_after() -> None:
    """20 % are log-odds of −ln 4; by 3 to ln(3/4), by a half to ln(3/8)."""
    chart = drawn("0.2", 3, 0.5)
    ends = [(bar["at"], bar["until"]) for bar in rows(chart, "bars")]
    assert ends[0] == pytest.approx((-math.log(4), math.log(3 / 4)))
    assert ends[1] == pytest.approx((math.log(3 / 8), math.log(3 / 4)))
    assert "up" in rows(chart, "bars")[0]["colour"]
    assert "down" in rows(chart, "bars")[1]["colour"]


def test_equal_ratios_are_equal_lengths_wherever_they_begin() -> None:
    bars = rows(drawn("0.02", 4, 4, 4), "bars")
    lengths = [bar["until"] - bar["at"] for bar in bars]
    assert lengths == pytest.approx([math.log(4)] * 3)
    assert all(one["level"] > other["upper"] for one, other in pairwise(bars))


def test_which_way_a_piece_goes_is_said_in_signs_and_not_by_colour_alone() -> None:
    texts = [row["text"] for row in rows(drawn("0.2", 3, 0.5, 1), "labels")]
    assert texts == [
        "Base rate",
        "20\u202f%",
        "Fact 0.",
        "▲ ×3",
        "Fact 1.",
        "▼ ×0.5",
        "Fact 2.",
        "×1",
        "These ratios come to",
        "27\u202f%",
        "Published forecast",
        "40\u202f%",
    ]


def test_the_sentence_says_what_it_comes_to_and_that_this_is_not_the_forecast() -> None:
    assert drawn("0.2", 3, 2).sentence == (
        "From a base rate of 20\u202f%, the likelihood ratios that the author states for two pieces "
        "of evidence would lead to 60\u202f%, if each piece told its story without the others. "
        "The published forecast is 40\u202f%. This is arithmetic with what was stated, not the forecast."
    )


def test_the_table_has_every_step() -> None:
    """0.2 × 3 in odds is 3:4, 43 %; by 2 it is 6:4, 60 %."""
    chart = drawn("0.2", 3, 2)
    assert chart.rows == (
        ("Base rate: The almanac", "", "20\u202f%"),
        ("Fact 0.", "×3", "43\u202f%"),
        ("Fact 1.", "×2", "60\u202f%"),
        ("These ratios come to", "", "60\u202f%"),
        ("Published forecast", "", "40\u202f%"),
    )
    assert all(len(row) == len(chart.columns) for row in chart.rows)


def test_of_twenty_pieces_the_weakest_are_one_bar_and_the_table_has_them_all() -> None:
    """Eleven ratios of 2 and nine of 1.1: the nine are drawn together, as 1.1⁹ = 2.36."""
    mixed = [2 if n % 2 else 1.1 for n in range(18)] + [2, 2]
    chart = drawn("0.001", *mixed)
    bars = rows(chart, "bars")
    assert len(bars) == MOST
    texts = [row["text"] for row in rows(chart, "labels")]
    assert texts[-6:-4] == ["9 weaker pieces together", "▲ ×2.36"]
    assert len(chart.rows) == 20 + 3
    assert bars[-1]["until"] == pytest.approx(
        log_odds(0.001) + 11 * math.log(2) + 9 * math.log(1.1)
    )
    assert chart.height < 800


@pytest.mark.parametrize("ratio", ["1e300", "1e-300"])
def test_a_ratio_beyond_all_measure_ends_at_the_edge_and_is_told(ratio: str) -> None:
    chart = drawn("0.5", ratio, probability="1")
    for bar in rows(chart, "bars"):
        assert -log_odds(EDGE) <= bar["at"] <= bar["until"] <= log_odds(EDGE)
    said = "more than a million" if ratio == "1e300" else "less than a millionth"
    assert any(said in row["text"] for row in rows(chart, "labels"))
    assert "NaN" not in svg(chart)


@pytest.mark.parametrize("rate", ["0.001", "0.2", "0.5", "0.999"])
@pytest.mark.parametrize("ratio", [0.01, 0.9, 1.1, 100])
def test_everything_lies_between_the_marks_of_the_axis(rate: str, ratio: float) -> None:
    chart = drawn(rate, ratio)
    ticks = rows(chart, "ticks")
    low, high = ticks[0]["at"] - 1e-9, ticks[-1]["at"] + 1e-9
    assert 2 <= len(ticks) <= 9
    for bar in rows(chart, "bars"):
        assert low <= bar["at"] <= bar["until"] <= high
    for mark in rows(chart, "updates"):
        assert low <= mark["at"] <= high


@pytest.mark.parametrize("rate", ["0.001", "0.2", "0.999"])
@pytest.mark.parametrize("count", [1, 3, 20])
def test_no_stroke_runs_through_a_row_of_words(rate: str, count: int) -> None:
    """Levels are pixels here: words are 15 high, and on a telephone as wide as the plot."""
    chart = drawn(rate, *(3 if n % 2 else 0.5 for n in range(count)))
    for words in rows(chart, "labels"):
        for stroke in rows(chart, "rules"):
            ends = (stroke["level"], stroke["upper"])
            assert min(ends) >= words["level"] + 7.5 or max(ends) <= words["level"] - 7.5


def test_what_joins_two_bars_begins_and_ends_at_them() -> None:
    """Twice the odds, then half of them: down from ln 2 beyond the base rate's, and back."""
    chart = drawn("0.5", 2, 0.5)
    solid = [row for row in rows(chart, "rules") if not row["dash"]]
    assert [row["at"] for row in solid] == pytest.approx([0, 0, math.log(2), math.log(2), 0, 0])
    assert all(row["at"] == row["until"] for row in solid)
    first, second = rows(chart, "bars")
    assert solid[2]["upper"] == pytest.approx((first["level"] + first["upper"]) / 2)
    assert solid[3]["level"] == pytest.approx((second["level"] + second["upper"]) / 2)


def test_the_published_number_is_marked_along_every_row() -> None:
    chart = drawn("0.2", 3, 0.5, probability="0.4")
    dotted = [row for row in rows(chart, "rules") if row["dash"]]
    assert len(dotted) == 5, "base rate, two pieces, what they come to, the number itself"
    assert [row["at"] for row in dotted] == pytest.approx([math.log(0.4 / 0.6)] * 5)


@pytest.mark.parametrize("ratio", ["3", "1e300", "0.00123"])
def test_a_claim_and_its_ratio_fit_a_telephone_side_by_side(ratio: str) -> None:
    """41 characters of 13 pixels, at most 6.6 wide on average, are 272 pixels."""
    world = stated(ratio)[OPENING].replace("Fact 0.", "Prices rose less than ever before " * 4)
    forecast_ = forecast(base("0.5"), {OPENING: world})
    found = implied(forecast_, today=TODAY)
    assert found is not None
    _, _, first, *_, figure = [row["text"] for row in rows(waterfall(forecast_, found), "labels")][
        :5
    ]
    assert "×" in figure
    assert len(first) + len(figure) <= 41


def test_the_chart_is_an_image_that_hostile_claims_cannot_break() -> None:
    world = stated(3)[OPENING].replace("Fact 0.", '"' + HOSTILE.replace('"', "'")[:180] + '"')
    forecast_ = forecast(base("0.2"), {OPENING: world})
    found = implied(forecast_, today=TODAY)
    assert found is not None
    chart = waterfall(forecast_, found)
    root = ElementTree.fromstring(svg(chart))
    assert root.get("aria-label") == chart.sentence
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "style", "rect", "g", "line", "path", "circle", "text", "tspan"}
    assert not any(re.match("on", name) for e in root.iter() for name in e.attrib)


def test_it_stands_beside_the_published_number_and_changes_nothing() -> None:
    with_ratios = forecast(base("0.2"), stated(3, 2))
    belief = headline_belief(with_ratios, state_on(with_ratios, TODAY))
    assert belief is not None
    assert belief.probability == 0.4
    assert NAME == "waterfall"
