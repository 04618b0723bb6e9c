from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.things import ALICE, BOB
from ui.panels import parts
from ui.panels.note import Note, NoteEditor, Rendered, flat


def test_a_note_is_saved_when_left_and_at_ctrl_enter(qtbot: QtBot) -> None:
    held, note, other = QWidget(), NoteEditor(), QLineEdit()
    held.setLayout(parts.column(note, other))
    qtbot.addWidget(held)
    told: list[tuple[object, str]] = []
    note.written.connect(lambda key, text: told.append((key, text)))
    note.show_note(ALICE, "old")
    held.show()
    held.activateWindow()
    qtbot.waitUntil(held.isActiveWindow)
    note.setFocus()
    qtbot.keyClicks(note, "A ")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == [(ALICE, "A old")]
    qtbot.keyClicks(note, "B ")
    note.show_note(ALICE, "A old")
    assert note.toPlainText() == "A B old", "a refresh does not disturb the writing"
    other.setFocus()
    assert told[1:] == [(ALICE, "A B old")]
    note.save()
    assert len(told) == 2


def test_turning_to_another_account_saves_first(qtbot: QtBot) -> None:
    note = NoteEditor()
    qtbot.addWidget(note)
    told: list[tuple[object, str]] = []
    note.written.connect(lambda key, text: told.append((key, text)))
    note.show_note(ALICE, "")
    note.setPlainText("seen twice")
    note.show_note(BOB, "other")
    assert told == [(ALICE, "seen twice")]
    assert note.toPlainText() == "other"


HOSTILE = """# Head
<script>alert(1)</script> <b>bold?</b> <img src="http://evil.example/x.png">
![pixel](http://evil.example/pixel.png) ![local](file:///etc/passwd)
[link](javascript:alert(1)) *leant* \u202egnp.exe
"""


def test_what_is_shown_takes_nothing_from_outside(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    kept = Rendered.loadResource

    def load(self: Rendered, kind: int, name: QUrl) -> object:
        asked.append(name.toString())
        return kept(self, kind, name)

    monkeypatch.setattr(Rendered, "loadResource", load)
    made = Rendered()
    qtbot.addWidget(made)
    made.resize(300, 100)
    made.show()
    made.show_text(HOSTILE)
    made.grab()
    shown = made.toPlainText()
    assert "<script>alert(1)</script> <b>bold?</b>" in shown
    assert "*leant*" not in shown
    assert "leant" in shown
    assert "\u202e" not in shown
    assert "‹U+202E›" in shown
    for name in asked:
        image = kept(made, QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        assert image.width() == 1  # type: ignore[attr-defined]
    assert not made.openLinks()
    assert not made.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse


def test_a_note_of_nothing_but_nesting_is_shown_flat(qtbot: QtBot) -> None:
    assert flat("> > * said") == "> > * said"
    assert flat(">" * 5000 + "deep") == ">" * 12 + " deep"
    made = Rendered()
    qtbot.addWidget(made)
    made.show_text("\n".join([">" * 500 + "x"] * 400))
    assert "more characters" in made.toPlainText()


def test_a_note_is_read_rendered_and_edited_as_text(qtbot: QtBot) -> None:
    held, note, other = QWidget(), Note(), QLineEdit()
    held.setLayout(parts.column(note, other))
    held.resize(300, 300)
    qtbot.addWidget(held)
    note.show_note(ALICE, "It is *hers*.")
    held.show()
    held.activateWindow()
    qtbot.waitUntil(held.isActiveWindow)
    assert note.rendered.isVisible()
    assert note.rendered.toPlainText() == "It is hers."
    qtbot.mouseClick(note.rendered.viewport(), Qt.MouseButton.LeftButton)
    assert note.editor.isVisible()
    assert note.editor.toPlainText() == "It is *hers*."
    qtbot.keyClicks(note.editor, "Now: ")
    with qtbot.waitSignal(note.written, check_params_cb=lambda key, text: text == "Now: It is *hers*."):
        other.setFocus()
    assert note.rendered.toPlainText() == "Now: It is hers."
    note.show_note(BOB, "")
    assert note.rendered.toPlainText() == "No note yet. Write one."
    assert note.rendered.height() < 96


def test_headings_are_small_links_lead_nowhere_and_tables_have_a_bound(qtbot: QtBot) -> None:
    made = Rendered()
    qtbot.addWidget(made)
    made.resize(300, 100)
    made.show_text("# Why\n[there](http://evil.example)\n\n" + "- a\n" * 500)
    shown = made.document().toHtml()
    assert "http://evil.example" not in shown
    assert "more characters" in made.toPlainText()
    made.show_text("|a|b|\n|-|-|\n|1|2|\n")
    assert "<table" in made.document().toHtml()
    made.show_text("|a" * 100 + "|\n" + "|-" * 100 + "|\n")
    assert "<table" not in made.document().toHtml()
