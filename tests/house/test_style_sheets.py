"""What the style sheets must keep alike."""

from __future__ import annotations

import re
from pathlib import Path

import foresite
from foresite.theming import SHEETS, joined

ASSETS = Path(foresite.__file__).parent / "theme"
TOKENS = (Path(foresite.__file__).parent / "theme/assets/foresite/tokens.css").read_text("utf-8")


def tokens(selector: str) -> dict[str, str]:
    """The colours that the rule of a selector gives."""
    start = TOKENS.index(selector)
    block = TOKENS[TOKENS.index("{", start) : TOKENS.index("}", start)]
    return dict(re.findall(r"(--fs-[\w-]+): (#[0-9a-f]+);", block))


def test_the_dark_palette_is_the_same_with_javascript_and_without() -> None:
    dark = tokens('[data-md-color-scheme="slate"] {')
    assert len(dark) > 15
    assert tokens(":not([data-md-color-media]) {") == dark
    assert set(tokens('[data-md-color-scheme="default"] {')) == set(dark)


def test_every_sheet_has_its_place_in_the_cascade() -> None:
    there = {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.css")}
    assert there == set(SHEETS)


def test_sheets_are_joined_in_order_without_comments_and_indentation() -> None:
    sheets = ["/* A\n   b */\n\na {\n  color: red;\n}\n", "b::after {\n  content: ' · ';\n}\n"]
    assert joined(sheets) == "a {\ncolor: red;\n}\nb::after {\ncontent: ' · ';\n}\n"
