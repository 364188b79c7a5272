"""One of several options: a probability for each, which sum to one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from foresite.kinds.rules import Fault, Figure, Form, Part, direction, ends, typed_number
from foresite.model import Answer, Belief, Kind, Move, Option, Outcome
from foresite.words import (
    NARROW_SPACE,
    counted,
    estimative_words,
    odds_against,
    odds_against_then,
    percent,
    percent_arrow,
    percent_before,
    percent_figure,
    percent_move,
    points,
)

SLACK = 0.005
"""How far from one a sum may be: eleven numbers rounded to three decimals."""

TOLD = 3
"""How many moves a sentence names."""


def faults(kind: Kind, belief: Belief, made_on: date) -> Iterator[Fault]:
    """Every option that there was on the day has a probability, and they sum to one."""
    if not belief.options:
        message = "gives no probability for each option, as a multiple-choice question needs"
        listed = ", ".join(f"{option.id}: …" for option in kind.options[:3])
        yield Fault(rule="belief-kind", message=message, hint=f"write options: {{{listed}}}")
        return
    given = dict(belief.options)
    added = {option.id: option.added_on for option in kind.options}
    known = list(added)
    there = [id_ for id_, on in added.items() if on is None or on <= made_on]
    for id_ in given:
        if id_ not in known:
            near = get_close_matches(id_, known, n=1, cutoff=0.6)
            hint = f"did you mean “{near[0]}”?" if near else f"use {', '.join(known)}"
            message = f"gives a probability for “{id_}”, which is no option of the question"
            yield Fault(rule="option-unknown", message=message, hint=hint, key=id_)
        elif id_ not in there:
            message = (
                f"gives a probability for “{id_}”, an option that was only added on {added[id_]}"
            )
            hint = "leave it out, or correct added_on in forecast.yml"
            yield Fault(rule="option-unknown", message=message, hint=hint, key=id_)
    missing = [id_ for id_ in there if id_ not in given]
    if missing:
        message = f"gives no probability for {', '.join(missing)}"
        days = [f"correct added_on in forecast.yml, {on}" for id_ in missing if (on := added[id_])]
        hint = "give it 0 if nothing is left for it; if it was added after this update, " + next(
            iter(days), "say so in forecast.yml: {name: …, added_on: …}"
        )
        yield Fault(rule="option-missing", message=message, hint=hint)
    total = sum(given.values())
    if abs(total - 1) > SLACK + 1e-9:
        message = f"gives probabilities that sum to {total:.4g}, but they must sum to 1"
        way = "take away" if total > 1 else "add"
        hint = f"{way} {abs(total - 1):.4g} in all"
        yield Fault(rule="option-sum", message=message, hint=hint)


def answer(kind: Kind, typed: str) -> Answer | Fault:
    """The id of an option."""
    known = [option.id for option in kind.options]
    if typed in known:
        return Answer(outcome=Outcome.SETTLED, option=typed)
    near = get_close_matches(typed, known, n=1, cutoff=0.6)
    hint = f"did you mean “{near[0]}”?" if near else f"use {', '.join(known)}"
    message = f"is “{typed}”, which is no option of the question"
    return Fault(rule="outcome", message=message, hint=hint)


def declaration() -> str:
    """Two options to name, and one for all others."""
    return """\
kind: multiple-choice
options:         # each possible answer: a permanent id, and its name
  first:
  second:
  another: Another one
"""


def form(kind: Kind, belief: Belief | None, on: date) -> Form:
    """A number for each option that there is on the day."""
    given = dict(belief.options) if belief else {}
    there = [o.id for o in kind.options if o.added_on is None or o.added_on <= on]
    table = tuple((id_, typed_number(given[id_]) if id_ in given else "") for id_ in there)
    return Form(key="options", table=table)


def answers(kind: Kind) -> str:
    """The options' ids."""
    return f"one of {', '.join(option.id for option in kind.options)}"


def option_name(kind: Kind, id_: str) -> str:
    """An option as readers know it."""
    return next((option.name for option in kind.options if option.id == id_), id_)


def ranked(kind: Kind, belief: Belief) -> list[tuple[Option, float]]:
    """The options with their probabilities, likeliest first."""
    given = dict(belief.options)
    pairs = [(option, given[option.id]) for option in kind.options if option.id in given]
    return sorted(pairs, key=lambda pair: -pair[1])


def figure(kind: Kind, belief: Belief) -> Figure:
    """The likeliest option and its probability."""
    (first, probability), *others = ranked(kind, belief)
    among = f"the likeliest of {counted(len(others) + 1, 'option')}"
    words = f"{first.name}, {among}: {estimative_words(probability)}"
    return Figure(
        number=percent_figure(probability),
        sign=f"{NARROW_SPACE}%",
        words=words,
        rest=odds_against(probability),
        short=f"{first.name} {percent(probability)}",
        gist=words,
    )


def figure_then(kind: Kind, belief: Belief) -> Figure:
    """The same, with what was left to the others."""
    _, probability = ranked(kind, belief)[0]
    return replace(figure(kind, belief), rest=odds_against_then(probability))


def change(kind: Kind, before: Belief, after: Belief) -> str:
    """The largest moves, largest first."""
    old, new = dict(before.options), dict(after.options)
    moves = sorted(
        (id_ for id_ in new if new[id_] != old.get(id_)),
        key=lambda id_: (-abs(new[id_] - old.get(id_, 0.0)), id_),
    )
    said = [_move(option_name(kind, id_), old.get(id_), new[id_]) for id_ in moves[:TOLD]]
    if len(moves) > TOLD:
        said.append(f"{counted(len(moves) - TOLD, 'smaller move')}")
    return ", ".join(said)


def _move(name: str, before: float | None, after: float) -> str:
    if before is None:
        return f"{name} added at {percent(after)}"
    return f"{name} {percent_move(before, after)}"


def shift(kind: Kind, before: Belief, after: Belief) -> str:
    """``The Lions 50 % → 35 %``, or from one favourite to another."""
    (was, earlier), (now, later) = ranked(kind, before)[0], ranked(kind, after)[0]
    if was != now:
        return f"{was.name} {percent(earlier)} → {now.name} {percent(later)}"
    if earlier == later:
        return f"{now.name} {percent(later)}, the rest moved"
    return f"{now.name} {percent_arrow(earlier, later)}"


def origin(kind: Kind, before: Belief, after: Belief) -> str:
    """What the option had that is now the likeliest."""
    first, now = ranked(kind, after)[0]
    then = dict(before.options).get(first.id)
    return "nothing: it is new" if then is None else percent_before(then, now)


def move(kind: Kind, before: Belief, after: Belief) -> tuple[Move, str]:
    """How the option that is now the likeliest moved."""
    first, now = ranked(kind, after)[0]
    then = dict(before.options).get(first.id, 0.0)
    return direction(then, now), f"{points(then, now)} for {first.name}"


def distance(before: Belief, after: Belief) -> float:
    """The largest move of an option; one that is not given has no chance."""
    old, new = dict(before.options), dict(after.options)
    return max((abs(new.get(id_, 0.0) - old.get(id_, 0.0)) for id_ in {*old, *new}), default=0.0)


def room(kind: Kind, beliefs: Sequence[Belief], distance: float) -> str:
    """How far each option may go, and where the one that is now the likeliest may stand."""
    first, _ = ranked(kind, beliefs[-1])[0]
    low, high = ends([dict(belief.options).get(first.id, 0.0) for belief in beliefs], distance)
    return (
        f"by {points(0, distance)} for each option, "
        f"{first.name} between {percent(low)} and {percent(high)}"
    )


def parts(kind: Kind, belief: Belief) -> tuple[Part, ...]:
    """Every option, likeliest first; several that are out share the last line."""
    told = [(option.name, probability) for option, probability in ranked(kind, belief)]
    out = [name for name, probability in told if probability == 0]
    if len(out) > 1:
        told = [*told[: -len(out)], (f"{', '.join(out[:-1])} and {out[-1]}", 0.0)]
    return tuple(Part(label=label, words=percent(p), share=p) for label, p in told)


def course(kind: Kind, beliefs: Sequence[Belief]) -> tuple[float, ...]:
    """The probabilities of the option that is the likeliest in the last."""
    if not beliefs:
        return ()
    first, _ = ranked(kind, beliefs[-1])[0]
    return tuple(dict(belief.options).get(first.id, 0.0) for belief in beliefs)


def answer_words(kind: Kind, answer: Answer) -> str:
    """The option's name."""
    return option_name(kind, answer.option or "")


def scores(kind: Kind, belief: Belief, answer: Answer) -> Mapping[str, float]:
    """Multi-category Brier score, log score, and the ranked one where order means something.

    Over all options that there ever are, in their order: a belief from before an
    option was added gave it nothing. So every belief is scored on one scale.
    """
    from foresite.scores import brier_multi, log_score, ranked_probability_score

    if answer.option is None or not belief.options:
        return {}
    given = dict(belief.options)
    shares = [given.get(option.id, 0.0) for option in kind.options]
    came = [option.id for option in kind.options].index(answer.option)
    made = {"brier_multi": brier_multi(shares, came), "log": log_score(shares[came])}
    if kind.is_ordered:
        made["rps"] = ranked_probability_score(shares, came)
    return made
