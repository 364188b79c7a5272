"""Stamps: the day's root in a file, a proof where the client is at hand, a message where not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from foresite.cli import stamping
from tests.shells.conftest import UPDATE, write

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a client on the path that runs these lines of a shell; without lines, none."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(lines: str) -> None:
        (folder / "ots").write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        (folder / "ots").chmod(0o755)

    return install


def test_without_the_client_the_stamp_is_written_and_a_message_says_what_is_missing(
    foresite: Run, desk: Path
) -> None:
    result = foresite("stamp")
    assert result.exit_code == 0
    assert result.stdout == "stamps/2026-02-01.txt\n"
    assert "the OpenTimestamps client is not installed" in result.stderr
    foresite("export", "out", "--no-charts")
    kept = json.loads((desk / "out/ledger.json").read_text("utf-8"))
    assert (desk / "stamps/2026-02-01.txt").read_text("utf-8") == (
        f"Ledger of The Test Desk\nday: 2026-02-01\nrecords: 4\nroot: {kept['root']}\n"
    )


def test_with_the_client_the_proof_stands_beside_the_stamp(
    foresite: Run, desk: Path, client: Callable[[str], None]
) -> None:
    client('[ "$1" = stamp ] && echo proof of "$2" > "$2.ots"')
    result = foresite("stamp")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "stamps/2026-02-01.txt\nstamps/2026-02-01.txt.ots\n"
    assert (desk / "stamps/2026-02-01.txt.ots").read_text() == "proof of 2026-02-01.txt\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("echo Calendar unreachable >&2; exit 1", "Calendar unreachable"),
        ("exit 0", "it wrote no proof"),
        ("while :; do :; done", "timed out"),
        ("printf 'a\\033[2Jb\\n' >&2; exit 1", "a[2Jb"),
        ("echo '::error file=a::b' >&2; exit 1", "yet: : :error file=a: :b."),
        ("printf ':\\033:::x ##[error]y\\n' >&2; exit 1", "yet: : : : :x # #[error]y."),
    ],
)
def test_a_client_that_fails_is_a_message_and_no_failure(
    foresite: Run,
    client: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    lines: str,
    said: str,
) -> None:
    monkeypatch.setattr(stamping, "PATIENCE", 1)
    client(lines)
    result = foresite("stamp")
    assert result.exit_code == 0
    assert said in result.stderr
    assert result.stderr.endswith("Run this again later.\n")


def test_a_stamp_that_waits_for_its_proof_gets_it_with_the_next(
    foresite: Run, client: Callable[[str], None]
) -> None:
    foresite("stamp")
    client('echo proof > "$2.ots"')
    assert foresite("stamp", "--today", "2026-02-02").stdout.splitlines() == [
        "stamps/2026-02-02.txt",
        "stamps/2026-02-01.txt.ots",
        "stamps/2026-02-02.txt.ots",
    ]


def test_a_stamp_with_a_proof_is_never_written_over(
    foresite: Run, desk: Path, client: Callable[[str], None]
) -> None:
    client('echo proof > "$2.ots"')
    foresite("stamp")
    before = (desk / "stamps/2026-02-01.txt").read_bytes()
    assert foresite("stamp").stdout == "stamps/2026-02-01.txt\n"
    write(
        desk,
        "forecasts/rain-in-paris/updates/2026-02-01.md",
        UPDATE.replace("---\nT", "reason: evidence\n---\nT"),
    )
    result = foresite("stamp")
    assert result.stdout.splitlines() == [
        "stamps/2026-02-01-2.txt",
        "stamps/2026-02-01-2.txt.ots",
    ]
    assert "stamps/2026-02-01.txt no longer fits" in result.stderr
    assert (desk / "stamps/2026-02-01.txt").read_bytes() == before


def test_later_records_leave_an_earlier_stamp_fitting(foresite: Run, desk: Path) -> None:
    foresite("stamp")
    write(
        desk,
        "forecasts/rain-in-paris/updates/2026-02-03.md",
        UPDATE.replace("---\nT", "reason: evidence\n---\nT"),
    )
    assert "no longer fits" not in foresite("stamp", "--today", "2026-02-04").stderr


def test_nothing_published_and_problems_are_told(foresite: Run, desk: Path) -> None:
    write(desk, "forecasts/rain-in-paris/updates/2026-01-05.md", UPDATE.replace("0.4", "40"))
    result = foresite("stamp")
    assert result.exit_code == 1
    assert "probability-range" in result.stdout
    assert not (desk / "stamps").exists()
    for path in sorted((desk / "forecasts").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    write(desk, "content/about.md", "# About\n")
    result = foresite("stamp")
    assert result.exit_code == 0
    assert "nothing to stamp" in result.stderr


def test_stamps_and_proofs_are_published_byte_for_byte(foresite: Run, desk: Path) -> None:
    write(desk, "stamps/2026-01-05.txt", "Ledger of The Test Desk\n")
    (desk / "stamps/2026-01-05.txt.ots").write_bytes(bytes(range(256)))
    write(desk, "stamps/2026-01-06.txt", "Ledger of The Test Desk\n")
    write(desk, "stamps/notes.txt", "Not a stamp.\n")
    (desk / "secret").write_text("s", encoding="utf-8")
    (desk / "stamps/2026-01-07.txt").symlink_to(desk / "secret")
    assert foresite("build").exit_code == 0
    published = desk / "site/stamps"
    assert sorted(p.name for p in published.iterdir()) == [
        "2026-01-05.txt",
        "2026-01-05.txt.ots",
        "2026-01-06.txt",
        "index.json",
    ]
    assert (published / "2026-01-05.txt.ots").read_bytes() == bytes(range(256))
    assert json.loads((published / "index.json").read_text("utf-8")) == [
        {"stamp": "2026-01-05.txt", "proof": "2026-01-05.txt.ots"},
        {"stamp": "2026-01-06.txt", "proof": None},
    ]
