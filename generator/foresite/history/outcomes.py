"""How a headline came out, by the rule that joins its dimensions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from foresite.model import Answer, Dimension, HeadlineRule, HeadlineVersion, Outcome


def headline_answer(
    rule: HeadlineVersion, dimensions: Collection[Dimension], answers: Mapping[str, Answer]
) -> Answer | None:
    """The headline's answer by that rule; None without one, or if its dimension has no answer.

    A rule that joins dimensions joins those there were when it began.
    """
    outcomes = [answers[d.id].outcome for d in dimensions if rule.hangs_on(d) and d.id in answers]
    match rule.rule:
        case HeadlineRule.DIMENSION:
            return answers.get(rule.dimension or "")
        case HeadlineRule.ALL:
            return Answer(outcome=_joined(outcomes, decisive=Outcome.NO, otherwise=Outcome.YES))
        case HeadlineRule.ANY:
            return Answer(outcome=_joined(outcomes, decisive=Outcome.YES, otherwise=Outcome.NO))
        case HeadlineRule.UNSPECIFIED:
            return None


def _joined(outcomes: Collection[Outcome], *, decisive: Outcome, otherwise: Outcome) -> Outcome:
    if decisive in outcomes:
        return decisive
    open_ = [outcome for outcome in (Outcome.ANNULLED, Outcome.AMBIGUOUS) if outcome in outcomes]
    return open_[0] if open_ else otherwise
