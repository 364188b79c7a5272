"""The desk board as text for people and machines.

Enters ``DeskItem``s; leaves text. What an author wrote is made harmless for a terminal.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby

from foresite.desk_board import DeskItem, Wait
from foresite.reporting import one_line
from foresite.words import counted

HEADINGS = {
    Wait.SIGNPOST: "Signposts fired, no update",
    Wait.THRESHOLD: "Thresholds crossed, no signpost fired",
    Wait.RESOLUTION: "Resolutions overdue",
    Wait.REVIEW: "Reviews past their date",
    Wait.UPDATE: "Forecasts without an update",
    Wait.CRITERIA: "Criteria under review",
    Wait.SOURCE: "Evidence without a source",
}


def as_text(items: tuple[DeskItem, ...]) -> str:
    """For a person at a terminal: by kind, three lines an item."""
    if not items:
        return "Nothing waits.\n"
    blocks = []
    for wait, of_kind in groupby(items, key=lambda item: item.wait):
        blocks.append(f"{HEADINGS[wait]}\n")
        blocks += [
            f"  {one_line(item.forecast.id)}: {counted(item.overdue, 'day')} overdue, "
            f"since {item.since}\n    {one_line(item.what)}\n    next: {item.whole_action}\n"
            for item in of_kind
        ]
    return "\n".join(blocks)


def as_json(items: tuple[DeskItem, ...]) -> str:
    """One JSON array, an object an item, in the order of the board."""
    objects = [
        {
            "kind": item.wait.value,
            "forecast": item.forecast.id,
            "question": item.forecast.question,
            "since": item.since.isoformat(),
            "overdue_days": item.overdue,
            "what": item.what,
            "next_action": item.whole_action,
        }
        for item in items
    ]
    return json.dumps(objects, indent=2, ensure_ascii=True) + "\n"


FORMATS: dict[str, Callable[[tuple[DeskItem, ...]], str]] = {"text": as_text, "json": as_json}
