"""Author Markdown as safe HTML: the one trust policy.

Enters CommonMark that nobody vouches for; leaves ``Markup`` that can stand in
a page as it is: HTML shown as text, links only to http, https and mailto,
images as links, headings demoted, no blank lines (a blank line would hand what
follows back to the engine's own Markdown).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

_FENCE = re.compile(r"^([ \t]*(?:<pre><code[^>]*>)?)([`~])(?=\2\2)", re.MULTILINE)
_ALLOWED = re.compile(r"(https?:|mailto:)", re.IGNORECASE)


def author_html(markdown: str, *, heading_level: int = 3) -> Markup:
    """An author's Markdown as HTML, with its first level of heading at ``heading_level``."""
    html = _parser(heading_level).render(markdown)
    # A fence that is text would be a fence again to the engine that gets the page.
    html = _FENCE.sub(lambda found: f"{found[1]}&#{ord(found[2])};", html)
    # Blank lines remain only inside <pre>, where a line feed may be written as a reference.
    return Markup(re.sub(r"\n(?=[ \t]*\n)", "&#10;", html.strip()))  # noqa: S704 - built from escaped tokens


def verbatim_html(text: str) -> Markup:
    """A file as it was typed, line for line, behind a fence longer than any of its own."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    body = text.rstrip("\n")
    return author_html(f"{fence}\n{body}\n{fence}")


class _Renderer(RendererHTML):
    """CommonMark's renderer, with headings below those of the page."""

    heading_level = 3

    def heading_open(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f"<h{self._level(tokens[index])}>"

    def heading_close(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f"</h{self._level(tokens[index])}>\n"

    def image(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[index]
        label = self.renderInlineAsText(token.children or [], options, env) or "image"
        address = str(token.attrs.get("src", ""))
        link: Any = Markup('<a href="{}" rel="nofollow noopener">{}</a>')
        return str(link.format(address, label))

    def link_open(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        tokens[index].attrSet("rel", "nofollow noopener")
        return self.renderToken(tokens, index, options, env)

    def _level(self, token: Token) -> int:
        return min(6, int(token.tag[1]) + self.heading_level - 1)


@cache
def _parser(heading_level: int) -> MarkdownIt:
    renderer = type("Renderer", (_Renderer,), {"heading_level": heading_level})
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=renderer)
    parser.enable(["table", "strikethrough"])
    parser.validateLink = lambda url: bool(_ALLOWED.match(url.strip()))  # type: ignore[method-assign]  # the library’s own hook
    return parser
