"""How fast work goes and how long it still takes, by what was done of late."""

from __future__ import annotations

from collections import deque

WINDOW = 10.0
"""Seconds of the past that count: long enough to be calm, short enough to follow a change of pace."""
TELLING = 2.0
"""Seconds of work before a pace is worth saying."""


class Pace:
    """Told (moment in seconds, how much is done) again and again, it knows the speed and the time that is left."""

    def __init__(self) -> None:
        self._past: deque[tuple[float, int]] = deque()

    def note(self, now: float, done: int) -> None:
        """So much is done now; less than before begins a new stretch of work."""
        if self._past and done < self._past[-1][1]:
            self._past.clear()
        self._past.append((now, done))
        while now - self._past[0][0] > WINDOW and len(self._past) > 2:
            self._past.popleft()

    def speed(self) -> float | None:
        """How much is done in a second; `None` while that cannot be said."""
        if len(self._past) < 2:
            return None
        (first, before), (last, now) = self._past[0], self._past[-1]
        spent = last - first
        return (now - before) / spent if spent >= TELLING and now > before else None

    def left(self, total: int) -> float | None:
        """Seconds until `total` is done, at this pace."""
        speed = self.speed()
        return max(0.0, (total - self._past[-1][1]) / speed) if speed else None
