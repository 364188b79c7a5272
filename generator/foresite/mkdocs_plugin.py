"""MkDocs' edge: the archive's pages join the authored ones.

Enters MkDocs' configuration and events; leaves generated files, the theme's
folder and, once a page is built, its charts inlined. All that is decided about
forecasts is decided in ``pipeline``.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from foresite import __version__, clock, embeds, pipeline, progress, stamps
from foresite.charts.inlining import inline_charts
from foresite.charts.vega_bundle import vega_bundle
from foresite.drawing import drawn_together
from foresite.focusable_code import with_focusable_code
from foresite.git_edge import recorded_days, shallow_note
from foresite.model import Archive
from foresite.pages.problem_pages import broken_forecast
from foresite.pages.quotations import quotations
from foresite.problems import Problem, blocking
from foresite.publication import ARCHIVE, CopiedFile, Limits, RenderedFile, Settings
from foresite.reading import read_archive
from foresite.reporting import as_text, summary
from foresite.theming import SHEETS, STYLE, complete_theme, joined, theme_fault
from foresite.unbroken import unbroken

THEME = Path(__file__).parent / "theme"
VEGA = "assets/foresite/vega.js"

log = logging.getLogger("mkdocs.plugins.foresite")


class LimitsConfig(Config):
    """What a desk binds itself to; see ``publication.Limits``."""

    freeze_points = config_options.Type((int, float), default=Limits().freeze_points)
    signpost_days = config_options.Type(int, default=Limits().signpost_days)
    stale_days = config_options.Type(int, default=Limits().stale_days)
    review_days = config_options.Type(int, default=Limits().review_days)
    recorded_days = config_options.Type(int, default=Limits().recorded_days)


class ForesiteConfig(Config):
    """What stands under ``plugins: foresite:`` in mkdocs.yml; all optional."""

    archive = config_options.Type(str, default="")
    desk = config_options.Type(str, default="")
    repository = config_options.Type(str, default="")
    branch = config_options.Type(str, default="main")
    tags = config_options.DictOfItems(config_options.Type(str), default={})
    limits = config_options.SubConfig(LimitsConfig)


class ForesitePlugin(BasePlugin[ForesiteConfig]):
    """Adds a forecast archive to a MkDocs site."""

    def __init__(self) -> None:
        """Begin as for a build; ``on_startup`` says otherwise."""
        self.serving = False
        self.charts: dict[str, str] = {}
        self.quotations: embeds.Find = {}
        self.broken: frozenset[str] = frozenset()
        self.steps: progress.Steps | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a broken forecast is shown (serve) or stops the build."""
        self.serving = command == "serve"

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme between the desk's own overrides and Material."""
        fault = theme_fault(config.theme.name)
        if fault:
            raise PluginError(fault)
        complete_theme(config.theme, config.markdown_extensions)
        config.extra["foresite_preview"] = self.serving
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        archive = root(config) / (self.config.archive or ARCHIVE)
        if archive.is_dir():
            config.watch.append(str(archive))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Load the archive and add every file that is made from it."""
        archive, problems = load_archive(config)
        if problems:
            text = f"\n{as_text(problems)}{summary(problems, forecasts=len(archive.forecasts))}"
            if blocking(problems) and not self.serving:
                raise PluginError(text)
            # Not a warning to MkDocs: --strict counts those, and what only
            # warns an author must not stop the site.
            log.info(text)
        note = shallow_note(root(config))
        if note:
            log.info(note)
        self.quotations = quotations(archive, today=clock.today())
        self.broken = _broken(problems, settings_of(config))
        authored = {file.src_uri for file in files}
        files.append(_generated(config, VEGA, vega_bundle_text(root(config))))
        _join_sheets(files, config)
        for rendered in rendered_site(config, archive, problems=problems):
            if rendered.path in authored:
                continue
            if rendered.path.endswith(".svg"):
                self.charts[rendered.path] = rendered.content
            files.append(_generated(config, rendered.path, rendered.content))
        kept = stamps.read_stamps(root(config))
        for path in (p for stamp in kept for p in (stamp.path, stamp.proof) if p):
            files.append(_kept(config, f"{stamps.FOLDER}/{path.name}", path))
        if kept:
            files.append(_generated(config, stamps.INDEX, stamps.index_text(kept)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Begin to show progress: each page becomes HTML, and then goes into its template."""
        count = 2 * len(files.documentation_pages())
        self.steps = progress.Steps(count, label="Building pages")

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Half the work of a page is done; code takes the focus, days and odds stay whole."""
        self._step()
        return unbroken(with_focusable_code(html))

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Quote forecasts in authored pages."""
        if page.file.generated_by:
            return markdown
        return embeds.expand(
            markdown, page_address=page.url, find=self.quotations, broken=self.broken
        )

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Inline the charts; neither Markdown nor the search index ever parses them."""
        self._step()
        return inline_charts(output, page_address=page.url, svg_of=self.charts.get)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """All pages are there."""
        if self.steps:
            self.steps.end()

    def _step(self) -> None:
        if self.steps:
            self.steps.take()


def _join_sheets(files: Files, config: MkDocsConfig) -> None:
    """One style sheet for the page in place of ours; a desk's own of that name is taken."""
    sheets = [file for path in SHEETS if (file := files.get_file_from_path(path))]
    for file in sheets:
        files.remove(file)
    if sheets:
        text = joined(file.content_string for file in sheets)
        files.append(_generated(config, STYLE, text))


def _generated(config: MkDocsConfig, path: str, content: str) -> File:
    file = File.generated(config, path, content=content)
    file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def _kept(config: MkDocsConfig, path: str, source: Path) -> File:
    """A file of the repository, published as it is."""
    file = File.generated(config, path, abs_src_path=str(source))
    file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def vega_bundle_text(folder: Path) -> str:
    """The script that makes charts live, kept below ``folder`` for the next build."""
    kept = folder / ".cache" / "foresite" / f"vega-{version('vl-convert-python')}-{__version__}.js"
    if kept.is_file():
        return kept.read_text(encoding="utf-8")
    made = vega_bundle()
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    unfinished.write_text(made, encoding="utf-8")
    unfinished.replace(kept)
    return made


def load_archive(
    config: MkDocsConfig, *, limits: Limits | None = None
) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive of the site that ``config`` describes, and its Problems; by its limits or others."""
    settings = settings_of(config)
    sources, refused = read_archive(root(config), settings.archive)
    if not _plugin(config).config.archive:
        # Whoever names a folder means it to be there; else the first forecast makes it.
        refused = tuple(problem for problem in refused if problem.rule != "archive-missing")
    archive, found = pipeline.load(
        sources,
        today=clock.today(),
        archive=settings.archive,
        limits=limits or settings.limits,
        refused=refused,
    )
    problems = set(found)
    known = {f.id for f in archive.forecasts}
    known |= _broken(found, settings)
    for path, text in _authored(config):
        shown = path.relative_to(root(config)).as_posix()
        problems.update(embeds.find_problems(shown, text, known=known))
    return archive, tuple(sorted(problems))


def _broken(problems: tuple[Problem, ...], settings: Settings) -> frozenset[str]:
    """The ids of forecasts that have errors."""
    return frozenset(broken_forecast(p, settings=settings) for p in blocking(problems)) - {""}


def _authored(config: MkDocsConfig) -> Iterator[tuple[Path, str]]:
    for path in sorted(Path(config.docs_dir).resolve().rglob("*.md")):
        yield path, path.read_text(encoding="utf-8", errors="replace")


def authored_files(config: MkDocsConfig, archive: Archive) -> Iterator[RenderedFile | CopiedFile]:
    """What the desk wrote itself, for engines that know no plugin of ours.

    In pages, forecasts are quoted; pictures and whatever else MkDocs would
    publish come as they are.
    """
    known = quotations(archive, today=clock.today())
    for file in get_files(config):
        source = Path(str(file.abs_src_path))
        if not file.inclusion.is_included():
            continue
        if not file.is_documentation_page():
            yield CopiedFile(path=file.src_uri, source=source)
            continue
        folder = file.src_uri.removesuffix(".md").removesuffix("index").rstrip("/")
        text = source.read_text(encoding="utf-8", errors="replace")
        content = embeds.expand(text, page_address=f"{folder}/" if folder else "", find=known)
        yield RenderedFile(path=file.src_uri, content=content)


def rendered_site(
    config: MkDocsConfig,
    archive: Archive,
    *,
    problems: tuple[Problem, ...] = (),
    charts: bool = True,
) -> Iterable[RenderedFile]:
    """Every file that is made from the archive, in a stable order."""
    settings = settings_of(config)
    recorded = recorded_days(root(config), settings.archive)
    return pipeline.render(
        pipeline.with_recorded_days(archive, recorded),
        settings=settings,
        today=clock.today(),
        problems=problems,
        each=progress.shown,
        draw=drawn_together if charts else pipeline.draw_nothing,
    )


def settings_of(config: MkDocsConfig) -> Settings:
    """The desk's choices, from mkdocs.yml."""
    plugin = _plugin(config)
    content = Path(config.docs_dir).resolve()
    return Settings(
        site_name=config.site_name,
        desk=plugin.config.desk or config.site_name,
        site_url=config.site_url or "",
        repository=plugin.config.repository.rstrip("/"),
        branch=plugin.config.branch,
        archive=plugin.config.archive or ARCHIVE,
        limits=Limits(**plugin.config.limits),
        tags=tuple(sorted(plugin.config.tags.items())),
        authored=frozenset(path.relative_to(content).as_posix() for path in content.rglob("*.md")),
    )


def _plugin(config: MkDocsConfig) -> ForesitePlugin:
    return next(p for p in config.plugins.values() if isinstance(p, ForesitePlugin))


def root(config: MkDocsConfig) -> Path:
    """The folder that holds mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent
