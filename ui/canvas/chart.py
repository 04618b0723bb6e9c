"""The chart: a scene drawn in batch, with the gestures on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from investigator import drawing
from investigator.scene import Scene
from ui.canvas.artist import Draw
from ui.canvas.gestures import Gestures, Mode
from ui.canvas.glide import Glide
from ui.canvas.hand import Board, Hand
from ui.canvas.labels import Labels
from ui.canvas.legend import draw_legend, entries, legend_height
from ui.canvas.minimap import Minimap
from ui.canvas.picking import edge_under
from ui.canvas.picture import Paint, dressed, paint
from ui.canvas.raster import Raster
from ui.canvas.ready import Ready, nothing, ready
from ui.canvas.shot import Shot
from ui.canvas.sketch import Sketch
from ui.canvas.stage import Stage
from ui.canvas.view import View, fitting
from ui.theme import DARK, Theme, interface_font

EMPTY = (
    "Nothing on this chart yet",
    "Import or pull transfers, or search for an address and expand it: its money flow appears here.",
)
BORDER, LEGEND_ROOM = 60, 300
PER_PART = 2.5e-7
"""Seconds that a node or an edge costs to be drawn, about, on two cores."""
FRESH = 16
"""Labels that are drawn anew in one frame: each takes about two milliseconds."""


class Chart(QWidget):
    """Shows a `Scene` and says what the analyst does on it; it changes nothing itself.

    Signals: `selected` the account ids (int32 array) after a click, lasso or walk; `edge_selected` the position of
    an edge in the scene when clicked, `edge_activated` when double-clicked; `moved` a list of (account, x, y,
    before_x, before_y), once, when a drag ends; `activated` an account on double-click or Enter;
    `menu_requested` an account (-1 for the ground, -2 for an edge) and where on the desktop its menu belongs.
    """

    selected = Signal(object)
    edge_selected = Signal(int)
    moved = Signal(object)
    activated = Signal(int)
    edge_activated = Signal(int)
    menu_requested = Signal(int, QPoint)

    def __init__(self, theme: Theme = DARK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        blank = paint(nothing(), theme)
        self._board = Board(blank, np.zeros(0, np.bool_))
        self._entries = entries(blank.scene)
        self._raster, self._labels = Raster(), Labels(FRESH)
        self._far, self._far_labels = Raster(), Labels()
        self._stage = Stage(theme, self._drawn, self._overlay, self._later)
        self._stage.resized.connect(self._resized)
        self.glide = Glide(self._stage.invalidate, self)
        self._hand = Hand(self._stage, self._board, self.fit)
        self._gestures = Gestures(self._stage, self._hand)
        self.pan, self.redraw = self._hand.pan, self._stage.redraw
        self.sketch = Sketch(self._stage, self._hand.node_hit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stage)
        self.minimap = Minimap(self)
        self.minimap.sought.connect(self._seek)
        self._stage.looked.connect(lambda: self.minimap.follow(self._stage.view))
        self.setFocusProxy(self._stage)
        self.setMinimumSize(160, 120)
        for name in self._hand.told:
            getattr(self._hand, name).connect(getattr(self, name))
        self._hand.selected.connect(self._describe)
        for widget in (self, self._stage):
            widget.setAccessibleName("Chart of accounts and transfers")
        self._describe()

    @property
    def scene(self) -> Scene:
        """What is shown, dragged positions included."""
        return self._board.paint.scene

    @property
    def camera(self) -> tuple[float, float, float]:
        """The middle (x, y) and the width of what is seen, in world units; all 0 while everything is fitted."""
        view = self._stage.view
        return (0.0, 0.0, 0.0) if self._board.fitted else (view.x, view.y, view.width / view.scale)

    @camera.setter
    def camera(self, to: tuple[float, float, float]) -> None:
        x, y, across = to
        if across <= 0:
            self.fit()
            return
        view = self._stage.view
        self._stage.look(View(view.width / across, x, y, view.width, view.height))
        self._board.fitted = False

    def set_scene(self, scene: Scene, prepared: Ready | None = None) -> None:
        """Show another scene. What is selected in both stays; so does the view, once it was moved.

        A large one is to be `prepared` on another thread.
        """
        board, fresh = self._board, not len(self._board.paint.order)
        kept, before, view = board.accounts(), self.scene, self._stage.view
        board.paint = dressed(prepared or ready(scene), board.paint.theme)
        self._stage.expect(PER_PART * (len(scene.src) + len(scene.account)))
        board.selected = scene.nodes(kept)
        self._entries = entries(scene)
        self.minimap.show_scene(board.paint)
        self.sketch.show_shapes(dict(scene.shapes))
        if fresh or board.fitted:
            self.fit()
        self.glide.begin(before, view, scene, self._stage.view)
        self._stage.invalidate()
        self._describe()

    def preview(self, x: NDArray[np.float32], y: NDArray[np.float32]) -> None:
        """Show all nodes (n,) at the places that a layout at work has for them; the next scene ends it."""
        board = self._board
        self.glide.end()
        scene = replace(self.scene, x=x, y=y)
        board.paint = replace(board.paint, scene=scene, spread=drawing.spacing(scene))
        if board.fitted:
            self.fit()
        self._stage.invalidate()

    def set_selection(self, accounts: NDArray[np.int32], flows: NDArray[np.int32] | None = None) -> None:
        """Select these accounts, as far as they are on the chart; emits nothing.

        The edges between the pairs of `flows` (k, 2) stand out, or all edges of these accounts.
        """
        self._board.selected = self.scene.nodes(np.asarray(accounts, np.int32))
        self._board.flows = flows
        self._stage.invalidate()
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of another theme."""
        self._board.paint = dressed(self._board.paint, theme)
        self._stage.set_theme(theme)
        self.minimap.show_scene(self._board.paint)
        self._stage.invalidate()

    def set_mode(self, mode: Mode) -> None:
        """What dragging the ground does: `pan`, or `lasso` without holding Shift."""
        self._gestures.mode = mode

    def fit(self) -> None:
        """Show everything, and keep doing so when the window is resized, until the view is moved."""
        self._look_at(drawing.extent(self.scene.x, self.scene.y))
        self._board.fitted = True

    def fit_to(self, accounts: NDArray[np.int32] | Sequence[int]) -> None:
        """Show these accounts; does nothing where none of them has a place on the chart."""
        wanted = self.scene.nodes(np.asarray(accounts, np.int32)) & drawing.placed(self.scene)
        if wanted.any():
            self._look_at(drawing.extent(self.scene.x[wanted], self.scene.y[wanted]))
            self._board.fitted = False

    def bring(self, accounts: NDArray[np.int32] | Sequence[int]) -> bool:
        """Bring these accounts into sight without zooming where they are not; false if none has a place."""
        wanted = self.scene.nodes(np.asarray(accounts, np.int32)) & drawing.placed(self.scene)
        if not wanted.any():
            return False
        view = self._stage.view
        x, y = view.to_screen(self.scene.x[wanted], self.scene.y[wanted])
        edge = 40
        inside = (x > edge) & (x < view.width - edge) & (y > edge) & (y < view.height - edge)
        if not inside.all():
            left, top, right, bottom = drawing.extent(self.scene.x[wanted], self.scene.y[wanted])
            self._board.fitted = False
            self._stage.look(replace(view, x=(left + right) / 2, y=(top + bottom) / 2))
        return True

    def zoom(self, factor: float) -> None:
        """Zoom in (above 1) or out, about the centre."""
        self._hand.zoom(factor)

    def node_at(self, pos: QPointF | QPoint) -> int:
        """The account under a point of the chart, or -1."""
        node = self._hand.node_hit(QPointF(pos))
        return int(self.scene.account[node]) if node >= 0 else -1

    def edge_at(self, pos: QPointF | QPoint) -> tuple[int, int] | None:
        """The accounts (sender, receiver) of the edge under a point of the chart."""
        edge = edge_under(self._board.paint, self._stage.view, pos.x(), pos.y())
        if edge < 0:
            return None
        ends = self.scene.account[[self.scene.src[edge], self.scene.dst[edge]]].tolist()
        return ends[0], ends[1]

    def where(self, account: int) -> QPointF | None:
        """The point of the chart where an account is drawn, on or off the screen."""
        node = np.flatnonzero((self.scene.account == account) & drawing.placed(self.scene))
        if not len(node):
            return None
        x, y = self._stage.view.to_screen(self.scene.x[node[:1]], self.scene.y[node[:1]])
        return QPointF(float(x[0]), float(y[0]))

    def to_image(self, width: int, height: int, scale: float = 1.0) -> QImage:
        """The whole scene with its legend, fitted into `width` × `height` points of `scale` pixels each."""
        view = self._fitting(drawing.extent(self.scene.x, self.scene.y), width, height)
        shot = self._shot(scale, self._board.paint)  # a picture for a file never waits for a movement
        image = shot.draw(view.grown(0, scale), Raster(), Labels()).copy()
        image.setDevicePixelRatio(scale)
        painter = QPainter(image)
        self._overlay(painter, view)
        painter.end()
        return image

    def sizeHint(self) -> QSize:
        return QSize(800, 560)

    def _seek(self, x: float, y: float) -> None:
        self._board.fitted = False
        self._stage.look(replace(self._stage.view, x=x, y=y))

    def _resized(self) -> None:
        if self._board.fitted:
            self.fit()
        self.minimap.follow(self._stage.view)
        self._stage.invalidate()

    def _look_at(self, box: tuple[float, float, float, float]) -> None:
        view = self._stage.view
        self._stage.look(self._fitting(box, view.width, view.height))

    def _fitting(self, box: tuple[float, float, float, float], width: int, height: int) -> View:
        limit = 1.5 * drawing.SPACING / self._board.paint.spread
        return fitting(box, width, height, BORDER, limit, self._foot(width, height))

    def _foot(self, width: int, height: int) -> float:
        """How much of the lower edge the legend takes."""
        return legend_height(self._entries, width - 32) + 16 if self._explained(width, height) else 0.0

    def _explained(self, width: int, height: int) -> bool:
        """Whether there is a legend: where there is little room, it would hide what it explains."""
        return bool(len(self.scene.account)) and min(width, height) >= LEGEND_ROOM

    def _shot(self, ratio: float, paint: Paint | None = None) -> Shot:
        board = self._board
        return Shot(paint or self.glide.over(board.paint), board.selected, board.marked(), ratio)

    def _drawn(self, view: View, margin: float) -> QImage:
        ratio = self.devicePixelRatioF()
        if not len(self.scene.account):  # what draws more is still being loaded when the window first shows
            made = QImage(1, 1, QImage.Format.Format_RGB32)
            made.fill(QColor(self._board.paint.theme.ground))
            return made
        image = self._shot(ratio).draw(view.grown(margin, ratio), self._raster, self._labels)
        if self._labels.lacking:
            QTimer.singleShot(0, self._stage, self._stage.invalidate)
        return image

    def _later(self) -> Draw:
        """What draws the scene as it stands, on any thread."""
        shot, raster, labels = self._shot(self.devicePixelRatioF()), self._far, self._far_labels
        return lambda view, margin: shot.draw(view.grown(margin, shot.ratio), raster, labels).copy()

    def _overlay(self, painter: QPainter, view: View) -> None:
        theme = self._board.paint.theme
        self.sketch.paint(painter, view, theme)
        if len(self.scene.account):
            if self._explained(view.width, view.height):
                draw_legend(painter, self._entries, theme, 16, view.height - 16, view.width - 32)
            return
        wide = min(440, view.width - 32)
        box = QRectF((view.width - wide) / 2, view.height / 2 - 40, wide, 120)
        flow = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        for text, font, color in zip(
            EMPTY,
            (interface_font(15, strong=True), interface_font(13)),
            (theme.text, theme.dim),
            strict=True,
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            painter.drawText(box, flow, text)
            box.translate(0, QFontMetricsF(font).height() + 8)

    def _describe(self) -> None:
        scene, chosen = self.scene, int(self._board.selected.sum())
        words = f"{len(scene.account):,} accounts and {len(scene.src):,} flows, {chosen:,} selected"
        self._stage.setAccessibleDescription(words)
