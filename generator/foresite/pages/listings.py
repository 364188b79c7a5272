"""Lists of forecasts: all of them, those of a tag, those of an author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from foresite.author_html import author_html
from foresite.history import status
from foresite.model import Archive, Author, Forecast, Status
from foresite.pages.environment import render
from foresite.pages.forecast.view import Link
from foresite.pages.pagination import list_pages
from foresite.pages.rows import Row, row
from foresite.publication import (
    DESK,
    RenderedFile,
    Settings,
    author_address,
    page_source,
    relative,
    tag_address,
)
from foresite.track_record import record_of_author
from foresite.words import counted


@dataclass(frozen=True, slots=True)
class Group:
    """The forecasts of one status, and what the columns of their table are called."""

    heading: str
    now: str
    ends: str


GROUPS = {
    Status.OPEN: Group("Open", "Now", "Closes"),
    Status.UPCOMING: Group("Not yet open", "Now", "Closes"),
    Status.CLOSED: Group("Closed, awaiting resolution", "Said last", "Closed"),
    Status.RESOLVED: Group("Resolved", "Said last", "Came out"),
}
"""The order in which a list shows them."""


def forecast_list_pages(
    archive: Archive, *, settings: Settings, today: date
) -> Iterator[RenderedFile]:
    """The list of every forecast."""
    count = counted(len(archive.forecasts), "forecast")
    yield from _list(
        archive.forecasts,
        address="forecasts/",
        title="Forecasts",
        description=f"{_capital(count)} on {settings.site_name}, with their numbers and their past.",
        today=today,
    )


def tag_pages(archive: Archive, *, settings: Settings, today: date) -> Iterator[RenderedFile]:
    """The index of tags, and a list for each."""
    known = {tag for forecast in archive.forecasts for tag in forecast.tags}
    tags = sorted(known, key=lambda tag: (settings.tag_name(tag).casefold(), tag))
    of_tag = {tag: [f for f in archive.forecasts if tag in f.tags] for tag in tags}
    links = [
        (
            settings.tag_name(tag),
            relative(tag_address(tag), start="tags/"),
            counted(len(of_tag[tag]), "forecast"),
        )
        for tag in tags
    ]
    yield RenderedFile(
        path=page_source("tags/"),
        content=render(
            "names.md.jinja",
            title="Tags",
            description=f"What the forecasts on {settings.site_name} are about.",
            links=links,
            if_empty="No forecast has a tag yet.",
        ),
    )
    for tag in tags:
        yield from _list(
            of_tag[tag],
            address=tag_address(tag),
            title=f"Tagged {settings.tag_name(tag)}",
            description=(
                f"{_capital(counted(len(of_tag[tag]), 'forecast'))} "
                f"tagged {settings.tag_name(tag)}."
            ),
            today=today,
        )


def author_pages(
    archive: Archive,
    *,
    settings: Settings,
    today: date,
    records: Mapping[str, tuple[str, str]],
) -> Iterator[RenderedFile]:
    """The list of the authors that the archive describes, if any, and a page for each.

    ``records`` holds, by author, a line on their record and where it is read.
    """
    if archive.authors:
        yield _author_list(archive, settings)
    for author in archive.authors:
        theirs = [f for f in archive.forecasts if f.author == author.id]
        yield from _list(
            theirs,
            address=author_address(author.id),
            title=author.name,
            description=author.about or f"Forecasts by {author.name}.",
            today=today,
            author=author,
            desk=settings.desk if record_of_author(author.id, archive) != DESK else "",
            record=records.get(author.id),
        )


def _author_list(archive: Archive, settings: Settings) -> RenderedFile:
    """Where somebody comes who cuts an author’s address short."""
    counts = Counter(forecast.author for forecast in archive.forecasts)
    links = [
        (
            author.name,
            relative(author_address(author.id), start="authors/"),
            counted(counts[author.id], "forecast"),
        )
        for author in sorted(archive.authors, key=lambda author: author.name.casefold())
    ]
    return RenderedFile(
        path=page_source("authors/"),
        content=render(
            "names.md.jinja",
            title="Authors",
            description=f"Whose forecasts stand on {settings.site_name}.",
            links=links,
            if_empty="No author is described yet.",
        ),
    )


def _list(
    forecasts: Iterable[Forecast],
    *,
    address: str,
    title: str,
    description: str,
    today: date,
    author: Author | None = None,
    desk: str = "",
    record: tuple[str, str] | None = None,
) -> Iterator[RenderedFile]:
    order = list(GROUPS)
    dated = [(order.index(status(f, today=today)), f) for f in forecasts]
    dated.sort(key=lambda pair: (pair[0], -_last_update(pair[1]).toordinal(), pair[1].id))
    for page in list_pages(dated, address=address):
        groups: list[tuple[Group, list[Row]]] = [
            (GROUPS[order[rank]], [row(f, start=page.address, today=today) for _, f in members])
            for rank, members in groupby(page.items, key=lambda pair: pair[0])
        ]
        content = render(
            "listing.md.jinja",
            title=title,
            description=description,
            author=author,
            about=author_html(author.about) if author else "",
            desk=desk,
            record=record and Link(text=record[0], href=relative(record[1], start=page.address)),
            groups=groups,
            page=page,
            newer=page.newer and relative(page.newer, start=page.address),
            older=page.older and relative(page.older, start=page.address),
        )
        yield RenderedFile(path=page_source(page.address), content=content)


def _last_update(forecast: Forecast) -> date:
    return forecast.updates[-1].made_on if forecast.updates else forecast.opened_on


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
