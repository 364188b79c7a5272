"""The audit of signposts: whether numbers move when one fires, and only then."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.data_files import track_record_files
from foresite.data_files.audit_lines import MOVES, SIGNPOSTS
from foresite.model import Archive
from foresite.pages.track_record.audit_words import audit_view
from foresite.publication import Settings
from foresite.track_record import track_records
from foresite.track_record.audit import Audit, Followed, audit
from tests.hostile import HOSTILE
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, SHOWN, VALID, loaded

THIRD = "forecasts/rain-in-paris/updates/2026-01-20.md"
POST = "signposts:\n  front:\n    event: A front is forecast.\n    moves_to: at least 0.6\n"
FIRED = POST + "    fired: {on: 2026-01-10, evidence: The bulletin.}\n"
TODAY = date(2026, 3, 1)


def world(*changed: dict[str, str]) -> Archive:
    """The valid archive with files changed; it has no errors."""
    archive, problems = loaded(*changed)
    assert [p for p in problems if p.severity == 0] == []
    return archive


def audited(*changed: dict[str, str], author: str | None = None, today: date = TODAY) -> Audit:
    """The audit of that archive, with the default limit of 14 days."""
    return audit(world(*changed), today=today, author=author, signpost_days=14)


def declared(text: str) -> dict[str, str]:
    """The valid forecast, at 40 % from 5 January, with more in its forecast.yml."""
    return {FORECAST: VALID[FORECAST] + text}


def update(probability: float, *lines: str) -> str:
    """An update with that number."""
    more = "".join(f"{line}\n" for line in lines)
    return f"---\nprobability: {probability}\nreason: evidence\n{more}---\nWhy.\n"


@pytest.mark.parametrize(
    ("number", "followed", "moved"),
    [
        (0.65, Followed.AS_SAID, 0.25),
        (0.6, Followed.AS_SAID, 0.2),
        (0.5, Followed.SHORT, 0.1),
        (0.4, Followed.UNMOVED, 0.0),
        (0.3, Followed.AGAINST, -0.1),
    ],
)
def test_a_fired_signpost_is_followed_as_said_or_it_is_not(
    number: float, followed: Followed, moved: float
) -> None:
    """From 40 %, with “at least 0.6” fired on 10 January and the update on the 12th."""
    [one] = audited(declared(FIRED), {SECOND: update(number)}).fired
    assert one.followed is followed
    assert one.moved == pytest.approx(moved)
    assert (one.before, one.after) == (0.4, number)
    assert one.answered is not None
    assert (one.answered.made_on - one.fired.on).days == 2


def test_a_signpost_that_points_down_is_followed_downward() -> None:
    down = FIRED.replace("at least 0.6", "below 0.3")
    [one] = audited(declared(down), {SECOND: update(0.25)}).fired
    assert one.followed is Followed.AS_SAID
    assert one.moved == pytest.approx(0.15)


def test_without_an_update_since_it_is_unanswered() -> None:
    [one] = audited(declared(FIRED)).fired
    assert (one.followed, one.moved, one.before) == (Followed.UNANSWERED, None, 0.4)


def test_the_update_that_tells_of_the_firing_is_the_one_that_answers_it() -> None:
    told = update(0.6, "signposts: {front: {state: fired, on: 2026-01-07}}", SHOWN)
    later = {SECOND: told, THIRD: update(0.9)}
    [one] = audited(declared(POST), later).fired
    assert one.answered is not None
    assert (one.answered.id, one.after) == ("2026-01-12", 0.6)


def test_what_was_said_after_the_answer_was_known_answers_nothing() -> None:
    resolved = "---\noutcome: yes\nknown_on: 2026-01-11\nrecorded_on: 2026-01-13\nsources: [{name: The gauge}]\n---\nIt rained.\n"
    made = audited(declared(FIRED), {SECOND: update(0.95), RESOLUTION: resolved})
    assert [one.followed for one in made.fired] == [Followed.UNANSWERED]
    assert made.moves == ()


def test_a_large_move_is_of_ten_points_or_more_between_two_updates() -> None:
    """40 to 50 % is ten points, though 0.5 less 0.4 is not quite 0.1 in binary; 50 to 59 is nine."""
    made = audited({SECOND: update(0.5), THIRD: update(0.59)})
    assert [(m.step.before, m.step.after, m.is_called_for) for m in made.moves] == [
        (0.4, 0.5, False)
    ]
    made = audited({SECOND: update(0.3)})
    assert len(made.moves) == 1


@pytest.mark.parametrize(
    ("lines", "number", "called_for"),
    [
        (FIRED, 0.65, True),
        (FIRED, 0.3, False),
        (POST, 0.65, False),
        (FIRED.replace("at least 0.6", "below 0.3"), 0.25, True),
        (FIRED.replace("01-10", "01-05"), 0.65, True),
    ],
)
def test_a_move_is_called_for_by_a_signpost_of_its_direction(
    lines: str, number: float, called_for: bool
) -> None:
    [move] = audited(declared(lines), {SECOND: update(number)}).moves
    assert move.is_called_for is called_for


def test_a_signpost_that_fired_long_before_calls_for_nothing_any_more() -> None:
    """Fired on 10 January and answered on the 12th; the move is of 1 February, 22 days later."""
    late = {SECOND: update(0.4), "forecasts/rain-in-paris/updates/2026-02-01.md": update(0.65)}
    [move] = audited(declared(FIRED), late).moves
    assert not move.is_called_for


def test_an_audit_is_of_one_author_s_forecasts_or_of_everybody_s() -> None:
    authors = {"forecasts/authors.yml": "agency: {name: The agency}\n"}
    other = {
        "forecasts/other/forecast.yml": VALID[FORECAST] + "author: agency\n" + FIRED,
        "forecasts/other/updates/2026-01-05.md": VALID[OPENING],
    }
    files = (authors, other, {SECOND: update(0.65)})
    assert [len(audited(*files, author=a).fired) for a in (None, "agency", "desk")] == [1, 1, 0]
    assert [len(audited(*files, author=a).moves) for a in (None, "agency", "desk")] == [1, 0, 1]


@given(numbers=st.lists(st.integers(1, 99), min_size=1, max_size=8))
def test_every_fired_signpost_and_every_large_move_is_counted_once(numbers: list[int]) -> None:
    changed = {
        f"forecasts/rain-in-paris/updates/2026-02-{n:02}.md": update(p / 100)
        for n, p in enumerate(numbers, 1)
    }
    made = audited(declared(FIRED), changed)
    path = [40, *numbers]
    assert len(made.moves) == sum(abs(b - a) >= 10 for a, b in pairwise(path))
    assert sum(made.count(way) for way in Followed) == len(made.fired) == 1
    mean = made.mean_move
    assert mean is not None
    assert -1 <= mean <= 1


# In words


def test_where_nothing_fired_and_nothing_moved_the_audit_says_so() -> None:
    view = audit_view(audited(), start="track-record/", signpost_days=14)
    assert view.fired.startswith("No signpost has fired yet")
    assert view.moves == "No headline has moved by 10 points or more from one update to the next."
    assert (view.fired_table, view.moves_table) == (None, None)


def test_one_of_each_is_said_in_the_singular() -> None:
    view = audit_view(
        audited(declared(FIRED), {SECOND: update(0.65)}), start="track-record/", signpost_days=14
    )
    assert view.fired == "One signpost has fired, and the number went where it had been said to go."
    assert view.moves == (
        "One headline has moved by 10 points or more from one update to the next: "
        "a signpost had called for it."
    )
    assert view.fired_table is not None
    assert [cell.text for cell in view.fired_table.rows[0]] == [
        "A front is forecast.",
        "10 Jan 2026",
        "To 60\u202f% or more",
        "40\u202f% → 65\u202f%",
        "As said",
    ]
    assert view.fired_table.rows[0][3].note == "+25 points, after two days"
    assert view.fired_table.rows[0][0].href == "../forecasts/rain-in-paris/#signposts"


def test_of_several_the_audit_says_how_many_and_how_far() -> None:
    """Up 25 points, up 10, down 10: in the mean 8⅓ the signposts' way."""
    files: dict[str, str] = {}
    for name, number in (("a", 0.65), ("b", 0.5), ("c", 0.3)):
        files[f"forecasts/{name}/forecast.yml"] = VALID[FORECAST] + FIRED
        files[f"forecasts/{name}/updates/2026-01-05.md"] = VALID[OPENING]
        files[f"forecasts/{name}/updates/2026-01-12.md"] = update(number)
    view = audit_view(audited(files), start="track-record/", signpost_days=14)
    assert view.fired == (
        "Of three signposts that have fired, one took the number where it had been said to go. "
        "The rest: one went that way, but not so far; one went the other way. "
        "In the mean the numbers went +8 points the signposts’ way."
    )
    assert view.moves == (
        "Of three moves of 10 points or more from one update to the next, "
        "two had a signpost that called for it."
    )


def test_long_tables_show_the_largest_moves_and_say_of_how_many() -> None:
    changed = {
        f"forecasts/rain-in-paris/updates/2026-02-{n:02}.md": update(0.1 if n % 2 else 0.9)
        for n in range(1, 21)
    }
    view = audit_view(audited(changed), start="", signpost_days=14)
    assert view.moves_table is not None
    assert view.moves_table.name == "Moves of 10 points or more, 12 of 20"
    assert len(view.moves_table.rows) == 12
    assert view.moves_table.rows[-1][2].note == "none was ever named"


def tables(*changed: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """The audit's tables, by their name, as lines by column."""
    settings = Settings(site_name="D", desk="D", site_url="https://desk.example/")
    archived = world(*changed)
    records = track_records(archived, today=TODAY)
    made = track_record_files(records, archived, settings=settings)
    return {
        file.path: list(csv.DictReader(io.StringIO(file.content, newline="")))
        for file in made
        if file.path.endswith(".csv")
    }


def test_the_tables_say_what_the_page_says() -> None:
    made = tables(declared(FIRED), {SECOND: update(0.65)})
    [fired], [move] = made["track-record/signposts.csv"], made["track-record/moves.csv"]
    address = "https://desk.example/forecasts/rain-in-paris/#update-2026-01-12"
    assert fired == {
        "forecast": "rain-in-paris",
        "author": "desk",
        "signpost": "front",
        "dimension": "headline",
        "event": "A front is forecast.",
        "comparison": ">=",
        "probability": "0.6",
        "fired_on": "2026-01-10",
        "answered_on": "2026-01-12",
        "before": "0.4",
        "after": "0.65",
        "moved": fired["moved"],
        "followed": "as-said",
        "url": address,
    }
    assert float(fired["moved"]) == pytest.approx(0.25)
    assert (move["called_for"], move["url"]) == ("true", address)


def test_no_event_becomes_a_formula_in_a_table() -> None:
    fired = FIRED.replace("A front is forecast.", "\"=cmd|'/c calc'!A1\"")
    [line] = tables(declared(fired))["track-record/signposts.csv"]
    assert line["event"].startswith("'=")
    assert (line["followed"], line["answered_on"], line["url"]) == ("unanswered", "", "")


def test_hostile_text_stays_text() -> None:
    """Cells are plain text; the page's template escapes them, as its own test shows."""
    said = json.dumps(HOSTILE[:200])
    fired = FIRED.replace("A front is forecast.", said)
    view = audit_view(audited(declared(fired), {SECOND: update(0.65)}), start="", signpost_days=14)
    assert view.fired_table is not None
    assert view.fired_table.rows[0][0].text == " ".join(HOSTILE[:200].split())


@pytest.mark.parametrize("column", sorted({*SIGNPOSTS, *MOVES}))
def test_every_column_of_the_tables_is_in_the_dictionary(column: str) -> None:
    text = (Path(__file__).parents[2] / "content/feeds-and-data.md").read_text("utf-8")
    section = text.split("### signposts.csv and moves.csv")[1].split("\n## ")[0]
    assert f"`{column}`" in section
