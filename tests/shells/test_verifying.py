"""A built site can be verified with nothing but its files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.shells.conftest import UPDATE, write

Run = Callable[..., Result]
RATIONALE = "forecasts/rain-in-paris/updates/2026-01-05.md"


def test_a_built_site_verifies_until_a_record_is_touched(foresite: Run, desk: Path) -> None:
    assert foresite("build").exit_code == 0
    result = foresite("verify", "site")
    assert result.exit_code == 0
    assert result.stdout.startswith("4 records are as published; the ledger's root is ")
    published = desk / "site/forecasts/rain-in-paris/records.json"
    text = published.read_text("utf-8")
    published.write_text(text.replace("climate", "Climate"), "utf-8")
    result = foresite("verify", "site")
    assert result.exit_code == 1
    assert result.stdout.startswith("rain-in-paris, update 2026-01-05: its record has the digest")


def test_an_edited_source_passes_its_own_ledger_and_fails_the_one_before(
    foresite: Run, desk: Path
) -> None:
    foresite("export", "one", "--no-charts")
    write(desk, RATIONALE, UPDATE.replace("climate", "Climate"))
    foresite("export", "two", "--no-charts")
    assert foresite("verify", "two").exit_code == 0
    shutil.copy(desk / "one/ledger.json", desk / "kept.json")
    result = foresite("verify", "two", "--against", "kept.json")
    assert result.exit_code == 1
    assert result.stdout.startswith("rain-in-paris, update 2026-01-05: was published (digest ")
    [said] = foresite("verify", "two", "--against", "one").stdout.splitlines()
    kept = json.loads((desk / "two/ledger.json").read_text("utf-8"))
    [[_, _, digest]] = kept["forecasts"]["rain-in-paris"]["chains"]["update"]
    assert said.endswith(f"and changed in rationale (digest {digest})")
