"""What gestures do: selecting, dragging and walking nodes, on the board that the chart shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QPointF, Signal

from investigator.drawing import SPACING
from investigator.graph.folding import standing
from ui.canvas.picking import edge_under, node_under, nodes_within
from ui.canvas.picture import Paint
from ui.canvas.stage import Stage

Floats = NDArray[np.float32]


@dataclass
class Board:
    """What the chart shows now: the scene in its colours, and which nodes are selected, shape (n,).

    `flows` are the pairs of accounts (k, 2) whose edges stand out; `None` for all edges of what is selected.
    """

    paint: Paint
    selected: NDArray[np.bool_]
    fitted: bool = True
    flows: NDArray[np.int32] | None = None

    def accounts(self) -> NDArray[np.int32]:
        """The selected account ids, those inside selected groups among them."""
        return self.paint.scene.members(np.flatnonzero(self.selected))

    def choose(self, nodes: NDArray[np.int64], *, add: bool = False) -> None:
        """Select nodes by position, alone or in addition."""
        chosen = self.selected.copy() if add else np.zeros_like(self.selected)
        chosen[nodes] = True
        self.selected, self.flows = chosen, None

    def marked(self) -> NDArray[np.bool_] | None:
        """Which edges stand out, in the order of `paint`; `None` for those of what is selected."""
        if self.flows is None:
            return None
        scene = self.paint.scene
        ends = scene.account.astype(np.int64)
        wanted = (
            standing(self.flows.reshape(-1), scene.groups, scene.account).reshape(-1, 2).astype(np.int64)
        )
        return np.isin(ends[self.paint.src] << 32 | ends[self.paint.dst], wanted[:, 0] << 32 | wanted[:, 1])

    def shift(self, nodes: NDArray[np.int64], x: Floats, y: Floats) -> None:
        """Move nodes to world coordinates `x`, `y`."""
        scene = self.paint.scene
        new_x, new_y = scene.x.copy(), scene.y.copy()
        new_x[nodes], new_y[nodes] = x, y
        self.paint = replace(self.paint, scene=replace(scene, x=new_x, y=new_y))


class Hand(QObject):
    """Acts on a board as `gestures.Target` asks, and tells by signals what the analyst meant."""

    selected = Signal(object)
    edge_selected = Signal(int)
    moved = Signal(object)
    activated = Signal(int)
    edge_activated = Signal(int)
    menu_requested = Signal(int, QPoint)
    told = ("selected", "edge_selected", "moved", "activated", "edge_activated", "menu_requested")

    def __init__(self, stage: Stage, board: Board, fit: Callable[[], None]) -> None:
        super().__init__(stage)
        self._stage, self._board, self.fit = stage, board, fit
        self._held: NDArray[np.int64] = np.empty(0, np.int64)
        self._before: tuple[Floats, Floats] = (np.empty(0, np.float32), np.empty(0, np.float32))

    def node_hit(self, at: QPointF) -> int:
        return node_under(self._board.paint, self._stage.view, at.x(), at.y())

    def hint(self, at: QPointF) -> str:
        """Title and caption of the node, or the amount of the edge, under a pixel."""
        scene = self._board.paint.scene
        node = self.node_hit(at)
        if node >= 0:
            return "\n".join(text for text in (scene.title[node], scene.caption[node]) if text)
        edge = self._edge_hit(at)
        if edge < 0:
            return ""
        ends = f"{scene.title[scene.src[edge]]} → {scene.title[scene.dst[edge]]}"
        count = int(scene.count[edge])
        transfers = f"{count:,} transfer{'s' if count != 1 else ''}"
        return f"{ends}\n{' · '.join(part for part in (scene.text[edge], transfers) if part)}"

    def pan(self, dx: float, dy: float) -> None:
        view = self._stage.view
        self._board.fitted = False
        self._stage.look(replace(view, x=view.x - dx / view.scale, y=view.y - dy / view.scale))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, keeping the world point under `at` (default: the centre) where it is."""
        view = self._stage.view
        nominal = SPACING / self._board.paint.spread
        scale = float(np.clip(view.scale * factor, nominal * 1e-4, nominal * 400))
        px, py = (at.x(), at.y()) if at is not None else (view.width / 2, view.height / 2)
        x, y = view.to_world(px, py)
        shrink = view.scale / scale
        self._board.fitted = False
        self._stage.look(
            replace(view, scale=scale, x=x + (view.x - x) * shrink, y=y + (view.y - y) * shrink)
        )

    def click(self, at: QPointF, add: bool) -> None:
        board = self._board
        node = self.node_hit(at)
        if node >= 0 and add and board.selected[node]:
            rest = np.flatnonzero(board.selected)
            self._select(rest[rest != node])
        elif node >= 0:
            self._select(np.array([node]), add=add)
        elif (edge := self._edge_hit(at)) >= 0:
            self.edge_selected.emit(edge)
        elif not add:
            self.clear()

    def sweep(self, outline: Floats, add: bool) -> None:
        self._select(nodes_within(self._board.paint, self._stage.view, outline), add=add)

    def clear(self) -> None:
        if self._board.selected.any():
            self._select(np.empty(0, np.int64))

    def grab_nodes(self, node: int) -> None:
        if not self._board.selected[node]:
            self._select(np.array([node]))
        scene = self._board.paint.scene
        self._held = np.flatnonzero(self._board.selected & np.isfinite(scene.x) & np.isfinite(scene.y))
        self._before = scene.x[self._held], scene.y[self._held]

    def drag_nodes(self, dx: float, dy: float) -> None:
        scale, (x, y) = self._stage.view.scale, self._before
        self._board.shift(self._held, x + np.float32(dx / scale), y + np.float32(dy / scale))
        self._stage.invalidate()

    def drop_nodes(self) -> None:
        """End of a drag: tells (account, x, y, before_x, before_y) for each node, once."""
        scene = self._board.paint.scene
        now = scene.account[self._held], scene.x[self._held], scene.y[self._held]
        rows = zip(*(column.tolist() for column in (*now, *self._before)), strict=True)
        self._held = np.empty(0, np.int64)
        self.moved.emit(list(rows))

    def activate(self, at: QPointF | None) -> None:
        """A node, else an edge, was meant; on the ground, look nearer."""
        node = self._chosen() if at is None else self.node_hit(at)
        if node >= 0:
            self.activated.emit(int(self._board.paint.scene.account[node]))
        elif at is not None and (edge := self._edge_hit(at)) >= 0:
            self.edge_activated.emit(edge)
        elif at is not None:
            self.zoom(2, at)

    def menu(self, at: QPointF | None, spot: QPoint) -> None:
        node = self._chosen() if at is None else self.node_hit(at)
        edge = self._edge_hit(at) if at is not None and node < 0 else -1
        if node >= 0 and not self._board.selected[node]:
            self._select(np.array([node]))
        elif edge >= 0:
            self.edge_selected.emit(edge)
        account = int(self._board.paint.scene.account[node]) if node >= 0 else -2 if edge >= 0 else -1
        self.menu_requested.emit(account, spot)

    def walk(self, step: int) -> bool:
        """Select the next or previous node from left to right; false at the end, so that focus moves on."""
        scene, order = self._board.paint.scene, self._board.paint.order
        order = order[np.lexsort((scene.y[order], scene.x[order]))]
        here = self._chosen()
        at = (
            int(np.flatnonzero(order == here)[0]) + step
            if here >= 0
            else (0 if step > 0 else len(order) - 1)
        )
        if not 0 <= at < len(order):
            return False
        node = order[at : at + 1]
        self._select(node)
        view = self._stage.view
        x, y = view.to_screen(scene.x[node], scene.y[node])
        if not (20 < x[0] < view.width - 20 and 20 < y[0] < view.height - 20):
            self._board.fitted = False
            self._stage.look(replace(view, x=float(scene.x[node[0]]), y=float(scene.y[node[0]])))
        return True

    def _edge_hit(self, at: QPointF) -> int:
        return edge_under(self._board.paint, self._stage.view, at.x(), at.y())

    def _chosen(self) -> int:
        """The first selected node that has a place, or -1."""
        placed = self._board.paint.order
        chosen = placed[self._board.selected[placed]]
        return int(chosen.min()) if len(chosen) else -1

    def _select(self, nodes: NDArray[np.int64], *, add: bool = False) -> None:
        self._board.choose(nodes, add=add)
        self._stage.invalidate()
        self.selected.emit(self._board.accounts())
