"""What a kind of question must be able to say of a belief and of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from foresite.model import Answer, Belief, Kind, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a belief or an answer, by rule; ``key`` is the field it stands in."""

    rule: str
    message: str
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A belief as a reader sees it first.

    ``number`` and ``sign`` are set large; ``words`` say what the number means
    and ``rest`` what it leaves open; ``short`` is all of it in a sentence, and
    ``gist`` what a list says of it below the number.
    """

    number: str
    sign: str
    words: str
    rest: str
    short: str
    gist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of a belief told whole; ``share`` is a length in [0, 1], None without one."""

    label: str
    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What an author writes in a file: a key with a value, or with a table of them.

    A value that only the author can know is empty, which a check refuses.
    """

    key: str
    value: str = ""
    table: tuple[tuple[str, str], ...] = ()


class KindRules(Protocol):
    """The functions of a kind's module."""

    def faults(self, kind: Kind, belief: Belief, made_on: date) -> Iterator[Fault]:
        """What is wrong with a belief of this kind, made on that day."""

    def answer(self, kind: Kind, typed: str) -> Answer | Fault:
        """The answer that an author typed, or why it is none."""

    def declaration(self) -> str:
        """The keys of a new question in forecast.yml, as lines of YAML with what they hold."""

    def form(self, kind: Kind, belief: Belief | None, on: date) -> Form:
        """A belief as an update of that day writes it, blank where there is none yet."""

    def answers(self, kind: Kind) -> str:
        """What an author may give for the outcome: ``yes or no``."""

    def figure(self, kind: Kind, belief: Belief) -> Figure:
        """A belief in figures and words; it has no faults."""

    def figure_then(self, kind: Kind, belief: Belief) -> Figure:
        """The same of a question that is closed, in the past."""

    def change(self, kind: Kind, before: Belief, after: Belief) -> str:
        """What went from where to where, without a full stop."""

    def shift(self, kind: Kind, before: Belief, after: Belief) -> str:
        """From what to what the figure went, as a heading: ``72 % → 75 %``."""

    def origin(self, kind: Kind, before: Belief, after: Belief) -> str:
        """What ``move`` is counted from: ``72 %``."""

    def move(self, kind: Kind, before: Belief, after: Belief) -> tuple[Move, str]:
        """Which way the figure went, and how far: ``3 points``, ``1,200 admissions``."""

    def distance(self, before: Belief, after: Belief) -> float:
        """How far a belief went at most, as a difference of probabilities in [0, 1]."""

    def room(self, kind: Kind, beliefs: Sequence[Belief], distance: float) -> str:
        """Where a belief may go, no farther than that from any of these: ``between 70 % and 80 %``."""

    def parts(self, kind: Kind, belief: Belief) -> tuple[Part, ...]:
        """The belief told whole, where its figure does not."""

    def course(self, kind: Kind, beliefs: Sequence[Belief]) -> tuple[float, ...]:
        """Each belief as one number in [0, 1], for a picture the size of a word."""

    def answer_words(self, kind: Kind, answer: Answer) -> str:
        """A settled answer as a reader would say it: ``Argentina``, ``28,679 admissions``."""

    def scores(self, kind: Kind, belief: Belief, answer: Answer) -> Mapping[str, float]:
        """Each score of a belief by the score's id; none where the answer decides none."""


def typed_number(value: float) -> str:
    """A number as a person would type it, with twelve digits at most."""
    return f"{value:.12g}"


def ends(numbers: Sequence[float], distance: float) -> tuple[float, float]:
    """The least and the greatest probability that is no farther than that from any of them."""
    return max(0.0, max(numbers) - distance), min(1.0, min(numbers) + distance)


def direction(before: float, after: float) -> Move:
    """Which way a number went."""
    if before == after:
        return Move.UNCHANGED
    return Move.UP if after > before else Move.DOWN
