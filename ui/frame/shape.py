"""The window comes back as it was left: its size, its panels and their widths."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget


class Shape:
    """Kept in a file of this user, not in a case."""

    def __init__(
        self,
        window: QMainWindow,
        splits: Mapping[str, QSplitter],
        panels: Mapping[str, QWidget],
        keep: QSettings,
    ) -> None:
        self._window, self._splits, self._panels, self._keep = window, splits, panels, keep

    def restore(self) -> None:
        """Bring everything back that was kept; what cannot be read is left as it is."""
        kept = self._keep.value("geometry")
        if isinstance(kept, QByteArray):
            self._window.restoreGeometry(kept)
        for name, split in self._splits.items():
            kept = self._keep.value(name)
            if isinstance(kept, QByteArray):
                split.restoreState(kept)
        for name, panel in self._panels.items():
            panel.setHidden(str(self._keep.value(f"hidden/{name}", "false")) == "true")

    def save(self) -> None:
        """Keep everything."""
        self._keep.setValue("geometry", self._window.saveGeometry())
        for name, split in self._splits.items():
            self._keep.setValue(name, split.saveState())
        for name, panel in self._panels.items():
            self._keep.setValue(f"hidden/{name}", "true" if panel.isHidden() else "false")
        self._keep.sync()
