"""Sealed texts: what is revealed is what was sealed, whatever it says."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from foresite import data_files, ledger, pipeline
from foresite.charts.forecast_chart import forecast_charts
from foresite.model import Archive, sealed_digest, secret_text
from foresite.pages import all_pages as pages
from foresite.publication import Settings
from foresite.source import SourceFile, decode
from tests.hostile import HOSTILE
from tests.ledger.publishing import failures, publish
from tests.worlds import TODAY, VALID, against, forecast, found, loaded

SALT = "7d1f0c5b9e2a4c6d8f3b1a0e5c7d9f2b4a6c8e0d1f3b5a7c9e2d4f6b8a0c1e3d"
TEXT = "It will rain by the morning."
# printf '%s\n%s\n' SALT TEXT | sha256sum
DIGEST = "73c66116fd93840d233c459daf71cc333af92dbc7eadc8ae311194d4f1aff863"
SEAL = "forecasts/rain-in-paris/sealed/2026-01-12.yml"
REVEAL = "forecasts/rain-in-paris/sealed/2026-01-12.md"
SEALED = {SEAL: f"digest: {DIGEST}\nabout: The next bulletin.\n"}


def revealed(text: str = TEXT, *, on: str = "2026-02-01", salt: str = SALT) -> dict[str, str]:
    """A seal's file and the text in the open."""
    return {SEAL: SEALED[SEAL], REVEAL: f"---\nsalt: {salt}\nrevealed_on: {on}\n---\n{text}\n"}


def page_of(archive: Archive, *, today: date = TODAY) -> str:
    """The page of the archive’s first forecast."""
    return pages.forecast_page(
        archive.forecasts[0],
        archive,
        settings=Settings(site_name="The Desk", desk="The Desk"),
        today=today,
        charts=forecast_charts(archive.forecasts[0], today=today),
        ledger=ledger.ledger(archive, today=today),
    ).content


def page(files: dict[str, str], *, today: date = TODAY) -> str:
    """The section of sealed texts on the forecast's page; empty if there is none."""
    only = forecast(files, today=today)
    text = page_of(Archive(forecasts=(only,)), today=today)
    section = text.partition("## Sealed texts")[2].partition("\n## ")[0]
    return section.partition("\n<article")[1] + section.partition("\n<article")[2]


def test_the_digest_is_that_of_a_file_with_the_salt_and_the_text() -> None:
    whole = f"{SALT}\n{TEXT}\n"
    assert secret_text(SALT, f"\n{TEXT}\n\n") == whole
    assert sealed_digest(SALT, TEXT) == hashlib.sha256(whole.encode()).hexdigest() == DIGEST


def test_a_seal_stands_alone_until_its_text_is_revealed() -> None:
    [seal] = forecast(SEALED).seals
    assert (seal.id, seal.sealed_on, seal.digest) == ("2026-01-12", date(2026, 1, 12), DIGEST)
    assert (seal.about, seal.reveal) == ("The next bulletin.", None)
    [seal] = forecast(revealed()).seals
    assert seal.reveal is not None
    assert (seal.reveal.text, seal.reveal.revealed_on) == (TEXT, date(2026, 2, 1))
    assert seal.reveal.digest == DIGEST


def test_one_letter_less_is_a_mismatch_that_names_both_digests() -> None:
    _, problems = loaded(revealed(TEXT.removesuffix(".")))
    assert found(problems) == [("seal-mismatch", REVEAL, 2)]
    other = sealed_digest(SALT, TEXT.removesuffix("."))
    assert problems[0].message == (
        f"salt and text have the digest {other}, but 2026-01-12.yml sealed {DIGEST}"
    )


def test_seals_and_reveals_of_days_to_come_are_refused() -> None:
    ahead = SEAL.replace("2026-01-12", "2026-03-03")
    assert found(loaded({ahead: SEALED[SEAL]})[1]) == [("seal-dates", ahead, 1)]
    assert found(loaded(revealed(on="2026-03-03"))[1]) == [("seal-dates", REVEAL, 3)]
    assert found(loaded(revealed(on="2026-01-12"))[1]) == []
    assert found(loaded(revealed(on="2026-01-11"))[1]) == [("seal-dates", REVEAL, 3)]


def test_a_broken_seal_is_one_problem_and_not_two() -> None:
    files = revealed() | {SEAL: "digest: 12\n"}
    assert found(loaded(files)[1]) == [("seal-digest", SEAL, 1)]
    named = {SEAL.replace("2026-01-12", "soon"): SEALED[SEAL]}
    [problem] = loaded(named)[1]
    assert problem.message == "is named “soon.yml”, but a seal’s name is its day"
    assert "2026-11-23.yml" in problem.hint


def test_what_is_sealed_is_published_and_cannot_be_touched() -> None:
    before = {**VALID, **SEALED}
    assert against(before, {**VALID, **revealed()}) == ()
    edited = {**VALID, SEAL: SEALED[SEAL].replace("next", "last")}
    assert found(against(before, edited)) == [("published-changed", SEAL, 2)]
    assert found(against(before, VALID)) == [("published-removed", SEAL, 1)]
    shown = {**VALID, **revealed()}
    other = shown | {REVEAL: shown[REVEAL].replace("morning", "evening")}
    assert ("published-changed", REVEAL, 5) in found(against(shown, other))


def test_the_ledger_records_the_seal_and_later_the_text(tmp_path: Path) -> None:
    sealed = publish({**VALID, **SEALED}, tmp_path / "sealed")
    later = SEAL.replace("01-12", "01-20")
    shown = publish({**VALID, **revealed(), later: f"digest: {DIGEST}\n"}, tmp_path / "shown")
    assert failures(shown, sealed) == []
    swapped = publish({**VALID, SEAL: f"digest: {'0' * 64}\n"}, tmp_path / "swapped")
    assert any(t.startswith("rain-in-paris, seal 2026-01-12") for t in failures(swapped, sealed))
    whole = json.loads((shown / "forecasts/rain-in-paris/records.json").read_text("utf-8"))
    assert {r["chain"]: r["record"] for r in whole if r["chain"] == "reveal"} == {
        "reveal": {"salt": SALT, "text": TEXT}
    }


def test_the_revealed_file_has_the_sealed_digest() -> None:
    [file] = data_files.sealed_files(forecast(revealed()), today=TODAY)
    assert file.path == "forecasts/rain-in-paris/sealed/2026-01-12.txt"
    assert hashlib.sha256(file.content.encode()).hexdigest() == DIGEST
    assert data_files.sealed_files(forecast(SEALED), today=TODAY) == ()


def test_a_page_without_seals_says_nothing_of_them() -> None:
    assert page({}) == ""


def test_a_page_shows_the_digest_until_it_can_show_the_text() -> None:
    waiting = page(SEALED)
    assert "The next bulletin." in waiting
    assert '<time datetime="2026-01-12">12 Jan 2026</time>' in waiting
    assert "not revealed yet" in waiting
    assert f"<code>{DIGEST}</code>" in waiting
    assert page(revealed(), today=date(2026, 1, 31)) == waiting
    shown = page(revealed())
    assert '<time datetime="2026-02-01">1 Feb 2026</time>' in shown
    assert (
        "It matches.</strong> Text and salt have the digest that was sealed. It was revealed 20 days later."
        in shown
    )
    assert TEXT in shown
    assert f"<code>{DIGEST}</code>" in shown
    assert 'href="sealed/2026-01-12.txt"' in shown


def recorded(sealed: date, shown: date) -> Archive:
    """The seal of 12 January and its text of 1 February, as git has them."""
    return pipeline.with_recorded_days(
        Archive(forecasts=(forecast(revealed()),)), {SEAL: sealed, REVEAL: shown}
    )


def test_a_page_says_since_when_git_has_a_seal_and_its_text() -> None:
    honest = page_of(recorded(date(2026, 1, 13), date(2026, 2, 1)))
    assert "Recorded later" not in honest
    assert "nothing here shows" not in honest
    late = page_of(recorded(date(2026, 1, 30), date(2026, 2, 20)))
    assert "Recorded later, on 30 Jan 2026: 18 days after its date" in late
    assert "Recorded later, on 20 Feb 2026: 19 days after its date" in late
    assert "nothing here shows" not in late


def test_a_seal_that_git_has_no_longer_than_its_text_is_said_to_show_nothing() -> None:
    """Even if both dates are borne out, as when a text is sealed and shown on one day."""
    together = page_of(recorded(date(2026, 2, 1), date(2026, 2, 1)))
    assert (
        "It was revealed 20 days later. But the seal itself came into this archive only on "
        "1 February 2026, no earlier than the text: nothing here shows that the text is older."
    ) in together


def test_the_data_say_since_when_git_has_a_seal_and_its_text() -> None:
    made = recorded(date(2026, 1, 13), date(2026, 2, 2)).forecasts[0]
    settings = Settings(site_name="The Desk", desk="The Desk")
    files = data_files.history_files(made, settings=settings, today=TODAY)
    [whole] = [json.loads(f.content) for f in files if f.path.endswith("history.json")]
    [seal] = whole["seals"]
    assert (seal["recorded_on"], seal["reveal_recorded_on"]) == ("2026-01-13", "2026-02-02")


def test_many_seals_run_from_the_newest_to_the_oldest() -> None:
    other = {SEAL.replace("01-12", "01-20"): f"digest: {'a' * 64}\n"}
    shown = page(revealed() | other)
    assert shown.count("<article") == 2
    assert shown.index("sealed-2026-01-20") < shown.index("sealed-2026-01-12")
    assert "A sealed text" in shown


def test_hostile_texts_are_inert() -> None:
    about = json.dumps(HOSTILE[:200])
    files = {
        SEAL: f"digest: {sealed_digest(SALT, HOSTILE)}\nabout: {about}\n",
        REVEAL: f"---\nsalt: {SALT}\nrevealed_on: 2026-02-01\n---\n{HOSTILE}\n",
    }
    archive, _ = loaded(files)
    section = page_of(archive).partition("## Sealed texts")[2].partition("\n## ")[0]
    assert "It matches." in section
    assert "<script" not in section
    assert "<img" not in section
    assert "&lt;script" in section


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1))
def test_any_text_that_can_be_read_survives_its_file(text: str) -> None:
    """What `seal` accepts, `check` finds again, letter by letter."""
    read, problems = decode(SourceFile(path="x", content=text.encode()))
    if problems or read is None or not read.strip():
        return
    [seal] = forecast(
        {
            SEAL: f"digest: {sealed_digest(SALT, read)}\n",
            REVEAL: f"---\nsalt: {SALT}\nrevealed_on: 2026-02-01\n---\n{read.strip(chr(10))}\n",
        }
    ).seals
    assert seal.reveal is not None
    assert seal.reveal.digest == seal.digest
