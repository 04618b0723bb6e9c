"""What moved inside of transactions, asked of a node by whichever traces it offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from investigator.chain.node import traces
from investigator.chain.node.blocks import Picked
from investigator.chain.node.harvest import Harvest
from investigator.chain.node.shapes import Block
from investigator.chain.node.traces import Frame, Framed, Inner, Step, Trace
from investigator.chain.node.ways import Ways
from investigator.chain.rpc.calls import Call, Refused
from investigator.errors import Trouble

TRACER = {"tracer": "callTracer"}


def inside_blocks(harvest: Harvest, ways: Ways, blocks: Sequence[Block]) -> list[Inner]:
    """What moved inside of the transactions of blocks; where the node does not tell, the harvest says so."""
    if "internal" not in harvest.whats:
        return []
    some = [block for block in blocks if block.transactions]
    try:
        if ways.block_traces == "trace_block":
            calls = [Call("trace_block", (block.number,)) for block in some]
            flat = harvest.ask(calls, list[Trace])
            found = [_of_traces(block, told or []) for block, told in zip(some, flat, strict=True)]
        else:
            calls = [Call("debug_traceBlockByNumber", (block.number, TRACER)) for block in some]
            nested = harvest.ask(calls, list[Framed])
            found = [_of_frames(block, told or []) for block, told in zip(some, nested, strict=True)]
    except Refused as refusal:
        harvest.uncovered("internal", str(refusal))
        return []
    harvest.covered["internal"] = ways.block_traces
    return [one for block in found for one in block]


def inside_transactions(harvest: Harvest, ways: Ways, picked: Picked) -> list[Inner]:
    """As `inside_blocks`, of single transactions; by the traces of their blocks where a node has no others."""
    if "internal" not in harvest.whats:
        return []
    try:
        steps = _steps(harvest, ways, picked)
    except Refused as refusal:
        harvest.uncovered("internal", str(refusal))
        return []
    harvest.covered["internal"] = ways.traces or ways.block_traces
    columns = (picked.block.tolist(), picked.time.tolist(), picked.tx_index.tolist())
    return [
        Inner(step, position, *place)
        for place, some in zip(zip(picked.hashes, *columns, strict=True), steps, strict=True)
        for position, step in enumerate(some)
    ]


def _steps(harvest: Harvest, ways: Ways, picked: Picked) -> list[list[Step]]:
    """What moved inside of each transaction. Raises `Trouble` for one that has no traces, and `Refused`."""
    if ways.traces == "trace_transaction":
        calls = [Call("trace_transaction", (digest,)) for digest in picked.hashes]
        flat = harvest.ask(calls, list[Trace])
        return [_checked(digest, told) for digest, told in zip(picked.hashes, flat, strict=True)]
    if ways.traces == "debug_traceTransaction":
        calls = [Call("debug_traceTransaction", (digest, TRACER)) for digest in picked.hashes]
        nested = harvest.ask(calls, Frame)
        return [_framed(digest, told) for digest, told in zip(picked.hashes, nested, strict=True)]
    heights = sorted(set(picked.block.tolist()))
    places = list(zip(picked.hashes, picked.block.tolist(), picked.tx_index.tolist(), strict=True))
    if ways.block_traces == "trace_block":
        calls = [Call("trace_block", (hex(height),)) for height in heights]
        every = [one for told in harvest.ask(calls, list[Trace]) for one in told or []]
        return [
            _checked(
                digest, [one for one in every if (one.transaction_hash or "").lower() == digest.lower()]
            )
            for digest, _, _ in places
        ]
    calls = [Call("debug_traceBlockByNumber", (hex(height), TRACER)) for height in heights]
    framed = dict(zip(heights, harvest.ask(calls, list[Framed]), strict=True))
    found = list[list[Step]]()
    for digest, height, index in places:
        some = framed[height] or []
        found.append(_framed(digest, some[index].result if index < len(some) else None))
    return found


def _checked(digest: str, told: Sequence[Trace] | None) -> list[Step]:
    if not told:
        raise _untraced(digest)
    return list(traces.of_traces(told))


def _framed(digest: str, told: Frame | None) -> list[Step]:
    if told is None:
        raise _untraced(digest)
    return list(traces.of_frame(told))


def _untraced(digest: str) -> Trouble:
    return Trouble(
        f"The node has no traces of transaction {digest[:18]}…; its chain is being reorganised just now, or it lacks "
        "some. Pull again, or ask another node."
    )


def _of_traces(block: Block, told: Sequence[Trace]) -> list[Inner]:
    """By hash, in their order: the traces of a transaction follow each other."""
    inner = (one for one in told if one.transaction_hash)
    grouped = groupby(inner, lambda one: (one.transaction_hash or "").lower())
    found = {digest: list(traces.of_traces(some)) for digest, some in grouped}
    if found.keys() != {tx.hash.lower() for tx in block.transactions}:
        raise _strange(block)
    steps = (found[tx.hash.lower()] for tx in block.transactions)
    return _placed(block, steps)


def _of_frames(block: Block, told: Sequence[Framed]) -> list[Inner]:
    """By their order, and by hash where the node gives it."""
    hashes = [tx.hash for tx in block.transactions]
    if len(told) != len(hashes) or any(
        one.tx_hash not in {None, digest} for one, digest in zip(told, hashes, strict=True)
    ):
        raise _strange(block)
    return _placed(block, (traces.of_frame(one.result) for one in told))


def _placed(block: Block, steps: Iterable[Iterable[Step]]) -> list[Inner]:
    height, time = int(block.number, 16), int(block.timestamp, 16)
    return [
        Inner(step, position, tx.hash, height, time, index)
        for index, (tx, some) in enumerate(zip(block.transactions, steps, strict=True))
        for position, step in enumerate(some)
    ]


def _strange(block: Block) -> Trouble:
    return Trouble(
        f"The node's traces of block {int(block.number, 16):,} are not those of its transactions; its chain is "
        "being reorganised just now, or it is wrong. Pull again, or ask another node."
    )
