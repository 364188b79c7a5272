"""In a preview, what is wrong stands at the address of the forecast that it concerns."""

from __future__ import annotations

import pytest

from foresite.pages.problem_pages import broken_forecast, problem_pages
from foresite.problems import Location, Problem
from foresite.publication import Settings

SETTINGS = Settings(site_name="Desk", desk="Desk")


@pytest.mark.parametrize(
    ("path", "forecast"),
    [
        ("forecasts/rain/forecast.yml", "rain"),
        ("forecasts/rain/updates/2026-01-05.md", "rain"),
        ("forecasts/rain/corrections/2026-01-05.md", "rain"),
        ("forecasts/rain/sealed/2026-01-05.yml", "rain"),
        ("forecasts/weather/rain/resolution.md", "weather/rain"),
        ("forecasts/updates/forecast.yml", "updates"),
        ("forecasts/authors.yml", ""),
        ("content/about.md", ""),
    ],
)
def test_a_problem_concerns_the_forecast_in_whose_folder_it_lies(path: str, forecast: str) -> None:
    problem = Problem(Location(path), "empty-file", "is empty")
    assert broken_forecast(problem, settings=SETTINGS) == forecast
    pages = problem_pages((problem,), settings=SETTINGS)
    assert [page.path for page in pages] == [f"forecasts/{forecast}/index.md"] * bool(forecast)
