"""Sealed texts: what is revealed is what was sealed, and neither is of days to come."""

from __future__ import annotations

from collections.abc import Iterator

from foresite.checks.dates import AHEAD, whole_file
from foresite.checks.desk import Desk
from foresite.model import Archive, Forecast
from foresite.problems import Problem
from foresite.records import BODY, DAY


def seal_mismatch(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Salt and text have the digest that was sealed."""
    for seal in forecast.seals:
        is_read = (
            desk.knows(seal, "digest") and seal.reveal and desk.knows(seal.reveal, "salt", BODY)
        )
        if is_read and seal.reveal and seal.reveal.digest != seal.digest:
            message = (
                f"salt and text have the digest {seal.reveal.digest}, "
                f"but {seal.id}.yml sealed {seal.digest}"
            )
            hint = (
                "put salt and text back as they were sealed; "
                "`foresite reveal` copies them from the file that `foresite seal` wrote"
            )
            yield Problem(seal.reveal.place("salt"), "seal-mismatch", message, hint)


def seal_dates(forecast: Forecast, _archive: Archive, desk: Desk) -> Iterator[Problem]:
    """Sealed, then revealed, and neither in days to come."""
    for seal in forecast.seals:
        is_dated = desk.knows(seal, DAY)
        if is_dated and seal.sealed_on > desk.today + AHEAD:
            message = f"is sealed on {seal.sealed_on}, but today is {desk.today}"
            hint = "correct the day in the file’s name"
            yield Problem(whole_file(seal.where), "seal-dates", message, hint)
        if seal.reveal is None or not desk.knows(seal.reveal, "revealed_on"):
            continue
        where, revealed_on = seal.reveal.place("revealed_on"), seal.reveal.revealed_on
        if is_dated and revealed_on < seal.sealed_on:
            message = f"is revealed on {revealed_on}, before it was sealed on {seal.sealed_on}"
            yield Problem(where, "seal-dates", message, "correct revealed_on")
        elif revealed_on > desk.today + AHEAD:
            message = f"is revealed on {revealed_on}, but today is {desk.today}"
            yield Problem(where, "seal-dates", message, "correct revealed_on")
