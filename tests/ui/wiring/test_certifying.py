"""Certificates in the window: badges on the chart, the page of an account, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Changed, Show
from investigator.operations.acquiring import PullOptions, pull
from investigator.records import Certified
from tests.nodes.anvil import Anvil
from tests.ui.rooms import make_window, settle
from tests.ui.things import texts
from ui.dialogs.certificates_dialog import CertificatesDialog
from ui.panels.entries import EntryList
from ui.window import Window


@pytest.fixture(scope="module")
def node() -> Iterator[Anvil]:
    with Anvil.started("--slots-in-an-epoch", "1") as anvil:
        anvil.mine(3)
        anvil.send(to=anvil.accounts[1], value=10**18)
        anvil.send(from_=anvil.accounts[1], to=anvil.accounts[2], value=10**17)
        anvil.mine(8)
        yield anvil


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, node: Anvil) -> Window:
    path = tmp_path / "pulled.case"
    with Case.create(path) as case:
        report = pull(case, node.uri, (node.accounts[1],), PullOptions(last="final"))
        assert report.transfers == 2
        case.do(Show(AccountSet.of(range(3))))
    made = make_window(qtbot, tmp_path)
    made.open_path(path)
    settle(qtbot, made)
    return made


def test_a_pulled_account_has_a_badge_and_a_section(window: Window, qtbot: QtBot, node: Anvil) -> None:
    scenery = window.desk.scenery
    qtbot.waitUntil(lambda: bool(scenery.certified))
    settle(qtbot, window)
    (outcome,) = scenery.certified.values()
    assert outcome == Certified.COMPLETE
    assert scenery.sight is not None
    ((at, drawn),) = scenery.sight.scene.certified
    assert drawn == Certified.COMPLETE
    account = int(scenery.sight.scene.account[at])
    window.desk.selection.choose([account])
    settle(qtbot, window)
    shown = texts(window.inspector)
    assert "COMPLETENESS" in shown
    assert "complete" in shown
    assert "blocks 0 to" in shown
    other = next(int(one) for one in scenery.sight.scene.account if int(one) != account)
    window.desk.selection.choose([other])
    settle(qtbot, window)
    assert not window.inspector.account.proof_head.isVisible()


def test_only_other_evidence_is_checked_again(window: Window, qtbot: QtBot) -> None:
    scenery, session = window.desk.scenery, window.desk.session
    qtbot.waitUntil(lambda: bool(scenery.certified))
    known = scenery.certified
    scenery.certify({})
    with qtbot.waitSignal(scenery.ready):
        session.touch(Changed.SCORES)
    settle(qtbot, window)
    assert not scenery.certified
    with qtbot.waitSignal(scenery.ready):
        session.touch(Changed.EVIDENCE)
    settle(qtbot, window)
    assert scenery.certified == known


def test_all_certificates_as_a_list(window: Window, qtbot: QtBot, node: Anvil) -> None:
    window.menus.by_id["certify"].trigger()
    settle(qtbot, window)
    dialog = window.findChild(CertificatesDialog)
    assert dialog is not None
    assert "1 account: 1 complete." in texts(dialog)
    listed = dialog.findChild(EntryList)
    assert listed is not None
    listed.chosen.emit(0)
    assert len(window.desk.selection.accounts) == 1
    dialog.accept()


def test_a_case_without_pulls_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    with Case.create(tmp_path / "empty.case"):
        pass
    window = make_window(qtbot, tmp_path)
    window.open_path(tmp_path / "empty.case")
    settle(qtbot, window)
    window.menus.by_id["certify"].trigger()
    settle(qtbot, window)
    dialog = window.findChild(CertificatesDialog)
    assert dialog is not None
    assert "No account was pulled yet." in texts(dialog)
    dialog.accept()
