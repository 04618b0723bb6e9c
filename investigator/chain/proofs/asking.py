"""A block and its receipts, asked of a node."""

from __future__ import annotations

import msgspec

from investigator.chain.proofs.finding import Findings
from investigator.chain.rpc.calls import Asked, Call, Refused, TooMuch, Unsupported
from investigator.errors import Trouble
from investigator.progress import Tick, silent

TOGETHER = 100
"""Receipts that are asked for together, where a node does not give all of a block."""


def ask(node: Asked, found: Findings, chain: str, tick: Tick = silent) -> None:
    """Ask for what is lacking. Raises `Trouble` if the node is of another chain or has not got it; `Cancelled`."""
    try:
        _check_chain(node, chain, tick)
        if not found.block_hash:
            found.block_hash = _block_of(node, found.tx_hash, tick)
        if found.block is None:
            found.take(_one(node, tick, "eth_getBlockByHash", found.block_hash, True))
        if found.block is None:
            raise Trouble(
                f"The node has no block {found.block_hash} with transaction {found.tx_hash}; it may follow another "
                "chain since a reorganisation. Ask another node, or pull again."
            )
        if not found.whole:
            _receipts(node, found, tick)
        if not found.whole:
            raise Trouble(
                f"The node has {len(found.receipts):,} of the {len(found.block['transactions']):,} receipts of block "
                f"{found.block_hash}; it may be pruned, or follow another chain since a reorganisation. Ask another node."
            )
    except Refused as refusal:
        raise Trouble(
            f"The node does not give what a proof needs: {refusal}. Ask another node."
        ) from refusal


def _check_chain(node: Asked, chain: str, tick: Tick) -> None:
    told = _one(node, tick, "eth_chainId").decode(errors="replace").strip()[:80]
    if told.strip('"').lower() != hex(int(chain.removeprefix("eip155:"))):
        raise Trouble(
            f"The node is of chain {told}, but the transaction is of {chain}; give another --source."
        )


def _block_of(node: Asked, tx_hash: str, tick: Tick) -> str:
    answer = _one(node, tick, "eth_getTransactionByHash", tx_hash)
    try:
        told = msgspec.json.decode(answer)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        told = None
    name = told.get("blockHash") if isinstance(told, dict) else None
    if not isinstance(name, str):
        raise Trouble(f"The node knows no block with transaction {tx_hash}; ask another node.")
    return name.lower()


def _receipts(node: Asked, found: Findings, tick: Tick) -> None:
    """All receipts of the block: at once where the node gives them so, else one by one."""
    assert found.block is not None
    try:
        found.take(_one(node, tick, "eth_getBlockReceipts", found.block.get("number")))
    except (Unsupported, TooMuch):
        found.receipts.clear()
    if found.whole:
        return
    names = [str(one.get("hash")) for one in found.block["transactions"]]
    for start in range(0, len(names), TOGETHER):
        tick(start, len(names), "Asking for receipts")
        calls = [Call("eth_getTransactionReceipt", (name,)) for name in names[start : start + TOGETHER]]
        for answer in node.ask(calls, tick):
            found.take(answer.result)


def _one(node: Asked, tick: Tick, method: str, *params: object) -> bytes:
    return node.ask([Call(method, params)], tick)[0].result
