"""An explorer on a free port of this machine, which answers from a case's own data as Etherscan or Blockscout do.

Usage: `with Explorer.of(store, cap=50) as explorer:`, then pull from `explorer.uri`. It can misbehave: `faults` are
given to the next questions one by one, `cap` is the most rows that it gives, `hidden` lists it does not offer.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from investigator.data.store import Store
from tests.nodes.explorer_rows import Row, lists_of

Fault = Callable[["_Handler"], None]
"""Answers a question wrongly."""

_NOTHING = {"txlistinternal": "No internal transactions found", "tokentx": "No token transfers found"}


@dataclass
class Explorer:
    """A running explorer. `asked` are the questions that it was asked so far, `refused` how many it refused."""

    uri: str
    chain: str
    lists: dict[str, list[Row]]
    head: int
    cap: int = 10_000
    silent: bool = False  # cuts answers off instead of refusing to give so many
    newest_first: bool = False
    blockscout: bool = False
    key: str = ""
    hidden: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)
    asked: list[Row] = field(default_factory=list)
    balances: dict[str, int] = field(default_factory=dict)

    @staticmethod
    @contextmanager
    def of(store: Store, **how: Any) -> Iterator[Explorer]:
        """Answer from a case until the block ends; `how` are fields of this class."""
        lists, chain, head = lists_of(store)
        with served(Explorer("", chain, lists, head, **how)) as explorer:
            yield explorer

    def answer(self, asked: Row) -> dict[str, Any]:
        """What is said to a question."""
        if self.key and asked.get("apikey") != self.key:
            return _no(f"Invalid API Key (#err2)|{asked.get('apikey', '')}")
        action = asked.get("action", "")
        if action in {"eth_blockNumber", "eth_block_number"}:
            return {"jsonrpc": "2.0", "id": 1, "result": hex(self.head)}
        if action == "eth_chainId" and not self.blockscout:
            return {"jsonrpc": "2.0", "id": 1, "result": hex(int(self.chain.partition(":")[2]))}
        if action == "eth_getTransactionCount":
            sent = [row for row in self.lists["txlist"] if row["from"] == asked["address"]]
            return {"jsonrpc": "2.0", "id": 1, "result": hex(len(sent))}
        if action in {"balance", "tokenbalance"}:
            key = asked["address"] + asked.get("contractaddress", "")
            return {"status": "1", "message": "OK", "result": str(self.balances.get(key, 0))}
        if action not in self.lists or action in self.hidden:
            unknown = {"message": "Unknown action", "result": None, "status": "0"}
            return unknown if self.blockscout else _no("Error! Missing Or invalid Action name")
        return self._page(action, asked)

    def _page(self, action: str, asked: Row) -> dict[str, Any]:
        page, offset = int(asked["page"]), int(asked["offset"])
        if action == "getLogs":
            offset = min(offset, 1000)
        if page * offset > self.cap and not self.silent:
            limit = f"PageNo x Offset size must be less than or equal to {self.cap}"
            return _no(f"Result window is too large, {limit}")
        found = [row for row in self.lists[action] if _matches(row, asked)]
        if asked.get("sort") == "desc" or self.newest_first:
            found.reverse()
        size = min(offset, self.cap)
        rows = found[(page - 1) * size : page * size]
        if not rows:
            return {"status": "0", "message": _NOTHING.get(action, "No transactions found"), "result": []}
        if self.blockscout and action == "txlistinternal":
            rows = [
                {"transactionHash" if name == "hash" else name: row[name] for name in row} for row in rows
            ]
        return {"status": "1", "message": "OK", "result": rows}


@contextmanager
def served(explorer: Explorer) -> Iterator[Explorer]:
    """Let an explorer answer on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("_Bound", (_Handler,), {"explorer": explorer}))
    server.daemon_threads = True
    kind = "blockscout" if explorer.blockscout else "explorer"
    path = "" if explorer.blockscout else "/api"
    number = explorer.chain.partition(":")[2]
    explorer.uri = f"{kind}+http://127.0.0.1:{server.server_address[1]}{path}?chainid={number}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield explorer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    explorer: Explorer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        self.explorer.asked.append(asked)
        if self.explorer.faults:
            self.explorer.faults.pop(0)(self)
        else:
            self.give(self.explorer.answer(asked))

    def do_POST(self) -> None:
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = int(self.explorer.chain.partition(":")[2])
        known = {"eth_chainId": hex(number), "eth_blockNumber": hex(self.explorer.head)}
        self.give({"jsonrpc": "2.0", "id": call["id"], "result": known[call["method"]]})

    def give(self, answer: dict[str, Any]) -> None:
        """Answer with JSON, packed if that is welcome."""
        body = json.dumps(answer).encode()
        packed = "gzip" in self.headers.get("Accept-Encoding", "")
        headers = {"Content-Type": "application/json"} | ({"Content-Encoding": "gzip"} if packed else {})
        self.say(200, gzip.compress(body) if packed else body, **headers)

    def say(self, status: int, body: bytes, **headers: str) -> None:
        """Answer with anything."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing."""


def refusal(text: str) -> Fault:
    """Answer 'NOTOK' with these words."""
    return lambda handler: handler.give(_no(text))


def status(number: int, body: bytes = b"", **headers: str) -> Fault:
    """Answer with an HTTP status."""
    return lambda handler: handler.say(number, body, **headers)


def truncated(handler: _Handler) -> None:
    """Break off in the middle of the JSON."""
    handler.say(200, b'{"status":"1","message":"OK","result":[{"blockNumber":"1')


def hung_up(handler: _Handler) -> None:
    """Promise more than is sent, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.close_connection = True


def silence(until: threading.Event) -> Fault:
    """Say nothing until told to."""
    return lambda handler: until.wait(20) and None


def _matches(row: Row, asked: Row) -> bool:
    """Whether a row is of the account, the blocks and the contract that were asked for."""
    if asked["action"] == "getLogs":
        first, last, block = int(asked["fromBlock"]), int(asked["toBlock"]), int(row["blockNumber"], 16)
        same = row["address"] == asked["address"] and row["topics"][:2] == [
            asked["topic0"],
            asked["topic1"],
        ]
        return same and first <= block <= last
    parties = {row[name] for name in ("from", "to", "address") if name in row}
    if not row.get("to"):
        parties.add(row.get("contractAddress", ""))
    contract = asked.get("contractaddress", "")
    inside = int(asked["startblock"]) <= int(row["blockNumber"]) <= int(asked["endblock"])
    return inside and asked["address"] in parties and contract in {"", row.get("contractAddress", "")}


def _no(text: str) -> dict[str, Any]:
    return {"status": "0", "message": "NOTOK", "result": text}
