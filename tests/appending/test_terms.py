"""What of a published forecast.yml may change, and what may not."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from foresite.appending import terms
from foresite.model import (
    CriteriaVersion,
    Dimension,
    Forecast,
    HeadlineVersion,
    Implication,
    Kind,
    Option,
    Signpost,
)
from foresite.problems import Problem
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, against, found

UPDATE = "---\nprobability: 0.5\nreason: evidence\n---\nWhy.\n"
TERMS = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
author: weather-service
tags: [weather]
background: What a reader should know first.
headline: much
base_rate: {probability: 0.4, source: The climate}
dimensions:
  much:
    name: Much rain
    question: Is it more than a drizzle?
    criteria:
      - text: At least 10 mm.
        status: under-review
      - since: 2026-01-08
        text: |
          At least 12 mm
          at one station.
        reason: Ten is common.
        effect: narrows
  where:
    kind: multiple-choice
    options:
      north: The north
      south: The south
    criteria: The weather service says where.
  amount:
    kind: numeric
    unit: mm
    low: 0
    high: 100
    open: high
    criteria: The weather service’s figure.
signposts:
  front:
    event: A cold front is announced.
    moves_to: at least 0.8
    armed_on: 2026-01-06
"""
WORLD = {FORECAST: TERMS, OPENING: UPDATE, SECOND: UPDATE}


def edited(before: str, after: str, *, more: str = "") -> tuple[Problem, ...]:
    """What is said of the terms with one text replaced by another."""
    assert before in TERMS
    return against(WORLD, WORLD | {FORECAST: TERMS.replace(before, after, 1) + more})


FREE = {
    "the tags": ("[weather]", "[weather, paris]"),
    "all tags": ("tags: [weather]\n", ""),
    "the background": ("What a reader should know", "All that a reader should know"),
    "a comment": ("tags:", "# Ours\ntags:"),
    "the way it is typed": ("question: Will", "question:   Will"),
    "the order of keys": (
        "tags: [weather]\nbackground: What a reader should know first.\n",
        "background: What a reader should know first.\ntags: [weather]\n",
    ),
    "a further dimension": (
        "  where:\n",
        "  snow: {criteria: It snows., added_on: 2026-01-12}\n  where:\n",
    ),
    "a further signpost": (
        "signposts:\n",
        "signposts:\n  sun: {event: x, moves_to: below 0.1, armed_on: 2026-01-12}\n",
    ),
    "a further version": (
        "        effect: narrows\n",
        "        effect: narrows\n      - {since: 2026-01-12, text: x, reason: y, effect: widens}\n",
    ),
    "a further option": (
        "      south: The south\n",
        "      south: The south\n      east: {name: The east, added_on: 2026-01-12}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), FREE.values(), ids=FREE)
def test_what_decides_nothing_may_change_and_what_was_not_said_may_be_added(
    before: str, after: str
) -> None:
    assert edited(before, after) == ()


REFUSED = {
    "the question": ("Will it rain", "Will it pour", 1, "question is published at origin/main as “Will it rain in Paris on 31 December 2026?”"),
    "the opening": ("opened_on: 2026-01-05", "opened_on: 2026-01-04", 2, "opened_on is published at origin/main as “5 January 2026”"),
    "the closing": ("2026-12-31\n", "2026-12-30\n", 3, "closes_on is published at origin/main as “31 December 2026”"),
    "no closing": ("closes_on: 2026-12-31\n", "", 3, "closes_on is published at origin/main as “31 December 2026”"),
    "the author": ("author: weather-service", "author: desk", 4, "author is published at origin/main as “weather-service”"),
    "the headline": ("headline: much", "headline: unspecified", 7, "headline is published at origin/main as “much”"),
    "the base rate": ("probability: 0.4", "probability: 0.5", 8, "base_rate is published at origin/main as “0.4”"),
    "a name": ("Much rain", "Rain", 11, "much: name is published at origin/main as “Much rain”"),
    "a dimension’s question": ("    question: Is it more than a drizzle?\n", "", 12, "much: question is published at origin/main as “Is it more than a drizzle?”"),
    "a criterion": ("At least 10 mm", "At least 11 mm", 14, "much: version 1 of the criteria is published at origin/main with another text"),
    "a later line of a criterion": ("at one station", "at two stations", 19, "much: version 2 of the criteria is published at origin/main with another text"),
    "a status": ("        status: under-review\n", "", 15, "much: version 1 of the criteria is published at origin/main with another status"),
    "a reason": ("Ten is common", "Ten is rare", 20, "much: version 2 of the criteria is published at origin/main with another reason"),
    "an effect": ("narrows", "clarifies", 21, "much: version 2 of the criteria is published at origin/main with another effect"),
    "a day": ("since: 2026-01-08", "since: 2026-01-07", 16, "much: version 2 of the criteria is published at origin/main with another since"),
    "a dimension’s id": ("  where:", "  place:", 22, "the dimension “where” is gone, but is published at origin/main"),
    "a kind": ("    kind: numeric\n    unit: mm\n    low: 0\n    high: 100\n    open: high\n", "", 29, "amount: kind is published at origin/main as “numeric”"),
    "an option’s name": ("The north", "North", 25, "where: options is published at origin/main as “north: The north, south: The south”"),
    "an option’s place": ("      north: The north\n      south: The south\n", "      south: The south\n      north: The north\n", 25, "where: options is published at origin/main as “north: The north, south: The south”"),
    "a dimension from nowhere": ("  where:\n", "  snow: {criteria: It snows.}\n  where:\n", 22, "the dimension “snow” is new, but is not said to be"),
    "a dimension’s day": ("    question: Is it more than a drizzle?\n", "    question: Is it more than a drizzle?\n    added_on: 2026-01-06\n", 13, "much: added_on is published at origin/main as “left out”"),
    "an option from nowhere": ("      south: The south\n", "      south: The south\n      east: The east\n", 27, "where: the option “east” is new, but is not said to be"),
    "an order": ("    options:\n", "    ordered: true\n    options:\n", 24, "where: ordered is published at origin/main as “no”"),
    "a unit": ("unit: mm", "unit: cm", 30, "amount: unit is published at origin/main as “mm”"),
    "an end": ("high: 100", "high: 200", 32, "amount: high is published at origin/main as “100, open”"),
    "a lower end": ("    low: 0\n", "", 31, "amount: low is published at origin/main as “0”"),
    "an event": ("A cold front is", "A warm front is", 37, "the signpost “front” is published at origin/main with another event"),
    "a threshold": ("at least 0.8", "at least 0.9", 38, "the signpost “front” is published at origin/main with another moves_to"),
    "a watch": ("    armed_on: 2026-01-06\n", "", 39, "the signpost “front” is published at origin/main with another armed_on"),
    "a signpost’s id": ("  front:", "  cold:", 36, "the signpost “front” is gone, but is published at origin/main"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line", "message"), REFUSED.values(), ids=REFUSED)
def test_what_the_numbers_meant_does_not_change(
    before: str, after: str, line: int, message: str
) -> None:
    problems = edited(before, after)
    assert message in [p.message for p in problems]
    [problem] = [p for p in problems if p.message == message]
    assert problem.rule in ("published-changed", "published-order")
    assert problem.where.line == line
    assert problem.hint


@pytest.mark.parametrize("name", ["the question", "a criterion", "a later line of a criterion"])
def test_an_edited_term_is_refused_at_its_very_line(name: str) -> None:
    before, after, line, _ = REFUSED[name]
    assert [p.where.line for p in edited(before, after)] == [line]


LATE = {
    "a version": ("        effect: narrows\n", "        effect: narrows\n      - {since: 2026-01-11, text: x, reason: y, effect: widens}\n", "much: these criteria would hold since 2026-01-11, before the update of 2026-01-12, which is published at origin/main"),
    "a signpost": ("signposts:\n", "signposts:\n  sun: {event: x, moves_to: below 0.1, armed_on: 2026-01-11}\n", "the signpost “sun” would be watched since 2026-01-11, before the update of 2026-01-12, which is published at origin/main"),
    "a signpost of no day": ("signposts:\n", "signposts:\n  sun: {event: x, moves_to: below 0.1}\n", "the signpost “sun” would be watched since 2026-01-05, before the update of 2026-01-12, which is published at origin/main"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "message"), LATE.values(), ids=LATE)
def test_nothing_is_said_to_have_held_before_an_update_that_could_not_know_it(
    before: str, after: str, message: str
) -> None:
    [problem] = edited(before, after)
    assert (problem.rule, problem.message) == ("published-order", message)


def test_what_a_forecast_implies_may_be_added_to_and_not_taken_away() -> None:
    hail = "{forecast: hail, added_on: 2026-01-12}"
    one, two = (TERMS + f"implies: [{others}]\n" for others in ("snow", f"snow, {hail}"))
    assert against(WORLD | {FORECAST: one}, WORLD | {FORECAST: two}) == ()
    [problem] = against(WORLD | {FORECAST: two}, WORLD | {FORECAST: one})
    assert problem.message == "implies is published at origin/main as “snow, hail since 2026-01-12”"
    assert problem.where.line == 40


def test_an_option_comes_after_those_that_are_published() -> None:
    """Its place in the ledger is by its day."""
    east = "      south: The south\n      east: {name: The east, added_on: 2026-01-14}\n"
    world = WORLD | {FORECAST: TERMS.replace("      south: The south\n", east)}
    for day, refused in (("2026-01-13", True), ("2026-01-14", False)):
        west = f"{east}      west: {{name: The west, added_on: {day}}}\n"
        text = TERMS.replace("      south: The south\n", west)
        made = against(world, world | {FORECAST: text}, today=date(2026, 1, 15))
        assert [p.rule for p in made] == (["published-order"] if refused else [])


def test_what_is_newly_implied_says_since_when() -> None:
    [problem] = against(WORLD, WORLD | {FORECAST: TERMS + "implies: [snow]\n"})
    assert (problem.rule, problem.where.line) == ("published-order", 40)
    assert problem.message == "“snow” is newly implied, but is not said to be"
    assert problem.hint == "write {forecast: snow, added_on: 2026-01-12}"


LATER = {
    "closes_on": ("closes_on: 2026-12-31\n", 3, "decide afterwards which updates count"),
    "base_rate": ("base_rate: {probability: 0.4, source: The climate}\n", 8, "decide afterwards what the numbers are measured by"),
    "resolves_by": ("resolves_by: 2027-01-31\n", 40, "decide afterwards when the question counts"),
}  # fmt: skip
CORRECTION = "forecasts/rain-in-paris/corrections/2026-01-12.md"


@pytest.mark.parametrize(("key", "said"), LATER.items(), ids=LATER)
def test_a_term_without_a_day_of_its_own_that_comes_later_needs_a_correction(
    key: str, said: tuple[str, int, str]
) -> None:
    line, number, effect = said
    whole = TERMS if line in TERMS else TERMS + line
    without = whole.replace(line, "")
    world, later = WORLD | {FORECAST: without}, WORLD | {FORECAST: whole}
    [problem] = against(world, later)
    assert (problem.rule, problem.where.path) == ("published-changed", FORECAST)
    assert problem.where.line == number
    assert problem.message == f"{key} is not published at origin/main; added now, it would {effect}"
    assert "`foresite correct rain-in-paris forecast.yml --against origin/main`" in problem.hint
    front = "---\nfile: forecast.yml\nby: desk\nbecause: It was forgotten.\n---\n"
    assert against(world, later | {CORRECTION: front + without}) == ()
    assert [p.rule for p in against(world, later | {CORRECTION: front + whole})] == [
        "correction-differs"
    ]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param("resolves_by: 2027-06-30\n", id="put off"),
        pytest.param("resolves_by: 2027-01-01\n", id="brought forward"),
        pytest.param("", id="taken away"),
    ],
)
def test_the_day_by_which_the_answer_is_due_moves_only_with_a_correction(now: str) -> None:
    """Whoever may put it off keeps a question out of the record for as long as it looks bad."""
    due = TERMS + "resolves_by: 2027-01-31\n"
    world, later = WORLD | {FORECAST: due}, WORLD | {FORECAST: TERMS + now}
    [problem] = against(world, later)
    assert (problem.rule, problem.where.path) == ("published-changed", FORECAST)
    assert problem.where.line == 40
    assert problem.message == "resolves_by is published at origin/main as “31 January 2027”"
    front = "---\nfile: forecast.yml\nby: desk\nbecause: It was misread.\n---\n"
    assert against(world, later | {CORRECTION: front + due}) == ()


BEGUN = {
    "criteria": ("        effect: narrows\n", "        effect: narrows\n      - {{since: {}, text: x, reason: y, effect: narrows}}\n", 22),
    "a headline rule": ("headline: much\n", "headline:\n  - {{rule: much}}\n  - {{since: {}, rule: unspecified, reason: y}}\n", 9),
    "a signpost": ("signposts:\n", "signposts:\n  sun: {{event: x, moves_to: below 0.1, armed_on: {}}}\n", 36),
    "an option": ("      south: The south\n", "      south: The south\n      east: {{name: The east, added_on: {}}}\n", 27),
    "a dimension": ("  where:\n", "  snow:\n    criteria: It snows.\n    added_on: {}\n  where:\n", 24),
    "what is implied": ("signposts:\n", "implies:\n  - {{forecast: snow, added_on: {}}}\nsignposts:\n", 36),
}  # fmt: skip
ANSWER = """\
---
outcomes: {much: yes, where: north, amount: 12}
known_on: 2026-02-01
recorded_on: 2026-02-02
sources: [{name: The weather service}]
---
We said one in two.
"""


@pytest.mark.parametrize("what", BEGUN)
def test_what_is_new_is_not_dated_back_farther_than_the_desk_allows(what: str) -> None:
    """Three days before 10 March is the 7th."""
    before, after, line = BEGUN[what]
    today = date(2026, 3, 10)

    def begun(day: str) -> tuple[Problem, ...]:
        text = TERMS.replace(before, after.format(day))
        return against(WORLD, WORLD | {FORECAST: text}, today=today)

    assert begun("2026-03-07") == begun("2026-03-11") == ()
    [problem] = begun("2026-03-06")
    assert (problem.rule, problem.where.line) == ("published-order", line)
    assert "since 2026-03-06, 4 days before today" in problem.message
    assert problem.hint.endswith(": 2026-03-10")


@pytest.mark.parametrize("gone", ["", "withdrawn_on: 2026-02-02\nwithdrawn_because: x\n"])
@pytest.mark.parametrize("what", BEGUN)
def test_after_the_answer_nothing_new_is_dated_before_it(what: str, gone: str) -> None:
    before, after, line = BEGUN[what]
    answered = WORLD | {RESOLUTION: ANSWER.replace("---\nWe", f"{gone}---\nWe")}

    def begun(day: str) -> tuple[Problem, ...]:
        text = TERMS.replace(before, after.format(day))
        return against(answered, answered | {FORECAST: text}, today=date(2026, 2, 1))

    assert begun("2026-02-02") == ()
    for day in ("2026-01-31", "2026-02-01"):
        [problem] = begun(day)
        assert (problem.rule, problem.where.line) == ("published-order", line)
        assert f"since {day}, but the answer was known on 2026-02-01" in problem.message
        assert problem.hint.endswith(": 2026-02-02")


def test_a_correction_of_the_terms_excuses_no_version_that_is_dated_back() -> None:
    before, after, line = BEGUN["criteria"]
    text = TERMS.replace(before, after.format("2026-01-31"))
    front = "---\nfile: forecast.yml\nby: desk\nbecause: It was forgotten.\n---\n"
    answered = WORLD | {RESOLUTION: ANSWER}
    present = answered | {FORECAST: text, CORRECTION.replace("01-12", "02-02"): front + TERMS}
    made = against(answered, present, today=date(2026, 2, 2))
    assert found(made) == [("published-order", FORECAST, line)]


def test_what_happened_is_told_later_whenever_it_was() -> None:
    """A signpost's firing is a fact of the past, not a new condition."""
    armed = "    armed_on: 2026-01-06\n"
    fired = f"{armed}    fired: {{on: 2026-01-13, evidence: It came.}}\n"
    answered = WORLD | {RESOLUTION: ANSWER}
    text = {FORECAST: TERMS.replace(armed, fired)}
    assert against(answered, answered | text, today=date(2026, 6, 1)) == ()


GONE = {
    "implies": ("implies: [snow]\n", 40, "implies is published"),
    "closes_on": ("closes_on: 2026-12-31\n", 3, "closes_on is published"),
    "base_rate": ("base_rate: {probability: 0.4, source: The climate}\n", 8, "base_rate is published"),
    "a dimension": (TERMS[TERMS.index("  where:\n"):TERMS.index("  amount:\n")], 22, "the dimension “where” is gone"),
    "the last version": (TERMS[TERMS.index("      - since:"):TERMS.index("  where:\n")], 16, "much: version 2 of the criteria is gone"),
    "all signposts": (TERMS[TERMS.index("signposts:\n"):], 35, "the signpost “front” is gone"),
}  # fmt: skip


@pytest.mark.parametrize(("cut", "line", "message"), GONE.values(), ids=GONE)
def test_what_is_gone_is_missed_where_it_stood_and_not_at_another_change(
    cut: str, line: int, message: str
) -> None:
    """The question above it changes, too, and so does the first dimension’s name."""
    published = f"{TERMS}implies: [snow]\n"
    assert published.count(cut) == 1
    present = published.replace(cut, "").replace("Will it", "Does it").replace("Much rain", "Rain")
    problems = against(WORLD | {FORECAST: published}, WORLD | {FORECAST: present})
    [missed] = [p for p in problems if p.message.startswith(message)]
    assert missed.where.line == line
    assert {p.where.line for p in problems} >= {1, line}


NEXT = "headline:\n  - rule: {}\n  - {{since: {}, rule: much, reason: Now it is said.}}"


def test_an_unspecified_headline_is_specified_by_a_version_of_its_own_day() -> None:
    unspecified = WORLD | {FORECAST: TERMS.replace("headline: much", "headline: unspecified")}

    def specified(headline: str) -> tuple[Problem, ...]:
        return against(unspecified, WORLD | {FORECAST: TERMS.replace("headline: much", headline)})

    assert specified(NEXT.format("unspecified", "2026-01-12")) == ()
    [late] = specified(NEXT.format("unspecified", "2026-01-11"))
    assert (late.rule, late.where.line) == ("published-order", 9)
    assert "headline would be “much” since 2026-01-11" in late.message
    [first] = specified(NEXT.format("much", "2026-01-12"))
    assert first.message == "headline is published at origin/main as “unspecified”"
    [only] = specified("headline: much")
    assert (only.rule, only.where.line) == ("published-changed", 7)
    assert "add the next below it" in only.hint


def test_a_signpost_s_last_day_that_comes_later_needs_a_correction() -> None:
    with_it = WORLD | {FORECAST: f"{TERMS}    expires_on: 2026-06-30\n"}
    [problem] = against(WORLD, with_it)
    assert (problem.rule, problem.where.path) == ("published-changed", FORECAST)
    assert problem.where.line == TERMS.count("\n") + 1
    assert problem.message == (
        "the signpost “front” is published at origin/main without expires_on; "
        "added now, it would decide afterwards how long was watched"
    )
    front = "---\nfile: forecast.yml\nby: desk\nbecause: It was forgotten.\n---\n"
    assert against(WORLD, with_it | {CORRECTION: front + TERMS}) == ()


def test_a_signpost_s_firing_may_be_added_and_not_changed() -> None:
    armed = "    armed_on: 2026-01-06\n    expires_on: 2026-06-30\n"
    text = TERMS.replace("    armed_on: 2026-01-06\n", armed)
    done = f"{armed}    fired: {{on: 2026-01-13, evidence: It came.}}\n"
    with_it = WORLD | {FORECAST: text.replace(armed, done)}
    assert against(WORLD | {FORECAST: text}, with_it) == ()
    for before, after, what in (
        ("2026-06-30", "2026-07-30", "expires_on"),
        ("on: 2026-01-13", "on: 2026-01-14", "fired"),
        ("It came", "It went", "fired"),
    ):
        [problem] = against(with_it, WORLD | {FORECAST: with_it[FORECAST].replace(before, after)})
        assert problem.message == (
            f"the signpost “front” is published at origin/main with another {what}"
        )


def test_the_criteria_of_a_single_reading_do_not_become_dimensions() -> None:
    single = (
        "question: Will it rain?\nopened_on: 2026-01-05\ncriteria: At least 1 mm.\n",
        "question: Will it rain?\nopened_on: 2026-01-05\ndimensions: {a: {criteria: At least 1 mm.}}\n",
    )
    world = WORLD | {FORECAST: single[0]}
    made = against(world, world | {FORECAST: single[1]})
    assert found(made) == [("published-changed", FORECAST, 3)]
    assert made[0].message == "the criteria are gone, but are published at origin/main"


def test_a_single_reading_s_edited_criteria_are_refused_at_their_line() -> None:
    text = "question: Will it rain?\nopened_on: 2026-01-05\ncriteria: |\n  At least\n  1 mm.\n"
    world = WORLD | {FORECAST: text}
    made = against(world, world | {FORECAST: text.replace("1 mm", "2 mm")})
    assert found(made) == [("published-changed", FORECAST, 5)]


def test_what_was_never_a_forecast_may_become_one() -> None:
    world = WORLD | {FORECAST: "question: Will it\n  - rain?\n"}
    assert against(world, WORLD) == ()


KNOWN = {
    Forecast: {"id", "path", "updates", "resolution", "withdrawn", "corrections", "tags", "background", "question", "opened_on", "author", "closes_on", "resolves_by", "base_rate", "headline", "headline_dimension", "headlines", "waivers", "implies", "implied_by", "seals", "dimensions", "signposts"},
    Dimension: {"id", "name", "question", "criteria", "kind", "added_on"},
    Kind: {"name", "options", "is_ordered", "unit", "low", "high"},
    Option: {"id", "name", "added_on"},
    CriteriaVersion: {*terms._VERSION},
    HeadlineVersion: {*terms._HEADLINE},
    Implication: {"forecast", "added_on"},
    Signpost: {"id", "expires_on", "events", *terms._SIGNPOST},
}  # fmt: skip


@pytest.mark.parametrize("record", KNOWN, ids=lambda record: record.__name__)
def test_of_every_field_of_a_forecast_it_is_decided_whether_it_may_change(record: type) -> None:
    """A new field joins ``KNOWN`` with what ``terms`` makes of it."""
    compared = {field.name for field in dataclasses.fields(record) if field.compare}
    assert compared == KNOWN[record]
