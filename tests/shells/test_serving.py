"""Serving: a running preview follows the files, and shows what is wrong in the page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.shells.conftest import UPDATE, write

FORECAST = "forecasts/rain-in-paris/"
PATIENCE = 60
"""Seconds. A preview of one forecast is there in two; a busy machine may take longer."""

COMMANDS = [("foresite", "serve", "-a"), ("mkdocs", "serve", "-a")]


@contextmanager
def serving(desk: Path, command: tuple[str, ...]) -> Iterator[str]:
    """The address of a preview that runs as its own program."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1769904000", "NO_MKDOCS_2_WARNING": "1"}
    with (desk / "log.txt").open("wb") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", *command, address],
            cwd=desk,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://{address}/"
        finally:
            program.terminate()
            program.wait(timeout=PATIENCE)


def eventually(address: str, *, holds: Callable[[str], bool]) -> str:
    """The page once it is as it should be; as it last was, if it never is."""
    page = ""
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                page = answer.read().decode("utf-8")
        except (urllib.error.URLError, ConnectionError) as error:
            page = str(error)
        if holds(page):
            return page
        time.sleep(0.2)
    return page


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_preview_follows_the_files_and_shows_what_is_wrong(
    desk: Path, command: tuple[str, ...]
) -> None:
    write(desk, "content/about.md", "# About\n\nIt stands at [[probability rain-in-paris]].\n")
    with serving(desk, command) as site:
        page = eventually(site + FORECAST, holds=lambda page: "The climate of January" in page)
        assert "The climate of January" in page

        write(desk, FORECAST + "updates/2026-01-09.md", UPDATE.replace("0.4", "75%"))
        page = eventually(site + FORECAST, holds=lambda page: "probability-format" in page)
        assert "updates/2026-01-09.md, line 2, column 14" in page
        assert "probability is “75%”, but must be a number between 0 and 1" in page
        assert "write 0.75" in page
        page = eventually(site + "about/", holds=lambda page: "It stands at" in page)
        assert 'href="../forecasts/rain-in-paris/">forecast has problems</a>' in page
        assert "[[" not in page

        later = UPDATE.replace("0.4", "0.75\nreason: evidence").replace("climate", "forecasts")
        write(desk, FORECAST + "updates/2026-01-09.md", later)
        page = eventually(site + FORECAST, holds=lambda page: "The forecasts of January" in page)
        assert "The forecasts of January" in page

        write(desk, "content/about.md", "# About\n\nNow [[probability rain-in-paris]].\n")
        page = eventually(site + "about/", holds=lambda page: "Now" in page)
        assert "75\N{NARROW NO-BREAK SPACE}%" in page


def test_mkdocs_builds_by_itself_and_says_what_is_wrong(desk: Path) -> None:
    def built() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", "out"],
            cwd=desk,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1769904000", "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    first = built()
    assert first.returncode == 0, first.stderr
    assert (desk / "out" / FORECAST / "index.html").is_file()
    write(desk, FORECAST + "updates/2026-01-09.md", UPDATE.replace("0.4", "40"))
    second = built()
    assert second.returncode == 1
    assert "forecasts/rain-in-paris/updates/2026-01-09.md:2:14: error[probability-range]" in (
        second.stderr
    )
    assert "Traceback" not in second.stderr
