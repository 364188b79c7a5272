"""Questions as files, and the rows that come of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from foresite.model import Archive
from foresite.problems import blocking
from foresite.track_record import Row, TrackRecord, score_rows, track_records
from tests.worlds import load

TODAY = date(2026, 3, 1)
AUTHORS = {"forecasts/authors.yml": "desk-a: {name: A}\ndesk-b: {name: B}\n"}


def question(
    slug: str = "q",
    updates: Mapping[str, str] | None = None,
    *,
    outcome: str | None = "yes",
    known: str = "2026-01-25",
    closes: str | None = "2026-01-25",
    more: str = "criteria: It happens.\n",
    resolution: str = "",
) -> dict[str, str]:
    """The files of one question, opened on 5 January 2026 at 40 %; ``None`` leaves it open."""
    base = f"forecasts/{slug}"
    updates = {"2026-01-05": "probability: 0.4"} if updates is None else updates
    files = {
        f"{base}/forecast.yml": "question: Will it happen?\nopened_on: 2026-01-05\n"
        + (f"closes_on: {closes}\n" if closes else "")
        + more
    }
    for number, (day, front) in enumerate(updates.items()):
        reason = "\nreason: evidence" if number else ""
        files[f"{base}/updates/{day}.md"] = f"---\n{front}{reason}\n---\nBecause.\n"
    if outcome is not None:
        said = outcome if "\n" in outcome or ":" in outcome else f"outcome: {outcome}"
        reason = "\nreason: It cannot be told." if outcome in ("ambiguous", "annulled") else ""
        files[f"{base}/resolution.md"] = (
            f"---\n{said}{reason}\nknown_on: {known}\nrecorded_on: 2026-02-25\n"
            f"sources: [{{name: The paper}}]\n{resolution}---\nWe knew.\n"
        )
    return files


def archive(*questions: Mapping[str, str]) -> Archive:
    """The archive of these questions; fails if one is left out for an error."""
    files = dict(AUTHORS)
    for made in questions:
        files |= made
    loaded, problems = load(files, today=TODAY)
    assert not blocking(problems), [p.message for p in blocking(problems)]
    return loaded


def rows(*questions: Mapping[str, str], today: date = TODAY) -> tuple[Row, ...]:
    """Their rows as of that day."""
    return score_rows(archive(*questions), today=today)


def row(*questions: Mapping[str, str], today: date = TODAY) -> Row:
    """Their only row."""
    [only] = rows(*questions, today=today)
    return only


def record(*questions: Mapping[str, str], today: date = TODAY) -> TrackRecord:
    """The record of them all."""
    return track_records(archive(*questions), today=today)[0]
