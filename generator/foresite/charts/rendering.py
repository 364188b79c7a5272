"""Charts as text: a standalone SVG, and the specification a live one is made of.

Enters a ``Chart``; leaves SVG that vl-convert laid out with Vega, and JSON. A
scene is written so that its width is free: places along the plot are
percentages, while text, marks and strokes keep their size on every screen.
Inlined in a page its colours are the page's own; as a file it brings both
palettes with it.
"""

from __future__ import annotations

import json
from typing import Any

from foresite.charts.chart import Chart
from foresite.charts.compiling import vega_spec
from foresite.charts.fluid_svg import attribute, drawing
from foresite.charts.palette import DARK, paint

NAMESPACE = "http://www.w3.org/2000/svg"


def live_spec(chart: Chart) -> str:
    """The chart as compiled Vega in JSON, which no HTML can be broken out of."""
    text = json.dumps(
        vega_spec(chart.spec), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def svg(chart: Chart) -> str:
    """The chart as an SVG file of ``width`` by ``height`` pixels, for ``<img>`` or by itself.

    ``inlining`` turns it into what stands in a page; it relies on the two
    lines that frame the plot.
    """
    # Importing the renderer loads a JavaScript engine.
    import vl_convert

    scene = vl_convert.vega_to_scenegraph(json.dumps(vega_spec(chart.spec)))
    return f"{opening(chart, scene)}\n{drawing(scene)}\n</svg></svg>\n"


def opening(chart: Chart, scene: dict[str, Any]) -> str:
    """The first line of the file: size, name, palettes, ground and the plot's place."""
    left, top = (round(n) for n in scene["origin"])
    plot = scene["scenegraph"]["items"][0]
    return (
        f'<svg xmlns="{NAMESPACE}" width="{chart.width}" height="{chart.height}" '
        f'viewBox="0 0 {chart.width} {chart.height}" role="img" '
        f"aria-label={attribute(chart.sentence)}>"
        f"<style>{STYLE}</style>"
        f'<rect width="100%" height="100%" fill="{paint("paper")}"/>'
        f'<svg x="{left}" y="{top}" width="{round(plot["width"])}" '
        f'height="{round(plot["height"])}" overflow="visible">'
    )


def _palette(colours: dict[str, str]) -> str:
    return "".join(f"--fs-{name}:{value};" for name, value in colours.items())


STYLE = f"@media(prefers-color-scheme:dark){{:root{{{_palette(DARK)}}}}}"
"""For the file alone; the light palette is each colour's own fallback."""
