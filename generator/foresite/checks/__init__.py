"""Rules that look beyond a single field: across a forecast's files and dates.

Enters the model, as a draft that holds what has faults too; leaves Problems that
stay true when the faults are mended. Each rule's page, with a bad and a good
example that the tests run, lies in ``foresite/rules``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from foresite.checks.author_text import html_shown_as_text, image_as_link, link_scheme
from foresite.checks.beliefs import (
    belief_misfit,
    headline_missing,
    reference_misfit,
    signpost_misfit,
)
from foresite.checks.coherence import headline_bounds
from foresite.checks.corrections import correction_dates
from foresite.checks.criteria import (
    criteria_after_closing,
    criteria_alike,
    criteria_and_or,
    criteria_date,
    criteria_relative_time,
    criteria_source,
    criteria_threshold,
    criteria_two_questions,
)
from foresite.checks.dates import (
    closes_before_opened,
    criteria_before_opening,
    resolves_before_closes,
    review_before_update,
    update_after_closing,
    update_before_opening,
    update_in_future,
)
from foresite.checks.desk import Desk
from foresite.checks.dimensions import dimension_added
from foresite.checks.evidence import evidence_source
from foresite.checks.freeze import frozen_number
from foresite.checks.headlines import headline_ahead, headline_mismatch
from foresite.checks.implications import implies_bound, implies_known
from foresite.checks.likelihood_ratios import likelihood_ratio
from foresite.checks.options import option_dates, option_too_late
from foresite.checks.references import (
    author_unknown,
    dimension_undeclared,
    evidence_twice,
    signpost_undeclared,
)
from foresite.checks.resolutions import (
    outcome_day,
    reason_unused,
    resolution_dates,
    update_after_answer,
)
from foresite.checks.seals import seal_dates, seal_mismatch
from foresite.checks.signposts import signpost_date, signpost_evidence, signpost_order
from foresite.checks.updates import no_update, reason_missing
from foresite.checks.waivers import without_waived
from foresite.checks.word_numbers import number_doubtful, words_number
from foresite.checks.words import words_doubtful, words_misfit
from foresite.model import Archive, Forecast
from foresite.problems import Problem, Severity
from foresite.records import NAMES

Check = Callable[[Forecast, Archive, Desk], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    author_unknown,
    belief_misfit,
    closes_before_opened,
    correction_dates,
    criteria_after_closing,
    criteria_alike,
    criteria_and_or,
    criteria_before_opening,
    criteria_date,
    criteria_relative_time,
    criteria_source,
    criteria_threshold,
    criteria_two_questions,
    dimension_added,
    dimension_undeclared,
    evidence_source,
    evidence_twice,
    frozen_number,
    headline_ahead,
    headline_bounds,
    headline_mismatch,
    headline_missing,
    html_shown_as_text,
    image_as_link,
    implies_bound,
    implies_known,
    likelihood_ratio,
    link_scheme,
    no_update,
    number_doubtful,
    option_dates,
    option_too_late,
    outcome_day,
    reason_missing,
    reason_unused,
    reference_misfit,
    resolution_dates,
    resolves_before_closes,
    review_before_update,
    seal_dates,
    seal_mismatch,
    signpost_date,
    signpost_evidence,
    signpost_misfit,
    signpost_order,
    signpost_undeclared,
    update_after_answer,
    update_after_closing,
    update_before_opening,
    update_in_future,
    words_doubtful,
    words_misfit,
    words_number,
)


FITTING: tuple[Check, ...] = (
    belief_misfit,
    dimension_undeclared,
    headline_missing,
    signpost_undeclared,
)
"""What must hold for a forecast’s files to fit each other, so that it can be put into words."""


def is_fitting(forecast: Forecast, archive: Archive, *, desk: Desk) -> bool:
    """Whether the forecast’s files fit each other, whatever else is wrong with them."""
    return not any(True for rule in FITTING for _ in rule(forecast, archive, desk))


def check(archive: Archive, *, desk: Desk) -> tuple[Problem, ...]:
    """Every Problem the rules find, sorted."""
    found = (
        problem
        for forecast in archive.forecasts
        for rule in CHECKS
        for problem in rule(forecast, archive, desk)
        if problem.severity is Severity.ERROR or desk.knows(forecast, ("waivers", NAMES))
    )
    return tuple(sorted(found))


__all__ = ["CHECKS", "Check", "Desk", "check", "is_fitting", "without_waived"]
