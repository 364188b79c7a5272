"""Signposts that cannot have gone the way the files say: armed, then fired or expired, once."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.dates import AHEAD
from foresite.checks.desk import Desk
from foresite.history.signposts import Happening, stated
from foresite.model import Archive, Forecast, Signpost, SignpostState
from foresite.problems import Location, Problem
from foresite.records import DAY, NAMES
from foresite.records.field_faults import did_you_mean

_AGAIN = "declare a new signpost if the event can happen again"


def signpost_order(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """A signpost is armed, then fires or expires, once."""
    for signpost in forecast.signposts:
        told = _told(forecast, signpost, desk)
        knows_arming = desk.knows(forecast, "opened_on", ("signposts", signpost.id, "armed_on"))
        knows_end = desk.knows(forecast, ("signposts", signpost.id, "expires_on"))
        for position, happening in enumerate(told):
            says = f"says that “{signpost.id}” {happening.state.value}"
            first = told[0]
            if position:
                message = f"{says}, but it {first.state.value} on {first.on}"
                yield Problem(_where(happening), "signpost-order", message, _AGAIN)
            elif knows_arming and happening.on < signpost.armed_on:
                message = f"{says} before it was armed on {signpost.armed_on}"
                hint = "correct armed_on in forecast.yml"
                yield Problem(_where(happening), "signpost-order", message, hint)
            elif knows_end and signpost.expires_on and happening.on > signpost.expires_on:
                message = f"{says} on {happening.on}, but it expired on {signpost.expires_on}"
                yield Problem(_where(happening), "signpost-order", message, _AGAIN)


def signpost_date(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """What is said to have happened lies in the past of whoever says it."""
    for signpost in forecast.signposts:
        place = ("signposts", signpost.id)
        is_read = desk.knows(forecast, "opened_on", (*place, "armed_on"), (*place, "expires_on"))
        if is_read and signpost.expires_on and signpost.expires_on < signpost.armed_on:
            message = (
                f"“{signpost.id}” expires on {signpost.expires_on}, "
                f"before it is armed on {signpost.armed_on}"
            )
            hint = "correct whichever date is wrong"
            yield Problem(signpost.where, "signpost-date", message, hint)
        for happening in _told(forecast, signpost, desk):
            yield from _ahead(signpost, happening, desk)


def _told(forecast: Forecast, signpost: Signpost, desk: Desk) -> list[Happening]:
    """All that is said of a signpost and can be read, in order of its days."""
    said = stated(forecast, signpost)
    return [happening for happening in said if _is_read(happening, forecast, desk)]


def _is_read(happening: Happening, forecast: Forecast, desk: Desk) -> bool:
    place = ("signposts", happening.signpost.id)
    if happening.update:
        return desk.knows(happening.update, DAY, place)
    return desk.knows(forecast, (*place, happening.state.value))


def _ahead(signpost: Signpost, happening: Happening, desk: Desk) -> Iterator[Problem]:
    says = f"says that “{signpost.id}” {happening.state.value} on {happening.on}"
    if happening.update and happening.on > happening.update.made_on:
        message = f"{says}, after the update’s own day, {happening.update.made_on}"
        hint = "correct the day, or say it in an update made on it or later"
        yield Problem(_where(happening), "signpost-date", message, hint)
    elif not happening.update and happening.on > desk.today + AHEAD:
        message = f"{says}, but today is {desk.today}"
        hint = "correct the day; write expires_on for a day on which it will lapse"
        yield Problem(_where(happening), "signpost-date", message, hint)


def signpost_evidence(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """What fires a signpost in an update has its evidence there, or names what is in the ledger by then."""
    known: list[str] = []
    declared = {signpost.id for signpost in forecast.signposts}
    knows_all = desk.knows_files(forecast)
    for update in forecast.updates:
        known += [piece.id for piece in update.evidence]
        knows_any = desk.knows(update, ("evidence", NAMES))
        ids = [("evidence", number, "id") for number in range(len(update.evidence))]
        knows_all = knows_all and knows_any and desk.knows(update, DAY, *ids)
        for event in update.signposts:
            place = ("signposts", event.signpost)
            if not desk.knows(update, (*place, "evidence")):
                continue
            is_read = knows_any and desk.knows(update, (*place, "state"))
            is_bare = is_read and not event.evidence and not update.evidence
            if is_bare and event.state is SignpostState.FIRED and event.signpost in declared:
                message = f"says that “{event.signpost}” fired, but no evidence shows it"
                hint = (
                    "add what shows it under “evidence:”; if it was given before, "
                    f"write {event.signpost}: {{state: fired, evidence: [its-id]}}"
                )
                yield Problem(event.where, "signpost-evidence", message, hint)
            for id_ in event.evidence:
                if knows_all and id_ not in known:
                    message = f"names evidence “{id_}” for “{event.signpost}”, which neither this update nor one before it gives"
                    hint = (
                        did_you_mean(id_, known)
                        if known
                        else "give it under “evidence:” with an id"
                    )
                    yield Problem(event.where, "signpost-evidence", message, hint)


def _where(happening: Happening) -> Location:
    return happening.event.where if happening.event else happening.signpost.where
