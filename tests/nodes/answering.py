"""How a node answers each method, out of a `Chain`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.nodes.chain import Chain, Json

CLIENT = "Test/v1.0/in-memory"


class Refusal(Exception):
    """A JSON-RPC error: code and words."""

    def __init__(self, code: int, words: str, status: int = 200) -> None:
        super().__init__(words)
        self.code, self.words, self.status = code, words, status


def answer(chain: Chain, method: str, params: list[Any]) -> str:
    """The JSON text of the result of a call. Raises `Refusal`."""
    known = _METHODS.get(method)
    if known is None:
        raise Refusal(-32601, f"the method {method} does not exist/is not available")
    return json.dumps(known(chain, *params), separators=(",", ":"))


def number_of(chain: Chain, tag: Any) -> int:
    """The number that a block's tag or number means; it need not exist."""
    if isinstance(tag, dict):
        tag = tag.get("blockNumber", tag.get("blockHash"))
    if tag in {"latest", "pending"}:
        return chain.head
    if tag == "earliest":
        return 0
    if tag in {"finalized", "safe"}:
        if chain.final is None:
            raise Refusal(-32602, f"invalid argument 0: unknown block tag {tag}")
        return chain.final
    if len(tag) == 66:
        return next((number for number, block in chain.blocks.items() if block["hash"] == tag), -1)
    return int(tag, 16)


def _block(chain: Chain, tag: Any, whole: bool = False) -> Json | None:
    block = chain.blocks.get(number_of(chain, tag))
    if block is None or whole:
        return block
    return {**block, "transactions": [one["hash"] for one in block["transactions"]]}


def _known(chain: Chain, tag: Any) -> int:
    number = number_of(chain, tag)
    if number not in chain.blocks and number > chain.head:
        raise Refusal(-32000, "header not found")
    return number


def _transactions(chain: Chain) -> Iterator[tuple[int, Json]]:
    for number, block in sorted(chain.blocks.items()):
        for transaction in block["transactions"]:
            yield number, transaction


def _transaction(chain: Chain, name: str) -> Json | None:
    return next((one for _, one in _transactions(chain) if one["hash"] == name), None)


def _receipt(chain: Chain, name: str) -> Json | None:
    told = (one for receipts in chain.receipts.values() for one in receipts)
    return next((one for one in told if one["transactionHash"] == name), None)


def _receipts(chain: Chain, tag: Any) -> list[Json] | None:
    return chain.receipts.get(number_of(chain, tag))


def _logs(chain: Chain, wanted: Json) -> list[Json]:
    if "blockHash" in wanted:
        first = last = number_of(chain, wanted["blockHash"])
    else:
        first = number_of(chain, wanted.get("fromBlock", "latest"))
        last = number_of(chain, wanted.get("toBlock", "latest"))
    if last < first:
        raise Refusal(-32602, "invalid block range params")
    addresses = _several(wanted.get("address"))
    topics = [_several(topic) for topic in wanted.get("topics", [])]
    return [
        log
        for number in sorted(chain.receipts)
        if first <= number <= last
        for receipt in chain.receipts[number]
        for log in receipt["logs"]
        if (addresses is None or log["address"].lower() in addresses) and _fits(log["topics"], topics)
    ]


def _several(told: Any) -> set[str] | None:
    if told is None or told == []:
        return None
    return {one.lower() for one in ([told] if isinstance(told, str) else told)}


def _fits(topics: list[str], wanted: list[set[str] | None]) -> bool:
    if len(topics) < len(wanted):
        return False
    return all(want is None or have in want for have, want in zip(topics, wanted, strict=False))


def _trace_block(chain: Chain, tag: Any) -> list[Json] | None:
    if not chain.traces:
        raise Refusal(-32601, "the method trace_block does not exist/is not available")
    return chain.traces.get(_known(chain, tag))


def _trace_filter(chain: Chain, wanted: Json) -> list[Json]:
    if not chain.traces:
        raise Refusal(-32601, "the method trace_filter does not exist/is not available")
    first = number_of(chain, wanted.get("fromBlock", "0x0"))
    last = number_of(chain, wanted.get("toBlock", "latest"))
    senders, receivers = _several(wanted.get("fromAddress")), _several(wanted.get("toAddress"))
    found = [
        trace
        for number in sorted(chain.traces)
        if first <= number <= last
        for trace in chain.traces[number]
        if _touches(
            trace, senders, receivers, wanted.get("mode") == "intersection" or not (senders and receivers)
        )
    ]
    after = wanted.get("after", 0)
    return found[after : after + wanted.get("count", len(found))]


def _touches(trace: Json, senders: set[str] | None, receivers: set[str] | None, both: bool) -> bool:
    action = trace["action"]
    to = action.get("to") or trace.get("result", {}).get("address")
    tests = [senders is None or action.get("from") in senders, receivers is None or to in receivers]
    return all(tests) if both else any(tests)


def _debug_block(chain: Chain, tag: Any, options: Json) -> list[Json]:
    """`callTracer` of every transaction, out of the flat traces."""
    if not chain.traces:
        raise Refusal(-32601, "the method debug_traceBlockByNumber does not exist/is not available")
    frames: dict[str, dict[tuple[int, ...], Json]] = {}
    for trace in chain.traces.get(_known(chain, tag), []):
        if trace.get("transactionHash") is None:
            continue
        action, result = trace["action"], trace.get("result") or {}
        kind = {"create": "CREATE", "suicide": "SELFDESTRUCT"}.get(trace["type"])
        frame: Json = {
            "type": kind or action.get("callType", "call").upper(),
            "from": action.get("from", action.get("address")),
            "to": action.get("to", result.get("address", action.get("refundAddress"))),
            "value": action.get("value", action.get("balance", "0x0")),
            "gas": action.get("gas", "0x0"), "gasUsed": result.get("gasUsed", "0x0"), "input": "0x",
        }  # fmt: skip
        if "error" in trace:
            frame["error"] = trace["error"]
        place = tuple(trace["traceAddress"])
        inside = frames.setdefault(trace["transactionHash"], {})
        inside[place] = frame
        if place:
            inside[place[:-1]].setdefault("calls", []).append(frame)
    return [{"txHash": name, "result": inside[()]} for name, inside in frames.items()]


def _search(chain: Chain, address: str, number: int, size: int, back: bool) -> Json:
    """Otterscan's pages: whole blocks, at least `size` transactions where there are so many, newest first."""
    found: list[tuple[int, Json]] = []
    touched = {
        trace["transactionHash"]
        for traces in chain.traces.values()
        for trace in traces
        if _touches(trace, {address.lower()}, {address.lower()}, both=False)
    }
    every = [one for one in _transactions(chain) if one[1]["hash"] in touched]
    inside = [one for one in every if not number or (one[0] < number if back else one[0] > number)]
    inside = inside[::-1] if back else inside
    for one in inside:
        if len(found) >= size and one[0] != found[-1][0]:
            break
        found.append(one)
    ended = len(found) == len(inside)
    shown = found if back else found[::-1]
    return {
        "txs": [one for _, one in shown],
        "receipts": [
            {**(_receipt(chain, one["hash"]) or {}), "timestamp": int(chain.blocks[at]["timestamp"], 16)}
            for at, one in shown
        ],
        "firstPage": ended if not back else not number,
        "lastPage": ended if back else not number,
    }


def _contract(chain: Chain, call: Json, tag: Any = "latest", *_: Any) -> str:
    known = chain.calls.get((call["to"].lower(), call.get("data", call.get("input", "0x"))))
    if known is None:
        if chain.code.get(call["to"].lower()):
            raise Refusal(3, "execution reverted")
        return "0x"
    return known


_METHODS: dict[str, Callable[..., Any]] = {
    "web3_clientVersion": lambda chain: CLIENT,
    "net_version": lambda chain: str(chain.chain_id),
    "eth_chainId": lambda chain: hex(chain.chain_id),
    "eth_blockNumber": lambda chain: hex(chain.head),
    "eth_syncing": lambda chain: False,
    "eth_getBlockByNumber": _block,
    "eth_getBlockByHash": _block,
    "eth_getTransactionByHash": _transaction,
    "eth_getTransactionReceipt": _receipt,
    "eth_getBlockReceipts": _receipts,
    "eth_getLogs": _logs,
    "eth_getBalance": lambda chain, who, tag: hex(chain.state(chain.balances, who, _known(chain, tag))),
    "eth_getTransactionCount": lambda chain, who, tag: hex(
        chain.state(chain.nonces, who, _known(chain, tag))
    ),
    "eth_getCode": lambda chain, who, tag: chain.code.get(who.lower(), "0x"),
    "eth_call": _contract,
    "trace_block": _trace_block,
    "trace_filter": _trace_filter,
    "debug_traceBlockByNumber": _debug_block,
    "ots_getApiLevel": lambda chain: 8,
    "ots_searchTransactionsBefore": lambda chain, who, at, size: _search(chain, who, at, size, True),
    "ots_searchTransactionsAfter": lambda chain, who, at, size: _search(chain, who, at, size, False),
}
