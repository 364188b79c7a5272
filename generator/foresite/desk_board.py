"""What waits for the desk: promises that are past their day, and numbers gone stale.

Enters the archive, a day and the desk's limits; leaves ``DeskItem``s. It knows
no pages. A question that is resolved waits for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from foresite import sentences
from foresite.history import status
from foresite.history.signposts import (
    Step,
    answer,
    called_for,
    firings,
    happenings,
    reaches,
    steps,
)
from foresite.model import (
    Archive,
    CriteriaStatus,
    Dimension,
    Forecast,
    Signpost,
    Status,
    Update,
)
from foresite.publication import Limits
from foresite.words import day, percent, percent_change

_REVIEW = "Look again and publish an update, even one that changes nothing"


class Wait(StrEnum):
    """What sort of thing waits, in the order in which a board lists them."""

    SIGNPOST = "signpost-unanswered"
    THRESHOLD = "threshold-crossed"
    RESOLUTION = "resolution-overdue"
    REVIEW = "review-passed"
    UPDATE = "update-overdue"
    CRITERIA = "criteria-under-review"
    SOURCE = "evidence-unsourced"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskItem:
    """One thing that waits.

    ``since`` is the day on which it began, and ``overdue`` how many days ago it
    was due, at least 1. ``what`` and ``next_action`` are sentences of plain
    text, with author text in ``what``; where a command begins the action,
    ``next_action`` ends without a stop and ``command`` follows it.
    """

    wait: Wait
    forecast: Forecast
    since: date
    overdue: int
    what: str
    next_action: str
    command: str = ""

    @property
    def whole_action(self) -> str:
        """The action with its command, on one line."""
        return f"{self.next_action}: {self.command}" if self.command else self.next_action


def desk_items(archive: Archive, *, today: date, limits: Limits) -> tuple[DeskItem, ...]:
    """All that waits on that day: by kind, the most overdue first, then by forecast."""
    found = [
        item
        for forecast in archive.forecasts
        for waiting in WAITING
        for item in waiting(forecast, today, limits)
        if item.overdue > 0
    ]
    order = list(Wait)
    found.sort(key=lambda i: (order.index(i.wait), -i.overdue, i.forecast.id, i.what))
    return tuple(found)


def _unanswered(forecast: Forecast, today: date, limits: Limits) -> Iterator[DeskItem]:
    """Signposts that fired longer ago than the limit, and no update since that speaks of theirs."""
    if status(forecast, today=today) is not Status.OPEN:
        return
    for fired in firings(forecast, until=today):
        if answer(forecast, fired, until=today) is None:
            yield DeskItem(
                wait=Wait.SIGNPOST,
                forecast=forecast,
                since=fired.on,
                overdue=_past(fired.on, limits.signpost_days, today),
                what=(
                    f"A signpost fired on {day(fired.on)} "
                    f"({sentences.threshold(fired.signpost.moves_to)}): {fired.signpost.event}"
                ),
                next_action=(
                    "Publish an update that says where "
                    f"{_own_subject(forecast, fired.signpost)} goes now, and why"
                ),
                command=f"foresite update {forecast.id}",
            )


def _crossed(forecast: Forecast, today: date, limits: Limits) -> Iterator[DeskItem]:
    """Numbers that stand where a signpost would have moved them, and none of its kind fired."""
    if status(forecast, today=today) is not Status.OPEN:
        return
    ended = {h.signpost.id for h in happenings(forecast) if h.told_on <= today}
    for signpost in forecast.signposts:
        step = None if signpost.id in ended else _crossing(forecast, signpost, today)
        within = timedelta(days=limits.signpost_days)
        if step and not called_for(forecast, step, signpost.dimension, within=within):
            yield DeskItem(
                wait=Wait.THRESHOLD,
                forecast=forecast,
                since=step.update.made_on,
                overdue=(today - step.update.made_on).days,
                what=_crossing_words(forecast, signpost, step),
                next_action=(
                    "Record that the signpost fired; or that it has expired, "
                    "and what moved the number in its place."
                ),
            )


def _crossing_words(forecast: Forecast, signpost: Signpost, step: Step) -> str:
    """Which threshold was crossed and when, and the signpost that should have told of it."""
    before, after = percent_change(step.before, step.after)
    there = signpost.moves_to.probability
    verb = "reached" if step.after == there else "passed"
    return (
        f"{sentences.moved_number(forecast, signpost)} {verb} {percent(there)} on "
        f"{day(step.update.made_on)} ({before} → {after}). The signpost for that, "
        f"“{signpost.event.strip().removesuffix('.')}”, has not fired."
    )


def _own_subject(forecast: Forecast, signpost: Signpost) -> str:
    """The number that a signpost would move, within a sentence."""
    said = sentences.moved_number(forecast, signpost)
    return said if signpost.dimension else said.lower()


def _crossing(forecast: Forecast, signpost: Signpost, today: date) -> Step | None:
    """The step that took the number over the signpost's threshold, if it stands there still."""
    made = steps(forecast, signpost.dimension, until=today)
    if not made or not reaches(made[-1].after, signpost.moves_to):
        return None
    over = [step for step in made if not reaches(step.before, signpost.moves_to)]
    last = over[-1] if over else None
    return last if last and last.update.made_on >= signpost.armed_on else None


def _unresolved(forecast: Forecast, today: date, _limits: Limits) -> Iterator[DeskItem]:
    """Questions whose answer was due and that have no outcome."""
    due = forecast.scheduled_on
    if status(forecast, today=today) is Status.CLOSED and due:
        was = "The answer was due by" if forecast.resolves_by else "Closed on"
        yield DeskItem(
            wait=Wait.RESOLUTION,
            forecast=forecast,
            since=due,
            overdue=(today - due).days,
            what=f"{was} {day(due)}, and no outcome is recorded.",
            next_action="Record the outcome, or why it is ambiguous or annulled",
            command=f"foresite resolve {forecast.id}",
        )


def _unreviewed(forecast: Forecast, today: date, _limits: Limits) -> Iterator[DeskItem]:
    """Reviews that were promised for a day now past."""
    last = _last_update(forecast, today)
    if last and last.review_by and status(forecast, today=today) is Status.OPEN:
        yield DeskItem(
            wait=Wait.REVIEW,
            forecast=forecast,
            since=last.made_on,
            overdue=(today - last.review_by).days,
            what=f"The update of {day(last.made_on)} promised a review by {day(last.review_by)}.",
            next_action=_REVIEW,
            command=f"foresite update {forecast.id}",
        )


def _stale(forecast: Forecast, today: date, limits: Limits) -> Iterator[DeskItem]:
    """Open questions whose last update is older than the limit."""
    last = _last_update(forecast, today)
    if last and status(forecast, today=today) is Status.OPEN:
        yield DeskItem(
            wait=Wait.UPDATE,
            forecast=forecast,
            since=last.made_on,
            overdue=_past(last.made_on, limits.stale_days, today),
            what=f"The last update is of {day(last.made_on)}.",
            next_action=_REVIEW,
            command=f"foresite update {forecast.id}",
        )


def _under_review(forecast: Forecast, today: date, limits: Limits) -> Iterator[DeskItem]:
    """Criteria that have been under review for longer than the limit."""
    if status(forecast, today=today) is not Status.OPEN:
        return
    begun: dict[date, list[str]] = {}
    for dimension in forecast.dimensions:
        since = _reviewed_since(dimension, today)
        if since:
            begun.setdefault(since, []).append(dimension.name)
    for since, names in begun.items():
        yield DeskItem(
            wait=Wait.CRITERIA,
            forecast=forecast,
            since=since,
            overdue=_past(since, limits.review_days, today),
            what=f"The criteria{_of(names)} are under review since {day(since)}.",
            next_action="Add a version that is firm, with its date, its reason and its effect.",
        )


def _of(names: list[str]) -> str:
    """Whose criteria: nobody's by name, where the question has a single reading."""
    quoted = [f"“{name}”" for name in names if name]
    if len(quoted) < 2:
        return f" of {quoted[0]}" if quoted else ""
    return f" of {', '.join(quoted[:-1])} and {quoted[-1]}"


def _reviewed_since(dimension: Dimension, today: date) -> date | None:
    """The first day of the review that is not over."""
    since = None
    for version in dimension.criteria:
        if version.since > today:
            break
        if version.status is not CriteriaStatus.UNDER_REVIEW:
            since = None
        elif since is None:
            since = version.since
    return since


def _unsourced(forecast: Forecast, today: date, _limits: Limits) -> Iterator[DeskItem]:
    """Evidence that says neither who found it nor where."""
    if status(forecast, today=today) is Status.RESOLVED:
        return
    for update in forecast.updates:
        for piece in update.evidence:
            if update.made_on <= today and not piece.source and not piece.url:
                yield DeskItem(
                    wait=Wait.SOURCE,
                    forecast=forecast,
                    since=update.made_on,
                    overdue=(today - update.made_on).days,
                    what=f"Evidence “{piece.id}” has no source: {piece.claim}",
                    next_action="Name its source, in a correction",
                    command=(
                        f"foresite correct {forecast.id} "
                        f"{update.where.path.removeprefix(forecast.path + '/')}"
                    ),
                )


Waiting = Callable[[Forecast, date, Limits], Iterator[DeskItem]]

WAITING: tuple[Waiting, ...] = (
    _unanswered,
    _crossed,
    _unresolved,
    _unreviewed,
    _stale,
    _under_review,
    _unsourced,
)


def _last_update(forecast: Forecast, today: date) -> Update | None:
    made = [update for update in forecast.updates if update.made_on <= today]
    return made[-1] if made else None


def _past(since: date, days: int, today: date) -> int:
    """How many days ago it was due, that many days after it began; none or fewer if it is not."""
    return (today - since).days - days
