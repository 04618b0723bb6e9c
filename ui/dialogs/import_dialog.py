"""Choose files, see what is in them, correct how they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from investigator.chain.source import ImportOptions
from ui import words
from ui.dialogs.look import FilePreview
from ui.dialogs.preview_table import PreviewTable
from ui.dialogs.reading_form import ReadingForm
from ui.dialogs.sheet import Sheet
from ui.language import say
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme

HINT = (
    "Drop files here, or choose them: transfers as CSV or Parquet, raw blocks and receipts as JSON,"
    " labels as TagPack YAML, CSV, JSON or OFAC's XML, prices as CSV or Parquet."
)
ROOM = QSize(820, 660)
PAUSE = 250
"""Milliseconds after the last correction before the file is looked at again."""


@dataclass(frozen=True)
class ImportOrder:
    """What was decided."""

    paths: tuple[Path, ...]
    options: ImportOptions


class ImportDialog(Sheet):
    """`accepted_with` carries an `ImportOrder`.

    `preview_asked` carries (path, `ImportOptions`), to be run as `look.look_at` in a task; the answer goes to `set_preview` or `set_failure` with
    the same two. Every file must have been looked at without a problem before Import works.
    """

    preview_asked = Signal(object, object)

    def __init__(
        self, parent: QWidget | None, paths: Iterable[Path] = (), options: ImportOptions | None = None
    ) -> None:
        super().__init__(parent, say("Import"), say("&Import"), 760)
        self._seen: dict[Path, FilePreview | None] = {}
        self._asked: dict[Path, ImportOptions] = {}
        self.setAcceptDrops(True)
        self.files = EntryList(say("Files to import"))
        self.files.setFixedHeight(88)
        self.hint = parts.label(say(HINT), "card", "dim", wrap=True)
        self.hint.setMargin(16)
        self.hint.setFixedHeight(88)
        self.choose = parts.button(say("&Choose files…"), self._choose)
        self.remove = parts.button(say("&Remove"), self._remove)
        self.kind = parts.label("", "dim", wrap=True)
        self.table = PreviewTable()
        self.form = ReadingForm(options or ImportOptions())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_again)
        self.form.changed.connect(self._corrected)
        self.files.selectionModel().currentChanged.connect(lambda *_: self._turn())
        buttons = parts.column(self.choose, 6, self.remove, 0)
        top = parts.line(self.hint, self.files, buttons)
        top.setStretch(0, 1)
        top.setStretch(1, 1)
        self.build(top, 12, self.kind, 6, self.table, 12, self.form)
        self.shown_first = self.choose
        self.add(paths)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.files.set_theme(theme)

    def add(self, paths: Iterable[Path]) -> None:
        """Take files in and ask to look at them."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self._seen]
        for path in fresh:
            self._seen[path] = None
        self._list()
        if fresh:
            self.files.select(fresh[0])
        for path in fresh:
            self._ask(path)
        self._turn()

    def set_preview(self, path: Path, options: ImportOptions, preview: FilePreview) -> None:
        """Show what a look found. An answer to an earlier question is dropped."""
        if not self.over and self._asked.get(path) == options:
            self._seen[path] = preview
            self._list()
            self._turn()

    def set_failure(self, path: Path, options: ImportOptions, reason: str) -> None:
        """Say why a file cannot be looked at."""
        self.set_preview(path, options, FilePreview("Not readable", 0, problems=(reason,)))

    def problem(self) -> str:
        """What stands in the way of importing all files."""
        if not self._seen:
            return "Choose the files to import."
        if wrong := self.form.problem():
            return wrong
        if self._pause.isActive():
            return "Looking again…"
        for path, preview in self._seen.items():
            if preview and preview.problems:
                return words.plain(f"{path.name}: {preview.problems[0]}", 300)
        waiting = next((path.name for path, preview in self._seen.items() if preview is None), None)
        return f"Looking at {words.plain(waiting, 80)}…" if waiting is not None else ""

    def answer(self) -> ImportOrder:
        """The order."""
        return ImportOrder(tuple(self._seen), self.form.options())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Choose files to import")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda chosen: self.add(map(Path, chosen)))
        dialog.open()

    def _remove(self) -> None:
        path = self.files.current()
        if isinstance(path, Path):
            del self._seen[path]
            self._asked.pop(path, None)
            self._list()
            self.files.select(next(iter(self._seen), None))
            self._turn()

    def _ask(self, path: Path) -> None:
        self._asked[path] = self.form.options()
        self.preview_asked.emit(path, self._asked[path])

    def _corrected(self) -> None:
        self._pause.start()
        self.check()

    def _look_again(self) -> None:
        if not self.form.problem():
            for path in self._seen:
                self._seen[path] = None
                self._ask(path)
        self._list()
        self.check()

    def _list(self) -> None:
        self.files.show_entries([_entry(path, preview) for path, preview in self._seen.items()])
        self.remove.setEnabled(bool(self._seen))

    def _turn(self) -> None:
        path = self.files.current()
        preview = self._seen.get(path) if isinstance(path, Path) else None
        self.hint.setVisible(not self._seen)
        self.files.setVisible(bool(self._seen))
        self.kind.setVisible(preview is not None)
        if preview:
            self.resize(self.size().expandedTo(ROOM))
            size = words.size(preview.bytes) if preview.bytes else ""
            self.kind.setText(" · ".join(part for part in (preview.kind, size, preview.settled) if part))
            self.table.show_rows(preview.header, preview.rows, preview.columns or {})
            self.form.show_columns(preview.header, preview.columns, preview.guessed)
        self.table.setVisible(bool(preview and preview.rows))
        self.form.setVisible(bool(self._seen))
        self.check()


def _entry(path: Path, preview: FilePreview | None) -> Entry:
    if preview is None:
        return Entry(path, path.name, "looking…", tip=str(path), whole=str(path))
    wrong = bool(preview.problems)
    told = "\n".join([str(path), *preview.problems])
    tone = "mid" if wrong else "verified"
    return Entry(
        path, path.name, "needs you" if wrong else preview.kind, tone, dot=tone, tip=told, whole=str(path)
    )
