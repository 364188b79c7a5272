"""The evidence ledger: newest first, by dimension, direct and circumstantial apart."""

from __future__ import annotations

from datetime import date

from foresite.history import entries
from foresite.pages.forecast.evidence_words import evidence_ledger
from foresite.pages.forecast.view import EvidenceLedger
from tests.pages.test_pages import page
from tests.worlds import FORECAST, OPENING, SECOND, TODAY, VALID, forecast

READINGS = {
    FORECAST: VALID[FORECAST].partition("criteria:")[0]
    + "headline: morning\ndimensions:\n"
    + "  morning: {name: Before noon, criteria: The weather service reports at least 1 mm before noon on 31 December 2026.}\n"
    + "  evening: {name: After noon, criteria: The weather service reports at least 1 mm after noon on 31 December 2026.}\n"
}


def piece(id_: str, bears_on: str, *, kind: str = "direct", more: str = "") -> str:
    """A piece of evidence as an author writes it."""
    return f"  - {{id: {id_}, claim: Fact {id_}., kind: {kind}, bears_on: {bears_on}, source: S{more}}}\n"


def said(*pieces: str, later: tuple[str, ...] = ()) -> dict[str, str]:
    """An opening with those pieces, and a second update with later ones."""
    made = {OPENING: f"---\nprobability: 0.4\nevidence:\n{''.join(pieces)}---\nWhy.\n"}
    if later:
        evidence = f"evidence:\n{''.join(later)}"
        made[SECOND] = f"---\nprobability: 0.5\nreason: evidence\n{evidence}---\nWhy.\n"
    return made


def ledger(*changed: dict[str, str]) -> EvidenceLedger:
    """The ledger of the forecast."""
    world = forecast(*changed)
    return evidence_ledger(world, entries(world, today=TODAY))


def shown(view: EvidenceLedger) -> list[tuple[str, str, list[str]]]:
    """Heading, kind and claims of each list."""
    return [
        (group.heading, kind, [p.claim for p in pieces])
        for group in view.groups
        for kind, _, pieces in group.kinds
    ]


def test_evidence_is_newest_first_and_of_one_day_as_its_author_wrote_it() -> None:
    """What has no date counts from the day it was entered: the opening's is 5 January."""
    view = ledger(
        said(
            piece("a", "supports", more=", dated: 2026-01-01"),
            piece("b", "supports"),
            piece("c", "supports"),
            later=(piece("d", "supports", more=", dated: 2025-12-01"), piece("e", "supports")),
        )
    )
    assert shown(view) == [("", "direct", ["Fact e.", "Fact b.", "Fact c.", "Fact a.", "Fact d."])]


def test_each_dimension_has_its_own_list_and_the_question_as_a_whole_comes_first() -> None:
    view = ledger(
        READINGS,
        said(
            piece("a", "{evening: opposes}"),
            piece("b", "{morning: supports, evening: both}"),
            piece("c", "supports"),
        ),
    )
    assert shown(view) == [
        ("The question as a whole", "direct", ["Fact c."]),
        ("Before noon", "direct", ["Fact b."]),
        ("After noon", "direct", ["Fact a.", "Fact b."]),
    ]
    assert [group.count for group in view.groups] == [
        "One for",
        "One for",
        "One against, one cutting both ways",
    ]


def test_a_piece_says_under_each_dimension_how_it_bears_on_the_others() -> None:
    view = ledger(READINGS, said(piece("b", "{morning: supports, evening: both}")))
    [morning], [evening] = ([p for _, _, ps in group.kinds for p in ps] for group in view.groups)
    assert (morning.word, morning.also) == ("For", "After noon (cutting both ways)")
    assert (evening.word, evening.sign, evening.also) == (
        "Cuts both ways",
        "▲▼",
        "Before noon (for)",
    )


def test_direct_evidence_stands_apart_from_circumstantial() -> None:
    view = ledger(said(piece("a", "both", kind="circumstantial"), piece("b", "opposes")))
    assert shown(view) == [("", "direct", ["Fact b."]), ("", "circumstantial", ["Fact a."])]


def test_a_reader_may_choose_once_there_is_something_to_choose_from() -> None:
    three = [piece(id_, "supports") for id_ in "abc"]
    assert ledger(said(*three)).ways == ()
    view = ledger(said(*three, piece("d", "both", kind="circumstantial")))
    assert view.ways == (
        ("supports", "For", 3),
        ("opposes", "Against", 0),
        ("both", "Cuts both ways", 1),
    )
    assert view.kinds == (("direct", "Direct", 3), ("circumstantial", "Circumstantial", 1))
    assert view.none.split() == [
        "supports-circumstantial",
        "opposes-direct",
        "opposes-circumstantial",
        "both-direct",
    ]


def test_a_piece_on_several_dimensions_is_counted_once() -> None:
    many = [piece(id_, "{morning: supports, evening: supports}") for id_ in "abcd"]
    assert ledger(READINGS, said(*many)).ways[0] == ("supports", "For", 4)


def test_a_ratio_is_shown_with_its_piece() -> None:
    [group] = ledger(said(piece("a", "supports", more=", likelihood_ratio: 2.5"))).groups
    assert group.kinds[0][2][0].ratio == "×2.5"
    assert "Likelihood ratio ×2.5" in page(
        said(piece("a", "supports", more=", likelihood_ratio: 2.5"))
    )


def test_without_a_base_rate_there_is_no_waterfall_and_with_one_it_stands_with_the_evidence() -> (
    None
):
    rated = said(piece("a", "supports", more=", likelihood_ratio: 3"))
    assert "waterfall" not in page(rated)
    rate = {FORECAST: VALID[FORECAST] + "base_rate: {probability: 0.2, source: The almanac}\n"}
    text = page(rate, rated)
    assert text.index("{: #evidence") < text.index('src="waterfall.svg"')
    assert text.index('src="waterfall.svg"') < text.index("{: #updates")


def test_a_signpost_s_card_says_what_shows_that_it_fired() -> None:
    post = "signposts:\n  front:\n    event: A front is forecast.\n    moves_to: at least 0.6\n"
    fired = "    fired: {on: 2026-01-10, evidence: The bulletin names it., source: The bulletin, url: 'https://b.example/1'}\n"
    text = page({FORECAST: VALID[FORECAST] + post + fired})
    assert "Fired on 10 Jan 2026; written down without an update" in text
    assert (
        'The bulletin names it. <a href="https://b.example/1" rel="nofollow noopener">The bulletin</a>'
        in text
    )
    told = said(piece("a", "supports"), later=(piece("b", "supports"),))
    told[SECOND] = told[SECOND].replace(
        "reason: evidence\n",
        "reason: evidence\nsignposts: {front: {state: fired, on: 2026-01-09, evidence: [b]}}\n",
    )
    text = page({FORECAST: VALID[FORECAST] + post}, told)
    assert "Fired on 9 Jan 2026, told on 12 Jan 2026" in text
    assert '<p class="fs-source">Fact b. S</p>' in text
    lapsed = page({FORECAST: VALID[FORECAST] + post + "    expires_on: 2026-01-31\n"})
    assert "Expired on 31 Jan 2026: it had not happened by then" in lapsed
    over = page(
        {FORECAST: VALID[FORECAST] + post + "    expired: {on: 2026-02-01, reason: It is over.}\n"}
    )
    assert "Expired on 1 Feb 2026" in over
    assert "It is over." in over
    armed = page(
        {FORECAST: VALID[FORECAST] + post + "    expires_on: 2026-12-01\n"}, today=date(2026, 2, 1)
    )
    assert "Armed; watched since 5 Jan 2026, until 1 Dec 2026" in armed
