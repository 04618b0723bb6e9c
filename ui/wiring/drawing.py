"""What is drawn on the chart: each stroke is an edit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from investigator.cases.edits import Draw
from investigator.cases.facts import Figure, Shape
from investigator.operations import annotating
from ui.canvas.chart import Chart
from ui.desk import Desk
from ui.dialogs.shape_dialog import ShapeDialog
from ui.language import say

TOOLS: tuple[Figure, ...] = ("rectangle", "ellipse", "arrow", "text")
TOLD = "Drag on the chart to draw it, or press Enter to have it in the middle; Escape leaves it."


class DrawVerbs(QObject):
    """A tool draws one shape and is laid down; the newest shape is selected, so that it can be moved at once."""

    def __init__(self, desk: Desk, chart: Chart) -> None:
        super().__init__(desk.window)
        self._desk, self._sketch = desk, chart.sketch
        self._sketch.drawn.connect(self._draw)
        self._sketch.changed.connect(self._put)
        self._sketch.removed.connect(lambda key: self._put(key, None))
        self._sketch.edit_asked.connect(self._edit)

    def tool(self, name: str) -> None:
        """Draw a rectangle, an ellipse, an arrow or a text next."""
        (figure,) = [one for one in TOOLS if one == name]
        self._sketch.take(figure)
        self._desk.messages.note(say(TOLD))

    def next_drawing(self) -> None:
        """Select the next drawing."""
        if not self._sketch.next():
            self._desk.messages.note(say("Nothing is drawn on this chart yet."))

    def edit_drawing(self) -> None:
        """Change text and colour of the selected drawing."""
        if self._sketch.current or self._sketch.next():
            self._edit(self._sketch.current)
        else:
            self._desk.messages.note(say("Nothing is drawn on this chart yet."))

    def remove_drawing(self) -> None:
        """Remove the selected drawing."""
        if self._sketch.current:
            self._put(self._sketch.current, None)
        else:
            self._desk.messages.note(say("Select a drawing first: click on it, or ask for the next one."))

    def _draw(self, shape: Shape) -> None:
        """A text says something before it stands there."""
        if not self._desk.session.is_open:
            return
        if shape.figure == "text":
            dialog = ShapeDialog(self._desk.window, shape, fresh=True)
            dialog.accepted_with.connect(self._add)
            self._desk.ask(dialog)
        else:
            self._add(shape)

    def _add(self, shape: Shape) -> None:
        edit = annotating.draw_edit(self._desk.session.case.facts, shape)
        self._desk.session.do(edit)
        self._sketch.colour = shape.colour
        self._show()
        self._sketch.select(edit.key)

    def _edit(self, key: str) -> None:
        shape = self._sketch.shapes.get(key)
        if shape:
            dialog = ShapeDialog(self._desk.window, shape)
            dialog.accepted_with.connect(lambda now: self._restate(key, now))
            self._desk.ask(dialog)

    def _restate(self, key: str, now: Shape) -> None:
        """It may have been moved meanwhile: only what the dialog asks for is changed."""
        shape = self._desk.session.case.facts.shapes.get(key)
        if shape:
            self._put(key, replace(shape, text=now.text, colour=now.colour))

    def _put(self, key: str, shape: Shape | None) -> None:
        facts = self._desk.session.case.facts if self._desk.session.is_open else None
        if facts is not None and facts.shapes.get(key) != shape:
            self._desk.session.do(Draw(key, shape))
        self._show()

    def _show(self) -> None:
        """At once, not only when the picture has been computed again."""
        if self._desk.session.is_open:
            self._sketch.show_shapes(self._desk.session.case.facts.shapes)
