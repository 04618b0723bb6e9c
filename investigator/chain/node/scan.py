"""Blocks read one after the other: the way that every node offers."""

from __future__ import annotations

from collections.abc import Sequence

from investigator.address import short
from investigator.chain.node import blocks, logs, traces
from investigator.chain.node.blocks import Picked
from investigator.chain.node.harvest import Harvest, check_height, check_links
from investigator.chain.node.inside import inside_blocks
from investigator.chain.node.shapes import Block, Receipt
from investigator.chain.node.traces import Inner
from investigator.chain.node.ways import Ways
from investigator.chain.rpc.calls import Call
from investigator.errors import Trouble


def gather(harvest: Harvest, ways: Ways) -> None:
    """Read the blocks of a unit: all that is in them, or what touches its accounts."""
    unit = harvest.unit
    heights = range(unit.first, unit.last + 1)
    found = list[Block]()
    calls = [Call("eth_getBlockByNumber", (hex(at), True)) for at in heights]
    for block, at in zip(harvest.ask(calls, Block), heights, strict=True):
        check_height(block, at)
        found += [block] if block else []
    check_links(found)
    moved = inside_blocks(harvest, ways, found)
    if unit.addresses:
        _touching(harvest, ways, found, moved)
    else:
        _everything(harvest, ways, found, moved)


def _everything(harvest: Harvest, ways: Ways, found: Sequence[Block], moved: Sequence[Inner]) -> None:
    chain = harvest.unit.chain
    harvest.heads(found)
    harvest.table("header", blocks.header_table(chain, found))
    picked = Picked.of(chain, found)
    harvest.transactions(picked)
    harvest.transfers(blocks.native_table(picked))
    harvest.transfers(blocks.withdrawal_table(chain, found, None))
    harvest.transfers(traces.internal_table(chain, moved))
    harvest.covered |= {"blocks": "block scan", "native": "block scan"}
    if ways.receipts and "receipts" in harvest.whats:
        told = _block_receipts(harvest, found)
        harvest.receipts(told)
        every = [log for one in told for log in one.logs]
        harvest.emitters(every)
        times = {block.number: int(block.timestamp, 16) for block in found}
        harvest.transfers(logs.token_table(chain, every, times))
        harvest.covered |= {"receipts": ways.receipts, "token": ways.receipts}


def _touching(harvest: Harvest, ways: Ways, found: Sequence[Block], moved: Sequence[Inner]) -> None:
    chain, wanted = harvest.unit.chain, frozenset(short(one) for one in harvest.unit.addresses)
    inner = [one for one in moved if one.step.src in wanted or one.step.dst in wanted]
    within = {one.tx_hash for one in inner}
    direct = blocks.touches(wanted)
    picked = Picked.of(chain, found, lambda tx: direct(tx) or tx.hash in within)
    paid = [block for block in found if block.miner.lower() in wanted]
    withdrawn = blocks.withdrawal_table(chain, found, wanted)
    heights = {*picked.block.tolist(), *withdrawn["block"].to_pylist()}
    harvest.heads(
        [block for block in found if int(block.number, 16) in heights] + [*paid, found[0], found[-1]]
    )
    harvest.table("header", blocks.header_table(chain, paid))
    harvest.transactions(Picked.of(chain, paid))
    harvest.transactions(picked)
    harvest.transfers(blocks.native_table(Picked.of(chain, found, direct)))
    harvest.transfers(withdrawn)
    harvest.transfers(traces.internal_table(chain, inner))
    rest = [tx for block in paid for tx in block.transactions] + list(picked.txs)
    harvest.receipts(receipts_of(harvest, list(dict.fromkeys(tx.hash for tx in rest))))
    harvest.covered |= {"native": "block scan"}


def _block_receipts(harvest: Harvest, found: Sequence[Block]) -> list[Receipt]:
    """The receipts of whole blocks. Raises `Trouble` unless they are those of their transactions."""
    every = list[Receipt]()
    calls = [Call("eth_getBlockReceipts", (block.number,)) for block in found]
    for block, told in zip(found, harvest.ask(calls, list[Receipt]), strict=True):
        _check_receipts(
            [tx.hash for tx in block.transactions], told or [], f"block {int(block.number, 16):,}"
        )
        every += told or []
    return every


def receipts_of(harvest: Harvest, hashes: Sequence[str]) -> list[Receipt]:
    """The receipts of transactions. Raises `Trouble` unless they are theirs."""
    calls = [Call("eth_getTransactionReceipt", (digest,)) for digest in hashes]
    told = [one for one in harvest.ask(calls, Receipt) if one is not None]
    _check_receipts(hashes, told, f"{len(hashes):,} transactions")
    return told


def _check_receipts(hashes: Sequence[str], told: Sequence[Receipt], what: str) -> None:
    if [one.transaction_hash.lower() for one in told] != [one.lower() for one in hashes]:
        raise Trouble(
            f"The node's receipts of {what} are not those of their transactions; its chain is being "
            "reorganised just now, or it lacks some. Pull again, or ask another node."
        )
