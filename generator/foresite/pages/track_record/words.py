"""The names of scores, references, stages and groups, as readers see them.

One wording for the record's page, the forecasts' pages and the home page. The
anchors are those of ``_score_definitions.md.jinja``, where each is defined.
"""

from __future__ import annotations

from dataclasses import dataclass

from foresite.kinds import kind_rules
from foresite.model import Answer, Belief, Forecast, Kind, KindName, Outcome
from foresite.track_record import GroupBy, Moment, Recording, ReferenceName, Row, Stage
from foresite.words import percent, score_figure

LOWER = "lower is better"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreName:
    """A score's name, its range in words, and the anchor of its definition."""

    name: str
    reach: str
    anchor: str


SCORES = {
    "brier": ScoreName(name="Brier score", reach="0 to 1", anchor="brier-score"),
    "log": ScoreName(name="Log score", reach="0 or more", anchor="log-score"),
    "brier_multi": ScoreName(
        name="Brier score over all options", reach="0 to 2", anchor="brier-score-over-all-options"
    ),
    "rps": ScoreName(
        name="Ranked probability score", reach="0 or more", anchor="ranked-probability-score"
    ),
    "wis": ScoreName(
        name="Weighted interval score", reach="0 or more", anchor="weighted-interval-score"
    ),
    "crps": ScoreName(
        name="CRPS from quantiles",
        reach="0 or more",
        anchor="continuous-ranked-probability-score",
    ),
}
"""The scores of which lower is better, in the order in which they are told."""

DECISIVE = {
    KindName.BINARY: "brier",
    KindName.MULTIPLE_CHOICE: "brier_multi",
    KindName.NUMERIC: "wis",
    KindName.DATE: "wis",
}
"""The score by which questions of a kind are ranked and grouped."""

KINDS = {
    KindName.BINARY: ("yes-or-no question", "yes-or-no questions"),
    KindName.MULTIPLE_CHOICE: ("multiple-choice question", "multiple-choice questions"),
    KindName.NUMERIC: ("question about a number", "questions about a number"),
    KindName.DATE: ("question about a date", "questions about a date"),
}

KIND_NOTES = {
    KindName.BINARY: "yes or no",
    KindName.MULTIPLE_CHOICE: "multiple choice",
    KindName.NUMERIC: "numbers",
    KindName.DATE: "dates",
}

MOMENTS = {
    Moment.OPENING: "At the opening",
    Moment.CLOSE: "At the close",
    Moment.AVERAGE: "Over time",
}

REFERENCES = {
    ReferenceName.EVEN: "always 50\N{NARROW NO-BREAK SPACE}%",
    ReferenceName.FIRST: "the first number, never moved",
    ReferenceName.BASE_RATE: "the base rate that the forecast states",
    ReferenceName.MARKET: "the market or crowd at the time",
    ReferenceName.SIGNPOSTS: "the signposts, had they been followed",
}

STAGES = {
    Stage.SCORED: ("Scored", "Matured, answered, and a number stood in time. Only these count."),
    Stage.UNNUMBERED: ("Without a number", "Answered, but no number stood before the answer."),
    Stage.AMBIGUOUS: ("Ambiguous", "What happened cannot be told. Not a “no”, and not scored."),
    Stage.ANNULLED: ("Annulled", "The question was flawed. Not a “no”, and not scored."),
    Stage.WITHDRAWN: (
        "Withdrawn",
        "An answer was recorded and taken back; its scores went with it.",
    ),
    Stage.OVERDUE: ("Overdue", "The scheduled date has passed and no answer is recorded."),
    Stage.EARLY: ("Answered early", "The answer is known, but the scheduled date is yet to come."),
    Stage.UNDATED: (
        "Answered, never dated",
        "No closing date was ever published, so it could only be decided one way while it waited.",
    ),
    Stage.OPEN: ("Open", "The scheduled date is yet to come, or none is published."),
}

RECORDINGS = {
    Recording.IN_TIME: (
        "Recorded in time",
        "Of those that count: git has every scored number since the day of the answer or before.",
    ),
    Recording.PARTLY_AFTER: (
        "Recorded partly after the answer",
        "Of those that count: the first number was here in time, another that is scored was not.",
    ),
    Recording.AFTER_ANSWER: (
        "Recorded after the answer was known",
        "Of those that count: entered here only then, as are forecasts brought from elsewhere.",
    ),
    Recording.UNKNOWN: (
        "Recorded on an unknown day",
        "Of those that count: git does not say since when they are here, and nothing is claimed.",
    ),
}

GROUPS = {
    GroupBy.AUTHOR: "By author",
    GroupBy.TAG: "By tag",
    GroupBy.YEAR: "By year of the scheduled date",
    GroupBy.HORIZON: "By horizon: days before the scheduled date",
    GroupBy.DIMENSION: "By dimension",
}
"""Those that are shown, in order; the table of scores already tells the kinds apart."""

GROUP_NOTES = {
    GroupBy.HORIZON: (
        "Counted to the scheduled date, which was known when a number was given, and not to the day "
        "of the answer, which was not. A question that was answered early is in the farther bands "
        "alone, so the nearer bands hold only questions that were still open: two bands are not of "
        "the same questions."
    ),
}
"""What must be known to read a sort of group."""


def score_name(score: str, unit: str = "") -> str:
    """``Weighted interval score in tonnes``; without a unit where it has none."""
    return f"{SCORES[score].name} in {unit}" if unit else SCORES[score].name


def uncapitalised(name: str) -> str:
    """A score's name within a sentence: names of people and abbreviations stay as they are."""
    return name if name.startswith(("Brier", "CRPS")) else f"{name[0].lower()}{name[1:]}"


def signed(value: float) -> str:
    """A score's difference with its sign."""
    figure = score_figure(value)
    return f"+{figure}" if value > 0 and figure[0].isdigit() else figure


def reference_name(reference: ReferenceName, kind: KindName) -> str:
    """With what a kind's forecasts are compared."""
    if reference is ReferenceName.EVEN and kind is KindName.MULTIPLE_CHOICE:
        return "the same chance for each option"
    return REFERENCES[reference]


def questions(kind: KindName, count: int) -> str:
    """``36 yes-or-no questions``, ``one question about a date``."""
    one, many = KINDS[kind]
    return f"one {one}" if count == 1 else f"{count:,} {many}"


def kind_of(forecast: Forecast, row: Row) -> Kind:
    """The kind of a row's reading."""
    return forecast.kind if row.is_headline else forecast.dimension(row.dimension).kind


def said(forecast: Forecast, row: Row, belief: Belief | None) -> str:
    """A belief of a row's reading in a table's cell."""
    if belief is None:
        return "no number"
    if belief.probability is not None:
        return percent(belief.probability)
    kind = kind_of(forecast, row)
    return kind_rules(kind).figure(kind, belief).short


def came_out(forecast: Forecast, row: Row) -> str:
    """A row's answer in a table's cell."""
    return "not known" if row.answer is None else _answer(kind_of(forecast, row), row.answer)


def _answer(kind: Kind, answer: Answer) -> str:
    if answer.outcome is Outcome.SETTLED:
        return kind_rules(kind).answer_words(kind, answer)
    return answer.outcome.value


def listed(names: list[str]) -> str:
    """``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
