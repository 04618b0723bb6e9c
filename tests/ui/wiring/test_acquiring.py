"""Pulling in the window, from a real node."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.data.queries import accounts, hops, sources
from investigator.data.queries.hops import Stop
from investigator.records import Address
from tests.nodes.anvil import Anvil
from tests.nodes.chain import Chain
from tests.nodes.misbehaviour import garbage, says, slow
from tests.nodes.server import serving
from tests.ui.rooms import make_window, settle
from tests.ui.things import texts
from ui.dialogs.pull_dialog import PullDialog
from ui.window import Window
from ui.wiring.acquiring import proposed, pushing, why


@pytest.fixture(scope="module")
def node() -> Iterator[Anvil]:
    with Anvil.started() as anvil:
        anvil.send(to=anvil.accounts[1], value=10**18)
        anvil.send(from_=anvil.accounts[1], to=anvil.accounts[2], value=10**17)
        yield anvil


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    with Case.create(tmp_path / "a.case"):
        pass
    made = make_window(qtbot, tmp_path)
    made.open_path(tmp_path / "a.case")
    settle(qtbot, made)
    return made


def asked(window: Window, source: str, *addresses: str) -> PullDialog:
    window.menus.by_id["pull"].trigger()
    dialog = window.findChild(PullDialog)
    assert dialog is not None
    dialog.source.setText(source)
    dialog.accounts.setPlainText("\n".join(addresses))
    return dialog


def test_from_the_menu_to_the_chart(window: Window, qtbot: QtBot, node: Anvil) -> None:
    dialog = asked(window, node.uri, node.accounts[1])
    dialog.look.click()
    settle(qtbot, window)
    shown = dialog.told.toPlainText()
    assert "anvil" in shown
    assert "Native: by" in shown or "Native, internal: by" in shown
    dialog.primary.click()
    settle(qtbot, window)
    assert sources.counts(window.desk.session.case.store).transfers == 2
    facts = window.desk.session.case.facts
    assert [seed.rpartition(":")[2] for seed in facts.seeds] == [node.accounts[1].lower()]
    assert len(facts.shown) == 3
    assert "2 transfers pulled (2 native)" in texts(window)
    window.menus.by_id["tasks"].trigger()
    assert "2 transfers pulled (2 native)" in texts(window.tasks)
    assert window.desk.keep.value("source") == node.uri
    again = asked(window, node.uri)
    assert again.source.text() == node.uri
    again.reject()


def test_a_node_that_is_not_there_is_one_sentence(window: Window, qtbot: QtBot) -> None:
    dialog = asked(window, "http://127.0.0.1:9", "0x" + "a" * 40)
    dialog.look.click()
    settle(qtbot, window)
    assert "127.0.0.1:9 refuses the connection" in dialog.told.toPlainText()
    dialog.primary.click()
    settle(qtbot, window)
    assert "127.0.0.1:9 refuses the connection" in texts(window)


def test_a_check_ends_with_its_dialog(window: Window, qtbot: QtBot) -> None:
    with serving(Chain(), slow(0.2)) as served:
        dialog = asked(window, served.uri, "0x" + "a" * 40)
        dialog.look.click()
        (first,) = window.desk.runner.running()
        dialog.look.click()
        qtbot.waitUntil(lambda: first not in window.desk.runner.running())
        assert first.cancelled
        (second,) = window.desk.runner.running()
        dialog.reject()
        settle(qtbot, window)
        assert second.cancelled


def test_cancelling_keeps_what_came(window: Window, qtbot: QtBot) -> None:
    chain = Chain()
    for _ in range(400):
        chain.mine()
    with serving(chain, slow(0.2)) as served:
        asked(window, served.uri).primary.click()
        qtbot.waitUntil(lambda: bool(window.desk.runner.running()) and served.requests > 22)
        assert f"● asking {served.uri.partition('//')[2]}" in texts(window)
        for task in window.desk.runner.running():
            task.cancel()
        settle(qtbot, window)
    assert "The pull was cancelled; what came is kept" in texts(window)
    assert "● offline" in texts(window)
    assert not window.desk.runner.running()


def test_where_a_pull_stopped_it_can_be_pushed_further(window: Window, qtbot: QtBot, node: Anvil) -> None:
    asked(window, node.uri, node.accounts[1]).primary.click()
    settle(qtbot, window)
    store = window.desk.session.case.store
    one = Address(f"eip155:31337:{node.accounts[1].lower()}")
    other = Address(f"eip155:31337:{node.accounts[2].lower()}")
    window.desk.selection.choose([accounts.find(store, [one])[one]])
    window.menus.by_id["push"].trigger()
    settle(qtbot, window)
    assert "No pull stopped at the selected account" in texts(window)
    window.desk.selection.choose([accounts.find(store, [other])[other]])
    settle(qtbot, window)
    page = window.inspector.account
    next(one for one in page.findChildren(QPushButton) if one.text() == "Push further…").click()
    settle(qtbot, window)
    dialog = window.findChild(PullDialog)
    assert dialog is not None
    assert "The pull stopped here: it is 1 hop away" in texts(dialog)
    assert [text.lower() for text in dialog.typed()] == [node.accounts[2].lower()]
    assert dialog.source.text() == node.uri
    dialog.primary.click()
    settle(qtbot, window)
    assert [stop.pulled for stop in hops.stops(store, [other])] == [True]


def test_how_it_goes_on() -> None:
    far = Stop(Address("eip155:1:0x" + "a" * 40), 1, "hops", "it is <b>1</b> hop away", None, False)
    busy = Stop(Address("eip155:1:0x" + "b" * 40), 0, "budget", "it has dealt with 340", 340, True)
    assert (pushing([far]).hops, pushing([far]).budget) == (1, 100)
    assert (pushing([far, busy]).hops, pushing([far, busy]).budget) == (2, 340)
    assert why([far], [far]) == "The pull stopped here: it is <b>1</b> hop away."
    assert why([far, busy, far], [far, busy, far]) == (
        "Pulls stopped at 3 accounts: 1 with too many dealings, 2 after the last hop."
    )


def test_through_services_it_goes_on_only_if_they_are_named() -> None:
    far = Stop(Address("eip155:1:0x" + "a" * 40), 1, "hops", "it is 1 hop away", None, False)
    pool = Stop(Address("eip155:1:0x" + "b" * 40), 1, "contract", "it has code", None, False)
    assert proposed([far, pool], named=False) == [far]
    assert proposed([pool], named=False) == [pool]
    assert proposed([far, pool], named=True) == [far, pool]
    assert why([far, pool], [far]) == (
        "Pulls stopped at 2 accounts: 1 at contracts, 1 after the last hop. "
        "1 of them is named below; select others to go on there."
    )


def test_what_a_pull_warns_of_stays_until_it_is_dismissed(
    window: Window, qtbot: QtBot, node: Anvil
) -> None:
    dialog = asked(window, node.uri, node.accounts[1])
    dialog.last.setText("99")
    dialog.primary.click()
    settle(qtbot, window)
    banner = window.desk.messages.banner
    assert banner.property("tone") == "mid"
    said, *warned = banner.text.text().splitlines()
    assert said.startswith("2 transfers pulled (2 native)")
    assert any(line.startswith("There are no blocks after 2 yet") for line in warned)
    assert banner.act.text() == "Push further…"
    banner.act.click()
    settle(qtbot, window)
    further = window.findChild(PullDialog)
    assert further is not None
    assert "Pulls stopped at 2 accounts: 2 after the last hop." in texts(further)


def test_what_came_before_a_failure_is_shown(window: Window, qtbot: QtBot, node: Anvil) -> None:
    dialog = asked(window, node.uri, node.accounts[1])
    dialog.second.setText("http://127.0.0.1:9")
    dialog.primary.click()
    settle(qtbot, window)
    assert "127.0.0.1:9 refuses the connection" in texts(window)
    facts = window.desk.session.case.facts
    shown = accounts.addresses(window.desk.session.case.store, facts.shown)
    assert [one.rpartition(":")[2] for one in shown] == [node.accounts[1].lower()]
    assert sources.counts(window.desk.session.case.store).transfers == 2


def test_a_source_that_talks_nonsense_is_one_sentence(window: Window, qtbot: QtBot) -> None:
    with serving(Chain(), garbage(1000)) as served:
        dialog = asked(window, served.uri, "0x" + "a" * 40)
        dialog.look.click()
        settle(qtbot, window)
        assert dialog.told.property("tone") == "high"
        (sentence,) = dialog.told.toPlainText().splitlines()
        dialog.primary.click()
        settle(qtbot, window)
    assert served.uri.partition("//")[2] in sentence
    assert sentence in texts(window)


def test_a_key_in_an_address_is_kept_and_shown_nowhere(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    secret = "5ecret0123456789abcdef"
    with serving(Chain()) as served:
        source = served.uri.replace("http://", "http://me:pass4word@") + f"/v3/{secret}?key={secret}"
        spoken = ""
        for fault in ([], [says(-32000, f"denied for key {secret}", "eth_getBlockByNumber")]):
            served.faults += fault
            dialog = asked(window, source, "0x" + "a" * 40)
            dialog.look.click()
            spoken += texts(window)
            settle(qtbot, window)
            spoken += dialog.told.toPlainText()
            dialog.primary.click()
            spoken += texts(window)
            settle(qtbot, window)
            window.menus.by_id["tasks"].trigger()
            spoken += texts(window)
    window.desk.keep.sync()
    window.close()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(written) > 10_000
    assert served.uri.partition("//")[2] in spoken
    for hidden in (secret, "pass4word"):
        assert hidden.encode() not in written
        assert hidden not in spoken
