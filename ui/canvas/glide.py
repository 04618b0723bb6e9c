"""Nodes glide from where they stood to where they now stand, so that the eye can follow a layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from investigator.scene import Scene
from ui.canvas.picture import Paint
from ui.canvas.view import View

MOST = 10_000
"""Nodes beyond which nothing glides: their pictures take too long for a movement to be smooth."""
STEP_MS = 16
_SEEN = 2.0  # pixels that some node has to move, or nothing glides

Floats = NDArray[np.float32]


class Glide(QObject):
    """Lays places on the way over the true ones for `duration` seconds; 0 for never."""

    def __init__(self, show: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.duration = 0.0
        self._show = show
        self._from: tuple[Floats, Floats] | None = None
        self._since = 0.0
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._step)

    def begin(self, before: Scene, view_before: View, after: Scene, view: View) -> None:
        """Start where nodes were on the screen, in the view that is now; new nodes stand at once."""
        self._from = None
        if not self.duration or len(after.account) > MOST or not len(before.account):
            return
        order = np.argsort(before.account, kind="stable")
        at = order[np.searchsorted(before.account[order], after.account).clip(max=len(order) - 1)]
        known = before.account[at] == after.account
        x, y = view_before.to_screen(before.x[at], before.y[at])
        now_x, now_y = view.to_screen(after.x, after.y)
        far = np.hypot(x - now_x, y - now_y)[known]
        if not far.size or not np.nanmax(far, initial=0.0) > _SEEN:
            return
        world_x = view.x + (x - view.width / 2) / view.scale
        world_y = view.y + (y - view.height / 2) / view.scale
        self._from = (
            np.where(known, world_x, after.x).astype(np.float32),
            np.where(known, world_y, after.y).astype(np.float32),
        )
        self._since = perf_counter()
        self._timer.start()

    def over(self, paint: Paint) -> Paint:
        """What is to be drawn now."""
        share = self._share()
        if self._from is None or share >= 1 or len(self._from[0]) != len(paint.scene.x):
            return paint
        eased = np.float32(1 - (1 - share) ** 3)
        scene = paint.scene
        x, y = (
            np.where(np.isfinite(start), start + (end - start) * eased, end)
            for start, end in zip(self._from, (scene.x, scene.y), strict=True)
        )
        return replace(paint, scene=replace(scene, x=x, y=y))

    def end(self) -> None:
        """Stand where nodes truly are, at once."""
        self._from = None
        self._timer.stop()

    def _share(self) -> float:
        return min(1.0, (perf_counter() - self._since) / self.duration) if self.duration else 1.0

    def _step(self) -> None:
        if self._from is None or self._share() >= 1:
            self.end()
        self._show()
