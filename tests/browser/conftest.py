"""A real browser reading the example archive, as it is published.

The site is built once, served from this machine under a path of its own (as
GitHub Pages does), with the compression a web server gives. A missing browser
is an error, never a skip.
"""

from __future__ import annotations

import gzip
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from foresite.building import build_site
from tests.shells.conftest import write

ROOT = Path(__file__).parents[2]
BASE = "/archive/"
LEVEL = 6
"""How hard web servers compress, as a rule."""
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv")

# A busy machine is slow, not wrong: what is expected is waited for.
expect.set_options(timeout=20_000)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def body(path: Path) -> bytes:
    """What is sent for a file of the site, or for a folder's page."""
    file = path / "index.html" if path.is_dir() else path
    plain = file.read_bytes()
    return gzip.compress(plain, LEVEL, mtime=0) if file.suffix in COMPRESSED else plain


class Handler(SimpleHTTPRequestHandler):
    """Serves the site below ``BASE``, gzipped where a server would."""

    def translate_path(self, path: str) -> str:
        """Map an address below ``BASE`` to a file of the site."""
        return super().translate_path("/" + path.removeprefix(BASE))

    def do_GET(self) -> None:
        """Answer with the file, compressed if it is text."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if path.is_dir():
            path /= "index.html"
        if not self.path.startswith(BASE) or not path.is_file():
            self.send_error(404)
            return
        sent = body(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest's output is for results."""


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example archive, built as ``make site`` builds it."""
    return build_site(
        ROOT / "mkdocs.yml", strict=True, site_dir=tmp_path_factory.mktemp("built") / "site"
    )


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a built site can be read."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()
    server.server_close()


@contextmanager
def small_desk(
    folder: Path, files: Mapping[str, str], *, today: date | None = None, strict: bool = True
) -> Iterator[str]:
    """The address of a desk of those files, built as of a day, or as of the present one."""
    for path, text in files.items():
        write(folder, path, text)
    with pytest.MonkeyPatch.context() as patch:
        if today:
            noon = datetime.combine(today, time(12), tzinfo=UTC)
            patch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        site = build_site(folder / "mkdocs.yml", strict=strict, site_dir=folder / "site")
    with served(site) as made:
        yield made


@pytest.fixture(scope="session")
def address(example_site: Path) -> Iterator[str]:
    """Where the example archive is served while the tests run."""
    with served(example_site) as at:
        yield at


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver."""
    with sync_playwright() as driver:
        yield driver


def chromium_path() -> str | None:
    """The system's Chromium, or None for the one Playwright installed."""
    named = os.environ.get("FORESITE_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return named or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Headless Chromium."""
    launched = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
    yield launched
    launched.close()


@dataclass
class Visit:
    """An open page and all that it asked for and complained of."""

    page: Page
    address: str
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address of the site and wait until it is still."""
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page

    def asked(self, request: Request) -> None:
        """Take down a request."""
        self.requests.append(request)

    def said(self, message: ConsoleMessage) -> None:
        """Take down what the browser complains of."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def check(self, width: int) -> None:
        """Fail unless the page is accessible, fits its screen and asks nobody else for anything."""
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width
        assert self.complaints == []
        assert [url for url in self.addresses() if "://" in url] == []

    def addresses(self) -> list[str]:
        """What was asked for, below the site's own address or whole."""
        return [request.url.removeprefix(self.address) for request in self.requests]


@dataclass(frozen=True)
class Reader:
    """Opens pages as somebody with a certain screen and taste."""

    browser: Browser
    address: str
    opened: list[Visit]

    def __call__(
        self,
        *,
        width: int = 1280,
        dark: bool = False,
        javascript: bool = True,
        touch: bool = False,
    ) -> Visit:
        """A fresh visitor; nothing is remembered from the one before."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            has_touch=touch,
            is_mobile=touch,
        )
        visit = Visit(context.new_page(), self.address)
        visit.page.on("request", visit.asked)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("console", visit.said)
        self.opened.append(visit)
        return visit


@contextmanager
def reading(browser: Browser, address: str) -> Iterator[Reader]:
    """One who opens pages of the site there; they are closed afterwards."""
    opened: list[Visit] = []
    yield Reader(browser, address, opened)
    for visit in opened:
        visit.page.context.close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Opens pages of the example archive."""
    with reading(browser, address) as made:
        yield made
