"""From an address to what it is pulled from: a node, or an explorer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from investigator.chain.explorer.endpoint import recognises
from investigator.chain.explorer.supplier import ExplorerSupplier
from investigator.chain.node.supplier import NodeSupplier
from investigator.chain.rpc.calls import Answer, Asked, Call
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.probe import probe
from investigator.chain.supplier import Supplier
from investigator.progress import Tick, silent


@dataclass
class Counted:
    """A node, asked for whole lists of answers; `calls` is how many it was asked for."""

    node: Node
    calls: int = 0

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        """The answers in the order of the calls. Raises `Refused`, `Trouble` or `Cancelled`."""
        self.calls += len(calls)
        return list(self.node.ask_many(calls, tick))


@dataclass(frozen=True)
class Opened:
    """A supplier; `asked` is the node behind it, if it is one. `workers` units are fetched at a time."""

    supplier: Supplier
    asked: Asked | None = None
    workers: int = 1
    counter: Counted | None = field(default=None, repr=False)

    @property
    def calls(self) -> int | None:
        """How many calls were made, where they are counted."""
        return self.counter.calls if self.counter else None


def opened(uri: str) -> Opened:
    """Get ready to pull; nothing is sent yet. Raises `Trouble` for what is no address of either."""
    if recognises(uri):
        return Opened(ExplorerSupplier(uri))
    node = Node(uri)
    counted = Counted(node)
    supplier = NodeSupplier(counted, lambda tick: probe(node, tick), node.close)
    return Opened(supplier, counted, 3, counted)
