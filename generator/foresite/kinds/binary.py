"""Yes or no: one probability."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from foresite.kinds.rules import Fault, Figure, Form, Part, direction, ends, typed_number
from foresite.model import Answer, Belief, Kind, Move, Outcome
from foresite.words import (
    NARROW_SPACE,
    estimative_words,
    minority_odds,
    minority_odds_then,
    percent,
    percent_arrow,
    percent_before,
    percent_figure,
    percent_move,
    points,
)

_ANSWERS = {"yes": Outcome.YES, "no": Outcome.NO}


def faults(kind: Kind, belief: Belief, made_on: date) -> Iterator[Fault]:
    """A binary question takes a probability, or the direction of a move."""
    for key, given in (("options", belief.options), ("quantiles", belief.quantiles)):
        if given:
            message = f"gives {key}, but the question is answered by yes or no"
            yield Fault(
                rule="belief-kind", message=message, hint="write a probability instead", key=key
            )


def answer(kind: Kind, typed: str) -> Answer | Fault:
    """Yes or no."""
    if typed in _ANSWERS:
        return Answer(outcome=_ANSWERS[typed])
    message = f"is “{typed}”, but must be yes, no, ambiguous or annulled"
    return Fault(rule="outcome", message=message)


def declaration() -> str:
    """Nothing: yes or no is what a question is if it says nothing."""
    return ""


def form(kind: Kind, belief: Belief | None, on: date) -> Form:
    """One number."""
    known = belief is not None and belief.probability is not None
    return Form(
        key="probability", value=typed_number(belief.probability or 0.0) if belief and known else ""
    )


def answers(kind: Kind) -> str:
    """Yes or no."""
    return "yes or no"


def figure(kind: Kind, belief: Belief) -> Figure:
    """``75 %, likely, 1 in 4 that it does not``."""
    assert belief.probability is not None
    words = estimative_words(belief.probability)
    return Figure(
        number=percent_figure(belief.probability),
        sign=f"{NARROW_SPACE}%",
        words=words,
        rest=minority_odds(belief.probability),
        short=percent(belief.probability),
        gist=words,
    )


def figure_then(kind: Kind, belief: Belief) -> Figure:
    """``75 %, likely, 1 in 4 that it would not``."""
    assert belief.probability is not None
    return replace(figure(kind, belief), rest=minority_odds_then(belief.probability))


def change(kind: Kind, before: Belief, after: Belief) -> str:
    """``72 % → 75 % (+3 points)``."""
    assert before.probability is not None
    assert after.probability is not None
    return percent_move(before.probability, after.probability)


def shift(kind: Kind, before: Belief, after: Belief) -> str:
    """``72 % → 75 %``."""
    return percent_arrow(before.probability or 0.0, after.probability or 0.0)


def origin(kind: Kind, before: Belief, after: Belief) -> str:
    """``72 %``."""
    return percent_before(before.probability or 0.0, after.probability or 0.0)


def move(kind: Kind, before: Belief, after: Belief) -> tuple[Move, str]:
    """In points of a hundred."""
    assert before.probability is not None
    assert after.probability is not None
    size = points(before.probability, after.probability)
    return direction(before.probability, after.probability), size


def distance(before: Belief, after: Belief) -> float:
    """The difference of the two probabilities."""
    assert before.probability is not None
    assert after.probability is not None
    return abs(after.probability - before.probability)


def room(kind: Kind, beliefs: Sequence[Belief], distance: float) -> str:
    """``between 70 % and 80 %``."""
    low, high = ends([belief.probability or 0.0 for belief in beliefs], distance)
    return f"between {percent(low)} and {percent(high)}"


def parts(kind: Kind, belief: Belief) -> tuple[Part, ...]:
    """Nothing: the figure is all of it."""
    return ()


def course(kind: Kind, beliefs: Sequence[Belief]) -> tuple[float, ...]:
    """The probabilities."""
    return tuple(belief.probability or 0.0 for belief in beliefs)


def answer_words(kind: Kind, answer: Answer) -> str:
    """Yes or no."""
    return "Yes" if answer.outcome is Outcome.YES else "No"


def scores(kind: Kind, belief: Belief, answer: Answer) -> Mapping[str, float]:
    """Brier score and log score."""
    from foresite.scores import brier, log_score

    if belief.probability is None or answer.outcome not in (Outcome.YES, Outcome.NO):
        return {}
    came_true = answer.outcome is Outcome.YES
    return {
        "brier": brier(belief.probability, came_true=came_true),
        "log": log_score(belief.probability if came_true else 1 - belief.probability),
    }
