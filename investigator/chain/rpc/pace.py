"""How much to ask of a node at once: more while it answers, half as much when it does not (AIMD)."""

from __future__ import annotations

import threading

_STEADY = 4  # answers in a row before more is asked
_HEAVY = 32 << 20  # bytes; a batch whose answer is longer was too long


class Pace:
    """The size of a batch and how many are under way; several threads may share it."""

    def __init__(self, batch: int, in_flight: int) -> None:
        """Start as fast as allowed: `batch` calls in a request, `in_flight` requests at once.

        `quiet_until` is when the node may be asked again; `known` is whether it ever answered.
        """
        self._lock = threading.Lock()
        self._most_batch = max(1, batch)
        self._most_flight = max(1, in_flight)
        self._batch = float(self._most_batch)
        self._flight = float(self._most_flight)
        self._steady = 0
        self._asked = 0
        self._since = 0
        self.quiet_until = 0.0
        self.known = False

    @property
    def batch(self) -> int:
        """Calls in a request."""
        return int(self._batch)

    @property
    def in_flight(self) -> int:
        """Requests under way at once."""
        return int(self._flight)

    def begin(self) -> int:
        """A request goes out; its number is given back with what came of it."""
        with self._lock:
            self._asked += 1
            return self._asked

    def answered(self, size: int) -> None:
        """A request was answered with so many bytes."""
        with self._lock:
            self.known = True
            if size > _HEAVY:
                self._batch = max(1.0, self._batch / 2)
                return
            self._steady += 1
            if self._steady < _STEADY:
                return
            self._steady = 0
            self._flight = min(self._most_flight, self._flight + 1)
            self._batch = min(self._most_batch, self._batch + max(1.0, self._batch / 8))

    def slower(self, number: int, until: float) -> None:
        """The node asks to go slower, and to be left alone until then."""
        with self._lock:
            self.quiet_until = max(self.quiet_until, until)
            if self._stale(number):
                return
            if self._flight <= 1:
                self._batch = max(1.0, self._batch / 2)
            self._flight = max(1.0, self._flight / 2)

    def smaller(self, number: int, size: int) -> None:
        """An answer to so many calls was too much, or took too long."""
        with self._lock:
            if not self._stale(number):
                self._batch = max(1.0, min(self._batch, size) / 2)

    def capped(self, size: int) -> None:
        """The node takes no batches of more than this size, and never will."""
        with self._lock:
            self._most_batch = max(1, min(self._most_batch, size))
            self._batch = min(self._batch, self._most_batch)

    def _stale(self, number: int) -> bool:
        """Whether a request went out before the last change: what was under way together counts once."""
        self._steady = 0
        if number <= self._since:
            return True
        self._since = self._asked
        return False
