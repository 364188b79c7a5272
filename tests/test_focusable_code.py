"""Code that a small screen cannot show whole takes the focus; other code does not."""

from __future__ import annotations

import pytest

from foresite.focusable_code import FITS, with_focusable_code


def block(code: str, *, attributes: str = "") -> str:
    """A block of code as Markdown's fences become it."""
    return (
        f"<p>Before.</p>\n<pre><span></span><code{attributes}>{code}\n</code></pre>\n<p>After.</p>"
    )


@pytest.mark.parametrize(
    "code",
    [
        "x" * (FITS + 1),
        "short\n" + "x" * (FITS + 1) + "\nshort",
        '<span class="k">' + "x" * FITS + "</span>:",
        "&lt;" * (FITS + 1),
    ],
    ids=["one long line", "among others", "coloured", "escaped"],
)
def test_a_long_line_gives_its_block_the_focus(code: str) -> None:
    assert with_focusable_code(block(code)) == block(code, attributes=' tabindex="0"')


@pytest.mark.parametrize(
    "code",
    ["", "x" * FITS, "x\n" * 100, '<span class="something long">x</span>', "&amp;" * FITS],
    ids=["empty", "just fits", "many lines", "coloured", "escaped"],
)
def test_code_that_fits_is_no_stop_on_the_way_through_the_page(code: str) -> None:
    assert with_focusable_code(block(code)) == block(code)


def test_blocks_are_told_apart_and_what_has_its_attribute_keeps_it() -> None:
    long, short = "x" * (FITS + 1), "x"
    given = block(short) + block(long) + block(long, attributes=' class="a" tabindex="-1"')
    wanted = (
        block(short)
        + block(long, attributes=' tabindex="0"')
        + block(long, attributes=' class="a" tabindex="-1"')
    )
    assert with_focusable_code(given) == wanted


def test_code_in_a_line_of_prose_is_left_alone() -> None:
    prose = f"<p>Write <code>{'x' * 100}</code>, then go on.</p>"
    assert with_focusable_code(prose) == prose
