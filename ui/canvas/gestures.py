"""What the hand does on the chart: pan, zoom, select, lasso, drag, and the same from the keyboard."""

from __future__ import annotations

import html
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QToolTip

from ui.canvas.stage import Stage

Mode = Literal["pan", "lasso"]
_STEP = 80
_KEY_PANS = {
    Qt.Key.Key_Left: (_STEP, 0),
    Qt.Key.Key_Right: (-_STEP, 0),
    Qt.Key.Key_Up: (0, _STEP),
    Qt.Key.Key_Down: (0, -_STEP),
}
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Target(Protocol):
    """What gestures act on; positions of nodes are scene positions, -1 for none."""

    def node_hit(self, at: QPointF) -> int: ...
    def hint(self, at: QPointF) -> str: ...
    def pan(self, dx: float, dy: float) -> None: ...
    def zoom(self, factor: float, at: QPointF | None = None) -> None: ...
    def fit(self) -> None: ...
    def click(self, at: QPointF, add: bool) -> None: ...
    def sweep(self, outline: NDArray[np.float32], add: bool) -> None: ...
    def grab_nodes(self, node: int) -> None: ...
    def drag_nodes(self, dx: float, dy: float) -> None: ...
    def drop_nodes(self) -> None: ...
    def activate(self, at: QPointF | None) -> None: ...
    def menu(self, at: QPointF | None, spot: QPoint) -> None: ...
    def walk(self, step: int) -> bool: ...
    def clear(self) -> None: ...


class Gestures(QObject):
    """Turns the events of a stage into acts on a target. Beyond four pixels a press becomes a drag."""

    def __init__(self, stage: Stage, target: Target) -> None:
        super().__init__(stage)
        self.mode: Mode = "pan"
        self._stage, self._target = stage, target
        self._origin: QPointF | None = None
        self._last = QPointF()
        self._node = -1
        self._drag: Literal["", "pan", "nodes", "lasso", "band"] = ""
        self._path: list[QPointF] = []
        stage.viewport().setMouseTracking(True)
        stage.installEventFilter(self)
        stage.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = False
        if isinstance(event, QMouseEvent) and watched is self._stage.viewport():
            handled = self._mouse(event)
        elif isinstance(event, QWheelEvent):
            turn = event.angleDelta().y() or event.pixelDelta().y()
            self._target.zoom(1.0015**turn, event.position())
            handled = True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            handled = self._key(event)
        elif isinstance(event, QContextMenuEvent):
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            self._target.menu(None if by_key else QPointF(event.pos()), event.globalPos())
            handled = True
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tip(event)
            handled = True
        return handled

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.MouseMove:
            self._move(at, event.modifiers())
        elif event.button() != Qt.MouseButton.LeftButton:
            return kind != QEvent.Type.MouseButtonRelease
        elif kind == QEvent.Type.MouseButtonPress:
            self._origin, self._last, self._drag = at, at, ""
            self._node = self._target.node_hit(at)
            self._path = [at]
        elif kind == QEvent.Type.MouseButtonRelease and self._origin is not None:
            self._release(at, event.modifiers())
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._target.activate(at)
        return True

    def _move(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        if self._origin is None:
            over = self._target.node_hit(at) >= 0
            self._cursor(Qt.CursorShape.PointingHandCursor if over else self._resting())
            return
        if not self._drag and (at - self._origin).manhattanLength() > 4:
            self._begin(keys)
        step = at - self._last
        self._last = at
        if self._drag == "pan":
            self._target.pan(step.x(), step.y())
        elif self._drag == "nodes":
            self._target.drag_nodes(at.x() - self._origin.x(), at.y() - self._origin.y())
        elif self._drag == "lasso":
            self._path.append(at)
            self._stage.show_outline(QPolygonF(self._path))
        elif self._drag == "band":
            self._path = _corners(self._origin, at)
            self._stage.show_outline(QPolygonF(self._path))

    def _begin(self, keys: Qt.KeyboardModifier) -> None:
        if keys & _ALT:
            self._drag = "band"
        elif keys & _SHIFT or (self.mode == "lasso" and self._node < 0):
            self._drag = "lasso"
        elif self._node >= 0:
            self._drag = "nodes"
            self._target.grab_nodes(self._node)
        else:
            self._drag = "pan"
        swept = self._drag in ("lasso", "band")
        self._cursor(Qt.CursorShape.CrossCursor if swept else Qt.CursorShape.ClosedHandCursor)

    def _release(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        drag, self._drag, self._origin = self._drag, "", None
        if drag == "nodes":
            self._target.drop_nodes()
        elif drag in ("lasso", "band"):
            self._stage.show_outline(QPolygonF())
            outline = np.array([(p.x(), p.y()) for p in self._path], np.float32)
            self._target.sweep(outline, bool(keys & _CTRL))
        elif not drag:
            self._target.click(at, bool(keys & _CTRL))
        self._cursor(self._resting())

    def _key(self, event: QKeyEvent) -> bool:
        key, target = event.key(), self._target
        handled = True
        if key in _KEY_PANS:
            target.pan(*_KEY_PANS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            target.zoom(1.25)
        elif key == Qt.Key.Key_Minus:
            target.zoom(0.8)
        elif key == Qt.Key.Key_F and not event.modifiers() & _CTRL:
            target.fit()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            handled = target.walk(-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            target.activate(None)
        elif key == Qt.Key.Key_Escape:
            target.clear()
        else:
            handled = False
        return handled

    def _tip(self, event: QHelpEvent) -> None:
        text = self._target.hint(QPointF(event.pos()))
        # Names come from outside: escaped, or Qt would read them as rich text.
        lines = "<br>".join(html.escape(line) for line in text.splitlines())
        QToolTip.showText(event.globalPos(), f"<p style='white-space:pre'>{lines}</p>" if text else "")

    def _resting(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor if self.mode == "lasso" else Qt.CursorShape.ArrowCursor

    def _cursor(self, shape: Qt.CursorShape) -> None:
        self._stage.viewport().setCursor(shape)


def _corners(one: QPointF, other: QPointF) -> list[QPointF]:
    box = QRectF(one, other).normalized()
    return [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
