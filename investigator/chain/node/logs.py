"""From logs to columns of token transfers, and to the contracts that emitted them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.address import ZERO
from investigator.chain import assets, blocks, decode, evm
from investigator.chain.decode import Place
from investigator.chain.node import hexes
from investigator.chain.node.blocks import transfer_table
from investigator.chain.node.shapes import Log
from investigator.chain.source import TRANSFERS, AssetFacts
from investigator.records import Address, Clock, TransferKind

TELLING = frozenset(
    (decode.TRANSFER, decode.TRANSFER_SINGLE, decode.TRANSFER_BATCH, decode.DEPOSIT, decode.WITHDRAWAL)
)
"""First topics of the logs that tell of transfers."""


def token_table(
    chain: str, logs: Iterable[Log], times: Mapping[str, int], wanted: frozenset[str] | None = None
) -> pa.Table:
    """Token transfers, as rows of `chain.source.TRANSFERS`, to or from `wanted` only if any are given.

    They are those of `decode.token_transfers`, by kind. `times` are UTC seconds by block number as the node writes
    it. Raises `ValueError` for what cannot be read.
    """
    found: dict[_Kind, list[Log]] = {kind: [] for kind in _KINDS}
    bundles = list[Log]()
    for log in logs:
        if not log.topics or log.removed:
            continue
        topic = log.topics[0] if log.topics[0] in TELLING else log.topics[0].lower()
        if topic == decode.TRANSFER_BATCH:
            bundles.append(log)
        elif (kind := _BY_SHAPE.get((topic, len(log.topics)))) is not None and kind.fits(log):
            found[kind].append(log)
    parts = [
        _columns(chain, kind, [log for log in some if wanted is None or kind.touches(log, wanted)], times)
        for kind, some in found.items()
    ]
    return pa.concat_tables([*parts, _bundled(chain, bundles, times, wanted)])


@dataclass(frozen=True, eq=False)
class _Kind:
    """Logs of one shape: in which topics the parties are (`None`: the zero address), and what is in the data."""

    kind: TransferKind
    topic: str
    topics: int
    standard: str
    src: int | None
    dst: int | None
    words: int

    def fits(self, log: Log) -> bool:
        """Whether it is what it looks like: what wraps ether is emitted by others too."""
        if len(log.data) < 2 + 64 * self.words:
            return False
        return self.topics > 2 or log.address.lower() in assets.WRAPPED_ETHER

    def touches(self, log: Log, wanted: frozenset[str]) -> bool:
        """Whether one of these gives or takes."""
        ends = (ZERO if end is None else _party(log.topics[end]) for end in (self.src, self.dst))
        return any(end in wanted for end in ends)


_KINDS = (
    _Kind(TransferKind.ERC20, decode.TRANSFER, 3, "erc20", 1, 2, 1),
    _Kind(TransferKind.ERC721, decode.TRANSFER, 4, "erc721", 1, 2, 0),
    _Kind(TransferKind.ERC1155, decode.TRANSFER_SINGLE, 4, "erc1155", 2, 3, 2),
    _Kind(TransferKind.WRAP, decode.DEPOSIT, 2, "erc20", None, 1, 1),
    _Kind(TransferKind.UNWRAP, decode.WITHDRAWAL, 2, "erc20", 1, None, 1),
)
_BY_SHAPE = {(kind.topic, kind.topics): kind for kind in _KINDS}


def _columns(chain: str, kind: _Kind, logs: Sequence[Log], times: Mapping[str, int]) -> pa.Table:
    return transfer_table(
        chain,
        src=_parties(chain, logs, kind.src),
        dst=_parties(chain, logs, kind.dst),
        asset=pc.binary_join_element_wise(
            f"{chain}/{kind.standard}:",
            pc.ascii_lower(pa.array([log.address for log in logs], pa.string())),
            "",
        ),
        amounts=_amounts(kind, logs),
        time=np.array([times[log.block_number] for log in logs], np.int64),
        block=hexes.small([log.block_number for log in logs]),
        tx_index=hexes.small([log.transaction_index for log in logs], 31),
        position=hexes.small([log.log_index for log in logs], 31),
        kind=kind.kind,
        tx_hash=hexes.binary([log.transaction_hash for log in logs], 32),
        token_id=_items(kind, logs),
    )


def _amounts(kind: _Kind, logs: Sequence[Log]) -> NDArray[np.uint64]:
    if not kind.words:
        return np.array([(1, 0, 0, 0)] * len(logs), np.uint64).reshape(-1, 4)
    start = 2 + 64 * (kind.words - 1)
    return hexes.limbs(hexes.fixed(["0x" + log.data[start : start + 64] for log in logs], 32))


def _items(kind: _Kind, logs: Sequence[Log]) -> pa.Array:
    if kind.kind is TransferKind.ERC721:
        return pa.array([str(int(log.topics[3], 16)) for log in logs], pa.string())
    if kind.kind is TransferKind.ERC1155:
        return pa.array([str(int(log.data[2:66], 16)) for log in logs], pa.string())
    return pa.nulls(len(logs), pa.string())


def _parties(chain: str, logs: Sequence[Log], topic: int | None) -> pa.Array:
    """Accounts in topics: the last 20 of their 32 bytes."""
    if topic is None:
        return pa.repeat(f"{chain}:{ZERO}", len(logs))
    texts = [log.topics[topic] for log in logs]
    hexes.fixed(texts, 32)
    tails = pc.ascii_lower(pc.utf8_slice_codeunits(pa.array(texts, pa.string()), 26, 66))
    return pc.binary_join_element_wise(f"{chain}:0x", tails, "")


def _party(topic: str) -> str:
    return "0x" + topic[26:].lower()


def _bundled(
    chain: str, logs: Sequence[Log], times: Mapping[str, int], wanted: frozenset[str] | None
) -> pa.Table:
    """Bundles of ERC-1155, one after the other."""
    rows = list[dict[str, Any]]()
    for log in logs:
        for row in decode.token_transfers(_whole(log), _place(chain, log, times)):
            if wanted is None or any(row[end].rpartition(":")[2] in wanted for end in ("src", "dst")):
                rows.append(row)
    return blocks.table(rows) if rows else TRANSFERS.empty_table()


def _whole(log: Log) -> evm.Log:
    bytes.fromhex(log.data[2:])
    topics = tuple(topic.lower() for topic in log.topics)
    for topic in topics:
        evm.raw_bytes(topic, 32)
    return evm.Log(log.address, topics, log.data, log.log_index)


def _place(chain: str, log: Log, times: Mapping[str, int]) -> Place:
    return Place(
        chain,
        evm.number(log.block_number, 63),
        times[log.block_number],
        Clock.UTC,
        evm.number(log.transaction_index, 31),
        evm.raw_bytes(log.transaction_hash, 32),
    )


def token_facts(table: pa.Table) -> dict[str, AssetFacts]:
    """What is known of the assets of transfers, by key."""
    found = dict[str, AssetFacts]()
    for key in sorted(pc.unique(table["asset"]).to_pylist()):
        chain, _, asset = key.partition("/")
        standard, _, contract = asset.partition(":")
        coin, facts = assets.coin(chain)
        found[key] = facts if key == coin else assets.token(chain, contract, standard)[1]
    return found


def emitters(chain: str, logs: Iterable[Log]) -> set[Address]:
    """Who must be a contract, since it emitted a log."""
    return contracts(chain, {log.address for log in logs})


def contracts(chain: str, texts: Collection[str]) -> set[Address]:
    """Accounts of a chain by their bare addresses. Raises `ValueError`."""
    hexes.fixed(sorted(texts), 20)
    return {Address(f"{chain}:{text.lower()}") for text in texts}


def filters(addresses: Sequence[str]) -> list[dict[str, Any]]:
    """What `eth_getLogs` is asked, beside the range, for all token transfers to or from these addresses."""
    padded = ["0x" + address[2:].rjust(64, "0") for address in addresses]
    first = [decode.TRANSFER, decode.DEPOSIT, decode.WITHDRAWAL]
    second = [decode.TRANSFER, decode.TRANSFER_SINGLE, decode.TRANSFER_BATCH]
    third = [decode.TRANSFER_SINGLE, decode.TRANSFER_BATCH]
    return [
        {"topics": [first, padded]},
        {"topics": [second, None, padded]},
        {"topics": [third, None, None, padded]},
    ]
