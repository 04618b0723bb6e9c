"""From rows of a known layout to what moved: token transfers and the coin that contracts move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.chain import assets
from investigator.chain.layouts.known import Known
from investigator.chain.layouts.records import Here, facts_of, transfers, when
from investigator.chain.layouts.rows import Rows
from investigator.chain.source import TRANSFERS, Batch
from investigator.records import Address, TransferKind

REWARD = "coin that the chain itself brought about (a reward, the genesis or a fork), which no account sent"

PERHAPS = "perhaps a delegate call, which moves nothing: import cryo's traces to know"


def token_transfers(rows: Rows, here: Here) -> Batch:
    """Transfers of tokens. Where the rows do not tell ERC-721 from ERC-20, a list of contracts may."""
    columns = _place(rows, here)
    contract = rows.accounts("token")
    columns |= {
        "src": rows.accounts("from"),
        "dst": rows.accounts("to"),
        "position": rows.places("log_index", "log index"),
    }
    if rows.has("token_id"):
        ids = rows.limbs("token_id")
        single = np.ones(rows.count, np.bool_)
    else:
        ids = rows.limbs("value")
        single = _single(contract, here.known)
    bare = pc.utf8_slice_codeunits(contract, len(here.chain) + 1)
    good = rows.good()
    parts = []
    for some, kind, standard in (
        (~single, TransferKind.ERC20, "erc20"),
        (single, TransferKind.ERC721, "erc721"),
    ):
        keep = pa.array(good & some)
        limbs = (
            ids
            if kind is TransferKind.ERC20
            else np.tile(np.array([1, 0, 0, 0], np.uint64), (rows.count, 1))
        )
        keys = pc.binary_join_element_wise(f"{here.chain}/{standard}:", bare, "")
        named = None if kind is TransferKind.ERC20 else _decimal(ids, good & some)
        parts.append(transfers(**columns, asset=keys, limbs=limbs, kind=kind, token_id=named).filter(keep))
    moved = pa.concat_tables(parts)
    return Batch(
        moved, facts_of(moved["asset"], here.known), contracts=_distinct(contract.filter(pa.array(good)))
    )


def _place(rows: Rows, here: Here) -> dict[str, Any]:
    """When and where things happened."""
    block = rows.numbers("block", "block number")
    time, clock = when(rows, here, block)
    columns = {"block": block, "time": time, "clock": clock, "tx_index": rows.places("tx_index")}
    if here.hashed:
        return {**columns, "tx_hash": rows.hashes("hash")}
    if len(here.known.names.keys):
        digests = here.known.names.of(block, rows.numbers("tx_index", "index"))
        for row in np.flatnonzero(~_mask(digests.is_valid())).tolist():
            rows.faults.setdefault(row, "of a transaction that neither these files nor the case name")
        return {**columns, "tx_hash": digests}
    return {**columns, "row_number": here.before + 1 + _numbers(rows)}


def _numbers(rows: Rows) -> NDArray[np.int64]:
    return rows.origin if len(rows.origin) else np.arange(rows.count)


def _single(contract: pa.Array, known: Known) -> NDArray[np.bool_]:
    """Whether the token is known to be ERC-721."""
    if not known.collections:
        return np.zeros(len(contract), np.bool_)
    names = pa.array(sorted(known.collections))
    return np.asarray(pc.is_in(contract, names).to_numpy(zero_copy_only=False))


def _decimal(limbs: NDArray[np.uint64], some: NDArray[np.bool_]) -> pa.Array:
    """Numbers as decimal text, null where they are not wanted."""
    words = limbs.tolist()
    return pa.array(
        [
            str(a + (b << 64) + (c << 128) + (d << 192)) if wanted else None
            for (a, b, c, d), wanted in zip(words, some.tolist(), strict=True)
        ],
        pa.string(),
    )


def _distinct(addresses: pa.Array) -> tuple[Address, ...]:
    return tuple(Address(one) for one in pc.unique(addresses).drop_null().to_pylist())


class Traces:
    """Traces in the order of execution: of those that took effect, the coin that moved within transactions.

    A transaction's own call is no transfer here, and neither is what a delegate call inherits. Rows may come with a
    `status` that holds for all above them, or with an `error` only, which all below share.
    """

    def __init__(self) -> None:
        self._transaction: tuple[Any, ...] = ()
        self._dead: list[str] = []

    def __call__(self, rows: Rows, here: Here) -> Batch:
        """The transfers of some rows, which go on where the last ones ended."""
        kind, call = _words(rows, "kind"), _words(rows, "call_type")
        path = _path(rows)
        own = pc.equal(path, "")
        calls = pc.and_(pc.equal(kind, "call"), pc.is_in(call, pa.array(["call", ""])))
        moving = pc.or_(calls, pc.is_in(kind, pa.array(["create", "create2", "suicide", "selfdestruct"])))
        alive = self._alive(rows, path)
        for row in np.flatnonzero(
            _mask(pc.is_in(kind, pa.array(["reward", "genesis", "daofork"])))
        ).tolist():
            rows.faults[row] = REWARD
        some = rows.take(_mask(pc.and_(moving, pc.invert(own))) & alive)
        batch = self._moved(some, here)
        rows.back(some)
        return batch

    def _moved(self, rows: Rows, here: Here) -> Batch:
        limbs = rows.limbs("value")
        src = rows.accounts("from")
        dst = rows.accounts("to", optional=True)
        if rows.has("created"):
            dst = pc.coalesce(dst, rows.accounts("created", optional=True))
        for row in np.flatnonzero(~_mask(dst.is_valid())).tolist():
            rows.faults.setdefault(row, "no account that receives it")
        coin, facts = assets.coin(here.chain)
        columns = {**_place(rows, here), "src": src, "dst": dst, "asset": pa.repeat(coin, rows.count)}
        made = pc.starts_with(_words(rows, "kind"), "create")
        good = rows.good()
        moved = transfers(**columns, limbs=limbs, kind=TransferKind.INTERNAL)
        return Batch(
            moved.filter(pa.array(good & limbs.any(1))),
            {coin: facts},
            contracts=_distinct(dst.filter(pc.and_(made, pa.array(good)))),
        )

    def _alive(self, rows: Rows, path: pa.Array) -> NDArray[np.bool_]:
        """What neither failed itself nor lies within what failed."""
        status = rows.texts("status")
        alive = _mask(pc.not_equal(status.fill_null(""), "0"))
        failed = pc.not_equal(rows.texts("error").fill_null(""), "")
        alive &= ~_mask(failed)
        untold = rows.has("error") and not pc.any(status.is_valid()).as_py()
        if untold and (self._dead or pc.any(failed).as_py()):
            self._follow(rows, path, _mask(failed), alive)
        return alive

    def _follow(
        self, rows: Rows, path: pa.Array, failed: NDArray[np.bool_], alive: NDArray[np.bool_]
    ) -> None:
        """Mark all that lies within a call that failed; the transaction may have begun in rows before these."""
        names = [rows.texts(name).to_pylist() for name in ("block", "tx_index", "hash")]
        paths = path.to_pylist()
        for row, transaction in enumerate(zip(*names, strict=True)):
            if transaction != self._transaction:
                self._transaction, self._dead = transaction, []
            within = paths[row]
            if any(not dead or within.startswith(f"{dead}_") or within == dead for dead in self._dead):
                alive[row] = False
            elif failed[row]:
                self._dead.append(within)


class NativeTransfers:
    """Calls with what they carry, of whatever kind, in the order of execution: the first one of a transaction is
    its own.

    A delegate call looks like a transfer of what its caller was given, and cannot be told from one that passes
    the same amount on: such rows are set aside.
    """

    def __init__(self) -> None:
        self._transaction: Any = None
        self._given: dict[str, set[tuple[str, str]]] = {}

    def __call__(self, rows: Rows, here: Here) -> Batch:
        """The transfers of some rows, which go on where the last ones ended."""
        first = self._first(rows)
        some = rows.take(np.asarray(rows.limbs("value").any(1), np.bool_))
        limbs, src, dst = some.limbs("value"), some.accounts("from"), some.accounts("to")
        own = first[some.origin]
        self._set_aside(some, src, dst, own)
        coin, facts = assets.coin(here.chain)
        moved = transfers(
            **_place(some, here),
            **{"src": src, "dst": dst, "asset": pa.repeat(coin, some.count), "limbs": limbs},
            kind=TransferKind.INTERNAL,
        )
        kinds = np.where(own, np.uint8(TransferKind.NATIVE), np.uint8(TransferKind.INTERNAL)).astype(
            np.uint8
        )
        moved = moved.set_column(TRANSFERS.get_field_index("kind"), "kind", pa.array(kinds))
        moved = moved.filter(pa.array(some.good()))
        rows.back(some)
        return Batch(moved, {coin: facts})

    def _first(self, rows: Rows) -> NDArray[np.bool_]:
        """Whether each row is the first of its transaction."""
        names = list(zip(*(rows.texts(name).to_pylist() for name in ("block", "tx_index")), strict=True))
        before = [self._transaction, *names[:-1]]
        self._transaction = names[-1] if names else self._transaction
        return np.array([a != b for a, b in zip(names, before, strict=True)], np.bool_)

    def _set_aside(self, rows: Rows, src: pa.Array, dst: pa.Array, own: NDArray[np.bool_]) -> None:
        hashes, values = rows.texts("hash").to_pylist(), rows.texts("value").to_pylist()
        ends = zip(src.to_pylist(), dst.to_pylist(), strict=True)
        for row, ((sender, receiver), digest, value) in enumerate(zip(ends, hashes, values, strict=True)):
            if digest not in self._given:
                self._given = {digest: set()}
            if not own[row] and (sender, value) in self._given[digest]:
                rows.faults.setdefault(row, PERHAPS)
            self._given[digest].add((receiver, value))


def _words(rows: Rows, name: str) -> pa.Array:
    return pc.replace_substring(pc.ascii_lower(rows.texts(name).fill_null("")), "_", "")


def _path(rows: Rows) -> pa.Array:
    """Where a call stands in its transaction: '' for its own, else numbers parted by _."""
    column = rows.columns.get("path")
    if column is not None and pa.types.is_list(column.type):
        return pa.array(["_".join(map(str, one or ())) for one in column.to_pylist()], pa.string())
    return pc.replace_substring(rows.texts("path").fill_null(""), ",", "_")


def _mask(values: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(values.to_numpy(zero_copy_only=False), np.bool_)
