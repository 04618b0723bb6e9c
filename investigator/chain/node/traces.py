"""From traces to the coin that moves inside of transactions: Parity's and Geth's traces.

A transfer's `position` is its place among all those of its transaction that took effect, in the order of execution,
so that both kinds of traces tell of the same transfers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import pyarrow as pa

from investigator.chain import assets
from investigator.chain.node import hexes
from investigator.chain.node.blocks import transfer_table
from investigator.chain.node.shapes import Account, Hash, Number
from investigator.records import TransferKind


class _Action(msgspec.Struct, rename="camel", gc=False):
    call_type: str | None = None
    from_: Account | None = msgspec.field(name="from", default=None)
    to: Account | None = None
    value: Number | None = None
    address: Account | None = None
    refund_address: Account | None = None
    balance: Number | None = None


class _Result(msgspec.Struct, gc=False):
    address: Account | None = None


class Trace(msgspec.Struct, rename="camel", gc=False):
    """One of Parity's flat traces. Rewards belong to no transaction."""

    action: _Action
    type: str
    trace_address: list[int]
    result: _Result | None = None
    error: str | None = None
    transaction_hash: Hash | None = None


class Frame(msgspec.Struct, rename="camel"):
    """A call as Geth's `callTracer` nests them."""

    type: str
    from_: Account = msgspec.field(name="from")
    to: Account | None = None
    value: Number | None = None
    error: str | None = None
    calls: list[Frame] = msgspec.field(default_factory=list)


class Framed(msgspec.Struct, rename="camel"):
    """A transaction's calls, in the trace of a block."""

    result: Frame
    tx_hash: Hash | None = None


@dataclass(frozen=True)
class Step:
    """Coin that moved inside of a transaction: bare addresses in lower case, the amount in hexadecimal."""

    src: str
    dst: str
    value: str


@dataclass(frozen=True)
class Inner:
    """A transfer inside of a transaction, with its place."""

    step: Step
    position: int
    tx_hash: str
    block: int
    time: int
    tx_index: int


def of_traces(traces: Iterable[Trace]) -> Iterator[Step]:
    """What moved by the traces of one transaction, in their order. What failed took all within it along."""
    dead = set[tuple[int, ...]]()
    for trace in traces:
        path = tuple(trace.trace_address)
        if trace.error is not None or path[:-1] in dead:
            dead.add(path)
        elif path:
            yield from _moved(*_parts(trace))


def _parts(trace: Trace) -> tuple[str | None, str | None, str | None]:
    action = trace.action
    if trace.type == "call" and action.call_type in {None, "call"}:
        return action.from_, action.to, action.value
    if trace.type == "create":
        return action.from_, trace.result.address if trace.result else None, action.value
    if trace.type == "suicide":
        return action.address, action.refund_address, action.balance
    return None, None, None


def of_frame(top: Frame) -> Iterator[Step]:
    """What moved by the calls within a transaction's own, in the order of execution."""
    waiting = [] if top.error is not None else top.calls[::-1]
    while waiting:
        frame = waiting.pop()
        if frame.error is not None:
            continue
        if frame.type in {"CALL", "CREATE", "CREATE2", "SELFDESTRUCT"}:
            yield from _moved(frame.from_, frame.to, frame.value)
        waiting += frame.calls[::-1]


def _moved(src: str | None, dst: str | None, value: str | None) -> Iterator[Step]:
    if src is not None and dst is not None and value is not None and int(value, 16):
        yield Step(src.lower(), dst.lower(), value)


def internal_table(chain: str, moved: Sequence[Inner]) -> pa.Table:
    """Transfers inside of transactions, as rows of `chain.source.TRANSFERS`. Raises `ValueError`."""
    return transfer_table(
        chain,
        src=hexes.addresses([one.step.src for one in moved], chain),
        dst=hexes.addresses([one.step.dst for one in moved], chain),
        asset=pa.repeat(assets.coin(chain)[0], len(moved)),
        amounts=hexes.amounts([one.step.value for one in moved]),
        time=np.array([one.time for one in moved], np.int64),
        block=np.array([one.block for one in moved], np.int64),
        tx_index=np.array([one.tx_index for one in moved], np.int32),
        position=np.array([one.position for one in moved], np.int32),
        kind=TransferKind.INTERNAL,
        tx_hash=hexes.binary([one.tx_hash for one in moved], 32),
    )
