"""The catalogue of rules as a page, from the same texts that ``explain`` prints."""

from __future__ import annotations

import re

from markupsafe import Markup

from foresite.pages.environment import render
from foresite.publication import RenderedFile, page_source
from foresite.rules import RULES, SUBJECTS, Rule


def rules_page() -> RenderedFile:
    """The page at ``rules/``, each rule under its id as an anchor."""
    content = render("rules.md.jinja", subjects=_subjects())
    return RenderedFile(path=page_source("rules/"), content=content)


def _subjects() -> list[tuple[str, list[Markup]]]:
    by_id = {rule.id: rule for rule in RULES}
    return [(subject, [_section(by_id[id_]) for id_ in ids]) for subject, ids in SUBJECTS]


def _section(rule: Rule) -> Markup:
    """A rule's page as a section: our own text, headings two levels down, fences left alone."""
    lines, fence = [], ""
    for line in rule.text.strip().splitlines():
        mark = re.match(r"`{3,}|~{3,}", line)
        if mark and not fence:
            fence = mark.group()
        elif fence and line.strip() == fence:
            fence = ""
        elif not fence and line.startswith("## "):
            line = f"**{line[3:]}**"  # noqa: PLW2901 - a line's own new text
        elif not fence and line.startswith("# "):
            line = f"### {line[2:]} {{: #{rule.id} }}\n\n`{rule.id}`"  # noqa: PLW2901
        lines.append(line)
    return Markup("\n".join(lines))  # noqa: S704 - package data, ours
