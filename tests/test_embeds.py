"""Forecasts quoted in authored pages."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from foresite import embeds
from foresite.pages.quotations import quotations
from tests.hostile import FILES
from tests.worlds import TODAY, found, load, loaded

RAIN = quotations(loaded()[0], today=TODAY)


def expanded(text: str, page: str = "method/") -> str:
    """The text with the valid world's forecast quoted, as on that page."""
    return embeds.expand(text, page_address=page, find=RAIN)


def test_a_number_is_quoted_with_a_link_that_fits_the_page() -> None:
    quoted = "40\N{NARROW NO-BREAK SPACE}%"
    assert expanded("We say [[probability rain-in-paris]].") == (
        f'We say <a class="fs-quoted" href="../forecasts/rain-in-paris/">{quoted}</a>.'
    )
    assert 'href="forecasts/rain-in-paris/"' in expanded("[[probability rain-in-paris]]", "")
    assert 'href="../../forecasts/' in expanded("[[question rain-in-paris]]", "project/glossary/")


def test_words_and_the_last_move_are_quoted_as_text() -> None:
    assert expanded("[[words rain-in-paris]]") == "unlikely"
    assert "Opened at 40" in expanded("[[move rain-in-paris]]")


def test_a_chart_stands_alone_on_its_line_with_its_sentence() -> None:
    figure = expanded("Above.\n\n[[chart rain-in-paris]]\n")
    assert '<img class="fs-plot" src="../forecasts/rain-in-paris/chart.svg"' in figure
    assert 'data-chart="../forecasts/rain-in-paris/chart.json"' in figure
    assert "[[chart" in expanded("Inside a line: [[chart rain-in-paris]] is left.")


@pytest.mark.parametrize(
    "text",
    [
        "`[[probability rain-in-paris]]`",
        "``[[probability rain-in-paris]]``",
        "```\n[[probability rain-in-paris]]\n```",
        "1. x\n\n    ```md\n    [[probability rain-in-paris]]\n    ```",
        "    [[probability rain-in-paris]]",
        "[[probability no-such-forecast]]",
        "[[weather rain-in-paris]]",
        "[a][b] [[x]]",
    ],
)
def test_code_and_what_leads_nowhere_are_left_as_typed(text: str) -> None:
    assert expanded(text) == text


def test_what_leads_nowhere_is_a_problem_at_its_place() -> None:
    text = "# T\n\n`[[words x]]` and [[probability rain-in-pari]] and [[wrods rain-in-paris]]\n"
    problems = embeds.find_problems("content/a.md", text, known=RAIN)
    assert found(problems) == [("embed-unknown", "content/a.md", 3)] * 2
    assert [p.where.column for p in problems] == [19, 52]
    assert [p.hint for p in problems] == ["did you mean “rain-in-paris”?", "did you mean “words”?"]


def test_hostile_text_is_inert_where_it_is_quoted() -> None:
    known = quotations(load(FILES)[0], today=TODAY)
    text = "\n\n".join(f"[[{word} rain-in-paris]]" for word in embeds.WORDS)
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert not any(key.startswith("on") for key, _ in attrs)

    Tags().feed(embeds.expand(text, page_address="", find=known))
    assert set(tags) == {"a", "figure", "img", "figcaption"}
