"""What a reader is told first: what was entered here with its answer already known."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from foresite import pipeline
from foresite.cli.score_words import record_words
from foresite.data_files import track_record_files
from foresite.model import Archive
from foresite.pages.track_record.entry import entry_sentences, short_entry
from foresite.publication import Settings
from foresite.track_record import record_of, score_rows, track_records
from tests.track_record.questions import TODAY, archive, question

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
IN_TIME, LATE = date(2026, 1, 25), date(2026, 1, 26)
THEIRS = "author: desk-a\ncriteria: It happens.\n"


def world(*recorded: date | None, more: str = "criteria: It happens.\n") -> Archive:
    """A scored question for each of these days, on which git first had its number."""
    made = archive(*(question(f"q{n}", more=more) for n in range(len(recorded))))
    days = {
        f"forecasts/q{n}/updates/2026-01-05.md": on
        for n, on in enumerate(recorded)
        if on is not None
    }
    return pipeline.with_recorded_days(made, days)


def said(made: Archive, author: str | None = "desk") -> list[str]:
    """The sentences of an author's record."""
    return list(
        entry_sentences(record_of(score_rows(made, today=TODAY), made, today=TODAY, author=author))
    )


@pytest.mark.parametrize(
    ("recorded", "sentence"),
    [
        (
            (LATE, LATE),
            "All 2 questions that count were entered here after their answers were known: this shows the sums, not foresight of this site.",
        ),
        (
            (LATE,),
            "The one question that counts was entered here after its answer was known: this shows the sums, not foresight of this site.",
        ),
        (
            (LATE, IN_TIME, None),
            "1 of the 3 questions that count was entered here after its answer was known: this shows the sums, not foresight of this site. Of 1 of the 3 questions that count, git does not say when the numbers came here.",
        ),
        (
            (IN_TIME, IN_TIME),
            "All 2 questions that count were recorded here by the day their answers were known, by git’s dates.",
        ),
        (
            (None, None),
            "Whether the 2 questions that count were entered here before their answers were known cannot be told: git does not say, and nothing is claimed.",
        ),
        (
            (IN_TIME, None),
            "Of 1 of the 2 questions that count, git does not say when the numbers came here.",
        ),
    ],
)
def test_the_record_says_what_was_entered_with_its_answer(
    recorded: tuple[date | None, ...], sentence: str
) -> None:
    assert said(world(*recorded)) == [sentence]


def test_the_record_of_others_rests_on_their_sources() -> None:
    [sentence] = said(world(LATE, LATE, more=THEIRS), "desk-a")
    assert sentence == (
        "All 2 questions that count were entered here after their answers were known: this shows the "
        "sums, and that it was said beforehand rests on the sources, not on this site."
    )


def test_a_number_that_came_after_the_answer_is_told_of() -> None:
    updates = {"2026-01-05": "probability: 0.4", "2026-01-25": "probability: 0.9"}
    made = archive(question("q", updates))
    days = {
        "forecasts/q/updates/2026-01-05.md": IN_TIME,
        "forecasts/q/updates/2026-01-25.md": LATE,
    }
    assert said(pipeline.with_recorded_days(made, days)) == [
        "Of the one question that counts, a number that is scored came here only after the answer was known.",
        "For the one question that counts, the last number is dated on the very day the answer became "
        "known. It is taken as in time, since files have days and not hours.",
    ]


def test_a_record_in_which_nothing_counts_says_nothing_of_it() -> None:
    assert said(archive(question(outcome=None))) == []


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ((LATE,), " It was entered here after its answer was known."),
        ((LATE, LATE), " All that count were entered here after their answers were known."),
        ((LATE, IN_TIME), " 1 of the 2 that count was entered here after the answer was known."),
        ((IN_TIME, None), ""),
    ],
)
def test_a_score_on_the_home_page_is_followed_by_it(
    recorded: tuple[date | None, ...], words: str
) -> None:
    made = world(*recorded)
    assert short_entry(track_records(made, today=TODAY)[0]) == words
    files = pipeline.render(made, settings=SETTINGS, today=TODAY, draw=pipeline.draw_nothing)
    pages = {file.path: file.content for file in files if file.path.endswith(".md")}
    home, page = pages["index.md"], pages["track-record/index.md"]
    assert f"lower is better.{words}" in home
    assert ("entered here after" in page) is bool(words)
    assert page.index(said(made)[0]) < page.index("came true.")


def test_tables_and_terminal_have_the_same_figures() -> None:
    archived = world(LATE, IN_TIME, None)
    made = track_records(archived, today=TODAY)
    files = track_record_files(made, archived, settings=SETTINGS)
    tables = {file.path: file.content for file in files}

    def lines(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(tables[f"track-record/{name}.csv"], newline="")))

    assert [line["recording"] for line in lines("scores")] == ["after-answer", "in-time", "unknown"]
    whole = lines("denominators")[0]
    assert [
        whole[f"recorded_{n}"] for n in ("in_time", "partly_after", "after_answer", "unknown")
    ] == [*("1", "0", "1", "1")]
    assert (
        "  of those that count: 1 recorded in time, 0 partly after the answer, "
        "1 after the answer was known, 1 on an unknown day\n"
        "  last number on the day of the answer: 0\n"
    ) in record_words(made[0])


CORRECTED = question("q1") | {
    "forecasts/q1/corrections/2026-01-26.md": (
        "---\nfile: updates/2026-01-05.md\nby: desk-a\nbecause: A slip.\n---\n"
        "---\nprobability: 0.1\n---\nBecause.\n"
    )
}
"""Known on 25 January to be yes; on the next day the 10 % was corrected to 40 %."""


def test_what_was_corrected_after_the_answer_is_told_of_wherever_it_is_scored() -> None:
    """10 % of a yes costs 0.81, on the record, in the table and on the forecast’s own page."""
    archived = archive(question("q0"), CORRECTED)
    assert said(archived)[1:] == [
        "For 1 of the 2 questions that count, something was corrected on the day the answer became "
        "known or later. It is scored by what stood when the answer became known."
    ]
    made = track_records(archived, today=TODAY)
    tables = {f.path: f.content for f in track_record_files(made, archived, settings=SETTINGS)}

    def column(table: str, name: str) -> list[str]:
        text = io.StringIO(tables[f"track-record/{table}.csv"], newline="")
        return [line[name] for line in csv.DictReader(text)]

    assert column("scores", "corrected_after_answer") == ["0", "1"]
    assert column("scores", "probability_close") == ["0.4", "0.1"]
    assert column("denominators", "corrected_after_answer")[0] == "1"
    assert "  corrected after the answer, scored as they stood: 1\n" in record_words(made[0])
    files = pipeline.render(archived, settings=SETTINGS, today=TODAY, draw=pipeline.draw_nothing)
    pages = {file.path: file.content for file in files if file.path.endswith(".md")}
    own = pages["forecasts/q1/index.md"].partition("{: #scores")[2]
    assert "0.810" in own
    assert (
        "One correction of its numbers or terms was made on the day the answer became known or "
        "later. It mends no score: scored is what stood when the answer became known."
    ) in own
    assert "mends no score" not in pages["forecasts/q0/index.md"]
    assert "Corrected after the answer" in pages["track-record/index.md"]


def test_where_nothing_was_corrected_after_the_answer_nothing_is_said_of_it() -> None:
    made = track_records(archive(question()), today=TODAY)[0]
    assert "corrected after" not in record_words(made)
    assert not [sentence for sentence in said(archive(question())) if "corrected" in sentence]
