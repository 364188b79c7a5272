"""Corrections: what an author writes, what becomes of it, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from tests.worlds import FORECAST, OPENING, VALID, forecast, found, loaded

CORRECTION = "forecasts/rain-in-paris/corrections/2026-01-12.md"
EARLIER = VALID[OPENING].replace("0.4", "0.04")


def correction(
    body: str = EARLIER, *, file: str = "updates/2026-01-05.md", by: str = "desk"
) -> str:
    return f"---\nfile: {file}\nby: {by}\nbecause: A zero too many.\nwhat: It is 40 %.\n---\n{body}"


def test_a_correction_says_what_who_why_and_when_and_keeps_the_earlier_text() -> None:
    [made] = forecast({CORRECTION: correction()}).corrections
    assert made.id == "2026-01-12"
    assert made.made_on == date(2026, 1, 12)
    assert (made.file, made.by) == ("updates/2026-01-05.md", "desk")
    assert (made.because, made.what) == ("A zero too many.", "It is 40 %.")
    assert made.earlier == EARLIER


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n"])
def test_empty_lines_around_the_earlier_text_do_not_matter(ending: str) -> None:
    body = EARLIER.strip("\n") + ending
    [made] = forecast({CORRECTION: correction(body)}).corrections
    assert made.earlier == EARLIER


def test_the_earlier_text_may_be_no_valid_file_at_all() -> None:
    """What is wrong with it may be why it was corrected."""
    body = "probability: 75%\n---\n--- {{ [ <b>\n"
    [made] = forecast({CORRECTION: correction(body)}).corrections
    assert made.earlier == body


def test_corrections_run_from_the_oldest_and_are_found_by_their_file() -> None:
    later = "forecasts/rain-in-paris/corrections/2026-01-12-evening.md"
    terms = VALID[FORECAST].replace("2026-12-31", "2026-12-30")
    made = forecast({later: correction(terms, file="forecast.yml"), CORRECTION: correction()})
    assert [c.id for c in made.corrections] == ["2026-01-12", "2026-01-12-evening"]
    assert [c.id for c in made.corrections_of("forecast.yml")] == ["2026-01-12-evening"]


def test_of_two_corrections_of_one_file_only_the_last_must_differ_from_it() -> None:
    """A figure may be put back to what it first was."""
    later = "forecasts/rain-in-paris/corrections/2026-01-13.md"
    made = forecast({CORRECTION: correction(VALID[OPENING]), later: correction()})
    assert [c.earlier for c in made.corrections] == [VALID[OPENING], EARLIER]


def test_an_unknown_corrector_and_a_correction_of_next_week_are_refused() -> None:
    ahead = "forecasts/rain-in-paris/corrections/2026-03-09.md"
    _, problems = loaded({CORRECTION: correction(by="nobody"), ahead: correction()})
    assert found(problems) == [("author-unknown", CORRECTION, 3), ("correction-dates", ahead, 1)]


def test_a_correction_s_name_is_its_day() -> None:
    path = "forecasts/rain-in-paris/corrections/typo.md"
    _, problems = loaded({path: correction()})
    assert found(problems) == [("update-name", path, 1)]
    assert problems[0].message == "is named “typo.md”, but a correction’s name is its day"


def test_what_is_no_markdown_among_corrections_is_a_stray_file() -> None:
    path = "forecasts/rain-in-paris/corrections/2026-01-12.txt"
    _, problems = loaded({path: "x"})
    assert found(problems) == [("stray-file", path, 1)]
