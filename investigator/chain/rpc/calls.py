"""What is asked of a node, and the ways in which it may refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from investigator.progress import Tick, silent


@dataclass(frozen=True)
class Call:
    """One JSON-RPC call; `params` are plain JSON values."""

    method: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer to a call: `result` is the JSON text of its result, byte for byte as the node sent it."""

    call: Call
    result: bytes


class Asked(Protocol):
    """A node that answers calls, in their order."""

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> Sequence[Answer]:
        """Raises `Refused` if it refuses one of them, `Trouble` or `Cancelled`."""


class Refused(Exception):
    """The node understood `call` and said no; its words, without secrets, are the text."""

    def __init__(self, text: str = "", call: Call | None = None) -> None:
        """Refuse `call`; `text` is one line."""
        super().__init__(text)
        self.call = call


class TooMuch(Refused):
    """The answer would be too large or take too long: ask for less, such as a shorter range of blocks."""


class Unsupported(Refused):
    """The node does not know this method, or does not offer it to us."""


class Pruned(Refused):
    """The node no longer has the state or the history that was asked for."""
