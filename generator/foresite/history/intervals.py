"""What stood only for a while: a firm text or a rule that said nothing new and was taken back.

Criteria that turn firm free a number because they say what would settle it. If
they say the same as under review, and are under review again later, they said
nothing, and no number moved for a reason. Likewise a rule of the headline
between two that are the same. So such an interval counts as what surrounds it.
What comes once the answer is known takes nothing back.
"""

from __future__ import annotations

from foresite.model import (
    CriteriaStatus,
    CriteriaVersion,
    Dimension,
    Forecast,
    HeadlineVersion,
)


def rules_meant(forecast: Forecast, rule: HeadlineVersion) -> tuple[HeadlineVersion, ...]:
    """A rule of the headline, and those before it that came back after it."""
    if rule not in forecast.headlines:
        return (rule,)
    place = forecast.headlines.index(rule)
    later = {
        (each.rule, each.dimension)
        for each in forecast.headlines[place + 1 :]
        if _is_before_the_answer(forecast, each)
    }
    earlier = forecast.headlines[:place]
    return (rule, *(each for each in earlier if (each.rule, each.dimension) in later))


def is_reviewed(forecast: Forecast, dimension: Dimension, version: CriteriaVersion) -> bool:
    """Whether a version is under review, or firm for a while with nothing new to say."""
    versions = dimension.criteria
    if version.status is CriteriaStatus.UNDER_REVIEW or version not in versions:
        return version.status is CriteriaStatus.UNDER_REVIEW
    place = versions.index(version)
    reviews = [at for at, each in enumerate(versions) if each.status is CriteriaStatus.UNDER_REVIEW]
    before = max((at for at in reviews if at < place), default=None)
    after = min((at for at in reviews if at > place), default=None)
    if before is None or after is None or not _is_before_the_answer(forecast, versions[after]):
        return False
    text = _letters(versions[before])
    return text == _letters(versions[after]) or all(
        text == _letters(each) for each in versions[before:after]
    )


def _is_before_the_answer(forecast: Forecast, version: CriteriaVersion | HeadlineVersion) -> bool:
    return forecast.resolution is None or version.since < forecast.resolution.known_on


def _letters(version: CriteriaVersion) -> str:
    """A text without its white space."""
    return "".join(version.text.split())
