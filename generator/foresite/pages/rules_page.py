"""The catalogue of rules as a page, from the same texts that ``explain`` prints."""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from foresite.author_html import author_html
from foresite.pages.environment import render
from foresite.publication import RenderedFile, page_source
from foresite.rules import RULES, SUBJECTS, Rule

_EXAMPLE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\w+) title=\"(?P<file>[^\"]+)\"\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)

_ASIDE = re.compile(r"(\x00\d+\x00)")
"""Where an example stood."""


def rules_page() -> RenderedFile:
    """The page at ``rules/``, each rule under its id as an anchor."""
    content = render("rules.md.jinja", subjects=_subjects())
    return RenderedFile(path=page_source("rules/"), content=content)


def _subjects() -> list[tuple[str, list[Markup]]]:
    by_id = {rule.id: rule for rule in RULES}
    return [(subject, [_section(by_id[id_]) for id_ in ids]) for subject, ids in SUBJECTS]


def _section(rule: Rule) -> Markup:
    """A rule's page as a section: our own text, headings two levels down."""
    examples: list[str] = []

    def set_aside(found: re.Match[str]) -> str:
        examples.append(_example(found["language"], found["file"], found["text"]))
        return f"\x00{len(examples) - 1}\x00"

    text = _EXAMPLE.sub(set_aside, rule.text.strip())
    text, *samples = re.split(r"^## ", text, flags=re.MULTILINE)
    headed = rf"### \1 {{: #{rule.id} }}\n\n`{rule.id}`"
    text = re.sub(r"^# (.+)$", headed, text, count=1, flags=re.MULTILINE)
    text = text.rstrip() + "\n\n" + "\n\n".join(_folded(sample) for sample in samples)
    text = re.sub(r"\x00(\d+)\x00", lambda found: examples[int(found[1])], text)
    return Markup(text.rstrip())  # noqa: S704 - package data, ours


def _folded(sample: str) -> str:
    """What is refused or accepted, shut below its name: HTML, where no engine looks for Markdown."""
    name, _, text = sample.partition("\n")
    lines = [
        part.strip() if _ASIDE.fullmatch(part.strip()) else str(author_html(part)).strip()
        for part in _ASIDE.split(text)
    ]
    said = "\n".join(line for line in lines if line)
    return f'<details class="fs-earlier fs-fold"><summary>{name}</summary>\n{said}\n</details>'


def _example(language: str, file: str, text: str) -> str:
    """An example as one line of HTML: what a fence means depends on a desk's extensions."""
    coloured = highlight(
        text, get_lexer_by_name(language, stripnl=False), HtmlFormatter(nowrap=True)
    )
    one_line = coloured.strip("\n").replace("\n", "&#10;")
    return (
        f'<div class="highlight"><span class="filename">{escape(file)}</span>'
        f"<pre><code>{one_line}</code></pre></div>"
    )
