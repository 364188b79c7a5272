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


@pytest.mark.parametrize(
    "line",
    [
        "Inside a line: [[chart rain-in-paris]] is left.",
        "- [[chart rain-in-paris]]",
        "1. x\n\n    [[chart rain-in-paris]]",
        "> [[chart rain-in-paris]]",
        "| a | [[chart rain-in-paris]] |",
        "**[[chart rain-in-paris]]**",
    ],
)
def test_a_chart_that_does_not_stand_alone_is_a_problem(line: str) -> None:
    assert "[[chart rain-in-paris]]" in expanded(line)
    [problem] = embeds.find_problems("content/a.md", f"# T\n\n{line}\n", known=RAIN)
    assert (problem.rule, problem.where.line) == ("embed-form", 3 + line.count("\n"))
    assert problem.where.column == line.rpartition("\n")[2].index("[[") + 1
    assert problem.message == "quotes a chart among other text, but a chart takes a line of its own"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[[Probability rain-in-paris]]", "[[probability rain-in-paris]]"),
        ("[[ probability rain-in-paris ]]", "[[probability rain-in-paris]]"),
        ("[[probability\train-in-paris]]", "[[probability rain-in-paris]]"),
        ("[[CHART rain-in-paris]]", "[[chart rain-in-paris]]"),
        ("[[words]]", "[[words some-forecast]]"),
        ("[[move rain in paris]]", "[[move some-forecast]]"),
    ],
)
def test_a_quotation_that_is_written_otherwise_is_a_problem(typed: str, meant: str) -> None:
    assert expanded(f"We say {typed}.") == f"We say {typed}."
    [problem] = embeds.find_problems("content/a.md", f"We say {typed}.\n", known=RAIN)
    assert (problem.rule, problem.where.line, problem.where.column) == ("embed-form", 1, 8)
    assert problem.where.length == len(typed)
    assert f"write {meant}:" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "[[1]](https://example.org) and [[See below]] and [[ ]] and [[]]",
        "`[[Probability rain-in-paris]]`",
        "```\n- [[chart rain-in-paris]]\n```",
        "1. x\n\n        [[ chart rain-in-paris ]]",
        "<!-- nothing -->\n[[chart rain-in-paris]]",
        "   [[chart rain-in-paris]]  ",
    ],
)
def test_what_is_no_quotation_or_a_good_one_is_no_problem(text: str) -> None:
    assert embeds.find_problems("content/a.md", text, known=RAIN) == ()


@pytest.mark.parametrize(
    "holder",
    [
        "- x",
        "12. x",
        "!!! note",
        '??? "More"',
        '=== "Tab"',
        "[^1]: x",
        "Term\n:   x",
        "- x\n\n    - y\n\n    ",
    ],
)
def test_indented_lines_that_something_holds_are_no_code(holder: str) -> None:
    text = f"{holder}\n\n    [[words rain-in-paris]]\n\nAfter.\n\n    [[words rain-in-paris]]"
    assert expanded(text) == text.replace("[[words rain-in-paris]]", "unlikely", 1)


def test_a_paragraph_goes_on_in_an_indented_line() -> None:
    assert expanded("We say\n    [[words rain-in-paris]].") == "We say\n    unlikely."


def test_of_a_forecast_that_has_problems_a_preview_says_so() -> None:
    text = "It is [[words snow-in-rome]].\n\n[[chart snow-in-rome]]"
    shown = embeds.expand(text, page_address="method/", find=RAIN, broken={"snow-in-rome"})
    link = '<a class="fs-quoted" href="../forecasts/snow-in-rome/">forecast has problems</a>'
    assert shown == f"It is {link}.\n\n{link}"


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
