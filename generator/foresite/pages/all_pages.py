"""Every page of a site: the ones of the archive as a whole, and where to find the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foresite.history import Entry
from foresite.model import Archive
from foresite.pages.changelog_page import changelog_pages
from foresite.pages.desk_board_page import desk_board_pages
from foresite.pages.forecast.page import forecast_page
from foresite.pages.home import home_page
from foresite.pages.listings import author_pages, forecast_list_pages, tag_pages
from foresite.pages.method_page import method_pages
from foresite.pages.problem_pages import broken_forecast, problem_pages
from foresite.pages.rules_page import rules_page
from foresite.pages.track_record.page import (
    RecordPage,
    author_records,
    record_line,
    record_pages,
    rendered_records,
)
from foresite.publication import RenderedFile, Settings


def archive_pages(
    archive: Archive,
    *,
    settings: Settings,
    today: date,
    log: tuple[Entry, ...],
    records: Sequence[RecordPage],
) -> tuple[RenderedFile, ...]:
    """Every page that speaks of the archive as a whole; ``log`` is its changelog.

    ``records`` are those of ``record_pages``, the site's own first.
    """
    return (
        home_page(
            archive,
            settings=settings,
            today=today,
            log=log,
            record=record_line(records, archive, settings=settings),
            has_calls=bool(records[0].record.counted),
        ),
        *forecast_list_pages(archive, settings=settings, today=today),
        *changelog_pages(archive, settings=settings, log=log),
        *tag_pages(archive, settings=settings, today=today),
        *author_pages(
            archive,
            settings=settings,
            today=today,
            records=author_records(records, archive, settings=settings),
        ),
        *rendered_records(records, archive, settings=settings),
        *method_pages(settings),
        rules_page(),
        *desk_board_pages(archive, settings=settings, today=today),
    )


__all__ = ["archive_pages", "broken_forecast", "forecast_page", "problem_pages", "record_pages"]
