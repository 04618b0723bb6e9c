from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.rooms import open_window, settle
from ui.dialogs.filters_dialog import Chosen, FiltersDialog, SaveFilterDialog
from ui.dialogs.language_dialog import LanguageDialog
from ui.dialogs.paste_dialog import Pasted, PasteDialog
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


def test_a_filter_is_kept_used_and_let_go_and_undone(window: Window, qtbot: QtBot) -> None:
    facts = lambda: window.desk.session.case.facts  # noqa: E731
    window.bar.query.set_text("value>=4 word")
    window.menus.by_id["save_filter"].trigger()
    (dialog,) = window.findChildren(SaveFilterDialog)
    assert "name" in dialog.problem()
    dialog.name.setText("big")
    dialog.primary.click()
    assert facts().filters == {"big": "value>=4"}
    window.bar.query.set_text("")
    window.menus.by_id["saved_filters"].trigger()
    (chooser,) = window.findChildren(FiltersDialog)
    chooser.primary.click()
    assert window.bar.query.text() == "value>=4"
    window.verbs.filtering._use(Chosen("big", "filter", False))  # type: ignore[attr-defined]
    assert facts().filters == {}
    window.desk.session.undo()
    assert facts().filters == {"big": "value>=4"}
    window.menus.by_id["language"].trigger()
    assert window.findChildren(LanguageDialog)
    settle(qtbot, window)
    window.close()


def test_a_pasted_list_is_shown_filtered_by_and_kept(window: Window, qtbot: QtBot) -> None:
    window.bar.query.pasted.emit("bank:0\nbank:1\nbank:99 junk")
    (dialog,) = window.findChildren(PasteDialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert window.desk.selection.accounts == (0, 1)
    filtering = window.verbs.filtering
    filtering.look_up(Pasted("bank:4,bank:2", "filter", "their own"))  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert window.bar.query.text() == 'list:"their own"'
    assert window.desk.session.case.facts.lists == {"their own": ("bank:2", "bank:4")}
    window.desk.session.undo()
    many = " ".join(f"bank:{number}" for number in range(60))
    filtering.look_up(Pasted(many, "filter", ""))  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert 'list:"pasted 1"' in window.bar.query.text()
    filtering.look_up(Pasted("nothing here", "show", ""))  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert "no address" in window.desk.messages.banner.text.text()
    window.close()


def test_rows_are_copied_and_exported_in_full(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    table = window.stage.table
    table.view.selectRow(1)
    table.copy_rows()
    settle(qtbot, window)
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[:4] == ["time_utc", "from", "to", "amount"]
    assert line.split("\t")[:4] == ["1970-01-01T00:00:20Z", "bank:1", "bank:2", "3"]
    window.menus.by_id["export_transfers"].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.close()
    table.filter.setText("value<=3")
    table._apply_filter()
    settle(qtbot, window)
    out = tmp_path / "out.csv"
    window.verbs.filtering.write(out)  # type: ignore[attr-defined]
    settle(qtbot, window)
    lines = out.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("1970-01-01T00:00:20Z,bank:1,bank:2,3,EUR,ledger,,")
    table.narrow_asked.emit("asset:EUR")
    assert window.bar.query.text() == "asset:EUR"
    window.close()
