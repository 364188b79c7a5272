"""What a page prints of the text that decides: in force, before, and held."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version of a dimension's criteria among several.

    ``difference`` shows what became of the words of the version before, and is
    empty for the first; ``text`` is the whole text.
    """

    held: str
    status: str
    effect: str
    reason: str
    difference: Markup
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A dimension's criteria in force; ``versions`` run from newest to oldest if there are several."""

    anchor: str
    name: str
    question: str
    status: str
    since: str
    under_review: bool
    reason: str
    frozen: str
    text: Markup
    changes: str
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView:
    """A warning that was set aside: what the rule says, where it is explained, and why."""

    rule: str
    href: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """Another forecast whose answer hangs together with this one's; ``since``, if it came later."""

    question: str
    href: str
    number: str
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaSection:
    """Everything under "What decides it"."""

    readings: tuple[ReadingView, ...]
    waivers: tuple[WaiverView, ...]
    implies: tuple[RelatedView, ...]
    implied_by: tuple[RelatedView, ...]
