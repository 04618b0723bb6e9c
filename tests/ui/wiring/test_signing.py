"""The journal signed when a case is closed: silently, in a moment, and never at the cost of the case."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.custody import keys, signing
from investigator.cases.edits import SetNote
from investigator.cases.verify import verify
from investigator.data import ledger
from investigator.errors import Trouble
from investigator.operations import custody
from investigator.records import Address
from tests.ui.rooms import make_case, make_window, open_window, settle
from ui.dialogs.hand_over_dialog import HandOrder
from ui.dialogs.passphrase_dialog import PassphraseDialog
from ui.window import Window

SECRET = "Ed25519:" + "7" * 64


def unsigned(path: Path) -> tuple[int, int]:
    """Lines of the journal, and how many of them are not signed; all of it verifies."""
    with Case.open(path, read_only=True) as case, case.store.reading() as db:
        assert verify(case.store) == []
        return ledger.head(db).seq, signing.unsigned(db)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window with a key that opens unasked, on a case, where the journal is signed at the end."""
    monkeypatch.setenv("INVESTIGATOR_KEY_EXAMINER_SIGNING", SECRET)
    made = open_window(qtbot, tmp_path)
    made.desk.choices.change(sign=True)
    settle(qtbot, made)
    return made


def test_what_was_done_is_signed_when_the_case_is_closed(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.desk.session.do(SetNote(Address("bank:1"), "done"))
    window.files.close()
    assert unsigned(tmp_path / "small.case")[1] == 0
    assert "not signed" not in window.desk.messages.banner.text.text()


def test_and_when_the_window_is(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.desk.session.do(SetNote(Address("bank:1"), "done"))
    window.close()
    assert unsigned(tmp_path / "small.case")[1] == 0


def test_a_case_that_was_only_looked_at_stays_as_it_was(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.files.close()
    lines, left = unsigned(tmp_path / "small.case")
    assert lines == left > 0


def test_without_the_wish_nothing_is_signed(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.desk.choices.change(sign=False)
    window.desk.session.do(SetNote(Address("bank:1"), "done"))
    window.files.close()
    lines, left = unsigned(tmp_path / "small.case")
    assert lines == left


def test_a_key_that_fails_or_takes_too_long_loses_nothing(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise Trouble("The card was pulled out.")

    monkeypatch.setattr(custody, "sign", fails)
    window.desk.session.do(SetNote(Address("bank:1"), "done"))
    window.files.close()
    assert "The card was pulled out" in window.desk.messages.banner.text.text()
    assert unsigned(tmp_path / "small.case")[1] > 0
    window.open_path(tmp_path / "small.case")
    settle(qtbot, window)
    assert window.desk.session.case.facts.notes == {Address("bank:1"): "done"}
    monkeypatch.setattr("ui.wiring.signing.MOMENT", 0.05)
    monkeypatch.setattr(custody, "sign", lambda *_given: time.sleep(0.4))
    window.desk.session.do(SetNote(Address("bank:1"), "again"))
    window.files.close()
    assert "longer than one would wait" in window.desk.messages.banner.text.text()
    window.close()


def test_a_key_file_is_opened_by_its_passphrase_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INVESTIGATOR_KEY_EXAMINER_SIGNING", raising=False)
    file = tmp_path / "key.pem"
    keys.write_file(keys.fresh(), file, "open sesame")
    window = make_window(qtbot, tmp_path)
    window.desk.choices.change(sign=True, key_file=str(file))
    window.open_path(make_case(tmp_path / "small.case"))
    settle(qtbot, window)
    assert "to sign" in window.status.journal.text()
    window.desk.session.do(SetNote(Address("bank:1"), "done"))
    window.files.close()
    assert "key was not open" in window.desk.messages.banner.text.text()
    window.open_path(tmp_path / "small.case")
    settle(qtbot, window)
    packing = window.verbs.packing
    packing.write(HandOrder("all", None, "", True, tmp_path / "a.zip"))  # type: ignore[attr-defined]
    assert "not open yet" in window.desk.messages.banner.text.text()
    for passphrase, text in (("wrong", "does not open"), ("open sesame", "are signed")):
        window.menus.by_id["sign"].trigger()
        (dialog,) = [one for one in window.findChildren(PassphraseDialog) if not one.over]
        assert not dialog.primary.isEnabled()
        dialog.passphrase.setText(passphrase)
        dialog.primary.click()
        settle(qtbot, window)
        assert text in window.desk.messages.banner.text.text()
    assert "to sign" not in window.status.journal.text()
    packing.write(HandOrder("all", None, "", True, tmp_path / "a.zip"))  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert "a.zip is written, signed" in window.desk.messages.banner.text.text()
    window.desk.session.do(SetNote(Address("bank:1"), "and more"))
    window.files.close()
    assert unsigned(tmp_path / "small.case")[1] == 0
