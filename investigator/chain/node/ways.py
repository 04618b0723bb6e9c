"""By which calls a node is pulled: the best that it offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from investigator.chain.abilities import Abilities

SEARCH, FILTER, SCAN = "ots_searchTransactions", "trace_filter", "block scan"


@dataclass(frozen=True)
class Ways:
    """Names of calls; '' where the node has none for the purpose.

    `touching` finds the transactions of an account, by an index of the node if it has one (where it has two, by both,
    as each has its gaps), else by a `block scan`; `block_traces` and `traces` tell what moved inside of those of
    a block, and of one; `receipts` gives all of a block; `log_range` is the number of blocks that `logs` gives at
    once, where it is known.
    """

    touching: str
    block_traces: Literal["trace_block", "debug_traceBlockByNumber", ""]
    traces: Literal["trace_transaction", "debug_traceTransaction", ""]
    receipts: Literal["eth_getBlockReceipts", ""]
    logs: Literal["eth_getLogs", ""]
    log_range: int | None = None


def ways(abilities: Abilities) -> Ways:
    """The best calls that an endpoint was found to offer."""

    def has(name: str) -> bool:
        return bool(abilities.words.get(name))

    indices = [SEARCH] if has("ots_searchTransactionsAfter") else []
    indices += [FILTER] if has(FILTER) else []
    return Ways(
        touching="+".join(indices) or SCAN,
        block_traces="trace_block"
        if has("trace_block")
        else "debug_traceBlockByNumber"
        if has("debug_traceBlockByNumber")
        else "",
        traces="trace_transaction"
        if has("trace_transaction")
        else "debug_traceTransaction"
        if has("debug_traceTransaction")
        else "",
        receipts="eth_getBlockReceipts" if has("eth_getBlockReceipts") else "",
        logs="eth_getLogs" if has("eth_getLogs") else "",
        log_range=abilities.words.get("log_range"),
    )
