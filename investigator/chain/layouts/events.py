"""From rows of logs to token transfers, column by column where there are many of a kind."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.chain import cells, decode, evm
from investigator.chain.layouts import hexed
from investigator.chain.layouts.records import Here, facts_of, transfers, when
from investigator.chain.layouts.rows import Rows
from investigator.chain.source import TRANSFERS, Batch
from investigator.records import Address, Clock, TransferKind

_RARE = (decode.TRANSFER_SINGLE, decode.TRANSFER_BATCH, decode.DEPOSIT, decode.WITHDRAWAL)
_TOPIC = "^0x[0-9a-f]{64}$"


def logs(rows: Rows, here: Here) -> Batch:
    """Token transfers of the rows that are ones; who emitted a log is a contract."""
    topics = _topics(rows)
    contract = rows.accounts("address")
    tells = pc.is_in(topics[0], pa.array([decode.TRANSFER, *_RARE]))
    some = rows.take(np.asarray(tells.to_numpy(zero_copy_only=False), np.bool_))
    topics = [topic.filter(tells) for topic in topics]
    moved = pa.concat_tables(
        [
            *_plain(some, here, topics, contract.filter(tells)),
            _rare(some, here, topics, contract.filter(tells)),
        ]
    )
    good = pa.array(rows.good())
    rows.back(some)
    emitters = pc.unique(contract.filter(good)).drop_null().to_pylist()
    return Batch(moved, facts_of(moved["asset"], here.known), contracts=tuple(map(Address, emitters)))


def _topics(rows: Rows) -> list[pa.Array]:
    """The four topics of each log in lower case, null where it has fewer."""
    if rows.has("topic0"):
        found = [rows.texts(f"topic{i}") for i in range(4)]
    else:
        column = rows.columns["topics"]
        if not pa.types.is_list(column.type):
            column = pc.split_pattern(rows.texts("topics").fill_null(""), ",")
        four = pc.list_slice(column.fill_null([]), 0, 4, return_fixed_size_list=True)
        flat = four.flatten()
        found = [flat.take(pa.array(np.arange(i, 4 * rows.count, 4))) for i in range(4)]
    lower = [pc.ascii_lower(topic.cast(pa.string())) for topic in found]
    return [pc.if_else(pc.match_substring_regex(topic, _TOPIC), topic, None) for topic in lower]


def _plain(rows: Rows, here: Here, topics: list[pa.Array], contract: pa.Array) -> list[pa.Table]:
    """ERC-20 and ERC-721, which share a topic and differ in what they index."""
    is_transfer = pc.and_(pc.equal(topics[0], decode.TRANSFER), topics[2].is_valid()).fill_null(False)
    data = _first_word(rows)
    coins = pc.and_(pc.and_(is_transfer, pc.invert(topics[3].is_valid())), data.is_valid())
    single = pc.and_(is_transfer, topics[3].is_valid())
    block = rows.numbers("block", "block number")
    time, clock = when(rows, here, block)
    columns = {
        **{"block": block, "time": time, "clock": clock, "tx_index": rows.places("tx_index")},
        **{"position": rows.places("log_index", "log index"), "tx_hash": rows.hashes("hash")},
        **{"src": _party(here.chain, topics[1]), "dst": _party(here.chain, topics[2])},
    }
    bare = pc.utf8_slice_codeunits(contract, len(here.chain) + 1)
    amounts = _limbs(data)
    one = np.tile(np.array([1, 0, 0, 0], np.uint64), (rows.count, 1))
    names = pa.array(
        [None if text is None else str(int(text, 16)) for text in topics[3].to_pylist()], pa.string()
    )
    good = pa.array(rows.good())
    found = []
    for mask, standard, limbs, kind, token in (
        (coins, "erc20", amounts, TransferKind.ERC20, None),
        (single, "erc721", one, TransferKind.ERC721, names),
    ):
        keys = pc.binary_join_element_wise(f"{here.chain}/{standard}:", bare, "")
        made = transfers(**columns, asset=keys, limbs=limbs, kind=kind, token_id=token)
        found.append(made.filter(pc.and_(mask, good)))
    return found


def _first_word(rows: Rows) -> pa.Array:
    """The first 32 bytes of the data in lower case, null where there are fewer."""
    column = rows.columns["data"]
    if hexed.is_bytes(column.type):
        text = hexed.texts(pc.binary_slice(column.cast(pa.binary()), 0, 32))
    else:
        text = pc.ascii_lower(pc.utf8_slice_codeunits(column.cast(pa.string()), 0, 66))
    return pc.if_else(pc.match_substring_regex(text, _TOPIC), text, None)


def _limbs(words: pa.Array) -> NDArray[np.uint64]:
    raw = cells.hashes(words.fill_null("0x" + "0" * 64), {})
    return hexed.limbs(hexed.rows(raw, 32)[0])


def _party(chain: str, topic: pa.Array) -> pa.Array:
    tail = pc.utf8_slice_codeunits(topic, 26, 66)
    return pc.binary_join_element_wise(f"{chain}:0x", tail, "")


def _rare(rows: Rows, here: Here, topics: list[pa.Array], contract: pa.Array) -> pa.Table:
    """All other kinds, one after the other."""
    some = np.flatnonzero(pc.is_in(topics[0], pa.array(list(_RARE))).to_numpy(zero_copy_only=False))
    if not len(some):
        return TRANSFERS.empty_table()
    pick = pa.array(some)
    block = rows.numbers("block", "block number")
    time, clock = when(rows, here, block)
    indices, digests = rows.places("tx_index"), rows.hashes("hash")
    positions = rows.places("log_index", "log index")
    told = zip(
        *(topic.take(pick).to_pylist() for topic in topics),
        rows.texts("data").take(pick).to_pylist(),
        strict=True,
    )
    found = []
    for row, (*four, data) in zip(some.tolist(), told, strict=True):
        if row in rows.faults:
            continue
        try:
            place = decode.Place(
                here.chain,
                int(block[row]),
                int(time[row]),
                Clock(int(clock[row])),
                tx_index=indices[row].as_py(),
                tx_hash=digests[row].as_py(),
            )
            position = hex(positions[row].as_py())
            given = tuple(topic for topic in four if topic is not None)
            log = evm.Log(contract[row].as_py().rpartition(":")[2], given, data or "0x", position)
            found += list(decode.token_transfers(log, place))
        except (ValueError, TypeError) as error:
            rows.faults.setdefault(row, str(error))
    return pa.Table.from_pylist(found, schema=TRANSFERS)
