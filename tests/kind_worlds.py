"""A valid archive of one question for each kind, to vary."""

from __future__ import annotations

from collections.abc import Mapping

from tests.worlds import FORECAST, OPENING

CUP: Mapping[str, str] = {
    FORECAST: """\
question: Which team will win the cup?
opened_on: 2026-01-05
closes_on: 2026-12-31
kind: multiple-choice
options:
  lions: The Lions
  bears: The Bears
  other: Another team
criteria: The team that is given the cup, as the league reports it.
""",
    OPENING: """\
---
options:
  lions: 0.5
  bears: 0.3
  other: 0.2
---
They won it last year.
""",
}

CARS: Mapping[str, str] = {
    FORECAST: """\
question: How many cars will be sold in May?
opened_on: 2026-01-05
closes_on: 2026-12-31
kind: numeric
unit: cars
low: 0
high: 1000
open: high
criteria: The count that the ministry reports.
""",
    OPENING: """\
---
quantiles:
  0.05: 100
  0.25: 250
  0.5: 400
  0.75: 600
  0.95: 1200
---
It was 380 last May.
""",
}

BRIDGE: Mapping[str, str] = {
    FORECAST: """\
question: On which day will the bridge open?
opened_on: 2026-01-05
closes_on: 2026-12-31
kind: date
low: 2026-01-06
high: 2028-12-31
open: high
criteria: The first day on which cars may cross, as the authority reports it.
resolves_by: 2028-12-31
""",
    OPENING: """\
---
quantiles:
  0.05: 2026-05-01
  0.25: 2026-09-01
  0.5: 2027-01-01
  0.75: 2027-06-01
  0.95: 2028-10-01
---
The authority says January.
""",
}

SEVERAL: Mapping[str, str] = {
    FORECAST: """\
question: Will the new line be a success?
opened_on: 2026-01-05
closes_on: 2026-12-31
headline: opens
dimensions:
  opens:
    name: It opens this year
    criteria: A train with passengers runs, as the operator reports.
  when:
    name: The day it opens
    kind: date
    low: 2026-01-06
    high: 2028-12-31
    open: high
    criteria: The first day on which a train with passengers runs, as the operator reports.
  riders:
    name: Riders in the first month
    kind: numeric
    unit: riders
    low: 0
    criteria: The count that the operator reports.
  operator:
    name: Who runs it
    kind: multiple-choice
    options: {city: The city, state: The state, nobody: Nobody}
    criteria: The holder of the licence, as the ministry reports.
resolves_by: 2028-12-31
""",
    OPENING: """\
---
probability: 0.7
dimensions:
  opens: 0.7
  when: {quantiles: {0.05: 2026-05-01, 0.25: 2026-09-01, 0.5: 2026-11-01, 0.75: 2027-02-01, 0.95: 2028-01-01}}
  riders: {quantiles: {0.05: 1000, 0.5: 5000, 0.95: 12000}}
  operator: {options: {city: 0.6, state: 0.3, nobody: 0.1}}
---
The tests begin in summer.
""",
}

KINDS: Mapping[str, Mapping[str, str]] = {"multiple-choice": CUP, "numeric": CARS, "date": BRIDGE}


def resolved(outcome: str, known_on: str = "2026-02-01", recorded_on: str = "2026-02-02") -> str:
    """A resolution whose outcome stands on its second line."""
    return (
        f"---\noutcome: {outcome}\nknown_on: {known_on}\nrecorded_on: {recorded_on}\n"
        "sources: [{name: The ministry}]\n---\nWe would say it again.\n"
    )
