"""A forecast whose every text tries to break out of the page it is put into."""

from __future__ import annotations

import json

from tests.worlds import FORECAST, OPENING, RESOLUTION

HOSTILE = (
    "<script>alert(1)</script></script>\"'><img src=x onerror=alert(1)>"
    "{{ 7*7 }}{% raw %}]]>&lt;=cmd|'/c calc'!A1 [x](javascript:alert(1)) {: onclick=alert(1) } # * _ `"
)
"""Free of invisible characters, which are refused before anything is drawn."""

_Q = json.dumps(HOSTILE[:200])

FILES = {
    "forecasts/authors.yml": f"mallory:\n  name: {_Q}\n  url: https://example.org/?a=1&b=2\n  about: {_Q}\n",
    FORECAST: f"""\
question: {_Q}
opened_on: 2026-01-05
author: mallory
tags: [weather]
background: {_Q}
headline: unspecified
dimensions:
  one: {{name: {_Q}, question: {_Q}, criteria: {_Q}}}
  two: {{criteria: {_Q}}}
signposts:
  post: {{event: {_Q}, moves_to: at least 0.9, fired: {{on: 2026-01-06, evidence: {_Q}, source: {_Q}, url: "https://example.org/?q='x'&y"}}}}
  gone: {{event: {_Q}, moves_to: below 0.1, expired: {{on: 2026-01-06, reason: {_Q}}}}}
""",
    OPENING: f"""\
---
probability: 0.4
dimensions: {{one: 0.3, two: {{moved: up}}}}
evidence:
  - {{id: fact, claim: {_Q}, kind: direct, bears_on: {{one: supports}}, source: {_Q}, url: "https://example.org/?q='x'&y"}}
counterargument: {_Q}
forces: [{_Q}]
---
{HOSTILE}

```
{HOSTILE}

```
""",
    RESOLUTION: f"""\
---
outcome: annulled
reason: {_Q}
known_on: 2026-02-01
recorded_on: 2026-02-02
sources: [{{name: {_Q}}}]
---
{HOSTILE}
""",
}
