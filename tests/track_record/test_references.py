"""What others would have scored on the same question, over the same days."""

from __future__ import annotations

import pytest

from foresite.model import Comparison, Threshold
from foresite.track_record import Moment, ReferenceName, Row
from foresite.track_record.counterparts import moved_to
from tests.track_record.questions import question, record, row, rows
from tests.worlds import SHOWN

HALFWAY = {"2026-01-05": "probability: 0.4", "2026-01-15": "probability: 0.8"}


def paired(scored: Row, name: ReferenceName, score: str = "brier") -> list[tuple[object, object]]:
    """Ours and theirs, at the close and averaged."""
    found = {p.moment: p for p in scored.paired if (p.reference, p.score) == (name, score)}
    return [(found[m].ours, found[m].theirs) for m in (Moment.CLOSE, Moment.AVERAGE) if m in found]


def test_always_half_earns_a_quarter() -> None:
    assert paired(row(question(updates=HALFWAY)), ReferenceName.EVEN) == [
        (pytest.approx(0.04), 0.25),
        (pytest.approx(0.20), 0.25),
    ]


def test_had_we_never_moved_we_had_kept_our_first_number() -> None:
    assert paired(row(question(updates=HALFWAY)), ReferenceName.FIRST) == [
        (pytest.approx(0.04), pytest.approx(0.36)),
        (pytest.approx(0.20), pytest.approx(0.36)),
    ]


def test_a_base_rate_stands_all_the_time() -> None:
    more = "criteria: It happens.\nbase_rate: {probability: 0.1, source: The yearbook}\n"
    assert paired(row(question(updates=HALFWAY, more=more)), ReferenceName.BASE_RATE) == [
        (pytest.approx(0.04), pytest.approx(0.81)),
        (pytest.approx(0.20), pytest.approx(0.81)),
    ]


def test_a_market_is_compared_from_the_day_it_was_recorded() -> None:
    """Recorded on the 15th, so ten of the twenty days are in common: ours are at 0.8."""
    updates = {
        "2026-01-05": "probability: 0.4",
        "2026-01-15": "probability: 0.8\nmarket: {probability: 0.7, source: The exchange}",
    }
    assert paired(row(question(updates=updates)), ReferenceName.MARKET) == [
        (pytest.approx(0.04), pytest.approx(0.09)),
        (pytest.approx(0.04), pytest.approx(0.09)),
    ]


def test_a_market_of_the_last_day_is_compared_at_the_close_only() -> None:
    updates = {
        "2026-01-05": "probability: 0.4",
        "2026-01-25": "probability: 0.8\nmarket: {probability: 0.7, source: The exchange}",
    }
    assert len(paired(row(question(updates=updates)), ReferenceName.MARKET)) == 1


def test_a_market_recorded_too_late_is_not_compared() -> None:
    updates = {
        "2026-01-05": "probability: 0.4",
        "2026-01-26": "probability: 0.8\nmarket: {probability: 0.7, source: The exchange}",
    }
    assert paired(row(question(updates=updates)), ReferenceName.MARKET) == []


class TestSignposts:
    """Had we gone to a signpost's threshold whenever one fired."""

    MORE = (
        "criteria: It happens.\nsignposts:\n"
        "  good-news: {event: Good news., moves_to: at least 0.85}\n"
        "  bad-news: {event: Bad news., moves_to: below 0.2}\n"
    )

    def fired(self, updates: dict[str, str]) -> list[tuple[object, object]]:
        made = question(updates=updates, more=self.MORE)
        return paired(row(made), ReferenceName.SIGNPOSTS)

    def test_the_number_would_have_gone_to_the_threshold_and_stayed(self) -> None:
        """0.4 for ten days, then 0.85 for ten: (0.36 + 0.0225) / 2."""
        updates = {
            **HALFWAY,
            "2026-01-15": f"probability: 0.5\nsignposts: {{good-news: fired}}\n{SHOWN}",
        }
        assert self.fired(updates) == [
            (pytest.approx(0.25), pytest.approx(0.0225)),
            (pytest.approx(0.305), pytest.approx(0.19125)),
        ]

    def test_one_that_forecast_yml_says_fired_moves_it_on_its_own_day(self) -> None:
        """0.4 for ten days, then 0.85 for ten; or, where we gave a number that day, from there."""
        more = self.MORE.replace(
            "moves_to: at least 0.85",
            "moves_to: at least 0.85, fired: {on: 2026-01-15, evidence: x}",
        )
        theirs = (pytest.approx(0.0225), pytest.approx(0.19125))
        opening = {"2026-01-05": "probability: 0.4"}
        alone = paired(row(question(updates=opening, more=more)), ReferenceName.SIGNPOSTS)
        assert [(pair[0], pair[1]) for pair in alone] == [
            (pytest.approx(0.36), theirs[0]),
            (pytest.approx(0.36), theirs[1]),
        ]
        updates = {**HALFWAY, "2026-01-15": "probability: 0.5"}
        both = paired(row(question(updates=updates, more=more)), ReferenceName.SIGNPOSTS)
        assert both == [
            (pytest.approx(0.25), theirs[0]),
            (pytest.approx(0.305), theirs[1]),
        ]

    def test_until_our_next_number(self) -> None:
        updates = {
            "2026-01-05": "probability: 0.4",
            "2026-01-10": f"probability: 0.5\nsignposts: {{good-news: fired}}\n{SHOWN}",
            "2026-01-15": "probability: 0.8",
        }
        close, average = self.fired(updates)
        assert close == (pytest.approx(0.04), pytest.approx(0.04))
        # Five days each of 0.36 and 0.0225, and ten of 0.04.
        assert average[1] == pytest.approx((5 * 0.36 + 5 * 0.0225 + 10 * 0.04) / 20)

    def test_a_number_beyond_the_threshold_has_followed(self) -> None:
        updates = {
            **HALFWAY,
            "2026-01-15": f"probability: 0.9\nsignposts: {{good-news: fired}}\n{SHOWN}",
        }
        assert all(ours == theirs for ours, theirs in self.fired(updates))

    def test_two_take_effect_in_the_order_they_are_named(self) -> None:
        updates = {
            **HALFWAY,
            "2026-01-15": f"probability: 0.5\nsignposts: {{good-news: fired, bad-news: fired}}\n{SHOWN}",
        }
        assert self.fired(updates)[0][1] == pytest.approx(0.64)

    def test_where_none_fired_there_is_nothing_to_compare(self) -> None:
        assert self.fired({**HALFWAY, "2026-01-15": "probability: 0.5"}) == []
        expired = {**HALFWAY, "2026-01-15": "probability: 0.5\nsignposts: {good-news: expired}"}
        assert self.fired(expired) == []

    def test_one_that_fired_too_late_moves_nothing(self) -> None:
        late = {
            **HALFWAY,
            "2026-01-26": f"probability: 0.5\nsignposts: {{good-news: fired}}\n{SHOWN}",
        }
        assert self.fired(late) == []

    def test_a_signpost_moves_the_dimension_it_names(self) -> None:
        more = (
            "headline: all\ndimensions: {one: {criteria: It happens.}, two: {criteria: More.}}\n"
            "signposts: {news: {event: News., moves_to: at least 0.85, dimension: two}}\n"
        )
        updates = {
            "2026-01-05": "probability: 0.4\ndimensions: {one: 0.5, two: 0.5}",
            "2026-01-15": f"probability: 0.4\nsignposts: {{news: fired}}\n{SHOWN}",
        }
        made = question(updates=updates, more=more, outcome="outcomes: {one: yes, two: yes}")
        headline, one, two = rows(made)
        assert paired(headline, ReferenceName.SIGNPOSTS) == []
        assert paired(one, ReferenceName.SIGNPOSTS) == []
        assert paired(two, ReferenceName.SIGNPOSTS)[0] == (0.25, pytest.approx(0.0225))

    def test_a_signpost_that_names_none_moves_the_headline_alone(self) -> None:
        more = (
            "headline: all\ndimensions: {one: {criteria: It happens.}, two: {criteria: More.}}\n"
            "signposts: {news: {event: News., moves_to: at least 0.85}}\n"
        )
        updates = {
            "2026-01-05": f"probability: 0.4\ndimensions: {{one: 0.5, two: 0.5}}\nsignposts: {{news: fired}}\n{SHOWN}"
        }
        made = question(updates=updates, more=more, outcome="outcomes: {one: yes, two: yes}")
        headline, one, two = rows(made)
        assert paired(headline, ReferenceName.SIGNPOSTS)[0][1] == pytest.approx(0.0225)
        assert paired(one, ReferenceName.SIGNPOSTS) == paired(two, ReferenceName.SIGNPOSTS) == []

    @pytest.mark.parametrize(
        ("comparison", "number", "goes_to"),
        [
            (Comparison.AT_LEAST, 0.4, 0.6),
            (Comparison.AT_LEAST, 0.7, 0.7),
            (Comparison.ABOVE, 0.4, 0.6),
            (Comparison.AT_MOST, 0.7, 0.6),
            (Comparison.AT_MOST, 0.4, 0.4),
            (Comparison.BELOW, 0.7, 0.6),
        ],
    )
    def test_each_comparison(self, comparison: Comparison, number: float, goes_to: float) -> None:
        assert moved_to(number, Threshold(comparison=comparison, probability=0.6)) == goes_to


def test_the_comparison_counts_only_questions_that_have_the_reference() -> None:
    rate = "criteria: It happens.\nbase_rate: {probability: 0.1, source: The yearbook}\n"
    made = record(question("a", more=rate), question("b"), question("c", outcome="no"))
    found = {
        c.reference: c for c in made.comparisons if (c.score, c.moment) == ("brier", Moment.AVERAGE)
    }
    assert {name: c.count for name, c in found.items()} == {
        ReferenceName.EVEN: 3,
        ReferenceName.FIRST: 3,
        ReferenceName.BASE_RATE: 1,
    }
    even = found[ReferenceName.EVEN]
    # Ours: (0.36 + 0.36 + 0.16) / 3 = 0.88 / 3.
    assert even.ours == pytest.approx(0.88 / 3)
    assert even.theirs == 0.25
    assert even.skill == pytest.approx(1 - 0.88 / 0.75)
    assert even.difference == pytest.approx(0.13 / 3)
    assert found[ReferenceName.BASE_RATE].skill == pytest.approx(1 - 0.36 / 0.81)
    assert found[ReferenceName.BASE_RATE].interval is None
    assert even.is_small
