"""The analyst's own colours on a scene: they stand before whatever else colours a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from investigator.colours import COLOURS
from investigator.scene import Scene


def tinted(scene: Scene, colours: Mapping[int, str]) -> Scene:
    """The scene with these accounts (by number) in colours of `colours`; others stay as they are."""
    if not colours:
        return scene
    own = np.array(sorted(colours), np.int64)
    at = np.searchsorted(own, scene.account).clip(max=own.size - 1)
    marked = own[at] == scene.account
    if not marked.any():
        return scene
    values = np.array([COLOURS[colours[number]] for number in own.tolist()], np.uint32)
    return replace(scene, tint=np.where(marked, values[at], scene.tint).astype(np.uint32))
