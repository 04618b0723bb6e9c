"""A real local node whose chain is full of coin and token transfers."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.nodes.anvil import Anvil

TRANSFER = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"

# Emits Transfer(caller, word 0 of the call data, word 1 of it), and does nothing else:
#   CALLDATACOPY(0, 32, 32); LOG3(0, 32, TRANSFER, CALLER, CALLDATALOAD(0)); STOP
_RUNTIME = f"60206020600037600035337f{TRANSFER}60206000a300"
TOKEN = f"0x60{len(_RUNTIME) // 2:02x}600c60003960{len(_RUNTIME) // 2:02x}6000f3{_RUNTIME}"


@contextmanager
def busy(blocks: int, each: int) -> Iterator[Anvil]:
    """A node with so many blocks of so many transactions, every second one a token's transfer."""
    with Anvil.started("--order", "fifo", "--gas-limit", "100000000") as node:
        token = node.deploy(TOKEN)
        node.ask("evm_setAutomine", False)
        for number in range(1, blocks):
            _post(node, [_call(node, token, number * each + i) for i in range(each)])
            node.ask("evm_mine")
        yield node


def _call(node: Anvil, token: str, n: int) -> dict[str, Any]:
    sender, receiver = (node.accounts[i % len(node.accounts)] for i in (n, n * 7 + 1))
    call: dict[str, Any] = {"from": sender, "to": receiver, "value": hex(n + 1), "gas": hex(60_000)}
    if n % 2:
        data = f"0x{receiver[2:]:0>64}{n + 1:064x}"
        call = {"from": sender, "to": token, "data": data, "gas": hex(60_000)}
    return {"jsonrpc": "2.0", "id": n, "method": "eth_sendTransaction", "params": [call]}


def _post(node: Anvil, calls: list[dict[str, Any]]) -> None:
    body = json.dumps(calls).encode()
    request = urllib.request.Request(node.uri, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        for answer in json.load(response):
            if "error" in answer:
                raise RuntimeError(answer["error"])
