"""What authors write of signposts and likelihood ratios, right and wrong, in words they understand."""

from __future__ import annotations

import json

import jsonschema
import pytest

from foresite import records
from foresite.model import SignpostState
from tests.history.test_signposts import post, update
from tests.worlds import SECOND, SHOWN, forecast, loaded

QUESTION = {"question": "x", "opened_on": "2026-01-05", "criteria": "x"}
POST = {"event": "x", "moves_to": "at least 0.85"}
PIECE = {"id": "a", "claim": "x", "kind": "direct", "bears_on": "both"}


def in_forecast(**more: object) -> tuple[str, object]:
    """A forecast with a signpost that has these keys more."""
    return "forecast", {**QUESTION, "signposts": {"s": {**POST, **more}}}


def in_update(event: object) -> tuple[str, object]:
    """An update that says so of a signpost."""
    return "update", {"probability": 0.4, "signposts": {"s": event}}


def rated(ratio: object) -> tuple[str, object]:
    """An update with a piece of evidence of that ratio."""
    return "update", {"probability": 0.4, "evidence": [{**PIECE, "likelihood_ratio": ratio}]}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        in_forecast(expires_on="2026-12-01"),
        in_forecast(fired={"on": "2026-11-01", "evidence": "x", "source": "y"}),
        in_forecast(expired={"on": "2026-11-01", "reason": "x"}),
        in_update("fired"),
        in_update({"state": "expired", "on": "2026-11-01", "evidence": ["a"]}),
        rated(2.5),
    ],
)
def test_an_editor_accepts_what_the_check_accepts(kind: str, data: object) -> None:
    jsonschema.validate(data, json.loads(records.schema_text(kind)))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        in_forecast(fired={"on": "2026-11-01"}),
        in_forecast(fired="2026-11-01"),
        in_forecast(expired={"on": "2026-11-01"}),
        in_forecast(expires_on="never"),
        in_update("armed"),
        in_update({"on": "2026-11-01"}),
        rated(0),
        rated(-2),
    ],
)
def test_an_editor_refuses_what_the_check_refuses(kind: str, data: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(records.schema_text(kind)))


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "signposts: {front: {stat: fired, state: fired}}",
            "front has no key “stat”",
            "did you mean “state”?",
        ),
        ("signposts: {front: {}}", "front has no “state”", "add a line “state: …”"),
        (
            "signposts: {front: {state: fired, on: yesterday}}",
            "on is “yesterday”, but must be a date",
            "write year-month-day, such as 2026-11-23",
        ),
        (
            "signposts: {frnt: fired}",
            "speaks of a signpost “frnt”, which forecast.yml does not declare",
            "did you mean “front”?",
        ),
        (
            "signposts: {front: {state: fired, evidence: [X Y]}}",
            "evidence is “X Y”, but an id has only lower-case letters, digits and hyphens",
            "write x-y",
        ),
    ],
)
def test_a_slip_in_an_update_is_told_at_its_line_with_what_to_do(
    line: str, message: str, hint: str
) -> None:
    _, [problem] = loaded(post(), {SECOND: update(f"{line}\n{SHOWN}")})
    assert (problem.where.path, problem.where.line) == (SECOND, 4)
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fired: {on: 2026-01-10, evidence: x, why: y}", "fired has no key “why”"),
        (
            "fired: {on: 2026-01-10, evidence: }",
            "evidence is empty, but must be a text of one line",
        ),
        ("expired: {on: 2026-01-10}", "expired has no “reason”"),
        ("expires_on: never", "expires_on is “never”, but must be a date"),
        (
            "fired: 2026-01-10",
            "fired is “2026-01-10”, but must be a table of “key: value” lines",
        ),
    ],
)
def test_a_slip_under_a_signpost_is_told_at_its_line(line: str, message: str) -> None:
    _, [problem] = loaded(post(line))
    assert problem.where.line == 9
    assert problem.message == message
    assert problem.hint


def test_a_day_called_on_is_a_day_and_not_a_truth() -> None:
    """To many readers of YAML the key “on” means true."""
    world = forecast(post("fired: {on: 2026-01-10, evidence: no}"))
    [event] = world.signposts[0].events
    assert (event.state, event.on.isoformat(), event.because) == (
        SignpostState.FIRED,
        "2026-01-10",
        "no",
    )


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("fired: 2026-01-10", "write fired: {on: 2026-01-10, evidence: …}"),
        ("fired: yes", "write fired: {on: …, evidence: …}"),
        ("expired: 2026-01-10", "write expired: {on: 2026-01-10, reason: …}"),
    ],
)
def test_a_bare_day_is_told_the_keys_that_it_needs(line: str, hint: str) -> None:
    _, [problem] = loaded(post(line))
    assert (problem.rule, problem.hint) == ("shape", hint)
