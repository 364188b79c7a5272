"""The whole way on one screen: files, archive, site.

``load`` turns files into an archive and its Problems; ``render`` turns an
archive into every file of the site. Both are pure: the disk, the clock and
MkDocs are with whoever calls them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath

from foresite import checks, ledger, records
from foresite.charts import Chart, Drawing, chart_files, drawn
from foresite.history import Comparison, between, changelog
from foresite.model import Archive, Forecast, Seal
from foresite.problems import Problem, blocking
from foresite.publication import Limits, RenderedFile, Settings, forecast_address
from foresite.reporting import with_source_lines
from foresite.source import SourceFile

Each = Callable[[Sequence[Forecast]], Iterable[Forecast]]
Draw = Callable[[Sequence[Chart]], Iterable[Drawing]]


def draw_here(charts: Sequence[Chart]) -> Iterator[Drawing]:
    """Each chart drawn, one after the other."""
    return map(drawn, charts)


def draw_nothing(_charts: Sequence[Chart]) -> Iterator[Drawing]:
    """No chart drawn: the pages name files that are not there."""
    return iter(())


def load(
    files: Iterable[SourceFile],
    *,
    today: date,
    archive: str = "forecasts",
    limits: Limits | None = None,
    refused: Iterable[Problem] = (),
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive in those files, and all that is wrong with it, sorted by place.

    ``refused`` says why files that lie there were not read.

    A file with an error is left out and named by a Problem; a site is not
    published while there is any.
    """
    files, refused = tuple(files), tuple(refused)
    made = records.assembly(files, archive=archive, refused=(p.where.path for p in refused))
    desk = checks.Desk(today=today, limits=limits or Limits(), unread=made.unread)
    checked = checks.check(made.draft, desk=desk)
    problems = checks.without_waived(made.draft, {*refused, *made.problems, *checked})
    located = with_source_lines(problems, {file.path: file.content for file in files})
    return _without_broken(made.archive, located), located


def _without_broken(archive: Archive, problems: tuple[Problem, ...]) -> Archive:
    """The archive less what cannot be published.

    A forecast that only lacks its first update stays, for one to be begun.
    """
    errors = {p.where.path for p in blocking(problems) if p.rule != "no-update"}
    folders = {str(folder) for path in errors for folder in PurePosixPath(path).parents}
    return replace(archive, forecasts=tuple(f for f in archive.forecasts if f.path not in folders))


def with_recorded_days(archive: Archive, days: Mapping[str, date]) -> Archive:
    """The archive, with the day since which each update, seal and reveal is recorded.

    ``days`` are those of the files, by path.
    """

    def dated(forecast: Forecast) -> Forecast:
        updates = (
            replace(u, recorded_on=days.get(f"{forecast.path}/updates/{u.id}.md"))
            for u in forecast.updates
        )
        seals = (_dated_seal(seal, f"{forecast.path}/sealed/{seal.id}") for seal in forecast.seals)
        return replace(forecast, updates=tuple(updates), seals=tuple(seals))

    def _dated_seal(seal: Seal, path: str) -> Seal:
        reveal = seal.reveal and replace(seal.reveal, recorded_on=days.get(f"{path}.md"))
        return replace(seal, reveal=reveal, recorded_on=days.get(f"{path}.yml"))

    return replace(archive, forecasts=tuple(map(dated, archive.forecasts)))


def compare(
    before: Iterable[SourceFile], after: Iterable[SourceFile], *, archive: str = "forecasts"
) -> tuple[Comparison, tuple[str, ...]]:
    """What changed between two sets of files, and what of them cannot be told, by path.

    A forecast whose forecast.yml cannot be read on one side, or whose files do
    not fit each other, would seem new, or gone; it is left out and named by its
    folder, as is any other file that has errors of its own. Faults between files
    are no obstacle: what was published may break a rule that came later.
    """
    sides = _that_differ(tuple(before), tuple(after))
    desk = checks.Desk(today=date.max, limits=Limits())
    made: list[Archive] = []
    homes: set[str] = set()
    faulty: set[str] = set()
    for files in sides:
        side, found = records.assemble(files, archive=archive)
        made.append(side)
        faulty |= {problem.where.path for problem in blocking(found)}
        homes |= {f.path.rpartition("/")[0] for f in files if f.path.endswith("/forecast.yml")} - {
            f.path for f in side.forecasts if checks.is_fitting(f, side, desk=desk)
        }
    whole = [
        replace(side, forecasts=tuple(f for f in side.forecasts if f.path not in homes))
        for side in made
    ]
    faulty = {path for path in faulty if not any(path.startswith(f"{home}/") for home in homes)}
    return between(*whole), tuple(sorted(homes | faulty))


def _that_differ(
    before: tuple[SourceFile, ...], after: tuple[SourceFile, ...]
) -> list[tuple[SourceFile, ...]]:
    """Both sides without the forecasts whose files are the same: most of an archive is."""
    old, new = ({file.path: file.content for file in side} for side in (before, after))
    homes = {p.rpartition("/")[0] for p in (*old, *new) if p.endswith("/forecast.yml")}

    def home(path: str) -> str:
        parent = path.rpartition("/")[0]
        return parent if parent in homes else parent.rpartition("/")[0]

    touched = {home(p) for p in old.keys() | new.keys() if old.get(p) != new.get(p)}
    return [
        tuple(f for f in side if home(f.path) in touched or f.path.endswith("/authors.yml"))
        for side in (before, after)
    ]


def render(
    archive: Archive,
    *,
    settings: Settings,
    today: date,
    problems: tuple[Problem, ...] = (),
    each: Each = iter,
    draw: Draw = draw_here,
) -> Iterator[RenderedFile]:
    """Every file of the site that is made from the archive, in a stable order.

    ``each`` may wrap the forecasts to show progress, and ``draw`` may share
    the drawing, which takes most of the time. ``problems`` are shown in place
    of the forecasts they concern (only a preview has any).
    """
    # Drawing takes most of a second to import, and checking draws nothing.
    from foresite import data_files
    from foresite.charts.forecast_chart import forecast_charts
    from foresite.pages import all_pages as pages
    from foresite.track_record import track_records

    broken = {pages.broken_forecast(p, settings=settings) for p in blocking(problems)}
    whole = tuple(f for f in archive.forecasts if f.id not in broken)
    archive = replace(archive, forecasts=whole)
    log = changelog(archive, today=today)
    scored = track_records(archive, today=today)
    kept = ledger.ledger(archive, today=today)
    charts = [forecast_charts(forecast, today=today) for forecast in archive.forecasts]
    rows_of = {
        id_: tuple(rows) for id_, rows in groupby(scored[0].rows, key=lambda row: row.forecast)
    }
    of_records = pages.record_pages(scored, archive, settings=settings)
    places = [
        *(
            (forecast_address(forecast.id), chart)
            for forecast, of_forecast in zip(archive.forecasts, charts, strict=True)
            for chart in of_forecast
        ),
        *((page.address, chart) for page in of_records for chart in page.charts),
    ]
    drawings = draw([chart for _, chart in places])
    for forecast, drawn_for in zip(each(archive.forecasts), charts, strict=True):
        yield pages.forecast_page(
            forecast,
            archive,
            settings=settings,
            today=today,
            charts=drawn_for,
            ledger=kept,
            scores=rows_of.get(forecast.id, ()),
        )
        yield from data_files.history_files(forecast, settings=settings, today=today)
        yield from data_files.record_files(forecast, ledger=kept)
        yield from data_files.sealed_files(forecast, today=today)
    yield from pages.archive_pages(
        archive, settings=settings, today=today, log=log, records=of_records
    )
    yield from pages.problem_pages(problems, settings=settings)
    yield from data_files.archive_files(
        archive, settings=settings, today=today, log=log, ledger=kept
    )
    yield from data_files.track_record_files(scored, archive, settings=settings)
    yield from data_files.ledger_files(kept)
    for (address, chart), drawing in zip(places, drawings, strict=False):
        yield from chart_files(address, chart, drawing)
