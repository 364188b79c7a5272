"""The archive's ledger: a digest for every record, chains, and a Merkle root for every day.

Enters an archive and a day; leaves a ``Ledger``, which holds digests and no
texts, and the files that publish it. Each record is hashed once. How digests
and roots are formed stands in ``verify_ledger``, the program that readers get.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from foresite.ledger.canonical import canonical, digest
from foresite.ledger.said import Record, records
from foresite.ledger.verify_ledger import FORMAT, VERIFIER, daily_roots
from foresite.model import Archive, Forecast
from foresite.publication import forecast_address

LEDGER = "ledger.json"
RECORDS = "records.json"


@dataclass(frozen=True, slots=True)
class Line:
    """A record's line in the ledger; ``digest`` is 64 hexadecimal digits."""

    id: str
    on: date
    digest: str


Chains = Mapping[str, tuple[Line, ...]]
"""A forecast's records by chain; chains by name, lines from oldest to newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The digests of all that an archive has published up to ``day``.

    ``roots`` gives, for each day that has a record, the number of records
    dated up to it and the Merkle root over them.
    """

    day: date
    forecasts: Mapping[str, Chains] = field(default_factory=dict)
    roots: Mapping[date, tuple[int, str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many records there are."""
        return self.roots[max(self.roots)][0] if self.roots else 0

    @property
    def root(self) -> str | None:
        """The Merkle root over all of them; None if there are none."""
        return self.roots[max(self.roots)][1] if self.roots else None


def ledger(archive: Archive, *, today: date) -> Ledger:
    """The ledger of an archive as of ``today``; what is dated later is not in it."""
    forecasts = {}
    for forecast in archive.forecasts:
        made = _chains(forecast, today)
        if made:
            forecasts[forecast.id] = made
    roots = {
        date.fromisoformat(of_day["day"]): (of_day["count"], of_day["root"])
        for of_day in daily_roots({"forecasts": _plain(forecasts)})
    }
    return Ledger(day=today, forecasts=forecasts, roots=roots)


def ledger_json(ledger: Ledger) -> str:
    """``ledger.json``: a line for each day, and one for each forecast."""
    head = {
        "format": FORMAT,
        "verifier": VERIFIER,
        "day": ledger.day.isoformat(),
        "count": ledger.count,
        "root": ledger.root,
    }
    days = [
        {"day": on.isoformat(), "count": count, "root": root}
        for on, (count, root) in ledger.roots.items()
    ]
    lines = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    lines.append(f'"days": [\n{_joined(_json(of_day) for of_day in days)}]')
    forecasts = (f"{_json(i)}: {_json(its)}" for i, its in _plain(ledger.forecasts).items())
    lines.append(f'"forecasts": {{\n{_joined(forecasts)}}}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def records_json(forecast: Forecast, ledger: Ledger) -> str | None:
    """``records.json`` beside a forecast's page: a list, one record as canonical JSON a line.

    None for a forecast of which the ledger has nothing yet.
    """
    chains = ledger.forecasts.get(forecast.id)
    if not chains:
        return None
    made = _of_chains(forecast, ledger.day)
    lines = (
        canonical(
            _published(forecast.id, place, record, lines[place - 1].digest if place else None)
        )
        for chain, lines in chains.items()
        for place, record in enumerate(made[chain])
    )
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _chains(forecast: Forecast, today: date) -> Chains:
    made: dict[str, tuple[Line, ...]] = {}
    for chain, of_chain in _of_chains(forecast, today).items():
        lines: list[Line] = []
        for place, record in enumerate(of_chain):
            before = lines[-1].digest if lines else None
            made_of = digest(_published(forecast.id, place, record, before))
            lines.append(Line(id=record.id, on=record.on, digest=made_of))
        made[chain] = tuple(lines)
    return made


def _of_chains(forecast: Forecast, today: date) -> dict[str, list[Record]]:
    made: dict[str, list[Record]] = {}
    for record in records(forecast):
        if record.on <= today:
            made.setdefault(record.chain, []).append(record)
    return made


def _published(forecast: str, place: int, record: Record, before: str | None) -> object:
    """A record as it is published and hashed, with the digest before it."""
    return {
        "before": before,
        "chain": record.chain,
        "date": record.on.isoformat(),
        "forecast": forecast,
        "id": record.id,
        "place": place,
        "record": record.said,
    }


def _plain(forecasts: Mapping[str, Chains]) -> dict[str, object]:
    """The digests as ledger.json has them."""
    return {
        forecast: {
            "records": f"{forecast_address(forecast)}{RECORDS}",
            "chains": {
                chain: [[line.id, line.on.isoformat(), line.digest] for line in lines]
                for chain, lines in chains.items()
            },
        }
        for forecast, chains in forecasts.items()
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    text = ",\n".join(lines)
    return f"{text}\n" if text else ""
