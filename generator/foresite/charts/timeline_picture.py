"""The picture of a timeline: one Altair chart whose layers read named datasets.

Enters rows of drawn values; leaves a Vega-Lite specification. What is drawn
depends on the rows alone, so the layers are built and validated by Altair once
per process, and a specification is those layers with rows and ranges filled
in. Author text can only ever be a value in a row, never a field or expression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

from foresite.charts.compiling import filled_in
from foresite.charts.palette import BREAK, CROSS, FONT, paint

Row: TypeAlias = Mapping[str, object]

TEXT_SIZE = 13
LINE_HEIGHT = 15
NUMBER_SIZE = 17
TEXT_WEIGHT: Final = 400
NUMBER_WEIGHT: Final = 600
KEY_SIZE = 60
"""The area of the mark before a name, in square pixels."""

PIXELS = 4
"""The area of a mark whose path counts in pixels; that is how what must keep its width is drawn."""

DATASETS = (
    "titles",
    "levels",
    "breaks",
    "days",
    "bands",
    "leaders",
    "signposts",
    "faint_steps",
    "steps",
    "updates",
    "outcomes",
    "annulments",
    "halos",
    "keys",
    "labels",
    "numbers",
)
"""Drawn in about this order, from the ground up."""

PARAMETERS = ("first", "last", "low", "high", "left", "mark_size", "focus")
"""The ends of the axes (days as ISO text, levels in percent or in the unit of what
is drawn), the room left of the plot in pixels, the area of an update's mark in square pixels, and the index of the update a reader looks at,
-1 for none."""


def timeline_spec(
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
    """Everything but rows and ranges.

    Ticks and labels are marks at known places, not Vega's axes: those lay
    themselves out by measuring text, which takes most of a chart's time and
    differs from one machine's fonts to another's.
    """
    # Importing Altair takes most of a second; the commands that draw nothing
    # do not wait for it.
    import altair as alt

    def rows(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name))

    days = alt.Scale(
        type="utc", domain=alt.ExprRef("[toDate(first), toDate(last)]"), nice=False, round=True
    )
    levels = alt.Scale(domain=alt.ExprRef("[low, high]"), nice=False, zero=False, round=True)
    x = alt.X("at:T", scale=days, axis=None)
    y = alt.Y("level:Q", scale=levels, axis=None)
    stroke = alt.Stroke("colour:N", scale=None)
    fill = alt.Fill("colour:N", scale=None)
    dash = alt.StrokeDash("dash:N", scale=None)
    text = alt.Text("text:N")
    left, bottom = alt.value(0), alt.value(alt.ExprRef("height"))
    muted, ink, card, paper = paint("muted"), paint("ink"), paint("card"), paint("paper")

    at_end: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "dx": alt.ExprRef("datum.dx"),
        "lineBreak": "\n",
    }
    mark: dict[str, Any] = {"filled": True, "opacity": 1, "strokeWidth": 2}
    watched = "datum.index === focus"
    layers = [
        rows("titles")
        .mark_text(
            align="left",
            baseline="middle",
            dx=alt.ExprRef("2 - left"),
            dy=alt.ExprRef("datum.dy"),
        )
        .encode(x=left, y=alt.value(0), text=text, fill=fill),
        rows("levels").mark_rule(strokeWidth=1).encode(y=y, stroke=stroke),
        rows("levels")
        .mark_text(align="right", baseline="middle", dx=-9, fill=muted)
        .encode(x=left, y=y, text=text),
        rows("breaks")
        .mark_point(shape=BREAK, size=150, stroke=ink, opacity=1, strokeWidth=1.5, filled=False)
        .encode(x=left, y=y),
        rows("days")
        .mark_rule(stroke=muted, strokeWidth=1)
        .encode(x=x, y=bottom, y2=alt.value(alt.ExprRef("height + 5"))),
        rows("days")
        .mark_text(align="center", baseline="middle", lineBreak="\n", dy=17, fill=muted)
        .encode(x=x, y=bottom, text=text),
        rows("bands")
        .mark_rect(fill=paint("s1"))
        .encode(
            x=x,
            x2="until:T",
            y=y,
            y2="upper:Q",
            fillOpacity=alt.FillOpacity("opacity:Q", scale=None),
        ),
        rows("leaders")
        .mark_point(size=PIXELS, filled=False, opacity=1, strokeWidth=1)
        .encode(x=x, y=y, stroke=stroke, shape=alt.Shape("shape:N", scale=None)),
        rows("signposts")
        .mark_rule(strokeDash=[2, 5], strokeWidth=1.5)
        .encode(x=x, x2="until:T", y=y, stroke=stroke),
        rows("updates")
        .transform_filter(watched)
        .mark_rule(stroke=muted, strokeWidth=1)
        .encode(x=x),
        rows("faint_steps")
        .mark_line(interpolate="step-after", strokeWidth=1.8, strokeOpacity=0.45)
        .encode(x=x, y=y, stroke=stroke, strokeDash=dash, detail="line:N"),
        rows("steps")
        .mark_line(interpolate="step-after")
        .encode(
            x=x,
            y=y,
            stroke=stroke,
            strokeDash=dash,
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            detail="line:N",
        ),
        rows("updates")
        .mark_point(fill=card, size=alt.ExprRef("mark_size"), **mark)
        .encode(x=x, y=y, stroke=stroke, shape=alt.Shape("shape:N", scale=None)),
        rows("updates")
        .transform_filter(watched)
        .mark_point(size=90, **mark)
        .encode(x=x, y=y, stroke=stroke, fill=fill),
        rows("outcomes").mark_rule(stroke=ink, strokeWidth=1).encode(x=x, y=y, y2="stood:Q"),
        rows("outcomes").mark_point(size=130, fill=ink, stroke=card, **mark).encode(x=x, y=y),
        rows("annulments")
        .mark_point(shape=CROSS, size=110, stroke=ink, opacity=1, strokeWidth=2.4, filled=False)
        .encode(x=x, y=y),
        rows("halos")
        .mark_text(
            lineHeight=LINE_HEIGHT,
            fontSize=alt.ExprRef("datum.size"),
            fontWeight=alt.ExprRef("datum.weight"),
            stroke=paper,
            strokeWidth=4,
            strokeJoin="round",
            **at_end,
        )
        .encode(x=x, y=y, text=text),
        rows("keys")
        .mark_point(fill=card, size=KEY_SIZE, **mark)
        .encode(x=x, y=y, stroke=stroke, shape=alt.Shape("shape:N", scale=None)),
        rows("labels")
        .mark_text(lineHeight=LINE_HEIGHT, **at_end)
        .encode(x=x, y=y, text=text, fill=fill),
        rows("numbers")
        .mark_text(fontSize=NUMBER_SIZE, fontWeight=NUMBER_WEIGHT, **at_end)
        .encode(x=x, y=y, text=text, fill=fill),
    ]
    chart = (
        alt.layer(*layers)
        .add_params(*(alt.param(name=name, value=0) for name in PARAMETERS))
        .properties(autosize="none", background="transparent", width=0, height=0)
        .configure(aria=False, font=FONT)
        .configure_view(stroke=None)
        .configure_text(fontSize=TEXT_SIZE)
    )
    with alt.theme.enable("none"):
        spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec
