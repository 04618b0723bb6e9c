"""The whole story in the real window: from an empty case to a verified report, and the same facts afterwards."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from investigator.data.queries import accounts
from investigator.settings import read_settings
from ui.desktop import build
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.label_dialog import LabelDialog
from ui.dialogs.new_case_dialog import NewCaseDialog
from ui.dialogs.report_dialog import ReportDialog
from ui.dialogs.train_dialog import TrainDialog
from ui.window import Window

PATIENCE = 240_000
HEAD = "from,to,amount,asset,time\n"
W = TypeVar("W", bound=QWidget)


def transfers(path: Path) -> Path:
    """A theft that peels, amid ordinary payments; the thief is 0x…0001."""
    chance, rows = random.Random(7), list[str]()
    start = 1_772_409_600
    for step in range(12):
        loot = 500 * 0.9**step
        rows.append(f"{name(step)},{name(step + 1)},{loot:.4f},ETH,{start + 600 * step}")
        rows.append(f"{name(step + 1)},{name(100 + step)},{loot * 0.1:.4f},ETH,{start + 600 * step + 60}")
    for _ in range(400):
        one, other = chance.sample(range(200, 290), 2)
        rows.append(
            f"{name(one)},{name(other)},{chance.uniform(0.1, 9):.4f},ETH,{start + chance.randrange(86400)}"
        )
    rows += [f"{name(100 + step)},{name(200 + step)},1,ETH,{start + 9000 + step}" for step in range(12)]
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def name(number: int) -> str:
    return f"0x{number + 1:040x}"


@pytest.fixture
def window(qtbot: QtBot, home: Path) -> Iterator[Window]:
    made = build(read_settings())
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Hand:
    """Does what an analyst does, and waits as one does."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window
        self.troubles: list[str] = []
        window.desk.runner.failed.connect(lambda _task, failure: self.troubles.append(failure.sentence))

    def rest(self) -> None:
        """Wait until nothing runs any more."""
        desk = self.window.desk
        for _ in range(3):
            self.qtbot.waitUntil(lambda: desk.runner.idle() and not desk.scenery.waiting, timeout=PATIENCE)
            self.qtbot.wait(20)
        assert self.troubles == []

    def press(self, action: str) -> None:
        assert self.window.menus.by_id[action].isEnabled(), action
        self.window.menus.by_id[action].trigger()

    def dialog(self, kind: type[W]) -> W:
        self.qtbot.waitUntil(lambda: bool(self.open_dialogs(kind)), timeout=PATIENCE)
        return self.open_dialogs(kind)[0]

    def open_dialogs(self, kind: type[W]) -> list[W]:
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def picture(self, title: str) -> None:
        folder = os.environ.get("INVESTIGATOR_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.qtbot.wait(150)
            self.window.grab().save(str(Path(folder) / f"{title}.png"))


def make_case(hand: Hand, path: Path) -> None:
    hand.press("new")
    dialog = hand.dialog(NewCaseDialog)
    hand.qtbot.keyClicks(dialog.title, "Peel")
    dialog.place.edit.setText(str(path))
    dialog.primary.click()
    hand.rest()


def take_in(hand: Hand, path: Path) -> None:
    hand.press("import")
    dialog = hand.dialog(ImportDialog)
    dialog.add([path])
    hand.qtbot.waitUntil(dialog.primary.isEnabled, timeout=PATIENCE)
    dialog.primary.click()
    hand.rest()


def find(hand: Hand, text: str) -> None:
    hand.press("search")
    hand.qtbot.keyClicks(hand.window.bar.query, text)
    hand.qtbot.keyClick(hand.window.bar.query, Qt.Key.Key_Return)
    hand.rest()


def label(hand: Hand, number: int, text: str, category: str) -> None:
    find(hand, name(number))
    hand.press("label")
    dialog = hand.dialog(LabelDialog)
    hand.qtbot.keyClicks(dialog.text, text)
    dialog.category.setCurrentText(category)
    hand.qtbot.keyClicks(dialog.source, "own analysis")
    dialog.primary.click()
    hand.rest()


def mark(hand: Hand, numbers: range, verdict: str) -> None:
    desk = hand.window.desk
    found = accounts.find(desk.session.case.store, [f"eip155:1:{name(number)}" for number in numbers])
    desk.selection.choose(found.values())
    hand.press(verdict)
    hand.rest()


def train(hand: Hand) -> None:
    hand.press("train")
    dialog = hand.dialog(TrainDialog)
    dialog.name.setText("peel 1")
    dialog.epochs.setValue(2)
    dialog.primary.click()
    hand.rest()


def report(hand: Hand, path: Path) -> None:
    hand.press("report")
    dialog = hand.dialog(ReportDialog)
    dialog.place.edit.setText(str(path))
    dialog.primary.click()
    hand.rest()


def undo_and_redo_all(hand: Hand) -> None:
    session = hand.window.desk.session
    while session.undoable():
        hand.press("undo")
    hand.rest()
    assert session.case.facts.shown == frozenset()
    while session.redoable():
        hand.press("redo")
    hand.rest()


def test_the_story(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    hand, desk = Hand(qtbot, window), window.desk
    hand.rest()
    make_case(hand, tmp_path / "peel.case")
    take_in(hand, transfers(tmp_path / "peel.csv"))
    assert desk.scenery.held is not None
    assert desk.scenery.held.counts.transfers == 436

    find(hand, name(0))
    assert len(desk.selection.accounts) == 1
    hand.press("expand2")
    hand.rest()
    assert desk.scenery.sight is not None
    assert desk.scenery.sight.graph.order > 3
    assert window.bar.query.count.text().endswith("of 436 transfers · Ctrl K")

    hand.press("score")
    hand.rest()
    first = desk.scenery.held.scores
    assert first is not None
    label(hand, 0, "Thief", "hacking")
    label(hand, 230, "Shop", "shop")
    mark(hand, range(1, 7), "illicit")
    mark(hand, range(240, 250), "licit")
    train(hand)
    hand.press("score")
    hand.rest()
    again = desk.scenery.held.scores
    assert again is not None
    assert again.model != first.model

    hand.press("seed")
    hand.rest()
    before = desk.scenery.sight.scene
    hand.picture("window-dark" if desk.appearance.theme.dark else "window-light")
    hand.press("theme")
    hand.picture("window-dark" if desk.appearance.theme.dark else "window-light")
    undo_and_redo_all(hand)
    after = desk.scenery.sight.scene
    for field in ("account", "x", "y", "kind", "risk", "seed", "src", "dst", "weight", "edge_risk"):
        assert_array_equal(getattr(before, field), getattr(after, field), err_msg=field)
    assert (before.title, before.caption, before.text) == (after.title, after.caption, after.text)

    report(hand, tmp_path / "peel.pdf")
    assert (tmp_path / "peel.pdf").read_bytes().startswith(b"%PDF")
    hand.press("verify")
    hand.rest()
    assert "verified" in window.status.journal.text()

    facts = desk.session.at_rest().facts
    hand.press("close")
    hand.rest()
    window.open_path(tmp_path / "peel.case")
    hand.rest()
    assert desk.session.case.facts == facts
    assert desk.scenery.held is not None
    assert desk.scenery.held.scores is not None
    assert_array_equal(np.sort(desk.scenery.held.scores.calibrated), np.sort(again.calibrated))
