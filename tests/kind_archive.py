"""An archive with every kind of question in every state it can be in, as of ``TODAY``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.kind_worlds import BRIDGE, CARS, CUP, SEVERAL, resolved
from tests.worlds import FORECAST, OPENING, SECOND, VALID

TODAY = date(2026, 3, 1)
THIRD = SECOND.replace("01-12", "02-10")
HOME = FORECAST.rpartition("/")[0]

RAIN_LATER = "---\nprobability: {}\nreason: evidence\n---\nThe forecast for the week is out.\n"
CUP_LATER = """\
---
options:
  lions: 0.35
  bears: 0.3
  other: 0.1
  late: 0.25
reason: evidence
---
A fourth team was let in.
"""
CUP_ADDED = CUP[FORECAST].replace(
    "  other:", "  late: {name: The Latecomers, added_on: 2026-01-12}\n  other:"
)
CARS_LATER = """\
---
quantiles: {low: 300, lower-quartile: 420, median: 500, upper-quartile: 610, high: 900}
reason: evidence
---
April was strong.
"""
CARS_FEW = "---\nquantiles: {0.05: 100, 0.5: 400, 0.95: 800}\n---\nIt was 380 last May.\n"
BRIDGE_LATER = """\
---
quantiles: {0.05: 2026-09-01, 0.25: 2027-01-10, 0.5: 2027-05-01, 0.75: 2027-11-01, 0.95: 2029-02-01}
reason: evidence
---
A pillar has to be cast again.
"""
SEVERAL_LATER = """\
---
probability: 0.55
dimensions:
  opens: 0.55
  when: {quantiles: {0.05: 2026-06-01, 0.25: 2026-10-01, 0.5: 2026-12-15, 0.75: 2027-04-01, 0.95: 2028-03-01}}
  operator: {options: {city: 0.4, state: 0.55, nobody: 0.05}}
reason: evidence
---
The tests are late.
"""
MANY = 15
MANY_TEAMS = {f"team-{n}": f"Team {n} of a rather long name" for n in range(1, MANY + 1)}
MANY_FORECAST = CUP[FORECAST].replace(
    "  lions: The Lions\n  bears: The Bears\n  other: Another team\n",
    "".join(f"  {id_}: {name}\n" for id_, name in MANY_TEAMS.items()),
)


def many(first: int, reason: str = "") -> str:
    """An update in which the options have shares 15, 14 … 1 of 120, from the ``first`` on."""
    shares = [(MANY - (n - first) % MANY) / 120 for n in range(1, MANY + 1)]
    told = "".join(f"  {id_}: {s:.4f}\n" for id_, s in zip(MANY_TEAMS, shares, strict=True))
    return f"---\noptions:\n{told}{reason}---\nThe draw.\n"


EACH = "outcomes: {opens: no, when: above, riders: annulled, operator: state}"
REASON = "The cup was called off before a match was played."
WITHDRAWN = "withdrawn_on: 2026-02-20\nwithdrawn_because: A misprint in the bulletin\nsources:"

FORECASTS: Mapping[str, Mapping[str, str]] = {
    "rain-open": {**VALID, SECOND: RAIN_LATER.format(0.6)},
    "rain-yes": {**VALID, SECOND: RAIN_LATER.format(0.8), "resolution.md": resolved("yes")},
    "rain-no": {**VALID, "resolution.md": resolved("no")},
    "rain-annulled": {**VALID, "resolution.md": resolved(f"annulled\nreason: {REASON}")},
    "rain-ambiguous": {**VALID, "resolution.md": resolved("ambiguous\nreason: The gauge broke.")},
    "rain-withdrawn": {
        **VALID,
        "resolution.md": resolved("yes").replace("sources:", WITHDRAWN),
    },
    "rain-corrected": {
        **VALID,
        "resolution.md": resolved("yes").replace("sources:", WITHDRAWN),
        "resolution-2.md": resolved("no", recorded_on="2026-02-21"),
    },
    "cup-young": CUP,
    "cup-open": {FORECAST: CUP_ADDED, OPENING: CUP[OPENING], SECOND: CUP_LATER},
    "cup-resolved": {
        FORECAST: CUP_ADDED,
        OPENING: CUP[OPENING],
        SECOND: CUP_LATER,
        "resolution.md": resolved("late"),
    },
    "cup-annulled": {**CUP, "resolution.md": resolved(f"annulled\nreason: {REASON}")},
    "cup-many": {
        FORECAST: MANY_FORECAST,
        OPENING: many(1),
        SECOND: many(4, "reason: evidence\n"),
        THIRD: many(13, "reason: evidence\n"),
    },
    "cars-young": CARS,
    "cars-open": {**CARS, SECOND: CARS_LATER},
    "cars-few": {**CARS, OPENING: CARS_FEW, "resolution.md": resolved("850")},
    "cars-above": {**CARS, SECOND: CARS_LATER, "resolution.md": resolved("above")},
    "cars-annulled": {**CARS, "resolution.md": resolved(f"annulled\nreason: {REASON}")},
    "bridge-open": {**BRIDGE, SECOND: BRIDGE_LATER},
    "bridge-resolved": {**BRIDGE, SECOND: BRIDGE_LATER, "resolution.md": resolved("2026-02-01")},
    "bridge-above": {**BRIDGE, SECOND: BRIDGE_LATER, "resolution.md": resolved("above")},
    "line-open": {**SEVERAL, SECOND: SEVERAL_LATER},
    "line-resolved": {
        **SEVERAL,
        SECOND: SEVERAL_LATER,
        "resolution.md": resolved("no").replace("outcome: no", EACH),
    },
    "line-annulled": {
        **SEVERAL,
        "resolution.md": resolved(f"annulled\nreason: {REASON}"),
    },
}
"""Each forecast's files by its id; a file is named below the folder, or as in the worlds."""


def archive_files() -> dict[str, str]:
    """Every file of the archive by its path."""
    return {
        f"forecasts/{id_}/{path.removeprefix(HOME).lstrip('/')}": text
        for id_, files in FORECASTS.items()
        for path, text in files.items()
    }
