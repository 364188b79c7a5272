"""The example archive against the tables it was made from, figure by figure and byte by byte.

The tables are public, but no part of the repository. These tests read them from a folder
``shared/data`` beside it or above it, and say so where there is none.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from foresite import importing, pipeline
from foresite.model import Forecast, Outcome
from foresite.reading import read_archive
from foresite.records.table_map import table_map
from foresite.source import SourceFile

ROOT = Path(__file__).parents[1]
TABLES = next((p / "shared/data" for p in ROOT.parents if (p / "shared/data").is_dir()), None)

pytestmark = pytest.mark.skipif(
    TABLES is None, reason="the public tables lie in no folder shared/data beside the repository"
)

IMPORTS = {
    "us-governors-2022": "governors_2022.csv",
    "world-cup-2022": "world_cup_2022_winner.csv",
    "us-influenza-2024-25": "flusight_ensemble_us_2024_25.csv",
}


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    assert TABLES is not None
    with (TABLES / name).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def forecasts() -> dict[str, Forecast]:
    """Every forecast of the archive by its id."""
    files, _ = read_archive(ROOT, "forecasts")
    made, _ = pipeline.load(files, today=date(2026, 11, 24))
    return {forecast.id: forecast for forecast in made.forecasts}


@pytest.mark.parametrize("collection", sorted(IMPORTS))
def test_the_import_of_each_table_makes_the_committed_files_byte_for_byte(collection: str) -> None:
    assert TABLES is not None
    path = f"imports/{collection}.yml"
    record, problems = table_map(SourceFile(path=path, content=(ROOT / path).read_bytes()))
    assert problems == ()
    assert record is not None
    joined = (TABLES / record.join.file).read_text("utf-8-sig") if record.join else None
    text = (TABLES / IMPORTS[collection]).read_text("utf-8-sig")
    made = importing.imported(text, record, archive="forecasts", joined=joined)
    committed = {
        str(file.relative_to(ROOT)): file.read_text("utf-8")
        for file in (ROOT / "forecasts" / collection).rglob("*")
        if file.is_file()
    }
    assert made == committed


def test_the_races_give_every_figure_of_the_democrat_and_the_outcome(
    forecasts: dict[str, Forecast],
) -> None:
    figures: dict[str, dict[str, float]] = defaultdict(dict)
    won: dict[str, bool] = {}
    for row in table("governors_2022.csv"):
        if row["party"] == "D":
            figures[row["candidate"]][row["forecast_date"]] = float(row["probwin"])
            won[row["candidate"]] = row["probwin_outcome"] == "1"
    races = {id_: f for id_, f in forecasts.items() if id_.startswith("us-governors-2022/")}
    assert len(races) == len(figures) == 36
    for race in races.values():
        candidate = race.question.removeprefix("Will ").partition(" win the ")[0]
        assert {str(u.made_on): u.probability for u in race.updates} == figures[candidate]
        assert len(race.updates) >= 4
        assert race.resolution is not None
        assert (race.resolution.outcome is Outcome.YES) is won[candidate]


def test_where_the_democrat_is_no_rival_of_the_favourite_the_page_says_what_the_question_is(
    forecasts: dict[str, Forecast],
) -> None:
    """Those in which somebody neither Democrat nor Republican is ahead of the Democrat."""
    last: dict[str, dict[str, float]] = defaultdict(dict)
    democrats = {}
    for row in table("governors_2022.csv"):
        if row["forecast_date"] == row["election_date"]:
            last[row["state"]][row["candidate"]] = float(row["probwin"])
            if row["party"] == "D":
                democrats[row["state"]] = row["candidate"]
    third = {
        democrats[state]
        for state, given in last.items()
        if sorted(given, key=lambda c: -given[c]).index(democrats[state]) > 1
        and given[democrats[state]] > 0
    }
    noted = {
        f.question.removeprefix("Will ").partition(" win the ")[0]
        for f in forecasts.values()
        if "the natural question was" in f.background
    }
    assert noted >= third
    assert noted


def test_the_cup_gives_the_ten_likeliest_and_adds_up_the_rest(
    forecasts: dict[str, Forecast],
) -> None:
    given: dict[str, dict[str, float]] = defaultdict(dict)
    for row in table("world_cup_2022_winner.csv"):
        given[row["forecast_date"]][row["team"]] = float(row["win_probability"])
    cup = forecasts["world-cup-2022"]
    assert [str(u.made_on) for u in cup.updates] == sorted(given)[:-1]
    named = {o.id: o.name for o in cup.kind.options if o.id != "another-team"}
    first = given[min(given)]
    assert set(named.values()) == set(sorted(first, key=lambda team: -first[team])[:10])
    for update in cup.updates:
        day = given[str(update.made_on)]
        [(_, belief)] = update.beliefs
        shares = dict(belief.options)
        assert {named[id_]: shares[id_] for id_ in named} == {n: day[n] for n in named.values()}
        others = sum(p for team, p in day.items() if team not in named.values())
        assert shares["another-team"] == pytest.approx(others, abs=1e-9)


def test_the_weeks_of_influenza_give_every_quantile_and_what_was_observed(
    forecasts: dict[str, Forecast],
) -> None:
    observed = {r["week_ending"]: float(r["admissions"]) for r in table("flu_admissions_us.csv")}
    given: dict[tuple[str, str], dict[float, float]] = defaultdict(dict)
    for row in table("flusight_ensemble_us_2024_25.csv"):
        if int(row["horizon"]) >= 0:
            day = (row["target_end_date"], row["reference_date"])
            given[day][float(row["quantile"])] = float(row["value"])
    weeks = {
        id_.rpartition("/")[2]: f for id_, f in forecasts.items() if id_.startswith("us-influenza-")
    }
    assert len(weeks) == 3
    for week, forecast in weeks.items():
        days = {str(u.made_on): dict(u.beliefs[0][1].quantiles) for u in forecast.updates}
        assert days == {day: q for (target, day), q in given.items() if target == week}
        assert forecast.resolution is not None
        [(_, answer)] = forecast.resolution.answers
        assert answer.value == observed[week]
