"""A desk with something of everything, and for each line of it a slip that somebody may make."""

from __future__ import annotations

from foresite.model import sealed_digest

A = "forecasts/parity/forecast.yml"
OPENING = "forecasts/parity/updates/2026-01-05.md"
NEXT = "forecasts/parity/updates/2026-01-12.md"
LAST = "forecasts/parity/updates/2026-02-01.md"
CORRECTION = "forecasts/parity/corrections/2026-02-02.md"
SEAL = "forecasts/parity/sealed/2026-01-20.yml"
REVEAL = "forecasts/parity/sealed/2026-01-20.md"
B = "forecasts/later/forecast.yml"
OF_B = "forecasts/later/updates/2026-01-05.md"
ANSWER = "forecasts/later/resolution.md"
C = "forecasts/votes/forecast.yml"
OF_C = "forecasts/votes/updates/2026-01-05.md"
NEXT_OF_C = "forecasts/votes/updates/2026-01-12.md"
D = "forecasts/winner/forecast.yml"
OF_D = "forecasts/winner/updates/2026-02-26.md"
NEXT_OF_D = "forecasts/winner/updates/2026-02-28.md"
AUTHORS = "forecasts/authors.yml"

DESK = {
    AUTHORS: "our-desk: {name: Our desk}\n",
    A: """\
question: Will an open model match the best closed one by the end of 2027?
opened_on: 2026-01-05
closes_on: 2027-06-30
resolves_by: 2027-12-31
author: our-desk
tags: [models]
background: What came before.
headline: benchmarks
dimensions:
  benchmarks:
    name: Benchmark parity
    criteria:
      - text: An open model leads the named suite, as its leaderboard shows in 2027.
      - since: 2026-01-10
        reason: The suite has a name.
        effect: clarifies
        text: An open model leads the suite HELM, as its leaderboard shows in 2027.
  preference:
    criteria: Most developers in the survey of 2027 prefer an open model.
  weights:
    kind: numeric
    unit: models
    low: 0
    high: 100
    criteria: The number of open models in the register of 2027.
  forks:
    added_on: 2026-01-20
    criteria: A fork of an open model leads HELM, as its leaderboard shows in 2027.
signposts:
  switch: {event: A large company switches., moves_to: at least 0.8, dimension: benchmarks, armed_on: 2026-01-06, expires_on: 2026-12-31}
  retreat: {event: An open lab closes its weights., moves_to: below 0.2}
implies: [later]
base_rate: {probability: 0.1, source: Our count}
""",
    OPENING: """\
---
probability: 0.4
dimensions:
  benchmarks: 0.4
  preference: 0.3
  weights: {quantiles: {0.25: 10, 0.5: 20, 0.75: 40}}
evidence:
  - {id: suite, claim: The suite is public., kind: direct, bears_on: {benchmarks: supports}, source: Its page, dated: 2026-01-02}
  - {id: survey, claim: The survey asks 900., kind: circumstantial, bears_on: supports, source: The survey, likelihood_ratio: 2}
review_by: 2026-02-01
---
It is unlikely.
""",
    NEXT: """\
---
probability: 0.5
dimensions:
  benchmarks: 0.5
reason: evidence
author: our-desk
signposts: {switch: {state: fired, on: 2026-01-11, evidence: [release]}}
evidence:
  - {id: release, claim: A model came out., kind: direct, bears_on: {preference: opposes}, url: "https://example.org/"}
---
The number is 50 %.
""",
    LAST: """\
---
dimensions:
  preference: {moved: up}
  forks: 0.2
probability: 0.5
reason: passage-of-time
market: {probability: 0.45, source: A market}
counterargument: The lead has never lasted.
---
Nothing new.
""",
    CORRECTION: """\
---
file: updates/2026-01-12.md
by: our-desk
because: A day was wrong.
---
It read otherwise.
""",
    SEAL: f"digest: {sealed_digest('a' * 64, 'We think more than we say.')}\n",
    REVEAL: f"""\
---
salt: {"a" * 64}
revealed_on: 2026-02-10
---
We think more than we say.
""",
    B: """\
question: Will an open model match the best closed one by the end of 2028?
opened_on: 2026-01-05
closes_on: 2028-12-31
criteria: Resolves yes if the suite HELM says so by the end of 2028.
""",
    OF_B: "---\nprobability: 0.9\n---\nThere is time.\n",
    ANSWER: """\
---
outcome: yes
known_on: 2026-02-20
recorded_on: 2026-02-21
sources: [{name: The leaderboard}]
---
We were right, and too slow.
""",
    C: """\
question: Will both chambers pass the bill by the end of 2026?
opened_on: 2026-01-05
closes_on: 2026-12-31
headline:
  - rule: unspecified
  - {since: 2026-02-01, rule: all, reason: Both must pass it.}
dimensions:
  lower: {criteria: [{status: under-review, text: The lower chamber passes it in 2026.}]}
  upper: {criteria: The upper chamber passes it in some way or other in 2026.}
waivers:
  criteria-source: Its own record of votes is meant.
""",
    OF_C: """\
---
probability: 0.5
dimensions: {lower: 0.6, upper: 0.7}
---
Nothing is known.
""",
    NEXT_OF_C: """\
---
probability: 0.52
dimensions: {upper: 0.72}
reason: re-reading
---
A little more.
""",
    D: """\
question: Who will win the election of May 2026?
opened_on: 2026-02-26
closes_on: 2026-05-10
kind: multiple-choice
options: {ada: Ada, bea: Bea, cleo: {name: Cleo, added_on: 2026-02-27}}
criteria: The winner is the candidate whom the electoral office declares elected in May 2026.
waivers:
  evidence-source: We saw it ourselves.
""",
    OF_D: """\
---
options: {ada: 0.5, bea: 0.5}
evidence:
  - {id: rally, claim: The square was full., kind: direct, bears_on: supports}
---
Nothing more.
""",
    NEXT_OF_D: """\
---
options: {ada: 0.4, bea: 0.4, cleo: 0.2}
reason: evidence
---
There is a third.
""",
}

Slip = tuple[str, str, str]
"""In which file what is replaced by what."""

SLIPS: tuple[Slip, ...] = (
    (AUTHORS, "{name: Our desk}", "{name: Our desk, foo: 1}"),
    (A, "open model match the best closed one by the end of 2027", "x" * 301),
    (A, "opened_on: 2026-01-05", "opened_on: 2026-02-30"),
    (A, "closes_on: 2027-06-30", "closes_on: 30 June"),
    (A, "resolves_by: 2027-12-31", "resolves_by: 2027"),
    (A, "author: our-desk", "author: nobody"),
    (A, "tags: [models]", "tags: [models, Bad Tag]"),
    (A, "background: What", "foo: What"),
    (A, "headline: benchmarks", "headline: sum"),
    (A, "    name: Benchmark parity", "    nme: Benchmark parity"),
    (
        A,
        "      - text: An open model leads the named",
        "      - status: maybe\n        text: An open model leads the named".replace(
            "\n        ", ", text: "
        ).replace("status: maybe, text: text", '{status: maybe, text: "x"} #'),
    ),
    (A, "        effect: clarifies", "        effect: confuses"),
    (A, "        reason: The suite has a name.", "        raison: The suite has a name."),
    (
        A,
        "preference:\n    criteria: Most developers in the survey of 2027",
        "preference:\n    criteria: Significantly more developers in the survey of 2027",
    ),
    (A, "    unit: models", "    unit: [models]"),
    (A, "    high: 100", "    high: many"),
    (A, "added_on: 2026-01-20", "added_on: 20 January"),
    (A, "moves_to: at least 0.8", "moves_to: 0.8"),
    (A, "armed_on: 2026-01-06", "armed_on: 2026-13-06"),
    (A, "moves_to: below 0.2}", "moves_to: below 0.2, dimension: weights-of-all}"),
    (A, "implies: [later]", "implies: [later, never]"),
    (A, "base_rate: {probability: 0.1,", "base_rate: {probability: 10 %,"),
    (OPENING, "probability: 0.4", "probability: 40"),
    (OPENING, "benchmarks: 0.4", "benchmarks: 75%"),
    (OPENING, "preference: 0.3", "preferences: 0.3"),
    (OPENING, "0.75: 40}", "0.75: 4}"),
    (OPENING, "claim: The suite is public.", "clam: The suite is public."),
    (OPENING, "kind: circumstantial", "kind: hearsay"),
    (OPENING, "dated: 2026-01-02", "dated: 2026-01-32"),
    (OPENING, "review_by: 2026-02-01", "review_by: 2026-01-01"),
    (OPENING, "It is unlikely.", ""),
    (NEXT, "benchmarks: 0.5", "benchmarks: 0.6"),
    (NEXT, "bears_on: {preference: ", "bears_on: {forks: both, preference: "),
    (NEXT, "reason: evidence", "reason: whim"),
    (NEXT, "author: our-desk", "author: our-dsk"),
    (NEXT, "state: fired", "state: fierd"),
    (NEXT, "evidence: [release]", "evidence: [relase]"),
    (OPENING, "id: survey", "id: suite"),
    (NEXT, "preference: opposes}", "preference: against}"),
    (NEXT, "https://example.org/", "example.org"),
    (NEXT, "The number is 50 %.", "The number is 70 %."),
    (LAST, "preference: {moved: up}", "preference: {moved: sideways}"),
    (LAST, "reason: passage-of-time", "foo: passage-of-time"),
    (LAST, "market: {probability: 0.45", "market: {probability: 45"),
    (LAST, "The lead has never lasted.", "<b>Never</b> lasted."),
    (LAST, "Nothing new.", "<!-- -->"),
    (CORRECTION, "file: updates/2026-01-12.md", "file: updates/2026-01-13.md"),
    (CORRECTION, "by: our-desk", "by: nobody"),
    (CORRECTION, "because: A day was wrong.", "becuase: A day was wrong."),
    (CORRECTION, "It read otherwise.", ""),
    (SEAL, "digest: ", "digest: x"),
    (REVEAL, "revealed_on: 2026-02-10", "revealed_on: 2026-01-10"),
    (REVEAL, "salt: ", "salt: x"),
    (REVEAL, "We think more than we say.", ""),
    (B, "closes_on: 2028-12-31", "closes_on: 2025-12-31"),
    (B, "criteria: Resolves", "criterion: Resolves"),
    (OF_B, "probability: 0.9", "probability: .9x"),
    (ANSWER, "outcome: yes", "outcome: maybe"),
    (ANSWER, "known_on: 2026-02-20", "known_on: 2026-02-31"),
    (ANSWER, "recorded_on: 2026-02-21", "recorded_on: 2026-03-21"),
    (ANSWER, "[{name: The leaderboard}]", "[]"),
    (ANSWER, "We were right, and too slow.", ""),
    (C, "closes_on: 2026-12-31", "closes_on: 2026-12-32"),
    (C, "{since: 2026-02-01, ", "{"),
    (C, "reason: Both must pass it.", "raison: Both must pass it."),
    (C, "status: under-review", "status: in-review"),
    (C, "upper: {criteria:", "upper: {name: [x], criteria:"),
    (C, "passes it in some way or other in 2026.", "passes it by 3 March 2027."),
    (C, "criteria-source: Its", "criteria-sauce: Its"),
    (OF_C, "lower: 0.6", "lower: 6"),
    (NEXT_OF_C, "probability: 0.52", "probability: 0.58"),
    (NEXT_OF_C, "upper: 0.72", "uper: 0.72"),
    (D, "kind: multiple-choice", "kind: choice"),
    (D, "ada: Ada", "ada: []"),
    (D, "added_on: 2026-02-27", "added_on: 27 February"),
    (D, "evidence-source: We", "Evidence: We"),
    (OF_D, "bea: 0.5", "bea: 0.6"),
    (OF_D, "claim: The square was full.", "claim: []"),
    (NEXT_OF_D, "bea: 0.4", "bob: 0.4"),
    (NEXT_OF_D, "reason: evidence", "reason:"),
)
