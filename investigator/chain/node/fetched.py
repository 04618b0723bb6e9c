"""One part of a pull, fetched: the raw answers of the node, and the facts read from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from investigator.chain.pull.supplier import Unit
from investigator.chain.pull.told import line
from investigator.chain.rpc.calls import Answer
from investigator.chain.source import Batch, Description
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
    """A source in memory. `sha256` and `size` are of its raw bytes, a line of JSON for each call."""

    kind: str
    name: str
    request: Mapping[str, Any]
    answers: Sequence[Answer]
    batch: Batch
    sha256: str
    size: int
    pin: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @staticmethod
    def of(
        unit: Unit,
        endpoint: str,
        answers: Sequence[Answer],
        batch: Batch,
        blocks: Mapping[int, str],
        warnings: tuple[str, ...] = (),
    ) -> Fetched:
        """What a unit brought; `blocks` are the hashes of the blocks that it is pinned to, by number."""
        digest, size = hashlib.sha256(), 0
        for answer in answers:
            for piece in line(answer):
                digest.update(piece)
                size += len(piece)
        request = {
            **{"chain": unit.chain, "endpoint": endpoint, "what": unit.what, "method": unit.method},
            **{"addresses": list(unit.addresses), "first": unit.first, "last": unit.last},
        }
        span = f"{unit.first:,}" if unit.first == unit.last else f"{unit.first:,} to {unit.last:,}"
        name = f"{endpoint}: {unit.what} of {span} by {unit.method}"
        return Fetched(
            "pull", name, request, answers, batch, digest.hexdigest(), size, pinned(blocks), warnings
        )

    def describe(self) -> Description:
        """What was asked, of whom, and what it is pinned to."""
        return Description(self.kind, self.name, self.request, self.sha256, self.size, self.pin)

    def raw(self) -> Iterator[bytes]:
        """The answers as the node sent them, each on a line with its call."""
        for answer in self.answers:
            yield from line(answer)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The facts, at once."""
        tick(0, None, f"Keeping {self.name}")
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
