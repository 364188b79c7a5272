"""The whole way on one screen: files, archive, site.

``load`` turns files into an archive and its Problems; ``render`` turns an
archive into every file of the site. Both are pure: the disk, the clock and
MkDocs are with whoever calls them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from foresite import checks, records
from foresite.history import changelog
from foresite.model import Archive, Forecast
from foresite.problems import Problem
from foresite.publication import RenderedFile, Settings
from foresite.reporting import with_source_lines
from foresite.source import SourceFile

Each = Callable[[Sequence[Forecast]], Iterable[Forecast]]


def load(
    files: Iterable[SourceFile], *, today: date, archive: str = "forecasts"
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive in those files, and all that is wrong with it, sorted by place.

    A forecast with an error in one of its own files is not in the Archive; it
    is named by a Problem, and a site is not published while there are any.
    """
    files = tuple(files)
    made, found = records.assemble(files, archive=archive)
    problems = sorted({*found, *checks.check(made, today=today)})
    return made, with_source_lines(problems, {file.path: file.content for file in files})


def render(
    archive: Archive,
    *,
    settings: Settings,
    today: date,
    problems: tuple[Problem, ...] = (),
    each: Each = iter,
    draw: bool = True,
) -> Iterator[RenderedFile]:
    """Every file of the site that is made from the archive, in a stable order.

    ``each`` may wrap the forecasts to show progress. ``problems`` are shown in
    place of the forecasts they concern (only a preview has any). ``draw`` is
    false to leave out the charts' own files, which take most of the time.
    """
    # Drawing takes most of a second to import, and checking draws nothing.
    from foresite import data_files, pages
    from foresite.charts.publishing import chart_files
    from foresite.charts.timeline import probability_timeline

    log = changelog(archive, today=today)
    for forecast in each(archive.forecasts):
        chart = probability_timeline(forecast, today=today)
        yield pages.forecast_page(forecast, archive, settings=settings, today=today, chart=chart)
        if draw:
            yield from chart_files(forecast, chart)
        yield from data_files.history_files(forecast, settings=settings, today=today)
    yield from pages.archive_pages(archive, settings=settings, today=today, log=log)
    yield from pages.problem_pages(problems, settings=settings)
    yield from data_files.archive_files(archive, settings=settings, today=today, log=log)
