"""Numbers as words: estimative language, complements, percentages, days.

Enters a probability in [0, 1] or a date; leaves the text a reader sees. One
rule for everybody, so that a page, a chart and a feed never disagree.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

MOST_DECIMALS = 7

LEAST_MOVE = 0.0005
"""The smallest move that is told in figures, half of a tenth of a point."""

BANDS: tuple[tuple[float, str], ...] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (float("inf"), "almost certain"),
)
"""Upper bounds, exclusive, of the bands of ICD 203 (2015), section D.6.e(2)(a).

The directive's bands share their endpoints; here each is closed below, so
exactly 20 % is "unlikely" and exactly 80 % is "very likely".
"""


def estimative_words(probability: float) -> str:
    """The likelihood term of ICD 203 for a probability in [0, 1]."""
    return next(words for upper, words in BANDS if probability < upper)


def minority_odds(probability: float) -> str:
    """The less likely side in whole numbers: ``1 in 4 that it does not``.

    Readers over-read a single probability, so the side they would forget is
    said in frequencies. "About" is written unless the fraction is within half
    a percentage point of the number; at 0 and 1 there is no such side.
    """
    if probability in (0.0, 1.0):
        return "no chance is left to the other side"
    return _minority(probability, "does", "does not")


def minority_odds_then(probability: float) -> str:
    """The same of a question that is closed: ``1 in 4 that it would not``."""
    if probability in (0.0, 1.0):
        return "no chance was left to the other side"
    return _minority(probability, "would", "would not")


def _minority(probability: float, yes: str, no: str) -> str:
    minority = min(probability, 1 - probability)
    if abs(minority - 0.5) < 0.005:
        return "1 in 2 either way"
    return f"{_odds(minority)} that it {yes if probability < 0.5 else no}"


def odds_against(probability: float) -> str:
    """The chance of all other options in whole numbers: ``about 4 in 5 that it is another``."""
    if probability in (0.0, 1.0):
        return "no chance is left to the other side"
    return f"{_odds(1 - probability)} that it is another"


def odds_against_then(probability: float) -> str:
    """The same of a question that is closed: ``about 4 in 5 that it would be another``."""
    if probability in (0.0, 1.0):
        return "no chance was left to the other side"
    return f"{_odds(1 - probability)} that it would be another"


def _odds(share: float) -> str:
    """A share strictly between 0 and 1 in whole numbers, as small as will do."""
    if share < 0.1:
        ratio = Fraction(1, _round_figure(1 / share))
    elif share > 0.9:
        whole = _round_figure(1 / (1 - share))
        ratio = Fraction(whole - 1, whole)
    else:
        ratio = Fraction(share).limit_denominator(10)
    about = "" if abs(float(ratio) - share) < 0.0005 else "about "
    return f"{about}{ratio.numerator:,} in {ratio.denominator:,}"


def _round_figure(value: float) -> int:
    """To two significant figures: nobody pictures 1 in 323."""
    if value < 100:
        return round(value)
    return int(float(f"{value:.2g}"))


def percent(probability: float) -> str:
    """A probability as a reader sees it: ``75 %``, ``2.5 %``, ``<0.1 %``.

    Whole between 10 and 90; a decimal outside, where it matters; never "0 %"
    or "100 %" for what is only close to them.
    """
    return f"{percent_figure(probability)}{NARROW_SPACE}%"


def percent_figure(probability: float) -> str:
    """``percent`` without its sign, for a figure set apart from it."""
    value = probability * 100
    if 0 < value < 0.1:
        return "<0.1"
    if 99.9 < value < 100:
        return ">99.9"
    if 9.95 <= value < 90.05:
        return f"{value:.0f}"
    return _trimmed(value)


def percent_change(before: float, after: float) -> tuple[str, str]:
    """Two probabilities written so that a change between them shows, both to one precision."""
    if percent(before) != percent(after) or before == after:
        return percent(before), percent(after)
    for decimals in range(1, MOST_DECIMALS):
        first, second = (f"{p * 100:.{decimals}f}" for p in (before, after))
        # No figure says “0.0 %” or “100.0 %” of what is only close to them.
        if first != second and not {float(first), float(second)} & {0.0, 100.0}:
            return f"{first}{NARROW_SPACE}%", f"{second}{NARROW_SPACE}%"
    return percent(before), percent(after)


def percent_arrow(before: float, after: float) -> str:
    """A change as a heading: ``72 % → 75 %``, or ``53 %, less than 0.1 point lower``."""
    if _is_lost(before, after):
        return f"{percent(after)}, {signed_points(before, after)}"
    return " → ".join(percent_change(before, after))


def percent_move(before: float, after: float) -> str:
    """A change with its size: ``72 % → 75 % (+3 points)``."""
    arrow = percent_arrow(before, after)
    return arrow if _is_lost(before, after) else f"{arrow} ({signed_points(before, after)})"


def percent_before(before: float, after: float) -> str:
    """What a change is counted from: ``72 %``."""
    return percent(before) if _is_lost(before, after) else percent_change(before, after)[0]


def _is_lost(before: float, after: float) -> bool:
    """Whether a change is smaller than a reader is told; not at the ends, where figures hide more."""
    alike = before != after and percent(before) == percent(after)
    return alike and abs(after - before) < LEAST_MOVE and percent(after)[0] not in "<>"


def points(before: float, after: float) -> str:
    """The size of a move, without its sign: ``3 points``, ``0.4 points``.

    Whole, unless it is small, or the figures on both sides would belie it.
    """
    size = abs(after - before) * 100
    if size == 0:
        return "0 points"
    if abs(after - before) < LEAST_MOVE:
        return "less than 0.1 point"
    told = abs(_told(after) - _told(before))
    # Beside "37 % → 57 %" 20.6 points are not 21: what was rounded away is shown.
    is_whole = size >= 0.95 and abs(told - round(size)) < 0.95
    figure = f"{size:.0f}" if is_whole else _trimmed(size)
    return f"{figure} point" if figure == "1" else f"{figure} points"


def signed_points(before: float, after: float) -> str:
    """A move with its sign: ``+3 points``; or with its way, ``less than 0.1 point lower``."""
    if after == before:
        return points(before, after)
    if abs(after - before) < LEAST_MOVE:
        return f"{points(before, after)} {'higher' if after > before else 'lower'}"
    return f"{'+' if after > before else MINUS}{points(before, after)}"


def _told(probability: float) -> float:
    """The figure that stands for a probability, as a number of per cent."""
    return float(percent_figure(probability).lstrip("<>"))


def _trimmed(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def quantity(value: float) -> str:
    """A number of something to four significant figures: ``28,679``, ``0.4213``, ``12.5``."""
    if (value == int(value) and abs(value) < 1e15) or abs(value) >= 1000:
        figure = f"{value:,.0f}"
    else:
        figure = f"{value:.4g}"
    return figure.replace("-", MINUS)


def score_figure(value: float) -> str:
    """A score: three decimals below ten, and never "0.000" for what is not nothing."""
    if abs(value) >= 10:
        return quantity(value)
    if 0 < abs(value) < 0.0005:
        return "<0.001" if value > 0 else f">{MINUS}0.001"
    return f"{value:.3f}".replace("-", MINUS)


def day(value: date) -> str:
    """``23 Nov 2026``."""
    return f"{value.day} {value:%b} {value.year}"


def long_day(value: date) -> str:
    """``23 November 2026``."""
    return f"{value.day} {value:%B} {value.year}"


def full_stop(sentence: str) -> str:
    """A sentence that ends as one, whatever its author left out."""
    return sentence if sentence.endswith((".", "!", "?", "…", "”")) else f"{sentence}."


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 update``, ``three updates``, ``12 updates``: small counts in words."""
    return f"{spelled(number)} {noun if number == 1 else plural or noun + 's'}"


def spelled(number: int) -> str:
    """A count: in words below ten, in figures from there on."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return small[number] if number < len(small) else f"{number:,}"
