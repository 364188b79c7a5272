"""Signposts: armed, then fired or expired, once, on a day and with what shows it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite import sentences
from foresite.history import SignpostChanged, entries, state_on
from foresite.history.signposts import answer, became, called_for, firings, number, reaches, steps
from foresite.model import Comparison, Forecast, SignpostState, Threshold
from tests.worlds import (
    FORECAST,
    OPENING,
    RESOLUTION,
    SECOND,
    SHOWN,
    VALID,
    forecast,
    found,
    loaded,
)

THIRD = "forecasts/rain-in-paris/updates/2026-01-20.md"
ARMED, FIRED, EXPIRED = SignpostState.ARMED, SignpostState.FIRED, SignpostState.EXPIRED


def post(*lines: str) -> dict[str, str]:
    """The valid forecast with a signpost, ``front``, that has these lines more."""
    more = "".join(f"    {line}\n" for line in lines)
    signpost = (
        f"signposts:\n  front:\n    event: A front is forecast.\n    moves_to: at least 0.6\n{more}"
    )
    return {FORECAST: VALID[FORECAST] + signpost}


def update(*front_matter: str, probability: str = "0.5") -> str:
    """An update that says so."""
    more = "".join(f"{line}\n" for line in front_matter)
    return f"---\nprobability: {probability}\nreason: evidence\n{more}---\nA front.\n"


def state(world: Forecast, on: str) -> SignpostState | None:
    """Where ``front`` stood at the end of a day."""
    return dict(state_on(world, date.fromisoformat(on)).signposts).get("front")


def told(world: Forecast) -> list[tuple[str, str, tuple[str, ...]]]:
    """The changelog: day, heading, sentences."""
    made = entries(world, today=date(2026, 3, 1))
    return [(e.on.isoformat(), sentences.headline(e), sentences.sentences(e)) for e in made]


def test_a_firing_may_be_written_down_without_an_update_and_stands_on_its_own_day() -> None:
    world = forecast(post("fired: {on: 2026-01-10, evidence: The bulletin names it.}"))
    assert state(world, "2026-01-09") is ARMED
    assert state(world, "2026-01-10") is FIRED
    assert told(world)[1:] == [
        (
            "2026-01-10",
            "Signpost fired",
            ("Signpost fired (To 60\u202f% or more): A front is forecast.",),
        )
    ]


def test_an_update_s_word_is_of_its_own_day() -> None:
    world = forecast(post(), {SECOND: update("signposts: {front: fired}", SHOWN)})
    assert state(world, "2026-01-11") is ARMED
    assert state(world, "2026-01-12") is FIRED
    [fired] = firings(world, until=date(2026, 1, 12))
    assert (fired.on, fired.told_on) == (date(2026, 1, 12), date(2026, 1, 12))


def test_an_update_may_tell_of_an_earlier_day_and_name_its_evidence() -> None:
    """Until somebody says so, the archive has it armed."""
    said = (
        "evidence:\n  - {id: bulletin, claim: It names a front., kind: direct, bears_on: supports}",
        "signposts: {front: {state: fired, on: 2026-01-10, evidence: [bulletin]}}",
    )
    world = forecast(post(), {SECOND: update(*said)})
    assert state(world, "2026-01-11") is ARMED
    assert state(world, "2026-01-12") is FIRED
    assert firings(world, until=date(2026, 1, 11)) == ()
    [fired] = firings(world, until=date(2026, 1, 12))
    assert fired.event is not None
    assert (fired.on, fired.event.evidence) == (date(2026, 1, 10), ("bulletin",))
    [_, (on, _, changes)] = told(world)
    assert on == "2026-01-12"
    assert (
        "Signpost fired on 10 January 2026 (To 60\u202f% or more): A front is forecast." in changes
    )


def test_after_its_last_day_a_signpost_lapses_by_itself() -> None:
    world = forecast(post("expires_on: 2026-01-31"))
    assert state(world, "2026-01-30") is ARMED
    assert state(world, "2026-01-31") is EXPIRED
    assert told(world)[-1][:2] == ("2026-01-31", "Signpost expired")


def test_one_that_fired_in_time_does_not_lapse() -> None:
    world = forecast(
        post("expires_on: 2026-01-31", "fired: {on: 2026-01-31, evidence: The bulletin.}")
    )
    assert state(world, "2026-03-01") is FIRED
    assert [on for on, *_ in told(world)] == ["2026-01-05", "2026-01-31"]


def test_nothing_lapses_once_the_answer_is_known() -> None:
    resolved = "---\noutcome: yes\nknown_on: 2026-01-20\nrecorded_on: 2026-01-20\nsources: [{name: The gauge}]\n---\nIt rained.\n"
    world = forecast(post("expires_on: 2026-01-31"), {RESOLUTION: resolved})
    assert became(world, world.signposts[0]) is None
    assert state(world, "2026-03-01") is ARMED


def test_an_expiry_says_why() -> None:
    world = forecast(post("expired: {on: 2026-02-01, reason: The season is over.}"))
    happening = became(world, world.signposts[0])
    assert happening is not None
    assert happening.event is not None
    assert (happening.state, happening.event.because) == (EXPIRED, "The season is over.")


FIRED_JAN_10 = "fired: {on: 2026-01-10, evidence: The bulletin.}"


@pytest.mark.parametrize(
    ("lines", "second", "message"),
    [
        (
            (FIRED_JAN_10,),
            f"signposts: {{front: fired}}\n{SHOWN}",
            "says that “front” fired, but it fired on 2026-01-10",
        ),
        (
            ("expired: {on: 2026-01-06, reason: Over.}", FIRED_JAN_10),
            "",
            "says that “front” fired, but it expired on 2026-01-06",
        ),
        (
            (FIRED_JAN_10, "expired: {on: 2026-01-11, reason: Over.}"),
            "",
            "says that “front” expired, but it fired on 2026-01-10",
        ),
        (
            ("armed_on: 2026-01-11", FIRED_JAN_10),
            "",
            "says that “front” fired before it was armed on 2026-01-11",
        ),
        (
            ("expires_on: 2026-01-08", FIRED_JAN_10),
            "",
            "says that “front” fired on 2026-01-10, but it expired on 2026-01-08",
        ),
        (
            ("expires_on: 2026-01-08",),
            f"signposts: {{front: {{state: fired, on: 2026-01-09}}}}\n{SHOWN}",
            "says that “front” fired on 2026-01-09, but it expired on 2026-01-08",
        ),
    ],
)
def test_a_transition_that_cannot_be_is_a_problem(
    lines: tuple[str, ...], second: str, message: str
) -> None:
    _, problems = loaded(post(*lines), {SECOND: update(*filter(None, [second]))})
    assert [(p.rule, p.message) for p in problems] == [("signpost-order", message)]


def test_a_signpost_cannot_fire_in_the_future_nor_expire_before_it_is_armed() -> None:
    _, problems = loaded(post("fired: {on: 2026-05-01, evidence: A prophecy.}"))
    assert [(p.rule, p.message) for p in problems] == [
        ("signpost-date", "says that “front” fired on 2026-05-01, but today is 2026-03-01")
    ]
    assert found(problems)[0][2] == 9
    _, problems = loaded(post("expires_on: 2026-01-01"))
    assert [p.message for p in problems] == [
        "“front” expires on 2026-01-01, before it is armed on 2026-01-05"
    ]


@pytest.mark.parametrize("word", ["armed", "fires"])
def test_an_update_says_fired_or_expired_and_nothing_else(word: str) -> None:
    _, problems = loaded(post(), {SECOND: update(f"signposts: {{front: {word}}}")})
    assert [(p.rule, p.message) for p in problems] == [
        ("allowed-values", f"front is “{word}”, but must be one of: fired, expired")
    ]


def test_a_firing_needs_its_day_and_what_shows_it() -> None:
    _, problems = loaded(post("fired: {source: The bulletin}"))
    assert {(p.rule, p.message) for p in problems} == {
        ("missing-key", "fired has no “on”"),
        ("missing-key", "fired has no “evidence”"),
    }


days = st.integers(0, 60).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


@given(fired=days | st.none(), expired=days | st.none(), lapses=days | st.none(), today=days)
def test_no_signpost_is_ever_in_two_states_and_none_goes_back(
    fired: date | None, expired: date | None, lapses: date | None, today: date
) -> None:
    """Whatever the files say, the past runs from armed to one end, and Problems say the rest."""
    lines = ["armed_on: 2026-01-05"]
    lines += [f"fired: {{on: {fired}, evidence: x}}"] if fired else []
    lines += [f"expired: {{on: {expired}, reason: x}}"] if expired else []
    lines += [f"expires_on: {lapses}"] if lapses else []
    archive, problems = loaded(post(*lines), today=date(2026, 3, 2))
    ends = [on for on in (fired, expired) if on]
    legal = (
        len(ends) < 2
        and all(on >= date(2026, 1, 5) and (lapses is None or on <= lapses) for on in ends)
        and (lapses is None or lapses >= date(2026, 1, 5))
    )
    assert (problems == ()) == legal
    if legal:
        [world] = archive.forecasts
        passed = [
            change.state
            for entry in entries(world, today=date(2026, 3, 2))
            for change in entry.changes
            if isinstance(change, SignpostChanged)
        ]
        assert passed in ([ARMED], [ARMED, FIRED], [ARMED, EXPIRED])
        end = min([*ends, *([lapses] if lapses else [])], default=None)
        now = dict(state_on(world, today).signposts).get("front")
        if today < date(2026, 1, 5):
            assert now is None
        else:
            assert (now is ARMED) == (end is None or today < end)


@pytest.mark.parametrize(
    ("comparison", "below", "at", "above"),
    [
        (Comparison.AT_LEAST, False, True, True),
        (Comparison.ABOVE, False, False, True),
        (Comparison.AT_MOST, True, True, False),
        (Comparison.BELOW, True, False, False),
    ],
)
def test_a_threshold_is_reached_on_its_own_side(
    comparison: Comparison, below: bool, at: bool, above: bool
) -> None:
    threshold = Threshold(comparison=comparison, probability=0.6)
    assert [reaches(p, threshold) for p in (0.59, 0.6, 0.61)] == [below, at, above]


def test_the_headline_and_the_dimension_it_is_are_one_number() -> None:
    dimensions = "headline: morning\ndimensions:\n  morning: {criteria: The weather service reports at least 1 mm before noon on 31 December 2026.}\n  evening: {criteria: The weather service reports at least 1 mm after noon on 31 December 2026.}\n"
    world = forecast(
        {
            FORECAST: VALID[FORECAST].partition("criteria:")[0] + dimensions,
            OPENING: "---\nprobability: 0.4\ndimensions: {evening: 0.2}\n---\nWhy.\n",
            SECOND: update("dimensions: {morning: 0.5, evening: {moved: up}}"),
            THIRD: update("dimensions: {morning: 0.7, evening: 0.3}", probability="0.7"),
        }
    )
    until = date(2026, 2, 1)
    numbers = [number(world, u, "morning") for u in world.updates]
    assert numbers == [0.4, 0.5, 0.7]
    assert [(s.before, s.after) for s in steps(world, None, until=until)] == [
        (0.4, 0.5),
        (0.5, 0.7),
    ]
    assert [(s.before, s.after) for s in steps(world, "evening", until=until)] == [(0.2, 0.3)]


def test_a_signpost_fires_with_evidence_that_its_update_adds_or_names() -> None:
    """Neither a new piece nor the id of an old one: it is refused, and says what to write."""
    _, [problem] = loaded(post(), {SECOND: update("signposts: {front: fired}")})
    assert found((problem,)) == [("signpost-evidence", SECOND, 4)]
    assert problem.message == "says that “front” fired, but no evidence shows it"
    assert problem.hint == (
        "add what shows it under “evidence:”; if it was given before, "
        "write front: {state: fired, evidence: [its-id]}"
    )
    before = {OPENING: f"---\nprobability: 0.4\n{SHOWN}\n---\nWhy.\n"}
    named = "signposts: {front: {state: fired, evidence: [bulletin]}}"
    assert loaded(post(), before, {SECOND: update(named)})[1] == ()
    assert loaded(post(), {SECOND: update("signposts: {front: expired}")})[1] == ()


DIMENSIONS = "headline: {rule}\ndimensions:\n  morning: {{criteria: The weather service reports at least 1 mm before noon on 31 December 2026.}}\n  evening: {{criteria: The weather service reports at least 1 mm after noon on 31 December 2026.}}\n"


def of_dimension(rule: str, dimension: str | None, *events: str) -> dict[str, str]:
    """Two dimensions, and a signpost of one of them, or of the headline."""
    whose = [f"dimension: {dimension}"] if dimension else []
    text = post(*whose, *events)[FORECAST]
    lines = [line for line in text.splitlines(True) if not line.startswith("criteria:")]
    opening = "---\nprobability: 0.4\ndimensions: {morning: 0.4, evening: 0.3}\n---\nWhy.\n"
    return {FORECAST: "".join(lines) + DIMENSIONS.format(rule=rule), OPENING: opening}


@pytest.mark.parametrize(
    ("rule", "dimension", "says", "answers"),
    [
        ("morning", "evening", "", False),
        ("morning", "evening", "dimensions: {morning: 0.4}", False),
        ("morning", "evening", "dimensions: {evening: 0.6}", True),
        ("morning", "evening", "dimensions: {evening: {moved: unchanged}}", True),
        ("morning", "morning", "", True),
        ("morning", None, "", True),
        ("any", None, "", True),
        ("any", "morning", "", False),
    ],
)
def test_a_fired_signpost_is_answered_by_a_word_on_what_it_concerns(
    rule: str, dimension: str | None, says: str, answers: bool
) -> None:
    """Fired on 10 January; the update of the 12th restates the headline, and speaks of this."""
    second = update(*filter(None, [says]), probability="0.4")
    world = forecast(of_dimension(rule, dimension, FIRED_JAN_10), {SECOND: second})
    [fired] = firings(world, until=date(2026, 2, 1))
    said = answer(world, fired, until=date(2026, 2, 1))
    assert (said is not None) == answers


def test_an_update_that_tells_of_a_firing_and_is_silent_on_its_dimension_leaves_the_answer_to_a_later_one() -> (
    None
):
    told_of = update("signposts: {front: fired}", SHOWN, probability="0.4")
    later = update("dimensions: {evening: 0.7}", probability="0.4")
    world = forecast(of_dimension("morning", "evening"), {SECOND: told_of, THIRD: later})
    [fired] = firings(world, until=date(2026, 2, 1))
    assert answer(world, fired, until=date(2026, 1, 19)) is None
    said = answer(world, fired, until=date(2026, 2, 1))
    assert said is not None
    assert said.id == "2026-01-20"


def test_what_was_said_on_the_day_before_the_firing_was_told_neither_answers_it_nor_follows_it() -> (
    None
):
    """Two updates of 12 January: the first moves to 70 %, the second tells of the firing."""
    evening = SECOND.replace(".md", "-evening.md")
    told_of = update("signposts: {front: fired}", SHOWN, probability="0.72")
    world = forecast(post(), {SECOND: update(probability="0.7"), evening: told_of})
    [fired] = firings(world, until=date(2026, 2, 1))
    said = answer(world, fired, until=date(2026, 2, 1))
    assert said is not None
    assert said.id == "2026-01-12-evening"
    first, second = steps(world, None, until=date(2026, 2, 1))
    within = timedelta(days=14)
    assert not called_for(world, first, None, within=within)
    assert called_for(world, second, None, within=within)
