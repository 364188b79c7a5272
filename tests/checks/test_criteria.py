"""The criteria linter: what it catches, what it leaves alone, and what sets it aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foresite import checks, pipeline
from foresite.charts.forecast_chart import forecast_charts
from foresite.ledger import Ledger
from foresite.model import Archive
from foresite.pages import all_pages as pages
from foresite.problems import Severity
from foresite.publication import Settings
from foresite.reading import read_archive
from foresite.rules import RULES
from tests.hostile import HOSTILE
from tests.worlds import FORECAST, RESOLUTION, TODAY, found, loaded

ROOT = Path(__file__).parents[2]

HEAD = "question: {question}\nopened_on: 2026-01-05\n{closes}criteria: |\n  {text}\n"
GOOD = "Resolves yes if the weather service reports at least 1 mm."


def rules(
    text: str = GOOD,
    question: str = "Will it rain in Paris on 31 December 2026?",
    closes: str = "closes_on: 2026-12-31\n",
) -> list[str]:
    """The ids of what the linter says of a single reading."""
    _, problems = loaded({FORECAST: HEAD.format(question=question, closes=closes, text=text)})
    assert {p.severity for p in problems} <= {Severity.WARNING}
    return [p.rule for p in problems]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("An open model is level with the best closed one.", "criteria-source"),
        ("At least 1 mm falls by December.", "criteria-source"),
        ("The company releases an open model, and its results are good.", "criteria-source"),
        ("The survey shows a significant lead.", "criteria-threshold"),
        ("Reports say that it is widely used in 40 countries.", "criteria-threshold"),
        ("The agency announces a major change of the rate.", "criteria-threshold"),
        ("The court finds the firm and/or its chief guilty.", "criteria-and-or"),
        ("The agency announces it next year.", "criteria-relative-time"),
        ("The agency announces it soon.", "criteria-relative-time"),
        ("The agency announces it by the end of the year.", "criteria-relative-time"),
        ("The agency announces it within the next month or this week.", "criteria-relative-time"),
        ("The figures rise in the foreseeable future.", "criteria-relative-time"),
        ("The agency announces it in the coming months.", "criteria-relative-time"),
        ("The agency announces it in the next 12 months.", "criteria-relative-time"),
        ("The agency announces it within two years.", "criteria-relative-time"),
        ("The agency announces it by year-end.", "criteria-relative-time"),
        ("Reports say that costs fall materially.", "criteria-threshold"),
        ("Significant damage, as reported by EM-DAT.", "criteria-threshold"),
        ("The register shows it. **Widespread** use is reported.", "criteria-threshold"),
        ("The register says so:\n  - Major banks fail.", "criteria-threshold"),
        ("A Major company says so, as reported.", "criteria-threshold"),
        ("Reports say that any Significant change is made.", "criteria-threshold"),
    ],
)
def test_a_fault_that_editors_know_is_warned_of(text: str, rule: str) -> None:
    assert rules(text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Decided by the outcome that the data set records.",
        "The film that the Academy’s press release of 14 March 2026 names for the winner.",
        "The rate that the bank’s statement of 14 March 2026 gives.",
        "The team that stands first on the league’s results page on 14 March 2026.",
        "The winner is in the Academy’s announcement.",
        "The official list of 14 March 2026 has it.",
        "The bank’s rate is above 4 % on 31 December 2026, as published by the ECB.",
        "A major hurricane (category 3 or more) makes landfall, by the National Hurricane Center.",
        "The index falls substantially, by at least 20 %, from its value on 5 January.",
        "The trial’s effect is statistically significant, as the registry reports.",
        "The company, defined as major in the register, announces it.",
        "A Major League team reports the transfer.",
        "Major League Baseball reports it.",
        "Major hurricanes (category 3 or more) are counted by the National Hurricane Center.",
        "Statistically significant effects, as the registry reports.",
        "The scale of the agency reports it as Major in its bulletin.",
        "Sir John Major announces it.",
        "The minister is “widely seen” as the winner, in the words of the official gazette.",
        "The agency announces it as soon as the count is complete.",
        "The survey is repeated soon after the vote, and shortly before the year 2027.",
        "The report of this year of the court, before the end of the year 2026.",
        "[The table](https://example.org/next-year/and/or/soon) says so.",
        "The agency announces it within 30 days of the vote, or by year end 2026.",
        "The index of material costs, as published for the past year of the survey.",
        "The court decides, and the register records it.",
        "Last weekend’s figures are published, and the last weeks of the poll.",
    ],
)
def test_a_text_without_that_fault_is_left_alone(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("question", "asks_two"),
    [
        ("Will it rain, and will it snow?", True),
        ("Will it rain? Will it snow?", True),
        ("Will the bill pass and when will it be signed?", True),
        ("Will she win or does he stay?", True),
        ("Will A win and B lose?", True),
        ("Will prices rise and unemployment fall by 2026?", True),
        ("Will Ajax win the cup or will Feyenoord?", True),
        ("Will the prime minister resign and the king’s party leave the coalition?", True),
        ("Will Spain stay in the union while Portugal leaves or the Azores join it?", True),
        ("Will the bill pass and be signed by 2026?", False),
        ("Will the bill pass the House and Senate by 2026?", False),
        ("Will she win and remain in office?", False),
        ("Will Ajax and Feyenoord win in 2027?", False),
        ("Will the prime minister and the king’s adviser resign?", False),
        ("Will it become known that A wins or B and C lose?", False),
        ("Will Russia leave the council and the treaty by 2026?", False),
        ("Will the price of oil or gas rise to 100 dollars?", False),
        ("Will Congress pass budget and tax rise bills?", False),
        ("Will more than 3 million people join the union and party of the left?", False),
        ("Will rain and snow fall?", False),
        ("Who will win, France or Brazil?", False),
        ("Will the film “Will it rain? And will it snow?” win in 2027?", False),
        ("Will what was said and is written be published?", False),
    ],
)
def test_a_question_that_is_two_is_warned_of(question: str, asks_two: bool) -> None:
    assert rules(question=question) == (["criteria-two-questions"] if asks_two else [])


def test_without_a_closing_date_a_year_must_stand_somewhere() -> None:
    assert rules(closes="", question="Will it rain in Paris?") == ["criteria-date"]
    assert rules(closes="", question="Will it rain in Paris in 2026?") == []
    assert rules(f"{GOOD} Before 2027.", closes="", question="Will it rain in Paris?") == []


TWO = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
headline: morning
dimensions:
  morning: {criteria: The service reports **rain**.}
  evening: {criteria: [{status: %s, text: the service reports rain}]}
"""


def test_a_text_under_review_is_left_alone_and_a_firm_one_compared_without_its_marks() -> None:
    assert found(loaded({FORECAST: TWO % "under-review"})[1]) == []
    assert found(loaded({FORECAST: TWO % "firm"})[1]) == [("criteria-alike", FORECAST, 6)]


BAD = "question: Will it rain in Paris on 31 December 2026?\nopened_on: 2026-01-05\ncloses_on: 2026-12-31\ncriteria: At least 1 mm falls.\n"


def test_an_older_text_and_a_resolved_question_are_left_alone() -> None:
    versions = BAD.replace("criteria: At least 1 mm falls.", "criteria:") + (
        "  - {text: At least 1 mm falls.}\n"
        "  - {since: 2026-01-09, reason: A source is named., effect: clarifies, text: The service reports 1 mm.}\n"
    )
    assert loaded({FORECAST: versions})[1] == ()
    resolution = "---\noutcome: yes\nknown_on: 2026-02-01\nrecorded_on: 2026-02-01\nsources: [{name: The bulletin}]\n---\nIt rained.\n"
    assert [p.rule for p in loaded({FORECAST: BAD})[1]] == ["criteria-source"]
    assert loaded({FORECAST: BAD, RESOLUTION: resolution})[1] == ()
    waived = BAD + "waivers: {criteria-source: The gauge is ours.}\n"
    assert loaded({FORECAST: waived, RESOLUTION: resolution})[1] == ()


def test_a_waiver_sets_its_warning_aside_and_no_other() -> None:
    waived = BAD + "waivers:\n  criteria-source: The gauge is ours.\n"
    assert loaded({FORECAST: waived})[1] == ()
    other = waived.replace("falls", "falls soon")
    assert [p.rule for p in loaded({FORECAST: other})[1]] == ["criteria-relative-time"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("criteria-threshold", "of which this forecast has no warning"),
        ("no-update", "which is an error and cannot be set aside"),
        ("criteria-sorce", "which is no rule"),
    ],
)
def test_a_waiver_that_waives_nothing_is_refused_at_its_line(rule: str, said: str) -> None:
    waived = BAD.replace("falls", "is reported") + f"waivers:\n  {rule}: Because.\n"
    [problem] = loaded({FORECAST: waived})[1]
    assert found((problem,)) == [("waiver", FORECAST, 6)]
    assert problem.severity is Severity.ERROR
    assert said in problem.message


def test_the_reason_of_a_waiver_stands_on_the_page_and_is_inert_there() -> None:
    archive, problems = loaded({FORECAST: BAD + "waivers: {criteria-source: Because.}\n"})
    assert problems == ()
    [only] = archive.forecasts
    hostile = replace(only, waivers=(replace(only.waivers[0], reason=HOSTILE),))
    for forecast, shown in ((only, "</a>: Because.</li>"), (hostile, "&lt;")):
        text = pages.forecast_page(
            forecast,
            Archive(forecasts=(forecast,)),
            settings=Settings(site_name="The Desk", desk="The Desk"),
            today=TODAY,
            charts=forecast_charts(forecast, today=TODAY),
            ledger=Ledger(day=TODAY),
        ).content
        section = text.partition("Set aside, with the author’s reason")[2].partition("</ul>")[0]
        assert '<a href="../../rules/#criteria-source">Criteria without a source</a>' in section
        assert shown in section
        assert "<script" not in section


def test_the_texts_of_the_example_archive_raise_no_alarm_even_were_they_still_open() -> None:
    """Thirty-six races, the cup and the influenza weeks: none of them needs a waiver."""
    files, _ = read_archive(ROOT, "forecasts")
    today = date(2026, 11, 24)
    archive, problems = pipeline.load(files, today=today)
    assert problems == ()
    reopened = tuple(replace(f, resolution=None, waivers=()) for f in archive.forecasts)
    desk = checks.Desk(today=today)
    said = checks.check(replace(archive, forecasts=reopened), desk=desk)
    assert [p for p in said if p.rule.startswith("criteria-")] == []


def test_every_rule_of_the_linter_is_a_warning_with_a_page_of_its_own() -> None:
    linter = {rule.id: rule.severity for rule in RULES if rule.text and rule.id in LINTER}
    assert linter == dict.fromkeys(LINTER, Severity.WARNING)


LINTER = (
    "criteria-date",
    "criteria-after-closing",
    "criteria-source",
    "criteria-threshold",
    "criteria-and-or",
    "criteria-two-questions",
    "criteria-relative-time",
    "criteria-alike",
)
