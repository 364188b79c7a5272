"""Markdown that readers will not see as it was meant is told of where it stands."""

from __future__ import annotations

import pytest

from tests.worlds import FORECAST, OPENING, RESOLUTION, loaded

TERMS = """\
question: Will it rain in Paris on 31 December 2026?
background: {background}
opened_on: 2026-01-05
closes_on: 2026-12-31
criteria:
  - text: {criteria}
    since: 2026-01-05
"""
UPDATE = """\
---
probability: 0.4
evidence:
  - {{id: mean, claim: A mean., kind: direct, bears_on: supports, source: The climate}}
counterargument: {counterargument}
---

The climate.
{rationale}
"""
ANSWER = """\
---
outcome: yes
known_on: 2026-02-01
recorded_on: 2026-02-01
sources: [{{name: The climate}}]
---
It rained.

It did {post_mortem}
"""
PLAIN = dict.fromkeys(
    ("background", "criteria", "counterargument", "rationale", "post_mortem"), "x"
)

PLACES = {
    "background": (FORECAST, 2, 13),
    "criteria": (FORECAST, 6, 11),
    "counterargument": (OPENING, 5, 18),
    "rationale": (OPENING, 9, 1),
    "post_mortem": (RESOLUTION, 9, 8),
}
"""A field’s text has its field’s place; of a body it is where that text begins in it."""


BODIES = ("rationale", "post_mortem")


@pytest.mark.parametrize(
    ("text", "rule", "before"),
    [
        ("hi <x>", "html-as-text", "hi "),
        ("hi [there](about.md)", "link-address", "hi [there"),
        ("hi ![there](https://desk.example/x.png)", "image-as-link", "hi "),
    ],
)
@pytest.mark.parametrize("field", PLACES)
def test_the_place_is_that_of_the_text(field: str, text: str, rule: str, before: str) -> None:
    texts = PLAIN | {field: text if field in BODIES else f"'{text}'"}
    files = {
        FORECAST: TERMS.format(**texts),
        OPENING: UPDATE.format(**texts),
        RESOLUTION: ANSWER.format(**texts),
    }
    path, line, column = PLACES[field]
    column += len(before) if field in BODIES else 0
    found = [p.where for p in loaded(files)[1] if p.rule == rule]
    assert [(where.path, where.line, where.column) for where in found] == [(path, line, column)]
