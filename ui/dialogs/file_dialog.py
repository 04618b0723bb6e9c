"""The dialog in which a file is chosen: it never blocks, and it goes when it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(
    parent: QWidget,
    title: str,
    start: str,
    pattern: str,
    then: Callable[[str], object],
    *,
    saves: str | None = None,
) -> QFileDialog:
    """Ask for a file, and call `then` with its path.

    Without `saves` it is one that is there already; with it one to be written, which gets that ending where
    none is typed ('' for none).
    """
    dialog = QFileDialog(parent, title, start, pattern)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if saves is None:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    else:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(saves)
    dialog.fileSelected.connect(then)
    dialog.open()
    return dialog
