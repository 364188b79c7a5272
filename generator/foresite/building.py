"""Build the site whole or not at all.

MkDocs writes into a folder beside the last good site, and only a finished
build takes its place; whatever fails leaves the last good site untouched.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def build_site(config_file: Path, *, strict: bool, site_dir: Path | None = None) -> Path:
    """Build the site that ``config_file`` describes and return its folder.

    Raises ``mkdocs.exceptions.Abort`` (after logging why) when the archive has
    Problems or, if ``strict``, when anything warned; then nothing has changed.
    """
    config = load_config(str(config_file.resolve()), strict=strict)
    target = Path(site_dir or config.site_dir).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        config.site_dir = str(unfinished / "site")
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        _put_in_place(unfinished / "site", target, aside=unfinished / "before")
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return target


def _put_in_place(finished: Path, target: Path, *, aside: Path) -> None:
    """Swap a finished site in; if that fails midway, put the last one back."""
    if not target.exists():
        finished.rename(target)
        return
    target.rename(aside)
    try:
        finished.rename(target)
    except OSError:
        aside.rename(target)
        raise
