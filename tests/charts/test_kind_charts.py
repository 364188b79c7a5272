"""Charts of options and of fans: what is drawn, said and tabulated, and when they stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresite.charts import Chart, drawn
from foresite.charts.forecast_chart import forecast_chart, forecast_charts
from foresite.charts.palette import HEADLINE
from foresite.model import Forecast
from foresite.words import NARROW_SPACE
from tests.charts.chart_worlds import rows, texts
from tests.kind_archive import FORECASTS, THIRD, TODAY, archive_files
from tests.kind_worlds import BRIDGE, CARS, CUP
from tests.worlds import FORECAST, OPENING, SECOND, load

S = NARROW_SPACE


@pytest.fixture(scope="module")
def forecasts() -> dict[str, Forecast]:
    """Every kind of question in every state."""
    archive, _ = load(archive_files(), today=TODAY)
    assert len(archive.forecasts) == len(FORECASTS)
    return {forecast.id: forecast for forecast in archive.forecasts}


def only(files: dict[str, str], today: date = TODAY) -> Chart:
    """The chart of a world with one forecast and no Problem."""
    archive, problems = load(files, today=today)
    assert problems == ()
    return forecast_chart(archive.forecasts[0], today=today)


def ends(chart: Chart) -> set[str]:
    """The last day of every line."""
    last: dict[str, str] = {}
    for row in rows(chart, "steps"):
        last[row["line"]] = row["at"]
    return set(last.values())


KINDS_DRAWN = {
    "binary": "rain-yes",
    "multiple-choice": "cup-resolved",
    "multiple-choice-many": "cup-many",
    "numeric": "cars-above",
    "numeric-few": "cars-few",
    "date": "bridge-resolved",
}


@pytest.mark.parametrize("name", KINDS_DRAWN)
def test_each_kind_is_drawn_as_it_was_read_and_found_right(
    forecasts: dict[str, Forecast], name: str, golden: Callable[[str, str], None]
) -> None:
    spec = forecast_chart(forecasts[KINDS_DRAWN[name]], today=TODAY).spec
    golden(f"charts/kind-{name}.vl.json", json.dumps(spec, indent=1, ensure_ascii=False) + "\n")


def test_every_chart_of_the_archive_can_be_drawn_and_says_the_same_in_words(
    forecasts: dict[str, Forecast],
) -> None:
    for forecast in forecasts.values():
        charts = forecast_charts(forecast, today=TODAY)
        assert len({chart.name for chart in charts}) == len(charts)
        for chart in charts:
            assert drawn(chart)[0].startswith("<svg")
            assert chart.sentence.endswith(".")
            assert len(chart.rows) >= 1
            assert {len(row) for row in chart.rows} == {len(chart.columns)}


@pytest.mark.parametrize(
    "id_",
    [
        id_
        for id_, files in FORECASTS.items()
        if "resolution.md" in files and id_ != "rain-withdrawn"
    ],
)
def test_every_chart_stops_at_the_end_of_the_day_on_which_the_answer_was_known(
    forecasts: dict[str, Forecast], id_: str
) -> None:
    for chart in forecast_charts(forecasts[id_], today=TODAY):
        assert ends(chart) == {"2026-02-02"}


def test_what_is_not_resolved_is_drawn_until_today(forecasts: dict[str, Forecast]) -> None:
    for id_ in ("cup-open", "cars-open", "bridge-open", "rain-withdrawn"):
        assert ends(forecast_chart(forecasts[id_], today=TODAY)) == {"2026-03-02"}


# Options


def test_each_option_has_a_line_that_begins_when_it_was_added(
    forecasts: dict[str, Forecast],
) -> None:
    chart = forecast_chart(forecasts["cup-open"], today=TODAY)
    lines: dict[str, list[tuple[str, float]]] = {}
    for row in rows(chart, "steps"):
        lines.setdefault(row["line"], []).append((row["at"], round(row["level"], 6)))
    assert list(lines.values()) == [
        [("2026-01-05", 50), ("2026-01-12", 35), ("2026-03-02", 35)],
        [("2026-01-05", 30), ("2026-01-12", 30), ("2026-03-02", 30)],
        [("2026-01-12", 25), ("2026-03-02", 25)],
        [("2026-01-05", 20), ("2026-01-12", 10), ("2026-03-02", 10)],
    ]
    assert chart.rows[0][1:5] == (f"50{S}%", f"30{S}%", "not yet an option", f"20{S}%")


def test_the_outcome_is_marked_and_named(forecasts: dict[str, Forecast]) -> None:
    chart = forecast_chart(forecasts["cup-resolved"], today=TODAY)
    assert [(r["at"], r["level"]) for r in rows(chart, "outcomes")] == [("2026-02-02", 25)]
    assert [text.replace("\n", " ") for text in texts(chart) if "✓" in text] == [
        "25 ✓ The Latecomers"
    ]
    assert chart.sentence.endswith(
        f"Resolved: The Latecomers on 1 February 2026, when its number stood at 25{S}%."
    )


def heavy(chart: Chart) -> set[float]:
    """Where the lines end that are drawn as a headline is, thick, unbroken and in its colour."""
    drawn_so = {
        row["line"]: row["level"]
        for row in rows(chart, "steps")
        if (row["width"], row["dash"], row["colour"]) == (2.8, [], HEADLINE.colour)
    }
    thick = {row["line"] for row in rows(chart, "steps") if row["width"] > 2}
    assert thick == set(drawn_so), "nothing else is thick"
    return set(drawn_so.values())


def test_the_heavy_line_is_what_came_true_and_not_what_was_declared_first(
    forecasts: dict[str, Forecast],
) -> None:
    """The Lions were declared first and stood at 35; the Latecomers won with 25."""
    assert heavy(forecast_chart(forecasts["cup-resolved"], today=TODAY)) == {25}
    assert heavy(forecast_chart(forecasts["cup-open"], today=TODAY)) == {35}


SHARES = st.lists(st.integers(0, 40), min_size=9, max_size=9).filter(any)


@settings(max_examples=40, deadline=None)
@given(st.lists(SHARES, min_size=1, max_size=5))
def test_the_heavy_line_is_always_the_one_the_page_speaks_of(said: list[list[int]]) -> None:
    """Whatever was likely before: of nine options five have lines, and the leader is among them."""
    names = [f"team-{n}" for n in range(9)]
    listed = "".join(f"  {name}: Team {name[-1]}\n" for name in names)
    question = CUP[FORECAST].replace(
        "  lions: The Lions\n  bears: The Bears\n  other: Another team\n", listed
    )
    files = {FORECAST: question}
    for n, shares in enumerate(said):
        told = ", ".join(
            f"{name}: {s / sum(shares):.6f}" for name, s in zip(names, shares, strict=True)
        )
        why = "" if n == 0 else "reason: evidence\n"
        path = OPENING.replace("01-05", f"01-{5 + n:02}")
        files[path] = f"---\noptions: {{{told}}}\n{why}---\nWhy.\n"
    archive, _ = load(files, today=TODAY)
    [forecast] = archive.forecasts
    shares = said[-1]
    first, most = shares.index(max(shares)), max(shares) / sum(shares)
    chart = forecast_chart(forecast, today=TODAY)
    [level] = heavy(chart)
    assert level == pytest.approx(100 * most, abs=1e-3)
    [label] = [row for row in rows(chart, "labels") if row["colour"] == HEADLINE.colour]
    assert label["text"].replace("\n", " ").endswith(f"Team {first}")


def test_the_colours_of_the_other_lines_are_all_different(forecasts: dict[str, Forecast]) -> None:
    for id_ in ("cup-open", "cup-many", "cup-resolved"):
        drawn_in = {
            (row["colour"], row["line"])
            for row in rows(forecast_chart(forecasts[id_], today=TODAY), "steps")
        }
        assert len({colour for colour, _ in drawn_in}) == len(drawn_in)


def test_fifteen_options_are_drawn_as_the_five_that_reached_highest_and_the_others(
    forecasts: dict[str, Forecast],
) -> None:
    """The shares of the ten others, by hand: on each day 1 less those of the five."""
    chart = forecast_chart(forecasts["cup-many"], today=TODAY)
    lines = {row["line"] for row in rows(chart, "steps")}
    assert len(lines) == 6
    assert [t for t in texts(chart) if "others (10)" in t.replace("\n", " ")] != []
    by_day: dict[str, float] = {}
    for row in rows(chart, "steps"):
        by_day[row["at"]] = by_day.get(row["at"], 0) + row["level"]
    assert all(abs(total - 100) < 0.1 for total in by_day.values())
    assert len(chart.columns) == 1 + 15 + 1
    marks = [row["level"] for row in rows(chart, "updates") if "index" in row]
    assert max(marks) == pytest.approx(12.5), "a mark stands on an option, not on the others"
    assert "likeliest of 15 options" in chart.sentence


def test_of_two_options_both_are_drawn() -> None:
    two = CUP[FORECAST].replace("  other: Another team\n", "")
    update = "---\noptions: {lions: 0.95, bears: 0.05}\n---\nWhy.\n"
    chart = only({FORECAST: two, OPENING: update})
    assert {row["level"] for row in rows(chart, "steps")} == {95, 5}
    assert texts(chart) == ["95 The Lions", "5 The Bears"]


@pytest.mark.parametrize(("most", "top"), [(0.57, 100), (0.5, 100), (0.49, 60), (0.3, 40)])
def test_the_scale_ends_below_100_only_where_no_option_ever_reached_50(
    most: float, top: float
) -> None:
    """A third each is a scale to 40; a scale to 80 would look like certainty at its top."""
    rest = (1 - most) / 3
    options = f"{{lions: {most}, bears: {rest}, late: {rest}, other: {rest}}}"
    four = CUP[FORECAST].replace("  other:", "  late: The Latecomers\n  other:")
    chart = only({FORECAST: four, OPENING: f"---\noptions: {options}\n---\nWhy.\n"})
    assert max(row["level"] for row in rows(chart, "levels")) == top
    assert len(rows(chart, "breaks")) == (top < 100)


def test_an_option_that_came_true_has_its_line_though_it_was_among_the_least_likely(
    forecasts: dict[str, Forecast],
) -> None:
    files = {
        path: text
        for path, text in archive_files().items()
        if path.startswith("forecasts/cup-many")
    }
    resolution = FORECASTS["cup-resolved"]["resolution.md"].replace("late", "team-9")
    archive, _ = load({**files, "forecasts/cup-many/resolution.md": resolution}, today=TODAY)
    chart = forecast_chart(archive.forecasts[0], today=TODAY)
    assert any("✓ Team 9" in text.replace("\n", " ") for text in texts(chart))
    assert forecasts["cup-many"].resolution is None


# Fans


def test_a_fan_has_its_median_and_a_band_for_each_range(forecasts: dict[str, Forecast]) -> None:
    chart = forecast_chart(forecasts["cars-open"], today=TODAY)
    assert [(r["at"], r["level"]) for r in rows(chart, "steps")] == [
        ("2026-01-05", 400),
        ("2026-01-12", 500),
        ("2026-03-02", 500),
    ]
    assert [(r["at"], r["until"], r["level"], r["upper"]) for r in rows(chart, "bands")] == [
        ("2026-01-05", "2026-01-12", 100, 1200),
        ("2026-01-05", "2026-01-12", 250, 600),
        ("2026-01-12", "2026-03-02", 300, 900),
        ("2026-01-12", "2026-03-02", 420, 610),
    ]
    assert chart.rows[1][:4] == ("12 January 2026", "500", "420 to 610", "300 to 900")


@pytest.mark.parametrize(
    ("unit", "titles"),
    [
        ("cars", ["Cars. Line: median. Dark: 1 in 2. Light: 9 in 10"]),
        ("admissions", ["Admissions", "Line: median. Dark: 1 in 2. Light: 9 in 10"]),
        (
            "confirmed hospital admissions with influenza in both districts",
            [
                "Confirmed hospital admissions with influenza in",
                "both districts",
                "Line: median. Dark: 1 in 2. Light: 9 in 10",
            ],
        ),
    ],
)
def test_a_long_unit_has_lines_of_its_own_above_the_plot(unit: str, titles: list[str]) -> None:
    chart = only({**CARS, FORECAST: CARS[FORECAST].replace("unit: cars", f"unit: {unit}")})
    made = rows(chart, "titles")
    assert [row["text"] for row in made] == titles
    assert [row["dy"] for row in made] == [-22 - 15 * n for n in reversed(range(len(titles)))]
    assert chart.spec["padding"]["top"] == 36 + 15 * (len(titles) - 1)
    assert chart.height == chart.spec["height"] + chart.spec["padding"]["top"] + 46


def test_an_answer_beyond_the_scale_is_told_without_the_unit_that_the_title_has(
    forecasts: dict[str, Forecast],
) -> None:
    chart = forecast_chart(forecasts["cars-above"], today=TODAY)
    assert "✓ above 1,000" in texts(chart)


def test_three_levels_make_one_band_and_the_table_says_what_is_not_published(
    forecasts: dict[str, Forecast],
) -> None:
    chart = forecast_chart(forecasts["cars-few"], today=TODAY)
    assert [(r["level"], r["upper"]) for r in rows(chart, "bands")] == [(100, 800)]
    assert chart.rows[0][1:4] == ("400", "not published", "100 to 800")


def test_a_median_alone_is_a_line_without_bands() -> None:
    chart = only({**CARS, OPENING: "---\nquantiles: {median: 400}\n---\nWhy.\n"})
    assert rows(chart, "bands") == []
    assert chart.rows[0][1:4] == ("400", "not published", "not published")
    assert drawn(chart)[0]


@pytest.mark.parametrize(
    ("id_", "level", "said"),
    [
        ("cars-few", 850, "It came out at 850 cars, known on 1 February 2026, outside that range."),
        ("cars-above", 1000, "It came out above 1,000 cars, known on 1 February 2026, outside that range."),
        ("bridge-resolved", date(2026, 2, 1).toordinal(), "It came out on 1 Feb 2026, known on 1 February 2026, outside that range."),
        ("bridge-above", date(2028, 12, 31).toordinal(), "It came out after 31 Dec 2028, known on 1 February 2026."),
    ],
)  # fmt: skip
def test_a_fan_shows_the_outcome_and_says_whether_the_range_held(
    forecasts: dict[str, Forecast], id_: str, level: float, said: str
) -> None:
    """After the end of 2028 may be within a range that ends in 2029: nobody can say."""
    chart = forecast_chart(forecasts[id_], today=TODAY)
    assert [(r["at"], r["level"]) for r in rows(chart, "outcomes")] == [("2026-02-02", level)]
    assert chart.sentence.endswith(said)


def test_the_days_of_a_fan_are_ruled_at_years_or_months(forecasts: dict[str, Forecast]) -> None:
    chart = forecast_chart(forecasts["bridge-open"], today=TODAY)
    named = [row["text"] for row in rows(chart, "levels") if row["text"]]
    assert named == ["2027", "2028", "2029"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("0001-01-01", "0001-01-02"), ("9999-12-30", "9999-12-31"), ("0001-01-01", "9999-12-31")],
)
def test_the_first_and_the_last_day_of_the_calendar_can_be_drawn(first: str, last: str) -> None:
    quantiles = f"{{0.05: {first}, 0.5: {first}, 0.95: {last}}}"
    plain = BRIDGE[FORECAST].replace("low: 2026-01-06\nhigh: 2028-12-31\nopen: high\n", "")
    chart = only({FORECAST: plain, OPENING: f"---\nquantiles: {quantiles}\n---\nWhy.\n"})
    assert drawn(chart)[0]


@pytest.mark.parametrize("values", ["1e-15, 1e-15, 1e-15", "-1e15, 0, 1e15", "7, 7, 7", "0, 0, 0"])
def test_tiny_huge_and_equal_values_can_be_drawn(values: str) -> None:
    low, median, high = values.split(", ")
    plain = CARS[FORECAST].replace("low: 0\nhigh: 1000\nopen: high\n", "")
    update = f"---\nquantiles: {{0.05: {low}, 0.5: {median}, 0.95: {high}}}\n---\nWhy.\n"
    chart = only({FORECAST: plain, OPENING: update})
    assert drawn(chart)[0]


# What nobody can tell


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("cup-annulled", "Annulled on 1 February 2026; no option counts."),
        ("cars-annulled", "Annulled on 1 February 2026; no value counts."),
    ],
)
def test_an_annulled_question_has_a_cross_and_no_outcome(
    forecasts: dict[str, Forecast], id_: str, said: str
) -> None:
    chart = forecast_chart(forecasts[id_], today=TODAY)
    assert rows(chart, "outcomes") == []
    assert len(rows(chart, "annulments")) == 1
    assert chart.sentence.endswith(said)
    assert "Annulled" in texts(chart)


def test_an_update_made_after_the_answer_was_known_is_tabulated_and_not_drawn() -> None:
    files = {
        **CARS,
        SECOND: FORECASTS["cars-open"][SECOND],
        THIRD: FORECASTS["cars-open"][SECOND],
        OPENING.replace("updates/2026-01-05.md", "resolution.md"): FORECASTS["cars-few"][
            "resolution.md"
        ],
    }
    archive, problems = load(files, today=TODAY)
    assert [p.rule for p in problems] == ["update-after-answer"]
    chart = forecast_chart(archive.forecasts[0], today=TODAY)
    assert [row["at"] for row in rows(chart, "updates")] == ["2026-01-05", "2026-01-12"]
    assert len(chart.rows) == 3
    assert "after the answer was known" in chart.rows[2][-1]
