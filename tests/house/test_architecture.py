"""The architecture's page names what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator/foresite"
PAGE = (ROOT / "content/project/architecture.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w./-]+(?:/|\.py|\.jinja|\.toml|\.md))`", PAGE)))
DRAWN = sorted(set(re.findall(r"^ +[├└]─ (\w+/?)", PAGE, re.MULTILINE)))


@pytest.mark.parametrize("path", NAMED)
def test_every_path_it_names_is_there(path: str) -> None:
    homes = (ROOT, PACKAGE, PACKAGE / "templates")
    assert any((home / path).exists() for home in homes), path


@pytest.mark.parametrize("module", DRAWN)
def test_every_module_it_draws_is_there(module: str) -> None:
    name = module.rstrip("/")
    assert (
        (PACKAGE / name).is_dir()
        if module.endswith("/")
        else (PACKAGE / f"{name}.py").is_file() or (PACKAGE / name).is_dir()
    )
