"""A node whose answers to several calls are had all together."""

from __future__ import annotations

from collections.abc import Sequence

from investigator.chain.rpc.calls import Answer, Call
from investigator.chain.rpc.node import Node
from investigator.progress import Tick, silent


class Whole:
    """`Asked` by means of a `Node`."""

    def __init__(self, node: Node) -> None:
        self._node = node

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        """The answers in the order of the calls. Raises `Refused`, `Trouble` or `Cancelled`."""
        return list(self._node.ask_many(calls, tick))
