"""New seals and new reveals: a seal proves nothing that was not published before its text.

In new forecasts too: nobody can bring a seal from elsewhere, for what it proves
is the day on which it was published here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foresite.appending.backdated import dated_back
from foresite.appending.change import Change, stem
from foresite.problems import Location, Problem
from foresite.records.folders import SEALED
from foresite.source import Document, markdown_document

_FILE = re.compile(
    rf"(?P<home>.+)/{SEALED}/(?P<name>(?P<day>\d{{4}}-\d{{2}}-\d{{2}})[^/]*)\.(?P<end>yml|md)"
)


def sealed(change: Change, *, refused: set[str]) -> Iterator[Problem]:
    """What new seals and reveals cannot show; ``refused`` are paths that are errors anyway."""
    for found in map(_FILE.fullmatch, change.added):
        if found is None or found.group() in refused:
            continue
        if found["end"] == "yml":
            yield from _seal(change, found["home"], found["name"])
        else:
            yield from _reveal(change, found["home"], found["name"])


def _seal(change: Change, home: str, name: str) -> Iterator[Problem]:
    where = Location(f"{home}/{SEALED}/{name}.yml")
    published = (path for path in change.at_ref if _is_beside(path, home, ".yml"))
    last = max(map(stem, published), default="")
    if name < last:
        message = f"would stand before the seal {last}, which is published at {change.ref}"
        hint = f"name it by the day on which it is made; of one day, so that it sorts after {last}"
        yield Problem(where, "published-order", message, hint)
    elif name[:10] < change.on.earliest.isoformat():
        yield dated_back(change, where)


def _reveal(change: Change, home: str, name: str) -> Iterator[Problem]:
    path = f"{home}/{SEALED}/{name}.md"
    if f"{home}/{SEALED}/{name}.yml" not in change.at_ref.keys() | change.published.keys():
        message = (
            f"reveals a text whose seal is not published at {change.ref} yet, "
            "so nothing shows that it was written before"
        )
        hint = "publish the seal alone first; the text may follow in a later change"
        yield Problem(Location(path), "seal-unpublished", message, hint)
        return
    document, _ = markdown_document(path, change.present[path])
    day = _revealed_on(document)
    if document is None or day is None:
        return  # another rule says what is missing
    why = _too_early(change, home, name, day)
    if why:
        hint = f"let revealed_on be the day on which the text is published: {change.on.today}"
        where = document.place(("revealed_on",))
        yield Problem(where, "published-order", f"is revealed on {day}, {why}", hint)


def _too_early(change: Change, home: str, name: str, day: date) -> str:
    """Why nothing is revealed on that day any more, as a clause; empty if it may be."""
    last = max((stem(file)[:10] for file in change.updates_at_ref(home)), default="")
    if day.isoformat() < last:
        return f"before the update of {last}, which is published at {change.ref}"
    others = [
        (on, stem(path))
        for path, text in change.at_ref.items()
        if _is_beside(path, home, ".md")
        and (on := _revealed_on(markdown_document(path, text)[0])) is not None
    ]
    newest = max(others, default=None)
    if newest and (day, name) < newest:
        return (
            f"before the text {newest[1]}, which was revealed on {newest[0]} "
            f"as is published at {change.ref}"
        )
    answered = change.answered(home)
    if answered and day < answered.known_on:
        return (
            f"before the answer was known on {answered.known_on}, as is published at {change.ref}"
        )
    if day < change.on.earliest:
        return (
            f"{(change.on.today - day).days} days before today, but is not published at "
            f"{change.ref}; it may be dated back by {change.on.recorded_days}"
        )
    return ""


def _is_beside(path: str, home: str, end: str) -> bool:
    return path.startswith(f"{home}/{SEALED}/") and path.endswith(end)


def _revealed_on(document: Document | None) -> date | None:
    try:
        return (
            date.fromisoformat(str(document.data.get("revealed_on")).strip()) if document else None
        )
    except ValueError:
        return None
