"""A forecast's first files, and its next update."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foresite.history import headline_belief, state_on
from foresite.kinds import KINDS, Form, kind_rules
from foresite.model import BINARY, SINGLE_READING, Belief, Forecast, Kind, KindName, Option
from foresite.words import long_day

SCHEMA = "schema/forecast.schema.json"
"""Where a desk keeps the schema of forecast.yml, if it has written it."""


EVIDENCE = """\
evidence: []     # or, in place of the brackets, a piece to each dash, such as:
#  - id: annual-report          # a name of its own, in lower-case letters
#    claim: What it says, in a sentence.
#    kind: direct               # it measures the question itself; or circumstantial
#    bears_on: supports         # or opposes, or both
#    source: Who says so
#    url: https://example.org   # where it can be read
"""
"""An empty list, and the keys of what goes into it."""


def new_forecast(
    slug: str,
    *,
    archive: str,
    today: date,
    kind: KindName = KindName.BINARY,
    has_schema: bool = True,
) -> dict[str, str]:
    """The files of a forecast with a single reading; its numbers are left to write.

    Editors complete keys by the schema; without ``has_schema`` there is none to name.
    """
    up = "../" * (slug.count("/") + 2)
    schema = f"# yaml-language-server: $schema={up}{SCHEMA}\n" if has_schema else ""
    forecast = f"""\
{schema}question:        # one sentence, as {ASKED[kind]}
opened_on: {today}
closes_on: {_in_a_year(today)}   # the last day for updates; is the answer due later, add resolves_by
tags: []
{KINDS[kind].declaration()}criteria:        # what exactly decides, by when, and who reports it
"""
    first = Kind(name=kind, options=_DECLARED if kind is KindName.MULTIPLE_CHOICE else ())
    told = "".join(_lines(KINDS[kind].form(first, None, today), HINTS[kind]))
    update = f"""\
---
{told}{EVIDENCE}counterargument: # the strongest case against it, in a sentence or two
# Write below the next line: why this number, what it rests on, and what would change it.
---
"""
    folder = f"{archive}/{slug}"
    return {f"{folder}/forecast.yml": forecast, f"{folder}/updates/{today}.md": update}


ASKED = {
    KindName.BINARY: "“Will … by …?”; it is answered by yes or no",
    KindName.MULTIPLE_CHOICE: "“Which … will …?”; exactly one option is the answer",
    KindName.NUMERIC: "“How many … will …?”; it is answered by a number",
    KindName.DATE: "“On which day will …?”; it is answered by a day",
}

HINTS = {
    KindName.BINARY: "between 0 and 1, such as 0.75",
    KindName.MULTIPLE_CHOICE: "a probability for each option; together they make 1",
    KindName.NUMERIC: "below each value the answer lies with that probability; 0.5 is the median",
    KindName.DATE: "by each day it has happened with that probability; 0.5 is the median",
}

_DECLARED = tuple(Option(id=id_, name="") for id_ in ("first", "second", "another"))
"""The options that ``multiple_choice.declaration`` begins with."""


def _in_a_year(today: date) -> date:
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if leap else today.day)


def new_update(forecast: Forecast, *, today: date) -> dict[str, str]:
    """The next update's file, with the numbers that now stand; what it says of them is blank."""
    lines = ["---\n", *_numbers(forecast, today)]
    if forecast.updates:
        lines.append("reason: evidence   # or re-reading, passage-of-time, criteria, correction\n")
    before = forecast.updates[-1].made_on if forecast.updates else None
    since = f" since {long_day(before)}" if before else ""
    lines += [
        EVIDENCE,
        f"# Write below the next line: what changed{since}, and why the number moves or stays.\n",
        "---\n",
    ]
    name = free_name({update.id for update in forecast.updates}, today)
    return {f"{forecast.path}/updates/{name}.md": "".join(lines)}


def _numbers(forecast: Forecast, today: date) -> Iterator[str]:
    """The headline where it has a line of its own, and each dimension that has a number."""
    state = state_on(forecast, today)
    settling = forecast.settling
    if settling is None or settling.kind == BINARY:
        yield from _lines(kind_rules(BINARY).form(BINARY, headline_belief(forecast, state), today))
    elif settling.id == SINGLE_READING:
        belief = headline_belief(forecast, state)
        yield from _lines(kind_rules(settling.kind).form(settling.kind, belief, today))
        return
    told: list[str] = []
    for dimension in forecast.dimensions:
        standing = state.standing(dimension.id)
        belief = standing.belief or (
            None if standing.probability is None else Belief(probability=standing.probability)
        )
        if belief is None and dimension is not settling:
            continue
        if dimension.id == SINGLE_READING:
            continue
        form = kind_rules(dimension.kind).form(dimension.kind, belief, today)
        if form.table:
            told += [f"  {dimension.id}:\n", *(f"    {line}" for line in _lines(form))]
        elif form.value:
            told.append(f"  {dimension.id}: {form.value}\n")
    if told:
        yield "dimensions:\n"
        yield from told


def _lines(form: Form, hint: str = "") -> Iterator[str]:
    """A form as lines of YAML."""
    comment = f"   # {hint}" if hint else ""
    if not form.table:
        yield f"{form.key}: {form.value}".rstrip() + f"{comment}\n"
        return
    yield f"{form.key}:{comment}\n"
    for key, value in form.table:
        yield f"  {key}: {value}".rstrip() + "\n"


def free_name(taken: set[str], today: date) -> str:
    """Today's name, or the next one of the day that sorts after those taken."""
    of_day = [name for name in taken if name.startswith(str(today))]
    if not of_day:
        return str(today)
    # As names sort, -10 comes before -2; what begins with the last name comes after it.
    names = (f"{today}-{number}" for number in range(2, 10))
    return next((name for name in names if name > max(of_day)), f"{max(of_day)}-2")
