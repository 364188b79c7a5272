"""The catalogue of rules: one Markdown page each, shipped with the package.

The same text is printed by ``foresite explain``, shown on the site, and run by
the tests: what stands under "Refused" is refused at the line it names, what
stands under "Accepted" is accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from foresite.problems import Severity

SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Probabilities",
        (
            "probability-range",
            "probability-format",
            "belief",
            "headline-mismatch",
            "frozen-number",
            "threshold",
        ),
    ),
    (
        "Kinds of question",
        (
            "kind",
            "belief-kind",
            "option-unknown",
            "option-missing",
            "option-sum",
            "option-dates",
            "option-too-late",
            "quantile-level",
            "quantile-order",
            "quantile-median",
            "quantile-range",
            "quantity",
        ),
    ),
    (
        "Dates",
        (
            "date-format",
            "date-exists",
            "closes-before-opened",
            "resolves-before-closes",
            "criteria-before-opening",
            "criteria-order",
            "update-before-opening",
            "update-in-future",
            "update-after-closing",
            "review-before-update",
        ),
    ),
    (
        "Updates",
        (
            "no-update",
            "reason-missing",
            "rationale-missing",
            "bearing",
            "evidence-source",
            "evidence-twice",
        ),
    ),
    (
        "Signposts and evidence",
        ("signpost-order", "signpost-date", "signpost-evidence", "likelihood-ratio"),
    ),
    (
        "Names",
        (
            "slug",
            "author-unknown",
            "dimension-undeclared",
            "dimension-added",
            "dimension-reserved",
            "signpost-undeclared",
            "headline",
            "criteria-twice",
        ),
    ),
    (
        "Coherence",
        ("headline-bounds", "implies", "implies-bound", "implies-bound-before"),
    ),
    ("Words", ("words-misfit", "words-doubtful", "words-number")),
    (
        "Criteria",
        (
            "criteria-date",
            "criteria-after-closing",
            "criteria-source",
            "criteria-threshold",
            "criteria-and-or",
            "criteria-two-questions",
            "criteria-relative-time",
            "criteria-alike",
            "waiver",
        ),
    ),
    (
        "Resolutions",
        (
            "outcome",
            "post-mortem-missing",
            "resolution-dates",
            "resolution-headline",
            "resolution-reason",
            "resolution-reason-unused",
            "resolution-twice",
            "update-after-answer",
        ),
    ),
    (
        "What is published",
        (
            "published-changed",
            "published-removed",
            "published-order",
            "published-nothing",
            "limit-loosened",
            "update-backdated",
            "correction-differs",
        ),
    ),
    (
        "Corrections",
        ("correction-file", "correction-text", "correction-unchanged", "correction-dates"),
    ),
    (
        "Sealed texts",
        (
            "seal-digest",
            "seal-missing",
            "seal-text",
            "seal-mismatch",
            "seal-dates",
            "seal-unpublished",
        ),
    ),
    (
        "Fields",
        (
            "missing-key",
            "unknown-key",
            "duplicate-key",
            "shape",
            "text",
            "question-length",
            "allowed-values",
            "url",
            "yaml-syntax",
            "tab-indentation",
            "yaml-alias",
            "yaml-depth",
        ),
    ),
    ("Markdown", ("html-as-text", "image-as-link", "link-address", "embed-unknown", "embed-form")),
    (
        "Files",
        (
            "archive-missing",
            "stray-file",
            "update-name",
            "slug-clash",
            "empty-file",
            "front-matter",
            "not-utf-8",
            "byte-order-mark",
            "line-endings",
            "invisible-character",
            "file-size",
            "link-outside",
            "unreadable-file",
        ),
    ),
)
"""Every rule's id under one subject, in the order in which readers see them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule's id, its title, and its page as Markdown."""

    id: str
    title: str
    text: str
    severity: Severity


def _read() -> tuple[Rule, ...]:
    pages = resources.files(__package__).iterdir()
    texts = {
        p.name.removesuffix(".md"): p.read_text("utf-8") for p in pages if p.name.endswith(".md")
    }
    return tuple(
        Rule(
            id=id_,
            title=text.partition("\n")[0].removeprefix("# "),
            text=text,
            severity=Severity.WARNING if "\n## Warned about" in text else Severity.ERROR,
        )
        for id_, text in sorted(texts.items())
    )


RULES: tuple[Rule, ...] = _read()


def rule(id_: str) -> Rule | None:
    """The rule of that id, or None if there is none."""
    return next((rule for rule in RULES if rule.id == id_), None)
