"""A configuration that somebody once published is read, and never obeyed."""

from __future__ import annotations

import pytest

from foresite.source.configuration import configuration, plugin_options


def archive(text: str, **environment: str) -> object:
    options = plugin_options(configuration(text.encode(), environment), "foresite")
    return options and options.get("archive")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("plugins: [search, foresite: {archive: past}]", "past"),
        ("plugins:\n  foresite:\n    archive: past\n", "past"),
        ("plugins:\n  - foresite:\n      archive: !ENV [NO, past]\n", "past"),
        ("plugins:\n  - foresite:\n      archive: !ENV [FOLDER, past]\n", "elsewhere"),
        ("plugins:\n  - foresite:\n      archive: !ENV FOLDER\n", "elsewhere"),
        ("x: !!python/name:os.system\nplugins: [foresite: {archive: past}]", "past"),
        ("x: !relative $docs_dir\nplugins: [foresite: {archive: past}]", "past"),
    ],
)
def test_a_folder_is_found_however_it_is_written(text: str, named: str) -> None:
    assert archive(text, FOLDER="elsewhere") == named


def test_a_plugin_without_options_has_none_and_one_that_is_not_listed_is_not_there() -> None:
    assert plugin_options({"plugins": ["search", "foresite"]}, "foresite") == {}
    assert plugin_options({"plugins": {"foresite": None}}, "foresite") == {}
    assert plugin_options({"plugins": ["search"]}, "foresite") is None
    assert plugin_options({}, "foresite") is None


@pytest.mark.parametrize(
    "text",
    [
        "x: [",
        "",
        "just words",
        "? [a, b]\n: c",
        "a: &a [*a]",
        "[" * 5000,
        "x: 2026-99-99",
        "!ENV [A, B]",
        "\x00",
    ],
)
def test_what_cannot_be_read_says_nothing(text: str) -> None:
    assert "plugins" not in configuration(text.encode(), {})


def test_no_tag_calls_anything(tmp_path: object) -> None:
    text = f"x: !!python/object/apply:os.mkdir ['{tmp_path}/made']\n"
    assert configuration(text.encode(), {}) == {"x": None}
    assert archive("plugins: [foresite: {archive: !!python/object/apply:os.getcwd []}]") is None
