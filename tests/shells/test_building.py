"""Building: the whole site or the last one; the same bytes from every shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from foresite.mkdocs_plugin import VEGA
from tests.shells.conftest import UPDATE, write

Run = Callable[..., Result]

BROKEN = UPDATE.replace("0.4", "40")
PAGE = "forecasts/rain-in-paris/index.html"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_site_is_built_with_every_forecast_in_it(foresite: Run, desk: Path) -> None:
    result = foresite("build")
    assert (result.exit_code, result.stderr) == (0, "Built site\n")
    page = (desk / "site" / PAGE).read_text(encoding="utf-8")
    assert "Will it rain in Paris on New Year’s Day?" in page
    assert "<svg" in page
    assert "script-src 'self';" in page, "a published page runs no script but the site's files"
    assert "40\N{NARROW NO-BREAK SPACE}%" in (desk / "site/about/index.html").read_text("utf-8")


def test_two_builds_are_byte_identical(foresite: Run, desk: Path) -> None:
    foresite("build", "-d", "first")
    foresite("build", "-d", "second")
    assert contents(desk / "first") == contents(desk / "second")


def test_a_failed_build_leaves_the_last_good_site_and_nothing_else(
    foresite: Run, desk: Path
) -> None:
    foresite("build")
    before = contents(desk / "site")
    write(desk, "forecasts/rain-in-paris/updates/2026-01-09.md", BROKEN)
    result = foresite("build")
    assert result.exit_code == 1
    assert result.stderr.endswith("Nothing was built; site is as it was.\n")
    assert contents(desk / "site") == before
    assert not [path.name for path in desk.iterdir() if path.name.startswith(".site-")]


def test_a_failed_first_build_leaves_no_site(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", BROKEN)
    result = foresite("build")
    assert result.exit_code == 1
    assert result.stderr.endswith("Nothing was built; there is no site yet.\n")
    assert not (desk / "site").exists()


def test_a_broken_link_in_an_authored_page_fails_unless_told_otherwise(
    foresite: Run, desk: Path
) -> None:
    write(desk, "content/about.md", "# About\n\n[gone](gone.md)\n")
    assert foresite("build").exit_code == 1
    assert foresite("build", "--no-strict").exit_code == 0


def test_an_embed_of_an_unknown_forecast_fails_at_its_line(foresite: Run, desk: Path) -> None:
    write(desk, "content/about.md", "# About\n\nWe say [[probability rain-in-pari]].\n")
    result = foresite("check")
    assert result.exit_code == 1
    assert "content/about.md:3:8: error[embed-unknown]" in result.stdout
    assert "did you mean “rain-in-paris”?" in result.stdout
    assert foresite("build").exit_code == 1


def given_to_mkdocs(desk: Path) -> dict[str, bytes]:
    """Every page and file as MkDocs has it from the plugin, before it makes HTML of any."""
    config = load_config(str(desk / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    given = {file.src_uri: file.content_bytes for file in files}
    for file in files.documentation_pages():
        if not file.generated_by:
            page = Page(None, file, config)
            page.read_source(config)
            assert page.markdown is not None
            text = config.plugins.on_page_markdown(
                page.markdown, page=page, config=config, files=files
            )
            given[file.src_uri] = text.encode()
    config.plugins.on_shutdown()
    return given


def test_plugin_and_export_give_the_same_bytes(foresite: Run, desk: Path) -> None:
    """Generated or authored, quotations and all; the script for live charts needs our theme."""
    write(desk, "content/pictures/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    write(desk, "content/about.md", "# About\n\n![A map](pictures/map.svg)\n")
    assert foresite("export", "out").exit_code == 0
    exported = contents(desk / "out")
    exported.pop(".foresite-export.json")
    given = given_to_mkdocs(desk)
    given.pop(VEGA)
    assert {"about.md", "pictures/map.svg", "forecasts/rain-in-paris/index.md", "feed.xml"} <= set(
        given
    )
    assert exported == given


def test_an_export_writes_only_what_changed_and_deletes_what_is_gone(
    foresite: Run, desk: Path
) -> None:
    foresite("export", "out")
    assert foresite("export", "out").stderr.startswith("Wrote 0 and deleted 0 files")
    (desk / "forecasts/rain-in-paris").rename(desk / "forecasts/rain-in-london")
    write(desk, "content/about.md", "# About\n")
    foresite("export", "out")
    assert not (desk / "out/forecasts/rain-in-paris/index.md").exists()
    assert (desk / "out/forecasts/rain-in-london/index.md").exists()


def test_an_export_has_what_lies_beside_the_pages_and_nothing_that_is_not_published(
    foresite: Run, desk: Path
) -> None:
    picture = desk / "content/pictures/rain.png"
    picture.parent.mkdir()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\xff\x00")
    write(desk, "content/.notes.md", "Not for readers.")
    write(desk, "content/.DS_Store", "x")
    foresite("export", "out")
    exported = contents(desk / "out")
    assert exported["pictures/rain.png"] == picture.read_bytes()
    assert not {path for path in exported if path.startswith((".notes", ".DS"))}
    picture.unlink()
    foresite("export", "out")
    assert "pictures/rain.png" not in contents(desk / "out")


def test_an_export_never_writes_into_somebody_elses_folder(foresite: Run, desk: Path) -> None:
    write(desk, "out/thesis.md", "Years of work.")
    assert foresite("export", "out").exit_code == 2
    assert contents(desk / "out") == {"thesis.md": b"Years of work."}


def test_an_export_of_a_broken_archive_writes_nothing(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", BROKEN)
    assert foresite("export", "out").exit_code == 1
    assert not (desk / "out").exists()


@pytest.mark.parametrize("home", ["forecasts/index.md", "index.md"])
def test_an_authored_page_takes_the_place_of_ours(foresite: Run, desk: Path, home: str) -> None:
    write(desk, f"content/{home}", "# Our own words\n")
    assert foresite("build").exit_code == 0
    built = desk / "site" / home.replace(".md", ".html")
    assert "Our own words" in built.read_text(encoding="utf-8")
