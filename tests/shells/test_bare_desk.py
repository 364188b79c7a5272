"""A desk as README begins it, which sets next to nothing: what it need not know still holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from foresite.words import NARROW_SPACE
from tests.shells.conftest import write

Run = Callable[..., Result]

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILES = {
    m["path"]: m["text"]
    for m in re.finditer(
        r"^`(?P<path>[^`\n]+)`:\n\n```\w+\n(?P<text>.*?)^```$", README, re.MULTILINE | re.DOTALL
    )
}
"""The files that README shows in full, by path."""

CONFIG = FILES["mkdocs.yml"]

FORECAST = "forecasts/rain-in-paris/index.html"


def built(foresite: Run, desk: Path) -> tuple[str, str]:
    """The home page and a forecast's page that the shortest configuration gives."""
    write(desk, "mkdocs.yml", CONFIG)
    result = foresite("build")
    assert (result.exit_code, result.stderr) == (0, "Built site\n")
    home, page = (desk / "site" / path for path in ("index.html", FORECAST))
    return home.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")


def test_the_files_of_the_readme_are_a_whole_desk(
    foresite: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "readme"
    for path, text in FILES.items():
        write(folder, path, text)
    monkeypatch.chdir(folder)
    assert foresite("check").stderr == "One forecast, no problems.\n"
    assert foresite("build").exit_code == 0
    page = (folder / "site" / FORECAST).read_text(encoding="utf-8")
    assert "It rains on about four in ten days" in page


def test_its_pages_have_anchors_both_palettes_and_no_font_of_another_server(
    foresite: Run, desk: Path
) -> None:
    home, page = built(foresite, desk)
    assert 'id="criteria"' in page
    assert "{:" not in page
    [body] = re.findall(r"<body[^>]*>", page)
    assert "data-md-color-primary" in body, "our colours are bound to Material's attributes"
    assert 'data-md-color-scheme="slate"' in page
    assert "fonts.g" not in page
    header = home.partition("</header>")[0]
    for address in ("forecasts/", "changelog/", "about/"):
        assert f'href="{address}"' in header, "no navigation is written, so ours is shown"


def test_the_home_page_leads_to_what_its_words_mean_on_a_desk_of_three_files(
    foresite: Run, desk: Path
) -> None:
    home, _ = built(foresite, desk)
    assert '<a href="method/">How to read a probability</a>' in home
    page = (desk / "site/method/index.html").read_text(encoding="utf-8")
    words = [
        tuple(re.findall(r">([^<>]+)</td>", row))
        for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    ]
    assert [tuple(cell.replace(NARROW_SPACE, " ") for cell in row) for row in words if row] == [
        ("0 %", "5 %", "almost no chance"),
        ("5 %", "20 %", "very unlikely"),
        ("20 %", "45 %", "unlikely"),
        ("45 %", "55 %", "roughly even chance"),
        ("55 %", "80 %", "likely"),
        ("80 %", "95 %", "very likely"),
        ("95 %", "100 %", "almost certain"),
    ]  # ICD 203 (2015), D.6.e(2)(a)
    assert "1\N{NO-BREAK SPACE}in\N{NO-BREAK SPACE}4 that it does not" in page
    assert "move it by 5 points, at once or in all" in page


@pytest.mark.parametrize("path", ["content/method.md", "content/method/index.md"])
def test_a_method_that_the_desk_writes_takes_the_place_of_ours(
    foresite: Run, desk: Path, path: str
) -> None:
    write(desk, path, "# Method\n\nIn our own words.\n")
    assert 'href="method/"' in built(foresite, desk)[0]
    page = (desk / "site/method/index.html").read_text(encoding="utf-8")
    assert "In our own words." in page
    assert "almost no chance" not in page


@pytest.mark.parametrize("command", ["build", "check"])
def test_another_theme_is_refused_in_words(foresite: Run, desk: Path, command: str) -> None:
    write(desk, "mkdocs.yml", CONFIG.replace("material", "readthedocs"))
    result = foresite(command)
    assert result.exit_code == 2
    assert "the theme is “readthedocs”, but must be “material”" in result.stderr


def test_three_files_make_a_site_before_there_is_a_forecast(
    foresite: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """README says so; the folder of the forecasts comes with the first of them."""
    folder = tmp_path / "three"
    for path in ("mkdocs.yml", "content/about.md", ".gitignore"):
        write(folder, path, FILES[path])
    monkeypatch.chdir(folder)
    assert foresite("check").stderr == "No forecasts, no problems.\n"
    result = foresite("build")
    assert (result.exit_code, result.stderr) == (0, "Built site\n")
    assert "No forecast is published yet." in (folder / "site/index.html").read_text("utf-8")
    assert not (folder / "forecasts").exists()


def test_a_desk_that_names_its_folder_means_it_to_be_there(
    foresite: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip in the name would publish an empty site in the place of the forecasts."""
    folder = tmp_path / "named"
    for path in ("mkdocs.yml", "content/about.md"):
        write(folder, path, FILES[path].replace("foresite]", "foresite: {archive: forecast}]"))
    monkeypatch.chdir(folder)
    assert "error[archive-missing]" in foresite("check").stdout
    assert foresite("build").exit_code == 1
    assert not (folder / "site").exists()


def test_a_desk_s_names_for_its_tags_stand_in_mkdocs_yml(foresite: Run, desk: Path) -> None:
    write(desk, "mkdocs.yml", CONFIG.replace("foresite]", "foresite: {tags: {weather: Weather}}]"))
    assert foresite("export", "out").exit_code == 0
    listed = (desk / "out/tags/index.md").read_text(encoding="utf-8")
    assert 'weather/">Weather</a>' in listed
