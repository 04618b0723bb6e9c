"""A screen that is not there, chosen before Qt is imported, and small scenes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """Delete what was closed: else every style sheet repaints all windows of all earlier tests.

    No key is held down any more: Qt keeps those of the last event, and selects otherwise by them.
    """
    yield
    from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
    from PySide6.QtGui import QGuiApplication, QWindow
    from PySide6.QtTest import QTest

    if QCoreApplication.instance() is None:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        anywhere = QWindow()
        anywhere.resize(9, 9)
        anywhere.show()
        QTest.mouseMove(anywhere, QPoint(1, 1))
        anywhere.close()
        assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
