"""Two archives compared: the same entries as the changelog's, and a fold that holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foresite.history import State, TermChanged, between, comparison, difference, entries, fold
from foresite.model import Archive, Forecast
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, VALID, forecast, load

FAR = date.max

HEAD = """\
question: Will it rain?
opened_on: 2026-01-05
headline: one
dimensions:
  one:
    criteria: {one}
  two:
    criteria: {two}
signposts:
"""

DUE = "closes_on: 2026-01-31\nresolves_by: 2026-03-31\n"

days = st.sampled_from(["2026-01-05", "2026-01-08", "2026-01-08-b", "2026-01-12", "2026-02-01"])
numbers = st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9])
versions = st.lists(st.sampled_from(["firm", "under-review"]), min_size=1, max_size=3)


@st.composite
def updates(draw: st.DrawFn, number: int) -> str:
    """An update of two dimensions, with what else an update may hold."""
    lines = [f"probability: {draw(numbers)}", "reason: evidence"]
    said = draw(st.sampled_from(["", "two: 0.3", "two: 0.6", "two: {moved: up}", "two: {moved: unchanged}"]))  # fmt: skip
    if said:
        lines.append(f"dimensions: {{{said}}}")
    if draw(st.booleans()):
        lines.append(f"evidence: [{{id: e{number}, claim: x, kind: direct, bears_on: supports}}]")
    if draw(st.booleans()):
        lines.append(f"counterargument: Against {draw(st.integers(1, 2))}.")
    if draw(st.booleans()):
        lines.append(f"forces: [Force {draw(st.integers(1, 2))}.]")
    if draw(st.integers(0, 3)) == 0:
        lines.append("signposts: {front: fired}")
    return "---\n" + "\n".join(lines) + f"\n---\nWhy {draw(st.integers(1, 2))}.\n"


def criteria(statuses: list[str]) -> str:
    """Versions of the criteria, ten days apart."""
    made = "".join(
        f"\n      - {{text: Text {n}., status: {status}"
        + (f", since: 2026-01-{5 + 10 * n:02}, reason: r, effect: widens}}" if n else "}")
        for n, status in enumerate(statuses)
    )
    return made


@st.composite
def forecasts(draw: st.DrawFn) -> Forecast | None:
    """A forecast as its files give it, or none."""
    names = sorted(draw(st.sets(days, max_size=4)))
    if not names and draw(st.booleans()):
        return None
    terms = HEAD.format(one=criteria(draw(versions)), two=criteria(draw(versions)))
    terms += "  front: {event: x, moves_to: at least 0.9}\n"
    if draw(st.booleans()):
        terms += "  late: {event: y, moves_to: below 0.1, armed_on: 2026-01-08, expires_on: 2026-01-20}\n"
    terms += draw(st.sampled_from(["", "closes_on: 2026-01-31\n", DUE, "tags: [rain]\n"]))
    files = {FORECAST: terms}
    for number, name in enumerate(names):
        path = f"forecasts/rain-in-paris/updates/{name}.md"
        files[path] = draw(updates(number))
    if draw(st.booleans()):
        withdrawn = draw(st.sampled_from(["", "withdrawn_on: 2026-02-20\nwithdrawn_because: x\n"]))
        files[RESOLUTION] = (
            "---\noutcomes: {one: yes, two: no}\nknown_on: 2026-02-10\nrecorded_on: 2026-02-11\n"
            f"sources: [{{name: x}}]\n{withdrawn}---\nWe said so.\n"
        )
    made, _ = load(files)
    return made.forecasts[0] if made.forecasts else None


def last_state(made: Forecast | None) -> State:
    found = entries(made, today=FAR) if made else ()
    return found[-1].after if found else State()


@given(before=forecasts(), after=forecasts())
def test_folding_the_changes_over_the_first_archive_s_state_gives_the_second_s(
    before: Forecast | None, after: Forecast | None
) -> None:
    found = difference(before, after)
    assert fold(last_state(before), found.changes) == last_state(after)


@given(made=forecasts())
def test_a_forecast_does_not_differ_from_itself(made: Forecast | None) -> None:
    found = difference(made, made)
    assert (found.added, found.edited, found.lost, found.terms, found.changes) == ((),) * 5


@given(made=forecasts())
def test_a_new_forecast_is_told_by_the_entries_of_its_changelog(made: Forecast | None) -> None:
    if made is None:
        return
    unclosed = replace(made, closes_on=None)
    told = [
        (e.on, e.update, e.changes)
        for e in entries(unclosed, today=FAR)
        if [type(c).__name__ for c in e.changes] != ["SignpostChanged"] or e.on != date(2026, 1, 20)
    ]
    assert [(e.on, e.update, e.changes) for e in difference(None, made).added] == told


@given(before=forecasts(), after=forecasts())
def test_nothing_differs_only_where_the_files_say_the_same(
    before: Forecast | None, after: Forecast | None
) -> None:
    assert difference(before, after).is_empty == (before == after and before is not None)


LATER = "---\nprobability: 0.5\nreason: evidence\n---\nA wet week.\n"


def changed(
    before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[list[str], list[str], list[str]]:
    """The updates that a change adds, edits and loses."""
    found = difference(forecast(before), forecast(after))
    names = [e.update.id if e.update else type(e.changes[0]).__name__ for e in found.added]
    edited = [now.update.id if now.update else "" for _, now in found.edited]
    return names, edited, [e.update.id for e in found.lost if e.update]


def test_an_update_in_between_leaves_those_after_it_as_they_are() -> None:
    between_ = {"forecasts/rain-in-paris/updates/2026-01-08.md": LATER.replace("0.5", "0.3")}
    assert changed({SECOND: LATER}, {SECOND: LATER, **between_}) == (["2026-01-08"], [], [])
    assert changed({SECOND: LATER, **between_}, {SECOND: LATER}) == ([], [], ["2026-01-08"])


def test_an_edited_update_is_a_pair_and_moves_none_after_it() -> None:
    edited = {OPENING: VALID[OPENING].replace("0.4", "0.3")}
    assert changed({SECOND: LATER}, {SECOND: LATER, **edited}) == ([], ["2026-01-05"], [])


def test_a_withdrawal_is_what_a_withdrawn_resolution_adds() -> None:
    answer = (
        "---\noutcome: yes\nknown_on: 2026-02-01\nrecorded_on: 2026-02-02\n"
        "sources: [{name: x}]\n---\nWe said two in five.\n"
    )
    added = "withdrawn_on: 2026-02-20\nwithdrawn_because: Another station.\n---\nWe"
    withdrawn = answer.replace("---\nWe", added)
    assert changed({RESOLUTION: answer}, {RESOLUTION: withdrawn}) == (["Withdrawn"], [], [])
    assert changed({}, {RESOLUTION: withdrawn})[0] == ["Resolved", "Withdrawn"]


def test_terms_that_no_entry_tells_of_are_told_with_both_values() -> None:
    closing = "2027-01-31\nresolves_by: 2027-02-28\ntags: [rain]\n"
    after = VALID[FORECAST].replace("2026-12-31\n", closing, 1)
    found = difference(forecast(), forecast({FORECAST: after}))
    assert found.terms == (
        TermChanged(what="closes_on", before=date(2026, 12, 31), after=date(2027, 1, 31)),
        TermChanged(what="resolves_by", before=None, after=date(2027, 2, 28)),
        TermChanged(what="tags", before=(), after=("rain",)),
    )
    assert not found.added


TOLD = {
    "id",
    "path",
    "implied_by",  # of other forecasts
    "headline",  # the newest of the headlines
    "headline_dimension",
    *("headlines", "dimensions", "signposts", "seals"),
    *("updates", "resolution", "withdrawn", "corrections"),  # entries
    *comparison._TERMS,
}


def test_no_field_of_a_forecast_changes_untold() -> None:
    assert {f.name for f in dataclasses.fields(Forecast) if f.compare} == TOLD


def test_archives_are_compared_forecast_by_forecast_and_author_by_author() -> None:
    snow = {p.replace("rain-in-paris", "snow"): t for p, t in VALID.items()}
    one, _ = load({**VALID, "forecasts/authors.yml": "a: {name: A}\nb: {name: B}\n"})
    other, _ = load({**snow, "forecasts/authors.yml": "b: {name: B}\nc: {name: C}\n"})
    found = between(one, other)
    fates = [(d.forecast.id, d.before is None, d.after is None) for d in found.forecasts]
    assert fates == [("rain-in-paris", False, True), ("snow", True, False)]
    assert [(a and a.id, b and b.id) for a, b in found.authors] == [("a", None), (None, "c")]
    assert between(one, one) == between(Archive(forecasts=()), Archive(forecasts=()))
