"""Whatever is wrong with an archive, a change of it is told or named, and nothing breaks."""

from __future__ import annotations

import re

import pytest

from foresite import pipeline
from foresite.change_report import FORMATS, told
from foresite.rules import RULES, Rule
from tests.hostile import FILES
from tests.rules.test_rule_pages import UNTYPED, files, part
from tests.worlds import OPENING, VALID, _sources, against


@pytest.mark.parametrize("rule", [r for r in RULES if r.id not in UNTYPED], ids=lambda r: r.id)
def test_an_archive_with_any_fault_is_compared_both_ways(rule: Rule) -> None:
    faulty = files(part(rule, "Refused", "Warned about"))
    for before, after in ((VALID, faulty), (faulty, VALID), (faulty, faulty)):
        compared, unread = pipeline.compare(_sources(before), _sources(after))
        for format_ in FORMATS.values():
            assert format_(told(compared))
        assert list(unread) == sorted(unread)
        against(before, after)


def test_a_hostile_archive_is_compared_both_ways() -> None:
    for before, after in ((VALID, FILES), (FILES, VALID)):
        compared, _ = pipeline.compare(_sources(before), _sources(after))
        markdown = FORMATS["markdown"](told(compared))
        assert not re.search(r"(?<!\\)<", markdown)
        against(before, after)


def test_a_forecast_that_speaks_of_what_it_does_not_declare_is_named() -> None:
    undeclared = VALID[OPENING].replace("---\nThe", "dimensions: {x: 0.3}\n---\nThe")
    compared, unread = pipeline.compare(_sources(VALID), _sources({**VALID, OPENING: undeclared}))
    assert (compared.forecasts, unread) == ((), ("forecasts/rain-in-paris",))
