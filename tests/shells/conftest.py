"""A desk's whole folder, small enough to build in a second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foresite.cli import main

CONFIG = """\
site_name: The Test Desk
docs_dir: content
theme: {name: material, font: false}
plugins: [search, foresite]
markdown_extensions: [attr_list]
nav:
  - Home: index.md
  - Forecasts: forecasts/index.md
  - About: about.md
"""

FORECAST = """\
question: Will it rain in Paris on New Year’s Day?
opened_on: 2026-01-05
closes_on: 2026-12-31
tags: [weather]
criteria: Resolves yes if Météo-France reports at least 1 mm for Paris-Montsouris.
"""

UPDATE = """\
---
probability: 0.4
---
The climate of January, nothing more.
"""

ABOUT = "# About\n\nWe say [[probability rain-in-paris]].\n"

TODAY = "2026-02-01"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a configuration, an authored page and one forecast."""
    folder = tmp_path / "desk"
    write(folder, "mkdocs.yml", CONFIG)
    write(folder, "content/about.md", ABOUT)
    write(folder, "forecasts/rain-in-paris/forecast.yml", FORECAST)
    write(folder, "forecasts/rain-in-paris/updates/2026-01-05.md", UPDATE)
    return folder


def write(folder: Path, path: str, text: str) -> None:
    """Write a file below the desk's folder."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


@pytest.fixture
def foresite(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command in the desk's folder, on a fixed day."""
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")  # 2026-02-01

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    return run
