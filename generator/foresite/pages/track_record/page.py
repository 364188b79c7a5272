"""The track record's pages: the archive's or the desk's own, and one for each other author.

A record is one author's wherever it can be. ``track-record/`` is the desk's own
if the desk has forecasts of its own; if it has none it is everybody's whose
forecasts are republished, and says so before anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foresite.charts import Chart
from foresite.model import Archive, Forecast
from foresite.pages.environment import render
from foresite.pages.forecast.view import Link
from foresite.pages.pagination import PAGE_LENGTH, list_pages
from foresite.pages.phrases import capitalised
from foresite.pages.tables import Cell, Table
from foresite.pages.track_record import sentences
from foresite.pages.track_record.audit_words import AuditView, audit_view
from foresite.pages.track_record.charts import (
    diagrams,
    group_charts,
    quantile_charts,
    record_charts,
)
from foresite.pages.track_record.entry import entry_sentences
from foresite.pages.track_record.questions import calls_views, questions_table, uncounted_table
from foresite.pages.track_record.scores import (
    bins_table,
    decomposition_table,
    denominators_tables,
    group_table,
    main_comparisons,
    references_table,
    scores_table,
)
from foresite.pages.track_record.view import GroupView, RecordView
from foresite.pages.track_record.words import DECISIVE, GROUP_NOTES, GROUPS, questions, score_name
from foresite.publication import (
    DESK,
    RECORD,
    RenderedFile,
    Settings,
    page_source,
    record_address,
    relative,
)
from foresite.sentences import author_name
from foresite.track_record import GroupBy, Moment, Row, TrackRecord
from foresite.track_record.audit import audit
from foresite.words import counted, score_figure

DOWNLOADS = (
    ("scores.csv", "Every score, a row for each forecast and dimension"),
    ("denominators.csv", "The denominators"),
    ("groups.csv", "The means, of all and of each group"),
    ("references.csv", "The references"),
    ("calibration.csv", "How many came true, by what was said"),
    ("reliability.csv", "The curves of the diagrams, with their bands"),
    ("decomposition.csv", "The mean Brier score, taken apart"),
    ("coverage.csv", "How many intervals held their outcome"),
    ("pit.csv", "Where outcomes fell in their forecasts, by tenths"),
    ("horizons.csv", "Every score by the days before the scheduled date"),
    ("signposts.csv", "Every signpost that fired, and what the number did"),
    ("moves.csv", "Every large move, and whether a signpost had called for it"),
    ("record.json", "All of these as one object"),
)
QUESTIONS = f"{RECORD}questions/"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """A record, where it is read, and its charts, which are drawn beside it."""

    record: TrackRecord
    address: str
    charts: tuple[Chart, ...]


def main_record(records: Sequence[TrackRecord]) -> TrackRecord:
    """The desk's own record, or everybody's where the desk has none."""
    own = next((record for record in records if record.author == DESK), None)
    return own or records[0]


def record_pages(
    records: Sequence[TrackRecord], archive: Archive, *, settings: Settings
) -> tuple[RecordPage, ...]:
    """The pages of a site's records; ``records`` begin with the whole archive's."""
    main = main_record(records)
    others = [r for r in records if r.author not in (None, DESK)]
    made = [(RECORD, main), *((record_address(r.author or ""), r) for r in others)]
    return tuple(
        RecordPage(
            record=record,
            address=address,
            charts=record_charts(
                record, name_of=lambda by, key: _group_name(by, key, archive, settings)
            ),
        )
        for address, record in made
    )


def _group_name(by: GroupBy, key: str, archive: Archive, settings: Settings) -> str:
    match by:
        case GroupBy.AUTHOR:
            return author_name(key, archive, desk=settings.desk)
        case GroupBy.TAG:
            return settings.tag_name(key)
        case GroupBy.HORIZON:
            return (
                f"{key[:-1]} days or more"
                if key.endswith("+")
                else f"{key.replace('-', ' to ')} days"
            )
        case _:
            return key


def rendered_records(
    pages: Sequence[RecordPage], archive: Archive, *, settings: Settings
) -> Iterator[RenderedFile]:
    """Each record's page, and the list of its questions where they are too many for it."""
    forecasts = {forecast.id: forecast for forecast in archive.forecasts}
    for page in pages:
        view = record_view(page, pages, archive, settings=settings)
        is_empty = not page.record.denominators.published
        template = "record_empty.md.jinja" if is_empty else "track_record.md.jinja"
        yield RenderedFile(path=page_source(page.address), content=render(template, page=view))
    main = pages[0].record
    if len(main.counted) > PAGE_LENGTH:
        yield from _question_pages(main, forecasts)


def record_line(pages: Sequence[RecordPage], archive: Archive, *, settings: Settings) -> str:
    """How good the forecasts have been, in a line or two for the home page."""
    main = pages[0].record
    line = sentences.short(main, name_of=_naming(archive, settings))
    if main.author is None and main.denominators.scored:
        return f"{line} They are republished here, and say nothing of {settings.desk}’s own skill."
    others = [page.record for page in pages[1:] if page.record.denominators.scored]
    if main.author == DESK and not main.denominators.scored and others:
        most = max(others, key=lambda record: record.denominators.scored)
        theirs = sentences.short(most, name_of=_naming(archive, settings))
        return (
            f"No question of {settings.desk}’s own counts yet. {theirs} They are republished here, "
            f"and say nothing of {settings.desk}’s own skill."
        )
    return line


def author_records(
    pages: Sequence[RecordPage], archive: Archive, *, settings: Settings
) -> Mapping[str, tuple[str, str]]:
    """By author, a line on their record and its address."""
    return {
        page.record.author: (
            sentences.short(page.record, name_of=_naming(archive, settings)),
            page.address,
        )
        for page in pages
        if page.record.author is not None
    }


def _naming(archive: Archive, settings: Settings) -> sentences.NameOf:
    return lambda author: author_name(author, archive, desk=settings.desk)


def _question_pages(
    record: TrackRecord, forecasts: Mapping[str, Forecast]
) -> Iterator[RenderedFile]:
    for page in list_pages(worst_first(record.counted), address=QUESTIONS):
        yield RenderedFile(
            path=page_source(page.address),
            content=render(
                "record_questions.md.jinja",
                title="Every question that counts",
                description=f"{len(record.counted):,} scored questions, by kind, the worst first.",
                table=questions_table(page.items, forecasts, start=page.address),
                record=relative(RECORD, start=page.address),
                page=page,
                newer=page.newer and relative(page.newer, start=page.address),
                older=page.older and relative(page.older, start=page.address),
            ),
        )


def worst_first(rows: Sequence[Row]) -> list[Row]:
    """Rows by kind and unit, the highest decisive score over time first."""
    kinds = list(DECISIVE)

    def place(row: Row) -> tuple[int, str, float, str]:
        score = row.score(DECISIVE[row.kind], Moment.AVERAGE)
        return (kinds.index(row.kind), row.unit, -(score or 0.0), row.forecast)

    return sorted(rows, key=place)


def record_view(
    page: RecordPage, pages: Sequence[RecordPage], archive: Archive, *, settings: Settings
) -> RecordView:
    """All that a record's page prints."""
    record, start = page.record, page.address
    forecasts = {forecast.id: forecast for forecast in archive.forecasts}
    others = [author_name(p.record.author or "", archive, desk=settings.desk) for p in pages[1:]]
    name = author_name(record.author, archive, desk=settings.desk) if record.author else ""
    is_main = page is pages[0]
    definitions = "" if is_main else relative(RECORD, start=start)
    name_of = _naming(archive, settings)
    rows = worst_first(record.counted)
    is_long = len(rows) > PAGE_LENGTH
    counts, nones = denominators_tables(record.denominators)
    return RecordView(
        title="Track record" if is_main else f"Track record of {name}",
        description=sentences.lede(record, name_of=name_of),
        whose=sentences.whose(record, name=name, others=others, desk=settings.desk),
        authors=_authors(pages, archive, settings) if is_main and others else None,
        head=sentences.head_figure(record, definitions=definitions),
        lede=sentences.lede(record, name_of=name_of),
        statements=(*entry_sentences(record), *sentences.statements(record)),
        denominators=counts,
        nones=nones,
        nones_said=f"{capitalised(counted(len(nones.rows), 'more line'))} at 0" if nones else "",
        scores=scores_table(record, definitions=definitions),
        covered=sentences.covered(record),
        references=references_table(main_comparisons(record), name="Beside named references"),
        more_references=references_table(
            [c for c in record.comparisons if c not in main_comparisons(record)],
            name="By every score, and at the close",
        ),
        without=sentences.without(record) if rows else "",
        counterfactuals=tuple(sentences.counterfactuals(record)),
        diagrams=diagrams(record),
        bins=bins_table(record.calibrations),
        decomposition=decomposition_table(record.calibrations, definitions=definitions),
        quantiles=quantile_charts(record),
        left_out=sentences.left_out(record),
        groups=tuple(_groups(record, archive, settings)),
        audit=_audit(record, archive, settings, start=start),
        calls=calls_views(record, forecasts, start=start),
        questions=None if is_long else questions_table(rows, forecasts, start=start),
        questions_said="The one question"
        if len(rows) == 1
        else f"All {len(rows):,} questions, the worst first",
        all_questions=Link(
            text=f"All {len(rows):,} questions, the worst first",
            href=relative(QUESTIONS if is_main else f"{RECORD}scores.csv", start=start),
        )
        if is_long
        else None,
        uncounted=uncounted_table(record, forecasts, start=start),
        downloads=tuple(
            Link(text=text, href=relative(f"{RECORD}{file}", start=start))
            for file, text in DOWNLOADS
        ),
        definitions=definitions,
        dictionary=relative("feeds-and-data/#the-track-record", start=start)
        if "feeds-and-data.md" in settings.authored
        else "",
    )


def _audit(record: TrackRecord, archive: Archive, settings: Settings, *, start: str) -> AuditView:
    days = settings.limits.signpost_days
    made = audit(archive, today=record.today, author=record.author, signpost_days=days)
    return audit_view(made, start=start, signpost_days=days)


def _authors(pages: Sequence[RecordPage], archive: Archive, settings: Settings) -> Table:
    """Everybody else's records, a line each."""
    start = pages[0].address
    return Table(
        name="Whose record",
        columns=("Author", "Published", "That count", "Over time"),
        rows=tuple(
            (
                Cell(
                    text=author_name(page.record.author or "", archive, desk=settings.desk),
                    href=relative(page.address, start=start),
                ),
                Cell(text=f"{page.record.denominators.published:,}"),
                Cell(text=f"{page.record.denominators.scored:,}"),
                _principal(page.record),
            )
            for page in pages[1:]
        ),
    )


def _principal(record: TrackRecord) -> Cell:
    mean = sentences.principal(record)
    if mean is None:
        return Cell(text="–", note="too early to tell")
    few = ", few questions" if mean.is_small else ""
    if mean.count != record.denominators.scored:
        few = f", of {questions(mean.kind, mean.count)}"
    return Cell(text=score_figure(mean.mean), note=f"{score_name(mean.score, mean.unit)}{few}")


def _groups(record: TrackRecord, archive: Archive, settings: Settings) -> Iterator[GroupView]:
    """Each sort of group of which there is more than one."""
    charts = group_charts(record, name_of=lambda by, key: _group_name(by, key, archive, settings))
    for by, heading in GROUPS.items():
        groups = [group for group in record.groups if group.by is by]
        if len(groups) > 1:
            names = [_group_name(by, group.key, archive, settings) for group in groups]
            yield GroupView(
                heading=heading,
                note=GROUP_NOTES.get(by, ""),
                said=f"{capitalised(counted(len(groups), 'group'))}, "
                f"{'a chart and a table' if by in charts else 'as a table'}",
                chart=charts.get(by),
                table=group_table(groups, names, by),
            )
