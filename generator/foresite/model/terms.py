"""The words of the field that take one of a few values."""

from __future__ import annotations

from enum import StrEnum


class HeadlineRule(StrEnum):
    """What ties the headline number to the dimensions."""

    DIMENSION = "dimension"
    ALL = "all"
    ANY = "any"
    UNSPECIFIED = "unspecified"


class CriteriaStatus(StrEnum):
    """Whether resolution criteria may be relied on."""

    FIRM = "firm"
    UNDER_REVIEW = "under-review"


class CriteriaEffect(StrEnum):
    """What a new version of the criteria does to the outcomes that count."""

    NARROWS = "narrows"
    WIDENS = "widens"
    CLARIFIES = "clarifies"


class Reason(StrEnum):
    """Why an update was made."""

    OPENING = "opening"
    EVIDENCE = "evidence"
    REREADING = "re-reading"
    TIME = "passage-of-time"
    CRITERIA = "criteria"
    CORRECTION = "correction"


class Move(StrEnum):
    """The direction of a move whose size was not published."""

    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"


class EvidenceKind(StrEnum):
    """Direct evidence measures the question itself; circumstantial suggests."""

    DIRECT = "direct"
    CIRCUMSTANTIAL = "circumstantial"


class Direction(StrEnum):
    """Which way a piece of evidence cuts."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    BOTH = "both"


class SignpostState(StrEnum):
    """Armed: watched for. Fired: it happened. Expired: it no longer can."""

    ARMED = "armed"
    FIRED = "fired"
    EXPIRED = "expired"


class Comparison(StrEnum):
    """The side of its threshold to which a signpost would move the number."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"


class Outcome(StrEnum):
    """What a resolution says; the last two are listed and never scored.

    ``SETTLED`` is an answer that is neither yes nor no: an option or a quantity.
    """

    YES = "yes"
    NO = "no"
    SETTLED = "settled"
    AMBIGUOUS = "ambiguous"
    ANNULLED = "annulled"


UNSCORED = (Outcome.AMBIGUOUS, Outcome.ANNULLED)


class KindName(StrEnum):
    """What sort of answer a question has."""

    BINARY = "binary"
    MULTIPLE_CHOICE = "multiple-choice"
    NUMERIC = "numeric"
    DATE = "date"


class Side(StrEnum):
    """Beyond which open bound a quantity came out."""

    BELOW = "below"
    ABOVE = "above"


class Status(StrEnum):
    """The life of a question, in Metaculus's words."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    RESOLVED = "resolved"
