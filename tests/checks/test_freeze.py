"""The freeze: how far a number may go while its goal may still be moved."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresite import pipeline
from foresite.checks import Desk
from foresite.checks.freeze import frozen_number
from foresite.history import freeze_on, is_frozen, state_on
from foresite.kinds import kind_rules
from foresite.model import Archive, Belief, Forecast, Kind, KindName
from foresite.problems import Problem
from foresite.publication import Limits
from foresite.source import SourceFile
from tests.worlds import FORECAST, OPENING, SECOND, TODAY, forecast, found, loaded

ROOT = Path(__file__).parents[2]
THIRD = "forecasts/rain-in-paris/updates/2026-01-19.md"

FOURTH = "forecasts/rain-in-paris/updates/2026-01-26.md"

UNDER_REVIEW = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
criteria:
  - {status: under-review, text: It rains. Météo-France decides by a gauge that is not yet named.}
"""
FIRM = "  - {since: 2026-01-12, reason: A gauge is named., effect: narrows, text: At least 1 mm at Montsouris by Météo-France.}\n"


def update(number: str, reason: str = "evidence") -> str:
    return f"---\nprobability: {number}\nreason: {reason}\n---\nA wet month is forecast.\n"


def frozen(problems: tuple[Problem, ...]) -> list[tuple[str, int]]:
    """Where a number goes too far."""
    return [(path, line) for rule, path, line in found(problems) if rule == "frozen-number"]


def test_a_number_under_review_may_move_by_the_limit_and_no_farther() -> None:
    """40 % ± 5 points: 45 % and 35 % are allowed, 45.1 % is not."""
    for number, refused in (("0.45", False), ("0.35", False), ("0.451", True), ("0.349", True)):
        _, problems = loaded({FORECAST: UNDER_REVIEW, SECOND: update(number)})
        assert bool(frozen(problems)) is refused, number


def test_small_steps_add_up_to_no_more_than_the_limit() -> None:
    _, problems = loaded({FORECAST: UNDER_REVIEW, SECOND: update("0.44"), THIRD: update("0.48")})
    assert frozen(problems) == [(THIRD, 2)]


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [("0.36", "0.41", ""), ("0.36", "0.45", "35 % and 41 %"), ("0.44", "0.38", "39 % and 45 %")],
)
def test_one_update_moves_a_number_by_no_more_than_the_limit(
    first: str, second: str, allowed: str
) -> None:
    """From 40 % both lie within five points; from 36 % to 45 % it is nine at once."""
    _, problems = loaded({FORECAST: UNDER_REVIEW, SECOND: update(first), THIRD: update(second)})
    assert frozen(problems) == ([(THIRD, 2)] if allowed else [])
    for problem in problems:
        said = problem.message.replace("\N{NARROW NO-BREAK SPACE}", " ")
        assert f"one update may move it only between {allowed}, but goes" in said


def test_the_way_back_from_a_number_that_went_too_far_is_open() -> None:
    """It is refused where it went too far, and not where it returns."""
    _, problems = loaded({FORECAST: UNDER_REVIEW, SECOND: update("0.6"), THIRD: update("0.42")})
    assert frozen(problems) == [(SECOND, 2)]


def test_where_criteria_are_firm_a_step_may_be_as_long_as_it_likes() -> None:
    world = {FORECAST: UNDER_REVIEW + FIRM.replace("2026-01-12", "2026-01-19")}
    assert loaded({**world, SECOND: update("0.36"), THIRD: update("0.9")})[1] == ()


def test_each_dimension_is_held_step_by_step() -> None:
    world = two("morning", "firm", "under-review")
    numbers = ("0.4", "0.44", "0.37")
    updates = {
        path: f"---\nprobability: 0.4\ndimensions: {{evening: {number}}}\nreason: evidence\n---\nWhy.\n"
        for path, number in zip((SECOND, THIRD, FOURTH), numbers, strict=True)
    }
    assert frozen(loaded({**world, **updates})[1]) == [(FOURTH, 3)]


def test_a_correction_is_held_like_any_other_update() -> None:
    _, problems = loaded({FORECAST: UNDER_REVIEW, SECOND: update("0.6", "correction")})
    assert frozen(problems) == [(SECOND, 2)]


@pytest.mark.parametrize("since", ["2026-01-11", "2026-01-12"])
def test_firm_criteria_free_the_number_from_their_day_on(since: str) -> None:
    text = UNDER_REVIEW + FIRM.replace("2026-01-12", since)
    _, problems = loaded({FORECAST: text, SECOND: update("0.9")})
    assert problems == ()


def test_criteria_that_become_firm_later_free_nothing_before() -> None:
    text = UNDER_REVIEW + FIRM.replace("2026-01-12", "2026-01-13")
    _, problems = loaded({FORECAST: text, SECOND: update("0.9")})
    assert frozen(problems) == [(SECOND, 2)]


def test_a_review_that_begins_later_measures_from_the_number_that_then_stood() -> None:
    """Opened firm at 40 %, moved to 60 % on the 12th, under review from the 15th."""
    text = UNDER_REVIEW.replace("under-review", "firm") + (
        "  - {since: 2026-01-15, status: under-review, reason: The gauge was stolen., "
        "effect: clarifies, text: It rains. Météo-France decides.}\n"
    )
    world = {FORECAST: text, SECOND: update("0.6")}
    assert loaded({**world, THIRD: update("0.65")})[1] == ()
    assert frozen(loaded({**world, THIRD: update("0.66")})[1]) == [(THIRD, 2)]


def test_a_restated_text_still_under_review_does_not_begin_the_count_anew() -> None:
    again = FIRM.replace("{since", "{status: under-review, since")
    world = {FORECAST: UNDER_REVIEW + again, SECOND: update("0.45"), THIRD: update("0.5")}
    assert frozen(loaded(world)[1]) == [(THIRD, 2)]


TWO = """\
question: Will it rain in Paris on 31 December 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
headline: {headline}
dimensions:
  morning: {{criteria: [{{status: {morning}, text: At least 1 mm before noon by Météo-France.}}]}}
  evening: {{criteria: [{{status: {evening}, text: At least 1 mm after noon by Météo-France.}}]}}
"""


def two(headline: str, morning: str = "firm", evening: str = "firm") -> dict[str, str]:
    """Two readings, both at 40 % on the first day."""
    return {
        FORECAST: TWO.format(headline=headline, morning=morning, evening=evening),
        OPENING: "---\nprobability: 0.4\ndimensions: {morning: 0.4}\n---\nThe climate.\n",
    }


@pytest.mark.parametrize(
    ("headline", "morning", "evening", "refused"),
    [
        ("unspecified", "firm", "firm", True),
        ("morning", "firm", "under-review", False),
        ("morning", "under-review", "firm", True),
        ("any", "firm", "under-review", True),
        ("any", "firm", "firm", False),
    ],
)
def test_the_headline_is_held_by_what_settles_it(
    headline: str, morning: str, evening: str, refused: bool
) -> None:
    _, problems = loaded({**two(headline, morning, evening), SECOND: update("0.6")})
    assert frozen(problems) == ([(SECOND, 2)] if refused else [])


def test_a_dimension_is_held_though_the_headline_is_not_and_its_first_number_is_no_move() -> None:
    world = two("morning", "firm", "under-review")
    first = "---\nprobability: 0.4\ndimensions: {evening: 0.9}\nreason: evidence\n---\nWhy.\n"
    then = "---\nprobability: 0.4\ndimensions: {evening: 0.96}\nreason: evidence\n---\nWhy.\n"
    assert loaded({**world, SECOND: first})[1] == ()
    _, problems = loaded({**world, SECOND: first, THIRD: then})
    assert frozen(problems) == [(THIRD, 3)]


def test_a_headline_that_is_a_dimension_is_refused_once() -> None:
    both = "---\nprobability: 0.6\ndimensions: {morning: 0.6}\nreason: evidence\n---\nWhy.\n"
    _, problems = loaded({**two("morning", "under-review"), SECOND: both})
    assert frozen(problems) == [(SECOND, 2)]


def test_a_move_of_an_unpublished_size_is_not_measured() -> None:
    up = "---\nprobability: 0.4\ndimensions: {morning: {moved: up}}\nreason: evidence\n---\nWhy.\n"
    assert loaded({**two("morning", "under-review"), SECOND: up})[1] == ()


def test_the_desk_sets_the_limit() -> None:
    world = forecast({FORECAST: UNDER_REVIEW, SECOND: update("0.45")})
    for limit, refused in ((4, 1), (5, 0)):
        desk = Desk(today=TODAY, limits=Limits(freeze_points=limit))
        archive = Archive(forecasts=(world,))
        assert len(list(frozen_number(world, archive, desk))) == refused


@given(
    start=st.integers(0, 100),
    moves=st.lists(st.integers(-5, 5), max_size=8),
    beyond=st.integers(6, 100),
)
def test_the_freeze_never_refuses_a_number_within_the_limit_and_always_one_beyond(
    start: int, moves: list[int], beyond: int
) -> None:
    """In whole points: each number lies within 5 of the first and of the one before it."""
    world = forecast({FORECAST: UNDER_REVIEW})
    [first] = world.updates

    def made(numbers: list[int]) -> Forecast:
        return replace(
            world,
            updates=tuple(
                replace(
                    first,
                    id=str(index),
                    made_on=first.made_on + timedelta(days=index),
                    probability=number / 100,
                )
                for index, number in enumerate(numbers)
            ),
        )

    near = [start]
    for number in (start + move for move in moves):
        if 0 <= number <= 100 and abs(number - near[-1]) <= 5:
            near.append(number)
    desk = Desk(today=TODAY)
    assert list(frozen_number(made(near), Archive(forecasts=()), desk)) == []
    leap = next(
        (n for n in (start - 5, start + 5) if 0 <= n <= 100 and abs(n - near[-1]) > 5), None
    )
    if leap is not None:
        [problem] = frozen_number(made([*near, leap]), Archive(forecasts=()), desk)
        assert "one update may move it only" in problem.message
    far = start + beyond if start + beyond <= 100 else start - beyond
    if 0 <= far <= 100:
        [problem] = frozen_number(made([*near, far]), Archive(forecasts=()), desk)
        assert problem.rule == "frozen-number"
        assert "it may move only" in problem.message


def test_what_a_reader_is_told_and_what_the_check_refuses_are_one() -> None:
    world = forecast({FORECAST: UNDER_REVIEW + FIRM})
    for on, held in (
        (date(2026, 1, 5), True),
        (date(2026, 1, 11), True),
        (date(2026, 1, 12), False),
    ):
        assert (freeze_on(world, on) is not None) is held
        assert is_frozen(world, state_on(world, on)) is held


def test_options_are_held_step_by_step() -> None:
    """North 50 → 46 → 54 %: each within five points of the first, but eight at once."""
    terms = UNDER_REVIEW.replace(
        "criteria:", "kind: multiple-choice\noptions: {north: North, south: South}\ncriteria:"
    )
    updates = {
        path: f"---\noptions: {{north: {north}, south: {south}}}\n{reason}---\nWhy.\n"
        for path, north, south, reason in (
            (OPENING, 0.5, 0.5, ""),
            (SECOND, 0.46, 0.54, "reason: evidence\n"),
            (THIRD, 0.54, 0.46, "reason: evidence\n"),
        )
    }
    _, problems = loaded({FORECAST: terms, **updates})
    assert frozen(problems) == [(THIRD, 2)]
    said = problems[-1].message.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "by 5 points for each option, South between 49 % and 55 %" in said


OPTIONS = Kind(name=KindName.MULTIPLE_CHOICE)


def test_options_go_as_far_as_the_option_that_goes_farthest() -> None:
    before = Belief(options=(("a", 0.5), ("b", 0.3), ("c", 0.2)))
    after = Belief(options=(("a", 0.44), ("b", 0.36), ("d", 0.2)))
    assert kind_rules(OPTIONS).distance(before, after) == pytest.approx(0.2)


def quantiles(*values: float) -> Belief:
    """5 %, 50 % and 95 %, or the median alone."""
    levels = (0.5,) if len(values) == 1 else (0.05, 0.5, 0.95)
    return Belief(quantiles=tuple(zip(levels, values, strict=True)))


@pytest.mark.parametrize(
    ("before", "after", "distance"),
    [
        # Median 100 → 110: below 110 lay 0.5 + 0.45·10/90, below 100 now lie 0.05 + 0.45·90/100.
        (quantiles(10, 100, 190), quantiles(10, 110, 190), 0.05),
        # Everything lies above what lay below 95 %: at 190, 95 % against at most 5 %.
        (quantiles(10, 100, 190), quantiles(200, 300, 400), 0.90),
        (quantiles(10, 100, 190), quantiles(10, 100, 190), 0.0),
        # A median alone, inside what was said: the old chance of at most 145 is 0.725.
        (quantiles(10, 100, 190), quantiles(145), 0.225),
        (quantiles(100), quantiles(101), 1.0),
    ],
)
def test_a_quantity_goes_as_far_as_the_chance_that_changed_most(
    before: Belief, after: Belief, distance: float
) -> None:
    for kind in (KindName.NUMERIC, KindName.DATE):
        measured = kind_rules(Kind(name=kind)).distance(before, after)
        assert measured == pytest.approx(distance)


LEVELS = [level / 20 for level in range(1, 20)]


@given(shift=st.integers(-90, 90))
def test_two_even_spreads_are_as_far_apart_as_one_is_shifted(shift: int) -> None:
    """Of U(0, 1) and U(s, 1 + s) the distribution functions differ by at most |s|, and by that."""
    spread, moved = (
        Belief(quantiles=tuple((level, level + by) for level in LEVELS)) for by in (0, shift / 100)
    )
    distance = kind_rules(Kind(name=KindName.NUMERIC)).distance
    assert distance(spread, moved) == pytest.approx(abs(shift) / 100)
    assert distance(moved, spread) == pytest.approx(abs(shift) / 100)


@pytest.fixture
def desk_copy(tmp_path: Path) -> Path:
    """The first forecast as a desk would have it in a repository of its own."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "content").mkdir()
    for path in ("authors.yml", "open-model-parity/forecast.yml"):
        target = tmp_path / "forecasts" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "forecasts" / path, target)
    updates = tmp_path / "forecasts/open-model-parity/updates"
    updates.mkdir()
    shutil.copy(ROOT / "forecasts/open-model-parity/updates/2026-11-23.md", updates)
    return tmp_path


def checked(desk: Path) -> subprocess.CompletedProcess[str]:
    """What ``foresite check`` says on a day after the update."""
    command = [sys.executable, "-m", "foresite", "check", "--today", "2026-12-02"]
    return subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False)


TO_NINETY = """\
---
probability: 0.90
dimensions: {developer-preference: 0.90}
reason: evidence
---
A survey of builders found that most would choose an open model.
"""
UPDATES = "forecasts/open-model-parity/updates"


def test_the_first_forecast_moved_to_90_percent_is_refused_for_the_freeze(desk_copy: Path) -> None:
    (desk_copy / UPDATES / "2026-12-01.md").write_text(TO_NINETY, encoding="utf-8")
    run = checked(desk_copy)
    assert run.returncode == 1
    assert f"{UPDATES}/2026-12-01.md:2:14: error[frozen-number]" in run.stdout
    assert "frozen since 2026-11-23, because no rule says which dimension settles it" in run.stdout
    assert (
        "between 70\u202f% and 80\u202f%, but goes 75\u202f% → 90\u202f% (+15 points)" in run.stdout
    )
    assert "hint: first add a version of “headline”" in run.stdout


def test_once_criteria_are_firm_and_a_rule_is_named_in_an_earlier_update_it_is_accepted(
    desk_copy: Path,
) -> None:
    """First an update that changes the criteria and leaves the number, then the move."""
    file = desk_copy / "forecasts/open-model-parity/forecast.yml"
    text = file.read_text("utf-8").replace(
        "headline: unspecified\n",
        """\
headline:
  - rule: unspecified
  - since: 2026-11-30
    rule: developer-preference
    reason: The desk has named the reading that counts.
""",
    )
    before = "          **Not yet named:** whose choice counts, how many of them, and how it would be observed.\n"
    assert before in text
    firm = """\
      - since: 2026-11-30
        status: firm
        reason: A survey, a question and a date are named.
        effect: narrows
        text: |
          More than half of the builders asked in the survey that Stack Overflow publishes in 2027 say
          that they would choose an open model for a flagship use.
"""
    file.write_text(text.replace(before, before + firm), encoding="utf-8")
    (desk_copy / UPDATES / "2026-11-30.md").write_text(
        "---\nprobability: 0.75\nreason: criteria\n---\nThe desk now says what would settle this.\n",
        encoding="utf-8",
    )
    assert checked(desk_copy).returncode == 0
    (desk_copy / UPDATES / "2026-12-01.md").write_text(TO_NINETY, encoding="utf-8")
    run = checked(desk_copy)
    assert (run.returncode, run.stdout) == (0, "")
    assert "One forecast, no problems." in run.stderr


def test_the_published_archive_keeps_its_own_freeze() -> None:
    files = [
        SourceFile(path=str(path.relative_to(ROOT)), content=path.read_bytes())
        for path in (
            ROOT / "forecasts/authors.yml",
            *(ROOT / "forecasts/open-model-parity").rglob("*.*"),
        )
    ]
    archive, _ = pipeline.load(files, today=date(2026, 11, 24))
    [first] = archive.forecasts
    freeze = freeze_on(first, date(2026, 11, 24))
    assert freeze is not None
    assert freeze.since == date(2026, 11, 23)
    assert len(freeze.causes) == 5
    assert freeze.anchor == Belief(probability=0.75)
