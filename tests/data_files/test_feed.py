"""The feed against RFC 4287, read by the rules of the standard and none of our own code."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest

from foresite import data_files
from foresite.history import changelog
from foresite.ledger import ledger
from foresite.model import Archive
from foresite.publication import Settings
from tests.data_files.test_data_files import SETTINGS, many
from tests.hostile import FILES
from tests.worlds import TODAY, load

ATOM = "{http://www.w3.org/2005/Atom}"
MAY_HOLD = {
    f"{ATOM}{name}"
    for name in (
        *("author", "category", "content", "contributor", "id", "link", "published", "rights"),
        *("source", "summary", "title", "updated"),
    )
}
"""RFC 4287, section 4.1.2: what an entry may hold."""


def feeds(archive: Archive, settings: Settings = SETTINGS) -> list[ElementTree.Element]:
    """The feed's documents, parsed."""
    log = changelog(archive, today=TODAY)
    kept = ledger(archive, today=TODAY)
    made = data_files.archive_files(archive, settings=settings, today=TODAY, log=log, ledger=kept)
    texts = [file.content for file in made if file.path.endswith(".xml")]
    assert all(text.startswith('<?xml version="1.0" encoding="utf-8"?>\n') for text in texts)
    return [ElementTree.fromstring(text) for text in texts]


def one(parent: ElementTree.Element, name: str) -> str:
    """The text of a child that there must be exactly once."""
    [found] = parent.findall(f"{ATOM}{name}")
    return found.text or ""


def check_common(element: ElementTree.Element) -> None:
    """What sections 4.1.1 and 4.1.2 ask of a feed and of an entry alike."""
    assert re.match(r"[a-z][a-z0-9+.-]*:", one(element, "id")), "an id is an absolute IRI"
    assert one(element, "title")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", one(element, "updated"))
    datetime.fromisoformat(one(element, "updated"))
    assert [one(author, "name") for author in element.findall(f"{ATOM}author")]
    links = [
        (link.get("rel", "alternate"), link.get("type")) for link in element.iter(f"{ATOM}link")
    ]
    assert all(link.get("href") for link in element.iter(f"{ATOM}link"))
    assert len(links) >= 1
    own = element.findall(f"{ATOM}link[@rel='alternate']")
    assert len({link.get("type") for link in own}) == len(own) == 1


@pytest.mark.parametrize("archive", [many(150), load(FILES)[0], Archive(forecasts=())])
@pytest.mark.parametrize("settings", [SETTINGS, Settings(site_name="Desk", desk="Desk")])
def test_every_document_is_a_feed_as_the_standard_asks(
    archive: Archive, settings: Settings
) -> None:
    for feed in feeds(archive, settings):
        assert feed.tag == f"{ATOM}feed"
        check_common(feed)
        assert len(feed.findall(f"{ATOM}link[@rel='self']")) == 1
        for entry in feed.findall(f"{ATOM}entry"):
            check_common(entry)
            assert {child.tag for child in entry} <= MAY_HOLD
            [content] = entry.findall(f"{ATOM}content")
            assert content.get("type") == "html"
            assert len(content) == 0, "HTML is escaped, and holds no child"


def test_an_entry_names_its_own_author_and_not_the_desk() -> None:
    [feed] = feeds(load(FILES)[0])
    [entry] = feed.findall(f"{ATOM}entry")
    name = entry.findtext(f"{ATOM}author/{ATOM}name") or ""
    assert name.startswith("<script>"), "the hostile world's author"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Desk"
