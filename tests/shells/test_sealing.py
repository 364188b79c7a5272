"""Sealing and revealing, as an author does it."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from foresite.cli import main
from tests.repositories import commit, repository
from tests.shells.conftest import write

Run = Callable[..., Result]
TEXT = "It will rain by the morning.\n\nThe wind has turned.\n"
SEALED = "forecasts/rain-in-paris/sealed"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The author's own settings, far from the repository."""
    folder = tmp_path / "own"
    monkeypatch.setattr(click, "get_app_dir", lambda name: str(folder / name))
    return folder


@pytest.fixture
def text(tmp_path: Path) -> str:
    """A file with a text to be sealed."""
    path = tmp_path / "text.md"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_a_text_is_sealed_and_revealed(
    foresite: Run, desk: Path, text: str, own_folder: Path
) -> None:
    result = foresite("seal", "rain-in-paris", text, "--about", "The  next: bulletin")
    secret = own_folder / "foresite/sealed/rain-in-paris--2026-02-01.txt"
    assert (result.exit_code, result.stdout) == (0, f"{SEALED}/2026-02-01.yml\n")
    assert f"Keep {secret}: it holds the salt and the text" in result.stderr
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    assert (desk / SEALED / "2026-02-01.yml").read_text("utf-8") == (
        f'digest: {digest}\nabout: "The next: bulletin"\n'
    )
    assert foresite("check").exit_code == 0
    salt = secret.read_text("utf-8").split("\n")[0]
    assert len(bytes.fromhex(salt)) == 32

    result = foresite("reveal", "rain-in-paris", "--today", "2026-02-03")
    assert (result.exit_code, result.stdout) == (0, f"{SEALED}/2026-02-01.md\n")
    assert (desk / SEALED / "2026-02-01.md").read_text("utf-8") == (
        f"---\nsalt: {salt}\nrevealed_on: 2026-02-03\n---\n{TEXT}"
    )
    assert foresite("check", "--today", "2026-02-03").exit_code == 0


def test_nothing_of_the_text_or_the_salt_is_in_the_desks_folder(
    foresite: Run, desk: Path, text: str, own_folder: Path
) -> None:
    foresite("seal", "rain-in-paris", text)
    [secret] = own_folder.rglob("*.txt")
    salt = secret.read_text("utf-8").split("\n")[0]
    everything = b"".join(p.read_bytes() for p in desk.rglob("*") if p.is_file())
    assert b"The wind has turned" not in everything
    assert salt.encode() not in everything
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(secret.parent.stat().st_mode) == 0o700


def test_two_seals_of_one_text_have_digests_that_nobody_could_guess(
    foresite: Run, desk: Path, text: str
) -> None:
    foresite("seal", "rain-in-paris", text)
    result = foresite("seal", "rain-in-paris", text)
    assert result.stdout == f"{SEALED}/2026-02-01-2.yml\n"
    first, second = ((desk / SEALED / f"2026-02-01{end}.yml").read_text() for end in ("", "-2"))
    assert first != second
    result = foresite("reveal", "rain-in-paris")
    assert result.exit_code == 2
    assert "name one of 2026-02-01, 2026-02-01-2" in result.stderr
    assert foresite("reveal", "rain-in-paris", "2026-02-01-2").exit_code == 0
    assert foresite("reveal", "rain-in-paris").exit_code == 0
    result = foresite("reveal", "rain-in-paris")
    assert (result.exit_code, "it has none that waits" in result.stderr) == (2, True)


def test_a_changed_secret_reveals_nothing_and_both_digests_are_named(
    foresite: Run, desk: Path, text: str, own_folder: Path
) -> None:
    foresite("seal", "rain-in-paris", text)
    [secret] = own_folder.rglob("*.txt")
    sealed = hashlib.sha256(secret.read_bytes()).hexdigest()
    secret.write_text(secret.read_text("utf-8").replace("morning", "evening"), "utf-8")
    result = foresite("reveal", "rain-in-paris")
    assert result.exit_code == 1
    assert hashlib.sha256(secret.read_bytes()).hexdigest() in result.stderr
    assert sealed in result.stderr
    assert not (desk / SEALED / "2026-02-01.md").exists()


@pytest.mark.parametrize("place", ["secret.txt", "forecasts/rain-in-paris/secret.txt"])
def test_a_secret_is_never_kept_in_the_repository(
    foresite: Run, desk: Path, text: str, place: str
) -> None:
    result = foresite("seal", "rain-in-paris", text, "--secret", place)
    assert result.exit_code == 2
    assert "lies in the repository" in result.stderr
    assert not (desk / SEALED).exists()


def test_a_repository_may_begin_above_the_site(
    foresite: Run, desk: Path, text: str, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    result = foresite("seal", "rain-in-paris", text, "--secret", str(tmp_path / "secret.txt"))
    assert result.exit_code == 2
    (tmp_path / ".git").rmdir()
    place = tmp_path / "secret.txt"
    assert foresite("seal", "rain-in-paris", text, "--secret", str(place)).exit_code == 0
    # What is kept is never written over: it could be the only copy.
    write(desk, "forecasts/rain-in-paris/README.md", "x")
    before = place.read_bytes()
    result = foresite("seal", "rain-in-paris", text, "--secret", str(place))
    assert (result.exit_code, place.read_bytes()) == (2, before)
    assert "exists already" in result.stderr


@pytest.mark.parametrize(
    "case",
    [
        (b"", 2, "there is no text to seal"),
        (b" \n\n", 2, "there is no text to seal"),
        (b"a\xff", 1, "not-utf-8"),
        ("a\u202eb".encode(), 1, "invisible-character"),
        (b"a" * 1_000_001, 2, "more than 1 MB"),
    ],
)
def test_what_could_not_be_shown_later_is_refused_now(
    foresite: Run, desk: Path, own_folder: Path, case: tuple[bytes, int, str]
) -> None:
    content, code, said = case
    path = desk.parent / "text.md"
    path.write_bytes(content)
    result = foresite("seal", "rain-in-paris", str(path))
    assert result.exit_code == code
    assert said in result.output
    assert not (desk / SEALED).exists()
    assert not own_folder.exists()


def test_a_text_comes_from_standard_input(foresite: Run, own_folder: Path) -> None:
    assert foresite("check").exit_code == 0  # in the desk's folder, on its day
    result = CliRunner().invoke(main, ["seal", "rain-in-paris"], input="Rain.\r\n")
    assert result.exit_code == 0
    [secret] = own_folder.rglob("*.txt")
    assert secret.read_bytes().endswith(b"\nRain.\n")


def test_a_lost_secret_and_an_unknown_forecast_are_usage_errors(
    foresite: Run, text: str, own_folder: Path
) -> None:
    foresite("seal", "rain-in-paris", text)
    for secret in own_folder.rglob("*.txt"):
        secret.unlink()
    result = foresite("reveal", "rain-in-paris")
    assert result.exit_code == 2
    assert "say with --secret where the file is" in result.stderr
    assert "did you mean “rain-in-paris”?" in foresite("seal", "rain-in-pari", text).stderr


def test_a_text_that_is_sealed_after_the_event_is_refused(
    foresite: Run, desk: Path, text: str
) -> None:
    """Dated back, and shown at once: nobody saw the digest before the text."""
    repository(desk)
    commit(desk)
    foresite("seal", "rain-in-paris", text, "--today", "2026-01-12")
    against = ("check", "--against", "HEAD", "--today", "2026-06-01")
    refused = foresite(*against)
    assert refused.exit_code == 1
    assert f"{SEALED}/2026-01-12.yml:1:1: error[published-order]" in refused.stdout
    foresite("reveal", "rain-in-paris", "--today", "2026-05-31")
    refused = foresite(*against)
    assert f"{SEALED}/2026-01-12.md:1:1: error[seal-unpublished]" in refused.stdout


def test_a_seal_is_published_and_its_text_in_a_later_change(
    foresite: Run, desk: Path, text: str
) -> None:
    repository(desk)
    commit(desk)
    foresite("seal", "rain-in-paris", text, "--today", "2026-02-01")
    against = ("check", "--against", "HEAD", "--today")
    assert foresite(*against, "2026-02-02").exit_code == 0
    commit(desk, on="2026-02-02")
    foresite("reveal", "rain-in-paris", "--today", "2026-02-20")
    assert foresite(*against, "2026-02-20").exit_code == 0
    late = foresite(*against, "2026-06-01")
    assert late.exit_code == 1
    assert f"{SEALED}/2026-02-01.md:3:14: error[published-order]" in late.stdout
