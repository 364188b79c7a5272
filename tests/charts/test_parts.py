"""The parts of a chart: axes, labels, text, sparklines, and the script for live ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite.charts import vega_bundle as vega
from foresite.charts.axes import MAX_TICKS, date_ticks, probability_axis
from foresite.charts.labels import Wish, spread
from foresite.charts.plain_text import plain, wrapped
from foresite.charts.sparkline import sparkline

# Dates


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        ("2026-11-23", "2026-11-27", ["23 Nov\n2026", "24", "25", "26", "27"]),
        ("2026-11-23", "2026-12-07", ["23 Nov\n2026", "30", "7 Dec"]),
        ("2026-12-20", "2027-01-05", ["20 Dec\n2026", "27", "3 Jan\n2027"]),
        ("2026-03-02", "2026-11-24", ["May\n2026", "Jul", "Sep", "Nov"]),
        ("2025-09-10", "2026-06-01", ["Nov\n2025", "Jan\n2026", "Mar", "May"]),
        ("2021-02-01", "2025-01-01", ["2022", "2023", "2024", "2025"]),
        ("1990-06-01", "2061-01-01", ["2000", "2020", "2040", "2060"]),
    ],
)
def test_days_are_named_with_as_few_words_as_will_do(
    first: str, last: str, texts: list[str]
) -> None:
    ticks = date_ticks(date.fromisoformat(first), date.fromisoformat(last))
    assert [tick.text for tick in ticks] == texts


@given(st.dates(date(1900, 1, 1), date(2300, 1, 1)), st.integers(1, 100_000))
def test_there_are_two_to_five_days_in_order_within_the_axis(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    on = [tick.on for tick in date_ticks(first, last)]
    assert 2 <= len(on) <= MAX_TICKS
    assert first <= on[0]
    assert on[-1] <= last
    assert on == sorted(set(on))


@given(
    st.dates(date(1900, 1, 1), date(2300, 1, 1)),
    st.integers(1, 100_000),
    st.integers(14, 40),
)
def test_the_names_of_days_do_not_touch_on_a_narrow_axis(
    first: date, span: int, characters: int
) -> None:
    """Each is in the middle of its day; the first and the last day alone need no more than 14."""
    last = first + timedelta(days=span)
    ticks = date_ticks(first, last, characters=characters)
    assert 2 <= len(ticks) <= MAX_TICKS
    for one, other in pairwise(ticks):
        apart = (other.on - one.on).days * characters / span
        for texts in zip(one.text.split("\n"), other.text.split("\n"), strict=False):
            assert apart > sum(map(len, texts)) / 2


@pytest.mark.parametrize(
    ("characters", "texts"),
    [
        (40, ["May\n2026", "Jul", "Sep", "Nov"]),
        (16, ["May\n2026", "Jul", "Sep", "Nov"]),
        (15, ["Apr\n2026", "Jul", "Oct"]),
    ],
)
def test_fewer_days_are_named_where_all_would_touch(characters: int, texts: list[str]) -> None:
    """From 2 March to 24 November two months are 61 of 267 days: of 16 characters 3.65.

    “Jul” and “Sep” need 3 and a space of 0.6; the year is on a line of its own.
    """
    ticks = date_ticks(day("2026-03-02"), day("2026-11-24"), characters=characters)
    assert [tick.text for tick in ticks] == texts


# Levels


@pytest.mark.parametrize(
    ("drawn", "low", "high"),
    [
        ([], 0, 100),
        ([50], 0, 100),
        ([0.2], 0, 1),
        ([0.9, 0.1], 0, 2),
        ([3.0], 0, 4),
        ([9.9], 0, 10),
        ([9.9, 10.0], 0, 100),
        ([90.1], 90, 100),
        ([99.9], 99, 100),
        ([5.0, 95.0], 0, 100),
        ([0.0], 0, 1),
        ([100.0], 99, 100),
    ],
)
def test_an_axis_is_zoomed_only_when_all_is_below_10_or_above_90(
    drawn: list[float], low: float, high: float
) -> None:
    axis = probability_axis(drawn)
    assert (axis.low, axis.high) == (low, high)
    assert axis.is_zoomed == ((low, high) != (0, 100))


# Labels


def test_labels_that_do_not_touch_stay_where_they_would_be() -> None:
    wishes = [Wish(centre=100, height=20), Wish(centre=10, height=20), Wish(centre=50, height=20)]
    assert spread(wishes, low=0, high=200) == (100, 10, 50)


def test_labels_that_would_cover_each_other_share_the_move() -> None:
    """Both would stand at 50 and need 20 pixels: 40 and 60."""
    wishes = [Wish(centre=50, height=20), Wish(centre=50, height=20)]
    assert spread(wishes, low=0, high=100) == (40, 60)


def test_a_label_that_matters_more_moves_less() -> None:
    """They must be 20 apart: with weights 3 and 1, 5 and 15 pixels."""
    wishes = [Wish(centre=50, height=20, weight=3), Wish(centre=50, height=20, weight=1)]
    assert spread(wishes, low=0, high=100) == (45, 65)


def test_labels_stay_within_the_plot() -> None:
    wishes = [Wish(centre=99, height=20), Wish(centre=100, height=20)]
    assert spread(wishes, low=0, high=100) == (70, 90)


PILES = st.lists(
    st.builds(
        Wish,
        centre=st.floats(-50, 350),
        height=st.floats(5, 40),
        weight=st.sampled_from([1.0, 2.0, 8.0]),
    ),
    max_size=12,
)


@given(PILES)
def test_no_two_labels_overlap_and_none_changes_places(wishes: list[Wish]) -> None:
    centres = spread(wishes, low=0, high=1000)
    order = sorted(range(len(wishes)), key=lambda n: (wishes[n].centre, n))
    for one, other in pairwise(order):
        apart = (wishes[one].height + wishes[other].height) / 2
        assert centres[other] - centres[one] >= apart - 1e-6


@given(PILES)
def test_a_pile_that_fits_stays_within_the_bounds(wishes: list[Wish]) -> None:
    for wish, centre in zip(wishes, spread(wishes, low=0, high=500), strict=True):
        assert centre - wish.height / 2 >= -1e-6
        assert centre + wish.height / 2 <= 500 + 1e-6


def nearness(wishes: list[Wish], centres: tuple[float, ...]) -> float:
    """The sum of squared moves, by weight."""
    return sum(w.weight * (c - w.centre) ** 2 for w, c in zip(wishes, centres, strict=True))


@given(PILES, st.integers(0, 11), st.floats(-20, 20))
def test_no_label_could_move_and_bring_them_nearer_to_their_wishes(
    wishes: list[Wish], position: int, move: float
) -> None:
    """The least squares of a convex problem: any other legal place is worse."""
    if position >= len(wishes):
        return
    centres = spread(wishes, low=-2000, high=2000)
    moved = tuple(c + move * (n == position) for n, c in enumerate(centres))
    order = sorted(range(len(wishes)), key=lambda n: (wishes[n].centre, n))
    legal = all(
        moved[b] - moved[a] >= (wishes[a].height + wishes[b].height) / 2 for a, b in pairwise(order)
    )
    if legal:
        assert nearness(wishes, centres) <= nearness(wishes, moved) + 1e-6


def test_a_label_that_avoids_a_line_goes_to_the_nearer_side_of_it() -> None:
    """It would stand at 48, and the line at 50 is 10 pixels from the nearest place beside it."""
    wish = Wish(centre=48, height=20, avoids=True)
    assert spread([wish], low=0, high=100, lines=[50]) == (40,)
    assert spread([replace(wish, centre=52)], low=0, high=100, lines=[50]) == (60,)
    assert spread([replace(wish, avoids=False)], low=0, high=100, lines=[50]) == (48,)


def test_what_does_not_fit_between_two_lines_stands_outside_them() -> None:
    """Thirty pixels between the lines hold one of the two labels: the lighter one makes room."""
    heavy = Wish(centre=55, height=20, weight=8, avoids=True)
    light = Wish(centre=55, height=20, weight=1, avoids=True)
    assert spread([heavy, light], low=0, high=100, lines=[40, 70]) == (55, 80)


def test_where_there_is_no_room_beside_the_lines_labels_still_do_not_overlap() -> None:
    wishes = [Wish(centre=5, height=10, avoids=True)]
    assert spread(wishes, low=0, high=10, lines=[4, 6]) == (5,)


LINED = st.lists(
    st.builds(
        Wish,
        centre=st.floats(0, 250),
        height=st.sampled_from([17.0, 19.0, 32.0]),
        weight=st.sampled_from([1.0, 2.0, 8.0]),
        avoids=st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=50, deadline=None)
@given(LINED, st.lists(st.floats(0, 250), max_size=4))
def test_labels_beside_lines_neither_overlap_nor_lie_on_one_nor_leave(
    wishes: list[Wish], lines: list[float]
) -> None:
    """500 pixels are room enough for eight labels and four lines that each take the place of one."""
    centres = spread(wishes, low=-125, high=375, lines=lines)
    order = sorted(range(len(wishes)), key=lambda n: (wishes[n].centre, n))
    for one, other in pairwise(order):
        apart = (wishes[one].height + wishes[other].height) / 2
        assert centres[other] - centres[one] >= apart - 1e-6
    for wish, centre in zip(wishes, centres, strict=True):
        assert -125 - 1e-6 <= centre - wish.height / 2
        assert centre + wish.height / 2 <= 375 + 1e-6
        if wish.avoids:
            assert all(abs(centre - line) >= wish.height / 2 - 1e-6 for line in lines)


# Text


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("  two \n words\t", "two words"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\u202eevil\u202c", "evil"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("نام\u200cها", "نام\u200cها"),
    ],
)
def test_a_line_of_author_text_is_what_a_reader_can_see(typed: str, drawn: str) -> None:
    assert plain(typed) == drawn


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("75 Developer preference", ("75 Developer", "preference")),
        ("40 Safety", ("40 Safety",)),
        ("70 Wahrscheinlichkeitsrechnung", ("70", "Wahrscheinlic…")),
        ("10 One two three four five six", ("10 One two", "three four…")),
        ("10 One three ten of Wahrscheinlichkeit", ("10 One three", "ten of Wahrsc…")),
        ("", ()),
    ],
)
def test_a_name_is_wrapped_and_cut_to_its_label(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, width=14, lines=2) == lines


@given(st.text(), st.integers(2, 20), st.integers(1, 3))
def test_no_label_is_larger_than_its_room(text: str, width: int, lines: int) -> None:
    made = wrapped(text, width=width, lines=lines)
    assert len(made) <= lines
    assert all(len(line) <= width for line in made)


# Sparklines


def day(text: str) -> date:
    """A day, as an author writes it."""
    return date.fromisoformat(text)


def test_a_sparkline_is_a_step_line_on_a_fixed_scale_with_a_dot_at_its_end() -> None:
    """From 3 to 101 across ten days, from 29 (0) to 3 (1) upwards: 0.5 is 16."""
    points = [(day("2026-01-01"), 0.0), (day("2026-01-06"), 0.5)]
    drawn = sparkline(points, start=day("2026-01-01"), end=day("2026-01-11"))
    svg = ElementTree.fromstring(drawn)
    scale, line = svg.findall("path")
    assert scale.get("d") == "M0 29H104M0 3H104"
    dot = svg.find("circle")
    assert line.get("d") == "M3 29H52V16H101"
    assert dot is not None
    assert (dot.get("cx"), dot.get("cy")) == ("101", "16")
    assert svg.get("aria-hidden") == "true"


def test_a_sparkline_begins_with_what_held_before_its_window() -> None:
    points = [(day("2020-01-01"), 1.0), (day("2020-06-01"), 0.5), (day("2026-01-06"), 0.0)]
    drawn = sparkline(points, start=day("2026-01-01"), end=day("2026-01-11"))
    assert 'd="M3 3H3V16H52V29H101"' in drawn


def test_a_sparkline_says_nothing_of_what_comes_after_its_window() -> None:
    points = [(day("2026-01-01"), 0.5), (day("2026-02-01"), 1.0)]
    drawn = sparkline(points, start=day("2026-01-01"), end=day("2026-01-11"))
    assert 'd="M3 16H101"' in drawn


def test_a_sparkline_without_points_is_an_empty_scale() -> None:
    drawn = sparkline([], start=day("2026-01-01"), end=day("2026-01-01"))
    assert "circle" not in drawn
    ElementTree.fromstring(drawn)


# The script


def test_the_installed_renderers_parts_are_known_and_make_a_small_module() -> None:
    """Under half a megabyte; Vega-Embed, the fallback, is twice as large."""
    assert vl_convert.get_vega_version() in vega.PARTS
    module = vega.vega_bundle()
    assert module.rstrip().endswith("export{draw as draw};")
    assert len(module) < 500_000
    assert "window.vega" not in module
    assert "University of Washington" in module.partition("*/")[0]
    assert module == vega.vega_bundle()


def test_an_unknown_renderer_still_makes_a_module_with_the_same_export(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vega, "PARTS", {})
    assert vega.vega_bundle().rstrip().endswith("export{draw as draw};")
