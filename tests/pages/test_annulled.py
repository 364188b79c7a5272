"""What was annulled, or cannot be told, is never read as a no: not on a page, in data, or a feed."""

from __future__ import annotations

import re

from foresite import pipeline
from foresite.publication import Settings
from tests.kind_archive import FORECASTS, HOME, TODAY
from tests.worlds import load

SETTINGS = Settings(site_name="The Desk", desk="The Desk", site_url="https://desk.example/")

READS_AS_NO = re.compile(
    r"resolved no\b|✓|>\s*no\s*<|\"no\"|: no[.<\n]|,no,|\bcame out (at|on)\b|fs-outcome-no\b"
    r"|\bsettled\b|resolved yes|\"yes\"|>\s*yes\s*<",
    re.IGNORECASE,
)
"""Every way in which a page, a table, a feed or a chart says that something did not happen."""

ALLOWED = ("settles the headline", "answered by yes or no")


UNSCORED = ("rain-annulled", "rain-ambiguous", "cup-annulled", "cars-annulled", "line-annulled")


def files_of(*ids: str) -> dict[str, str]:
    """Every file of a site that has only these forecasts, with its pictures and specifications."""
    files = {
        f"forecasts/{id_}/{path.removeprefix(HOME).lstrip('/')}": text
        for id_ in ids
        for path, text in FORECASTS[id_].items()
    }
    archive, _ = load(files, today=TODAY)
    return {
        made.path: made.content
        for made in pipeline.render(archive, settings=SETTINGS, today=TODAY)
        if isinstance(made.content, str) and not made.path.startswith(("rules/", "verify"))
    }


def says(id_: str) -> set[str]:
    """The files that tell how a forecast came out."""
    lists = {"forecasts/index.md", "index.md", "changelog/index.md", "forecasts.json"}
    own = ("index.md", "history.json", "chart.svg", "chart.json")
    return lists | {f"forecasts/{id_}/{name}" for name in own}


def test_no_file_of_the_site_reads_what_has_no_answer_as_a_no_or_as_any_answer() -> None:
    site = files_of(*UNSCORED)
    found = []
    for path, content in site.items():
        text = content
        for phrase in ALLOWED:
            text = text.replace(phrase, "")
        found += [(path, match[0]) for match in READS_AS_NO.finditer(text)]
    assert found == []
    for id_ in UNSCORED:
        word = "ambiguous" if "ambiguous" in id_ else "annulled"
        assert {path for path in says(id_) if word not in site[path].lower()} == set()


def test_a_no_would_have_been_found() -> None:
    """The pattern meets a no in every file that tells how a question came out."""
    site = files_of("rain-no")
    assert {path for path in says("rain-no") if not READS_AS_NO.search(site[path])} == set()
