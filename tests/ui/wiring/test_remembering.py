"""The memory of addresses in the window: off until it is wanted, told in the inspector, gone when it is off again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetNote
from investigator.errors import Trouble
from investigator.operations import memory_key, remembering
from investigator.operations.remembering import Seen
from investigator.records import Address
from tests.ui.rooms import make_case, make_window, settle
from ui.messages import Messages
from ui.window import Window
from ui.wiring.remembering import seen_in_words


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str, secret: str) -> None:
        raise Trouble("no keyring")

    monkeypatch.setattr(memory_key, "keep_key", none)
    monkeypatch.setattr(memory_key, "find_key", lambda _name: None)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path)


def opened(qtbot: QtBot, window: Window, path: Path) -> None:
    window.open_path(path if path.is_file() else make_case(path))
    settle(qtbot, window)


def seen_of(qtbot: QtBot, window: Window, account: int) -> str:
    window.desk.selection.choose([account])
    settle(qtbot, window)
    return window.inspector.account.head.seen.text()


def banner(messages: Messages) -> str:
    return messages.banner.text.text()


def test_nothing_is_kept_until_it_is_wanted(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    opened(qtbot, window, tmp_path / "one.case")
    assert seen_of(qtbot, window, 1) == ""
    window.menus.by_id["forget"].trigger()
    assert "memory of addresses is off" in banner(window.desk.messages)
    window.files.close()
    assert not list((tmp_path / "home").glob("memory*"))


def test_what_was_seen_elsewhere_is_told_and_deleted_at_will(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.desk.choices.change(memory=True)
    opened(qtbot, window, tmp_path / "one.case")
    window.desk.session.do(SetNote(Address("bank:2"), "mine"))
    window.files.close()  # before it was noted in calm
    opened(qtbot, window, tmp_path / "two.case")
    assert seen_of(qtbot, window, 1) == "Occurs in 1 other case of 1: one"
    assert seen_of(qtbot, window, 2) == "Looked at in 1 other case: one"
    assert window.inspector.account.head.seen.isVisibleTo(window)
    (tmp_path / "one.case").unlink()
    assert seen_of(qtbot, window, 1) == "Occurs in 1 other case of 1"
    window.desk.choices.change(memory=False)
    settle(qtbot, window)
    assert "deleted" in banner(window.desk.messages)
    assert not window.inspector.account.head.seen.isVisibleTo(window)
    assert not list((tmp_path / "home").glob("memory*"))


def test_a_case_is_forgotten_and_stays_so(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.desk.choices.change(memory=True)
    opened(qtbot, window, tmp_path / "one.case")
    window.menus.by_id["forget"].trigger()
    settle(qtbot, window)
    assert "remembers it no more" in banner(window.desk.messages)
    window.desk.session.do(SetNote(Address("bank:2"), "mine"))
    window.files.close()
    opened(qtbot, window, tmp_path / "two.case")
    assert seen_of(qtbot, window, 2) == ""
    window.files.close()
    opened(qtbot, window, tmp_path / "one.case")
    window.menus.by_id["forget"].trigger()
    settle(qtbot, window)
    window.desk.messages.banner.act.click()
    settle(qtbot, window)
    window.files.close()
    opened(qtbot, window, tmp_path / "two.case")
    assert seen_of(qtbot, window, 2) == "Looked at in 1 other case: one"


def test_a_lost_key_is_said_once_and_the_memory_built_again(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.desk.choices.change(memory=True)
    for name in ("one.case", "two.case"):
        opened(qtbot, window, tmp_path / name)
        window.files.close()
    (tmp_path / "home" / memory_key.FILE).unlink()
    window.verbs.remembering._memory = None  # type: ignore[attr-defined]
    opened(qtbot, window, tmp_path / "two.case")
    assert seen_of(qtbot, window, 1) == ""
    assert "key of the memory of addresses is gone, or" in banner(window.desk.messages)
    window.desk.messages.banner.act.click()
    settle(qtbot, window)
    assert "built again" in banner(window.desk.messages)
    assert seen_of(qtbot, window, 2) == "Occurs in 1 other case of 1: one"


def test_a_slow_memory_holds_up_no_closing(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told to stop, and what it had not noted is noted another time."""
    window.desk.choices.change(memory=True)
    opened(qtbot, window, tmp_path / "one.case")
    monkeypatch.setattr("ui.wiring.remembering.MOMENT", 0.05)
    stopped = list[int]()

    def endless(_memory: object, _case: object, tick: remembering.Tick) -> None:
        try:
            while True:
                tick(0, None, "")
        finally:
            stopped.append(1)

    monkeypatch.setattr(remembering, "remember", endless)
    window.desk.session.do(SetNote(Address("bank:2"), "mine"))
    window.files.close()
    assert not window.desk.session.is_open
    qtbot.waitUntil(lambda: stopped == [1])


@pytest.mark.parametrize(
    "found, text",
    [
        (Seen(0, 0, 9), ""),
        (Seen(2, 0, 9, ("a", "b")), "Looked at in 2 other cases: a, b"),
        (
            Seen(1, 5, 9, (), ("c", "d", "e", "f")),
            "Looked at in 1 other case · occurs in 5 more of 9: c, d, e …",
        ),
        (Seen(0, 1, 1, (), ("\u202eevil",)), "Occurs in 1 other case of 1: ‹U+202E›evil"),
    ],
)
def test_it_is_said_in_words(found: Seen, text: str) -> None:
    assert seen_in_words(found) == text
