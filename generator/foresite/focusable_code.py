"""Code wider than a small screen can be scrolled from the keyboard, before any script.

Enters a page's HTML; leaves it with ``tabindex`` on each block of code that has
a long line. A box that scrolls must take the focus (WCAG 2.2, 2.1.1). Material's
script gives the attribute to what does scroll, and takes it from what does not,
once it runs: until then, and for readers without scripts, ours stands.
"""

from __future__ import annotations

import html
import re

FITS = 26
"""Characters of code that a column of a screen 320 CSS pixels wide shows (WCAG 2.2, 1.4.10)."""

_BLOCK = re.compile(r"(<pre\b[^>]*>(?:<span></span>)?<code\b)([^>]*)>(.*?)</code>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def with_focusable_code(page: str) -> str:
    """The page, in which each block of code with a line longer than `FITS` takes the focus."""
    return _BLOCK.sub(_focusable, page)


def _focusable(found: re.Match[str]) -> str:
    start, attributes, code = found.groups()
    lines = html.unescape(_TAG.sub("", code)).split("\n")
    if "tabindex" in attributes or max(map(len, lines)) <= FITS:
        return found[0]
    return f'{start}{attributes} tabindex="0">{code}</code>'
