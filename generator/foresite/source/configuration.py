"""A site's configuration as values, read without obeying it.

MkDocs' own reader follows tags into Python. What is read here is what somebody
once published, of which a word or two are wanted.
"""

from __future__ import annotations

from collections.abc import Mapping

import yaml


class _Plain(yaml.SafeLoader):
    """Values only; of a tag it knows one, by which a value comes from the environment."""

    environment: Mapping[str, str]


def _from_environment(loader: _Plain, node: yaml.Node) -> object:
    """``!ENV NAME`` and ``!ENV [NAME, OTHER, default]``, as MkDocs has them."""
    if isinstance(node, yaml.ScalarNode):
        return loader.environment.get(str(node.value))
    if not isinstance(node, yaml.SequenceNode):
        return None
    *names, default = [loader.construct_object(each) for each in node.value] or [None]
    known = (str(name) for name in (*names, default) if str(name) in loader.environment)
    name = next(known, None)
    return default if name is None else loader.environment[name]


def _ignored(_loader: _Plain, _suffix: str, _node: yaml.Node) -> None:
    """What any other tag would make."""


_Plain.add_multi_constructor("", _ignored)
_Plain.add_constructor("!ENV", _from_environment)


def configuration(text: bytes, environment: Mapping[str, str]) -> dict[str, object]:
    """The keys of a mkdocs.yml; none if it cannot be read."""
    try:
        loader = _Plain(text)
        loader.environment = environment
        made = loader.get_single_data()
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return {}
    return {str(key): value for key, value in made.items()} if isinstance(made, dict) else {}


def plugin_options(keys: Mapping[str, object], plugin: str) -> dict[str, object] | None:
    """What stands under ``plugins:`` for one of them; None if it is not listed."""
    plugins = keys.get("plugins")
    listed = plugins if isinstance(plugins, list) else [plugins]
    for each in listed:
        if each == plugin:
            return {}
        if isinstance(each, dict) and plugin in each:
            options = each[plugin]
            return dict(options) if isinstance(options, dict) else {}
    return None
