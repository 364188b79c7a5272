"""What a site looks like before its desk says otherwise.

Enters MkDocs' theme and list of Markdown extensions as plain collections;
both leave with what our pages need, so that a desk's ``mkdocs.yml`` may stop at
``theme: material``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from typing import Any, Final

PALETTE: Final = (
    {
        "media": "(prefers-color-scheme)",
        "toggle": {"icon": "material/circle-half-full", "name": "Follow the system"},
    },
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/weather-sunny", "name": "Light"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/weather-night", "name": "Dark"},
    },
)
"""Light, dark, or as the reader's system has it; the colours are in ``tokens.css``."""

SHEETS: Final = (
    "assets/foresite/tokens.css",
    "assets/foresite/frame.css",
    "assets/foresite/header.css",
    "assets/foresite/forecast.css",
    "assets/foresite/charts.css",
    "assets/foresite/dimensions.css",
    "assets/foresite/record.css",
    "assets/foresite/criteria.css",
    "assets/foresite/past.css",
    "assets/foresite/evidence.css",
    "assets/foresite/lists.css",
    "assets/foresite/desk.css",
    "assets/foresite/ledger.css",
    "assets/foresite/track-record.css",
)
"""Our style sheets, a topic each, in the order of the cascade; a page loads them as one file."""

STYLE: Final = "assets/foresite/foresite.css"

EXTENSIONS: Final = ("attr_list",)
"""Our pages name their sections' anchors with attribute lists."""


def joined(sheets: Iterable[str]) -> str:
    """Style sheets as one, without comments and indentation: fewer requests, and lighter."""
    whole = re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", whole).lstrip()


def theme_fault(name: str | None) -> str:
    """Why a theme cannot carry our pages; empty if it can."""
    return "" if name == "material" else f"the theme is “{name}”, but must be “material”"


def complete_theme(theme: MutableMapping[str, Any], extensions: list[str]) -> None:
    """Fill in what a desk left out, and keep its pages from asking another server for fonts."""
    theme["font"] = False
    if not theme.get("palette"):
        theme["palette"] = [dict(option) for option in PALETTE]
    extensions += [needed for needed in EXTENSIONS if needed not in extensions]
