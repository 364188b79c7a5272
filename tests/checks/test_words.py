"""Words and percentages of a rationale: the plain case is caught, and little else."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite import pipeline
from foresite.charts.forecast_chart import forecast_charts
from foresite.checks.chance_words import ADVERBS, EVERYDAY, SYNONYMS
from foresite.ledger import Ledger
from foresite.pages import all_pages as pages
from foresite.problems import Severity
from foresite.publication import Settings
from foresite.words import BANDS, estimative_words
from tests.hostile import HOSTILE
from tests.pages.test_pages import FULL
from tests.worlds import FORECAST, OPENING, TODAY, VALID, found, loaded

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
        "It is very likely that the front arrives.",
        "It is very unlikely that it fails.",
        "Very likely it will rain.",
        "Rain is almost certain, we think.",
        "Rain is very likely, in our view.",
        "This is highly likely.",
        "It is highly unlikely.",
        "We call it virtually certain.",
        "I think it very likely that the front arrives.",
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
        "It is likely that the front arrives.",
        "It is very unlikely, we were told, that it rains.",
        "Likely it will rain.",
        "Rain is likely, we think.",
        "It is unlikely that it fails.",
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
        "We are at 75% that it fails.",
        "We are at 20 % that this does not happen.",
        "We are at 80 % that a yes comes.",
        "We say 80 %.",
        "I say 80 %.",
        "I put the probability at 80 %.",
        "**Our probability:** 80 %.",
        "We give it 80 %",
        "We give it an 80 % chance.",
        "All in all, the desk says 80 %.".replace("the desk says", "we say"),
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
        "We say 80 % of days are wet.",
        "We say that 80 % of days are wet.",
        "We estimate turnout at 41 %.",
        "We see a 41 % rise.",
        "We said 80 %.",
        "The minister says 80 %.",
        "The market’s probability: 60 %.",
    ],
)
def test_a_percentage_of_something_else_is_left_alone(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Probability: 80%",
        "- Estimate: 80 %",
        "The chance is 80 %.",
        "We estimate an 80 % chance of rain.",
        "We see a 90 % probability that the front arrives.",
        "We are at 80 % that the front arrives.",
        "We are at 30 % that the front does not arrive.",
    ],
)
def test_a_percentage_that_may_be_of_something_else_is_asked_about(text: str) -> None:
    assert rules(text) == ["words-doubtful"]


@pytest.mark.parametrize(
    "text",
    [
        "We are at 25% that it fails.",
        "We are at 25 % that it does not.",
        "We are at 25 % that it won’t rain.",
        "We say 25 % against.",
        "We give it a 25 % chance of not happening.",
        "We are at 25 % that the front does not arrive.",
        "We are at 75 % that the front does not fail.",
        "We are at 75 % that it does not fail.",
        "We are at 75 % that it happens and is not annulled.",
        "We are at 75 % that it takes no more than a day.",
        "We are at 75 % that it does not stay dry by noon.",
        "We estimate a 75 % chance of rain.",
        "We say 75 %. Probability: 75 %.",
    ],
)
def test_a_percentage_of_the_other_side_is_what_the_number_leaves(text: str) -> None:
    """0.75 leaves 25 % to a no."""
    assert rules(text) == []


def test_what_the_number_leaves_is_said_where_it_was_meant() -> None:
    _, [problem] = loaded({OPENING: "---\nprobability: 0.75\n---\nWe are at 30 % that it fails.\n"})
    assert problem.message.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "says “We are at 30 % that it fails”, but the number above is 75 %, which leaves 25 %"
    )


def test_a_question_that_says_not_leaves_both_sides_open() -> None:
    """“75 % that it fails” may be the very thing that is asked."""
    asked = {FORECAST: VALID[FORECAST].replace("Will it rain", "Will it not rain")}
    for figure, expected in ((75, []), (25, []), (60, ["words-number"])):
        text = f"---\nprobability: 0.75\n---\nWe are at {figure} % that it fails.\n"
        assert [p.rule for p in loaded(asked, {OPENING: text})[1]] == expected


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
    assert set(EVERYDAY.values()) <= {words for _, words in BANDS}
    assert set(ADVERBS.values()) <= {words for _, words in BANDS}
    assert not set(EVERYDAY) & set(SYNONYMS)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 300_000,
        "«" * 300_000,
        "](" * 300_000,
        "<http:" * 150_000,
        "this is " * 10000,
        "so, " * 20000,
        "we call it now " * 8000,
        "we are at 80 % that " * 40_000,
        "It is very likely that it fails. " * 4000,
        "We say 80 %. " * 10_000,
        "We put the chance of " * 20_000,
        "We put the chance of A at 80 %. " * 2_000,
        "we think that there is about " * 10_000,
        "It will very likely rain. " * 5_000,
        "rain in Paris " * 30_000 + "will very likely",
        "0.8 0.8 " * 20_000,
        "‘" * 300_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_rationale_takes_no_long_time(text: str) -> None:
    started = time.process_time()
    rules(f"{HOSTILE} {text}")
    assert time.process_time() - started < 5


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
