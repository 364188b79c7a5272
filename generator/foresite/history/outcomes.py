"""How a headline came out, by the rule that joins its dimensions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from foresite.model import Answer, HeadlineRule, Outcome


def headline_outcome(
    rule: HeadlineRule, dimension: str | None, answers: Mapping[str, Answer]
) -> Outcome:
    """The headline's outcome; ``answers`` has every dimension's, and the rule is not unspecified."""
    outcomes = [answer.outcome for answer in answers.values()]
    match rule:
        case HeadlineRule.DIMENSION:
            assert dimension is not None
            return answers[dimension].outcome
        case HeadlineRule.ALL:
            return _joined(outcomes, decisive=Outcome.NO, otherwise=Outcome.YES)
        case HeadlineRule.ANY:
            return _joined(outcomes, decisive=Outcome.YES, otherwise=Outcome.NO)
        case HeadlineRule.UNSPECIFIED:
            raise AssertionError("refused before")


def _joined(outcomes: Collection[Outcome], *, decisive: Outcome, otherwise: Outcome) -> Outcome:
    if decisive in outcomes:
        return decisive
    open_ = [outcome for outcome in (Outcome.ANNULLED, Outcome.AMBIGUOUS) if outcome in outcomes]
    return open_[0] if open_ else otherwise
