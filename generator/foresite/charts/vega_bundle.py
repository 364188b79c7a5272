"""The script that makes charts live: Vega and its interpreter, from vl-convert.

Leaves an ES module with one export, ``draw(element, spec)``: it draws a
compiled Vega specification into the element as SVG and resolves to the view.
Nothing is put on ``window``. Expressions are interpreted, never compiled, so it
runs under a Content-Security-Policy without ``unsafe-eval``.

Making it takes about a second and depends on nothing but vl-convert's version:
callers may keep it on disk under that version.
"""

from __future__ import annotations

from importlib import resources

PARTS = {
    "6.2.0": {
        "dataflow": "6.1.0",
        "encode": "5.1.0",
        "interpreter": "2.0.0",
        "parser": "7.1.0",
        "transforms": "5.1.0",
        "view": "6.1.0",
        "view-transforms": "5.1.0",
    }
}
"""The parts of Vega that a chart without maps, forces or word clouds needs, in
the versions that vl-convert brings along, by the version of Vega they make up."""


def vega_bundle() -> str:
    """The module's text, the same for every call with one version of vl-convert."""
    # Importing the renderer loads a JavaScript engine.
    import vl_convert

    parts = PARTS.get(vl_convert.get_vega_version())
    snippet = _small(parts) if parts else WHOLE
    notice = resources.files(__package__).joinpath("vega_notice.txt").read_text("utf-8")
    return notice + vl_convert.javascript_bundle(snippet=snippet)


def _small(parts: dict[str, str]) -> str:
    """Half of the bytes of Vega-Embed. The addresses are the names that
    vl-convert gives the modules inside itself; nothing is fetched.
    """
    module = {
        name: f'"https://cdn.jsdelivr.net/npm/vega-{name}@{version}/+esm"'
        for name, version in parts.items()
    }
    return f"""
import {{transforms}} from {module["dataflow"]};
import * as basic from {module["transforms"]};
import * as layout from {module["view-transforms"]};
import * as encode from {module["encode"]};
import {{View}} from {module["view"]};
import {{parse}} from {module["parser"]};
import {{expressionInterpreter}} from {module["interpreter"]};
Object.assign(transforms, basic, layout, encode);
export const draw = (container, spec) => new View(
  parse(spec, {{}}, {{ast: true}}),
  {{container, renderer: "svg", hover: false, expr: expressionInterpreter}},
).runAsync();
"""


WHOLE = """
export const draw = async (container, spec) => (await vegaEmbed(container, spec, {
  mode: "vega", renderer: "svg", ast: true, actions: false, hover: false, tooltip: false,
  defaultStyle: false,
})).view;
"""
"""For a vl-convert whose parts are not known by name: Vega-Embed holds them all."""
