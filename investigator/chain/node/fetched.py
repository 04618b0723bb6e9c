"""One part of a pull, fetched: the raw answers of the node, and the facts read from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from investigator.chain.node.packing import Packing, unpacked
from investigator.chain.rpc.calls import Answer
from investigator.chain.source import Batch, Description, Part
from investigator.chain.supplier import Unit
from investigator.progress import Tick

COVERAGE = pa.schema(
    {
        "first_block": pa.int64(),
        "last_block": pa.int64(),
        "address": pa.string(),
        "what": pa.string(),
        "method": pa.string(),
        "chain": pa.string(),
    }
)


@dataclass(frozen=True)
class Fetched:
    """A source in memory. The raw answer is a line of JSON for each call, compressed as it came in."""

    unit: Unit
    endpoint: str
    packing: Packing
    batch: Batch
    pin: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def describe(self) -> Description:
        """What was asked, of whom, and what it is pinned to."""
        unit = self.unit
        request = {
            **{"chain": unit.chain, "endpoint": self.endpoint, "what": unit.what, "method": unit.method},
            **{"addresses": list(unit.addresses), "first": unit.first, "last": unit.last},
        }
        span = f"{unit.first:,}" if unit.first == unit.last else f"{unit.first:,} to {unit.last:,}"
        name = f"{self.endpoint}: {unit.what.replace(',', ', ')} of block {span}"
        digest, _ = self.packing.finish()
        return Description("pull", name, request, digest, self.packing.size, self.pin)

    def raw(self) -> Iterator[bytes]:
        """The answers as the node sent them, each on a line with its call."""
        yield from unpacked(self.packed())

    def packed(self) -> Sequence[Part]:
        """As `raw`, compressed."""
        return self.packing.finish()[1]

    def plus(self, batches: Sequence[Batch], answers: Sequence[Answer]) -> Fetched:
        """The same with more answers, and with a batch that was read from them too. It takes the place of this one."""
        (batch,) = batches
        self.packing.add(answers)
        return replace(self, batch=batch)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The facts, at once."""
        tick(0, None, f"Keeping {self.unit.what.replace(',', ', ')} up to block {self.unit.last:,}")
        yield self.batch


def pinned(blocks: Mapping[int, str]) -> dict[str, Any]:
    """The pin of an answer: all block hashes if they are few, else the ends of the range."""
    numbers = sorted(blocks)
    if len(numbers) > 2:
        numbers = [numbers[0], numbers[-1]]
    return {"blocks": [{"number": number, "hash": blocks[number].lower()} for number in numbers]}


def coverage(unit: Unit, whats: Mapping[str, str]) -> pa.Table:
    """Rows of the table `coverage`: what was covered, and by which method, for each account of a unit."""
    rows = [
        {
            **{"first_block": unit.first, "last_block": unit.last, "address": address, "what": what},
            **{"method": method, "chain": unit.chain},
        }
        for what, method in whats.items()
        for address in unit.addresses or ("",)
    ]
    return pa.Table.from_pylist(rows, COVERAGE)
