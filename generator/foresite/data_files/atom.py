"""The feed of updates: Atom (RFC 4287), paged by RFC 5005.

An entry for each update, newest first, a hundred to a document: ``feed.xml``
holds the newest, ``feed/2.xml`` the next. Ids are tag URIs (RFC 4151), made
of what never changes: the site's host, the opening day, the forecast's and the
update's names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from markupsafe import escape

from foresite import sentences
from foresite.author_html import author_html, verbatim_html
from foresite.data_files.addresses import site_url, update_url
from foresite.history import Entry
from foresite.ledger import RECORDS, Ledger
from foresite.model import Archive, Correction, Update
from foresite.publication import RenderedFile, Settings, forecast_address
from foresite.sentences import author_name
from foresite.words import long_day

LENGTH = 100
NAMESPACE = "http://www.w3.org/2005/Atom"
NO_HOST = "foresite.invalid"
"""The tagging entity of a site that does not know its address (RFC 2606)."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Fed:
    """An update with its moment, the name of whoever made it, and what proves it (HTML).

    ``corrections`` are those of the update, oldest first, each with the name of
    whoever made it.
    """

    entry: Entry
    update: Update
    stamp: str
    author: str
    proof: str
    corrections: tuple[tuple[Correction, str], ...]


def atom_feed(
    archive: Archive, *, settings: Settings, log: tuple[Entry, ...], ledger: Ledger
) -> tuple[RenderedFile, ...]:
    """Every document of the feed; ``log`` is the archive's changelog, newest first."""
    desk = settings.desk
    updates = [entry for entry in log if entry.update is not None]
    proofs = _proofs(ledger)
    stamped = [
        _Fed(
            entry,
            entry.update,
            stamp,
            author_name(entry.update.author, archive, desk=desk),
            proofs[entry.forecast.id, entry.update.id],
            tuple(
                (correction, author_name(correction.by, archive, desk=desk))
                for correction in entry.forecast.corrections_of(f"updates/{entry.update.id}.md")
            ),
        )
        for entry, stamp in zip(updates, _stamps(updates), strict=True)
        if entry.update is not None
    ]
    count = max(1, -(-len(updates) // LENGTH))
    return tuple(
        RenderedFile(
            path=_path(number),
            content=_document(
                stamped[(number - 1) * LENGTH : number * LENGTH],
                number=number,
                count=count,
                settings=settings,
            ),
        )
        for number in range(1, count + 1)
    )


def _stamps(updates: list[Entry]) -> list[str]:
    """A moment for each update, of its day, later ones first, no two alike."""
    moments: list[datetime] = []
    for entry in reversed(updates):
        moment = datetime.combine(entry.on, time(), tzinfo=UTC)
        if moments and moments[-1] >= moment:
            moment = moments[-1] + timedelta(seconds=1)
        moments.append(moment)
    return [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in reversed(moments)]


def _path(number: int) -> str:
    return "feed.xml" if number == 1 else f"feed/{number}.xml"


def _document(entries: list[_Fed], *, number: int, count: int, settings: Settings) -> str:
    start = "" if number == 1 else "feed/"
    feed = ET.Element("feed", {"xmlns": NAMESPACE})
    _child(feed, "id", f"{_tag(settings)}feed")
    _child(feed, "title", f"{settings.site_name}: updates")
    moments = [_corrected_at(fed) or fed.stamp for fed in entries]
    _child(feed, "updated", max(moments, default="1970-01-01T00:00:00Z"))
    _child(feed, "generator", "Foresite")
    _child(ET.SubElement(feed, "author"), "name", settings.desk)
    links = {"self": number, "first": 1, "last": count}
    links |= {"previous": number - 1} if number > 1 else {}
    links |= {"next": number + 1} if number < count else {}
    for rel, which in links.items():
        href = site_url(_path(which), settings=settings, start=start)
        ET.SubElement(feed, "link", {"rel": rel, "href": href, "type": "application/atom+xml"})
    home = site_url("", settings=settings, start=start)
    ET.SubElement(feed, "link", {"rel": "alternate", "href": home, "type": "text/html"})
    for fed in entries:
        _entry(feed, fed, settings, start)
    ET.indent(feed, " ")
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _entry(feed: ET.Element, fed: _Fed, settings: Settings, start: str) -> None:
    entry, update, forecast = fed.entry, fed.update, fed.entry.forecast
    made = ET.SubElement(feed, "entry")
    _child(made, "id", f"{_tag(settings)}{forecast.id}/{update.id}")
    _child(made, "title", f"{forecast.question} {sentences.headline(entry)}")
    _child(made, "updated", _corrected_at(fed) or fed.stamp)
    _child(made, "published", fed.stamp)
    # A republished forecast's words are never the desk's.
    _child(ET.SubElement(made, "author"), "name", fed.author)
    href = update_url(forecast.id, update.id, settings=settings, start=start)
    ET.SubElement(made, "link", {"rel": "alternate", "href": href, "type": "text/html"})
    records = f"{forecast_address(forecast.id)}{RECORDS}"
    href = site_url(records, settings=settings, start=start)
    ET.SubElement(made, "link", {"rel": "related", "href": href, "type": "application/json"})
    for tag in forecast.tags:
        ET.SubElement(made, "category", {"term": tag})
    reason = sentences.REASONS[update.reason]
    said = (f"{reason[:1].upper()}{reason[1:]}", *sentences.sentences(entry))
    _child(made, "summary", f"{'. '.join(said)}.")
    text = "\n".join([*_corrections(fed), str(author_html(update.rationale)), fed.proof])
    content = _child(made, "content", text)
    content.set("type", "html")


def _corrected_at(fed: _Fed) -> str:
    """The beginning of the day of an update's last correction; "" if there was none."""
    return f"{fed.corrections[-1][0].made_on}T00:00:00Z" if fed.corrections else ""


def _corrections(fed: _Fed) -> Iterator[str]:
    """What was corrected in an update, newest first, with the text as it stood before."""
    for correction, who in reversed(fed.corrections):
        what = f"{correction.what} " if correction.what else ""
        day = long_day(correction.made_on)
        said = f"Corrected on {day} by {who}. {what}Why: {correction.because}"
        yield f"<p><strong>{escape(said)}</strong></p>"
        yield (
            f"<details><summary>As it stood before</summary>"
            f"{verbatim_html(correction.earlier)}</details>"
        )


def _proofs(ledger: Ledger) -> dict[tuple[str, str], str]:
    """For each update by its forecast and name: its digest, and the ledger's root of its day."""
    return {
        (forecast, line.id): (
            f"<p>Digest of this update: <code>{line.digest}</code>. The ledger’s root of "
            f"{long_day(line.on)}: <code>{ledger.roots[line.on][1]}</code>.</p>"
        )
        for forecast, chains in ledger.forecasts.items()
        for line in chains.get("update", ())
    }


def _tag(settings: Settings) -> str:
    """The beginning of every id: an authority and a date on which it was its own."""
    host = urlsplit(settings.site_url).hostname or NO_HOST
    return f"tag:{host},2026:foresite/"


def _child(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = _NOT_XML.sub("", text)
    return child
