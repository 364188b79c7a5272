"""What a site is made of: its settings, its addresses and its files.

Leaves ``Settings`` (the desk's choices), ``RenderedFile`` (one file of the
site, as a value) and the rules by which addresses are formed. Addresses are
relative to the site's root and end in a slash for pages; they never change
once published, so they are decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

DESK = "desk"
"""The author id of a forecast whose file names no author."""

ARCHIVE = "forecasts"
"""The folder of the forecasts, where a desk names no other."""

RECORD = "track-record/"
"""Where the track record is read, and below which its data lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a desk binds itself to, from mkdocs.yml under ``plugins: foresite: limits``.

    ``freeze_points`` is how far, in points of a hundred, a number may move, at
    once and in all, while its criteria are under review. The others are days: ``signpost_days``
    from a signpost's firing to the update it calls for, ``stale_days`` without
    an update, ``review_days`` that criteria may stay under review,
    ``recorded_days`` between an update's date and its publication.
    """

    freeze_points: float = 5.0
    signpost_days: int = 14
    stale_days: int = 90
    review_days: int = 90
    recorded_days: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a desk may set, all with working defaults.

    ``repository`` is the https address of the repository, without a trailing
    slash, or empty when there is nothing to link to. ``site_url`` ends in a
    slash or is empty. ``archive`` is the archive's folder below the root.
    ``authored`` are the pages the desk wrote itself, such as ``method.md``.
    ``tags`` are names for tags, whose addresses stay what they are.
    """

    site_name: str
    desk: str
    site_url: str = ""
    repository: str = ""
    branch: str = "main"
    archive: str = ARCHIVE
    limits: Limits = field(default_factory=Limits)
    authored: frozenset[str] = frozenset()
    tags: tuple[tuple[str, str], ...] = ()

    def tag_name(self, tag: str) -> str:
        """A tag as readers know it; as its author wrote it, where the desk gives it no name."""
        return dict(self.tags).get(tag, tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFile:
    """One file of the site: a Markdown page to be built, or a file as it is.

    ``path`` is relative to the site's source, with forward slashes.
    ``edit_path`` is the author's file behind it, relative to the root.
    """

    path: str
    content: str
    edit_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A file that the desk keeps beside its pages, such as a picture; ``source`` is where it lies."""

    path: str
    source: Path


def forecast_address(forecast: str) -> str:
    """Where a forecast is read: ``forecasts/arizona/``."""
    return f"forecasts/{forecast}/"


def update_anchor(update: str) -> str:
    """The permanent fragment of an update on its forecast's page."""
    return f"update-{update}"


def sealed_anchor(seal: str) -> str:
    """The permanent fragment of a sealed text on its forecast's page."""
    return f"sealed-{seal}"


def sealed_file(seal: str) -> str:
    """Where a revealed text lies with its salt, beside its forecast's page."""
    return f"sealed/{seal}.txt"


def entry_anchor(on: date, update: str | None, correction: str | None = None) -> str:
    """The permanent fragment of a changelog entry; of what no file brought, its day's."""
    if correction:
        return f"correction-{correction}"
    return update_anchor(update) if update else f"change-{on}"


def dimension_anchor(dimension: str) -> str:
    """The fragment of a dimension's criteria on its forecast's page."""
    return f"criteria-{dimension}"


def tag_address(tag: str) -> str:
    """Where the forecasts of a tag are listed."""
    return f"tags/{tag}/"


def author_address(author: str) -> str:
    """Where an author's forecasts are listed."""
    return f"authors/{author}/"


def record_address(author: str) -> str:
    """Where an author's track record is read, if it is not the site's own."""
    return f"{author_address(author)}{RECORD}"


def page_source(address: str) -> str:
    """The Markdown file from which the page at that address is built."""
    return f"{address}index.md"


def relative(address: str, *, start: str) -> str:
    """A link from the page at ``start`` to ``address``; both as above.

    Pages are folders, so ``relative("tags/ai/", start="forecasts/x/")`` is
    ``../../tags/ai/``.
    """
    depth = start.count("/")
    return "../" * depth + address or "./"
