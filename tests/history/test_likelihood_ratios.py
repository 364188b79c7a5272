"""Likelihood ratios: odds times the ratios, from the base rate, and what is refused of them."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite.history.likelihood_ratios import Implied, implied, log_odds, probability_of
from tests.worlds import FORECAST, OPENING, RESOLUTION, SECOND, TODAY, VALID, forecast, loaded

probabilities = st.floats(1e-6, 1 - 1e-6)
ratios = st.floats(1e-3, 1e3)


def base(probability: str) -> dict[str, str]:
    """The valid forecast with that base rate."""
    rate = f"base_rate: {{probability: {probability}, source: The almanac}}\n"
    return {FORECAST: VALID[FORECAST] + rate}


def stated(*likelihoods: float | str, probability: str = "0.4") -> dict[str, str]:
    """An opening whose evidence has those ratios; it cuts both ways, so that any ratio fits."""
    pieces = "".join(
        f"  - {{id: e{n}, claim: Fact {n}., kind: direct, bears_on: both, likelihood_ratio: {ratio}}}\n"
        for n, ratio in enumerate(likelihoods)
    )
    return {OPENING: f"---\nprobability: {probability}\nevidence:\n{pieces}---\nWhy.\n"}


def made(rate: str, *likelihoods: float | str, today: date = TODAY) -> Implied | None:
    """What those ratios come to from that base rate."""
    return implied(forecast(base(rate), stated(*likelihoods)), today=today)


@pytest.mark.parametrize(
    ("rate", "likelihoods", "probability"),
    [
        pytest.param("0.2", (3, 2), 0.6, id="odds 1:4, times 6, are 6:4"),
        pytest.param("0.5", (9,), 0.9, id="even odds, times 9"),
        pytest.param("0.01", (99,), 0.5, id="odds 1:99, times 99, are even"),
        pytest.param("0.75", (0.5, 0.5), 3 / 7, id="odds 3:1, a quarter of them, are 3:4"),
        pytest.param("0.2", (1, 1, 1), 0.2, id="what tells nothing moves nothing"),
        pytest.param("0.3", (8, 0.125), 0.3, id="a ratio and its inverse cancel"),
    ],
)
def test_odds_are_multiplied_by_the_ratios(
    rate: str, likelihoods: tuple[float, ...], probability: float
) -> None:
    found = made(rate, *likelihoods)
    assert found is not None
    assert found.probability == pytest.approx(probability, abs=1e-12)
    assert found.base_rate == float(rate)
    assert found.published == 0.4


def test_each_piece_begins_where_the_one_before_it_ended() -> None:
    """From 20 % by a ratio of 3 to 3:4, which is 3/7; by a half to 3:8, which is 3/11."""
    found = made("0.2", 3, 0.5)
    assert found is not None
    assert [w.piece.id for w in found.weighed] == ["e0", "e1"]
    path = [probability_of(x) for w in found.weighed for x in (w.before, w.after)]
    assert path == pytest.approx([0.2, 3 / 7, 3 / 7, 3 / 11])


class TestLaws:
    """Bayes' rule in odds: the posterior odds are the prior odds times the likelihood ratios."""

    @given(probability=probabilities)
    def test_log_odds_and_back_is_the_same_number(self, probability: float) -> None:
        assert probability_of(log_odds(probability)) == pytest.approx(probability, rel=1e-9)

    @given(probability=probabilities)
    def test_the_complement_has_the_opposite_log_odds(self, probability: float) -> None:
        assert log_odds(1 - probability) == pytest.approx(-log_odds(probability), abs=1e-6)

    @given(likelihoods=st.lists(ratios, min_size=1, max_size=6), random=st.randoms())
    def test_the_order_of_the_evidence_does_not_matter(
        self, likelihoods: list[float], random: Random
    ) -> None:
        shuffled = list(likelihoods)
        random.shuffle(shuffled)
        one, other = made("0.2", *likelihoods), made("0.2", *shuffled)
        assert one is not None
        assert other is not None
        assert one.probability == pytest.approx(other.probability, rel=1e-9)
        odds = 0.25 * math.prod(likelihoods)
        assert one.probability == pytest.approx(odds / (1 + odds), rel=1e-9)

    @given(likelihoods=st.lists(ratios, min_size=1, max_size=4), more=ratios)
    def test_a_ratio_above_one_raises_and_one_below_lowers(
        self, likelihoods: list[float], more: float
    ) -> None:
        before, after = made("0.2", *likelihoods), made("0.2", *likelihoods, more)
        assert before is not None
        assert after is not None
        if more > 1.001:
            assert after.probability >= before.probability
        elif more < 0.999:
            assert after.probability <= before.probability
        assert 0 <= after.probability <= 1


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_certainty_has_no_log_odds(probability: float) -> None:
    with pytest.raises(ValueError, match="has no log-odds"):
        log_odds(probability)


def test_the_greatest_ratios_do_not_overflow() -> None:
    up, down = made("0.5", "1e300", "1e300", "1e300"), made("0.5", "1e-300", "1e-300", "1e-300")
    assert up is not None
    assert down is not None
    assert (up.probability, down.probability) == (1.0, 0.0)


@pytest.mark.parametrize(
    "world",
    [
        pytest.param((stated(3),), id="no base rate"),
        pytest.param((base("0.2"),), id="no ratio"),
    ],
)
def test_nothing_is_worked_out_without_both(world: tuple[dict[str, str], ...]) -> None:
    assert implied(forecast(*world), today=TODAY) is None


def test_evidence_counts_from_the_day_it_was_published_until_the_answer_was_known() -> None:
    later = stated(2, probability="0.5")[OPENING].replace("id: e0", "id: later")
    second = later.replace("evidence:", "reason: evidence\nevidence:")
    world = forecast(base("0.2"), stated(3), {SECOND: second})
    by_day = [implied(world, today=date(2026, 1, day)) for day in (11, 12)]
    assert [len(i.weighed) for i in by_day if i] == [1, 2]
    assert [i.published for i in by_day if i] == [0.4, 0.5]
    resolved = "---\noutcome: yes\nknown_on: 2026-01-10\nrecorded_on: 2026-01-20\nsources: [{name: The gauge}]\n---\nIt rained.\n"
    archive, _ = loaded(base("0.2"), stated(3), {SECOND: second, RESOLUTION: resolved})
    ended = implied(archive.forecasts[0], today=TODAY)
    assert ended is not None
    assert len(ended.weighed) == 1


@pytest.mark.parametrize("typed", ["0", "-2", "1e999", ".inf", "twice", "", "[2]"])
def test_a_ratio_is_a_number_above_nought(typed: str) -> None:
    _, problems = loaded(base("0.2"), stated(typed))
    if typed:
        assert [p.rule for p in problems] == ["likelihood-ratio"]
        assert "but must be a number above 0" in problems[0].message
    else:
        assert problems == ()


def test_a_base_rate_of_certainty_is_refused_only_where_ratios_would_move_it() -> None:
    assert loaded(base("1"))[1] == ()
    [problem] = loaded(base("1"), stated(3))[1]
    assert problem.message == "the base rate is 1, from which no evidence can move it"


def test_a_ratio_needs_a_yes() -> None:
    """Neither a question of several options nor a headline without a rule has one."""
    options = VALID[FORECAST] + "kind: multiple-choice\noptions: {rain: Rain, sun: Sun}\n"
    chosen = stated(3)[OPENING].replace("probability: 0.4", "options: {rain: 0.4, sun: 0.6}")
    [problem] = loaded({FORECAST: options, OPENING: chosen})[1]
    assert "not answered by yes or no" in problem.message
    readings = "headline: unspecified\ndimensions:\n  one: {criteria: The weather service reports at least 1 mm on 31 December 2026.}\n  two: {criteria: The weather service reports at least 2 mm on 31 December 2026.}\n"
    unspecified = VALID[FORECAST].partition("criteria:")[0] + readings
    [problem] = loaded({FORECAST: unspecified}, stated(3))[1]
    assert "nothing says what a yes to the question is" in problem.message


READINGS = "dimensions:\n  one: {criteria: The weather service reports at least 1 mm on 31 December 2026.}\n  two: {criteria: The weather service reports at least 2 mm on 31 December 2026.}\n"


def readings(rule: str, *pieces: tuple[str, float]) -> dict[str, str]:
    """Two readings under that rule, and an opening with evidence of those bearings and ratios."""
    head = VALID[FORECAST].partition("criteria:")[0] + f"headline: {rule}\n" + READINGS
    head += "base_rate: {probability: 0.2, source: The almanac}\n"
    evidence = "".join(
        f"  - {{id: e{n}, claim: Fact {n}., kind: direct, bears_on: {bears_on}, likelihood_ratio: {ratio}}}\n"
        for n, (bears_on, ratio) in enumerate(pieces)
    )
    opening = f"---\nprobability: 0.4\nevidence:\n{evidence}---\nWhy.\n"
    return {FORECAST: head, OPENING: opening}


def test_only_what_bears_on_the_headline_is_summed() -> None:
    """Were the other reading the headline, the ratio of 100 would fall away: 1:4 become 6:4."""
    pieces = (("{one: supports}", 100), ("supports", 2), ("{one: both, two: supports}", 3))
    one = forecast(readings("one", *pieces))
    found = implied(replace(one, headline_dimension="two"), today=TODAY)
    assert found is not None
    assert [w.piece.id for w in found.weighed] == ["e1", "e2"]
    assert found.probability == pytest.approx(0.6)


def test_a_ratio_of_evidence_on_another_reading_is_refused() -> None:
    [problem] = loaded(readings("one", ("{two: supports}", 3)))[1]
    assert (problem.rule, problem.where.line) == ("likelihood-ratio", 4)
    assert problem.message == (
        "gives a likelihood ratio, which speaks of the headline, “one”, but bears only on “two”"
    )
    assert problem.hint == "say under bears_on how it cuts on one, or leave likelihood_ratio out"


@pytest.mark.parametrize("rule", ["all", "any"])
def test_where_a_rule_joins_the_readings_each_is_part_of_the_headline(rule: str) -> None:
    archive, problems = loaded(readings(rule, ("{one: supports}", 3.0), ("{two: opposes}", 0.5)))
    assert problems == ()
    found = implied(archive.forecasts[0], today=TODAY)
    assert found is not None
    assert [w.piece.id for w in found.weighed] == ["e0", "e1"]


@pytest.mark.parametrize(
    ("bears_on", "ratio", "message"),
    [
        ("{one: opposes, two: supports}", 3, "which speaks for, but its bearing is “opposes”"),
        ("{one: supports, two: opposes}", 0.5, "which speaks against, but its bearing is “supports”"),
        ("{one: supports, two: opposes}", 3, None),
        ("{one: both, two: opposes}", 3, None),
    ],
)  # fmt: skip
def test_a_ratio_is_compared_with_its_bearing_on_the_headline(
    bears_on: str, ratio: float, message: str | None
) -> None:
    _, problems = loaded(readings("one", (bears_on, ratio)))
    assert [p.message.partition(", ")[2] for p in problems] == ([message] if message else [])
