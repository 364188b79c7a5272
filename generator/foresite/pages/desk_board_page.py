"""The desk board: what waits for the desk, by kind, the most overdue first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from foresite.desk_board import DeskItem, desk_items
from foresite.desk_board_report import HEADINGS
from foresite.model import Archive
from foresite.pages.environment import render
from foresite.pages.pagination import list_pages
from foresite.pages.phrases import capitalised
from foresite.publication import RenderedFile, Settings, forecast_address, page_source, relative
from foresite.words import counted, day, points

ADDRESS = "desk-board/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A line of the board."""

    question: str
    href: str
    what: str
    next_action: str
    command: str
    overdue: str
    since: str
    iso: str


def desk_board_pages(
    archive: Archive, *, settings: Settings, today: date
) -> Iterator[RenderedFile]:
    """The page at ``desk-board/``, and those that follow where more waits than one holds."""
    items = desk_items(archive, today=today, limits=settings.limits)
    for page in list_pages(items, address=ADDRESS):
        start = page.address
        content = render(
            "desk_board.md.jinja",
            description=_description(items, settings),
            today=day(today),
            limits=_limits(settings),
            explained=relative("desk/#the-desk-board", start=start)
            if "desk.md" in settings.authored
            else "",
            groups=[
                (HEADINGS[wait], wait.value, [_view(item, start) for item in of_kind])
                for wait, of_kind in groupby(page.items, key=lambda item: item.wait)
            ],
            page=page,
            newer=page.newer and relative(page.newer, start=start),
            older=page.older and relative(page.older, start=start),
        )
        yield RenderedFile(path=page_source(start), content=content)


def _description(items: Sequence[DeskItem], settings: Settings) -> str:
    if not items:
        return f"Nothing waits for {settings.desk}."
    forecasts = counted(len({item.forecast.id for item in items}), "forecast")
    wait = "waits" if len(items) == 1 else "wait"
    things = capitalised(counted(len(items), "thing"))
    return f"{things} {wait} for {settings.desk}, in {forecasts}."


def _limits(settings: Settings) -> str:
    limits = settings.limits
    return (
        f"an update within {counted(limits.signpost_days, 'day')} of a signpost’s firing, "
        f"one at least every {counted(limits.stale_days, 'day')}, criteria firm within "
        f"{counted(limits.review_days, 'day')}, no frozen number moved by more "
        f"than {points(0, limits.freeze_points / 100)}, and every update published within "
        f"{counted(limits.recorded_days, 'day')} of its date"
    )


def _view(item: DeskItem, start: str) -> ItemView:
    return ItemView(
        question=item.forecast.question,
        href=relative(forecast_address(item.forecast.id), start=start),
        what=item.what,
        next_action=item.next_action,
        command=item.command,
        overdue=f"{counted(item.overdue, 'day')} overdue",
        since=f"since {day(item.since)}",
        iso=item.since.isoformat(),
    )
