"""Images that are kept once drawn, within a bound of memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtGui import QImage


class Kept:
    """Images by what they show. A bound of pixels, not of images: with larger text and a finer screen each costs more."""

    def __init__(self, pixels: int) -> None:
        self.pixels = 0
        self._most = pixels
        self._images: dict[Hashable, QImage] = {}
        self._used = set[Hashable]()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._images

    def __len__(self) -> int:
        return len(self._images)

    def image(self, key: Hashable, draw: Callable[[], QImage]) -> QImage:
        """The image of `key`, drawn only if it is not kept."""
        found = self._images.pop(key, None)
        if found is None:
            # a copy: with an image that was painted on, Qt keeps what it painted with, some 60 KB
            found = draw().copy()
            self.pixels += found.width() * found.height()
        self._images[key] = found  # at the end: what was used longest ago stands first
        self._used.add(key)
        return found

    def tidy(self) -> None:
        """Let go of what was used longest ago, down to the bound, but of nothing used since the last time."""
        if self.pixels > self._most:
            for key in [one for one in self._images if one not in self._used]:
                if self.pixels <= self._most:
                    break
                gone = self._images.pop(key)
                self.pixels -= gone.width() * gone.height()
        self._used.clear()
