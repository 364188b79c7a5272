"""A Vega scene as SVG whose width is free.

Enters the scenegraph that vl-convert returns; leaves SVG elements for a plot
area of any width: x is a percentage of it, y is in pixels, and text, marks and
strokes keep their size. Vega's own SVG has one width: on a telephone its text
would shrink to 6 px. It knows the six kinds of mark that our charts use and
refuses others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from foresite.charts.palette import FONT

Item: TypeAlias = dict[str, Any]

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_STROKES = (
    ("stroke", "stroke"),
    ("strokeWidth", "stroke-width"),
    ("strokeOpacity", "stroke-opacity"),
    ("strokeJoin", "stroke-linejoin"),
    ("opacity", "opacity"),
)


def drawing(scene: dict[str, Any]) -> str:
    """The scene's marks, one to a line; ValueError for a kind we do not draw."""
    plot = scene["scenegraph"]["items"][0]
    lines = _group(plot, width=plot["width"], height=plot["height"])
    font = f'<g font-family={attribute(FONT)} font-size="13" fill="none">'
    return "\n".join((font, *lines, "</g>"))


def attribute(text: str) -> str:
    """The text quoted for an XML attribute, without what XML cannot hold."""
    return quoteattr(_FORBIDDEN.sub("", text))


def _group(group: Item, *, width: float, height: float) -> Iterator[str]:
    for mark in group["items"]:
        items: list[Item] = mark["items"]
        match mark["marktype"]:
            case "group":
                for inner in items:
                    yield from _group(inner, width=width, height=height)
            case "area":
                yield from _area(items, width=width, height=height)
            case "line":
                yield from _line(items, width=width, height=height)
            case "rect":
                yield from (_rect(item, width) for item in items)
            case "rule":
                yield from (_rule(item, width) for item in items)
            case "symbol":
                yield from (_symbol(item, width) for item in items)
            case "text":
                yield from (_text(item, width) for item in items if item.get("text"))
            case other:
                raise ValueError(
                    f"a chart may hold areas, lines, rectangles, rules, symbols and text, not {other}"
                )


def _percent(x: float, width: float) -> str:
    return f"{_figure(100 * x / width)}%" if x else "0"


def _figure(value: float) -> str:
    """Two decimals at most: a hundredth of a pixel, or of a percent, is not seen."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if value else "0"


def _rule(item: Item, width: float) -> str:
    x: float = item.get("x", 0)
    y: float = item.get("y", 0)
    x2: float = item.get("x2", x)
    y2: float = item.get("y2", y)
    return (
        f'<line x1="{_percent(min(x, x2), width)}" x2="{_percent(max(x, x2), width)}" '
        f'y1="{_figure(y)}" y2="{_figure(y2)}"{_stroke(item)}/>'
    )


def _rect(item: Item, width: float) -> str:
    x: float = item.get("x", 0)
    opacity = f' fill-opacity="{_figure(item["fillOpacity"])}"' if "fillOpacity" in item else ""
    return (
        f'<rect x="{_percent(x, width)}" y="{_figure(item.get("y", 0))}" '
        f'width="{_percent(item["width"], width)}" height="{_figure(item["height"])}"'
        f"{_fill(item)}{opacity}/>"
    )


def _line(items: list[Item], *, width: float, height: float) -> Iterator[str]:
    """A line, in steps or straight between its points."""
    if items:
        steps = items[0].get("interpolate") == "step-after"
        path = _steps(items) if steps else _straight([(item["x"], item["y"]) for item in items])
        yield _stretched(path, _stroke(items[0]), width=width, height=height)


def _area(items: list[Item], *, width: float, height: float) -> Iterator[str]:
    """What lies between an upper and a lower line."""
    if items:
        there = [(item["x"], item["y"]) for item in items]
        back = [(item["x"], item["y2"]) for item in reversed(items)]
        paint = f'{_fill(items[0])} fill-opacity="{_figure(items[0].get("fillOpacity", 1))}"'
        yield _stretched(f"{_straight(there + back)}Z", paint, width=width, height=height)


def _stretched(path: str, paint: str, *, width: float, height: float) -> str:
    """A path in the plot's pixels, which are stretched to its width; its stroke is not."""
    return (
        f'<svg width="100%" height="{_figure(height)}" overflow="visible" '
        f'preserveAspectRatio="none" viewBox="0 0 {_figure(width)} {_figure(height)}">'
        f'<path vector-effect="non-scaling-stroke" d="{path}"{paint}/></svg>'
    )


def _straight(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_figure(x)} {_figure(y)}" for x, y in points)


def _steps(items: list[Item]) -> str:
    x, y = items[0]["x"], items[0]["y"]
    path = [f"M{_figure(x)} {_figure(y)}"]
    for item in items[1:]:
        if item["x"] != x:
            path.append(f"H{_figure(item['x'])}")
        if item["y"] != y:
            path.append(f"V{_figure(item['y'])}")
        x, y = item["x"], item["y"]
    return "".join(path)


def _symbol(item: Item, width: float) -> str:
    """A circle, or a path within [-1, 1] drawn to the mark's size as Vega does."""
    radius = math.sqrt(item["size"]) / 2
    x, y = _percent(item["x"], width), _figure(item["y"])
    paint = f"{_fill(item)}{_stroke(item)}"
    if item.get("shape", "circle") == "circle":
        return f'<circle cx="{x}" cy="{y}" r="{_figure(radius)}"{paint}/>'
    path = _NUMBER.sub(lambda n: _figure(float(n.group()) * radius), item["shape"])
    return f'<svg x="{x}" y="{y}" overflow="visible"><path d={quoteattr(path)}{paint}/></svg>'


def _text(item: Item, width: float) -> str:
    size = item["fontSize"]
    lines = _FORBIDDEN.sub("", item["text"]).split("\n")
    x, y = _percent(item["x"], width), item["y"] + item.get("dy", 0)
    offset = f' dx="{_figure(item["dx"])}"' if item.get("dx") else ""
    attributes = [f' x="{x}"{offset}']
    if item.get("align", "left") != "left":
        attributes.append(f' text-anchor="{_ANCHORS[item["align"]]}"')
    if size != 13:
        attributes.append(f' font-size="{_figure(size)}"')
    if item.get("fontWeight"):
        attributes.append(f' font-weight="{item["fontWeight"]}"')
    attributes.append(_fill(item) + _stroke(item))
    # Vega's rule for a line's middle, so that the live chart stands where this one stood.
    y = round(y + 0.3 * size) if item.get("baseline") == "middle" else y
    spans = "".join(
        f'<tspan x="{x}"{offset} dy="{_figure(item.get("lineHeight", size + 2))}">'
        f"{escape(line)}</tspan>"
        for line in lines[1:]
    )
    return f'<text y="{_figure(y)}"{"".join(attributes)}>{escape(lines[0])}{spans}</text>'


def _fill(item: Item) -> str:
    return f" fill={quoteattr(item['fill'])}" if item.get("fill") else ""


def _stroke(item: Item) -> str:
    found = [
        f" {name}={quoteattr(_value(item[key]))}"
        for key, name in _STROKES
        if item.get(key) not in (None, 1)
    ]
    if item.get("strokeDash"):
        found.append(f' stroke-dasharray="{" ".join(_figure(n) for n in item["strokeDash"])}"')
    return "".join(found)


def _value(value: object) -> str:
    return _figure(value) if isinstance(value, int | float) else str(value)
