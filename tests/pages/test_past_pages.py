"""An honest past on a forecast's page: corrections with both texts, dates that git bears out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from foresite import ledger, pipeline
from foresite.author_html import verbatim_html
from foresite.charts.forecast_chart import forecast_charts
from foresite.history import days_late
from foresite.model import Archive
from foresite.pages import all_pages as pages
from foresite.pages.forecast.past_words import recorded_mark, recorded_notes
from foresite.publication import Limits, Settings
from tests.hostile import HOSTILE
from tests.worlds import FORECAST, OPENING, RESOLUTION, TODAY, VALID, forecast, loaded

SETTINGS = Settings(site_name="The Desk", desk="The Desk")
HOME = "forecasts/rain-in-paris"
ANSWER = """\
---
outcome: yes
known_on: 2026-02-10
recorded_on: 2026-02-11
sources: [{name: The weather service}]
---
We said two in five.
"""


def correction(file: str, earlier: str, *, because: str = "A slip of the key.") -> str:
    return f"---\nfile: {file}\nby: desk\nbecause: {because}\nwhat: It is 40 %.\n---\n{earlier}"


CORRECTED = {
    f"{HOME}/corrections/2026-01-20.md": correction(
        "updates/2026-01-05.md", VALID[OPENING].replace("0.4", "0.04")
    ),
    f"{HOME}/corrections/2026-01-21.md": correction(
        "forecast.yml", VALID[FORECAST].replace("1 mm", "10 mm")
    ),
    RESOLUTION: ANSWER,
    f"{HOME}/corrections/2026-02-12.md": correction(
        "resolution.md", ANSWER.replace("02-10", "02-09")
    ),
}


def page(archive: Archive) -> str:
    [only] = archive.forecasts
    kept = ledger.ledger(archive, today=TODAY)
    charts = forecast_charts(only, today=TODAY)
    return pages.forecast_page(
        only, archive, settings=SETTINGS, today=TODAY, charts=charts, ledger=kept
    ).content


def corrected_page() -> str:
    archive, problems = loaded(CORRECTED)
    assert problems == ()
    return page(archive)


def test_corrections_of_an_update_of_the_terms_and_of_the_outcome_read_as_the_golden_page(
    golden: Callable[[str, str], None],
) -> None:
    text = corrected_page()
    parts = ("## What decides it", "## How it came out", "## Updates", "## The record behind")
    starts = [text.index(part) for part in parts]
    golden("pages/corrections.md", text[starts[0] : starts[3]])


def test_both_texts_of_a_corrected_update_are_readable_at_it() -> None:
    article = corrected_page().partition('<article class="fs-update" id="update-2026-01-05"')[2]
    article = article.partition("</article>")[0]
    assert "Opened at 40" in article
    assert (
        "Corrected on 20 January 2026 by The Desk. It is 40 %. Why: A slip of the key." in article
    )
    earlier = article.partition("<details")[2]
    assert "probability: 0.04\n" in earlier


def test_every_link_to_an_earlier_text_leads_to_it_and_no_name_is_given_twice() -> None:
    text = corrected_page()
    ids = re.findall(r'<article class="fs-update" id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    links = re.findall(r'<a href="#([^"]+)">The earlier text</a>', text)
    assert links == ["correction-2026-01-21", "correction-2026-02-12", "update-2026-01-05"]
    for id_ in links:
        article = text.partition(f'id="{id_}"')[2].partition("</article>")[0]
        assert "As it stood before" in article


def test_a_page_s_blocks_have_no_blank_lines_inside_and_a_fence_stays_text() -> None:
    path = f"{HOME}/corrections/2026-01-20.md"
    fenced = VALID[OPENING] + "\n```\ncode\n\nmore\n```\nEnd.\n"
    archive, _ = loaded(CORRECTED | {path: correction("updates/2026-01-05.md", fenced)})
    made = page(archive)
    depth = 0
    for line in made.split("---\n", 2)[2].splitlines():
        assert line.strip() or depth == 0
        depth += line.count("<div") + line.count("<article")
        depth -= line.count("</div>") + line.count("</article>")
    extensions = ["attr_list", "tables", "pymdownx.superfences"]
    html_ = Markdown(extensions=extensions).convert(made.split("---\n", 2)[2])
    shown = html.unescape(re.sub(r"<[^>]+>", "", html_))
    assert "```\ncode\n\nmore\n```\nEnd.\n" in shown


def test_a_hostile_correction_is_inert() -> None:
    earlier = f"---\n{HOSTILE}\n\n```\n</pre></code></details>{HOSTILE}\n```\n~~~\n{HOSTILE}\n"
    path = f"{HOME}/corrections/2026-01-20.md"
    text = correction("updates/2026-01-05.md", earlier, because=f'"{HOSTILE[:20]}"')
    archive, _ = loaded({path: text})
    made = page(archive)
    assert "<script" not in made
    assert "<img src=x" not in made
    assert made.count("</details>") == made.count("<details")


@given(text=st.text(st.sampled_from("ab`~ \n<&{:}#-"), min_size=1, max_size=60))
def test_an_earlier_text_is_shown_letter_by_letter_and_holds_no_fence(text: str) -> None:
    """A fence, or a blank line, would hand the rest to the engine's own Markdown."""
    made = str(verbatim_html(text))
    assert not re.search(r"^[ \t]*(```|~~~)", made, re.MULTILINE)
    assert "\n\n" not in made
    assert html.unescape(re.sub(r"<[^>]+>", "", made)).rstrip("\n") == text.rstrip("\n")


LIMITS = Limits(recorded_days=3)


def dated(days: dict[str, date]) -> Archive:
    """An archive of three updates of January, each recorded on a day, or unknown."""
    later = {
        f"{HOME}/updates/{name}.md": "---\nprobability: 0.5\nreason: evidence\n---\nWhy.\n"
        for name in ("2026-01-12", "2026-01-19")
    }
    archive, _ = loaded(later)
    return pipeline.with_recorded_days(
        archive, {f"{HOME}/updates/{name}.md": on for name, on in days.items()}
    )


def marks(days: dict[str, date]) -> tuple[tuple[str, ...], list[str]]:
    [only] = dated(days).forecasts
    return recorded_notes(only, LIMITS), [recorded_mark(u, only, LIMITS) for u in only.updates]


@pytest.mark.parametrize(
    ("days", "late"), [(-4, -4), (-3, 0), (-1, 0), (0, 0), (3, 0), (4, 4), (1000, 1000)]
)
def test_a_date_is_borne_out_within_the_limit_either_way(days: int, late: int) -> None:
    [update] = forecast().updates
    recorded = replace(update, recorded_on=update.made_on + timedelta(days=days))
    assert days_late(recorded.made_on, recorded.recorded_on, within=3) == late


def test_where_git_knows_nothing_nothing_is_claimed() -> None:
    assert marks({}) == ((), ["", "", ""])
    assert "fs-recorded" not in page(dated({}))


def test_a_single_update_that_came_late_says_when_and_by_how_much() -> None:
    notes, said = marks(
        {"2026-01-05": date(2026, 1, 6), "2026-01-12": date(2026, 1, 30), "2026-01-19": date(2026, 1, 10)}
    )  # fmt: skip
    assert notes == ()
    assert said == [
        "",
        "Recorded later, on 30 Jan 2026: 18 days after its date",
        "Dated ahead, on 10 Jan 2026: nine days before its date",
    ]


def test_updates_that_came_together_share_a_note_and_bear_a_mark_each() -> None:
    import_day = date(2028, 1, 5)
    notes, said = marks(dict.fromkeys(("2026-01-05", "2026-01-12", "2026-01-19"), import_day))
    assert notes == (
        "All three updates came into this archive on 5 January 2028, up to 730 days after their "
        "dates. This archive cannot show that they were made on those days.",
    )
    assert said == ["Recorded later"] * 3
    some = marks({"2026-01-05": date(2030, 1, 5), "2026-01-12": date(2030, 1, 5)})
    assert some[0][0].startswith(
        "Two of three updates came into this archive on 5 January 2030, up to four years after"
    )
    assert some[1] == ["Recorded later", "Recorded later", ""]


def test_the_note_stands_above_the_updates_and_the_mark_at_each() -> None:
    text = page(dated(dict.fromkeys(("2026-01-05", "2026-01-12", "2026-01-19"), date(2028, 1, 5))))
    updates = text.partition("## Updates")[2]
    assert updates.index("fs-recorded-note") < updates.index("<article")
    assert updates.count('<span class="fs-recorded">Recorded later</span>') == 3
    assert "fs-recorded" not in text.partition("## Updates")[0]
