"""Drawing on the chart: rectangles, ellipses, arrows and texts are drawn, selected, moved, reshaped and removed.

A layer of its own over the graph. It has the first look at what the hand does, and leaves alone what is not about a
shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from investigator.cases.facts import Figure, Shape
from ui.canvas import drawings
from ui.canvas.stage import Stage
from ui.canvas.view import View
from ui.theme import Theme

STEP = 8
"""Pixels that an arrow key moves a shape."""

PLAIN = (160, 96)
"""Pixels of a shape that is drawn from the keyboard or by a mere click."""

NEW = "new"
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0),
    Qt.Key.Key_Right: (STEP, 0),
    Qt.Key.Key_Up: (0, -STEP),
    Qt.Key.Key_Down: (0, STEP),
}


class Sketch(QObject):
    """`drawn` carries a new `Shape`, `changed` (key, the shape as it is now), `removed` and `edit_asked` a key,
    `selected` the key that is selected now, '' for none.
    """

    drawn = Signal(object)
    changed = Signal(str, object)
    removed = Signal(str)
    edit_asked = Signal(str)
    selected = Signal(str)

    def __init__(self, stage: Stage, node_hit: Callable[[QPointF], int]) -> None:
        super().__init__(stage)
        self.tool: Figure | Literal[""] = ""
        self.colour = ""
        self.shapes: dict[str, Shape] = {}
        self.current = ""
        self._stage, self._node_hit = stage, node_hit
        self._from: QPointF | None = None
        self._grip = -1
        self._before: Shape | None = None
        stage.installEventFilter(self)
        stage.viewport().installEventFilter(self)

    def show_shapes(self, shapes: Mapping[str, Shape]) -> None:
        """Show these. What is being drawn or moved goes on."""
        if self._from is None:
            self.shapes = dict(shapes)
            if self.current not in self.shapes:
                self.select("")
            self._stage.viewport().update()

    def paint(self, painter: QPainter, view: View, theme: Theme) -> None:
        """Paint all shapes where a view has them."""
        drawings.paint(painter, view, self.shapes, theme, self.current)

    def take(self, tool: Figure | Literal[""]) -> None:
        """Draw with a tool next, or with none; the chart has the keys."""
        self.tool = tool
        self._stage.viewport().setCursor(Qt.CursorShape.CrossCursor if tool else Qt.CursorShape.ArrowCursor)
        if tool:
            self.select("")
            self._stage.setFocus()

    def select(self, key: str) -> None:
        """Select a shape, or none with ''."""
        if key != self.current:
            self.current = key
            self.selected.emit(key)
            self._stage.viewport().update()

    def next(self) -> str:
        """Select the next shape, and say which; '' if there is none."""
        keys = list(self.shapes)
        at = keys.index(self.current) + 1 if self.current in keys else 0
        self.select(keys[at % len(keys)] if keys else "")
        self._stage.setFocus()
        return self.current

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._stage.viewport():
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and watched is self._stage:
            if (
                event.type() == QEvent.Type.ShortcutOverride
                and self.current
                and event.key() == Qt.Key.Key_Delete
            ):
                event.accept()  # or the key would take accounts off the chart
                return True
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.MouseMove:
            return self._move(at)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            return self._press(at)
        if kind == QEvent.Type.MouseButtonRelease:
            return self._release(at)
        if kind == QEvent.Type.MouseButtonDblClick and self.current and not self.tool:
            self.edit_asked.emit(self.current)
            return True
        return False

    def _press(self, at: QPointF) -> bool:
        view = self._stage.view
        if self.tool:
            x, y = self._world(at)
            self.shapes[NEW] = Shape(self.tool, x, y, x, y, "", self.colour)
            self._from, self._grip, self._before = at, 1, None
            return True
        held = self.shapes.get(self.current)
        end = drawings.grip(held, view, at) if held else -1
        key = (
            self.current
            if end >= 0
            else ""
            if self._node_hit(at) >= 0
            else drawings.under(self.shapes, view, at)
        )
        self.select(key)
        if not key:
            return False
        self._from, self._grip, self._before = at, end, self.shapes[key]
        self._stage.setFocus()
        return True

    def _move(self, at: QPointF) -> bool:
        if self._from is None:
            return bool(self.tool)
        key = NEW if self._before is None else self.current
        shape = self._before or self.shapes[NEW]
        x, y = self._world(at)
        if self._grip == 1:
            shape = replace(shape, x1=x, y1=y)
        elif self._grip == 0:
            shape = replace(shape, x0=x, y0=y)
        else:
            shape = self._shifted(shape, at.x() - self._from.x(), at.y() - self._from.y())
        self.shapes[key] = shape
        self._stage.viewport().update()
        return True

    def _release(self, at: QPointF) -> bool:
        if self._from is None:
            return False
        small = (at - self._from).manhattanLength() <= 4
        self._from = None
        if self._before is not None:
            if small:
                self.shapes[self.current] = self._before
            elif self.shapes[self.current] != self._before:
                self.changed.emit(self.current, self.shapes[self.current])
            return True
        shape = self.shapes.pop(NEW)
        self._finish(self._grown(shape) if small else shape)
        return True

    def _finish(self, shape: Shape) -> None:
        self.take("")
        self.drawn.emit(shape)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self.tool:
            if key == Qt.Key.Key_Escape:
                self.shapes.pop(NEW, None)
                self._from = None
                self.take("")
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                view = self._stage.view
                middle = QPointF(view.width / 2 - PLAIN[0] / 2, view.height / 2 - PLAIN[1] / 2)
                x, y = self._world(middle)
                self._finish(self._grown(Shape(self.tool, x, y, x, y, "", self.colour)))
            return key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return bool(self.current) and self._key_on(key, event)

    def _key_on(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """A key on the selected shape: arrows move it, with Shift its far end; Enter edits, Delete removes."""
        if key in _ARROWS:
            shape, (dx, dy) = self.shapes[self.current], _ARROWS[key]
            moved = self._shifted(shape, dx, dy)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and shape.figure != "text":
                moved = replace(shape, x1=moved.x1, y1=moved.y1)
            self.shapes[self.current] = moved
            self.changed.emit(self.current, moved)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit(self.current)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(self.current)
        elif key == Qt.Key.Key_Escape:
            self.select("")
        else:
            return False
        return True

    def _world(self, at: QPointF) -> tuple[int, int]:
        x, y = self._stage.view.to_world(at.x(), at.y())
        return _bounded(x), _bounded(y)

    def _shifted(self, shape: Shape, dx: float, dy: float) -> Shape:
        scale = self._stage.view.scale
        x, y = round(dx / scale * drawings.UNIT), round(dy / scale * drawings.UNIT)
        return replace(shape, x0=shape.x0 + x, y0=shape.y0 + y, x1=shape.x1 + x, y1=shape.y1 + y)

    def _grown(self, shape: Shape) -> Shape:
        """A shape of a plain size from its first corner."""
        if shape.figure == "text":
            return shape
        far = self._shifted(shape, *PLAIN)
        return replace(shape, x1=far.x1, y1=far.y1)


def _bounded(value: float) -> int:
    return round(min(max(value * drawings.UNIT, -(2.0**30)), 2.0**30))
