"""Words and percentages of a rationale: the plain case is caught, and little else."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite import pages, pipeline
from foresite.charts.forecast_chart import forecast_charts
from foresite.checks.words import SYNONYMS
from foresite.ledger import Ledger
from foresite.problems import Severity
from foresite.publication import Settings
from foresite.words import BANDS, estimative_words
from tests.hostile import HOSTILE
from tests.pages.test_pages import FULL
from tests.worlds import FORECAST, OPENING, TODAY, found, loaded

ROOT = Path(__file__).parents[2]


def rules(rationale: str, number: str = "0.75") -> list[str]:
    """The ids of what is said of a rationale beside a number."""
    _, problems = loaded({OPENING: f"---\nprobability: {number}\n---\n{rationale}\n"})
    return [problem.rule for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "This is very likely.",
        "The week was wet. This is still *very likely*, we think.",
        "So this remains unlikely.",
        "On balance, the forecast is almost certain.",
        "The answer stays very unlikely; nothing has changed.",
        "A yes now looks very likely to happen.",
        "We call it unlikely.",
        "We now judge this to be highly probable.",
        "The desk considers the outcome nearly certain.",
        "The rain has come\nearly, and this is very\nlikely.",
        "- This is roughly even chance.",
    ],
)
def test_a_word_of_another_band_is_refused(text: str) -> None:
    assert rules(text) == ["words-misfit"]


@pytest.mark.parametrize(
    "text",
    [
        "It is very likely.",
        "It remains unlikely, as before.".replace(", as before", ""),
        "We think it very likely that the front arrives.",
        "The desk finds it unlikely that the service changes its gauge.",
    ],
)
def test_a_word_that_may_mean_something_else_is_asked_about(text: str) -> None:
    assert rules(text) == ["words-doubtful"]


@pytest.mark.parametrize(
    "text",
    [
        "This is likely.",
        "We call it probable.",
        "This is not very likely.",
        "This is no longer very likely.",
        "This is more likely than not.",
        "This is less than very likely.",
        "If the front arrives, this is very likely.",
        "This would be very likely.",
        "Until last week this was very unlikely.",
        "The minister says this is very likely.",
        "The market calls it very likely.",
        "He wrote: “this is very likely.”",
        "> This is very likely.",
        "Our word for it in code is `this is very likely`.",
        "A very likely winner of the cup resigned.",
        "Rain before noon is very likely.",
        "It is very likely that the front arrives.",
        "This is very likely the wettest month on record.",
        "The front will very likely arrive.",
        "Whether this is very likely is another matter.",
        "An unlikely coalition has formed. Unlikely as it sounds, it holds.",
    ],
)
def test_a_sentence_that_is_not_plainly_of_the_forecast_is_left_alone(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We move to 80 %.",
        "We move from 70 % to 80 %.",
        "So the number now goes up to 80%.",
        "The number stays at 70 per cent.",
        "Our forecast is 80 %.",
        "The forecast stands at 74.9 %.",
        "We raise it to 80\N{NARROW NO-BREAK SPACE}%, for the rain came early.",
        "We put the probability at about 80 %.",
        "We are at 60 %.",
    ],
)
def test_another_percentage_for_the_forecast_is_refused(text: str) -> None:
    assert rules(text) == ["words-number"]


@pytest.mark.parametrize(
    "text",
    [
        "We move to 75 %.",
        "We move from 70 % to 75 %.",
        "We put it at about 77 %.",
        "The number stays at 75.0 %.",
        "We would move to 80 % with a second front.",
        "We move to 80 % when the front arrives.",
        "We do not move to 80 %.",
        "We moved to 70 % in May.",
        "The market’s forecast stands at 60 %.",
        "The model gives Katie Hobbs 49.4 %, 2.4 points less than on 4 October.",
        "The number of wet days is 41 % above the mean.",
        "The number is 5 % of what it was, said the service.",
        "We stay at 70–80 % in our minds.",
        "The survey puts it at 60 %.",
        "They go to 80 % of all games.",
    ],
)
def test_a_percentage_of_something_else_is_left_alone(text: str) -> None:
    assert rules(text) == []


def test_a_number_rounded_in_the_rationale_fits() -> None:
    assert rules("We move to 49 %.", "0.494") == []
    assert rules("We move to 49.4 %.", "0.494") == []
    assert rules("We move to 49.0 %.", "0.494") == ["words-number"]


def test_a_word_or_number_of_a_dimension_that_the_update_gives_fits_too() -> None:
    world = {
        FORECAST: "question: Will it rain on 31 December 2026?\nopened_on: 2026-01-05\nheadline: any\n"
        "dimensions:\n  morning: {criteria: The service reports 1 mm by noon.}\n"
        "  evening: {criteria: The service reports 1 mm in the evening.}\n",
        OPENING: "---\nprobability: 0.85\ndimensions: {morning: 0.6}\n---\n"
        "Read as a morning, this is likely, and we are at 60 %. This is unlikely.\n",
    }
    assert found(loaded(world)[1]) == [("words-misfit", OPENING, 5)]


def test_the_place_is_the_line_and_column_of_the_words() -> None:
    text = "---\nprobability: 0.75\n---\n\nThe climate.\n\nAnd so **this is very\nlikely**.\n"
    [problem] = loaded({OPENING: text})[1]
    assert (problem.where.line, problem.where.column) == (7, 10)
    assert problem.where.length == len("this is very")
    assert problem.severity is Severity.ERROR


@given(st.integers(0, 1000), st.sampled_from([words for _, words in BANDS]))
def test_a_word_is_refused_exactly_where_a_page_would_use_another(mill: int, word: str) -> None:
    fits = estimative_words(mill / 1000) == word
    assert rules(f"This is {word}.", f"{mill / 1000}") == ([] if fits else ["words-misfit"])


def test_the_second_row_of_the_directive_is_known_by_the_first() -> None:
    assert set(SYNONYMS.values()) <= {words for _, words in BANDS}


@pytest.mark.parametrize(
    "text", ["“" * 20000, "this is " * 10000, "so, " * 20000, "we call it now " * 8000]
)
def test_a_hostile_rationale_takes_no_long_time(text: str) -> None:
    started = time.perf_counter()
    rules(f"{HOSTILE} {text}")
    assert time.perf_counter() - started < 5


LIKELIHOOD = re.compile(
    r"\blikel(y|ier|iest|ihood)\b|\bunlikely\b|\bprobab\w+|\bchances?\b|\b(almost|nearly) certain\b|\d\s?%",
    re.IGNORECASE,
)
CONFIDENCE = re.compile(r"\bconfiden(t|ce)\b", re.IGNORECASE)
SENTENCE = re.compile(
    r"(?<=[.!?:;])\s+|\n\s*\n|\n\s*(?=[-|#])|</?(?:p|li|td|th|dd|dt|h[1-6]|div|strong)\b[^>]*>"
)
OURS = sorted(
    path
    for folder, pattern in (
        ("content", "**/*.md"),
        ("generator/foresite", "**/*.jinja"),
        ("generator/foresite/rules", "*.md"),
    )
    for path in (ROOT / folder).glob(pattern)
    if "decisions" not in path.parts
)


def mixed(text: str) -> list[str]:
    """The sentences that speak of confidence and of likelihood at once."""
    return [s for s in SENTENCE.split(text) if CONFIDENCE.search(s) and LIKELIHOOD.search(s)]


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_our_own_pages_never_speak_of_confidence_and_likelihood_in_one_sentence(path: Path) -> None:
    """ICD 203, D.6.e(2)(b)."""
    assert mixed(path.read_text("utf-8")) == []


def test_neither_do_the_sentences_that_are_made_of_an_archive() -> None:
    archive, _ = loaded(FULL)
    [only] = archive.forecasts
    page = pages.forecast_page(
        only,
        archive,
        settings=Settings(site_name="The Desk", desk="The Desk"),
        today=TODAY,
        charts=forecast_charts(only, today=TODAY),
        ledger=Ledger(day=TODAY),
    )
    made = pipeline.render(
        archive,
        settings=Settings(site_name="The Desk", desk="The Desk"),
        today=TODAY,
        draw=pipeline.draw_nothing,
    )
    texts = [page.content, *(f.content for f in made if f.path.endswith((".md", ".xml")))]
    assert [sentence for text in texts for sentence in mixed(text)] == []


def test_the_test_itself_would_find_such_a_sentence() -> None:
    assert mixed("We are confident that this is likely.")
    assert not mixed("This is likely. We are confident of that.")
