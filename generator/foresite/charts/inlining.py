"""Charts put into a finished page, where its style sheet colours them.

Enters a page's HTML, its address, and a way to the text of an SVG file that
``rendering`` wrote; leaves the HTML with each ``<img class="fs-plot">`` of such
a file replaced by the chart itself. An image that is not ours stays as it is.

What is inlined takes all the width it is given and keeps its height; its
``style`` says so against themes that scale every ``svg`` they find.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote, urlsplit

_IMAGE = re.compile(r'<img\b[^>]*?\bclass="fs-plot"[^>]*>')
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_FILE = re.compile(
    r'<svg [^>]*? width="(?P<width>\d+)" height="(?P<height>\d+)"[^>]*?'
    r'(?P<label> aria-label=(?:"[^"]*"|\'[^\']*\'))>'
    r"<style>[^<]*</style><rect [^>]*/>"
    r'<svg x="(?P<left>\d+)" y="(?P<top>\d+)" width="(?P<across>\d+)" height="(?P<down>\d+)"[^>]*>'
    r"(?P<drawing>.*)</svg></svg>\s*\Z",
    re.DOTALL,
)


def inline_charts(html: str, *, svg_of: Callable[[str], str | None], page_address: str = "") -> str:
    """The page with its charts inlined.

    ``svg_of`` gives the text of the SVG file at an address below the site's
    root, or None if it has none; ``page_address`` is the page's own
    (``forecasts/arizona/``), against which the images' are read.
    """

    def inlined(image: re.Match[str]) -> str:
        source = _SOURCE.search(image.group())
        text = svg_of(_address(source.group(1), page_address)) if source else None
        return image.group() if text is None else inline_svg(text)

    return _IMAGE.sub(inlined, html) if "fs-plot" in html else html


def _address(source: str, page: str) -> str:
    """Where an image is, from the site's root: ``forecasts/arizona/chart.svg``."""
    path = unquote(urlsplit(unescape(source)).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def inline_svg(file: str) -> str:
    """A chart's file as an element of a page: free in width, coloured by the page.

    ValueError if ``rendering`` did not write the file.
    """
    found = _FILE.match(file)
    if found is None:
        raise ValueError("not a chart's SVG file")
    width, height, left, top, across, down = (
        int(found[name]) for name in ("width", "height", "left", "top", "across", "down")
    )
    style = (
        f"display:block;box-sizing:border-box;width:100%;height:{height}px;max-width:none;"
        f"padding:{top}px {width - left - across}px {height - top - down}px {left}px;"
        "overflow:visible"
    )
    return (
        f'<svg class="fs-plot" role="img"{found["label"]} style="{style}">'
        f"{found['drawing'].strip()}</svg>"
    )
