"""A real EVM node on a free port of this machine: Anvil, which `make test` installs beside this file.

Usage: `with Anvil.started() as node: node.ask("eth_blockNumber")`, or the fixture `anvil` of `tests/conftest.py`.
`node.uri` is its address. Its accounts (`node.accounts`) are funded and unlocked: `node.send(...)` sends a
transaction from one of them and mines it in a block of its own.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_PACKAGES = Path(__file__).parent / "node_modules" / "@foundry-rs"
PATIENCE = 120.0  # seconds until it must answer
_LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def binary() -> Path:
    """The program; skips the test where it is not installed."""
    found = sorted(_PACKAGES.glob("anvil-*/bin/anvil*"))
    if not found:
        pytest.skip("Anvil is not installed; run `npm install` in tests/nodes")
    return found[0]


class Refusal(Exception):
    """The node answered a call with an error."""


@dataclass(frozen=True)
class Anvil:
    """A running node."""

    uri: str
    accounts: tuple[str, ...]

    @staticmethod
    @contextmanager
    def started(*options: str, port: int | None = None) -> Iterator[Anvil]:
        """Run a node until the block ends; `options` are Anvil's own, such as `--hardfork london`."""
        port = port or _free_port()
        uri = f"http://127.0.0.1:{port}"
        command = [str(binary()), "--port", str(port), "--silent", *options]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                _wait(process, uri)
                yield Anvil(uri, tuple(_ask(uri, "eth_accounts", ())))
            finally:
                process.kill()

    def ask(self, method: str, *params: Any) -> Any:
        """The result of a call. Raises `Refusal`."""
        return _ask(self.uri, method, params)

    def send(self, **transaction: Any) -> dict[str, Any]:
        """Send a transaction (`from_`, `to`, `value`, `data`, `gas`, …; integers are allowed) and its receipt.

        `gas` should be given for one that is meant to fail, or the node refuses it.
        """
        fields = {name.rstrip("_"): _plain(value) for name, value in transaction.items()}
        fields.setdefault("from", self.accounts[0])
        name = self.ask("eth_sendTransaction", fields)
        until = time.monotonic() + PATIENCE
        while (receipt := self.ask("eth_getTransactionReceipt", name)) is None:
            assert time.monotonic() < until, "the transaction was not mined"
            time.sleep(0.005)
        return dict(receipt)

    def deploy(self, bytecode: str, **transaction: Any) -> str:
        """Create a contract from its creation code, and its address."""
        address: str = self.send(data=bytecode, **transaction)["contractAddress"]
        return address

    def mine(self, blocks: int = 1) -> None:
        """Mine empty blocks."""
        self.ask("anvil_mine", hex(blocks))

    def reorganise(self, depth: int, *transactions: tuple[dict[str, Any], int]) -> None:
        """Replace the last `depth` blocks; each of `transactions` goes into the new block of its number."""
        self.ask("anvil_reorg", depth, [[_fields(one), at] for one, at in transactions])

    @property
    def head(self) -> int:
        """The number of the newest block."""
        return int(self.ask("eth_blockNumber"), 16)


def _fields(transaction: dict[str, Any]) -> dict[str, Any]:
    return {name.rstrip("_"): _plain(value) for name, value in transaction.items()}


def _plain(value: Any) -> Any:
    return hex(value) if isinstance(value, int) else value


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], uri: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _ask(uri, "eth_chainId", ())
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, "Anvil stopped at once"
            assert time.monotonic() < until, "Anvil did not answer in time"
            time.sleep(0.02)
        else:
            return


def _ask(uri: str, method: str, params: tuple[Any, ...]) -> Any:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}).encode()
    request = urllib.request.Request(uri, body, {"Content-Type": "application/json"})
    with _LOCAL.open(request, timeout=PATIENCE) as response:
        answer = json.load(response)
    if "error" in answer:
        raise Refusal(f"{method}: {answer['error'].get('message')}")
    return answer["result"]
