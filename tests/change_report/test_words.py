"""What a change does to an archive, in the sentences an editor reads."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from foresite import pipeline
from foresite.change_report import told
from tests.kind_worlds import CUP
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, VALID, _sources

TERMS = """\
question: Will an open model match the best closed one?
opened_on: 2026-01-05
closes_on: 2026-12-31
author: a
tags: [ai]
headline:
  - rule: unspecified
dimensions:
  benchmark-parity: {criteria: [{status: under-review, text: Level.}]}
  preference:
    name: GPT users’ preference
    criteria: Most prefer it.
signposts:
  switch: {event: A large company switches., moves_to: at least 0.85}
base_rate: {probability: 0.2, source: The past}
"""
FIRST = """\
---
probability: 0.75
dimensions: {benchmark-parity: 0.75, preference: {moved: up}}
counterargument: They hold back.
---
Why.
"""
WORLD = {FORECAST: TERMS, OPENING: FIRST}
CORRECTION = "forecasts/rain-in-paris/corrections/2026-01-20.md"


def update(front: str, why: str = "Why.") -> str:
    return f"---\n{front}---\n{why}\n"


def said(
    after: Mapping[str, str | None], before: Mapping[str, str] = WORLD
) -> list[tuple[str, str]]:
    """What is told of each forecast: its fate and its sentences, spaces made plain."""
    files = {path: text for path, text in {**before, **after}.items() if text is not None}
    compared, unread = pipeline.compare(_sources(before), _sources(files))
    assert unread == ()
    return [
        (each.fate, line.text.replace("\N{NARROW NO-BREAK SPACE}", " "))
        for each in told(compared)
        for line in each.lines
    ]


def one(after: Mapping[str, str | None], before: Mapping[str, str] = WORLD) -> str:
    [(fate, sentence)] = said(after, before)
    assert fate == "changed"
    return sentence


def test_the_move_of_one_dimension_is_said_to_be_its_only() -> None:
    front = (
        "probability: 0.78\ndimensions: {benchmark-parity: 0.78}\nreason: evidence\n"
        "evidence:\n"
        "  - {id: a, claim: x, kind: direct, bears_on: supports}\n"
        "  - {id: b, claim: x, kind: direct, bears_on: supports}\n"
    )
    assert one({SECOND: update(front)}) == (
        "75 % → 78 %, benchmark parity only (+3 points); two pieces of evidence; criteria unchanged"
    )


UPDATES = {
    "all of them": (
        "probability: 0.7\ndimensions: {benchmark-parity: 0.7, preference: 0.6}\nreason: re-reading\n",
        "75 % → 70 %; Benchmark parity: 75 % → 70 % (−5 points); GPT users’ preference: first recorded, at 60 %; criteria unchanged",
    ),
    "a dimension with a name of its own": (
        "probability: 0.7\ndimensions: {preference: 0.6}\nreason: re-reading\n",
        "75 % → 70 %, GPT users’ preference only (first recorded, at 60 %); criteria unchanged",
    ),
    "only a direction": (
        "probability: 0.75\ndimensions: {preference: {moved: down}}\nreason: re-reading\n",
        "75 %, unchanged; GPT users’ preference: down, by an amount that was not published; criteria unchanged",
    ),
    "nothing": (
        "probability: 0.75\nreason: passage-of-time\n",
        "75 %, reviewed and unchanged; criteria unchanged",
    ),
    "a signpost and a counterargument": (
        "probability: 0.85\nreason: evidence\nsignposts: {switch: fired}\ncounterargument: Still.\n",
        "75 % → 85 %; signpost fired (To 85 % or more): A large company switches.; counterargument revised; criteria unchanged",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("front", "sentence"), UPDATES.values(), ids=UPDATES)
def test_an_update_is_told_in_one_sentence(front: str, sentence: str) -> None:
    assert one({SECOND: update(front)}) == sentence


EDITS = {
    "tags": ("tags: [ai]", "tags: [models]", ["Tagged models and no longer tagged ai"]),
    "no tags": ("tags: [ai]\n", "", ["No longer tagged ai"]),
    "the question": (
        "match the best",
        "pass the best",
        ["Question: “Will an open model match the best closed one?” → “Will an open model pass the best closed one?”"],
    ),
    "the closing": ("closes_on: 2026-12-31\n", "", ["Closing day taken away, was 31 December 2026"]),
    "the scheduled date": ("tags:", "resolves_by: 2027-06-30\ntags:", ["Scheduled date stated: 30 June 2027"]),
    "the base rate": ("probability: 0.2", "probability: 0.3", ["Base rate: 20 % → 30 %"]),
    "the background": ("tags", "background: New.\ntags", ["Background revised"]),
    "the headline’s first rule": ("unspecified", "preference", ["Headline’s rule: unspecified → preference"]),
    "the headline’s next rule": (
        "unspecified\n",
        "unspecified\n  - {rule: preference, since: 2026-01-20, reason: Said.}\n",
        ["The headline is now settled by GPT users’ preference"],
    ),
    "a dimension more": (
        "  preference:\n",
        "  market: {criteria: x}\n  preference:\n",
        ["Market: criteria published, firm", "Dimension added: Market"],
    ),
    "a name": ("GPT users’ preference", "Preference", ["GPT users’ preference: name: “GPT users’ preference” → “Preference”"]),
    "a signpost more": (
        "signposts:\n",
        "signposts:\n  gap: {event: It opens., moves_to: below 0.6, armed_on: 2026-01-20}\n",
        ["Signpost armed (Below 60 %): It opens."],
    ),
    "a threshold": ("at least 0.85", "below 0.9", ["signpost “switch”: threshold: to 85 % or more → below 90 %"]),
    "criteria that become firm": (
        "text: Level.}",
        "text: Level.}, {since: 2026-01-20, text: Ahead., reason: Named., effect: narrows}",
        ["Benchmark parity: criteria narrowed, now firm"],
    ),
    "criteria edited": ("text: Level.", "text: Ahead.", ["Edited, after it was published: Benchmark parity: criteria published, under review"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sentences"), EDITS.values(), ids=EDITS)
def test_a_change_of_terms_is_told_in_a_sentence_each(
    old: str, new: str, sentences: list[str]
) -> None:
    assert [s for _, s in said({FORECAST: TERMS.replace(old, new, 1)})] == sentences


def test_what_is_to_hold_from_a_day_to_come_is_told_now() -> None:
    later = "text: Level.}, {since: 2031-01-20, text: Ahead., reason: Named., effect: widens}"
    after = {FORECAST: TERMS.replace("text: Level.}", later)}
    assert one(after) == "Benchmark parity: criteria widened, now firm"


def test_an_edit_is_told_with_what_it_edits_and_its_correction() -> None:
    corrected = f"---\nfile: updates/2026-01-05.md\nby: desk\nbecause: Digits swapped.\nwhat: It is 57 %.\n---\n{FIRST}"
    edited = FIRST.replace("probability: 0.75", "probability: 0.57").replace("Why.", "Because.")
    assert said({OPENING: edited, CORRECTION: corrected}) == [
        ("changed", "Edited: the update of 5 January 2026 (75 % → 57 %, rationale)"),
        ("changed", "Corrected: the update of 5 January 2026; it is 57 %. Why: Digits swapped."),
    ]


def test_an_edit_of_options_names_the_favourite_once_unless_it_is_another() -> None:
    later = CUP[OPENING].replace("lions: 0.5", "lions: 0.45").replace("bears: 0.3", "bears: 0.35")
    [told] = said({**CUP, OPENING: later}, CUP)
    assert told == (
        "changed",
        "Edited: the update of 5 January 2026 (The Lions 50 % → 45 %, dimensions)",
    )
    other = CUP[OPENING].replace("lions: 0.5", "lions: 0.3").replace("bears: 0.3", "bears: 0.5")
    [told] = said({**CUP, OPENING: other}, CUP)
    assert "(The Lions 50 % → The Bears 50 %, dimensions)" in told[1]


def test_a_new_forecast_is_told_at_a_glance() -> None:
    new = {p.replace("rain-in-paris", "snow"): t for p, t in VALID.items()}
    assert said(new) == [
        ("new", "New forecast: Will it rain in Paris on 31 December 2026? Opened at 40 %")
    ]
    more = {
        SECOND.replace("rain-in-paris", "snow"): update("probability: 0.9\nreason: evidence\n"),
        RESOLUTION.replace("rain-in-paris", "snow"): (
            "---\noutcome: yes\nknown_on: 2026-02-01\nrecorded_on: 2026-02-02\n"
            "sources: [{name: x}]\n---\nRight.\n"
        ),
    }
    [(_, sentence)] = said(new | more)
    assert sentence.endswith("Opened at 40 %; now 90 %, after two updates; resolved yes")


def test_what_is_gone_is_told() -> None:
    assert said({FORECAST: None, OPENING: None}) == [
        ("gone", "Gone, with one update: Will an open model match the best closed one?")
    ]
    both = {**WORLD, SECOND: update("probability: 0.9\nreason: evidence\n")}
    assert said({SECOND: None}, both) == [("changed", "No longer there: update 2026-01-12")]


def test_a_resolution_and_its_withdrawal_are_told() -> None:
    answer = (
        "---\noutcome: annulled\nreason: x\nknown_on: 2026-02-01\nrecorded_on: 2026-02-02\n"
        "sources: [{name: x}]\n---\nWrong.\n"
    )
    resolved = {**WORLD, RESOLUTION: answer}
    assert one({RESOLUTION: answer}) == "Annulled: the question was flawed"
    added = "withdrawn_on: 2026-02-20\nwithdrawn_because: It was not.\n---\nW"
    withdrawn = {RESOLUTION: answer.replace("---\nW", added)}
    assert one(withdrawn, resolved) == "Resolution withdrawn; why: It was not."


def test_a_sealed_text_and_its_reveal_are_told() -> None:
    seal, text = (f"forecasts/rain-in-paris/sealed/2026-01-20.{end}" for end in ("yml", "md"))
    sealed = {**WORLD, seal: f"digest: {'0' * 64}\nabout: The survey\n"}
    assert said({seal: sealed[seal]}) == [("changed", "Sealed: The survey")]
    shown = f"---\nrevealed_on: 2026-02-01\nsalt: {'a' * 64}\n---\nIt.\n"
    assert said({text: shown}, sealed) == [("changed", "Revealed: The survey")]
    assert said({seal: None}, sealed) == [("changed", "Sealed text removed: The survey")]
    edited = {seal: sealed[seal].replace("survey", "poll")}
    assert said(edited, sealed) == [("changed", "Sealed text edited: The poll")]


def test_a_single_reading_s_kind_is_told_without_a_name() -> None:
    number = VALID[FORECAST] + "kind: numeric\nlow: 0\nhigh: 9\n"
    update_ = "---\nquantiles: {0.5: 2}\n---\nWhy.\n"
    made = said({FORECAST: number, OPENING: update_}, dict(VALID))
    assert ("changed", "Kind of answer revised") in made


def test_who_answers_for_forecasts_is_told_last() -> None:
    authors = "forecasts/authors.yml"
    before = {**WORLD, authors: "a: {name: A}\nb: {name: B}\n"}
    made = said({authors: "a: {name: Another}\nc: {name: C}\n"}, before)
    assert [sentence for _, sentence in made] == [
        "Author a: name “A” → “Another”",
        "Author no longer described: b, B",
        "Author described: c, C",
    ]


def test_who_answers_for_a_record_is_told_as_it_was_and_as_it_is() -> None:
    """The name stands on every page of theirs, and no ledger holds it."""
    authors = "forecasts/authors.yml"
    before = {**WORLD, authors: "a: {name: A, url: https://a.example, about: A desk.}\n"}
    after = {authors: "a: {name: Somebody Else, about: Another desk.}\n"}
    assert said(after, before)[-1][1] == (
        "Author a: name “A” → “Somebody Else”, address “https://a.example” → none, "
        "description revised"
    )


def test_whether_somebody_is_of_the_desk_itself_is_told_for_it_moves_their_record() -> None:
    authors = "forecasts/authors.yml"
    other, own = (f"a: {{name: A{more}}}\n" for more in ("", ", own: true"))
    told = said({authors: own}, {**WORLD, authors: other})
    assert told[-1][1] == "Author a: now of the desk itself"
    told = said({authors: other}, {**WORLD, authors: own})
    assert told[-1][1] == "Author a: no longer of the desk itself"


def test_a_forecast_that_cannot_be_read_is_named_and_not_taken_for_gone() -> None:
    broken = {**WORLD, FORECAST: "question: [\n"}
    compared, unread = pipeline.compare(_sources(WORLD), _sources(broken))
    assert (compared.forecasts, unread) == ((), ("forecasts/rain-in-paris",))
    faulty = {**WORLD, SECOND: update("probability: 78\nreason: evidence\n")}
    compared, unread = pipeline.compare(_sources(WORLD), _sources(faulty))
    assert (compared.forecasts, unread) == ((), (SECOND,))
