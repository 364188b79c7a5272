"""Long work shows that it goes on; a pipe never hears of it."""

from __future__ import annotations

import io
import sys

import pytest

from foresite.progress import WORTH_SHOWING, Steps, shown


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


MANY = list(range(WORTH_SHOWING))


def drawn(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, items: list[int]) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(shown(items)) == items
    return stream.getvalue()


def test_a_terminal_sees_a_bar_that_reaches_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "100%" in drawn(monkeypatch, Terminal(), MANY)


def test_a_pipe_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, io.StringIO(), MANY) == ""


def test_little_work_needs_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, Terminal(), MANY[1:]) == ""


def stepped(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, count: int) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with Steps(count, label="Building pages") as steps:
        for _ in range(count):
            steps.take()
    return stream.getvalue()


def test_steps_taken_elsewhere_move_a_bar_too(monkeypatch: pytest.MonkeyPatch) -> None:
    written = stepped(monkeypatch, Terminal(), WORTH_SHOWING)
    assert "Building pages" in written
    assert "100%" in written
    assert stepped(monkeypatch, io.StringIO(), WORTH_SHOWING) == ""
    assert stepped(monkeypatch, Terminal(), WORTH_SHOWING - 1) == ""
