"""The track record's tables: columns as documented, figures as counted, texts inert."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from foresite.data_files import track_record_files
from foresite.data_files.tables import as_csv
from foresite.data_files.track_record_csv import COLUMNS
from foresite.publication import Settings
from foresite.track_record import SCORE_IDS, Moment, track_records
from tests.track_record.questions import TODAY, archive, question
from tests.track_record.test_record import many

ROOT = Path(__file__).parents[2]
SETTINGS = Settings(site_name="Desk", desk="Desk", site_url="https://desk.example/site/")


def files(*questions: dict[str, str], settings: Settings = SETTINGS) -> dict[str, str]:
    """The record's files by their last name."""
    archived = archive(*questions)
    made = track_record_files(track_records(archived, today=TODAY), archived, settings=settings)
    assert {file.path.rpartition("/")[0] for file in made} == {"track-record"}
    return {file.path.rpartition("/")[2]: file.content for file in made}


def lines(text: str) -> list[dict[str, str]]:
    """The lines of a table by column."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_ends_its_lines_as_its_standard_says() -> None:
    text = files(question())["scores.csv"]
    assert text.count("\r\n") == text.count("\n") == 2


def test_the_scores_are_read_back_exactly() -> None:
    [line] = lines(files(question(updates={"2026-01-05": "probability: 0.1"}))["scores.csv"])
    assert float(line["brier_close"]) == (0.1 - 1) ** 2
    assert line["counts"] == "true"
    assert line["wis_close"] == ""
    assert line["url"] == "https://desk.example/site/forecasts/q/"
    [relative] = lines(files(question(), settings=Settings(site_name="D", desk="D"))["scores.csv"])
    assert relative["url"] == "../forecasts/q/"


def test_a_question_s_dates_stand_apart() -> None:
    """It closed in January; its answer came in February and is due by the end of the year."""
    due = question(known="2026-02-10", more="criteria: It happens.\nresolves_by: 2026-12-31\n")
    [line] = lines(files(due)["scores.csv"])
    dates = ("scored_until", "closes_on", "scheduled_on", "known_on")
    assert [line[key] for key in dates] == ["2026-01-25", "2026-01-25", "2026-12-31", "2026-02-10"]
    assert line["stage"] == "early"


def test_the_probability_of_a_choice_is_that_of_what_came_true() -> None:
    more = "kind: multiple-choice\noptions: {x: X, y: Y}\ncriteria: One.\n"
    updates = {"2026-01-05": "options: {x: 0.3, y: 0.7}"}
    [line] = lines(files(question(updates=updates, more=more, outcome="x"))["scores.csv"])
    assert (line["probability_opening"], line["option"], line["outcome"]) == ("0.3", "x", "settled")


def test_where_an_outcome_fell_is_told_from_where_to_where() -> None:
    """Above the upper quartile is all that is known of the last."""
    updates = {
        "2026-01-05": "quantiles: {0.25: 40, 0.5: 50, 0.75: 60}",
        "2026-01-15": "quantiles: {0.25: 20, 0.5: 30, 0.75: 40}",
    }
    more = "kind: numeric\nhigh: 70\nopen: high\ncriteria: A weight.\n"
    [line] = lines(files(question(updates=updates, more=more, outcome="55"))["scores.csv"])
    assert [line[f"pit_{key}opening"] for key in ("low_", "", "high_")] == ["0.625"] * 3
    assert [line[f"pit_{key}close"] for key in ("low_", "", "high_")] == ["0.75", "0.875", "1.0"]
    assert line["is_drawn_in"] == "false"
    [beyond] = lines(files(question(updates=updates, more=more, outcome="75"))["scores.csv"])
    assert beyond["is_drawn_in"] == "true"


def test_each_mean_is_that_of_the_column_it_is_of() -> None:
    made = files(*many(12))
    scores = [float(line["brier_average"]) for line in lines(made["scores.csv"])]
    [mean] = [
        line
        for line in lines(made["groups.csv"])
        if (line["record"], line["by"], line["score"], line["moment"])
        == ("all", "all", "brier", "average")
    ]
    assert float(mean["mean"]) == pytest.approx(sum(scores) / 12, abs=1e-12)
    assert (mean["questions"], mean["is_small"]) == ("12", "false")


def test_the_bins_and_the_curve_hold_every_question() -> None:
    made = files(*many(40))
    for name in ("calibration.csv", "reliability.csv"):
        for moment in ("opening", "close"):
            counts = [
                int(line["questions"])
                for line in lines(made[name])
                if (line["record"], line["moment"]) == ("all", moment)
            ]
            assert sum(counts) == 40
    parts = lines(made["decomposition.csv"])[0]
    whole = (
        float(parts["miscalibration"])
        - float(parts["discrimination"])
        + float(parts["uncertainty"])
    )
    assert whole == pytest.approx(float(parts["score"]), abs=1e-12)


RAIN = "kind: numeric\nunit: mm\nlow: 0\nhigh: 60\nopen: high\ncriteria: As measured.\n"


def rain(number: int, quantiles: str, outcome: str) -> dict[str, str]:
    """A question about a number, with one forecast."""
    said = {"2026-01-05": f"quantiles: {{{quantiles}}}"}
    return question(f"rain-{number}", said, more=RAIN, outcome=outcome)


def test_how_many_intervals_held_is_told_with_what_chance_allows_and_what_is_left_out() -> None:
    """Two of three quartile ranges held (chance: 0 to 3); of the wide ones one reaches the end."""
    made = files(
        rain(1, "0.05: 1, 0.25: 20, 0.5: 30, 0.75: 40, 0.95: 50", "30"),
        rain(2, "0.05: 1, 0.25: 20, 0.5: 30, 0.75: 40, 0.95: 60", "above"),
        rain(3, "0.25: 20, 0.5: 30, 0.75: 40", "20"),
    )
    found = [line for line in lines(made["coverage.csv"]) if line["record"] == "all"]
    wanted = ("moment", "share", "questions", "held", "low", "high", "left_out")
    assert [tuple(line[key] for key in wanted) for line in found] == [
        ("opening", "0.5", "3", "2", "0", "3", "0"),
        ("opening", "0.9", "1", "1", "0", "1", "1"),
        ("close", "0.5", "3", "2", "0", "3", "0"),
        ("close", "0.9", "1", "1", "0", "1", "1"),
    ]


def test_the_tenths_in_which_outcomes_fell_follow_from_the_scores() -> None:
    """One at the median, one spread over the upper half of medians alone, one beyond the end."""
    made = files(
        rain(1, "0.25: 20, 0.5: 30, 0.75: 40", "31"),
        rain(2, "0.5: 30", "50"),
        rain(3, "0.25: 20, 0.5: 30, 0.75: 60", "above"),
    )
    found = [
        line
        for line in lines(made["pit.csv"])
        if (line["record"], line["moment"]) == ("all", "close")
    ]
    assert [(line["from"], line["to"]) for line in found][::9] == [("0.0", "0.1"), ("0.9", "1.0")]
    masses = [float(line["outcomes"]) for line in found]
    # 31 lies at 52.5 %; half of the last quarter begins at 75 %: 0.2 of it is below 80 %.
    assert masses == pytest.approx([*[0.0] * 5, 1.2, 0.2, 0.4, 0.6, 0.6])
    assert {line["questions"] for line in found} == {"3"}
    assert all(0 <= float(line["low"]) <= 0.3 <= float(line["high"]) for line in found)


def test_the_groups_by_horizon_follow_from_the_scores_of_each_question() -> None:
    """Half of them known after a week, so that the bands do not hold the same questions."""
    asked = [
        question(
            f"q-{n}",
            {"2026-01-05": f"probability: 0.{n + 1}", "2026-01-20": "probability: 0.5"},
            outcome="yes" if n % 3 else "no",
            known="2026-01-12" if n % 2 else "2026-02-14",
            closes="2026-02-14",
        )
        for n in range(8)
    ]
    made = files(*asked, question("early", closes="2026-12-31"))
    means = {
        line["key"]: (int(line["questions"]), float(line["mean"]))
        for line in lines(made["groups.csv"])
        if (line["record"], line["by"], line["score"]) == ("all", "horizon", "brier")
    }
    scored = [line for line in lines(made["horizons.csv"]) if line["counts"] == "true"]
    assert [means[key][0] for key in ("1-7", "8-30", "31-90")] == [4, 4, 8]
    for key, (count, mean) in means.items():
        column = [float(line["brier"]) for line in scored if line["horizon"] == key]
        assert len(column) == count
        assert sum(column) / count == pytest.approx(mean, abs=1e-12)
    assert {line["forecast"] for line in lines(made["horizons.csv"])} >= {"early"}


def test_the_object_holds_the_same_tables() -> None:
    made = files(*many(31))
    whole = json.loads(made["record.json"])
    assert whole.pop("schema_version") == 1
    assert set(whole) == set(COLUMNS) == {name[:-4] for name in made if name.endswith(".csv")}
    for name, objects in whole.items():
        assert [tuple(each) for each in objects] == [COLUMNS[name]] * len(objects)
        assert len(objects) == len(lines(made[f"{name}.csv"]))


def test_a_formula_is_only_text_in_a_spreadsheet() -> None:
    line = dict.fromkeys(COLUMNS["groups"], "=1+1")
    text = as_csv(COLUMNS["groups"], [dict(line)])
    [cells] = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert set(cells) == {"'=1+1"}


def test_an_empty_archive_has_tables_with_their_columns() -> None:
    made = files()
    for name, columns in COLUMNS.items():
        assert made[f"{name}.csv"].split("\r\n")[0] == ",".join(columns)


def documented(column: str, text: str) -> bool:
    """Whether the dictionary names a column, or how its name begins."""
    stem = re.sub(r"_(opening|close|average)$", "_…", column)
    return f"`{column}`" in text or f"`{stem}`" in text


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_is_in_the_dictionary(name: str) -> None:
    text = (ROOT / "content/feeds-and-data.md").read_text("utf-8")
    assert f"track-record/{name}.csv" in text
    within = text[text.index("## The track record") :]
    stages = {"unnumbered", "ambiguous", "annulled", "withdrawn", "overdue", "early", "undated"}
    # In horizons.csv a score has one column, named like the three of scores.csv.
    stages |= {score for score in SCORE_IDS if f"`{score}_…`" in within}
    missing = {column for column in COLUMNS[name] if not documented(column, within)} - stages
    assert missing == set()
    assert all(f"`_{moment.value}`" in within for moment in Moment)
