"""What the record's page says of numbers and days whose range can be passed."""

from __future__ import annotations

from tests.pages.test_track_record_page import FEW, Reader, record, site
from tests.track_record.questions import archive, question

OPEN_END = "kind: numeric\nunit: cars\nlow: 0\nhigh: 500\nopen: high\ncriteria: As counted.\n"


def test_a_range_beyond_an_end_that_can_be_passed_held_nothing_and_the_page_says_so() -> None:
    """400 to 600 around 490, and 10,000 came: the forecast's page says that it lay outside."""
    wide = {"2026-01-05": "quantiles: {0.05: 400, 0.25: 450, 0.5: 490, 0.75: 550, 0.95: 600}"}
    narrow = {"2026-01-05": "quantiles: {0.05: 100, 0.25: 150, 0.5: 200, 0.75: 300, 0.95: 400}"}
    made = site(
        archive(
            question("cars", wide, outcome="10000", more=OPEN_END),
            question("bikes", narrow, outcome="200", more=OPEN_END),
        )
    )
    text = Reader(made["track-record/index.md"]).text
    assert (
        "At the close, the one number or date lay inside the 90 % interval "
        "that was given for it. One interval more reaches an end that can be passed, and is left out."
    ) in text
    assert "at the close 1 of 2 intervals of 50 %" in text
    cars = Reader(made["forecasts/cars/index.md"]).text
    assert "outside that range" in cars
    assert "scored as if they lay at that end, so a range that was missed there may cost" in cars
    assert "scored as if they lay at that end" not in Reader(made["forecasts/bikes/index.md"]).text
    assert "Left out are intervals" not in record(*FEW)


def test_where_every_interval_is_left_out_the_page_still_says_how_many() -> None:
    wide = {"2026-01-05": "quantiles: {0.05: 400, 0.5: 490, 0.95: 600}"}
    text = Reader(record(question("cars", wide, outcome="10000", more=OPEN_END))).text
    assert "at the close the one interval of 90 %" in text
    assert "lay inside" not in text
