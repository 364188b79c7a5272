"""New evidence has a source, and the check says so in time."""

from __future__ import annotations

from datetime import date

import pytest

from foresite.problems import Severity
from tests.kind_worlds import resolved
from tests.worlds import RESOLUTION, loaded

UPDATE = "forecasts/rain-in-paris/updates/2026-02-20.md"
PIECE = "  - {{id: bulletin, claim: A front comes in., kind: direct, bears_on: supports{more}}}\n"
TEXT = "---\nprobability: 0.5\nreason: evidence\nevidence:\n" + PIECE + "---\nA wet week.\n"


def said(more: str, today: date, **files: str) -> list[tuple[str, int, Severity]]:
    """What the check says of one piece of evidence, in an update of 20 February."""
    _, problems = loaded({UPDATE: TEXT.format(more=more)}, files, today=today)
    return [(p.rule, p.where.line, p.severity) for p in problems]


@pytest.mark.parametrize("day", [20, 21, 23])
def test_evidence_that_names_nobody_is_warned_of_while_it_is_new(day: int) -> None:
    warning = ("evidence-source", 5, Severity.WARNING)
    assert said("", date(2026, 2, day)) == [warning]


@pytest.mark.parametrize("more", [", source: Météo-France", ", url: https://example.org"])
def test_a_name_or_an_address_is_a_source(more: str) -> None:
    assert said(more, date(2026, 2, 20)) == []


def test_of_what_was_published_long_ago_the_desk_board_speaks() -> None:
    assert said("", date(2026, 2, 24)) == []


def test_once_the_answer_is_known_nobody_is_warned() -> None:
    assert (
        said("", date(2026, 2, 20), **{RESOLUTION: resolved("yes", "2026-02-20", "2026-02-20")})
        == []
    )
