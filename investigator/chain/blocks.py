"""Raw blocks and receipts in JSON files as sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from investigator.chain import assets, decode, evm, tables
from investigator.chain.decode import Place
from investigator.chain.source import TRANSFERS, AssetFacts, BadRow, Batch, Description, ImportOptions
from investigator.chain.tables import Fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address, Clock

SIZE_LIMIT = 512 << 20
"""Bytes of one JSON file: larger ones are no answer of a node to one question."""


Known = Mapping[str, tuple[str, int]]
"""Chain and UTC seconds of blocks, by hash in lower case."""


class BlockFile:
    """A file with one block or a list of them. Raises `Trouble` when made if it is none.

    `known` tells receipts what they need of these blocks.
    """

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint) -> None:
        self.path = path
        self.mark = mark
        try:
            blocks = evm.blocks(read(path, mark))
            self.chain = _chain(blocks, options.chain)
            pins = [(evm.number(block.number, 63), block.hash) for block in blocks]
            self.known: Known = {
                block.hash.lower(): (self.chain, evm.number(block.timestamp, 63)) for block in blocks
            }
        except ValueError as error:
            raise Trouble(f"{path.name} is no block with whole transactions: {error}.") from error
        self.pin = {"blocks": [{"number": number, "hash": digest} for number, digest in pins]}

    def describe(self) -> Description:
        """The file and the blocks that it is pinned to."""
        request = {"method": "eth_getBlockByNumber", "chain": self.chain}
        return Description("blocks", self.path.name, request, self.mark.sha256, self.mark.size, self.pin)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """One batch for each block; a transaction that cannot be read is a bad row."""
        blocks = evm.blocks(read(self.path, self.mark))
        for done, block in enumerate(blocks):
            tick(done, len(blocks), f"Reading {self.path.name}")
            yield self._batch(block)

    def _batch(self, block: evm.Block) -> Batch:
        place = Place(self.chain, evm.number(block.number), evm.number(block.timestamp), Clock.UTC)
        transactions, bad = list[dict[str, Any]](), list[BadRow]()
        try:
            moved = list(decode.native_transfers(block, place))
            for index, transaction in enumerate(block.transactions):
                here = decode.within(place, transaction, index)
                transactions.append(decode.transaction_row(transaction, here))
            header = {
                "number": place.block,
                "time": place.time,
                "hash": evm.raw_bytes(block.hash, 32),
                "parent": evm.raw_bytes(block.parent_hash, 32),
                "chain": self.chain,
            }
        except ValueError as error:
            return Batch(bad=(BadRow(place.block, str(error), block.hash),), bad_rows=1)
        created = tuple(Address(row["created"]) for row in transactions if row["created"])
        return Batch(
            table(moved),
            dict([assets.coin(self.chain)]),
            contracts=created,
            blocks=(header,),
            transactions=tuple(transactions),
            bad=tuple(bad),
        )


class ReceiptFile:
    """A file with receipts. `known` are blocks imported with it or before, which tell its chain and dates."""

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint, known: Known) -> None:
        self.path = path
        self.mark = mark
        try:
            receipts = evm.receipts(read(path, mark))
            hashes = {receipt.block_hash.lower() for receipt in receipts}
            pins = {(evm.number(receipt.block_number, 63), receipt.block_hash) for receipt in receipts}
            self._times = {block: known[block][1] for block in hashes & known.keys()}
            self.chain = _one_chain({known[block][0] for block in self._times}, options.chain)
        except ValueError as error:
            raise Trouble(f"{path.name} is no list of receipts: {error}.") from error
        self._timed = len(self._times) == len(hashes)
        self.pin = {"blocks": [{"number": number, "hash": digest} for number, digest in sorted(pins)]}

    def describe(self) -> Description:
        """The file and the blocks that it is pinned to."""
        request = {"method": "eth_getBlockReceipts", "chain": self.chain, "timed": self._timed}
        return Description("receipts", self.path.name, request, self.mark.sha256, self.mark.size, self.pin)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """One batch; a receipt that cannot be read is a bad row. Without its block, a transfer has no date."""
        moved, rows, bad = list[dict[str, Any]](), list[dict[str, Any]](), list[BadRow]()
        contracts: set[Address] = set()
        receipts = evm.receipts(read(self.path, self.mark))
        for done, receipt in enumerate(receipts):
            if done % 100 == 0:
                tick(done, len(receipts), f"Reading {self.path.name}")
            try:
                row = decode.receipt_row(receipt, self.chain)
                place = self._place(receipt)
                told = [one for log in receipt.logs for one in decode.token_transfers(log, place)]
                contracts |= decode.emitters(receipt, self.chain)
            except ValueError as error:
                bad.append(BadRow(done + 1, str(error), receipt.transaction_hash))
                continue
            rows.append(row)
            moved += told
        yield Batch(
            table(moved),
            _facts(moved),
            contracts=tuple(sorted(contracts)),
            receipts=tuple(rows),
            bad=tuple(bad),
            bad_rows=len(bad),
        )

    def _place(self, receipt: evm.Receipt) -> Place:
        block = evm.number(receipt.block_number)
        time = self._times.get(receipt.block_hash.lower())
        return Place(
            self.chain,
            block,
            block if time is None else time,
            Clock.BLOCK if time is None else Clock.UTC,
            evm.number(receipt.transaction_index, 31),
            evm.raw_bytes(receipt.transaction_hash, 32),
        )


def read(path: Path, mark: Fingerprint) -> bytes:
    """A JSON file's bytes. Raises `Trouble` if it is too large to be read at once, or was changed."""
    if mark.size > SIZE_LIMIT:
        raise Trouble(f"{path.name} is larger than {SIZE_LIMIT >> 20} MiB; split it into single blocks.")
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != mark.sha256:
        raise Trouble(f"{path.name} was changed while it was read; import it again.")
    return raw


def table(rows: list[dict[str, Any]]) -> pa.Table:
    """Transfers as a batch's table."""
    return pa.Table.from_pylist(rows, schema=TRANSFERS)


def _facts(rows: list[dict[str, Any]]) -> dict[str, AssetFacts]:
    found: dict[str, AssetFacts] = {}
    for key in {row["asset"] for row in rows}:
        chain, _, asset = key.partition("/")
        standard, _, contract = asset.partition(":")
        found[key] = assets.token(chain, contract, standard)[1]
    return found


def _chain(blocks: tuple[evm.Block, ...], said: str) -> str:
    """The chain that the transactions name, else the one that was said."""
    named = {
        f"eip155:{evm.number(one.chain_id)}"
        for block in blocks
        for one in block.transactions
        if one.chain_id is not None
    }
    return _one_chain(named, said)


def _one_chain(named: set[str], said: str) -> str:
    if len(named) > 1:
        raise ValueError("its transactions are of several chains")
    return named.pop() if named else said
