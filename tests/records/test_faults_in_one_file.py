"""A file with several faults tells them all, each once, at its own line."""

from __future__ import annotations

import pytest

from foresite.records.files import AuthorRecord, CorrectionRecord, ResolutionRecord
from foresite.records.forecast_file import ForecastRecord
from foresite.records.seal_files import RevealRecord, SealRecord
from foresite.records.stand_ins import with_stand_ins
from foresite.records.update_file import UpdateRecord
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, VALID, found, load, loaded

UPDATES = OPENING.rpartition("/")[0]


def test_a_number_out_of_range_hides_no_missing_rationale() -> None:
    _, problems = loaded({OPENING: "---\nprobability: 40\n---\n"})
    assert found(problems) == [("probability-range", OPENING, 2), ("rationale-missing", OPENING, 3)]


def test_a_number_out_of_range_hides_no_dimension_that_nobody_declared() -> None:
    text = "---\nprobability: 40\ndimensions: {zz: 0.3}\n---\nWhy.\n"
    assert found(loaded({OPENING: text})[1]) == [
        ("probability-range", OPENING, 2),
        ("dimension-undeclared", OPENING, 3),
    ]


def test_a_number_out_of_range_hides_no_day_that_does_not_exist() -> None:
    path = f"{UPDATES}/2026-02-30.md"
    files = {FORECAST: VALID[FORECAST], path: "---\nprobability: 40\n---\nWhy.\n"}
    assert found(load(files)[1]) == [("date-exists", path, 1), ("probability-range", path, 2)]


def test_a_tab_in_the_front_matter_hides_no_missing_rationale() -> None:
    _, problems = loaded({OPENING: "---\nprobability: 0.4\n\treason: evidence\n---\n"})
    assert found(problems) == [("tab-indentation", OPENING, 3), ("rationale-missing", OPENING, 4)]


def test_an_unknown_key_in_a_piece_of_evidence_hides_nothing_of_its_update() -> None:
    text = """\
---
probability: 0.4
evidence:
  - {id: e1, claim: x, kind: direct, bears_on: {zz: supports}, source: We}
  - {id: e1, claim: x, kind: direct, bears_on: both, source: We, foo: 1}
signposts: {s9: fired}
---
"""
    assert found(loaded({OPENING: text})[1]) == [
        ("dimension-undeclared", OPENING, 4),
        ("evidence-twice", OPENING, 5),
        ("unknown-key", OPENING, 5),
        ("signpost-undeclared", OPENING, 6),
        ("rationale-missing", OPENING, 7),
    ]


def test_an_unknown_key_in_a_forecast_hides_nothing_in_its_folder() -> None:
    too_soon, too_late = f"{UPDATES}/2026-01-04.md", f"{UPDATES}/2026-05-01.md"
    said = "---\nprobability: 0.4\nreason: evidence\n---\nWhy.\n"
    files = {
        FORECAST: f"{VALID[FORECAST]}foo: 1\nauthor: nobody\n",
        too_soon: said,
        OPENING: said.replace("reason: evidence", "dimensions: {zz: 0.3}\nreason: evidence"),
        too_late: said,
        RESOLUTION: "---\noutcome: maybe\nknown_on: x\n---\n",
    }
    assert found(load(files)[1]) == [
        ("unknown-key", FORECAST, 5),
        ("author-unknown", FORECAST, 6),
        ("missing-key", RESOLUTION, 1),
        ("missing-key", RESOLUTION, 1),
        ("outcome", RESOLUTION, 2),
        ("date-format", RESOLUTION, 3),
        ("post-mortem-missing", RESOLUTION, 4),
        ("update-before-opening", too_soon, 1),
        ("dimension-undeclared", OPENING, 3),
        ("update-in-future", too_late, 1),
    ]


def test_a_fault_in_a_dimension_hides_no_rule_that_means_nothing() -> None:
    text = VALID[FORECAST].replace(
        "criteria:",
        "headline: sum\ndimensions:\n  a: {criteria: The bulletin., foo: 1}\n  b:\n    criteria:",
    )
    update = "---\nprobability: 0.4\n---\nWhy.\n"
    assert found(loaded({FORECAST: text, OPENING: update})[1]) == [
        ("headline", FORECAST, 4),
        ("unknown-key", FORECAST, 6),
    ]


def test_a_date_that_does_not_exist_hides_no_fault_of_any_update() -> None:
    forecast = VALID[FORECAST].replace("2026-01-05", "2026-02-30")
    update = "---\nprobability: 0.4\ndimensions: {zz: 0.3}\n---\n"
    path = f"{UPDATES}/2026-05-01.md"
    assert found(load({FORECAST: forecast, path: update})[1]) == [
        ("date-exists", FORECAST, 2),
        ("update-in-future", path, 1),
        ("dimension-undeclared", path, 3),
        ("rationale-missing", path, 4),
    ]


def test_an_empty_forecast_hides_no_fault_of_its_updates() -> None:
    path = f"{UPDATES}/2027-02-30.md"
    assert found(load({FORECAST: "", path: "---\nprobability: 40\n---\n"})[1]) == [
        ("empty-file", FORECAST, 1),
        ("date-exists", path, 1),
        ("probability-range", path, 2),
        ("rationale-missing", path, 3),
    ]


def test_an_empty_update_hides_nothing_that_is_wrong_with_its_name() -> None:
    for name, rule in (("2026-05-01", "update-in-future"), ("may", "update-name")):
        path = f"{UPDATES}/{name}.md"
        assert {p.rule for p in loaded({path: ""})[1]} == {"empty-file", rule}


# Nothing is told that goes away when something else is mended


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("probabilty: 0.4", "unknown-key"),
        ("prob: 0.4", "unknown-key"),
        ("probability: 0,4", "probability-format"),
    ],
)
def test_a_key_or_number_that_is_misspelt_is_not_missing_too(typed: str, rule: str) -> None:
    _, problems = loaded({OPENING: f"---\n{typed}\n---\nWhy.\n"})
    assert found(problems) == [(rule, OPENING, 2)]


def test_a_misspelt_key_of_a_question_is_not_missing_too() -> None:
    text = VALID[FORECAST].replace("question:", "qestion:")
    assert found(loaded({FORECAST: text})[1]) == [("unknown-key", FORECAST, 1)]


def test_a_dimension_under_a_bad_id_is_declared_for_all_that_speak_of_it() -> None:
    dimensions = "headline: rain-day\ndimensions:\n  Rain day: {criteria: The bulletin.}\n  snow:\n    criteria:"
    text = VALID[FORECAST].replace("criteria:", dimensions)
    update = "---\nprobability: 0.4\ndimensions: {rain-day: 0.4, hail: 0.1}\n---\nWhy.\n"
    assert found(loaded({FORECAST: text, OPENING: update})[1]) == [
        ("slug", FORECAST, 6),
        ("dimension-undeclared", OPENING, 3),
    ]


def test_a_version_without_its_day_is_not_out_of_order_too() -> None:
    versions = "criteria:\n  - text: The bulletin says so.\n  - {text: The new bulletin says so., reason: It has a new name., effect: clarifies}\n"
    text = VALID[FORECAST].partition("criteria:")[0] + versions
    assert found(loaded({FORECAST: text})[1]) == [("missing-key", FORECAST, 6)]


def test_criteria_that_are_an_empty_list_are_missing() -> None:
    text = VALID[FORECAST].partition("criteria:")[0] + "criteria: []\n"
    assert found(loaded({FORECAST: text})[1]) == [("missing-key", FORECAST, 4)]


def test_an_invisible_character_in_a_value_is_all_that_is_said_of_it() -> None:
    text = VALID[FORECAST] + "author: our\u200b\u202edesk\n"
    assert found(loaded({FORECAST: text})[1]) == [("invisible-character", FORECAST, 5)]


def test_evidence_that_an_update_on_no_day_gives_is_looked_for_nowhere_else() -> None:
    signposts = "signposts: {front: {event: A front comes., moves_to: at least 0.8}}\n"
    piece = "evidence: [{id: map, claim: It shows a front., kind: direct, bears_on: supports, source: The map}]"
    files = {
        FORECAST: VALID[FORECAST] + signposts,
        f"{UPDATES}/2026-01-32.md": f"---\nprobability: 0.5\nreason: evidence\n{piece}\n---\nWhy.\n",
        SECOND: "---\nprobability: 0.8\nreason: evidence\nsignposts: {front: {state: fired, evidence: [map]}}\n---\nWhy.\n",
    }
    assert found(loaded(files)[1]) == [("date-exists", f"{UPDATES}/2026-01-32.md", 1)]


@pytest.mark.parametrize(
    "kind",
    [
        ForecastRecord,
        UpdateRecord,
        ResolutionRecord,
        CorrectionRecord,
        SealRecord,
        RevealRecord,
        AuthorRecord,
    ],
)
def test_every_record_can_be_made_of_stand_ins_alone(kind: type[ForecastRecord]) -> None:
    """A new field that nothing can stand in for is found here, not by an author."""
    wrong = {key: [{"x": {"y": "z"}}] for key in kind.model_fields}
    for data in ({}, wrong, dict.fromkeys(kind.model_fields)):
        assert isinstance(with_stand_ins(kind, data), kind)
