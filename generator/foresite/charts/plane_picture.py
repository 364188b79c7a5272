"""The picture of a plane: numbers against numbers, in layers that read named datasets.

Enters rows of drawn values; leaves a Vega-Lite specification. As with the
timeline's picture, the layers are built once per process, and author text can
only ever be a value in a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from foresite.charts.compiling import filled_in
from foresite.charts.palette import FONT, paint
from foresite.charts.timeline_picture import LINE_HEIGHT, TEXT_SIZE

Row: TypeAlias = Mapping[str, object]

DATASETS = (
    "titles",
    "feet",
    "levels",
    "ticks",
    "bars",
    "bands",
    "rules",
    "lines",
    "updates",
    "labels",
)
"""Drawn in about this order, from the ground up. ``updates`` are the marks a
reader may point at; the name is the one ``live.js`` knows."""

PARAMETERS = ("start", "stop", "low", "high", "left", "focus")
"""The ends of the two axes, the room left of the plot in pixels, and the index
of the mark a reader looks at, -1 for none."""


def plane_spec(
    rows: Mapping[str, Sequence[Row]],
    parameters: Mapping[str, object],
    *,
    width: int,
    height: int,
    padding: Mapping[str, int],
) -> dict[str, Any]:
    """A Vega-Lite specification of those rows; datasets not given are empty."""
    return {
        **_layers(),
        "width": width,
        "height": height,
        "padding": dict(padding),
        **filled_in(rows, parameters, datasets=DATASETS, names=PARAMETERS),
    }


@cache
def _layers() -> dict[str, Any]:
    """Everything but rows and ranges."""
    # Importing Altair takes most of a second; the commands that draw nothing
    # do not wait for it.
    import altair as alt

    def rows(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name))

    across = alt.Scale(domain=alt.ExprRef("[start, stop]"), nice=False, zero=False)
    upward = alt.Scale(domain=alt.ExprRef("[low, high]"), nice=False, zero=False)
    x = alt.X("at:Q", scale=across, axis=None)
    y = alt.Y("level:Q", scale=upward, axis=None)
    stroke = alt.Stroke("colour:N", scale=None)
    fill = alt.Fill("colour:N", scale=None)
    dash = alt.StrokeDash("dash:N", scale=None)
    opacity = alt.FillOpacity("opacity:Q", scale=None)
    width = alt.StrokeWidth("width:Q", scale=None)
    text = alt.Text("text:N")
    left, bottom = alt.value(0), alt.value(alt.ExprRef("height"))
    right = alt.value(alt.ExprRef("width"))
    muted, paper = paint("muted"), paint("paper")
    mark: dict[str, Any] = {"filled": True, "opacity": 1, "strokeWidth": 2}
    label: dict[str, Any] = {
        "align": alt.ExprRef("datum.align"),
        "baseline": "middle",
        "dx": alt.ExprRef("datum.dx"),
    }
    layers = [
        rows("titles")
        .mark_text(align="left", baseline="middle", dx=alt.ExprRef("2 - left"), dy=-22, fill=muted)
        .encode(x=left, y=alt.value(0), text=text),
        rows("feet")
        .mark_text(align="right", baseline="middle", dy=38, fill=muted)
        .encode(x=right, y=bottom, text=text),
        rows("levels").mark_rule(strokeWidth=1).encode(y=y, stroke=stroke),
        rows("levels")
        .mark_text(align="right", baseline="middle", dx=-9, fill=muted)
        .encode(x=left, y=y, text=text),
        rows("ticks")
        .mark_rule(stroke=muted, strokeWidth=1)
        .encode(x=x, y=bottom, y2=alt.value(alt.ExprRef("height + 5"))),
        rows("ticks")
        .mark_text(align="center", baseline="middle", dy=17, fill=muted)
        .encode(x=x, y=bottom, text=text),
        rows("bars")
        .mark_rect()
        .encode(x=x, x2="until:Q", y=y, y2="upper:Q", fill=fill, fillOpacity=opacity),
        rows("bands")
        .mark_area()
        .encode(x=x, y=y, y2="upper:Q", fill=fill, fillOpacity=opacity, detail="band:N"),
        rows("rules")
        .mark_rule()
        .encode(
            x=x, x2="until:Q", y=y, y2="upper:Q", stroke=stroke, strokeDash=dash, strokeWidth=width
        ),
        rows("lines")
        .mark_line()
        .encode(x=x, y=y, stroke=stroke, strokeDash=dash, strokeWidth=width, detail="line:N"),
        rows("updates")
        .mark_point(**mark)
        .encode(
            x=x,
            y=y,
            stroke=stroke,
            fill=alt.Fill("inside:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        ),
        rows("updates")
        .transform_filter("datum.index === focus")
        .mark_point(size=90, **mark)
        .encode(x=x, y=y, stroke=stroke, fill=fill),
        rows("labels")
        .mark_text(stroke=paper, strokeWidth=4, strokeJoin="round", **label)
        .encode(x=x, y=y, text=text),
        rows("labels").mark_text(**label).encode(x=x, y=y, text=text, fill=fill),
    ]
    chart = (
        alt.layer(*layers)
        .add_params(*(alt.param(name=name, value=0) for name in PARAMETERS))
        .properties(autosize="none", background="transparent", width=0, height=0)
        .configure(aria=False, font=FONT)
        .configure_view(stroke=None)
        .configure_text(fontSize=TEXT_SIZE, lineHeight=LINE_HEIGHT)
    )
    with alt.theme.enable("none"):
        spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec
