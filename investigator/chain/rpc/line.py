"""One line to a node: what is sent over it, and what can go wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from investigator.chain.rpc.wording import Kind

LARGEST = 256 << 20  # bytes; a longer answer is refused
CONNECTING = 10.0  # seconds; a node that does not take a call by then is away


@dataclass(frozen=True)
class Setback:
    """Why something was not answered: `text` is a clause without secrets, `wait` the seconds the node asks to wait."""

    kind: Kind
    text: str
    wait: float | None = None


@dataclass(frozen=True)
class Reply:
    """What came back: the whole answer; with HTTP also its status and the seconds it asks to wait."""

    body: bytes
    status: int = 200
    wait: float | None = None


class Broke(Exception):
    """An exchange failed. It hangs on to no other exception, as those may carry secrets."""

    def __init__(self, setback: Setback) -> None:
        """Fail with `setback`."""
        super().__init__(setback.text)
        self.setback = setback


class Line(Protocol):
    """Carries one exchange at a time; another thread may cut it off."""

    def exchange(self, body: bytes) -> Reply:
        """Send a request and take its answer. Raises `Broke`."""

    def cut(self) -> None:
        """End the exchange under way, from another thread; the line is of no use afterwards."""

    def close(self) -> None:
        """Let the connection go."""
