"""What a part of a pull gathers: the answers as they come in, and the columns read from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

import pyarrow as pa

from investigator.chain.node import blocks, logs, receipts, shapes
from investigator.chain.node.blocks import Picked
from investigator.chain.node.fetched import Fetched, coverage, pinned
from investigator.chain.node.packing import Packing
from investigator.chain.node.shapes import Head, Log, Receipt
from investigator.chain.rpc.calls import Asked, Call
from investigator.chain.source import TRANSFERS, Batch
from investigator.chain.supplier import Unit
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address

_T = TypeVar("_T")


class Harvest:
    """The answers and the columns of one unit."""

    def __init__(self, asked: Asked, unit: Unit, tick: Tick) -> None:
        self.unit = unit
        self._asked = asked
        self._tick = tick
        self._packing = Packing()
        self._transfers = [TRANSFERS.empty_table()]
        self._transactions = list[pa.Table]()
        self._receipts = list[pa.Table]()
        self._tables = dict[str, list[pa.Table]]()
        self._contracts = set[Address]()
        self._heads = dict[str, Head]()
        self.covered = dict[str, str]()
        self.warnings = list[str]()

    @property
    def whats(self) -> frozenset[str]:
        """What the unit is to cover."""
        return frozenset(self.unit.what.split(","))

    def uncovered(self, what: str, why: str) -> None:
        """Say that this could not be covered."""
        unit = self.unit
        self.warnings.append(
            f"{what.capitalize()} transfers of blocks {unit.first:,} to {unit.last:,} are not covered: {why}."
        )

    def ask(self, calls: Sequence[Call], kind: type[_T]) -> list[_T | None]:
        """Ask, keep the answers, and read them. Raises `Trouble`, `Refused`, `Cancelled`."""
        answers = list(self._asked.ask(calls, self._tick))
        found = [shapes.read(answer, kind) for answer in answers]
        self._packing.add(answers)
        return found

    def blocks_at(self, heights: Collection[int]) -> dict[int, Head]:
        """The headers of blocks, by their numbers. Raises `Trouble` if they do not follow from each other."""
        order = sorted(heights)
        calls = [Call("eth_getBlockByNumber", (hex(at), False)) for at in order]
        found = dict[int, Head]()
        for at, head in zip(order, self.ask(calls, Head), strict=True):
            check_height(head, at)
            found |= {at: head} if head else {}
        check_links(list(found.values()))
        return found

    def heads(self, heads: Sequence[Head]) -> None:
        """Keep these blocks, each once."""
        self._heads.update({head.hash: head for head in heads})

    def transactions(self, picked: Picked) -> None:
        """Keep transactions, and the coin that moves by them."""
        if picked.txs:
            self._transactions.append(blocks.transaction_table(picked))

    def transfers(self, rows: pa.Table) -> None:
        """Keep transfers."""
        self._transfers.append(rows)

    def receipts(self, found: Sequence[Receipt]) -> None:
        """Keep receipts, fees beside gas, and who must be a contract."""
        chain = self.unit.chain
        self._receipts.append(receipts.receipt_table(chain, found))
        self.table("extra_fee", receipts.fee_table(chain, found))
        self._contracts |= logs.contracts(
            chain, {one.contract_address for one in found if one.contract_address is not None}
        )

    def emitters(self, found: Sequence[Log]) -> None:
        """Keep that who emits a log is a contract."""
        self._contracts |= logs.emitters(self.unit.chain, found)

    def table(self, name: str, rows: pa.Table) -> None:
        """Keep rows of any other table."""
        if rows.num_rows:
            self._tables.setdefault(name, []).append(rows)

    def fetched(self, endpoint: str) -> Fetched:
        """All of it as a source."""
        unit = self.unit
        heads = sorted(self._heads.values(), key=lambda head: int(head.number, 16))
        tables = {name: pa.concat_tables(some) for name, some in sorted(self._tables.items())}
        tables["coverage"] = coverage(unit, self.covered)
        transfers = pa.concat_tables(self._transfers)
        batch = Batch(
            transfers,
            logs.token_facts(transfers),
            contracts=tuple(sorted(self._contracts)),
            blocks=blocks.block_table(unit.chain, heads),
            transactions=pa.concat_tables(self._transactions) if self._transactions else (),
            receipts=pa.concat_tables(self._receipts) if self._receipts else (),
            tables=tables,
            distinct=True,
        )
        pins = {int(head.number, 16): head.hash for head in heads}
        return Fetched(unit, endpoint, self._packing, batch, pinned(pins), tuple(self.warnings))


def check_links(heads: Sequence[Head]) -> None:
    """Raise `Trouble` unless blocks that follow each other say so."""
    at = {int(head.number, 16): head for head in heads}
    for number, head in at.items():
        below = at.get(number - 1)
        if below is not None and below.hash != head.parent_hash:
            raise Trouble(
                f"The node's blocks {number - 1:,} and {number:,} do not follow from each other; its chain "
                "is being reorganised just now, or it is wrong. Pull again, or ask another node."
            )


def check_height(head: Head | None, height: int) -> None:
    """Raise `Trouble` unless this is the block of that height."""
    if head is None:
        raise Trouble(
            f"The node has no block {height:,}; it may lag behind or lack history. Ask another node."
        )
    if int(head.number, 16) != height:
        raise Trouble(
            f"The node answered with block {int(head.number, 16):,} when it was asked for {height:,}; ask another node."
        )
