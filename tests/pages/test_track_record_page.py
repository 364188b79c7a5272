"""The track record's page: whose it is, what counts, how good, in worlds small and large."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import markdown
import pytest

from foresite import pipeline
from foresite.data_files import track_record_files
from foresite.model import Archive
from foresite.pages.pagination import PAGE_LENGTH
from foresite.pages.track_record.page import record_pages, rendered_records
from foresite.pages.track_record.words import signed
from foresite.publication import Settings
from foresite.track_record import track_records
from foresite.words import score_figure
from tests.hostile import HOSTILE
from tests.track_record.questions import TODAY, archive, question
from tests.worlds import SHOWN

SETTINGS = Settings(
    site_name="The Desk", desk="The Desk", authored=frozenset({"feeds-and-data.md"})
)

Files = Mapping[str, str]


def yes_or_no(number: int, probability: float, *, came_true: bool, more: str = "") -> Files:
    """A scored question with one number."""
    return question(
        f"q{number:04}",
        {"2026-01-05": f"probability: {probability}"},
        outcome="yes" if came_true else "no",
        more=f"criteria: It happens.\n{more}",
    )


MANY = tuple(
    yes_or_no(
        n, round((n + 0.5) / 40, 4), came_true=n % 40 > 25 or n % 5 == 1, more="tags: [races]\n"
    )
    for n in range(40)
)
FEW: tuple[Files, ...] = (
    question("alpha", {"2026-01-05": "probability: 0.8", "2026-01-15": "probability: 0.9"}),
    question("beta", {"2026-01-05": "probability: 0.6"}, outcome="no"),
    question(
        "rain",
        {"2026-01-05": "quantiles: {0.05: 10, 0.25: 20, 0.5: 30, 0.75: 40, 0.95: 50}"},
        outcome="35",
        more="kind: numeric\nunit: mm\nlow: 0\nhigh: 500\ncriteria: As measured.\n",
    ),
    question(
        "cup",
        {"2026-01-05": "options: {a: 0.5, b: 0.5}"},
        outcome="a",
        more="kind: multiple-choice\noptions: {a: Ajax, b: Bayern}\ncriteria: By the board.\n",
    ),
    question("flawed", outcome="annulled"),
    question("unclear", outcome="ambiguous"),
    question("late", outcome=None),
    question("early", closes="2026-12-31"),
    question("undated", closes=None),
    question("open", outcome=None, closes="2026-12-31"),
    question(
        "theirs", {"2026-01-05": "probability: 0.3"}, more="author: desk-a\ncriteria: It happens.\n"
    ),
)
"""Questions at every stage but two, of three kinds, the last by another author."""


def site(made: Archive) -> dict[str, str]:
    """Every generated page, by path."""
    files = pipeline.render(made, settings=SETTINGS, today=TODAY, draw=pipeline.draw_nothing)
    return {f.path: f.content for f in files if f.path.endswith(".md")}


def records(made: Archive) -> dict[str, str]:
    """The pages of the records alone, by path."""
    of = record_pages(track_records(made, today=TODAY), made, settings=SETTINGS)
    return {f.path: f.content for f in rendered_records(of, made, settings=SETTINGS)}


def record(*questions: Files, path: str = "track-record/index.md") -> str:
    """The Markdown of the record of these questions."""
    return records(archive(*questions))[path]


class Reader(HTMLParser):
    """A page's elements, its ids and its tables' shapes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        body = text.split("---\n", 2)[2]
        self.feed(markdown.markdown(body, extensions=["attr_list", "tables", "toc"]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All that is to be read, on one line."""
        return " ".join("".join(self.words).split())

    def hrefs(self) -> list[str]:
        """Where its links lead."""
        return [str(found["href"]) for tag, found in self.tags if tag == "a" and "href" in found]


# Golden worlds


@pytest.mark.parametrize(
    ("name", "questions"),
    [
        ("none", (question("open", outcome=None, closes="2026-12-31"),)),
        ("one", (yes_or_no(1, 0.8, came_true=True),)),
        ("annulled", (question("flawed", outcome="annulled"),)),
        ("few", FEW),
        ("many", MANY),
    ],
)
def test_the_page_reads_as_the_golden_one(
    name: str, questions: tuple[Files, ...], golden: Callable[[str, str], None]
) -> None:
    golden(f"pages/track-record-{name}.md", record(*questions))


# Whose


def test_a_desk_with_forecasts_of_its_own_is_judged_by_these_alone() -> None:
    """Two of its own count, at 0.8 then 0.9 (yes) and 0.6 (no); the other author's 0.3 does not enter."""
    made = site(archive(*FEW))
    own, theirs = made["track-record/index.md"], made["authors/desk-a/track-record/index.md"]
    assert "This is The Desk’s own record." in own
    assert "forecasts by A;" in own
    assert "theirs" not in [href.split("/")[-2] for href in Reader(own).hrefs() if "/" in href]
    assert "It says nothing of The Desk’s own skill." in theirs
    assert "Track record of A" in theirs
    assert "mean Brier score of 0.490" in theirs


def test_a_desk_without_forecasts_of_its_own_claims_nothing() -> None:
    theirs = question(more="author: desk-a\ncriteria: It happens.\n")
    made = site(archive(theirs))
    assert "None of these forecasts is The Desk’s own." in made["track-record/index.md"]
    assert "the forecasts of A have a mean" in made["track-record/index.md"]
    assert "say nothing of The Desk’s own skill" in made["index.md"]


def test_an_authors_page_leads_to_their_record() -> None:
    made = site(archive(*FEW))
    assert "authors/desk-a/index.md" in made
    assert '<a href="../../authors/desk-a/track-record/">' in made["authors/desk-a/index.md"]


# Denominators and what counts


def numbers(text: str) -> dict[str, str]:
    """The denominators as the page prints them."""
    text = text.split("{: #counts")[1].split("## ", maxsplit=1)[0]
    found = re.findall(r"<b>([^<]+)</b><span>[^<]*</span></th><td [^>]*><b>([\d,]+)</b>", text)
    return dict(found)


def test_every_denominator_is_printed_and_they_add_up() -> None:
    """Of the desk's ten: alpha, beta, rain and cup are scored, six are at a stage each."""
    printed = numbers(record(*FEW))
    assert printed == {
        "Published": "10",
        "Matured": "7",
        "Resolved": "8",
        "Scored": "4",
        "Without a number": "0",
        "Ambiguous": "1",
        "Annulled": "1",
        "Withdrawn": "0",
        "Overdue": "1",
        "Answered early": "1",
        "Answered, never dated": "1",
        "Open": "1",
        "Recorded in time": "0",
        "Recorded partly after the answer": "0",
        "Recorded after the answer was known": "0",
        "Recorded on an unknown day": "4",
        "Last number on the day of the answer": "0",
    }
    recorded = [int(n) for line, n in printed.items() if line.startswith("Recorded")]
    assert sum(recorded) == 4
    others = ("Published", "Matured", "Resolved", "Recorded", "Last number")
    assert sum(int(n) for line, n in printed.items() if not line.startswith(others)) == 10


def test_what_does_not_count_is_listed_with_its_reason_and_an_annulled_question_is_no_no() -> None:
    text = record(*FEW)
    listed = text.split("{: #uncounted")[1].split("## ")[0]
    for slug in ("flawed", "unclear", "late", "early", "undated"):
        assert f"forecasts/{slug}/" in listed
    assert "forecasts/alpha/" not in listed
    assert "Not a “no”" in listed


def test_each_score_says_that_lower_is_better_and_leads_to_its_definition() -> None:
    text = record(*FEW)
    ids = set(re.findall(r'id="([^"]+)"', text)) | set(re.findall(r"\{: #([\w-]+)", text))
    scores = text.split("{: #scores")[1].split("## Beside")[0]
    rows = re.findall(r"<tr><th.*?</tr>", scores)[1:]
    assert len(rows) == 6
    for row in rows:
        assert "lower is better" in row
    for href in re.findall(r'href="#([^"]+)"', text):
        assert href in ids


def test_another_authors_page_borrows_the_definitions() -> None:
    text = record(*FEW, path="authors/desk-a/track-record/index.md")
    assert 'href="../../../track-record/#brier-score"' in text
    assert 'id="brier-score"' not in text


def test_the_page_leads_to_the_sections_it_has_and_to_no_other() -> None:
    none_counts = (question("open", outcome=None, closes="2026-12-31"),)
    for questions in (FEW, MANY, none_counts):
        text = record(*questions)
        jumps = re.findall(r'href="#([\w-]+)"', text.split('class="fs-jump"')[1].split("</nav>")[0])
        assert jumps == [a for a in re.findall(r"^## .*\{: #([\w-]+)", text, re.MULTILINE)]


def test_a_desk_without_a_page_on_its_data_gets_no_link_to_one() -> None:
    made = archive(*FEW)
    bare = Settings(site_name="The Desk", desk="The Desk")
    of = record_pages(track_records(made, today=TODAY), made, settings=bare)
    for file in rendered_records(of, made, settings=bare):
        assert "feeds-and-data" not in file.content


def test_every_counted_question_leads_to_its_forecast() -> None:
    listed = record(*FEW).split("{: #questions")[1]
    for slug in ("alpha", "beta", "rain", "cup"):
        assert f'href="../forecasts/{slug}/"' in listed


def test_the_worst_calls_come_first() -> None:
    """0.6 for what did not happen scores 0.36; 0.8 and then 0.9 for what did, 0.04 at most."""
    calls = record(*FEW).split("{: #calls")[1].split("## Every")[0]
    assert calls.index("forecasts/beta/") < calls.index("forecasts/alpha/")
    assert "0.360" in calls


def test_what_the_page_prints_is_what_the_tables_say() -> None:
    """The mean of a column of scores.csv, worked out anew, is the figure that stands first."""
    made = archive(*MANY)
    tables = track_record_files(track_records(made, today=TODAY), made, settings=SETTINGS)
    [scores] = [f.content for f in tables if f.path == "track-record/scores.csv"]
    column = [float(line["brier_average"]) for line in csv.DictReader(io.StringIO(scores))]
    assert len(column) == 40
    assert f'class="fs-figure">{sum(column) / 40:.3f}<' in record(*MANY)


def test_each_named_reference_stands_beside_the_forecasts_on_the_same_questions() -> None:
    """0.4 and it happened: 0.36. The base rate of 0.1 earns 0.81, the market of 0.7 earns 0.09, and
    the signpost that fired with the first number would have taken it to 0.9, which earns 0.01.
    """
    more = (
        "criteria: It happens.\nbase_rate: {probability: 0.1, source: The yearbook}\n"
        "signposts: {news: {event: News., moves_to: at least 0.9}}\n"
    )
    first = f"probability: 0.4\nmarket: {{probability: 0.7, source: The exchange}}\nsignposts: {{news: fired}}\n{SHOWN}"
    text = record(question("q", {"2026-01-05": first}, more=more))
    table = text.split("{: #references")[1].split("<details")[0]
    for name, theirs in (
        ("Always 50\N{NARROW NO-BREAK SPACE}%", "0.250"),
        ("The first number, never moved", "0.360"),
        ("The base rate that the forecast states", "0.810"),
        ("The market or crowd at the time", "0.090"),
        ("The signposts, had they been followed", "0.010"),
    ):
        [row] = re.findall(f"<tr><th scope=.row.><b>{re.escape(name)}</b>.*?</tr>", table)
        assert f'The reference"><b>{theirs}</b>' in row
        assert 'The forecasts"><b>0.360</b>' in row
    assert "No question that counts can be compared" not in text
    followed = "Had the numbers followed the signposts that fired, the mean Brier score of the one"
    assert followed in text
    assert "would have been 0.010 instead of 0.360: better, but on so few questions" in text


def test_the_groups_by_horizon_say_from_when_they_count_and_what_is_left_near_the_end() -> None:
    groups = record(*MANY).split("{: #groups")[1].split("\n## ")[0]
    horizon = groups.split("### By horizon: days before the scheduled date")[1].split("\n### ")[0]
    assert "only questions that were still open" in horizon
    assert groups.count("two bands are not of the same questions") == 1


def test_an_earlier_span_of_criteria_is_listed_with_its_score() -> None:
    more = (
        "criteria:\n  - {text: It happens., status: firm}\n"
        "  - {text: Really., since: 2026-01-15, reason: Doubt., effect: narrows}\n"
    )
    text = record(question("q", {"2026-01-05": "probability: 0.4"}, more=more))
    listed = text.split("{: #uncounted")[1].split("## ")[0]
    assert "By earlier criteria" in listed
    assert "0.360" in listed
    assert numbers(text)["By earlier criteria"] == "1"
    assert numbers(text)["Scored"] == "1"


def test_of_numbers_alone_there_is_no_diagram_of_probabilities() -> None:
    text = record(FEW[2])
    assert "{: #calibration" not in text
    assert "At the close, the one number or date lay inside" in text


# Early and extreme


def test_a_young_record_says_that_it_is_too_early_and_what_will_stand_there() -> None:
    text = Reader(record(question("open", outcome=None, closes="2026-12-31"))).text
    assert "It is too early to tell how good the forecasts are: of 1 published question" in text
    assert "will stand here" in text
    assert "Scores" not in text.split("What counts")[0]


def test_an_annulled_question_alone_gives_no_score_at_all() -> None:
    text = record(question("flawed", outcome="annulled"))
    assert "too early to tell" in text
    assert "{: #scores" not in text
    assert "forecasts/flawed/" in text


def test_one_question_has_a_score_and_no_interval() -> None:
    text = record(yes_or_no(1, 0.8, came_true=True))
    assert "mean Brier score of 0.040" in text
    assert "too few for an interval" in text
    assert "says little" in text
    assert "On the one yes-or-no question that counts" in text


def test_forty_questions_have_a_curve_and_a_decomposition() -> None:
    text = record(*MANY)
    assert "{: #decomposition" in text
    assert "What chance allows" in text
    assert "too early" not in text


def test_a_thousand_questions_are_on_pages_of_their_own() -> None:
    thousand = [yes_or_no(n, (n % 100) / 100, came_true=n % 3 == 0) for n in range(1000)]
    made = records(archive(*thousand))
    assert "All 1,000 questions" in made["track-record/index.md"]
    lists = [text for path, text in made.items() if path.startswith("track-record/questions/")]
    assert len(lists) == 1000 / PAGE_LENGTH
    linked = [href for text in lists for href in re.findall(r"forecasts/(q\d+)/", text)]
    assert len(linked) == len(set(linked)) == 1000


def test_the_order_of_the_questions_is_irrelevant() -> None:
    assert record(*FEW) == record(*reversed(FEW))


def test_a_question_on_the_record_shows_its_own_scores_and_leads_back() -> None:
    made = site(archive(*FEW))
    alpha = made["forecasts/alpha/index.md"]
    own = alpha.split("{: #scores")[1].split("## ")[0]
    assert "0.040" in own
    assert "lower is better" in own
    assert 'href="../../track-record/#brier-score"' in own
    assert "It counts in the track record." in own
    assert "{: #scores" not in made["forecasts/open/index.md"]
    assert "its scheduled date, 31 Dec 2026" in made["forecasts/early/index.md"]
    assert "Not a “no”" in made["forecasts/flawed/index.md"].split("{: #scores")[1]


def test_the_home_page_says_how_good_they_have_been_in_a_line() -> None:
    home = site(archive(*MANY))["index.md"]
    assert "On 40 yes-or-no questions the forecasts of The Desk have a mean Brier score of" in home
    assert 'href="track-record/"' in home


# Text


def test_hostile_text_is_inert_on_the_record() -> None:
    typed = HOSTILE[:150].replace("\\", "").replace('"', "'")
    authored = f'author: mallory\ntags: [races]\nkind: numeric\nunit: "{typed[:60]}"\nlow: 0\nhigh: 9\ncriteria: x\n'
    files = dict(
        question(
            "one",
            {"2026-01-05": "quantiles: {0.05: 1, 0.5: 2, 0.95: 3}"},
            outcome="2",
            more=authored,
        )
    )
    other = dict(
        question(
            "two",
            {"2026-01-05": "options: {a: 0.5, b: 0.5}"},
            outcome="a",
            more=f'author: mallory\nkind: multiple-choice\noptions: {{a: "{typed[:80]}", b: B}}\ncriteria: x\n',
        )
    )
    for made, slug in ((files, "one"), (other, "two")):
        path = f"forecasts/{slug}/forecast.yml"
        made[path] = made[path].replace("question: Will it happen?", f'question: "{typed}"')
    authors = {"forecasts/authors.yml": f'mallory: {{name: "{typed}"}}\n'}
    pages = site(archive(files, other, authors))
    for path in ("track-record/index.md", "authors/mallory/track-record/index.md"):
        page = Reader(pages[path])
        assert "alert(1)" in page.text
        for tag, found in page.tags:
            assert tag not in {"script", "iframe", "object", "style"}
            assert tag != "img" or found.get("class") == "fs-plot"
            assert not any(key.startswith("on") for key in found)
            assert not str(found.get("href", "")).lower().strip().startswith("javascript")


def test_blocks_of_html_have_no_blank_lines_inside() -> None:
    """Python-Markdown would end the block there and read the rest as Markdown."""
    for text in (record(*FEW), record(*MANY)):
        for block in re.findall(
            r"^<(?:table|div|dl|ul)\b.*?^</(?:table|div|dl|ul)>$", text, re.DOTALL | re.MULTILINE
        ):
            assert "\n\n" not in block


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0.000"), (0.0004, "<0.001"), (0.0326, "0.033"), (9.9994, "9.999"), (7193.99, "7,194")],
)
def test_a_score_never_looks_like_nothing_when_it_is_not(value: float, shown: str) -> None:
    assert score_figure(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.25, "+0.250"), (-0.25, "−0.250"), (0.0, "0.000"), (-0.0001, ">−0.001")]
)
def test_a_difference_has_its_sign(value: float, shown: str) -> None:
    assert signed(value) == shown
