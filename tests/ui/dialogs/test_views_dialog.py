from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.cases.views import Lens, SavedView
from ui.dialogs.views_dialog import NameDialog, ViewsDialog


def test_a_name_is_needed_and_what_is_replaced_is_said(qtbot: QtBot) -> None:
    dialog = NameDialog(None, "Save view", "&Save", "", "Kept.", ("Main",))
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    assert not dialog.primary.isEnabled()
    dialog.name.setText(" Main ")
    assert "replaced" in dialog.replaces.text()
    with qtbot.waitSignal(dialog.accepted_with) as told:
        dialog.primary.click()
    assert told.args == ["Main"]


def test_a_view_is_opened_renamed_or_removed(qtbot: QtBot) -> None:
    views = {"b": SavedView((1, 2), Lens("value>5")), "a": SavedView((), Lens())}
    for button, wanted in (("primary", "open"), ("rename", "rename"), ("remove", "remove")):
        dialog = ViewsDialog(None, views)
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        assert [entry.detail for entry in dialog.list.entries()] == ["0 accounts", "2 accounts · value>5"]
        dialog.list.select("b")
        with qtbot.waitSignal(dialog.accepted_with) as told:
            getattr(dialog, button).click()
        assert told.args == [(wanted, "b")]
