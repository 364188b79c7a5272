"""A seal proves only what was published before its text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledger.publishing import failures, publish
from tests.records.test_seals import DIGEST, SALT, TEXT
from tests.worlds import RESOLUTION, SECOND, VALID, against, found

UPDATE = "---\nprobability: 0.5\nreason: evidence\n---\nWhy.\n"
WORLD = {**VALID, SECOND: UPDATE}
SEALED = "forecasts/rain-in-paris/sealed/{}"
ANSWER = """\
---
outcome: yes
known_on: 2026-03-01
recorded_on: 2026-03-01
sources: [{name: The weather service}]
---
It rained.
"""
TODAY = date(2026, 3, 1)


def seal(name: str, home: str = "rain-in-paris") -> dict[str, str]:
    """A seal of that name."""
    path = SEALED.format(f"{name}.yml").replace("rain-in-paris", home)
    return {path: f"digest: {DIGEST}\n"}


def reveal(name: str, on: str, home: str = "rain-in-paris") -> dict[str, str]:
    """The text of the seal of that name, shown on a day."""
    path = SEALED.format(f"{name}.md").replace("rain-in-paris", home)
    return {path: f"---\nsalt: {SALT}\nrevealed_on: {on}\n---\n{TEXT}\n"}


def test_a_seal_is_not_dated_back_farther_than_the_desk_allows() -> None:
    """Three days before 1 March is 26 February."""
    assert against(WORLD, WORLD | seal("2026-02-26"), today=TODAY) == ()
    [problem] = against(WORLD, WORLD | seal("2026-02-25"), today=TODAY)
    assert (problem.rule, problem.where.path) == (
        "published-order",
        SEALED.format("2026-02-25.yml"),
    )
    assert problem.message == (
        "is dated before 2026-02-26, but is not published at origin/main; "
        "it may be dated back by three days"
    )
    assert problem.hint == "name it by the day on which it is made: 2026-03-01"


def test_nor_in_a_forecast_that_is_itself_new() -> None:
    new = {path.replace("rain-in-paris", "snow"): text for path, text in VALID.items()}
    made = against(WORLD, WORLD | new | seal("2026-01-05", "snow"), today=date(2026, 1, 12))
    path = SEALED.format("2026-01-05.yml").replace("rain-in-paris", "snow")
    assert ("published-order", path, 1) in found(made)


@pytest.mark.parametrize("home", ["rain-in-paris", "snow"])
def test_a_text_is_not_revealed_with_its_seal(home: str) -> None:
    """Both may have been made on the day of the answer."""
    new = {path.replace("rain-in-paris", home): text for path, text in VALID.items()}
    both = seal("2026-03-01", home) | reveal("2026-03-01", "2026-03-01", home)
    made = against(WORLD, new | WORLD | both, today=TODAY)
    path = SEALED.format("2026-03-01.md").replace("rain-in-paris", home)
    assert ("seal-unpublished", path, 1) in found(made)


def test_a_seal_that_others_published_meanwhile_is_published() -> None:
    sealed = WORLD | seal("2026-02-10")
    mine = WORLD | reveal("2026-02-10", "2026-03-01")
    assert against(sealed, mine, base=WORLD, today=TODAY) == ()


REVEALED = {
    "2026-02-26": "",
    "2026-03-02": "",
    "2026-02-25": "is revealed on 2026-02-25, 4 days before today, but is not published at origin/main; it may be dated back by 3",
    "2026-01-11": "is revealed on 2026-01-11, before the update of 2026-01-12, which is published at origin/main",
}


@pytest.mark.parametrize("day", REVEALED)
def test_a_text_is_revealed_on_its_day(day: str) -> None:
    sealed = WORLD | seal("2026-01-10")
    made = against(sealed, sealed | reveal("2026-01-10", day), today=TODAY)
    assert [p.message for p in made] == ([REVEALED[day]] if REVEALED[day] else [])
    path = SEALED.format("2026-01-10.md")
    assert found(made) == ([("published-order", path, 3)] if REVEALED[day] else [])
    assert all(p.hint.endswith("is published: 2026-03-01") for p in made)


def test_once_the_answer_is_published_no_text_was_revealed_before_it() -> None:
    sealed = WORLD | seal("2026-01-20") | {RESOLUTION: ANSWER}
    assert against(sealed, sealed | reveal("2026-01-20", "2026-03-01"), today=TODAY) == ()
    [problem] = against(sealed, sealed | reveal("2026-01-20", "2026-02-28"), today=TODAY)
    assert problem.message == (
        "is revealed on 2026-02-28, before the answer was known on 2026-03-01, "
        "as is published at origin/main"
    )


def test_seals_and_reveals_stand_in_a_row_as_the_ledger_has_them(tmp_path: Path) -> None:
    """One that was put between two would take the place of a published record."""
    today = date(2026, 2, 22)
    world = WORLD | seal("2026-02-01") | seal("2026-02-20") | reveal("2026-02-01", "2026-02-21")
    between = seal("2026-02-19")
    [problem] = against(world, world | between, today=today)
    assert problem.message == (
        "would stand before the seal 2026-02-20, which is published at origin/main"
    )
    early = reveal("2026-02-20", "2026-02-20")
    [problem] = against(world, world | early, today=today)
    assert problem.message == (
        "is revealed on 2026-02-20, before the text 2026-02-01, which was revealed on 2026-02-21 "
        "as is published at origin/main"
    )
    before = publish(world, tmp_path / "before")
    for name, more in {"seal": between, "text": early}.items():
        assert failures(publish(world | more, tmp_path / name), before)
    good = world | seal("2026-02-20-2") | reveal("2026-02-20", "2026-02-21")
    assert against(world, good, today=today) == ()
    assert failures(publish(good, tmp_path / "good"), before) == []
