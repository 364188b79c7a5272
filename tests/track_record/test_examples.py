"""The example archive, scored a second time by few lines that know nothing of ours."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scoringrules
import yaml
from click.testing import CliRunner

from foresite.cli import main

ROOT = Path(__file__).parents[2]
TABLES = next((p / "shared/data" for p in ROOT.parents if (p / "shared/data").is_dir()), None)

Cells = dict[str, str]


@pytest.fixture(scope="module")
def printed() -> list[Cells]:
    """What ``foresite scores --format csv`` prints."""
    made = CliRunner().invoke(
        main,
        ["scores", "-f", str(ROOT / "mkdocs.yml"), "--format", "csv", "--today", "2026-11-24"],
        catch_exceptions=False,
    )
    assert made.exit_code == 0
    return list(csv.DictReader(io.StringIO(made.stdout_bytes.decode(), newline="")))


def races(printed: list[Cells]) -> list[Cells]:
    """The rows of the races for governor."""
    return [row for row in printed if row["forecast"].startswith("us-governors-2022/")]


def ours(printed: list[Cells], column: str) -> float:
    """The mean of a column over the races."""
    return float(np.mean([float(row[column]) for row in races(printed)]))


def told(column: str, one: float, other: float) -> None:
    """Both figures, for whoever runs this with ``-s``."""
    print(f"36 races, {column}: {one:.12f} by foresite, {other:.12f} by hand")  # noqa: T201 - to be seen


def test_there_are_at_least_forty_scored_questions_and_a_row_for_each_reading(
    printed: list[Cells],
) -> None:
    assert sum(row["counts"] == "true" for row in printed) >= 40
    folders = {
        p.parent.relative_to(ROOT / "forecasts") for p in ROOT.glob("forecasts/**/forecast.yml")
    }
    assert {row["forecast"] for row in printed} == {folder.as_posix() for folder in folders}
    keys = [(row["forecast"], row["dimension"], row["span"]) for row in printed]
    assert len(set(keys)) == len(keys)


def test_the_brier_score_of_the_races_is_that_of_the_files(printed: list[Cells]) -> None:
    """Nothing but the last line ``probability:`` of each folder, and its outcome."""
    errors = []
    for folder in sorted((ROOT / "forecasts/us-governors-2022").iterdir()):
        last = max((folder / "updates").iterdir())
        [number] = re.findall(r"^probability: (\S+)$", last.read_text("utf-8"), re.MULTILINE)
        came_true = "\noutcome: yes" in (folder / "resolution.md").read_text("utf-8")
        errors.append((float(number) - came_true) ** 2)
    told("brier_close", ours(printed, "brier_close"), float(np.mean(errors)))
    assert len(errors) == len(races(printed)) == 36
    assert ours(printed, "brier_close") == pytest.approx(np.mean(errors), abs=1e-9)


@pytest.mark.skipif(
    TABLES is None, reason="the public tables lie in no folder shared/data beside the repository"
)
def test_the_brier_score_of_the_races_is_that_of_the_table_they_were_made_from(
    printed: list[Cells],
) -> None:
    """The model's figure for the Democrat of each state, on its first day and its last."""
    assert TABLES is not None
    with (TABLES / "governors_2022.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["party"] == "D"]
    rows.sort(key=lambda row: row["forecast_date"])
    last = {row["state"]: row for row in rows}
    first = {row["state"]: row for row in reversed(rows)}
    for column, chosen in (("brier_opening", first), ("brier_close", last)):
        brier = np.mean(
            [(float(r["probwin"]) - float(r["probwin_outcome"])) ** 2 for r in chosen.values()]
        )
        told(column, ours(printed, column), float(brier))
        assert len(chosen) == 36
        assert ours(printed, column) == pytest.approx(brier, abs=1e-9)


def front(path: Path) -> dict[str, Any]:
    """A file's keys, every value a text."""
    text = path.read_text("utf-8")
    return dict(
        yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, yaml.BaseLoader)
    )


def of_yes_or_no(said: Mapping[str, Any], outcome: str) -> Cells | dict[str, float]:
    came, p = int(outcome == "yes"), float(said["probability"])
    return {
        "brier": float(scoringrules.brier_score(came, p)),
        "log": float(scoringrules.log_score(came, p)),
    }


def of_options(said: Mapping[str, Any], outcome: str) -> dict[str, float]:
    shares = {option: float(p) for option, p in said["options"].items()}
    came = np.array([option == outcome for option in shares], dtype=float)
    return {
        "brier_multi": float(np.sum((np.array(list(shares.values())) - came) ** 2)),
        "log": float(-np.log(max(shares[outcome], 1e-6))),
    }


def of_quantiles(said: Mapping[str, Any], outcome: str) -> dict[str, float]:
    levels = np.array([float(level) for level in said["quantiles"]])
    quantiles, y = np.array([float(q) for q in said["quantiles"].values()]), float(outcome)
    below = levels < 0.5
    alphas, lower, upper = 2 * levels[below], quantiles[below], quantiles[::-1][below]
    intervals = scoringrules.interval_score(y, lower, upper, alphas)
    median = float(quantiles[levels == 0.5][0])
    losses = scoringrules.quantile_score(y, quantiles, levels)
    # Each tail: the mean loss over its levels, by Simpson's rule, which is exact for a straight line.
    steps = np.array([0, 0.5, 1]) * np.array([[levels[0]], [1 - levels[-1]]])
    ends = [
        np.where(
            y > quantiles[0], steps[0] * (y - quantiles[0]), (1 - steps[0]) * (quantiles[0] - y)
        ),
        np.where(
            y < quantiles[-1], steps[1] * (quantiles[-1] - y), (1 - steps[1]) * (y - quantiles[-1])
        ),
    ]
    tails = sum(
        width[-1] * np.dot(end, [1, 4, 1]) / 6 for width, end in zip(steps, ends, strict=True)
    )
    return {
        "wis": float((abs(y - median) / 2 + np.dot(alphas / 2, intervals)) / (below.sum() + 0.5)),
        "crps": float(2 * (np.trapezoid(losses, levels) + tails)),
        "coverage_50": float(
            lower[levels[below] == 0.25][0] <= y <= upper[levels[below] == 0.25][0]
        ),
        "coverage_90": float(
            lower[levels[below] == 0.05][0] <= y <= upper[levels[below] == 0.05][0]
        ),
    }


SCORERS: Mapping[str, Callable[[Mapping[str, Any], str], Mapping[str, Any]]] = {
    "binary": of_yes_or_no,
    "multiple-choice": of_options,
    "numeric": of_quantiles,
}


def test_every_score_of_the_table_is_that_of_an_independent_computation(
    printed: list[Cells],
) -> None:
    """From the files, a day at a time, with scoringrules and NumPy."""
    compared = 0
    for row in printed:
        folder = ROOT / "forecasts" / row["forecast"]
        if row["counts"] == "false" or row["spans"] != "1":
            continue
        forecast, resolution = front(folder / "forecast.yml"), front(folder / "resolution.md")
        opened, closes = (date.fromisoformat(forecast[key]) for key in ("opened_on", "closes_on"))
        end = min(closes, date.fromisoformat(resolution["known_on"]))
        scorer = SCORERS[forecast.get("kind", "binary")]
        said = {
            date.fromisoformat(file.stem[:10]): scorer(front(file), resolution["outcome"])
            for file in sorted((folder / "updates").iterdir())
            if file.stem[:10] <= end.isoformat()
        }
        days = [opened + timedelta(days=n) for n in range((end - opened).days)]
        standing = [said[max(on for on in said if on <= day)] for day in days if min(said) <= day]
        assert float(row["time_covered"]) == len(standing) / len(days)
        for score in said[min(said)]:
            expected = {
                "opening": said[min(said)][score],
                "close": said[max(said)][score],
                "average": np.mean([scored[score] for scored in standing]),
            }
            for moment, value in expected.items():
                assert float(row[f"{score}_{moment}"]) == pytest.approx(value, rel=1e-9, abs=1e-9)
                compared += 1
    assert compared >= 36 * 6 + 6 + 3 * 12
