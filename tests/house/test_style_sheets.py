"""What the style sheets must keep alike."""

from __future__ import annotations

import re
from pathlib import Path

import foresite

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
