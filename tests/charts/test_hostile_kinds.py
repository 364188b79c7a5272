"""Charts of options and fans are deaf to hostile names and units."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from foresite.charts import drawn
from foresite.charts.forecast_chart import forecast_charts
from foresite.model import Dimension, Forecast
from tests.charts.test_rendering import HOSTILE, SVG
from tests.kind_archive import TODAY, archive_files
from tests.worlds import load

KNOWN = {"svg", "style", "rect", "g", "line", "path", "circle", "text", "tspan"}
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def hostile(dimension: Dimension, text: str) -> Dimension:
    """The same reading with that text as its name, its unit and each option's name."""
    options = tuple(replace(option, name=text) for option in dimension.kind.options)
    unit = dimension.kind.unit and text
    return replace(dimension, name=text, kind=replace(dimension.kind, options=options, unit=unit))


@pytest.fixture(scope="module")
def forecast() -> Forecast:
    """A forecast with readings of several kinds, all of them resolved."""
    archive, _ = load(archive_files(), today=TODAY)
    return next(f for f in archive.forecasts if f.id == "line-resolved")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_and_units_stay_text(forecast: Forecast, text: str) -> None:
    readings = tuple(hostile(dimension, text) for dimension in forecast.dimensions)
    charts = forecast_charts(replace(forecast, dimensions=readings), today=TODAY)
    assert len(charts) == 4
    for chart in charts:
        picture, spec = drawn(chart)
        root = ElementTree.fromstring(picture.encode())
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= KNOWN
        assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)
        assert "<" not in spec
        assert json.loads(spec)
        cells = [cell for row in chart.rows for cell in row]
        for written in (picture, spec, chart.sentence, chart.title, *chart.columns, *cells):
            assert not UNSEEN.search(written)
