"""From rows of a known layout to evidence: blocks, transactions and receipts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.address import ZERO
from investigator.chain import assets, cells, decode, evm
from investigator.chain.layouts import hexed
from investigator.chain.layouts.known import Known
from investigator.chain.layouts.rows import Rows
from investigator.chain.source import TRANSFERS, AssetFacts, Batch
from investigator.records import Address, Clock, TransferKind

_EXACT_DIGITS = 15  # of a decimal number that a double keeps


@dataclass(frozen=True)
class Here:
    """Where rows stand: the chain, what other files told, and the number of the first row less one.

    `hashed` says that the rows of this file name their transactions; else a row of it goes by its number.
    """

    chain: str
    known: Known
    before: int = 0
    hashed: bool = True


def blocks(rows: Rows, here: Here) -> Batch:
    """Blocks with their headers, and what validators withdrew."""
    number, time = rows.numbers("block", "block number"), seconds(rows, "time")
    digest = rows.hashes("hash")
    columns = {"number": pa.array(number), "hash": digest, "chain": pa.repeat(here.chain, rows.count)}
    tables: dict[str, pa.Table] = {}
    made: Any = ()
    if rows.has("parent"):
        made = {**columns, "time": pa.array(time), "parent": rows.hashes("parent")}
    if rows.has("miner"):
        used, miner, fee = rows.numbers("gas_used", "gas"), rows.accounts("miner"), whole(rows, "base_fee")
        tables["header"] = pa.table({**columns, "gas_used": used, "base_fee": fee, "beneficiary": miner})
    moved = _withdrawals(rows, here.chain, number, time)
    good = pa.array(rows.good())
    coin, facts = assets.coin(here.chain)
    return Batch(
        moved,
        {coin: facts},
        blocks=pa.table(made).filter(good) if made else (),
        tables={name: table.filter(good) for name, table in tables.items()},
    )


def _withdrawals(rows: Rows, chain: str, number: NDArray[np.int64], time: NDArray[np.int64]) -> pa.Table:
    """EIP-4895: from the zero address, amounts in gwei."""
    found: list[dict[str, Any]] = []
    if not rows.has("withdrawals"):
        return TRANSFERS.empty_table()
    column = rows.columns["withdrawals"]
    told = pc.fill_null(column.cast(pa.string()), "") if pa.types.is_string(column.type) else column
    coin, _ = assets.coin(chain)
    for row in np.flatnonzero(told.is_valid().to_numpy(zero_copy_only=False)).tolist():
        try:
            for one in _listed(told[row].as_py()):
                amount = int(one["amount"]) * decode.GWEI
                place = decode.Place(chain, int(number[row]), int(time[row]), Clock.UTC)
                if amount:
                    found.append(
                        place.row(
                            ZERO,
                            evm.address(str(one["address"])),
                            coin,
                            amount,
                            TransferKind.WITHDRAWAL,
                            position=int(one["index"]) % 2**31,
                        )
                    )
        except (ValueError, KeyError, TypeError, OverflowError, msgspec.MsgspecError):
            rows.faults.setdefault(row, "withdrawals that cannot be read")
    return pa.Table.from_pylist(found, schema=TRANSFERS)


def _listed(value: Any) -> list[dict[str, Any]]:
    """Withdrawals as JSON, or as Python writes a list."""
    if not isinstance(value, str):
        return list(value or ())
    text = value.strip()
    if not text:
        return []
    text = text.replace("'", '"') if '"' not in text else text
    return list(msgspec.json.decode(text if text.startswith("[") else f"[{text}]"))


def transactions(rows: Rows, here: Here) -> Batch:
    """Transactions, the coin that they move, and their receipts where the rows tell of them."""
    block, index = rows.numbers("block", "block number"), rows.places("tx_index")
    time, clock = when(rows, here, block)
    digest, sender, nonce = rows.hashes("hash"), rows.accounts("from"), rows.numbers("nonce", "nonce")
    limbs = _values(rows)
    receiver, created = _receivers(rows, sender, nonce)
    good = rows.good()
    table = pa.table(
        {
            **{"block": block, "tx_index": index.fill_null(0), "time": time, "hash": digest},
            **{"sender": sender, "receiver": receiver, "created": created, "nonce": nonce},
            **{f"v{i}": limbs[:, i] for i in range(4)},
            **{"selector": _selectors(rows), "chain": pa.repeat(here.chain, rows.count)},
        }
    )
    coin, facts = assets.coin(here.chain)
    moved = transfers(
        **{"src": sender, "dst": receiver, "asset": pa.repeat(coin, rows.count), "limbs": limbs},
        **{"time": time, "clock": clock, "block": block, "tx_index": index, "tx_hash": digest},
        **{"kind": TransferKind.NATIVE, "ok": _succeeded(rows).fill_null(True)},
    ).filter(pa.array(good & limbs.any(1)))
    fees = _receipts(rows, block, digest, here.chain) if rows.has("gas_used") else None
    dated = clock == int(Clock.UTC)
    return Batch(
        moved,
        {coin: facts},
        contracts=tuple(
            Address(one) for one in pc.unique(created.filter(pa.array(good))).drop_null().to_pylist()
        ),
        transactions=table.filter(pa.array(good & dated)),
        receipts=() if fees is None else fees.filter(pa.array(rows.good())),
    )


def _values(rows: Rows) -> NDArray[np.uint64]:
    """What transactions carry. A gas limit below one shows that some program wrote gas and value in thousand
    millionths, as floating-point numbers: then those that fill such a number's digits may have been rounded.
    """
    small = r"^0?\.|[eE]-"
    if (
        not rows.has("gas")
        or not pc.any(pc.match_substring_regex(rows.texts("gas").fill_null(""), small)).as_py()
    ):
        return rows.limbs("value")
    texts = rows.texts("value").fill_null("")
    digits = pc.utf8_length(pc.replace_substring_regex(texts, r"^[0.]*|[.]|[0.]*$|[eE].*$", ""))
    for row in np.flatnonzero(digits.to_numpy(zero_copy_only=False) > _EXACT_DIGITS).tolist():
        rows.faults.setdefault(
            row, f"an amount that was rounded to a floating-point number: {texts[row].as_py()[:40]}"
        )
    return rows.limbs("value", shift=9)


def _receivers(rows: Rows, sender: pa.Array, nonce: NDArray[np.int64]) -> tuple[pa.Array, pa.Array]:
    """To whom transactions go: for a creation, the new contract; and those contracts."""
    to = rows.accounts("to", optional=True)
    made: list[str | None] = [None] * rows.count
    for row in np.flatnonzero(~to.is_valid().to_numpy(zero_copy_only=False)).tolist():
        if row not in rows.faults:
            bare = str(sender[row].as_py()).rpartition(":")[2]
            made[row] = f"{rows.chain}:{decode.created_address(bare, int(nonce[row]))}"
    created = pa.array(made, pa.string())
    return pc.coalesce(to, created), created


def _selectors(rows: Rows) -> pa.Array:
    """The first four bytes of the input, '' where there are fewer."""
    if not rows.has("input"):
        return pa.repeat("", rows.count)
    column = rows.columns["input"]
    if hexed.is_bytes(column.type):
        column = hexed.texts(pc.binary_slice(column.cast(pa.binary()), 0, 4))
    text = pc.ascii_lower(pc.utf8_slice_codeunits(column.cast(pa.string()), 0, 10)).fill_null("")
    return pc.if_else(pc.match_substring_regex(text, "^0x[0-9a-f]{8}$"), text, "")


def receipts(rows: Rows, here: Here) -> Batch:
    """Receipts, fees beside gas, and the contracts that were created."""
    block, digest = rows.numbers("block", "block number"), rows.hashes("hash")
    table = _receipts(rows, block, digest, here.chain)
    created = rows.accounts("created", optional=True)
    extra: list[pa.Table] = []
    chain = pa.repeat(here.chain, rows.count)
    if rows.has("l1_fee"):
        fee = whole(rows, "l1_fee")
        paid = pc.and_kleene(fee.is_valid(), pc.not_equal(fee, "0")).fill_null(False)
        some = pa.table(
            {
                "block": block,
                "fee": fee,
                "hash": digest,
                "kind": pa.repeat("l1", rows.count),
                "chain": chain,
            }
        )
        extra.append(some.filter(pc.and_(paid, pa.array(rows.good()))))
    good = pa.array(rows.good())
    return Batch(
        contracts=tuple(Address(one) for one in pc.unique(created.filter(good)).drop_null().to_pylist()),
        receipts=table.filter(good),
        tables={"extra_fee": pa.concat_tables(extra)} if extra and extra[0].num_rows else {},
    )


def _receipts(rows: Rows, block: NDArray[np.int64], digest: pa.Array, chain: str) -> pa.Table:
    return pa.table(
        {
            **{"block": block, "hash": digest, "ok": _succeeded(rows)},
            **{"gas_used": rows.numbers("gas_used", "gas"), "gas_price": whole(rows, "gas_price")},
            "chain": pa.repeat(chain, rows.count),
        }
    )


def _succeeded(rows: Rows) -> pa.Array:
    """Whether each transaction did; null where that is not told, as before Byzantium."""
    if not rows.has("status"):
        return pa.nulls(rows.count, pa.bool_())
    texts = rows.texts("status")
    return pc.if_else(
        texts.is_valid(), pa.array(cells.succeeded(texts.fill_null(""), tells_errors=False)), None
    )


def whole(rows: Rows, name: str) -> pa.Array:
    """Numbers of up to 126 bits as text, which DuckDB casts exactly; null where there is none."""
    texts = rows.texts(name)
    plain = pc.replace_substring_regex(texts, r"\.0*$", "")
    odd = pc.invert(pc.match_substring_regex(plain, "^[0-9]{1,37}$")).fill_null(False)
    for row in np.flatnonzero(odd.to_numpy(zero_copy_only=False)).tolist():
        rows.faults.setdefault(row, f"not a number: {texts[row].as_py()[:40]!r}")
    return plain


def seconds(rows: Rows, name: str) -> NDArray[np.int64]:
    """UTC seconds, however they are written."""
    texts = rows.texts(name)
    return cells.times(texts.fill_null(""), cells.time_kind(texts), rows.faults)


def when(rows: Rows, here: Here, block: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Time and clock of each row: its own, else its block's, else the block's number."""
    if rows.has("time"):
        return seconds(rows, "time"), np.full(rows.count, int(Clock.UTC), np.uint8)
    return here.known.times.of(block)


def transfers(*, limbs: NDArray[np.uint64], kind: TransferKind, **columns: Any) -> pa.Table:
    """Transfers of one kind as rows of `chain.source.TRANSFERS`; what is not given is null, or succeeded."""
    count = len(limbs)
    given = {
        **{f"a{i}": limbs[:, i] for i in range(4)},
        "kind": np.full(count, int(kind), np.uint8),
        "ok": np.ones(count, np.bool_),
        **columns,
    }
    arrays = [_typed(given.get(one.name), one.type, count) for one in TRANSFERS]
    return pa.table(arrays, schema=TRANSFERS)


def _typed(values: Any, kind: pa.DataType, count: int) -> pa.Array:
    if values is None:
        return pa.nulls(count, kind)
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    return array.cast(kind)


def facts_of(keys: pa.Array | pa.ChunkedArray, known: Known) -> dict[str, AssetFacts]:
    """What is known of the assets of transfers, by key."""
    return {key: known.facts(key) for key in pc.unique(keys).drop_null().to_pylist()}
