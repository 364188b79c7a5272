"""People of the desk itself sign with their names, and their record is the desk's."""

from __future__ import annotations

from foresite.track_record import TrackRecord, track_records
from foresite.track_record.audit import audit
from tests.pages.test_track_record_page import Reader, site
from tests.track_record.questions import TODAY, archive, question

MORE = "criteria: It happens.\n"
PEOPLE = {
    "forecasts/authors.yml": "ann: {name: Ann, own: true}\nagency: {name: The agency, own: false}\n"
}
HERS = question("hers", {"2026-01-05": "probability: 0.8"}, more=f"{MORE}author: ann\n")
DESKS = question("ours", {"2026-01-05": "probability: 0.6"})
THEIRS = question("theirs", {"2026-01-05": "probability: 0.1"}, more=f"{MORE}author: agency\n")
WORLD = archive(PEOPLE, HERS, DESKS, THEIRS)


def records() -> dict[str | None, TrackRecord]:
    return {record.author: record for record in track_records(WORLD, today=TODAY)}


def test_the_desks_record_is_of_its_own_people_too_and_they_have_no_other() -> None:
    assert set(records()) == {None, "desk", "agency"}
    assert [row.forecast for row in records()["desk"].rows] == ["hers", "ours"]
    assert [row.forecast for row in records()["agency"].rows] == ["theirs"]
    assert "authors/ann/track-record/index.md" not in site(WORLD)


def test_its_mean_is_over_what_they_said_and_what_the_desk_said() -> None:
    """Both came true: (0.2² + 0.4²) ÷ 2 = 0.1."""
    page = Reader(site(WORLD)["track-record/index.md"]).text
    assert "the forecasts of Ann and The Desk have a mean Brier score of 0.100" in page
    assert "This is The Desk’s own record. The archive also holds forecasts by The agency" in page


def test_a_forecast_by_one_of_the_desk_is_signed_and_not_disowned() -> None:
    made = site(WORLD)
    hers, theirs = (made[f"forecasts/{slug}/index.md"] for slug in ("hers", "theirs"))
    assert '<a href="../../authors/ann/">Ann</a>, of The Desk.</p>' in hers
    assert "republished" not in hers
    assert "republished here under that name; it is not The Desk’s own.</p>" in theirs
    assert "fs-attribution" not in made["forecasts/ours/index.md"]


def test_the_page_of_one_of_the_desk_disowns_nothing() -> None:
    made = site(WORLD)
    assert "republished" not in made["authors/ann/index.md"]
    assert "forecasts/hers/" in made["authors/ann/index.md"]
    assert "republished here under that name" in made["authors/agency/index.md"]


def test_the_audit_of_the_desks_signposts_is_of_its_people_too() -> None:
    """Hers went from 30 to 80 % unannounced; of the agency's there is no move."""
    moved = question(
        "hers",
        {"2026-01-05": "probability: 0.3", "2026-01-10": "probability: 0.8"},
        more=f"{MORE}author: ann\n",
    )
    world = archive(PEOPLE, moved, THEIRS)

    def moves(author: str) -> list[str]:
        made = audit(world, today=TODAY, author=author, signpost_days=14)
        return [one.forecast.id for one in made.moves]

    assert (moves("desk"), moves("agency")) == (["hers"], [])
