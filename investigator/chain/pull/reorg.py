"""Reorganisations: what the chain replaced since the last contact is marked, and finality is asked anew.

A stored block stands if the node has the same hash at its height; then all stored blocks that it descends from
stand too. So only the tips of the stored stretches above the last final block are asked for, and below a tip that
no longer stands its ancestors, down to the newest that does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import pyarrow as pa

from investigator.chain import evm
from investigator.chain.evm import Hex
from investigator.chain.ingest import ingest
from investigator.chain.rpc.calls import Answer, Asked, Call
from investigator.chain.source import Batch
from investigator.chain.told import Told, ndjson
from investigator.data.queries import standing
from investigator.data.queries.standing import Stored, Touched
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick, silent

CHECKED = 10_000
"""Stored blocks that are checked at most, where nothing tells which are final."""

TOGETHER = 64
"""Blocks that are asked for together."""


@dataclass(frozen=True)
class Reorganisation:
    """What was replaced: all from block `first` on (to `last`, if what lies above still stands), by table."""

    chain: str
    first: int
    last: int | None
    rows: dict[str, int]


class _Head(msgspec.Struct, rename="camel", frozen=True):
    number: Hex
    hash: Hex
    parent_hash: Hex


class _Chain:
    """The node's chain, as far as it was asked for."""

    def __init__(self, node: Asked, tick: Tick) -> None:
        self._node = node
        self._tick = tick
        self.answers: list[Answer] = []
        self.at: dict[int, Stored | None] = {}

    def ask(self, heights: Iterable[int]) -> None:
        """Get these blocks, unless they are at hand."""
        wanted = sorted(set(heights) - self.at.keys(), reverse=True)
        for start in range(0, len(wanted), TOGETHER):
            some = wanted[start : start + TOGETHER]
            self._tick(start, len(wanted), "Checking the chain for reorganisations")
            calls = [Call("eth_getBlockByNumber", (hex(height), False)) for height in some]
            answers = self._node.ask(calls, self._tick)
            self.answers += answers
            self.at |= {
                height: _block(answer, height) for height, answer in zip(some, answers, strict=True)
            }

    def check_links(self) -> None:
        """Raise `Trouble` unless blocks that follow each other say so."""
        for height, block in self.at.items():
            below = self.at.get(height - 1)
            if block and below and block.parent != below.hash:
                raise Trouble(
                    f"The node's blocks {height - 1:,} and {height:,} do not follow from each other; its chain "
                    "is being reorganised just now, or it is wrong. Pull again, or ask another node."
                )


def check(store: Store, node: Asked, chain: str, tick: Tick = silent) -> Reorganisation | None:
    """Mark what a reorganisation replaced since the last contact; `None` if all stands.

    The rows are kept, as evidence of what was seen, and are out of every graph. Raises `Trouble` if the node
    contradicts itself or what is final, and what its `ask` raises.
    """
    known = standing.final(store, chain)
    stored = standing.blocks_after(store, chain, known[0] if known else -1, CHECKED)
    now = _Chain(node, tick)
    if known:
        now.ask([known[0]])
        _still_final(chain, known, now.at[known[0]])
    if not stored:
        return None
    gone = _gone(stored, now)
    if not gone:
        return None
    floor = known[0] if known else -1
    spans = _spans(gone, {block.number for block in stored if block not in gone}, floor)
    rows = [row for first, last in spans for row in standing.touched(store, chain, first, last)]
    now.ask({row.height for row in rows} | {max(row.height for row in rows) + 1})
    now.check_links()
    rows = [row for row in rows if not _stands(row, now)]
    ingest(store, [_told(store, chain, spans, rows, now)], tick)
    counts = {table: sum(row.evidence == table for row in rows) for table in standing.REPLACEABLE}
    return Reorganisation(chain, spans[0][0], spans[-1][1], {k: n for k, n in counts.items() if n})


def contact(store: Store, node: Asked, chain: str, tick: Tick = silent) -> Reorganisation | None:
    """What each contact begins with, before anything is pulled: `check`, and then `ask_final`."""
    found = check(store, node, chain, tick)
    ask_final(store, node, chain, tick)
    return found


def _still_final(chain: str, known: tuple[int, bytes], now: Stored | None) -> None:
    if now is not None and now.hash != known[1]:
        raise Trouble(
            f"Block {known[0]:,} of {chain} was final in this case as 0x{known[1].hex()[:12]}…, but is "
            f"0x{now.hash.hex()[:12]}… at this node; it follows another chain. Ask another node."
        )


def _gone(stored: Sequence[Stored], now: _Chain) -> set[Stored]:
    """The stored blocks that no longer stand; `stored` is the newest first."""
    parents = {block.hash: block for block in stored}
    children = {block.parent for block in stored}
    tips = [block for block in stored if block.hash not in children]
    gone, stands, loose = set[Stored](), set[Stored](), set[Stored]()
    now.ask(block.number for block in tips)
    for tip in tips:
        path, at = list[Stored](), parents.get(tip.hash)
        while at is not None and at not in gone | stands and not _agrees(at, parents, now):
            path.append(at)
            at = parents.get(at.parent)
        told = [i for i, block in enumerate(path) if now.at[block.number] is not None]
        if told or at in gone:  # what descends from a block that was replaced went with it
            gone |= set(path if at in gone else path[: told[-1] + 1])
        elif at is None:
            loose |= set(
                path
            )  # the node has nothing at these heights: it may be behind, or its chain shorter
        while at is not None and at not in gone | stands:
            stands.add(at)
            at = parents.get(at.parent)
    lowest = min((block.number for block in gone), default=None)
    return gone | {block for block in loose if lowest is not None and block.number > lowest}


def _agrees(block: Stored, parents: dict[bytes, Stored], now: _Chain) -> bool:
    if block.number not in now.at:
        now.ask(_below(block, parents))
    here = now.at[block.number]
    return here is not None and here.hash == block.hash


def _below(block: Stored, parents: dict[bytes, Stored]) -> list[int]:
    heights = list[int]()
    at: Stored | None = block
    while at is not None and len(heights) < TOGETHER:
        heights.append(at.number)
        at = parents.get(at.parent)
    return heights


def _spans(gone: Collection[Stored], stand: Collection[int], floor: int) -> list[tuple[int, int | None]]:
    """Stretches of heights between blocks that stand, with blocks in them that do not: inclusive."""
    heights = {block.number for block in gone}
    walls = sorted(({floor} | set(stand)) - heights)
    found = dict[int, int | None]()
    for height in sorted(heights):
        above = next((wall for wall in walls if wall > height), None)
        below = max(wall for wall in walls if wall < height)
        found[below + 1] = None if above is None else above - 1
    return list(found.items())


def _stands(row: Touched, now: _Chain) -> bool:
    here = now.at.get(row.height)
    return row.hash is not None and here is not None and here.hash == row.hash


def _told(
    store: Store, chain: str, spans: list[tuple[int, int | None]], rows: list[Touched], now: _Chain
) -> Told:
    heads = {height: block.hash for height, block in now.at.items() if block}
    marks = [
        {
            **{"evidence_row": row.id, "block": row.height, "evidence": row.evidence},
            **{"replaced_by": heads.get(row.height, b""), "chain": chain},
        }
        for row in rows
    ]
    tables = {"superseded": pa.Table.from_pylist(marks)}
    stumps = _stumps(store, spans, [row.id for row in rows if row.evidence == "coverage"])
    if stumps:
        tables["coverage"] = pa.Table.from_pylist(stumps)
    listed = json.dumps([[row.evidence, row.id] for row in rows]).encode()
    request = {
        **{"chain": chain, "replaced": [list(span) for span in spans], "rows": len(rows)},
        "rows_sha256": hashlib.sha256(listed).hexdigest(),
    }
    pin = {str(height): "0x" + heads[height].hex() for height in sorted(heads)[:20]}
    return Told(
        "reorg", f"reorganisation of {chain}", request, ndjson(now.answers), Batch(tables=tables), pin
    )


def _stumps(store: Store, spans: list[tuple[int, int | None]], ids: list[int]) -> list[dict[str, Any]]:
    """What is left of coverage beside the heights that were replaced."""
    left = []
    for row in standing.coverage_rows(store, ids):
        first = row["first_block"]
        for start, end in spans:
            if first < start <= row["last_block"]:
                left.append({**row, "first_block": first, "last_block": start - 1})
            first = row["last_block"] + 1 if end is None else max(first, end + 1)
        if first <= row["last_block"]:
            left.append({**row, "first_block": first})
    return left


def finality_rows(chain: str, number: int, block_hash: bytes) -> pa.Table:
    """The evidence that all blocks of a chain up to this one were final when that was asked."""
    return pa.table({"number": [number], "hash": [block_hash], "chain": [chain]})


def ask_final(store: Store, node: Asked, chain: str, tick: Tick = silent) -> int | None:
    """Ask what is final, and keep it; its number, or `None` where the node does not say.

    To be done after `check` and before anything is pulled: what is pulled later from blocks up to there is final.
    """
    answers = node.ask([Call("eth_getBlockByNumber", ("finalized", False))], tick)
    head = _block(answers[0])
    if head is None:
        return None
    batch = Batch(tables={"finality": finality_rows(chain, head.number, head.hash)})
    pin = {str(head.number): "0x" + head.hash.hex()}
    ingest(
        store,
        [Told("finality", f"finality of {chain}", {"chain": chain}, ndjson(answers), batch, pin)],
        tick,
    )
    return head.number


def _block(answer: Answer, height: int | None = None) -> Stored | None:
    """Raises `Trouble` for what is no block, or one of another height."""
    try:
        head = msgspec.json.decode(answer.result, type=_Head | None)
        if head is None:
            return None
        number = evm.number(head.number, 63)
        if height is not None and number != height:
            raise ValueError(f"asked for block {height:,}, it gave {number:,}")
        return Stored(number, evm.raw_bytes(head.hash, 32), evm.raw_bytes(head.parent_hash, 32))
    except (msgspec.MsgspecError, ValueError) as error:
        raise Trouble(f"The node answered with no block when it was asked for one: {error}.") from error
