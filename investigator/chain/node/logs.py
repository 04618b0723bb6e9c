"""From logs to columns of token transfers, and to the contracts that emitted them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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

    `times` are UTC seconds by block number as the node writes it. Raises `ValueError` for what cannot be read.
    """
    plain, rare = list[Log](), list[Log]()
    for log in logs:
        if log.topics and not log.removed:
            if len(log.topics) == 3 and log.topics[0] == decode.TRANSFER:
                plain.append(log)
            elif log.topics[0] in TELLING:
                rare.append(log)
    if wanted is not None:
        plain = [log for log in plain if _party(log.topics[1]) in wanted or _party(log.topics[2]) in wanted]
    parts = [_plain(chain, plain, times), _rare(chain, rare, times, wanted)]
    return pa.concat_tables(parts)


def _plain(chain: str, logs: Sequence[Log], times: Mapping[str, int]) -> pa.Table:
    """ERC-20. A log without an amount is none of them."""
    logs = [log for log in logs if len(memoryview(log.data)) >= 68]
    data = [str(memoryview(log.data)[1:67], "ascii", "replace") for log in logs]
    keys = pc.binary_join_element_wise(
        f"{chain}/erc20:", pc.ascii_lower(pa.array([log.address for log in logs], pa.string())), ""
    )
    return transfer_table(
        chain,
        src=_parties(chain, [log.topics[1] for log in logs]),
        dst=_parties(chain, [log.topics[2] for log in logs]),
        asset=keys,
        amounts=hexes.fixed(data, 32),
        time=np.array([times[log.block_number] for log in logs], np.int64),
        block=hexes.small([log.block_number for log in logs]),
        tx_index=hexes.small([log.transaction_index for log in logs], 31),
        position=hexes.small([log.log_index for log in logs], 31),
        kind=TransferKind.ERC20,
        tx_hash=hexes.binary([log.transaction_hash for log in logs], 32),
    )


def _parties(chain: str, topics: Sequence[str]) -> pa.Array:
    """Accounts in topics: the last 20 of their 32 bytes."""
    hexes.fixed(topics, 32)
    tails = pc.ascii_lower(pc.utf8_slice_codeunits(pa.array(topics, pa.string()), 26, 66))
    return pc.binary_join_element_wise(f"{chain}:0x", tails, "")


def _party(topic: str) -> str:
    return "0x" + topic[26:].lower()


def _rare(
    chain: str, logs: Sequence[Log], times: Mapping[str, int], wanted: frozenset[str] | None
) -> pa.Table:
    """All other kinds, one after the other."""
    rows = list[dict[str, Any]]()
    for log in logs:
        for row in decode.token_transfers(_whole(log), _place(chain, log, times)):
            if wanted is None or any(row[end].rpartition(":")[2] in wanted for end in ("src", "dst")):
                rows.append(row)
    return blocks.table(rows) if rows else TRANSFERS.empty_table()


def _whole(log: Log) -> evm.Log:
    data = str(memoryview(log.data), "ascii", "replace").strip('"')
    bytes.fromhex(data[2:])
    topics = tuple(topic.lower() for topic in log.topics)
    for topic in topics:
        evm.raw_bytes(topic, 32)
    return evm.Log(log.address, topics, data, log.log_index)


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
